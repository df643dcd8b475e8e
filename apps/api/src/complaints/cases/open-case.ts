import type { Case } from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import { type Seat, viewerOf } from "./access.ts";
import { seeConfidential } from "./confidential.ts";
import { type CaseRecord, loadCase, lockCase } from "./store.ts";

/** Where a case stands after a step. */
export interface StepDone {
  readonly id: string;
  readonly version: number;
  readonly state: Case["state"];
}

/**
 * A case that the caller may read, taken for this transaction. Whoever may not is told that there
 * is none, and the second wall is closed again before anything else is asked.
 */
export async function openCase(
  work: UnitOfWork,
  seat: Seat,
  id: string,
  lock = false,
): Promise<CaseRecord | undefined> {
  await seeConfidential(work, { cases: [id] });
  if (lock) await lockCase(work, id);
  const record = await loadCase(work, id);
  if (record && viewerOf(seat, record.matter, record.state)) return record;
  await seeConfidential(work, "none");
  return undefined;
}
