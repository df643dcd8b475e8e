import type { z } from "@hono/zod-openapi";
import type { LocalDate } from "@xinyi/calendar";
import { readinessOf } from "@xinyi/committee-voting";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { Meeting } from "./contract.ts";
import { type Law, loadLaw, matterRuleWire, rulesOfMotion, rulesWire } from "./law.ts";
import { preparationOf, rollSummary } from "./roll.ts";
import {
  findMeeting,
  type MeetingRow,
  type MotionRow,
  motionsOf,
  stateOf,
  statusOf,
} from "./store.ts";

export type MeetingWire = z.infer<typeof Meeting>;

/** A meeting whole, as the console and the owners read it. */
export async function meetingWire(
  work: UnitOfWork,
  estateId: string,
  id: string,
): Promise<MeetingWire> {
  const row = await findMeeting(work, estateId, id);
  if (!row) throw new Error("the meeting just written is not visible");
  return wireOf(work, row);
}

export async function wireOf(work: UnitOfWork, row: MeetingRow): Promise<MeetingWire> {
  const law = await loadLaw(work, row.lawHash);
  const motions = await motionsOf(work, row.id);
  const preparation = await preparationOf(work, row);
  const readiness = readinessOf(meetingFacts(row, motions), preparation, law.rules).map((item) => ({
    kind: item.kind,
    isMet: item.isMet,
    count: "open" in item ? item.open : "missing" in item ? item.missing : null,
  }));
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    place: row.place,
    status: statusOf(row),
    noticeServedOn: row.noticeServedOn,
    heldOn: row.heldOn,
    opensAt: row.opensAt,
    closesAt: row.closesAt,
    closingRule: row.closingRule,
    silence:
      row.silenceClause === null
        ? null
        : { bylawClause: row.silenceClause, warningPrinted: row.silenceWarned },
    rules: rulesWire(law),
    motions: motions.map((motion) => motionWire(motion, row, law)),
    readiness,
    roll: await rollSummary(work, row, law),
    delivered: preparation.ballotsDelivered,
    isPubliclyNotified: preparation.isPubliclyNotified,
    reconvenes: row.reconvenes,
    convenedBy: row.convenedBy,
    convenedAt: row.convenedAt,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
    publishedAt: row.publishedAt,
  };
}

/** The meeting as the package knows it before it is opened. */
export function meetingFacts(row: MeetingRow, motions: readonly MotionRow[]) {
  return {
    status: "convened" as const,
    id: row.id,
    matters: motions.map(({ matter }) => matter),
    noticeServedOn: row.noticeServedOn as LocalDate,
    heldOn: row.heldOn as LocalDate,
    opensAt: row.opensAt,
    closesAt: row.closesAt,
  };
}

function motionWire(motion: MotionRow, meeting: MeetingRow, law: Law) {
  const rules = rulesOfMotion(law, motion);
  const rule = rules.ok ? matterRuleWire(motion.matter, rules.value) : undefined;
  if (rule === undefined) throw new Error(`motion ${motion.id} has lost its rule`);
  const { toRule: _, closedAt: __, ...rest } = motion;
  return { ...rest, rule, state: stateOf(motion, meeting) };
}
