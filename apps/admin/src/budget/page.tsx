import { Select } from "antd";
import { useId, useState } from "react";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { BudgetDraftPanel } from "./draft.tsx";
import { DraftForm } from "./form.tsx";
import { type LineStanding, useBudgets, useStanding } from "./queries.ts";

export function Budget() {
  const { text } = useLanguage();
  const words = text.twoKeys.budget;
  const { estate, may } = useEstate();
  const present = Number(todayIn(estate.zone).slice(0, 4));
  const [year, setYear] = useState(present);
  const drafts = useBudgets(year);
  return (
    <Page
      aside={<YearChoice onChange={setYear} present={present} year={year} />}
      intro={words.intro}
      title={words.title}
    >
      <Standing year={year} />
      <Loaded query={drafts}>
        {(list) => (
          <>
            {list.length === 0 ? <p className="empty">{words.none}</p> : null}
            {list.map((draft) => (
              <BudgetDraftPanel draft={draft} key={draft.id} />
            ))}
          </>
        )}
      </Loaded>
      {may("budget:write") ? <DraftForm key={year} year={year} /> : null}
    </Page>
  );
}

function YearChoice({
  year,
  present,
  onChange,
}: {
  readonly year: number;
  readonly present: number;
  readonly onChange: (year: number) => void;
}) {
  const { text } = useLanguage();
  const id = useId();
  return (
    <div className="month-choice">
      <label htmlFor={id}>{text.twoKeys.year}</label>
      <Select
        id={id}
        onChange={onChange}
        options={[present + 1, present, present - 1].map((one) => ({ value: one, label: one }))}
        value={year}
      />
    </div>
  );
}

function Standing({ year }: { readonly year: number }) {
  const { text, language } = useLanguage();
  const words = text.twoKeys.budget;
  const standing = useStanding(year);
  return (
    <Panel title={words.standing}>
      <Loaded query={standing}>
        {(lines) => (
          <Records<LineStanding>
            caption={words.standing}
            columns={[
              {
                key: "line",
                title: words.line,
                render: (row) => (language === "zh" ? row.titleZh : row.titleEn),
              },
              {
                key: "adopted",
                title: words.adopted,
                numeric: true,
                render: (row) => <Amount money={row.adopted} />,
              },
              {
                key: "spent",
                title: words.spent,
                numeric: true,
                render: (row) => <Amount money={row.spent} />,
              },
              {
                key: "committed",
                title: words.committed,
                numeric: true,
                render: (row) => <Amount money={row.committed} />,
              },
              {
                key: "available",
                title: words.available,
                numeric: true,
                render: (row) => <Amount money={row.available} />,
              },
              {
                key: "used",
                title: words.usedTitle,
                render: (row) => <Used percent={row.usedPercent} />,
              },
            ]}
            empty={words.noBudget}
            rowKey={(row) => row.line}
            rows={lines}
          />
        )}
      </Loaded>
    </Panel>
  );
}

/** A bar that only repeats the number beside it. */
function Used({ percent }: { readonly percent: number | null }) {
  const { text } = useLanguage();
  if (percent === null) return <>—</>;
  return (
    <span className="used">
      <progress aria-hidden="true" max={100} value={percent} />
      {text.twoKeys.budget.used(percent)}
    </span>
  );
}
