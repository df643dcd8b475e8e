import { mergeCases } from "@xinyi/complaint-routing";
import { accept, type Result, reject } from "@xinyi/result";
import type { Done, UnitOfWork } from "../../unit-of-work.ts";
import type { ComplaintRefusal } from "../refusals.ts";
import { partsOf, type Seat, viewerOf } from "./access.ts";
import { seeConfidential } from "./confidential.ts";
import type { StepDone } from "./open-case.ts";
import { appendStep, keepWords, loadCases, lockCase } from "./store.ts";

/**
 * Puts a case into another about the same. Both are held in the order of their ids, so that two
 * mergers never wait for one another. A confidential case stays by itself: those who read the
 * other would learn of it.
 */
export async function mergeInto(
  work: UnitOfWork,
  seat: Seat,
  childId: string,
  parentId: string,
  words: string | undefined,
): Promise<Result<Done<StepDone>, ComplaintRefusal>> {
  const ids = [...new Set([childId, parentId])].sort();
  await seeConfidential(work, { cases: ids });
  for (const id of ids) await lockCase(work, id);
  const records = await loadCases(work, ids);
  const child = records.find(({ matter }) => matter.id === childId);
  const parent = records.find(({ matter }) => matter.id === parentId);
  const isSeen = (one: typeof child) =>
    one !== undefined && viewerOf(seat, one.matter, one.state) !== undefined;
  if (!child || !parent || !isSeen(child) || !isSeen(parent)) {
    return reject({ kind: "not-found", what: "case" });
  }
  if (!child.state || !parent.state) {
    return reject({ kind: "wrong-state", state: "redirected", wanted: "open" });
  }
  if (child.matter.isConfidential || parent.matter.isConfidential) {
    return reject({ kind: "confidential-not-merged" });
  }
  const by = [child, parent]
    .map((one) => one.state && partsOf(seat, one.matter, one.state, undefined))
    .map((parts) => parts?.find(({ role }) => role === "triage" || role === "supervisor"));
  const [mine, theirs] = by;
  if (!mine || !theirs) return reject({ kind: "not-your-role", verb: "merge" });
  const merged = mergeCases(child.state, parent.state, { by: mine, at: work.now }, child.rules);
  if (!merged.ok) return merged;
  const beside = { personId: work.personId };
  const ordinal = await appendStep(work, child.matter, merged.value.child, beside);
  if (words !== undefined) await keepWords(work, child.matter, ordinal, "words", words);
  await appendStep(work, parent.matter, merged.value.parent, beside);
  const { state, log } = merged.value.child;
  return accept({
    answer: { id: childId, version: log.length, state },
    facts: { caseId: childId, into: parentId },
  });
}
