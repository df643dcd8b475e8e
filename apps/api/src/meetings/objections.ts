import { correctRoll, type Unit } from "@xinyi/committee-voting";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import { maskName } from "../registry/mask.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type Page, pageWithin } from "../wire/paging.ts";
import { loadLaw } from "./law.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { linesOf } from "./roll.ts";
import { namesOf } from "./roll-view.ts";
import { lockMeeting } from "./store.ts";

interface Change {
  readonly kind?: string | undefined;
  readonly state?: Unit["state"] | undefined;
  readonly areas?: Readonly<Record<string, string>> | undefined;
  readonly weights?: Readonly<Record<string, string>> | undefined;
  readonly ownerPersonIds?: readonly string[] | undefined;
}

interface CorrectionWire {
  readonly was: unknown;
  readonly is: unknown;
  readonly hashBefore: string;
  readonly hashAfter: string;
}

export interface ObjectionWire {
  readonly id: string;
  readonly unitNumber: string;
  readonly words: string | null;
  readonly raisedBy: string;
  readonly raisedAt: string;
  readonly settlement: {
    readonly decision: "upheld" | "dismissed";
    readonly words: string | null;
    readonly settledBy: string;
    readonly settledAt: string;
    readonly correction: CorrectionWire | null;
  } | null;
}

type Answer = Promise<Result<Done<ObjectionWire>, MeetingRefusal>>;

/** An owner, or whoever he told, says that the draft is wrong about a unit. */
export async function objectToRoll(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  fact: { readonly unitNumber: string; readonly words: string },
): Answer {
  const row = await lockMeeting(work, estateId, meetingId);
  if (!row) return reject({ kind: "not-found", what: "meeting" });
  if (row.namedHash !== null) return reject({ kind: "roll-frozen-already" });
  const line = (await linesOf(work, meetingId)).find(({ unit }) => unit.id === fact.unitNumber);
  if (line === undefined) return reject({ kind: "unknown-unit", unit: fact.unitNumber });
  const id = work.ports.ids.next();
  await insertRows(work.client, "voting.objection", [
    {
      district_id: work.districtId,
      id,
      meeting_id: meetingId,
      unit_id: line.unitId,
      raised_by: work.personId,
      raised_at: work.now,
    },
  ]);
  await keepWords(work, id, "objection", fact.words);
  return done(work, meetingId, id);
}

/**
 * Upholds or dismisses an objection. A correction goes through the package, which says what the
 * roll's hash was before it and is after it; the line is written anew, never over.
 */
export async function settleObjection(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  objectionId: string,
  fact: {
    readonly decision: "upheld" | "dismissed";
    readonly words: string;
    readonly correction?: Change | undefined;
  },
): Answer {
  const row = await lockMeeting(work, estateId, meetingId);
  if (!row) return reject({ kind: "not-found", what: "meeting" });
  const found = (await objectionRows(work, meetingId)).find(({ id }) => id === objectionId);
  if (!found) return reject({ kind: "not-found", what: "objection" });
  if (found.settlement !== null) return reject({ kind: "objection-settled-already" });
  if (row.namedHash !== null) return reject({ kind: "roll-frozen-already" });
  if (fact.decision === "dismissed" && fact.correction !== undefined) {
    return reject({ kind: "correction-without-cause" });
  }
  const corrected =
    fact.correction === undefined
      ? undefined
      : await correct(work, meetingId, row.lawHash, found.unitNumber, fact.correction);
  if (corrected !== undefined && !corrected.ok) return corrected;
  await insertRows(work.client, "voting.objection_settlement", [
    {
      district_id: work.districtId,
      objection_id: objectionId,
      decision: fact.decision,
      correction: corrected?.value ?? null,
      settled_by: work.personId,
      settled_at: work.now,
    },
  ]);
  await keepWords(work, objectionId, "settlement", fact.words);
  return done(work, meetingId, objectionId);
}

async function correct(
  work: UnitOfWork,
  meetingId: string,
  lawHash: string,
  unitNumber: string,
  change: Change,
): Promise<Result<CorrectionWire, MeetingRefusal>> {
  const { rules, place } = await loadLaw(work, lawHash);
  if (rules.roll === undefined) return reject({ kind: "no-roll-policy", place });
  const lines = await linesOf(work, meetingId);
  const line = lines.find(({ unit }) => unit.id === unitNumber);
  if (line === undefined) return reject({ kind: "unknown-unit", unit: unitNumber });
  if (change.ownerPersonIds !== undefined) {
    const known = await namesOf(work, change.ownerPersonIds);
    if (known.size < new Set(change.ownerPersonIds).size) {
      return reject({ kind: "not-found", what: "person" });
    }
  }
  const { ownerPersonIds, kind, state, areas, weights } = change;
  const unit: Unit = {
    ...line.unit,
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { state }),
    ...(areas === undefined ? {} : { areas }),
    ...(weights === undefined ? {} : { weights: { ...line.unit.weights, ...weights } }),
    ...(ownerPersonIds === undefined ? {} : { owners: ownerPersonIds }),
  };
  const correction = { unit, reason: "", by: work.personId };
  const units = lines.map((one) => one.unit);
  const corrected = correctRoll(units, correction, rules.roll.value, rules.scales);
  if (!corrected.ok) return corrected;
  await insertRows(work.client, "voting.roll_unit", [
    {
      district_id: work.districtId,
      meeting_id: meetingId,
      draw: line.draw,
      unit_id: line.unitId,
      revision: line.revision + 1,
      ordinal: line.ordinal,
      unit,
    },
  ]);
  const { was, hashBefore, hashAfter } = corrected.value.entry;
  return accept({ was, is: unit, hashBefore, hashAfter });
}

/** Objections in the order raised; owners' ids in a correction come out as masked names. */
export async function objectionsOf(
  work: UnitOfWork,
  meetingId: string,
  asked: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<ObjectionWire>> {
  const page = pageWithin(await objectionRows(work, meetingId), asked, ({ id }) => [id]);
  const sides = page.items.flatMap(({ settlement }) =>
    settlement?.correction ? [settlement.correction.was, settlement.correction.is] : [],
  ) as Unit[];
  const names = await namesOf(
    work,
    sides.flatMap(({ owners }) => owners),
  );
  const shown = (unit: unknown) => {
    const { owners, ...rest } = unit as Unit;
    return { ...rest, ownersMasked: owners.map((owner) => maskName(names.get(owner) ?? owner)) };
  };
  const items = page.items.map((one) =>
    one.settlement?.correction
      ? {
          ...one,
          settlement: {
            ...one.settlement,
            correction: {
              ...one.settlement.correction,
              was: shown(one.settlement.correction.was),
              is: shown(one.settlement.correction.is),
            },
          },
        }
      : one,
  );
  return { items, next: page.next };
}

async function objectionRows(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
): Promise<readonly ObjectionWire[]> {
  const { rows } = await work.client.query(
    `select o.id, u.number as "unitNumber", w.words, p.name as "raisedBy", o.raised_at as "raisedAt",
       s.decision, t.words as "settlementWords", q.name as "settledBy", s.settled_at as "settledAt",
       s.correction
     from voting.objection o join registry.unit u on u.id = o.unit_id
       join registry.person p on p.id = o.raised_by
       left join voting.objection_words w on w.objection_id = o.id and w.field = 'objection'
       left join voting.objection_settlement s on s.objection_id = o.id
       left join voting.objection_words t on t.objection_id = o.id and t.field = 'settlement'
       left join registry.person q on q.id = s.settled_by
      where o.meeting_id = $1 order by o.raised_at, o.id`,
    [meetingId],
  );
  return rows.map(({ decision, settlementWords, settledBy, settledAt, correction, ...row }) => ({
    ...row,
    raisedBy: maskName(row.raisedBy),
    settlement:
      decision === null
        ? null
        : { decision, words: settlementWords, settledBy, settledAt, correction },
  }));
}

async function keepWords(
  work: UnitOfWork,
  objectionId: string,
  field: "objection" | "settlement",
  words: string,
): Promise<void> {
  await insertRows(work.client, "voting.objection_words", [
    { district_id: work.districtId, objection_id: objectionId, field, words },
  ]);
}

async function done(work: UnitOfWork, meetingId: string, id: string): Answer {
  const page = await objectionsOf(work, meetingId, { limit: Number.MAX_SAFE_INTEGER - 2 });
  const answer = page.items.find((one) => one.id === id);
  if (!answer) throw new Error("the objection just written is not visible");
  return accept({ answer, facts: { meetingId, objectionId: id } });
}
