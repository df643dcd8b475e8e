import communityTrust from "@xinyi/jurisdictions/packs/cn-community-trust/chart.json" with {
  type: "json",
};
import {
  accountIn,
  type ChartOfAccounts,
  type ChartPack,
  chartFrom,
  fundIn,
  type Titles,
} from "@xinyi/trust-accounting";

/** A word in the two languages of a sheet. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}

export interface Chart {
  readonly accounts: ChartOfAccounts;
  /** Whether somebody entitled to has confirmed the pack; if not, a sheet says so. */
  readonly isVerified: boolean;
}

/** The chart of a community trust, by which every book of an estate is kept. */
export const defaultChart = "cn-community-trust";

const packs = [communityTrust as unknown as ChartPack];

/** The chart a book is kept by. The API and this program ship with the same packs. */
export function chartOf(id: string): Chart {
  const pack = packs.find((one) => one.id === id);
  if (!pack) throw new Error(`no chart pack is called ${id}`);
  return { accounts: chartFrom(pack), isVerified: pack.verified };
}

export function accountTitle(chart: ChartOfAccounts, account: string): Title {
  return titleFrom(accountIn(chart, account)?.title, account);
}

export function fundTitle(chart: ChartOfAccounts, fund: string): Title {
  return titleFrom(fundIn(chart, fund)?.title, fund);
}

function titleFrom(titles: Titles | undefined, id: string): Title {
  return { zh: titles?.zh ?? titles?.["zh-Hans"] ?? id, en: titles?.en ?? id };
}
