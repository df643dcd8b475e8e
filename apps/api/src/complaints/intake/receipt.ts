import { caseClock } from "@xinyi/complaint-routing";
import { accept, type Result } from "@xinyi/result";
import type { Done, UnitOfWork } from "../../unit-of-work.ts";
import { similarTo } from "../cases/alike.ts";
import type { ComplaintRefusal } from "../refusals.ts";
import { caseRulesOf, districtDay } from "../rules/store.ts";
import { type UnitWire, unitNames } from "../rules/units.ts";
import { fileMatter, type IntakeFact } from "./file.ts";

/** What a reporter is told at once; the code to follow it by is told beside it, and kept nowhere. */
export interface ReceiptWire {
  readonly id: string;
  readonly number: string;
  readonly disposition: "dispatch" | "redirect" | "triage";
  readonly lead: UnitWire | null;
  readonly redirect: { readonly to: UnitWire; readonly basis: string } | null;
  readonly dueOn: string | null;
  readonly similarCount: number;
}

/** Takes a report in and says what became of it, without a word of what was written. */
export async function takeReport(
  work: UnitOfWork,
  fact: IntakeFact,
): Promise<Result<Done<ReceiptWire>, ComplaintRefusal>> {
  const filed = await fileMatter(work, fact);
  if (!filed.ok) return filed;
  const { id, number, decision, state, version } = filed.value.answer;
  const { pack } = version.routing;
  const names = await unitNames(work, pack);
  const rules = caseRulesOf(pack, await districtDay(work, fact.receivedAt ?? work.now));
  const clock = state && rules.ok ? caseClock(state, work.now, rules.value) : undefined;
  const similar = await similarTo(work, id, version);
  return accept({
    answer: {
      id,
      number,
      disposition: decision.disposition === "sealed" ? "triage" : decision.disposition,
      lead: names.maybe(state?.lead),
      redirect:
        decision.disposition === "redirect"
          ? { to: names.of(decision.to), basis: decision.basis }
          : null,
      dueOn: clock?.ok ? clock.value.due.dueOn : null,
      similarCount: similar.length,
    },
    facts: filed.value.facts,
  });
}
