import type { LocalDate } from "@xinyi/calendar";
import type { CurrencyCode, Rounding } from "@xinyi/money";

/** A control account such as `assets:receivable:fee`; whose part it is stands apart, in `sub`. */
export type AccountId = string;

/** A fund of the book. `ordinary`, `common`, `maintenance` and `pass-through` are fixed names. */
export type FundId = string;

export type AccountClass = "asset" | "liability" | "equity" | "income" | "expense";

/**
 * What a sub-account stands for. A `unit` or a bank `reference` points to a
 * household and is shown to nobody else; a `kind` and a `grant` are public.
 */
export type SubKind = "unit" | "kind" | "grant" | "reference";

/** Which side of zero an account may never cross, in any one fund and sub-account. */
export type Floor = "never-credit" | "never-debit";

/** Names for people, by language tag; the package itself reads none of them. */
export type Titles = Readonly<Record<string, string>>;

/**
 * One account of a chart. An id that ends in `:*` is a family: whatever else
 * begins like it is an account of it (`expenses:*` takes `expenses:repairs`).
 */
export interface Account {
  readonly id: AccountId;
  readonly code: string;
  readonly title: Titles;
  readonly sub?: SubKind;
  readonly floor?: Floor;
  /** Money itself, at a bank or in the box: what a statement of receipts and spending is about. */
  readonly isCash?: boolean;
}

export type FundKind = "ordinary" | "common" | "maintenance" | "pass-through" | "restricted";

/** A fund of a chart and the equity it closes to; the id `*` takes any other name. */
export interface Fund {
  readonly id: FundId;
  readonly kind: FundKind;
  readonly title: Titles;
  readonly equity?: AccountId;
}

/** What a claim on a household is for; only a fee belongs to a month. */
export type ChargeKind = "fee" | "cost-recovery" | "late-charge";

/** What a chart decides about fractions of the smallest unit. */
export interface Roundings {
  /** A bill line, a rate of a sum, a share: once, at the end. */
  readonly line: Rounding;
  /** What is left of a split; ties go by the order the parts are written in. */
  readonly remainder: "largest";
}

/** The accounts and funds of one book, as data. */
export interface ChartOfAccounts {
  readonly id: string;
  readonly version: string;
  readonly accounts: ReadonlyMap<AccountId, Account>;
  readonly funds: ReadonlyMap<FundId, Fund>;
  readonly rounding: Roundings;
  /** Which claims a payment settles first; within one kind the oldest. Not given: the oldest of all. */
  readonly settlement?: readonly ChargeKind[];
}

/** A chart as a pack writes it: lists instead of maps, with its source. */
export interface ChartPack {
  readonly id: string;
  readonly kind: "chart";
  readonly version: string;
  readonly currency: CurrencyCode;
  readonly from: LocalDate;
  readonly title: Titles;
  readonly source: string;
  readonly verified: boolean;
  readonly rounding: Roundings;
  readonly settlement?: readonly ChargeKind[];
  readonly funds: readonly Fund[];
  readonly accounts: readonly Account[];
}

/** The accounts that the verbs of this package post to, by the name the chart gives them. */
export const ACCOUNTS = {
  trustBank: "assets:bank:trust",
  maintenanceBank: "assets:bank:maintenance",
  pettyCash: "assets:cash:petty",
  feeReceivable: "assets:receivable:fee",
  subsidyReceivable: "assets:receivable:subsidy",
  allowance: "assets:receivable:allowance",
  advance: "liabilities:advance",
  deposit: "liabilities:deposit",
  passThrough: "liabilities:passthrough",
  remunerationPayable: "liabilities:trustee-remuneration",
  subsidyDue: "liabilities:subsidy-due",
  suspense: "liabilities:suspense",
  maintenance: "liabilities:maintenance",
  collective: "liabilities:collective",
  grant: "liabilities:grant",
  feeIncome: "income:fee",
  commonIncome: "income:common",
  costRecovery: "income:cost-recovery",
  lateCharge: "income:late-charge",
  restrictedDonation: "income:donation:restricted",
  commonCost: "expenses:common",
  lineLoss: "expenses:line-loss",
  remuneration: "expenses:remuneration",
  badDebt: "expenses:bad-debt",
  grantExpense: "expenses:grant",
} as const;

/** The four funds whose names are fixed; every other fund is a restricted one. */
export const FUNDS = {
  ordinary: "ordinary",
  common: "common",
  maintenance: "maintenance",
  passThrough: "pass-through",
} as const;

/** Indexes a pack for use; two accounts or funds of one id throw, for a schema has refused them. */
export function chartFrom(pack: ChartPack): ChartOfAccounts {
  const accounts = new Map(pack.accounts.map((account) => [account.id, account]));
  const funds = new Map(pack.funds.map((fund) => [fund.id, fund]));
  if (accounts.size !== pack.accounts.length || funds.size !== pack.funds.length) {
    throw new Error(`chart ${pack.id}: an account or a fund stands twice`);
  }
  const { id, version, rounding, settlement } = pack;
  return { id, version, accounts, funds, rounding, ...(settlement && { settlement }) };
}

/** The account of the chart under this id, or else the nearest family that takes it. */
export function accountIn(chart: ChartOfAccounts, id: AccountId): Account | undefined {
  const exact = chart.accounts.get(id);
  if (exact !== undefined || id.endsWith(":")) return exact;
  for (let end = id.lastIndexOf(":"); end > 0; end = id.lastIndexOf(":", end - 1)) {
    const family = chart.accounts.get(`${id.slice(0, end)}:*`);
    if (family !== undefined) return family;
  }
  return undefined;
}

export function fundIn(chart: ChartOfAccounts, id: FundId): Fund | undefined {
  return chart.funds.get(id) ?? (id === "" ? undefined : chart.funds.get("*"));
}

/** The class is the first word of the id, so that a chart cannot contradict its own names. */
export function classOf(id: AccountId): AccountClass {
  const [first] = id.split(":");
  switch (first) {
    case "assets":
      return "asset";
    case "liabilities":
      return "liability";
    case "equity":
      return "equity";
    case "income":
      return "income";
    case "expenses":
      return "expense";
    default:
      throw new Error(`account ${id}: no class of accounts is called ${first}`);
  }
}

/** An account and its sub-account in one word, as cases and text exports write them. */
export function joinedName(account: AccountId, sub?: string): string {
  return sub === undefined ? account : `${account}:${sub}`;
}

/**
 * Takes a joined name apart: `income:common:parking` is account `income:common`,
 * sub `parking`. The longest account with sub-accounts wins; a name that no
 * account takes stays whole and is refused when it is posted to.
 */
export function splitName(
  chart: ChartOfAccounts,
  name: string,
): { readonly account: AccountId; readonly sub?: string } {
  if (chart.accounts.has(name)) return { account: name };
  for (let end = name.lastIndexOf(":"); end > 0; end = name.lastIndexOf(":", end - 1)) {
    const account = name.slice(0, end);
    if (chart.accounts.get(account)?.sub !== undefined) {
      return { account, sub: name.slice(end + 1) };
    }
  }
  return { account: name };
}
