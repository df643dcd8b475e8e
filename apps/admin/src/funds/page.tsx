import { Input } from "antd";
import { useId, useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Status } from "../ui/status.tsx";
import { ActForm } from "./act-form.tsx";
import { type AsOf, type FundBalance, useFundBalances } from "./queries.ts";

/** Every kind of money by itself, as of a day of the books and as of a day of recording. */
export function Funds() {
  const { text } = useLanguage();
  const words = text.books.funds;
  const { may } = useEstate();
  const occurred = useId();
  const recorded = useId();
  const [asOf, setAsOf] = useState<AsOf>({});
  const balances = useFundBalances(asOf);
  const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);
  return (
    <Page
      aside={
        <div className="month-choice">
          <label htmlFor={occurred}>{words.occurredOn}</label>
          <Input
            id={occurred}
            onChange={({ target: { value } }) => {
              const { occurredOn: _, ...rest } = asOf;
              if (value === "" || isDay(value)) {
                setAsOf(value === "" ? rest : { ...rest, occurredOn: value });
              }
            }}
            type="date"
          />
          <label htmlFor={recorded}>{words.recordedOn}</label>
          <Input
            id={recorded}
            onChange={({ target: { value } }) => {
              const { recordedAt: _, ...rest } = asOf;
              if (value === "" || isDay(value)) {
                setAsOf(value === "" ? rest : { ...rest, recordedAt: `${value}T15:59:59Z` });
              }
            }}
            type="date"
          />
        </div>
      }
      intro={words.intro}
      title={words.title}
    >
      <Loaded query={balances}>
        {({ funds, imprest }) => (
          <>
            {funds.map((fund) => (
              <Fund fund={fund} key={fund.fund} />
            ))}
            {imprest === null ? null : (
              <p>
                {words.imprest} <Amount money={imprest} />
              </p>
            )}
          </>
        )}
      </Loaded>
      {may("books:write") ? <ActForm /> : null}
    </Page>
  );
}

function Fund({ fund }: { readonly fund: FundBalance }) {
  const { text, language } = useLanguage();
  const words = text.books.funds;
  const title = language === "zh" ? fund.titleZh : fund.titleEn;
  return (
    <Panel
      aside={
        <Status tone={fund.balanced ? "good" : "bad"}>
          {fund.balanced ? words.balanced : words.unbalanced}
        </Status>
      }
      note={
        <>
          {words.cash} <Amount large money={fund.cash} />
        </>
      }
      title={title}
    >
      <Records<FundBalance["accounts"][number]>
        caption={title}
        columns={[
          {
            key: "account",
            title: words.account,
            render: (row) => (language === "zh" ? row.titleZh : row.titleEn),
          },
          {
            key: "of",
            title: words.of,
            render: (row) => row.of ?? (row.subs === 0 ? "" : words.parts(row.subs)),
          },
          {
            key: "amount",
            title: words.amount,
            numeric: true,
            render: (row) => <Amount money={row.amount} />,
          },
          {
            key: "floor",
            title: words.floor,
            render: (row) => (row.floor === null ? "" : words.floors[row.floor]),
          },
        ]}
        empty={words.empty}
        rowKey={(row) => `${row.account} ${row.of ?? ""}`}
        rows={fund.accounts}
      />
    </Panel>
  );
}
