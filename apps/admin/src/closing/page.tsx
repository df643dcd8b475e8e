import { useNavigate, useSearch } from "@tanstack/react-router";
import type { YearMonth } from "@xinyi/calendar";
import { Button } from "antd";
import { useState } from "react";
import { useLatestMonth } from "../bank/queries.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { isZeroAmount } from "../ui/amount-text.ts";
import { Confirm } from "../ui/confirm.tsx";
import { monthText } from "../ui/date-text.ts";
import { Loaded, Loading } from "../ui/loaded.tsx";
import { MonthChoice, monthFrom } from "../ui/month-choice.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import { HandOvers } from "./hand-over.tsx";
import {
  type Checklist,
  type ClosingItem,
  useChecklist,
  useCloseYear,
  useSealMonth,
} from "./queries.ts";
import { Seals } from "./seals.tsx";

export function Closing() {
  const words = useLanguage().text.books.closing;
  const search = useSearch({ from: "/signed-in/estates/$districtId/$estateId/closing" });
  const latest = useLatestMonth();
  const month = monthFrom(search.month) ?? latest;
  if (month !== undefined) return <ClosingOf month={month} />;
  return (
    <Page title={words.title}>
      <Loading />
    </Page>
  );
}

function ClosingOf({ month }: { readonly month: YearMonth }) {
  const { text, language } = useLanguage();
  const words = text.books.closing;
  const { may } = useEstate();
  const navigate = useNavigate({ from: "/estates/$districtId/$estateId/closing" });
  const checklist = useChecklist(month);
  return (
    <Page
      aside={
        <MonthChoice
          month={month}
          onChange={(next) => void navigate({ search: { month: next }, replace: true })}
        />
      }
      intro={words.intro}
      title={words.title}
    >
      <Panel title={`${monthText(month, language)} · ${words.checklist}`}>
        <Loaded query={checklist}>{(shown) => <Items checklist={shown} />}</Loaded>
      </Panel>
      {month.endsWith("-12") && checklist.data?.isSealed === false && may("period:close") ? (
        <YearEnd year={Number(month.slice(0, 4))} />
      ) : null}
      <Seals />
      <HandOvers />
    </Page>
  );
}

const tones: Readonly<Record<ClosingItem["standing"], Tone>> = {
  done: "good",
  blocking: "bad",
  noted: "waiting",
};

function Items({ checklist }: { readonly checklist: Checklist }) {
  const { text, language } = useLanguage();
  const words = text.books.closing;
  const { may } = useEstate();
  const seal = useSealMonth();
  const [asked, setAsked] = useState(false);
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const name = monthText(checklist.month, language);
  const isReady = checklist.items.every(({ standing }) => standing !== "blocking");
  return (
    <>
      {seal.isSuccess && !asked ? (
        <Announcement key={seal.submittedAt} title={words.sealDone(name)} tone="good" />
      ) : null}
      {checklist.isSealed ? (
        <p>
          <Status tone="good">{words.sealed}</Status>
        </p>
      ) : (
        <ul className="attention">
          {checklist.items.map((item) => (
            <li key={item.kind}>
              <span>{kinds[item.kind] ?? item.kind}</span>
              <span>
                <Open item={item} />{" "}
                <Status tone={tones[item.standing]}>{words.standing[item.standing]}</Status>
              </span>
            </li>
          ))}
        </ul>
      )}
      {!checklist.isSealed && isReady && may("period:close") ? (
        <Button onClick={() => setAsked(true)} type="primary">
          {words.seal}
        </Button>
      ) : null}
      <Confirm
        confirmLabel={words.seal}
        error={seal.error}
        onCancel={() => setAsked(false)}
        onConfirm={() =>
          seal.mutate({ month: checklist.month }, { onSuccess: () => setAsked(false) })
        }
        open={asked}
        sending={seal.isPending}
        title={words.sealTitle(name)}
      >
        <p>{words.sealText}</p>
      </Confirm>
    </>
  );
}

/** How much of it is open: a number of things, an amount, or that nobody knows. */
function Open({ item }: { readonly item: ClosingItem }) {
  const words = useLanguage().text.books.closing;
  if (item.standing === "done") return null;
  if (item.kind === "bank-agrees" && item.amount === null) return <>{words.noStatement}</>;
  return (
    <>
      {item.count === null || item.count === 0 ? null : words.count(item.count)}{" "}
      {item.amount === null || isZeroAmount(item.amount.amount) ? null : (
        <Amount money={item.amount} />
      )}
    </>
  );
}

function YearEnd({ year }: { readonly year: number }) {
  const words = useLanguage().text.books.closing;
  const close = useCloseYear();
  const [asked, setAsked] = useState(false);
  return (
    <Panel note={words.yearIntro} title={words.year}>
      {close.isSuccess && !asked ? (
        <Announcement key={close.submittedAt} title={words.yearDone(year)} tone="good" />
      ) : null}
      <Button onClick={() => setAsked(true)}>{words.yearSubmit(year)}</Button>
      <Confirm
        confirmLabel={words.yearSubmit(year)}
        error={close.error}
        onCancel={() => setAsked(false)}
        onConfirm={() => close.mutate({ year }, { onSuccess: () => setAsked(false) })}
        open={asked}
        sending={close.isPending}
        title={words.yearTitle(year)}
      >
        <p>{words.yearText}</p>
      </Confirm>
    </Panel>
  );
}
