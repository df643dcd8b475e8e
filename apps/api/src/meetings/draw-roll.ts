import {
  DEVELOPER,
  formatQuantity,
  leavesOf,
  rollHash,
  ruleFor,
  thinPseudonyms,
  type Unit,
  type UnitState,
} from "@xinyi/committee-voting";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type Law, loadLaw, rulesOfMotion } from "./law.ts";
import type { MeetingRefusal } from "./refusals.ts";
import {
  decimals,
  draftOf,
  linesOf,
  openObjections,
  rollOf,
  thinBelow,
  type VoterRow,
} from "./roll.ts";
import { lockMeeting, motionsOf } from "./store.ts";
import { type MeetingWire, meetingWire } from "./view.ts";

/** Draws the roll from the registry as on a day; an earlier draft is superseded whole. */
export async function drawRoll(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  on: string,
): Promise<Result<Done<MeetingWire>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  if (!row) return reject({ kind: "not-found", what: "meeting" });
  if (row.namedHash !== null) return reject({ kind: "roll-frozen-already" });
  const law = await loadLaw(work, row.lawHash);
  const lines = await registryUnits(work, estateId, on);
  const roll = draftOf(
    law,
    lines.map(({ unit }) => unit),
  );
  if (!roll.ok) return roll;
  const weightless = await missingWeight(work, law, meetingId, lines);
  if (weightless !== undefined) return reject(weightless);
  const last = await work.client.query(
    "select coalesce(max(draw), 0)::int + 1 as next from voting.roll_draw where meeting_id = $1",
    [meetingId],
  );
  const draw = last.rows[0].next as number;
  await insertRows(work.client, "voting.roll_draw", [
    {
      district_id: work.districtId,
      meeting_id: meetingId,
      draw,
      on_date: on,
      drawn_by: work.personId,
      drawn_at: work.now,
    },
  ]);
  await insertRows(
    work.client,
    "voting.roll_unit",
    lines.map(({ unitId, unit }, at) => ({
      district_id: work.districtId,
      meeting_id: meetingId,
      draw,
      unit_id: unitId,
      revision: 1,
      ordinal: at + 1,
      unit,
    })),
  );
  return accept({
    answer: await meetingWire(work, estateId, meetingId),
    facts: { meetingId, draw, units: lines.length, voters: roll.value.voters.length },
  });
}

async function registryUnits(
  work: UnitOfWork,
  estateId: string,
  on: string,
): Promise<readonly { unitId: string; unit: Unit }[]> {
  const { rows } = await work.client.query(
    `select u.id, u.number, b.name as building, u.area_cm2 as "areaCm2",
       f.kind, f.state, f.areas, f.weights,
       array(select o.person_id::text from registry.ownership o where o.unit_id = u.id
         and o.from_on <= $2 and (o.to_on is null or o.to_on >= $2) order by o.id) as owners
     from registry.unit u join registry.building b on b.id = u.building_id
       left join lateral (select kind, state, areas, weights from voting.unit_fact f
         where f.unit_id = u.id order by f.recorded_at desc, f.id desc limit 1) f on true
     where u.estate_id = $1 order by b.name, length(u.number), u.number`,
    [estateId, on],
  );
  return rows.map((row) => {
    const state = (row.state ?? "sold") as UnitState;
    const areas = (row.areas ?? {}) as Record<string, string>;
    const owners = row.owners as string[];
    const unit: Unit = {
      id: row.number,
      building: row.building,
      // What the developer has not sold, nobody else owns.
      owners: owners.length === 0 && state !== "sold" ? [DEVELOPER] : owners,
      state,
      ...(row.kind === null ? {} : { kind: row.kind as string }),
      areas: Object.keys(areas).length > 0 ? areas : { register: squareMetres(row.areaCm2) },
      weights: (row.weights ?? {}) as Record<string, string>,
    };
    return { unitId: row.id as string, unit };
  });
}

/** 894700 cm² is 89.47 m². */
function squareMetres(areaCm2: bigint): string {
  return formatQuantity(areaCm2, { perOne: 10_000n, step: 100n });
}

/** A unit whose weight on an axis that decides one of the motions is not on record: never a nil. */
async function missingWeight(
  work: UnitOfWork,
  law: Law,
  meetingId: string,
  lines: readonly { readonly unit: Unit }[],
): Promise<MeetingRefusal | undefined> {
  const leftOut = law.rules.roll?.value.leftOut ?? [];
  const asked = new Set<string>();
  for (const motion of await motionsOf(work, meetingId)) {
    const rules = rulesOfMotion(law, motion);
    const rule = rules.ok ? ruleFor(motion.matter, rules.value) : rules;
    if (!rule.ok) continue;
    const { quorum, adopt } = rule.value;
    for (const condition of [
      adopt.value,
      ...(quorum === undefined ? [] : [quorum.value.condition]),
    ]) {
      for (const leaf of leavesOf(condition)) if ("axis" in leaf) asked.add(leaf.axis);
    }
  }
  for (const axis of asked) {
    if (axis === "heads" || axis === "area") continue;
    const bare = lines.find(
      ({ unit }) => unit.weights?.[axis] === undefined && !leftOut.includes(unit.kind ?? ""),
    );
    if (bare !== undefined) return { kind: "no-weight", unit: bare.unit.id, axis };
  }
  return undefined;
}

/**
 * Freezes the roll: voters get their ids, and the roll is hashed twice, once with unit numbers and
 * once without, under pseudonyms that have nothing to do with each other.
 */
export async function freezeRoll(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
): Promise<Result<Done<MeetingWire>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  if (!row) return reject({ kind: "not-found", what: "meeting" });
  if (row.namedHash !== null) return reject({ kind: "roll-frozen-already" });
  const lines = await linesOf(work, meetingId);
  const [first] = lines;
  if (first === undefined) return reject({ kind: "no-roll" });
  const open = await openObjections(work, meetingId);
  if (open > 0) return reject({ kind: "objections-open", open });
  const law = await loadLaw(work, row.lawHash);
  const roll = draftOf(
    law,
    lines.map(({ unit }) => unit),
  );
  if (!roll.ok) return roll;
  const weightless = await missingWeight(work, law, meetingId, lines);
  if (weightless !== undefined) return reject(weightless);
  const byUnit = new Map(lines.map(({ unit }) => [unit.id, unit]));
  const order = new Map(lines.map(({ unit, ordinal }) => [unit.id, ordinal]));
  const place = (unit: string) => order.get(unit) ?? 0;
  const voters = roll.value.voters
    .map((voter) => ({ ...voter, units: [...voter.units].sort((a, b) => place(a) - place(b)) }))
    .sort((left, right) => place(left.units[0] ?? "") - place(right.units[0] ?? ""))
    .map((voter, at): VoterRow => {
      const listed = byUnit.get(voter.units[0] ?? "")?.owners ?? [];
      return {
        id: work.ports.ids.next(),
        ordinal: at + 1,
        namedId: pseudonym(work, "v"),
        secretId: pseudonym(work, "s"),
        paperNumber: pseudonym(work, "P").toUpperCase(),
        owners: [
          ...listed.filter((owner) => voter.owners.includes(owner)),
          ...voter.owners.filter((owner) => !listed.includes(owner)),
        ],
        units: voter.units,
        building: voter.building ?? null,
        weights: decimals(voter.weights, roll.value),
      };
    });
  const named = rollHash(rollOf(voters, "named", law.rules));
  const secret = rollHash(rollOf(voters, "secret", law.rules));
  const thin = thinPseudonyms(roll.value, thinBelow).length;
  await insertRows(work.client, "voting.roll_freeze", [
    {
      district_id: work.districtId,
      meeting_id: meetingId,
      draw: first.draw,
      named_hash: named,
      secret_hash: secret,
      thin,
      totals: decimals(roll.value.totals, roll.value),
      frozen_by: work.personId,
      frozen_at: work.now,
    },
  ]);
  await insertRows(
    work.client,
    "voting.voter",
    voters.map(({ namedId, secretId, paperNumber, ...voter }) => ({
      district_id: work.districtId,
      meeting_id: meetingId,
      named_id: namedId,
      secret_id: secretId,
      paper_number: paperNumber,
      ...voter,
    })),
  );
  return accept({
    answer: await meetingWire(work, estateId, meetingId),
    facts: { meetingId, draw: first.draw, voters: voters.length, named, secret },
  });
}

/** Fifty random bits: short enough to type from paper, too many to guess or to meet twice. */
function pseudonym(work: UnitOfWork, lead: string): string {
  const alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
  const letters = [...work.ports.random(10)].map((byte) => alphabet[byte % alphabet.length]);
  return `${lead}${letters.join("")}`;
}
