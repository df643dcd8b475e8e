import type { z } from "@hono/zod-openapi";
import { money, toMoneyWire } from "@xinyi/money";
import { type BookRow, findBook } from "../books/ledger-store.ts";
import { titlesOf } from "../budget/store.ts";
import type { ChainLink } from "../meetings/result-contract.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { pageOf, placeIn } from "../wire/paging.ts";

export type ChainWire = z.infer<typeof ChainLink>;

const paymentsAPage = 100;

/** From a resolution to what was done under it: the budget it adopted, and each payment from it. */
export async function walkFromResolution(
  work: UnitOfWork,
  estateId: string,
  mandateId: string,
  cursor: string | undefined,
): Promise<ChainWire | undefined> {
  const resolution = await resolutionOf(work, estateId, mandateId);
  const book = await findBook(work, estateId);
  if (resolution === undefined || resolution === null) return undefined;
  const budget =
    book === undefined ? null : await budgetOf(work, book, "b.mandate_id = $2", mandateId);
  const policies = await work.client.query(
    `select id as "policyId", from_on as "from" from trust.access_policy where mandate_id = $1`,
    [mandateId],
  );
  const ratified = /^ratification:(.+)$/.exec(resolution.subject)?.[1];
  const page =
    book === undefined
      ? { items: [], next: null }
      : await paymentsOf(work, book, budget?.draftId ?? null, ratified ?? null, cursor);
  return {
    resolution,
    budget,
    policy: policies.rows[0] ?? null,
    payments: page.items,
    nextCursor: page.next,
  };
}

/** From a payment back: the budget that was in force when it was proposed, and its resolution. */
export async function walkFromPayment(
  work: UnitOfWork,
  estateId: string,
  orderId: string,
): Promise<ChainWire | undefined> {
  const book = await findBook(work, estateId);
  if (book === undefined) return undefined;
  const { rows } = await work.client.query(`${paymentColumns} and o.id = $2`, [book.id, orderId]);
  const [payment] = rows;
  if (!payment) return undefined;
  const budget = await budgetOf(work, book, "b.draft_id = $2", payment.draftId);
  const resolution =
    payment.mandateId === null ? null : await resolutionOf(work, estateId, payment.mandateId);
  return {
    resolution: resolution ?? null,
    budget,
    policy: null,
    payments: [paymentWire(book, payment)],
    nextCursor: null,
  };
}

/** The register of resolutions, newest first. */
export async function resolutionsOf(
  work: UnitOfWork,
  estateId: string,
  cursor: string | undefined,
) {
  const [at, id] = placeIn(cursor) ?? [];
  const { rows } = await work.client.query(
    `select m.id as "mandateId", m.resolution_id as "resolutionId", m.resolved_on as "resolvedOn",
       m.subject, c.mandate_id is not null as "isConfirmed", m.recorded_at as "recordedAt",
       exists (select from trust.budget_adoption b where b.mandate_id = m.id)
         or exists (select from trust.access_policy p where p.mandate_id = m.id)
         or exists (select from trust.order_event e where e.mandate_id = m.id) as "isUsed",
       o.meeting_id as "meetingId"
     from trust.mandate m left join trust.mandate_confirmation c on c.mandate_id = m.id
       left join trust.mandate_vote v on v.mandate_id = m.id
       left join voting.motion o on o.id = v.motion_id
      where m.estate_id = $1 and ($2::timestamptz is null or (m.recorded_at, m.id) < ($2, $3::uuid))
      order by m.recorded_at desc, m.id desc limit $4`,
    [estateId, at ?? null, id ?? null, paymentsAPage + 1],
  );
  const page = pageOf(rows, paymentsAPage, (row) => [row.recordedAt, row.mandateId]);
  return {
    resolutions: page.items.map(({ recordedAt: _, ...row }) => row),
    nextCursor: page.next,
  };
}

async function resolutionOf(
  work: Pick<UnitOfWork, "client">,
  estateId: string,
  mandateId: string,
): Promise<ChainWire["resolution"] | undefined> {
  const { rows } = await work.client.query(
    `select m.id as "mandateId", m.resolution_id as "resolutionId", m.resolved_on as "resolvedOn",
       m.subject, c.mandate_id is not null as "isConfirmed", o.meeting_id as "meetingId",
       o.id as "motionId", o.title, (select status from voting.verdict d where d.motion_id = o.id
         order by d.ordinal desc limit 1) as "verdictStatus"
     from trust.mandate m left join trust.mandate_confirmation c on c.mandate_id = m.id
       left join trust.mandate_vote v on v.mandate_id = m.id
       left join voting.motion o on o.id = v.motion_id
      where m.estate_id = $1 and m.id = $2`,
    [estateId, mandateId],
  );
  return rows[0];
}

async function budgetOf(
  work: Pick<UnitOfWork, "client">,
  book: BookRow,
  which: "b.mandate_id = $2" | "b.draft_id = $2",
  id: string | null,
): Promise<ChainWire["budget"]> {
  const { rows } = await work.client.query(
    `select b.draft_id as "draftId", b.year, d.version, b.sequence, b.adopted_at as "adoptedAt",
       (select sum(l.amount_minor)::bigint from trust.budget_line l where l.draft_id = b.draft_id) as total
     from trust.budget_adoption b join trust.budget_draft d on d.id = b.draft_id
      where b.book_id = $1 and ${which}`,
    [book.id, id],
  );
  const [row] = rows;
  return row ? { ...row, total: toMoneyWire(money(row.total ?? 0n, book.currency)) } : null;
}

/** Payments that were made, each with the budget in force for its year when it was proposed. */
const paymentColumns = `
  select * from (select o.id as "orderId", o.year, o.line, o.amount_minor as amount, o.status,
      o.ended_on as "paidOn", o.proposed_at as "proposedAt", a.draft_id as "draftId",
      a.mandate_id as "mandateId", o.id
    from trust.order_now o left join lateral (select b.draft_id, b.mandate_id
        from trust.budget_adoption b
        where b.book_id = o.book_id and b.year = o.year and b.adopted_at <= o.proposed_at
        order by b.sequence desc limit 1) a on true
    where o.book_id = $1 and o.status in ('executed', 'returned')) o where true`;

async function paymentsOf(
  work: Pick<UnitOfWork, "client">,
  book: BookRow,
  draftId: string | null,
  orderId: string | null,
  cursor: string | undefined,
) {
  const [at, id] = placeIn(cursor) ?? [];
  const { rows } = await work.client.query(
    `${paymentColumns} and (o."draftId" = $2 or o.id::text = $3)
       and ($4::timestamptz is null or (o."proposedAt", o.id) > ($4, $5::uuid))
      order by o."proposedAt", o.id limit $6`,
    [book.id, draftId, orderId, at ?? null, id ?? null, paymentsAPage + 1],
  );
  const page = pageOf(rows, paymentsAPage, (row) => [row.proposedAt, row.orderId]);
  return { items: page.items.map((row) => paymentWire(book, row)), next: page.next };
}

interface PaymentRow {
  readonly orderId: string;
  readonly year: number;
  readonly line: string;
  readonly amount: bigint;
  readonly status: string;
  readonly paidOn: string | null;
}

/** Whom it went to is not told here: that stands with those who may read orders. */
function paymentWire(book: BookRow, row: PaymentRow): ChainWire["payments"][number] {
  const { orderId, year, line, status, paidOn } = row;
  const amount = toMoneyWire(money(row.amount, book.currency));
  return { orderId, year, line, ...titlesOf(book, line), amount, status, paidOn };
}
