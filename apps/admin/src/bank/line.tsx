import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { BookingForm } from "../funds/booking-form.tsx";
import { ExecuteForm } from "../orders/execute-form.tsx";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { ExplainForm } from "./explain-form.tsx";
import { LineStatus } from "./lines.tsx";
import { MatchForm } from "./match-form.tsx";
import { type BankLine, useBankLines } from "./queries.ts";

/** One movement at the bank, and the one thing there is to do about it. */
export function Line() {
  const words = useText().lines;
  const { lineId } = useParams({ from: "/signed-in/estates/$districtId/$estateId/lines/$lineId" });
  const lines = useBankLines({});
  return (
    <Loaded query={lines}>
      {(list) => {
        const line = list.find(({ id }) => id === lineId);
        return line === undefined ? (
          <Page title={words.title}>
            <p className="empty">{words.notFound}</p>
            <ToList />
          </Page>
        ) : (
          <LineDetail line={line} />
        );
      }}
    </Loaded>
  );
}

function LineDetail({ line }: { readonly line: BankLine }) {
  const text = useText();
  const words = text.lines;
  const { may } = useEstate();
  const [done, setDone] = useState<string | null>(null);
  const because =
    line.because === null ? undefined : String(line.because.kind ?? line.because.by ?? "");
  const becauseWords: Readonly<Record<string, string>> = words.becauseKinds;
  return (
    <Page title={words.titles[line.state]}>
      {done === null ? null : (
        <Announcement title={done} tone="good">
          <ToList />
        </Announcement>
      )}
      <Panel title={words.facts}>
        <Facts
          facts={[
            [words.amount, <Amount key="amount" large money={line.amount} />],
            [words.bookedOn, <CivilDate date={line.bookedOn} key="bookedOn" />],
            [words.payer, line.payerName ?? "—"],
            [words.payerAccount, line.payerAccount ?? "—"],
            [words.remark, line.remark ?? "—"],
            [words.reference, <code key="reference">{line.reference}</code>],
            [words.state, <LineStatus key="state" state={line.state} />],
            ...(line.unitNumber === null ? [] : ([[words.unit, line.unitNumber]] as const)),
            ...(because === undefined || because === ""
              ? []
              : ([[words.because, becauseWords[because] ?? because]] as const)),
          ]}
        />
      </Panel>
      {line.state === "suspense" && may("books:write") ? (
        <MatchForm line={line} onDone={(unit) => setDone(words.matched(unit))} />
      ) : null}
      {line.state === "unexplained" && line.amount.amount.startsWith("-") && may("books:write") ? (
        <ExecuteForm lineId={line.id} onDone={() => setDone(text.twoKeys.orders.executed)} />
      ) : null}
      {line.state === "unexplained" && may("books:write") ? (
        <ExplainForm line={line} onDone={() => setDone(words.explained)} />
      ) : null}
      {(line.state === "suspense" || line.state === "unexplained") && may("books:write") ? (
        <BookingForm line={line} onDone={() => setDone(text.books.booking.done)} />
      ) : null}
      {done === null ? <ToList /> : null}
    </Page>
  );
}

function ToList() {
  const words = useText().lines;
  const { districtId, estate } = useEstate();
  return (
    <Link
      className="way"
      params={{ districtId, estateId: estate.id }}
      to="/estates/$districtId/$estateId/lines"
    >
      {words.toList}
    </Link>
  );
}
