import { Link } from "@tanstack/react-router";
import { useStatements } from "../bank/queries.ts";
import { todayIn } from "../clock.ts";
import { type Order, useOrders } from "../orders/queries.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { isZeroAmount } from "../ui/amount-text.ts";
import { Panel } from "../ui/page.tsx";
import { Status } from "../ui/status.tsx";
import type { Summary } from "./queries.ts";

/** What a person has to do something about, each with the way to it. */
export function Attention({ summary }: { readonly summary: Summary }) {
  const text = useText();
  const { may } = useEstate();
  const { suspense, unexplained } = summary;
  const gaps = useGaps();
  const waiting = useWaitingOrders();
  const nothing =
    suspense.lines === 0 &&
    unexplained.lines === 0 &&
    gaps === 0 &&
    waiting.every(({ count }) => count === 0);
  return (
    <Panel title={text.overview.attention}>
      {nothing ? <Status tone="good">{text.overview.nothingToDo}</Status> : null}
      <ul className="attention">
        {waiting.map(({ kind, count }) =>
          count > 0 ? (
            <li key={kind}>
              <Status tone={kind === "overdue" ? "bad" : "waiting"}>
                {text.twoKeys.orders.attention[kind](count)}
              </Status>
              <ToOrders label={text.twoKeys.orders.attention[kind](count)} />
            </li>
          ) : null,
        )}
        {suspense.lines > 0 ? (
          <li>
            <Status tone="waiting">{text.overview.suspense(suspense.lines)}</Status>
            <Amount money={suspense.amount} />
            {may("bank:read") ? <ToLines state="suspense" /> : null}
          </li>
        ) : null}
        {unexplained.lines > 0 ? (
          <li>
            <Status tone="waiting">{text.overview.unexplained(unexplained.lines)}</Status>
            <Amount money={unexplained.amount} />
            {may("bank:read") ? <ToLines state="unexplained" /> : null}
          </li>
        ) : null}
        {gaps > 0 ? (
          <li>
            <Status tone="bad">{text.overview.gaps(gaps)}</Status>
            <ToStatements />
          </li>
        ) : null}
      </ul>
    </Panel>
  );
}

function useGaps(): number {
  const { may } = useEstate();
  const statements = useStatements(may("bank:read"));
  return (statements.data ?? []).filter(
    ({ gap, gapToPrevious }) =>
      !isZeroAmount(gap.amount) || !isZeroAmount(gapToPrevious?.amount ?? "0"),
  ).length;
}

/** Orders that wait for this person, for a change, or, past its day, for the owners' resolution. */
function useWaitingOrders() {
  const { estate, may } = useEstate();
  const orders = useOrders().data ?? [];
  const today = todayIn(estate.zone);
  const overdue = ({ ratifyBy, isRatified, status }: Order) =>
    ratifyBy !== null && !isRatified && ratifyBy < today && status === "executed";
  const isBack = ({ status }: Order) => status === "sent-back" && may("order:propose");
  return [
    { kind: "mine", count: orders.filter(({ asksMe }) => asksMe).length },
    { kind: "back", count: orders.filter(isBack).length },
    { kind: "overdue", count: orders.filter(overdue).length },
  ] as const;
}

function ToOrders({ label }: { readonly label: string }) {
  const text = useText();
  const { districtId, estate } = useEstate();
  return (
    <Link
      aria-label={text.labelled(text.overview.handle, label)}
      className="way"
      params={{ districtId, estateId: estate.id }}
      to="/estates/$districtId/$estateId/orders"
    >
      {text.overview.handle}
    </Link>
  );
}

function ToLines({ state }: { readonly state: "suspense" | "unexplained" }) {
  const text = useText();
  const { districtId, estate } = useEstate();
  return (
    <Link
      aria-label={text.labelled(text.overview.handle, text.lines.states[state])}
      className="way"
      params={{ districtId, estateId: estate.id }}
      search={{ state }}
      to="/estates/$districtId/$estateId/lines"
    >
      {text.overview.handle}
    </Link>
  );
}

function ToStatements() {
  const text = useText();
  const { districtId, estate } = useEstate();
  return (
    <Link
      aria-label={text.labelled(text.overview.handle, text.bank.title)}
      className="way"
      params={{ districtId, estateId: estate.id }}
      to="/estates/$districtId/$estateId/bank"
    >
      {text.overview.handle}
    </Link>
  );
}
