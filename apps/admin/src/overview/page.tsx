import { useNavigate, useSearch } from "@tanstack/react-router";
import type { YearMonth } from "@xinyi/calendar";
import { useLatestMonth } from "../bank/queries.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import type { Texts } from "../text/texts.ts";
import { Amount } from "../ui/amount.tsx";
import { isZeroAmount } from "../ui/amount-text.ts";
import { monthText } from "../ui/date-text.ts";
import { Loaded, Loading } from "../ui/loaded.tsx";
import { MonthChoice, monthFrom } from "../ui/month-choice.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Attention } from "./attention.tsx";
import { Payments } from "./payments.tsx";
import { type Summary, useSummary } from "./queries.ts";

export function Overview() {
  const { text } = useLanguage();
  const search = useSearch({ from: "/signed-in/estates/$districtId/$estateId/overview" });
  const latest = useLatestMonth();
  const month = monthFrom(search.month) ?? latest;
  if (month !== undefined) return <OverviewOf month={month} />;
  return (
    <Page title={text.overview.title}>
      <Loading />
    </Page>
  );
}

function OverviewOf({ month }: { readonly month: YearMonth }) {
  const { text, language } = useLanguage();
  const { estate } = useEstate();
  const navigate = useNavigate({ from: "/estates/$districtId/$estateId/overview" });
  const summary = useSummary(month);
  return (
    <Page
      aside={
        <MonthChoice
          month={month}
          onChange={(next) => void navigate({ search: { month: next }, replace: true })}
        />
      }
      intro={`${estate.name} · ${monthText(month, language)}`}
      title={text.overview.title}
    >
      <Loaded query={summary}>
        {(shown) => (
          <>
            <Money summary={shown} />
            <div className="columns">
              <Attention summary={shown} />
              <Fees summary={shown} />
            </div>
            <div className="columns">
              <Spending summary={shown} />
              <Income summary={shown} />
            </div>
          </>
        )}
      </Loaded>
      <Payments month={month} />
      <Loaded query={summary}>
        {({ headHash, headSequence }) => (
          <p className="book-seal">
            {text.overview.seal} <code>{headHash.slice(0, 16)}</code>{" "}
            <span className="quiet">{text.overview.sealNote(headSequence)}</span>
          </p>
        )}
      </Loaded>
    </Page>
  );
}

/** What residents ask first: what is there, what came, what went. */
function Money({ summary }: { readonly summary: Summary }) {
  const { text } = useLanguage();
  const parts = [
    ["", text.overview.opening, summary.opening],
    ["+", text.overview.cashIn, summary.cashIn],
    ["−", text.overview.cashOut, summary.cashOut],
    ...(isZeroAmount(summary.reversed.amount)
      ? []
      : ([["±", text.overview.reversed, summary.reversed]] as const)),
    ["=", text.overview.closing, summary.closing],
  ] as const;
  return (
    <section aria-label={text.overview.balance} className="money">
      <div className="money-balance">
        <h2>{text.overview.balance}</h2>
        <p>
          <Amount large money={summary.bankBalance} />
        </p>
        <p className="quiet">{text.overview.balanceNote}</p>
      </div>
      <dl aria-label={text.overview.equation} className="money-month">
        {parts.map(([sign, name, amount]) => (
          <div key={name}>
            <dt>
              <span aria-hidden="true" className="money-sign">
                {sign}
              </span>
              {name}
            </dt>
            <dd>
              <Amount money={amount} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Fees({ summary }: { readonly summary: Summary }) {
  const { text } = useLanguage();
  const words = text.overview.paidOf(summary.unitsPaid, summary.unitsBilled);
  return (
    <Panel title={text.overview.fees}>
      {summary.unitsBilled === 0 ? (
        <p className="empty">{text.overview.notBilledYet}</p>
      ) : (
        <>
          <p>
            {text.overview.billed} <Amount money={summary.billed} />
          </p>
          <progress aria-label={words} max={summary.unitsBilled} value={summary.unitsPaid} />
          <p>{words}</p>
        </>
      )}
    </Panel>
  );
}

function Spending({ summary }: { readonly summary: Summary }) {
  const { text, language } = useLanguage();
  return (
    <Panel title={text.overview.spending}>
      <Records
        caption={text.overview.spending}
        columns={[
          {
            key: "head",
            title: text.overview.head,
            render: (row) => (language === "zh" ? row.titleZh : row.titleEn),
          },
          {
            key: "amount",
            title: text.overview.amount,
            numeric: true,
            render: (row) => <Amount money={row.amount} />,
          },
        ]}
        empty={text.overview.noSpending}
        rowKey={(row) => row.head}
        rows={summary.spendingByHead}
      />
    </Panel>
  );
}

function Income({ summary }: { readonly summary: Summary }) {
  const { text } = useLanguage();
  return (
    <Panel title={text.overview.income}>
      <Records
        caption={text.overview.income}
        columns={[
          {
            key: "source",
            title: text.overview.source,
            render: (row) => sourceTitle(row.source, text),
          },
          {
            key: "count",
            title: text.overview.count,
            numeric: true,
            render: (row) => text.overview.times(row.count),
          },
          {
            key: "amount",
            title: text.overview.amount,
            numeric: true,
            render: (row) => <Amount money={row.amount} />,
          },
        ]}
        empty={text.overview.noIncome}
        rowKey={(row) => row.source}
        rows={summary.incomeBySource}
      />
    </Panel>
  );
}

/** "common-income:parking" is told by its first part; a source not known here is shown as it came. */
function sourceTitle(source: string, { overview }: Texts): string {
  const titles: Readonly<Record<string, string>> = overview.sources;
  const [first = source, kind] = source.split(":");
  const title = titles[first] ?? first;
  return kind === undefined ? title : `${title} · ${kind}`;
}
