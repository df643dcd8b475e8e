import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { CivilDate, Moment } from "../ui/civil-date.tsx";
import { dateText } from "../ui/date-text.ts";
import { Facts, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Status } from "../ui/status.tsx";
import { Due, useTitles } from "./names.tsx";
import type { CaseCard } from "./queries.ts";

type Clock = NonNullable<CaseCard["clock"]>;
type Called = Clock["called"][number];

/** How long it may take, how much of it is used, what stood still, and whose clocks run beside it. */
export function CaseClocks({ card }: { readonly card: CaseCard }) {
  const { text, language } = useLanguage();
  const words = text.complaints.clock;
  const { estate } = useEstate();
  const { clock } = card;
  if (clock === null) {
    return (
      <Panel title={words.title}>
        <p className="quiet">{words.none}</p>
      </Panel>
    );
  }
  const limit: Readonly<Record<string, (amount: number) => string>> = text.complaints.limit;
  return (
    <Panel
      aside={
        <Status tone={clock.overdueDays > 0 ? "bad" : clock.isPaused ? "idle" : "waiting"}>
          {clock.answeredAt !== null
            ? words.stopped
            : clock.isPaused
              ? words.paused
              : words.running}
        </Status>
      }
      note={words.note}
      title={words.title}
    >
      <Facts
        facts={[
          [words.due, <Due key="due" of={clock} />],
          [words.limit, limit[clock.unit]?.(clock.amount) ?? `${clock.amount} ${clock.unit}`],
          [words.since, <Moment at={clock.since} key="since" zone={estate.zone} />],
          [words.used, words.days(clock.usedDays)],
          [words.pausedFor, words.days(clock.pausedDays)],
          ...(clock.extendedDays === 0
            ? []
            : ([[words.extended, words.days(clock.extendedDays)]] as const)),
          ...(clock.replaced.length === 0
            ? []
            : ([
                [words.replaced, text.listed(clock.replaced.map((day) => dateText(day, language)))],
              ] as const)),
          ...(clock.mediationDueOn === null
            ? []
            : ([
                [words.mediation, <CivilDate date={clock.mediationDueOn} key="mediation" />],
              ] as const)),
          ...(clock.answeredAt === null
            ? []
            : ([
                [
                  words.answered,
                  <Moment at={clock.answeredAt} key="answered" zone={estate.zone} />,
                ],
              ] as const)),
        ]}
      />
      {clock.called.length === 0 ? null : <CalledUnits called={clock.called} />}
    </Panel>
  );
}

function CalledUnits({ called }: { readonly called: readonly Called[] }) {
  const words = useLanguage().text.complaints.clock;
  const { estate } = useEstate();
  const titles = useTitles();
  return (
    <Records<Called>
      caption={words.called}
      columns={[
        { key: "unit", title: words.unit, render: (one) => titles.unit(one.unit) },
        {
          key: "called",
          title: words.calledAt,
          render: (one) => <Moment at={one.calledAt} zone={estate.zone} />,
        },
        {
          key: "due",
          title: words.reportBy,
          render: (one) => <Moment at={one.dueAt} zone={estate.zone} />,
        },
        {
          key: "reported",
          title: words.reported,
          render: (one) =>
            one.reportedAt === null ? (
              <Status tone={one.isLate ? "bad" : "waiting"}>
                {one.isLate ? words.lateToReport : words.notReported}
              </Status>
            ) : (
              <Moment at={one.reportedAt} zone={estate.zone} />
            ),
        },
      ]}
      empty=""
      rowKey={(one) => `${one.unit.id} ${one.calledAt}`}
      rows={called}
    />
  );
}
