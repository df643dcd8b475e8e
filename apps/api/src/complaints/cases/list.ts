import type { UnitOfWork } from "../../unit-of-work.ts";
import { type Page, pageOf, pageWithin, placeIn } from "../../wire/paging.ts";
import { unitNames } from "../rules/units.ts";
import { isOverseer, isWide, type Seat } from "./access.ts";
import { summaryOf } from "./card.ts";
import { seeConfidential } from "./confidential.ts";
import { loadCases } from "./store.ts";

export interface CaseFilter {
  readonly queue: "all" | "triage" | "mine" | "overdue" | "callback";
  readonly state?: string | undefined;
  readonly category?: string | undefined;
  readonly unit?: string | undefined;
  readonly estateId?: string | undefined;
  readonly number?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export type CaseSummary = ReturnType<typeof summaryOf>;

/** Of more open cases than this the oldest are looked at: it is they that are late. */
const overdueAtMost = 5_000;

const states: Partial<Record<CaseFilter["queue"], readonly string[]>> = {
  triage: ["received", "objected"],
  callback: ["answered", "callback"],
};

/**
 * The cases that the caller may see, newest first, or where asked the latest first. What may be
 * seen is said in the query itself; the second wall stays closed for whoever has no part in any
 * confidential case.
 */
export async function listCases(
  work: UnitOfWork,
  seat: Seat,
  filter: CaseFilter,
): Promise<Page<CaseSummary>> {
  await seeConfidential(work, isWide(seat) || seat.desks.length > 0 ? "all" : "none");
  return filter.queue === "overdue" ? overdue(work, seat, filter) : newest(work, seat, filter);
}

async function newest(work: UnitOfWork, seat: Seat, filter: CaseFilter) {
  const rows = await find(work, seat, filter, placeIn(filter.cursor), filter.limit + 1);
  const page = pageOf(rows, filter.limit, (row) => [row.received_at, row.case_id]);
  return {
    items: await summaries(
      work,
      page.items.map(({ case_id }) => case_id),
    ),
    next: page.next,
  };
}

/** Lateness is counted from the logs, so that open cases are read and then sorted. */
async function overdue(work: UnitOfWork, seat: Seat, filter: CaseFilter) {
  const rows = await find(work, seat, filter, undefined, overdueAtMost);
  const all = await summaries(
    work,
    rows.map(({ case_id }) => case_id),
  );
  const late = all
    .filter(({ overdueDays }) => overdueDays > 0)
    .sort((a, b) => b.overdueDays - a.overdueDays || (a.id < b.id ? -1 : 1));
  return pageWithin(late, filter, ({ id }) => [id]);
}

interface Found {
  readonly case_id: string;
  readonly received_at: string;
}

async function find(
  work: UnitOfWork,
  seat: Seat,
  filter: CaseFilter,
  before: readonly (string | number)[] | undefined,
  limit: number,
): Promise<readonly Found[]> {
  const { queue, state, category, unit, estateId, number } = filter;
  const units = seat.desks.map((desk) => desk.unit);
  const estates = seat.desks.map((desk) => desk.estateId);
  const order = queue === "overdue" ? "asc" : "desc";
  const { rows } = await work.client.query(
    `select i.case_id, i.received_at from complaints.case_index i
      where (
          $1 or ($2 and not i.is_confidential)
          or exists (select from unnest($3::text[], $4::uuid[]) d (unit, estate)
            where (d.estate is null or d.estate = i.estate_id)
              and (d.unit = i.lead or d.unit = i.supervisor or d.unit = any(i.co) or d.unit = any(i.called)))
        )
        and not exists (select from unnest($3::text[], $4::uuid[]) d (unit, estate)
          where (d.estate is null or d.estate = i.estate_id) and d.unit = any(i.excludes))
        and (not $5 or (i.is_open and exists (
          select from unnest($3::text[], $4::uuid[]) d (unit, estate)
            where (d.estate is null or d.estate = i.estate_id)
              and (d.unit = i.lead or d.unit = any(i.co) or d.unit = any(i.called)))))
        and (not $6 or i.is_open)
        and ($7::text[] is null or i.state = any($7))
        and ($8::text is null or i.state = $8)
        and ($9::text is null or i.category = $9)
        and ($10::text is null or i.lead = $10)
        and ($11::uuid is null or i.estate_id = $11)
        and ($12::bigint is null or i.case_id = (select m.id from complaints.matter m where m.number = $12))
        and ($13::timestamptz is null or (i.received_at, i.case_id) < ($13, $14::uuid))
      order by i.received_at ${order}, i.case_id ${order} limit $15`,
    [
      isWide(seat),
      isOverseer(seat),
      units,
      estates,
      queue === "mine",
      queue === "overdue",
      states[queue] ?? null,
      state ?? null,
      category ?? null,
      unit ?? null,
      estateId ?? null,
      numberIn(number),
      before?.[0] ?? null,
      before?.[1] ?? null,
      limit,
    ],
  );
  return rows;
}

/** A number as somebody types it; what is none finds nothing. */
function numberIn(text: string | undefined): string | null {
  if (text === undefined || text === "") return null;
  return /^\d{1,15}$/.test(text) ? text : "0";
}

async function summaries(work: UnitOfWork, ids: readonly string[]): Promise<CaseSummary[]> {
  const records = await loadCases(work, ids);
  const [first] = records;
  if (!first) return [];
  const names = await unitNames(work, first.version.routing.pack);
  return records.map((record) => summaryOf(record, names, work.now));
}
