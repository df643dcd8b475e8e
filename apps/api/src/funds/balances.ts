import { money, toMoneyWire } from "@xinyi/money";
import { accountIn, type Floor, fundIn } from "@xinyi/trust-accounting";
import { chartOf, titleOf } from "../books/chart.ts";
import { inBook } from "../books/commands.ts";
import type { BookRow } from "../books/ledger-store.ts";
import { imprestRows } from "../books/parts.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

interface Row {
  readonly account: string;
  readonly fund: string;
  readonly sub: string | null;
  readonly amount: bigint;
}

/**
 * What stands in every fund, as of a day of the books and as of what was recorded by an instant:
 * both axes. Sub-accounts of households are counted, not shown; the floors are.
 */
export async function fundBalances(
  work: UnitOfWork,
  row: BookRow,
  asked: { occurredOn?: string | undefined; recordedAt?: string | undefined },
) {
  const { rows } = await work.client.query(
    `select p.account, p.fund, p.sub, sum(p.amount_minor)::bigint as amount
       from trust.posting p join trust.entry e on e.id = p.entry_id
      where p.book_id = $1 and ($2::date is null or e.occurred_on <= $2)
        and ($3::timestamptz is null or e.recorded_at <= $3)
      group by p.account, p.fund, p.sub having sum(p.amount_minor) <> 0
      order by p.account collate "C", p.sub collate "C" nulls first`,
    [row.id, asked.occurredOn ?? null, asked.recordedAt ?? null],
  );
  const chart = chartOf(row.chartId);
  const imprest = (await imprestRows(work, row)).at(-1);
  const named = [...chart.funds.keys()].filter((id) => id !== "*");
  const found = new Set([...named, ...(rows as Row[]).map(({ fund }) => fund)]);
  return {
    occurredOn: asked.occurredOn ?? null,
    recordedAt: asked.recordedAt ?? null,
    imprest: imprest === undefined ? null : toMoneyWire(imprest.amount),
    funds: [...found].map((id) => {
      const fund = fundIn(chart, id);
      const own = (rows as Row[]).filter((one) => one.fund === id);
      const cash = own.filter(({ account }) => accountIn(chart, account)?.isCash === true);
      return {
        fund: id,
        kind: fund?.kind ?? "restricted",
        titleZh: fund?.title.zh ?? id,
        titleEn: fund?.title.en ?? id,
        cash: inBook(row, sumOf(cash)),
        balanced: sumOf(own) === 0n,
        accounts: accountsOf(row, own),
      };
    }),
  };
}

const sumOf = (rows: readonly Row[]): bigint => rows.reduce((sum, { amount }) => sum + amount, 0n);

/** One line per account, and one per part where parts are public (a kind, a grant). */
function accountsOf(row: BookRow, rows: readonly Row[]) {
  const chart = chartOf(row.chartId);
  const lines = new Map<
    string,
    { account: string; of: string | null; subs: number; rows: Row[] }
  >();
  for (const one of rows) {
    const sub = accountIn(chart, one.account)?.sub;
    const of = sub === "kind" || sub === "grant" ? one.sub : null;
    const key = `${one.account} ${of ?? ""}`;
    const line = lines.get(key) ?? { account: one.account, of, subs: 0, rows: [] };
    lines.set(key, {
      ...line,
      subs: line.subs + (one.sub === null || of !== null ? 0 : 1),
      rows: [...line.rows, one],
    });
  }
  return [...lines.values()].map(({ account, of, subs, rows: own }) => {
    const floor: Floor | undefined = accountIn(chart, account)?.floor;
    return {
      account,
      titleZh: titleOf(chart, account).zh,
      titleEn: titleOf(chart, account).en,
      of,
      subs,
      amount: toMoneyWire(money(sumOf(own), row.currency)),
      floor: floor ?? null,
    };
  });
}
