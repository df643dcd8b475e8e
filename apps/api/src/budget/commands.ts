import type { LocalDate } from "@xinyi/calendar";
import { fromMoneyWire, type MoneyWire, type money, toMoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import {
  adoptBudget as adopt,
  type ConsultationRejection,
  closeConsultation,
  lineStanding,
  usedPercent,
} from "@xinyi/trust-accounting";
import { chartOf, spendingHeads } from "../books/chart.ts";
import { type BookRow, lockBook } from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import { takeMandate } from "../mandates/commands.ts";
import type { MandateRefusal } from "../mandates/refusals.ts";
import { spendingBook, today } from "../orders/spending-book.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type BudgetDraftWire, draftsOf, titlesOf } from "./store.ts";

export type BudgetRefusal =
  | MandateRefusal
  | ConsultationRejection
  | { readonly kind: "line-twice"; readonly line: string }
  | { readonly kind: "closes-in-past"; readonly closesOn: string };

type Answer = Promise<Result<Done<BudgetDraftWire>, BudgetRefusal>>;

/** A new draft of a year's budget; a draft is never edited, the next one supersedes it. */
export async function draftBudget(
  work: UnitOfWork,
  estateId: string,
  fact: {
    year: number;
    lines: { line: string; amount: MoneyWire }[];
    remunerationRate: string;
    appraisalShare?: string | undefined;
  },
): Answer {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const heads = new Set(spendingHeads(chartOf(row.chartId)).map(({ head }) => head));
  const amounts = new Map<string, bigint>();
  for (const { line, amount } of fact.lines) {
    if (!heads.has(line)) return reject({ kind: "unknown-account", account: `expenses:${line}` });
    if (amounts.has(line)) return reject({ kind: "line-twice", line });
    const read = fromMoneyWire(amount);
    if (!read.ok) return read;
    if (read.value.currency !== row.currency) {
      return reject({ kind: "wrong-currency", currency: read.value.currency });
    }
    if (read.value.minor < 0n) return reject({ kind: "negative-amount", amount: read.value });
    amounts.set(line, read.value.minor);
  }
  const id = work.ports.ids.next();
  const { rows } = await work.client.query(
    "select coalesce(max(version), 0)::int + 1 as next from trust.budget_draft where book_id = $1 and year = $2",
    [row.id, fact.year],
  );
  await insertRows(work.client, "trust.budget_draft", [
    {
      district_id: work.districtId,
      id,
      book_id: row.id,
      year: fact.year,
      version: rows[0].next,
      remuneration_rate: fact.remunerationRate,
      appraisal_share: fact.appraisalShare ?? null,
      drafted_by: work.personId,
      drafted_at: work.now,
    },
  ]);
  await insertRows(
    work.client,
    "trust.budget_line",
    [...amounts].map(([line, minor], ordinal) => ({
      district_id: work.districtId,
      draft_id: id,
      line,
      ordinal,
      amount_minor: minor,
    })),
  );
  return done(work, row, id);
}

/** Lays a draft open: owners may comment before the closing day. */
export async function publishBudget(
  work: UnitOfWork,
  estateId: string,
  draftId: string,
  closesOn: string,
): Answer {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const draft = await findDraft(work, row, draftId);
  if (!draft) return reject({ kind: "not-found", what: "budget" });
  if (draft.closesOn !== null) {
    return reject({ kind: "wrong-state", state: "published", wanted: "draft" });
  }
  if (closesOn < today(work, row)) return reject({ kind: "closes-in-past", closesOn });
  await insertRows(work.client, "trust.budget_publication", [
    {
      district_id: work.districtId,
      draft_id: draftId,
      closes_on: closesOn,
      published_by: work.personId,
      published_at: work.now,
    },
  ]);
  return done(work, row, draftId);
}

export async function commentOnBudget(
  work: UnitOfWork,
  estateId: string,
  draftId: string,
  fact: { unitId?: string | undefined; words: string },
): Answer {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const draft = await findDraft(work, row, draftId);
  if (!draft) return reject({ kind: "not-found", what: "budget" });
  if (draft.closesOn === null) return reject({ kind: "budget-not-published" });
  if (draft.adoption !== null) {
    return reject({ kind: "wrong-state", state: "adopted", wanted: "published" });
  }
  if (fact.unitId !== undefined) {
    const unit = await work.client.query(
      "select 1 from registry.unit where id = $1 and estate_id = $2",
      [fact.unitId, estateId],
    );
    if (!unit.rowCount) return reject({ kind: "unit-not-found", unitId: fact.unitId });
  }
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.budget_comment", [
    {
      district_id: work.districtId,
      id,
      draft_id: draftId,
      unit_id: fact.unitId ?? null,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  await keepWords(work, id, "comment", fact.words);
  return done(work, row, draftId);
}

export async function answerComment(
  work: UnitOfWork,
  estateId: string,
  draftId: string,
  commentId: string,
  words: string,
): Answer {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const draft = await findDraft(work, row, draftId);
  const comment = draft?.comments.find(({ id }) => id === commentId);
  if (!comment) return reject({ kind: "not-found", what: "comment" });
  if (comment.answeredAt !== null) {
    return reject({ kind: "wrong-state", state: "answered", wanted: "open" });
  }
  await insertRows(work.client, "trust.budget_answer", [
    {
      district_id: work.districtId,
      comment_id: commentId,
      answered_by: work.personId,
      answered_at: work.now,
    },
  ]);
  await keepWords(work, commentId, "answer", words);
  return done(work, row, draftId);
}

/** Adopts a draft by a confirmed resolution on that year's budget; there is no other door. */
export async function adoptBudget(
  work: UnitOfWork,
  estateId: string,
  draftId: string,
  mandateId: string,
): Answer {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const draft = await findDraft(work, row, draftId);
  if (!draft) return reject({ kind: "not-found", what: "budget" });
  if (draft.adoption !== null) {
    return reject({ kind: "wrong-state", state: "adopted", wanted: "draft" });
  }
  const on = today(work, row);
  const consulted = closeConsultation(
    {
      ...(draft.closesOn !== null && { closesOn: draft.closesOn as LocalDate }),
      unanswered: draft.comments.filter(({ answeredAt }) => answeredAt === null).length,
    },
    on,
  );
  if (!consulted.ok) return consulted;
  const mandate = await takeMandate(work, row, mandateId, `budget:${draft.year}`);
  if (!mandate.ok) return mandate;
  const book = await spendingBook(work, row, draft.year);
  const adopted = adopt(book, {
    on,
    act: work.ports.ids.next(),
    year: draft.year,
    lines: new Map(draft.lines.map(({ line, amount }) => [line, read(amount)])),
    remunerationRate: draft.remunerationRate,
    mandate: mandate.value.resolutionId,
  });
  if (!adopted.ok) return adopted;
  const { rows } = await work.client.query(
    "select coalesce(max(sequence), 0)::int + 1 as next from trust.budget_adoption where book_id = $1 and year = $2",
    [row.id, draft.year],
  );
  await insertRows(work.client, "trust.budget_adoption", [
    {
      district_id: work.districtId,
      draft_id: draftId,
      book_id: row.id,
      year: draft.year,
      sequence: rows[0].next,
      mandate_id: mandateId,
      adopted_by: work.personId,
      adopted_at: work.now,
    },
  ]);
  return done(work, row, draftId);
}

export interface StandingWire {
  readonly line: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly adopted: MoneyWire;
  readonly spent: MoneyWire;
  readonly committed: MoneyWire;
  readonly available: MoneyWire;
  readonly usedPercent: number | null;
}

/** What each line of the adopted budget has left. */
export async function budgetStanding(
  work: UnitOfWork,
  row: BookRow,
  year: number,
): Promise<StandingWire[]> {
  const book = await spendingBook(work, row, year);
  return [...(book.budgets.get(year)?.lines.keys() ?? [])].map((line) => {
    const standing = lineStanding(book, year, line);
    return {
      line,
      ...titlesOf(row, line),
      adopted: toMoneyWire(standing.adopted),
      spent: toMoneyWire(standing.spent),
      committed: toMoneyWire(standing.committed),
      available: toMoneyWire(standing.available),
      usedPercent: usedPercent(standing) ?? null,
    };
  });
}

async function findDraft(work: UnitOfWork, row: BookRow, id: string) {
  const [draft] = await draftsOf(work, row, { id });
  return draft;
}

async function keepWords(work: UnitOfWork, commentId: string, field: string, words: string) {
  await insertRows(work.client, "trust.budget_words", [
    { district_id: work.districtId, comment_id: commentId, field, words },
  ]);
}

async function done(work: UnitOfWork, row: BookRow, id: string): Answer {
  const draft = await findDraft(work, row, id);
  if (!draft) throw new Error("the budget just written is not visible");
  const { year, version } = draft;
  return accept({ answer: draft, facts: { draftId: id, year, version } });
}

function read(wire: MoneyWire): ReturnType<typeof money> {
  const amount = fromMoneyWire(wire);
  if (!amount.ok) throw new Error(`an amount of the budget cannot be read: ${wire.amount}`);
  return amount.value;
}
