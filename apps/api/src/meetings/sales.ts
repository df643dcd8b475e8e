import { type SaleOutcome, settleSale } from "@xinyi/committee-voting";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { boxOf, letFall } from "./box.ts";
import { loadLaw } from "./law.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { pseudonymOf, refuseUnless, type VoterRow, votersOf } from "./roll.ts";
import { lockMeeting, type MotionRow, motionsOf } from "./store.ts";

export interface SaleWire {
  readonly id: string;
  readonly voterId: string;
  readonly unitNumbers: string[];
  readonly soldOn: string;
  readonly outcomes: ({ motionId: string } & SaleOutcome)[];
  readonly recordedAt: string;
}

/**
 * Units change hands between the freezing of the roll and the end of the vote. The roll stays; the
 * package says on each motion whether the ballot stands and who may vote. The buyers are whom the
 * registry has on the day and who were not among the owners.
 */
export async function recordSale(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  fact: { readonly unitNumbers: readonly string[]; readonly soldOn: string },
): Promise<Result<Done<{ sales: SaleWire[] }>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  const refusal = refuseUnless(row, ["convened", "open"]);
  if (!row || refusal) return reject(refusal ?? { kind: "not-found", what: "meeting" });
  const { rules, place } = await loadLaw(work, row.lawHash);
  if (rules.roll === undefined) return reject({ kind: "no-roll-policy", place });
  const policy = rules.roll.value.soldMidVote;
  const voters = await votersOf(work, meetingId);
  const unknown = fact.unitNumbers.find(
    (unit) => !voters.some(({ units }) => units.includes(unit)),
  );
  if (unknown !== undefined) return reject({ kind: "unknown-unit", unit: unknown });
  const motions = (await motionsOf(work, meetingId)).filter(({ closedAt }) => closedAt === null);
  const sales: SaleWire[] = [];
  for (const voter of voters) {
    const own = fact.unitNumbers.filter((unit) => voter.units.includes(unit));
    if (own.length === 0) continue;
    const sold = [...own, ...(await soldBefore(work, voter.id))];
    const outcomes = [];
    for (const motion of motions) {
      outcomes.push({
        motionId: motion.id,
        ...(await settleOn(work, motion, voter, sold, policy)),
      });
    }
    const sale = {
      id: work.ports.ids.next(),
      voterId: voter.id,
      unitNumbers: own,
      soldOn: fact.soldOn,
      outcomes,
      recordedAt: work.now,
    };
    await insertRows(work.client, "voting.sale", [
      {
        district_id: work.districtId,
        id: sale.id,
        meeting_id: meetingId,
        voter_id: voter.id,
        unit_numbers: own,
        sold_on: fact.soldOn,
        outcomes,
        buyers: await buyersOf(work, estateId, own, fact.soldOn, voter),
        recorded_by: work.personId,
        recorded_at: work.now,
      },
    ]);
    sales.push(sale);
  }
  return accept({ answer: { sales }, facts: { meetingId, units: fact.unitNumbers.length } });
}

async function settleOn(
  work: UnitOfWork,
  motion: MotionRow,
  voter: VoterRow,
  sold: readonly string[],
  policy: Parameters<typeof settleSale>[3],
): Promise<SaleOutcome> {
  const box = await boxOf(work, motion, voter.id);
  const seller = { id: pseudonymOf(voter, motion.secrecy), units: voter.units };
  const outcome = settleSale(box, seller, sold, policy);
  if (outcome.ballot === "falls") {
    await letFall(
      work,
      box.ballots.map(({ id }) => id),
      "sold",
    );
  }
  return outcome;
}

async function soldBefore(work: UnitOfWork, voterId: string): Promise<readonly string[]> {
  const { rows } = await work.client.query(
    `select unit_numbers as units from voting.sale where voter_id = $1`,
    [voterId],
  );
  return rows.flatMap(({ units }) => units as string[]);
}

async function buyersOf(
  work: UnitOfWork,
  estateId: string,
  units: readonly string[],
  on: string,
  voter: VoterRow,
): Promise<readonly string[]> {
  const { rows } = await work.client.query(
    `select distinct o.person_id::text as id from registry.ownership o
       join registry.unit u on u.id = o.unit_id
      where u.estate_id = $1 and u.number = any($2)
        and o.from_on <= $3 and (o.to_on is null or o.to_on >= $3)`,
    [estateId, units, on],
  );
  return rows.map(({ id }) => id as string).filter((id) => !voter.owners.includes(id));
}
