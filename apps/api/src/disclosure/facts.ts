import { addDays, firstDayOf, isYearMonth } from "@xinyi/calendar";
import { inBook } from "../books/commands.ts";
import { entriesOf, headNamed, headOf } from "../books/journal.ts";
import { findBook } from "../books/ledger-store.ts";
import { findEstate } from "../registry/store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { findNotice } from "./notices.ts";

/** More entries than a month of any estate holds; a reader must not be given half a month. */
const wholeMonth = 1_000_000;

/** Everything a notice is computed from, read in one snapshot. */
export async function disclosureFacts(
  work: UnitOfWork,
  estateId: string,
  asked: { month: string; noticeId?: string | undefined },
) {
  const book = await findBook(work, estateId);
  const estate = await findEstate(work, estateId);
  if (!book || !estate || !isYearMonth(asked.month)) return undefined;
  const notice =
    asked.noticeId === undefined ? undefined : await findNotice(work, estateId, asked.noticeId);
  // A notice is made of what stood when it was asked for, however late its files are made.
  const head = notice ? await headNamed(work, book, notice.headHash) : await headOf(work, book);
  const dayBefore = addDays(firstDayOf(asked.month), -1);
  const opening = await work.client.query(
    `select p.account, p.fund, p.sub, sum(p.amount_minor)::bigint as amount
       from trust.posting p join trust.entry e on e.id = p.entry_id
      where p.book_id = $1 and e.occurred_on <= $2 and e.sequence <= $3
      group by p.account, p.fund, p.sub having sum(p.amount_minor) <> 0
      order by p.account, p.fund, p.sub`,
    [book.id, dayBefore, head.sequence],
  );
  return {
    estate,
    month: asked.month,
    notice: notice
      ? {
          id: notice.id,
          code: notice.code,
          version: notice.version,
          publishedFrom: notice.publishedFrom,
          publishedTo: notice.publishedTo,
          publicUrl: notice.pageUrl,
          isLocalUrl: isLocal(notice.pageUrl),
          previousVersionCode: await previousCode(work, estateId, asked.month, notice.version),
        }
      : null,
    chart: { id: book.chartId, version: await chartVersion(work, book.id) },
    openingBalances: opening.rows.map((row) => ({
      account: row.account as string,
      fund: row.fund as string,
      sub: row.sub as string | null,
      amount: inBook(book, row.amount),
    })),
    entries: [
      ...(await entriesOf(work, book, {
        month: asked.month,
        after: 0,
        upTo: head.sequence,
        limit: wholeMonth,
      })),
    ],
    headSequence: head.sequence,
    headHash: head.hash,
  };
}

async function chartVersion({ client }: UnitOfWork, bookId: string): Promise<string> {
  const { rows } = await client.query("select chart_version from trust.book where id = $1", [
    bookId,
  ]);
  return rows[0].chart_version;
}

async function previousCode(
  { client }: UnitOfWork,
  estateId: string,
  month: string,
  version: number,
): Promise<string | null> {
  const { rows } = await client.query(
    "select code from trust.notice where estate_id = $1 and month = $2 and version = $3",
    [estateId, month, version - 1],
  );
  return rows[0]?.code ?? null;
}

/** Whether an address only means something on this very machine. */
function isLocal(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}
