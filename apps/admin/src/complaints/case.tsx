import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { CallBack } from "./call-back.tsx";
import { CaseRoute } from "./case-route.tsx";
import { CaseClocks } from "./clocks.tsx";
import { Duplicates } from "./duplicates.tsx";
import { CaseStatus, Due, useTitles } from "./names.tsx";
import { type CaseCard, useCase } from "./queries.ts";
import { Steps } from "./steps.tsx";
import { Timeline } from "./timeline.tsx";

/** One complaint: what it is, whose turn it is, how long is left, what happened, and why it is here. */
export function Case() {
  const words = useText().complaints.card;
  const { caseId } = useParams({ from: "/signed-in/estates/$districtId/$estateId/cases/$caseId" });
  const card = useCase(caseId);
  const [done, setDone] = useState<{ readonly at: number; readonly words: string }>();
  const tell = (told: string) => setDone((last) => ({ at: (last?.at ?? 0) + 1, words: told }));
  return (
    <Page title={card.data === undefined ? words.title : words.numbered(card.data.number)}>
      <Loaded query={card}>
        {(one) => (
          <>
            {done === undefined ? null : (
              <Announcement key={done.at} title={done.words} tone="good" />
            )}
            <Matter card={one} />
            <Steps card={one} onDone={tell} />
            <CallBack card={one} onDone={tell} />
            <CaseClocks card={one} />
            <Timeline card={one} />
            <CaseRoute card={one} />
            <Duplicates card={one} onDone={tell} />
          </>
        )}
      </Loaded>
      <ToList />
    </Page>
  );
}

function Matter({ card }: { readonly card: CaseCard }) {
  const text = useText();
  const words = text.complaints.card;
  const { estate } = useEstate();
  const titles = useTitles();
  const optional = (name: string, value: string | null) =>
    value === null || value === "" ? [] : [[name, value] as const];
  return (
    <Panel aside={<CaseStatus state={card.state} />} title={titles.category(card)}>
      {card.isConfidential ? <p className="note">{words.confidential}</p> : null}
      <p className="case-text">{card.text ?? words.withheld}</p>
      <Facts
        facts={[
          [words.due, <Due key="due" of={card} />],
          [words.lead, card.lead === null ? words.nobody : titles.unit(card.lead)],
          ...optional(words.desk, card.desk?.title ?? null),
          ...optional(words.co, card.co.map(titles.unit).join("、")),
          ...optional(
            words.supervisor,
            card.supervisor === null ? null : titles.unit(card.supervisor),
          ),
          ...optional(words.excluded, card.excludes.map(titles.unit).join("、")),
          [words.estate, [card.estateName, card.place].filter(Boolean).join(" · ") || "—"],
          [words.received, <Received card={card} key="received" zone={estate.zone} />],
          ...optional(
            words.class,
            text.complaints.classes[card.class as "complaint"] ?? card.class,
          ),
          [words.reporters, <Reporters card={card} key="reporters" />],
          ...optional(words.mergedInto, card.mergedInto?.number ?? null),
        ]}
      />
      {card.isFinal ? <Status tone="idle">{words.final}</Status> : null}
    </Panel>
  );
}

function Received({ card, zone }: { readonly card: CaseCard; readonly zone: string }) {
  const words = useText().complaints;
  return (
    <>
      <Moment at={card.receivedAt} zone={zone} /> · {words.channels[card.channel]}
    </>
  );
}

function Reporters({ card }: { readonly card: CaseCard }) {
  const words = useText().complaints.card;
  if (card.reporters.length === 0) return <>{words.reportersHidden(card.reporterCount)}</>;
  return (
    <ul className="plain">
      {card.reporters.map((one) => (
        <li key={one.id}>
          {one.name ?? (card.isAnonymous ? words.anonymous : words.nameless)}{" "}
          {one.phone === null ? null : <a href={`tel:${one.phone}`}>{one.phone}</a>}
        </li>
      ))}
    </ul>
  );
}

function ToList() {
  const words = useText().complaints.card;
  const { districtId, estate } = useEstate();
  return (
    <Link
      className="way"
      params={{ districtId, estateId: estate.id }}
      search={{}}
      to="/estates/$districtId/$estateId/cases"
    >
      {words.toList}
    </Link>
  );
}
