import type { Count, Verdict } from "@xinyi/committee-voting";
import { logRoot } from "@xinyi/committee-voting";
import { canonicalJson } from "@xinyi/merkle-log";
import { accept, type Result } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { type Beside, decide, gather } from "./count.ts";
import type { Law } from "./law.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { decimals, type VoterRow } from "./roll.ts";
import type { MeetingRow, MotionRow } from "./store.ts";

/** A verdict as it was stored: what it rests on stands beside it, and it is never changed. */
export interface VerdictRow {
  readonly motionId: string;
  readonly ordinal: number;
  readonly verdict: Verdict;
  readonly tallies: Readonly<Record<string, Record<string, string>>>;
  readonly setAside: number;
  readonly taken: Beside;
  readonly logRoot: string;
  readonly logSize: number;
  readonly decidedAt: string;
}

/** Draws the verdict on a closed motion and keeps it; one that says the same is not kept twice. */
export async function storeVerdict(
  work: UnitOfWork,
  meeting: MeetingRow,
  motion: MotionRow,
  law: Law,
  voters: readonly VoterRow[],
): Promise<Result<VerdictRow, MeetingRefusal>> {
  const gathered = await gather(work, meeting, motion, law, voters);
  if (!gathered.ok) return gathered;
  const decided = decide(gathered.value, law);
  if (!decided.ok) return decided;
  const { verdict, count, setAside } = decided.value;
  const log = logRoot(gathered.value.taken.box);
  const before = (await verdictsOf(work, [motion.id])).at(-1);
  const row: VerdictRow = {
    motionId: motion.id,
    ordinal: (before?.ordinal ?? 0) + 1,
    verdict,
    tallies: talliesWire(count, law),
    setAside: setAside.length,
    taken: gathered.value.beside,
    logRoot: log.root,
    logSize: log.size,
    decidedAt: work.now,
  };
  if (before !== undefined && said(before.verdict) === said(verdict)) return accept(before);
  await insertRows(work.client, "voting.verdict", [
    {
      district_id: work.districtId,
      motion_id: motion.id,
      ordinal: row.ordinal,
      verdict,
      status: verdict.status,
      tallies: row.tallies,
      set_aside: row.setAside,
      taken: row.taken,
      roll_hash: verdict.rollHash,
      law_hash: law.hash,
      log_root: row.logRoot,
      log_size: row.logSize,
      decided_by: work.personId,
      decided_at: work.now,
    },
  ]);
  return accept(row);
}

/** Through JSON, where an absent value is absent, and in one order of keys. */
const said = (verdict: Verdict) => canonicalJson(JSON.parse(JSON.stringify(verdict)));

/** The verdicts of motions, each motion's in the order they were drawn. */
export async function verdictsOf(
  work: Pick<UnitOfWork, "client">,
  motionIds: readonly string[],
): Promise<readonly VerdictRow[]> {
  const { rows } = await work.client.query(
    `select motion_id as "motionId", ordinal, verdict, tallies, set_aside as "setAside", taken,
       log_root as "logRoot", log_size as "logSize", decided_at as "decidedAt"
     from voting.verdict where motion_id = any($1) order by motion_id, ordinal`,
    [motionIds],
  );
  return rows;
}

/** Tallies as decimals of each axis' unit; a weight cut by a fraction is printed, never read back. */
export function talliesWire(count: Count, law: Law): Record<string, Record<string, string>> {
  const scales = count.scales ?? law.rules.scales;
  return Object.fromEntries(
    Object.entries(count.tallies).map(([name, amounts]) => [
      name,
      decimals(amounts ?? {}, { scales }),
    ]),
  );
}
