import { type LocalDate, localDateAt } from "@xinyi/calendar";
import { formatAmount, fromMoneyWire, type Money, type MoneyWire, money } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, award, donate, payStage as payStageInBook } from "@xinyi/trust-accounting";
import { link } from "../bank/line-entries.ts";
import { findLine, type LineWire, lineWire } from "../bank/lines.ts";
import { nextReference } from "../bank/place-line.ts";
import { reverseAct } from "../books/commands.ts";
import { actOf, append, type BookRow, loadBook, lockBook } from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import { policyOn } from "../policy/store.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { GrantRefusal } from "./refusals.ts";
import { type GrantWire, grantsOf, type StageWire } from "./store.ts";

type Answer = Promise<Result<Done<GrantWire>, GrantRefusal>>;

/** Books money that came as a gift for a purpose, in the fund of that purpose. */
export async function bookGift(
  work: UnitOfWork,
  estateId: string,
  lineId: string,
  fact: { fund: string; wish: string },
): Promise<Result<Done<LineWire>, GrantRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const line = await findLine(work, row, lineId);
  if (!line) return reject({ kind: "not-found", what: "bank line" });
  if (line.amountMinor <= 0n) return reject({ kind: "wrong-direction", as: "gift" });
  if (line.state !== "suspense" && line.state !== "unexplained") {
    return reject({ kind: "wrong-state", state: line.state, wanted: "suspense" });
  }
  if (line.state === "suspense" && line.entryId !== null) {
    const held = await work.client.query("select act_id from trust.entry where id = $1", [
      line.entryId,
    ]);
    const freed = await reverseAct(work, row, held.rows[0].act_id, line.bookedOn, fact.wish);
    if (!freed.ok) return freed;
  }
  const act = work.ports.ids.next();
  const ref = await nextReference(work, row, line.reference);
  const book = await loadBook(work, row, { accounts: [], references: [ref] });
  const amount = money(line.amountMinor, row.currency);
  const given = donate(book, { on: line.bookedOn, act, ref, fund: fact.fund, amount });
  if (!given.ok) return given;
  const entries = given.value.entries.map((entry) => ({ ...entry, reason: fact.wish }));
  const ids = await append(work, row, [{ ...actOf(act, given.value, ref), entries }]);
  await link(work, lineId, ids.get(act), "matched", { by: "person", as: "gift", fund: fact.fund });
  const booked = await findLine(work, row, lineId);
  if (!booked) throw new Error("the line just booked is not visible");
  return accept({ answer: lineWire(row, booked, true), facts: { lineId, fund: fact.fund } });
}

/** Records who is to get what for which steps, with the decision; nothing is promised yet. */
export async function proposeGrant(
  work: UnitOfWork,
  estateId: string,
  fact: {
    fund: string;
    recipient: string;
    purpose: string;
    decisionSha256: string;
    stages: readonly { title: string; amount: MoneyWire; dueOn: string }[];
  },
): Answer {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const amounts: Money[] = [];
  for (const { amount } of fact.stages) {
    const read = fromMoneyWire(amount);
    if (!read.ok) return read;
    if (read.value.currency !== row.currency) {
      return reject({ kind: "wrong-currency", currency: read.value.currency });
    }
    if (read.value.minor <= 0n) return reject({ kind: "negative-amount", amount: read.value });
    amounts.push(read.value);
  }
  const known = await hasVoucher(work, estateId, fact.decisionSha256);
  if (!known) return reject({ kind: "not-found", what: "voucher" });
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.grant_proposal", [
    {
      district_id: work.districtId,
      id,
      book_id: row.id,
      estate_id: estateId,
      fund: fact.fund,
      recipient: fact.recipient,
      purpose: fact.purpose,
      decision_sha256: fact.decisionSha256,
      recorded_by: work.personId,
      recorded_on: today(work, row),
      recorded_at: work.now,
    },
  ]);
  await insertRows(
    work.client,
    "trust.grant_stage",
    fact.stages.map(({ title, dueOn }, at) => ({
      district_id: work.districtId,
      grant_id: id,
      ordinal: at + 1,
      title,
      amount_minor: amounts[at]?.minor,
      due_on: dueOn,
    })),
  );
  return done(work, row, id);
}

/** A second person stands for the decision: the money is promised, out of what is promised to nobody. */
export async function awardGrant(work: UnitOfWork, estateId: string, grantId: string): Answer {
  const found = await findGrant(work, estateId, grantId);
  if (!found.ok) return found;
  const { row, grant, recordedBy } = found.value;
  if (grant.status !== "proposed") return reject({ kind: "grant-awarded-already", grantId });
  if (recordedBy === work.personId) return reject({ kind: "same-hand-twice", by: recordedBy });
  const amount = fromMoneyWire(grant.awarded);
  if (!amount.ok) return amount;
  const act = work.ports.ids.next();
  const book = await loadBook(work, row, {
    accounts: [{ account: ACCOUNTS.trustBank }, { account: ACCOUNTS.grant }],
  });
  const on = today(work, row);
  const fact = { on, act, grant: grantId, fund: grant.fund, amount: amount.value };
  const awarded = award(book, fact);
  if (!awarded.ok) return awarded;
  const entries = awarded.value.entries.map((entry) => ({
    ...entry,
    reason: grant.purpose,
    vouchers: [grant.decisionSha256],
  }));
  await append(work, row, [{ ...actOf(act, awarded.value), entries }]);
  await insertRows(work.client, "trust.grant_award", [
    {
      district_id: work.districtId,
      grant_id: grantId,
      recorded_by: recordedBy,
      confirmed_by: work.personId,
      confirmed_at: work.now,
      act_id: act,
    },
  ]);
  return done(work, row, grantId);
}

/** The proof that a stage is done; another person has to accept it. */
export async function proveStage(
  work: UnitOfWork,
  estateId: string,
  grantId: string,
  stage: number,
  evidenceSha256: string,
): Answer {
  const found = await findStage(work, estateId, grantId, stage);
  if (!found.ok) return found;
  if (found.value.stage.status !== "planned")
    return reject({ kind: "stage-proved-already", stage });
  if (!(await hasVoucher(work, estateId, evidenceSha256))) {
    return reject({ kind: "not-found", what: "voucher" });
  }
  await insertRows(work.client, "trust.grant_proof", [
    {
      district_id: work.districtId,
      grant_id: grantId,
      ordinal: stage,
      estate_id: estateId,
      evidence_sha256: evidenceSha256,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return done(work, found.value.row, grantId);
}

/** Another person has looked at the proof: the stage may be paid. */
export async function acceptStage(
  work: UnitOfWork,
  estateId: string,
  grantId: string,
  stage: number,
): Answer {
  const found = await findStage(work, estateId, grantId, stage);
  if (!found.ok) return found;
  const { status } = found.value.stage;
  if (status === "planned") return reject({ kind: "stage-not-proved", stage });
  if (status !== "proved") return reject({ kind: "stage-accepted-already", stage });
  const proof = await work.client.query(
    "select recorded_by from trust.grant_proof where grant_id = $1 and ordinal = $2",
    [grantId, stage],
  );
  const recordedBy = proof.rows[0].recorded_by as string;
  if (recordedBy === work.personId) return reject({ kind: "same-hand-twice", by: recordedBy });
  await insertRows(work.client, "trust.grant_acceptance", [
    {
      district_id: work.districtId,
      grant_id: grantId,
      ordinal: stage,
      recorded_by: recordedBy,
      accepted_by: work.personId,
      accepted_at: work.now,
    },
  ]);
  return done(work, found.value.row, grantId);
}

/** The bank has paid an accepted stage, and exactly its amount; the stages are paid in their order. */
export async function payStage(
  work: UnitOfWork,
  estateId: string,
  grantId: string,
  stage: number,
  lineId: string,
): Answer {
  const found = await findStage(work, estateId, grantId, stage);
  if (!found.ok) return found;
  const { row, grant } = found.value;
  const { status, amount } = found.value.stage;
  if (status === "paid") return reject({ kind: "stage-paid-already", stage });
  if (status !== "accepted") return reject({ kind: "stage-not-accepted", stage });
  const earlier = grant.stages.find((one) => one.stage < stage && one.status !== "paid");
  if (earlier) return reject({ kind: "earlier-stage-open", stage: earlier.stage });
  const line = await findLine(work, row, lineId);
  if (!line) return reject({ kind: "not-found", what: "bank line" });
  if (line.state !== "unexplained" || line.amountMinor >= 0n) {
    return reject({ kind: "wrong-state", state: line.state, wanted: "unexplained" });
  }
  const policy = await policyOn(work, row, line.bookedOn);
  if (policy !== undefined && !policy.headsWithoutOrder.includes("grant")) {
    return reject({ kind: "order-required", head: "grant" });
  }
  const paid = money(-line.amountMinor, row.currency);
  if (formatAmount(paid) !== amount.amount) {
    return reject({ kind: "amount-differs", line: formatAmount(paid), due: amount.amount });
  }
  const act = work.ports.ids.next();
  const ref = await nextReference(work, row, line.reference);
  const book = await loadBook(work, row, {
    accounts: [{ account: ACCOUNTS.trustBank }, { account: ACCOUNTS.grant, subs: [grantId] }],
    references: [ref],
  });
  const posted = payStageInBook(book, {
    on: line.bookedOn,
    act,
    ref,
    grant: grantId,
    amount: paid,
  });
  if (!posted.ok) return posted;
  const entries = posted.value.entries.map((entry) => ({ ...entry, reason: grant.purpose }));
  const ids = (await append(work, row, [{ ...actOf(act, posted.value, ref), entries }])).get(act);
  await insertRows(
    work.client,
    "trust.spending",
    (ids ?? []).map((entryId) => ({
      district_id: work.districtId,
      entry_id: entryId,
      payee: grant.recipient,
      purpose: grant.purpose,
      voucher_number: `${stage}/${grant.stages.length}`,
    })),
  );
  await link(work, lineId, ids, "spent", { by: "person", as: "grant", grantId });
  await insertRows(work.client, "trust.grant_payment", [
    {
      district_id: work.districtId,
      act_id: act,
      grant_id: grantId,
      ordinal: stage,
      line_id: lineId,
    },
  ]);
  return done(work, row, grantId);
}

const today = (work: UnitOfWork, row: BookRow): LocalDate => localDateAt(work.now, row.zone);

async function hasVoucher(work: UnitOfWork, estateId: string, sha256: string): Promise<boolean> {
  const { rowCount } = await work.client.query(
    "select 1 from trust.voucher where estate_id = $1 and sha256 = $2",
    [estateId, sha256],
  );
  return (rowCount ?? 0) > 0;
}

interface Found {
  readonly row: BookRow;
  readonly grant: GrantWire;
  readonly recordedBy: string;
}

async function findGrant(
  work: UnitOfWork,
  estateId: string,
  grantId: string,
): Promise<Result<Found, GrantRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const [grant] = await grantsOf(work, row, grantId);
  const { rows } = await work.client.query(
    "select recorded_by from trust.grant_proposal where id = $1",
    [grantId],
  );
  if (!grant || !rows[0]) return reject({ kind: "not-found", what: "grant" });
  return accept({ row, grant, recordedBy: rows[0].recorded_by });
}

async function findStage(
  work: UnitOfWork,
  estateId: string,
  grantId: string,
  ordinal: number,
): Promise<Result<Found & { stage: StageWire }, GrantRefusal>> {
  const found = await findGrant(work, estateId, grantId);
  if (!found.ok) return found;
  const { grant } = found.value;
  if (grant.status !== "awarded") return reject({ kind: "grant-not-awarded", grantId });
  const stage = grant.stages.find((one) => one.stage === ordinal);
  if (!stage) return reject({ kind: "not-found", what: "stage" });
  return accept({ ...found.value, stage });
}

async function done(work: UnitOfWork, row: BookRow, id: string): Answer {
  const [grant] = await grantsOf(work, row, id);
  if (!grant) throw new Error("the grant just written is not visible");
  return accept({ answer: grant, facts: { grantId: id, status: grant.status } });
}
