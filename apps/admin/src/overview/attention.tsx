import { Link } from "@tanstack/react-router";
import { useStatements } from "../bank/queries.ts";
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
  const nothing = suspense.lines === 0 && unexplained.lines === 0 && gaps === 0;
  return (
    <Panel title={text.overview.attention}>
      {nothing ? <Status tone="good">{text.overview.nothingToDo}</Status> : null}
      <ul className="attention">
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
