import { addDays, inForceOn, isLocalDate, type LocalDate, localDateAt } from "@xinyi/calendar";
import rules from "@xinyi/jurisdictions/packs/cn-community-trust/disclosure.json" with {
  type: "json",
};
import { accept, type Result, reject } from "@xinyi/result";
import { headOf } from "../books/journal.ts";
import { lockBook } from "../books/ledger-store.ts";
import type { BookRefusal } from "../books/refusals.ts";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";

export type NoticeState = "requested" | "published" | "failed" | "replaced";

export interface NoticeWire {
  readonly id: string;
  readonly month: string;
  readonly version: number;
  readonly code: string;
  readonly state: NoticeState;
  readonly detail: Record<string, unknown>;
  readonly requestedAt: string;
  readonly publishedFrom: string;
  readonly publishedTo: string;
  readonly headHash: string;
  readonly pageUrl: string;
  readonly pdfUrl: string;
}

export type NoticeRefusal =
  | BookRefusal
  | { readonly kind: "month-not-over"; readonly month: string; readonly today: string }
  | { readonly kind: "nothing-to-disclose"; readonly month: string };

const noticeColumns = `
  select n.id, n.month, n.version, n.code, s.state, s.detail, n.requested_at as "requestedAt",
    n.published_from as "publishedFrom", n.published_to as "publishedTo",
    n.head_hash as "headHash"
  from trust.notice n join lateral (select state, detail from trust.notice_state s
    where s.notice_id = n.id order by ordinal desc limit 1) s on true`;

export async function noticesOf(
  work: UnitOfWork,
  estateId: string,
): Promise<readonly NoticeWire[]> {
  const { rows } = await work.client.query(
    `${noticeColumns} where n.estate_id = $1 order by n.month desc, n.version desc`,
    [estateId],
  );
  return rows.map((row) => withUrls(work, row));
}

export async function findNotice(
  work: UnitOfWork,
  estateId: string,
  noticeId: string,
): Promise<NoticeWire | undefined> {
  const { rows } = await work.client.query(
    `${noticeColumns} where n.estate_id = $1 and n.id = $2`,
    [estateId, noticeId],
  );
  return rows[0] && withUrls(work, rows[0]);
}

function withUrls(work: UnitOfWork, row: Omit<NoticeWire, "pageUrl" | "pdfUrl">): NoticeWire {
  const page = `${work.ports.publicUrl()}/n/${row.code}`;
  return { ...row, pageUrl: page, pdfUrl: `${page}.pdf` };
}

/**
 * Asks for the notice of a month: a new version, numbered after the last, that names the head of
 * the book it is made from. The files are made after the transaction, by reporting.
 */
export async function requestNotice(
  work: UnitOfWork,
  estateId: string,
  month: string,
): Promise<Result<Done<NoticeWire>, NoticeRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const today = localDateAt(work.now, row.zone);
  if (month >= today.slice(0, 7)) return reject({ kind: "month-not-over", month, today });
  const posted = await work.client.query(
    "select 1 from trust.entry where book_id = $1 and to_char(occurred_on, 'YYYY-MM') <= $2 limit 1",
    [row.id, month],
  );
  if (!posted.rowCount) return reject({ kind: "nothing-to-disclose", month });
  const head = await headOf(work, row);
  const last = await work.client.query(
    "select max(version) as version from trust.notice where estate_id = $1 and month = $2",
    [estateId, month],
  );
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.notice", [
    {
      district_id: work.districtId,
      id,
      estate_id: estateId,
      month,
      version: (last.rows[0].version ?? 0) + 1,
      code: noticeCode(work.ports.random(8)),
      head_hash: head.hash,
      requested_by: work.personId,
      requested_at: work.now,
      published_from: today,
      published_to: addDays(today, publicationDays(today) - 1),
    },
  ]);
  await addNoticeState(work, id, "requested", {});
  await insertRows(work.client, "operations.outbox", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      topic: "publish-notice",
      payload: { estateId, noticeId: id, month, personId: work.personId },
      created_at: work.now,
      done_at: null,
      attempts: 0,
    },
  ]);
  const notice = await findNotice(work, estateId, id);
  if (!notice) throw new Error("the notice just asked for is not visible");
  return accept({ answer: notice, facts: { noticeId: id, month, version: notice.version } });
}

export async function addNoticeState(
  work: Pick<UnitOfWork, "client" | "districtId" | "now">,
  noticeId: string,
  state: NoticeState,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await work.client.query(
    `insert into trust.notice_state (district_id, notice_id, ordinal, state, at, detail)
     select $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5 from trust.notice_state
      where notice_id = $2`,
    [work.districtId, noticeId, state, work.now, JSON.stringify(detail)],
  );
}

/** Twelve digits that a person can type from the paper. */
function noticeCode(random: Uint8Array): string {
  const number = random.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  return (number % 1_000_000_000_000n).toString().padStart(12, "0");
}

/** How many days a notice hangs, by the rule in force on the day it goes up. */
function publicationDays(on: LocalDate): number {
  const dated = rules.publicationDays.flatMap((rule) =>
    isLocalDate(rule.from) ? [{ ...rule, from: rule.from }] : [],
  );
  const rule = inForceOn(dated, on);
  if (!rule) throw new Error(`no publication period is in force on ${on}`);
  return rule.value;
}
