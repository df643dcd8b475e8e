import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useDistrict } from "../session/district-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { useMoneyText } from "../ui/amount.tsx";
import { dateText, monthText } from "../ui/date-text.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { BarForm } from "./bar-form.tsx";
import { useWatch, type Watch, type WatchLine } from "./queries.ts";
import "./watch.css";

/** The street's first screen: the worst over all estates, each a sentence and one click. */
export function WatchScreen() {
  const { text, language } = useLanguage();
  const words = text.people.watch;
  const { name, may } = useDistrict();
  const watch = useWatch();
  return (
    <Page
      aside={
        <Button className="no-print" onClick={() => window.print()}>
          {words.print}
        </Button>
      }
      title={words.title}
    >
      <Loaded query={watch}>
        {(seen) => (
          <div className="watch">
            <p className="watch-day">
              {words.day(name, dateText(seen.on, language), seen.estates)}
            </p>
            {seen.lines.length === 0 ? (
              <p className="watch-good">
                <span aria-hidden="true">✓</span> {words.nothing}
              </p>
            ) : (
              <ol className="watch-lines">
                {seen.lines.map((line) => (
                  <li key={`${line.kind} ${line.estateId} ${line.orderId ?? line.titleZh}`}>
                    <LineLink line={line} />
                  </li>
                ))}
              </ol>
            )}
            {seen.left > 0 ? <p className="watch-left">{words.left(seen.left)}</p> : null}
            <Bars bars={seen.bars} />
            {may("watch:set") ? <BarForm bars={seen.bars} today={seen.on} /> : null}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function LineLink({ line }: { readonly line: WatchLine }) {
  const { districtId } = useDistrict();
  const params = { districtId, estateId: line.estateId };
  const said = <Sentence line={line} />;
  switch (line.kind) {
    case "line-unplaced":
      return (
        <Link params={params} to="/estates/$districtId/$estateId/lines">
          {said}
        </Link>
      );
    case "order-waiting":
    case "ratification-overdue":
      return (
        <Link
          params={{ ...params, orderId: line.orderId ?? "" }}
          to="/estates/$districtId/$estateId/orders/$orderId"
        >
          {said}
        </Link>
      );
    case "budget-line-full":
      return (
        <Link params={params} to="/estates/$districtId/$estateId/budget">
          {said}
        </Link>
      );
    case "month-not-closed":
      return (
        <Link params={params} to="/estates/$districtId/$estateId/closing">
          {said}
        </Link>
      );
    case "month-not-published":
      return (
        <Link params={params} to="/estates/$districtId/$estateId/notices">
          {said}
        </Link>
      );
    case "statement-missing":
      return (
        <Link params={params} to="/estates/$districtId/$estateId/bank">
          {said}
        </Link>
      );
  }
}

function Sentence({ line }: { readonly line: WatchLine }) {
  const { text, language } = useLanguage();
  const money = useMoneyText();
  const title = (language === "zh" ? line.titleZh : (line.titleEn ?? line.titleZh)) ?? "";
  const sentence = text.people.watch.sentences[line.kind]({
    days: line.value,
    since: dateText(line.since, language),
    count: line.count ?? 0,
    amount: line.amount === null ? "" : money(line.amount),
    month: line.month === null ? "" : monthText(line.month, language),
    title,
    party: line.party === null ? "" : text.twoKeys.parties[line.party],
  });
  return (
    <>
      <strong>{line.estateName}</strong> {sentence}
    </>
  );
}

/** From which figure on a line stands here: said, so that nobody has to guess. */
function Bars({ bars }: { readonly bars: Watch["bars"] }) {
  const { text } = useLanguage();
  const words = text.people.watch;
  return (
    <p className="watch-bars">
      {words.bars} {text.listed(bars.map(({ kind, value }) => words.barOf[kind](value)))}
    </p>
  );
}
