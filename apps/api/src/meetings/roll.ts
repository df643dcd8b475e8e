import {
  formatQuantity,
  type Preparation,
  parseQuantity,
  type Roll,
  rollFrom,
  thinPseudonyms,
  type Unit,
  type VotingRules,
} from "@xinyi/committee-voting";
import { type Result, reject } from "@xinyi/result";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { Law } from "./law.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { type MeetingRow, statusOf } from "./store.ts";

/** Fewer voters than this behind one weight, and the pseudonym hides little. */
export const thinBelow = 3;

/** A line of a drawn roll: the unit as it counts, after the corrections so far. */
export interface RollLine {
  readonly unitId: string;
  readonly draw: number;
  readonly revision: number;
  readonly ordinal: number;
  readonly unit: Unit;
}

/** A roll of units under a meeting's law; a law that says nothing of rolls draws none. */
export function draftOf(law: Law, units: readonly Unit[]): Result<Roll, MeetingRefusal> {
  const policy = law.rules.roll;
  if (policy === undefined) return reject({ kind: "no-roll-policy", place: law.place });
  return rollFrom(units, policy.value, law.rules.scales);
}

/** The lines of the last draw, each at its latest revision, in the order of the units. */
export async function linesOf(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
): Promise<readonly RollLine[]> {
  const { rows } = await work.client.query(
    `select * from (select distinct on (u.unit_id) u.unit_id as "unitId", u.draw, u.revision,
         u.ordinal, u.unit
       from voting.roll_unit u where u.meeting_id = $1
         and u.draw = (select max(draw) from voting.roll_draw where meeting_id = $1)
       order by u.unit_id, u.revision desc) latest order by ordinal`,
    [meetingId],
  );
  return rows;
}

/** A voter of a frozen roll, under our id and both pseudonyms. */
export interface VoterRow {
  readonly id: string;
  readonly ordinal: number;
  readonly namedId: string;
  readonly secretId: string;
  readonly paperNumber: string;
  /** In the order of the register; persons' ids, or the developer. */
  readonly owners: readonly string[];
  readonly units: readonly string[];
  readonly building: string | null;
  readonly weights: Readonly<Record<string, string>>;
}

export function decimals(
  amounts: Readonly<Record<string, bigint>>,
  { scales }: Pick<Roll, "scales">,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([axis, amount]) => {
      const scale = scales[axis];
      return scale === undefined ? [] : [[axis, formatQuantity(amount, scale)]];
    }),
  );
}

export async function votersOf(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
): Promise<readonly VoterRow[]> {
  const { rows } = await work.client.query(
    `${voterColumns} where meeting_id = $1 order by ordinal`,
    [meetingId],
  );
  return rows;
}

export const voterColumns = `
  select id, ordinal, named_id as "namedId", secret_id as "secretId", paper_number as "paperNumber",
    owners, units, building, weights from voting.voter`;

/** The name a voter bears in the published files of a motion. */
export function pseudonymOf(voter: VoterRow, secrecy: "named" | "secret"): string {
  return secrecy === "named" ? voter.namedId : voter.secretId;
}

/**
 * The frozen roll as the package counts it and as it is published. The secret one lists neither
 * unit nor building, unless the law counts building by building.
 */
export function rollOf(
  voters: readonly VoterRow[],
  secrecy: "named" | "secret",
  rules: VotingRules,
): Roll {
  const isByBuilding = JSON.stringify(rules.rules).includes('"eachGroup"');
  const totals: Record<string, bigint> = {};
  const read = voters.map((voter) => {
    const weights: Record<string, bigint> = {};
    for (const [axis, text] of Object.entries(voter.weights)) {
      const scale = rules.scales[axis];
      const weight = scale === undefined ? undefined : parseQuantity(text, scale);
      if (!weight?.ok) throw new Error(`voter ${voter.id}: ${axis} ${text}`);
      weights[axis] = weight.value;
      totals[axis] = (totals[axis] ?? 0n) + weight.value;
    }
    const id = pseudonymOf(voter, secrecy);
    const hasBuilding = voter.building !== null && (secrecy === "named" || isByBuilding);
    return {
      id,
      owners: [...voter.owners].sort(),
      units: secrecy === "named" ? voter.units : voter.units.map((_, at) => `${id}.${at + 1}`),
      ...(hasBuilding ? { building: voter.building ?? "" } : {}),
      weights,
    };
  });
  const unitCount = voters.reduce((sum, { units }) => sum + units.length, 0);
  return { voters: read, totals, scales: rules.scales, areaSource: {}, unitCount };
}

export async function openObjections(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
): Promise<number> {
  const { rows } = await work.client.query(
    `select count(*)::int as open from voting.objection o where o.meeting_id = $1
       and not exists (select from voting.objection_settlement s where s.objection_id = o.id)`,
    [meetingId],
  );
  return rows[0].open;
}

/** What is on record for the opening, as the package asks for it. */
export async function preparationOf(
  work: Pick<UnitOfWork, "client">,
  row: MeetingRow,
): Promise<Preparation> {
  const { rows } = await work.client.query(
    `select (select count(*)::int from voting.voter where meeting_id = $1) as voters,
       (select count(distinct voter_id)::int from voting.delivery where meeting_id = $1) as delivered,
       exists (select from voting.public_notice where meeting_id = $1) as notified`,
    [row.id],
  );
  const [found] = rows;
  return {
    ...(row.namedHash === null ? {} : { rollHash: row.namedHash }),
    openObjections: await openObjections(work, row.id),
    voters: found.voters,
    ballotsDelivered: found.delivered,
    isPubliclyNotified: found.notified,
  };
}

/** The roll in figures: the draft as it would count now, or the frozen one. */
export async function rollSummary(work: UnitOfWork, row: MeetingRow, law: Law) {
  const counts = await work.client.query(
    `select (select count(*)::int from voting.objection_settlement s
        join voting.objection o on o.id = s.objection_id
       where o.meeting_id = $1 and s.correction is not null) as corrections,
      f.thin, f.totals, (select count(*)::int from voting.voter v where v.meeting_id = $1) as voters,
      (select coalesce(sum(jsonb_array_length(v.units)), 0)::int from voting.voter v where v.meeting_id = $1) as units
     from (select 1) one left join voting.roll_freeze f on f.meeting_id = $1`,
    [row.id],
  );
  const [found] = counts.rows;
  const about = {
    openObjections: await openObjections(work, row.id),
    corrections: found.corrections as number,
    namedHash: row.namedHash,
    secretHash: row.secretHash,
  };
  if (row.namedHash !== null) {
    const { voters, units, thin, totals } = found;
    return { status: "frozen" as const, voters, units, thinPseudonyms: thin, totals, ...about };
  }
  const lines = await linesOf(work, row.id);
  const roll = draftOf(
    law,
    lines.map(({ unit }) => unit),
  );
  if (lines.length === 0 || !roll.ok) {
    const none = { voters: 0, units: 0, thinPseudonyms: 0, totals: {} };
    return { status: "none" as const, ...none, ...about };
  }
  return {
    status: "draft" as const,
    voters: roll.value.voters.length,
    units: lines.length,
    thinPseudonyms: thinPseudonyms(roll.value, thinBelow).length,
    totals: decimals(roll.value.totals, roll.value),
    ...about,
  };
}

/** Refuses what may only happen while the roll is frozen and the meeting in one of these states. */
export function refuseUnless(
  row: MeetingRow | undefined,
  wanted: readonly ReturnType<typeof statusOf>[],
): MeetingRefusal | undefined {
  if (!row) return { kind: "not-found", what: "meeting" };
  if (row.namedHash === null) return { kind: "roll-not-frozen" };
  const status = statusOf(row);
  return wanted.includes(status)
    ? undefined
    : { kind: "meeting-status", status, wanted: wanted.join(", ") };
}
