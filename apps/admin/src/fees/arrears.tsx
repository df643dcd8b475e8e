import { Input } from "antd";
import { useId, useState } from "react";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Amount, useMoneyText } from "../ui/amount.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { LateRun } from "./late-run.tsx";
import { type Arrears as Answer, useArrears } from "./queries.ts";
import { Reliefs } from "./reliefs.tsx";

/** Totals by age for everyone who reads the books; the units only for those who keep the roll. */
export function Arrears() {
  const words = useText().books.arrears;
  const { estate, may } = useEstate();
  const id = useId();
  const [on, setOn] = useState<string>(todayIn(estate.zone));
  const arrears = useArrears(on);
  return (
    <Page
      aside={
        <div className="month-choice">
          <label htmlFor={id}>{words.on}</label>
          <Input
            id={id}
            onChange={({ target }) => {
              if (/^\d{4}-\d{2}-\d{2}$/.test(target.value)) setOn(target.value);
            }}
            type="date"
            value={on}
          />
        </div>
      }
      intro={words.intro}
      title={words.title}
    >
      <Loaded query={arrears}>
        {(shown) => (
          <>
            <div className="columns">
              <Ages arrears={shown} />
              <Rates arrears={shown} />
            </div>
            {shown.units === null ? null : <Units units={shown.units} />}
          </>
        )}
      </Loaded>
      {may("books:write") ? <LateRun /> : null}
      {may("roll:read") ? <Reliefs /> : null}
    </Page>
  );
}

function Ages({ arrears }: { readonly arrears: Answer }) {
  const words = useText().books.arrears;
  return (
    <Panel title={words.age}>
      <Records<Answer["ages"][number]>
        caption={words.age}
        columns={[
          { key: "age", title: words.age, render: (row) => words.ages[row.age] },
          { key: "units", title: words.units, numeric: true, render: (row) => row.units },
          {
            key: "amount",
            title: words.ages.total,
            numeric: true,
            render: (row) => <Amount money={row.amount} />,
          },
        ]}
        empty={words.nobody}
        rowKey={(row) => row.age}
        rows={arrears.ages}
      />
    </Panel>
  );
}

function Rates({ arrears }: { readonly arrears: Answer }) {
  const words = useText().books.arrears;
  const money = useMoneyText();
  const say = (rate: Answer["thisYear"]) =>
    rate.basisPoints === null ? (
      words.nothingBilled
    ) : (
      <>
        <strong>{words.percent(rate.basisPoints)}</strong>
        <br />
        {words.rateText(money(rate.collected), money(rate.billed))}
        <br />
        {words.paidUnits(rate.unitsPaid, rate.unitsBilled)}
      </>
    );
  return (
    <Panel title={words.rate}>
      <Facts
        facts={[
          [words.thisYear, say(arrears.thisYear)],
          [words.earlier, say(arrears.earlierYears)],
        ]}
      />
    </Panel>
  );
}

type UnitLine = NonNullable<Answer["units"]>[number];

function Units({ units }: { readonly units: readonly UnitLine[] }) {
  const text = useText();
  const words = text.books.arrears;
  const ages = ["upTo30", "upTo90", "upTo180", "upTo365", "longer", "total"] as const;
  return (
    <Panel title={words.byUnit}>
      <Records<UnitLine>
        caption={words.byUnit}
        columns={[
          { key: "unit", title: text.books.unit, render: (row) => row.unitNumber },
          ...ages.map((age) => ({
            key: age,
            title: words.ages[age],
            numeric: true,
            render: (row: UnitLine) => <Amount money={row[age]} />,
          })),
        ]}
        empty={words.nobody}
        rowKey={(row) => row.unitId}
        rows={units}
      />
    </Panel>
  );
}
