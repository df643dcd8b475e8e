import type { LocalDate } from "@xinyi/calendar";
import { type MoneyWire, money, toMoneyWire } from "@xinyi/money";
import { checkPlan, type PlanCheck, yearlyBilling } from "@xinyi/trust-accounting";
import { chartOf, titleOf } from "../books/chart.ts";
import { inBook } from "../books/commands.ts";
import type { BookRow } from "../books/ledger-store.ts";
import { collectionSoFar } from "../fees/charges.ts";
import { today } from "../orders/spending-book.ts";
import { squareMetres } from "../registry/store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export interface PlanCheckWire {
  readonly linesTotal: MoneyWire;
  readonly remuneration: MoneyWire;
  readonly planned: MoneyWire;
  readonly expectedBilled: MoneyWire;
  readonly collected: MoneyWire;
  readonly billed: MoneyWire;
  readonly expectedCollection: MoneyWire | null;
  readonly margin: MoneyWire | null;
  readonly standing: PlanCheck["standing"];
}

export interface BudgetDraftWire {
  readonly id: string;
  readonly year: number;
  readonly version: number;
  readonly lines: { line: string; titleZh: string; titleEn: string; amount: MoneyWire }[];
  readonly remunerationRate: string;
  readonly appraisalShare: string | null;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly closesOn: string | null;
  readonly comments: {
    id: string;
    unitNumber: string | null;
    words: string | null;
    recordedAt: string;
    answer: string | null;
    answeredAt: string | null;
  }[];
  readonly adoption: { sequence: number; resolutionId: string; adoptedAt: string } | null;
  readonly check: PlanCheckWire;
}

interface DraftRow {
  readonly id: string;
  readonly year: number;
  readonly version: number;
  readonly rate: string;
  readonly appraisalShare: string | null;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly closesOn: LocalDate | null;
  readonly sequence: number | null;
  readonly resolutionId: string | null;
  readonly adoptedAt: string | null;
  readonly lines: readonly { line: string; amount: string }[];
}

/** What will come in, as far as the past tells: the same for every draft, so asked for once. */
interface Expectation {
  readonly expectedBilled: ReturnType<typeof money>;
  readonly collection: {
    readonly collected: ReturnType<typeof money>;
    readonly billed: ReturnType<typeof money>;
  };
}

export async function draftsOf(
  work: UnitOfWork,
  row: BookRow,
  asked: { year?: number; id?: string },
): Promise<readonly BudgetDraftWire[]> {
  const { rows } = await work.client.query(
    `select d.id, d.year, d.version, d.remuneration_rate::text as rate,
       trim_scale(d.appraisal_share)::text as "appraisalShare", p.name as "draftedBy",
       d.drafted_at as "draftedAt", b.closes_on as "closesOn", a.sequence,
       m.resolution_id as "resolutionId", a.adopted_at as "adoptedAt",
       (select jsonb_agg(jsonb_build_object('line', l.line, 'amount', l.amount_minor::text)
          order by l.ordinal) from trust.budget_line l where l.draft_id = d.id) as lines
     from trust.budget_draft d join registry.person p on p.id = d.drafted_by
       left join trust.budget_publication b on b.draft_id = d.id
       left join trust.budget_adoption a on a.draft_id = d.id
       left join trust.mandate m on m.id = a.mandate_id
     where d.book_id = $1 and ($2::int is null or d.year = $2) and ($3::uuid is null or d.id = $3)
     order by d.version desc`,
    [row.id, asked.year ?? null, asked.id ?? null],
  );
  if (rows.length === 0) return [];
  const expectation = await expect(work, row);
  const comments = await commentsOf(
    work,
    rows.map((one) => one.id),
  );
  return (rows as DraftRow[]).map((one) => wire(row, one, comments.get(one.id) ?? [], expectation));
}

async function commentsOf(
  { client }: UnitOfWork,
  draftIds: readonly string[],
): Promise<ReadonlyMap<string, BudgetDraftWire["comments"]>> {
  const { rows } = await client.query(
    `select c.draft_id, c.id, u.number as "unitNumber", w.words, c.recorded_at as "recordedAt",
       v.words as answer, a.answered_at as "answeredAt"
     from trust.budget_comment c left join registry.unit u on u.id = c.unit_id
       left join trust.budget_words w on w.comment_id = c.id and w.field = 'comment'
       left join trust.budget_answer a on a.comment_id = c.id
       left join trust.budget_words v on v.comment_id = c.id and v.field = 'answer'
     where c.draft_id = any($1) order by c.recorded_at, c.id`,
    [draftIds],
  );
  const found = new Map<string, BudgetDraftWire["comments"]>();
  for (const { draft_id, ...comment } of rows) {
    found.set(draft_id, [...(found.get(draft_id) ?? []), comment]);
  }
  return found;
}

/** A year's fees at the rates in force, and of all fees billed so far what has been paid. */
async function expect(work: UnitOfWork, row: BookRow): Promise<Expectation> {
  const units = await work.client.query(
    `select u.area_cm2, (select t.rate::text from registry.unit_tariff t
        where t.unit_id = u.id and t.from_on <= $2
        order by t.from_on desc, t.recorded_at desc limit 1) as rate
      from registry.unit u where u.estate_id = $1`,
    [row.estateId, today(work, row)],
  );
  const { billed, collected } = await collectionSoFar(work, row);
  const billable = units.rows.filter((unit) => unit.rate !== null);
  return {
    expectedBilled: yearlyBilling(
      billable.map((unit) => ({ area: squareMetres(unit.area_cm2), rate: unit.rate })),
      row.currency,
      chartOf(row.chartId).rounding.line,
    ),
    collection: { collected, billed },
  };
}

function wire(
  row: BookRow,
  draft: DraftRow,
  comments: BudgetDraftWire["comments"],
  expectation: Expectation,
): BudgetDraftWire {
  const chart = chartOf(row.chartId);
  const lines = draft.lines.map(({ line, amount }) => ({
    line,
    ...titlesOf(row, line),
    amount: inBook(row, BigInt(amount)),
  }));
  const check = checkPlan({
    ...expectation,
    lines: new Map(
      draft.lines.map(({ line, amount }) => [line, money(BigInt(amount), row.currency)]),
    ),
    remunerationRate: draft.rate,
    rounding: chart.rounding.line,
  });
  const { sequence, resolutionId, adoptedAt } = draft;
  return {
    id: draft.id,
    year: draft.year,
    version: draft.version,
    lines,
    remunerationRate: draft.rate,
    appraisalShare: draft.appraisalShare,
    draftedBy: draft.draftedBy,
    draftedAt: draft.draftedAt,
    closesOn: draft.closesOn,
    comments,
    adoption:
      sequence !== null && resolutionId !== null && adoptedAt !== null
        ? { sequence, resolutionId, adoptedAt }
        : null,
    check: checkWire(check),
  };
}

export function titlesOf(row: BookRow, line: string): { titleZh: string; titleEn: string } {
  const title = titleOf(chartOf(row.chartId), `expenses:${line}`);
  return { titleZh: title.zh, titleEn: title.en };
}

function checkWire(check: PlanCheck): PlanCheckWire {
  const { collection, expectedCollection, margin } = check;
  return {
    linesTotal: toMoneyWire(check.linesTotal),
    remuneration: toMoneyWire(check.remuneration),
    planned: toMoneyWire(check.planned),
    expectedBilled: toMoneyWire(check.expectedBilled),
    collected: toMoneyWire(collection.collected),
    billed: toMoneyWire(collection.billed),
    expectedCollection: expectedCollection === undefined ? null : toMoneyWire(expectedCollection),
    margin: margin === undefined ? null : toMoneyWire(margin),
    standing: check.standing,
  };
}
