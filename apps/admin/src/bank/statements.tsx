import { Link } from "@tanstack/react-router";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Amount, type MoneyText } from "../ui/amount.tsx";
import { isZeroAmount } from "../ui/amount-text.ts";
import { CivilDate, Moment } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Status } from "../ui/status.tsx";
import { type BankStatement, useStatements } from "./queries.ts";
import { StatementForm } from "./statement-form.tsx";

export function Statements() {
  const text = useText();
  const { may } = useEstate();
  return (
    <Page intro={text.bank.intro} title={text.bank.title}>
      {may("bank:import") ? <StatementForm /> : null}
      <StatementList />
    </Page>
  );
}

function StatementList() {
  const text = useText();
  const words = text.bank;
  const { estate } = useEstate();
  const statements = useStatements();
  return (
    <Panel title={words.listTitle}>
      <Loaded query={statements}>
        {(list) => (
          <Records<BankStatement>
            caption={words.listTitle}
            columns={[
              { key: "ref", title: words.ref, render: (row) => row.statementRef },
              { key: "period", title: words.period, render: (row) => <Span statement={row} /> },
              {
                key: "opening",
                title: words.opening,
                numeric: true,
                render: (row) => <Amount money={row.opening} />,
              },
              {
                key: "movements",
                title: words.movements,
                numeric: true,
                render: (row) => <Amount money={row.movements} />,
              },
              {
                key: "closing",
                title: words.closing,
                numeric: true,
                render: (row) => <Amount money={row.closing} />,
              },
              { key: "gap", title: words.gap, render: (row) => <Gap gap={row.gap} /> },
              {
                key: "gapToPrevious",
                title: words.gapToPrevious,
                render: (row) => <Gap gap={row.gapToPrevious} />,
              },
              {
                key: "lines",
                title: words.lines,
                numeric: true,
                render: (row) => <LinesOf statement={row} />,
              },
              {
                key: "importedAt",
                title: words.importedAt,
                render: (row) => <Moment at={row.importedAt} zone={estate.zone} />,
              },
            ]}
            empty={words.empty}
            rowKey={(row) => row.id}
            rows={list}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function Span({ statement }: { readonly statement: BankStatement }) {
  const { openingOn, closingOn } = statement;
  return (
    <>
      {openingOn === null ? null : <CivilDate date={openingOn} />}
      {openingOn === null || closingOn === null ? null : " – "}
      {closingOn === null ? null : <CivilDate date={closingOn} />}
    </>
  );
}

function Gap({ gap }: { readonly gap: MoneyText | null }) {
  const text = useText();
  if (gap === null) return <Status tone="idle">{text.bank.first}</Status>;
  if (isZeroAmount(gap.amount)) return <Status tone="good">{text.bank.none}</Status>;
  return (
    <span className="gap">
      <Status tone="bad">{text.bank.gapMark}</Status> <Amount money={gap} />
    </span>
  );
}

function LinesOf({ statement }: { readonly statement: BankStatement }) {
  const text = useText();
  const { districtId, estate } = useEstate();
  return (
    <Link
      aria-label={`${statement.lines} ${text.bank.viewLines} ${statement.statementRef}`}
      className="way"
      params={{ districtId, estateId: estate.id }}
      search={{ statementId: statement.id }}
      to="/estates/$districtId/$estateId/lines"
    >
      {statement.lines}
    </Link>
  );
}
