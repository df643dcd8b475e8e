import { useNavigate, useSearch } from "@tanstack/react-router";
import { isYearMonth, monthOf } from "@xinyi/calendar";
import { Button } from "antd";
import { useState } from "react";
import { useHeads } from "../bank/queries.ts";
import { todayIn } from "../clock.ts";
import { useUnits } from "../roll/queries.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import type { Texts } from "../text/texts.ts";
import { Amount } from "../ui/amount.tsx";
import { isOutgoing } from "../ui/amount-text.ts";
import { CivilDate } from "../ui/civil-date.tsx";
import { Loading } from "../ui/loaded.tsx";
import { MonthChoice } from "../ui/month-choice.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { ChainCheck } from "./chain.tsx";
import { accountTitle, EntryDetail } from "./entry-detail.tsx";
import { OpeningForm } from "./opening-form.tsx";
import { type Entry, useEntries } from "./queries.ts";
import { ReversalForm } from "./reversal-form.tsx";

export function Journal() {
  const text = useText();
  const words = text.journal;
  const { estate, may } = useEstate();
  const search = useSearch({ from: "/signed-in/estates/$districtId/$estateId/journal" });
  const navigate = useNavigate({ from: "/estates/$districtId/$estateId/journal" });
  const month = search.month !== undefined && isYearMonth(search.month) ? search.month : undefined;
  return (
    <Page intro={words.intro} title={words.title}>
      <ChainCheck />
      {may("books:write") ? <OpeningForm /> : null}
      <Panel
        aside={
          <div className="month-filter">
            <MonthChoice
              month={month ?? monthOf(todayIn(estate.zone))}
              onChange={(next) => void navigate({ search: { month: next }, replace: true })}
            />
            <Button
              disabled={month === undefined}
              onClick={() => void navigate({ search: {}, replace: true })}
            >
              {words.allMonths}
            </Button>
          </div>
        }
        title={words.entries}
      >
        <EntryList month={month} />
      </Panel>
    </Page>
  );
}

function EntryList({ month }: { readonly month: string | undefined }) {
  const { text, language } = useLanguage();
  const words = text.journal;
  const { may } = useEstate();
  const entries = useEntries(month);
  const units = useUnits(may("roll:read"));
  const heads = useHeads();
  const [reversing, setReversing] = useState<Entry | null>(null);
  const [reversal, setReversal] = useState<Entry | null>(null);
  if (entries.error !== null) {
    return <Refusal error={entries.error} onRetry={() => void entries.refetch()} />;
  }
  if (entries.data === undefined) return <Loading />;
  const list = entries.data.pages.flatMap((page) => page.entries);
  const unitNumbers = new Map((units.data ?? []).map(({ id, number }) => [id, number]));
  const headTitles = new Map(
    (heads.data ?? []).map(({ head, titleZh, titleEn }) => [
      `expenses:${head}`,
      language === "zh" ? titleZh : titleEn,
    ]),
  );
  return (
    <>
      {reversal === null ? null : (
        <Announcement key={reversal.id} title={words.reverseDone(reversal.sequence)} tone="good" />
      )}
      <Records<Entry>
        caption={words.entries}
        columns={[
          { key: "sequence", title: words.sequence, numeric: true, render: (row) => row.sequence },
          {
            key: "occurredOn",
            title: words.occurredOn,
            render: (row) => <CivilDate date={row.occurredOn} />,
          },
          {
            key: "reason",
            title: words.reason,
            render: (row) => row.reason ?? accountsOf(row, headTitles, unitNumbers, text),
          },
          {
            key: "amount",
            title: words.amount,
            numeric: true,
            render: (row) => <Whole entry={row} />,
          },
          { key: "mark", title: words.mark, render: (row) => <Mark entry={row} /> },
          { key: "hash", title: words.hash, render: (row) => <code>{row.hash.slice(0, 12)}</code> },
        ]}
        empty={words.none}
        expand={(row) => (
          <EntryDetail
            entry={row}
            heads={headTitles}
            onReverse={may("books:write") && row.reversedBy === null ? setReversing : undefined}
            unitNumbers={unitNumbers}
          />
        )}
        rowKey={(row) => row.id}
        rowName={(row) => String(row.sequence)}
        rows={list}
      />
      {entries.hasNextPage ? (
        <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {text.actions.more}
        </Button>
      ) : null}
      <ReversalForm
        entry={reversing}
        onClose={() => setReversing(null)}
        onDone={(made) => {
          setReversing(null);
          setReversal(made);
        }}
      />
    </>
  );
}

/** What an entry without words is about: the accounts it moves, and the unit where there is one. */
function accountsOf(
  { postings }: Entry,
  heads: ReadonlyMap<string, string>,
  units: ReadonlyMap<string, string>,
  text: Texts,
): string {
  return postings
    .map(({ account, sub }) => {
      const title = heads.get(account) ?? accountTitle(account, text);
      const unit = sub === null ? undefined : units.get(sub);
      return unit === undefined ? title : `${title} ${unit}`;
    })
    .join(" / ");
}

/** The amount of an entry with a single debit; of others the postings tell. */
function Whole({ entry }: { readonly entry: Entry }) {
  const debits = entry.postings.filter(({ amount }) => !isOutgoing(amount.amount));
  const [only] = debits;
  return debits.length === 1 && only !== undefined ? <Amount money={only.amount} /> : "—";
}

function Mark({ entry }: { readonly entry: Entry }) {
  const words = useText().journal;
  if (entry.reverses !== null) return <Status tone="waiting">{words.reverses}</Status>;
  if (entry.reversedBy !== null) return <Status tone="idle">{words.reversed}</Status>;
  return <Status tone="good">{words.valid}</Status>;
}
