import { type LocalDate, localDateAt } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import {
  confirmMandate as confirm,
  isMandateSubject,
  isResolvedBy,
  type Mandate,
  type MandateRecord,
  type MandateSubject,
  useMandate,
} from "@xinyi/trust-accounting";
import { type BookRow, lockBook } from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { areTwoParties, partiesOf } from "./parties.ts";
import type { MandateRefusal } from "./refusals.ts";

export interface MandateWire {
  readonly id: string;
  readonly resolutionId: string;
  readonly resolvedOn: string;
  readonly subject: string;
  readonly scanSha256: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
  readonly mayConfirm: boolean;
  readonly isUsed: boolean;
}

interface MandateRow extends Omit<MandateWire, "mayConfirm"> {
  readonly recordedById: string;
  readonly confirmedById: string | null;
  /** Counted here by a vote of the system's own: the record has no party to favour. */
  readonly isFromVote: boolean;
}

const columns = `
  select m.id, m.resolution_id as "resolutionId", m.resolved_on as "resolvedOn", m.subject,
    m.scan_sha256 as "scanSha256", m.recorded_by as "recordedById", r.name as "recordedBy",
    m.recorded_at as "recordedAt", c.confirmed_by as "confirmedById", k.name as "confirmedBy",
    c.confirmed_at as "confirmedAt",
    exists (select from trust.budget_adoption b where b.mandate_id = m.id)
      or exists (select from trust.access_policy p where p.mandate_id = m.id)
      or exists (select from trust.order_event e where e.mandate_id = m.id)
      or exists (select from estates.mode d where d.mandate_id = m.id)
      or exists (select from trust.tariff t where t.mandate_id = m.id)
      or exists (select from trust.late_rule l where l.mandate_id = m.id)
      or exists (select from trust.relief f where f.mandate_id = m.id)
      or exists (select from trust.hand_over h where h.mandate_id = m.id)
      or exists (select from trust.fund_mandate d where d.mandate_id = m.id) as "isUsed",
    exists (select from trust.mandate_vote v where v.mandate_id = m.id) as "isFromVote"
  from trust.mandate m join registry.person r on r.id = m.recorded_by
    left join trust.mandate_confirmation c on c.mandate_id = m.id
    left join registry.person k on k.id = c.confirmed_by`;

export async function mandatesOf(
  work: UnitOfWork,
  estateId: string,
): Promise<readonly MandateWire[]> {
  const { rows } = await work.client.query(
    `${columns} where m.estate_id = $1 order by m.recorded_at desc, m.id`,
    [estateId],
  );
  const parties = await partiesOf(work, estateId);
  return rows.map((row) => wire(work, parties, row));
}

async function findMandate(
  work: UnitOfWork,
  estateId: string,
  id: string,
): Promise<MandateRow | undefined> {
  const { rows } = await work.client.query(`${columns} where m.estate_id = $1 and m.id = $2`, [
    estateId,
    id,
  ]);
  return rows[0];
}

type Parties = Awaited<ReturnType<typeof partiesOf>>;

function wire(work: UnitOfWork, parties: Parties, row: MandateRow): MandateWire {
  const { recordedById, confirmedById: _, isFromVote, ...rest } = row;
  const isOther =
    isFromVote || areTwoParties(parties.get(recordedById), parties.get(work.personId));
  return {
    ...rest,
    mayConfirm: row.confirmedBy === null && recordedById !== work.personId && isOther,
  };
}

function recordOf(row: MandateRow): MandateRecord {
  if (!isMandateSubject(row.subject)) throw new Error(`mandate ${row.id}: ${row.subject}`);
  return {
    mandate: {
      resolutionId: row.resolutionId,
      resolvedOn: row.resolvedOn as LocalDate,
      subject: row.subject,
    },
    scanSha256: row.scanSha256,
    recordedBy: row.recordedById,
    ...(row.confirmedById !== null && { confirmedBy: row.confirmedById }),
  };
}

/** The first of two people writes down what was resolved, with the file it stands in. */
export async function recordMandate(
  work: UnitOfWork,
  estateId: string,
  fact: { resolutionId: string; resolvedOn: string; subject: string; scanSha256: string },
): Promise<Result<Done<MandateWire>, MandateRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  if (!isResolvedBy(fact.resolvedOn, localDateAt(work.now, row.zone))) {
    return reject({ kind: "resolved-in-future", resolvedOn: fact.resolvedOn });
  }
  const scan = await work.client.query(
    "select 1 from trust.voucher where estate_id = $1 and sha256 = $2",
    [estateId, fact.scanSha256],
  );
  if (!scan.rowCount) return reject({ kind: "not-found", what: "voucher" });
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.mandate", [
    {
      district_id: work.districtId,
      id,
      estate_id: estateId,
      resolution_id: fact.resolutionId,
      resolved_on: fact.resolvedOn,
      subject: fact.subject,
      scan_sha256: fact.scanSha256,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return accept(await done(work, estateId, id));
}

/** A second person, of the other party, stands for the record too; only now it can be used. */
export async function confirmMandate(
  work: UnitOfWork,
  estateId: string,
  id: string,
): Promise<Result<Done<MandateWire>, MandateRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const found = await findMandate(work, estateId, id);
  if (!found) return reject({ kind: "not-found", what: "mandate" });
  const confirmed = confirm(recordOf(found), work.personId);
  if (!confirmed.ok) return confirmed;
  const parties = await partiesOf(work, estateId);
  const [first, second] = [parties.get(found.recordedById), parties.get(work.personId)];
  if (!found.isFromVote && !areTwoParties(first, second)) {
    return reject({ kind: "same-party-twice" });
  }
  const before = await work.client.query(
    `select 1 from trust.mandate_confirmation
      where estate_id = $1 and resolution_id = $2 and subject = $3`,
    [estateId, found.resolutionId, found.subject],
  );
  if (before.rowCount) {
    return reject({ kind: "resolution-confirmed-before", resolutionId: found.resolutionId });
  }
  await insertRows(work.client, "trust.mandate_confirmation", [
    {
      district_id: work.districtId,
      mandate_id: id,
      estate_id: estateId,
      resolution_id: found.resolutionId,
      subject: found.subject,
      recorded_by: found.recordedById,
      confirmed_by: work.personId,
      confirmed_at: work.now,
    },
  ]);
  return accept(await done(work, estateId, id));
}

/** A confirmed resolution for exactly this subject, not used before. Under the book's lock. */
export async function takeMandate(
  work: UnitOfWork,
  row: BookRow,
  id: string,
  wanted: MandateSubject,
): Promise<Result<Mandate, MandateRefusal>> {
  const found = await findMandate(work, row.estateId, id);
  if (!found) return reject({ kind: "not-found", what: "mandate" });
  return useMandate(recordOf(found), wanted, new Set(found.isUsed ? [found.resolutionId] : []));
}

async function done(work: UnitOfWork, estateId: string, id: string): Promise<Done<MandateWire>> {
  const found = await findMandate(work, estateId, id);
  if (!found) throw new Error("the mandate just written is not visible");
  const parties = await partiesOf(work, estateId);
  return { answer: wire(work, parties, found), facts: { mandateId: id, subject: found.subject } };
}
