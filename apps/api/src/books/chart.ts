import { chartFor } from "@xinyi/jurisdictions";
import { ACCOUNTS, accountIn, type ChartOfAccounts, chartFrom } from "@xinyi/trust-accounting";

/** What a book may be kept by: an estate's trust, a street's charity fund, a pool of grants. */
export const bookCharts = ["cn-community-trust", "cn-street-charity", "cn-grant-pool"] as const;
export type BookChart = (typeof bookCharts)[number];
export const defaultChart: BookChart = "cn-community-trust";

const charts = new Map<string, ChartOfAccounts>();

/** The chart a book is kept by. A book names its chart, so an unknown one is a defect. */
export function chartOf(id: string): ChartOfAccounts {
  const known = charts.get(id);
  if (known) return known;
  const pack = chartFor(id);
  if (!pack.ok) throw new Error(`the chart ${id} cannot be used: ${pack.rejection.kind}`);
  const chart = chartFrom(pack.value);
  charts.set(id, chart);
  return chart;
}

/** An account's titles for people; a family's own where the account is one of it. */
export function titleOf(chart: ChartOfAccounts, account: string): { zh: string; en: string } {
  const titles = accountIn(chart, account)?.title;
  return { zh: titles?.zh ?? account, en: titles?.en ?? account };
}

/** The heads a payment can be recorded under: the expenses that no verb of its own posts to. */
export function spendingHeads(
  chart: ChartOfAccounts,
): readonly { head: string; titleZh: string; titleEn: string }[] {
  const own: ReadonlySet<string> = new Set(Object.values(ACCOUNTS));
  return [...chart.accounts.values()]
    .filter(({ id, sub }) => id.startsWith("expenses:") && sub === undefined)
    .filter(({ id }) => !own.has(id) && !id.endsWith(":*"))
    .map(({ id, title }) => ({
      head: id.slice("expenses:".length),
      titleZh: title.zh ?? id,
      titleEn: title.en ?? id,
    }));
}
