import { expect, test } from "vitest";
import { ACCOUNTS } from "./account.ts";
import { type Book, bookFrom } from "./book.ts";
import { applyStep, emptyBook, type PlayedBook } from "./cases.ts";
import { chart } from "./fixtures/played.ts";
import { year } from "./fixtures/year.ts";
import type { BalanceRow } from "./ledger.ts";
import type { StepVerb, StepWire } from "./step.ts";

/**
 * What each verb may read of the balances, as its comment says; the same list
 * tells a store what to load. Every row that is not named is taken away, and the
 * verb must decide as it does with the whole book.
 */
type Rows = (step: StepWire, book: Book) => readonly (readonly [account: string, sub?: string])[];

const unitRows = (unit: string) =>
  [
    [ACCOUNTS.feeReceivable, unit],
    [ACCOUNTS.advance, unit],
  ] as const;
const bank = [ACCOUNTS.trustBank] as const;

const reads: { [Verb in StepVerb]: Rows } = {
  open: () => [bank],
  bill: (step) => unitRows((step as { unit: string }).unit),
  receive: (step) => unitRows((step as { unit: string }).unit),
  "receive-income": () => [],
  "refund-advance": (step) => [bank, ...unitRows((step as { unit: string }).unit)],
  "credit-note": (step) => unitRows((step as { unit: string }).unit),
  "late-charge": () => [],
  allocate: (step) =>
    Object.keys((step as { weights: Record<string, string> }).weights).flatMap(unitRows),
  allow: (step) => unitRows((step as { unit: string }).unit),
  "write-off": (step) => {
    const { unit } = step as { unit: string };
    return [...unitRows(unit), [ACCOUNTS.allowance, unit]];
  },
  "grant-subsidy": () => [],
  "receive-subsidy": () => [[ACCOUNTS.subsidyReceivable]],
  "pay-subsidy": (step) => [
    bank,
    [ACCOUNTS.subsidyReceivable],
    [ACCOUNTS.subsidyDue],
    ...unitRows((step as { unit: string }).unit),
  ],
  "common-income": () => [],
  "common-cost": () => [bank],
  appropriate: () => [bank],
  rent: () => [],
  "remit-collective": () => [bank, [ACCOUNTS.collective]],
  collect: () => [],
  remit: (step) => [bank, [ACCOUNTS.passThrough, (step as { kind: string }).kind]],
  "take-deposit": () => [],
  "deduct-deposit": (step) => [bank, [ACCOUNTS.deposit, (step as { unit: string }).unit]],
  "return-deposit": (step) => [bank, [ACCOUNTS.deposit, (step as { unit: string }).unit]],
  "maintenance-deposit": () => [],
  "maintenance-spend": (step) => [
    [ACCOUNTS.maintenanceBank],
    ...Object.keys((step as { areas: Record<string, string> }).areas).map(
      (unit) => [ACCOUNTS.maintenance, unit] as const,
    ),
  ],
  "maintenance-interest": () => [[ACCOUNTS.maintenance]],
  "receive-unknown": () => [],
  match: (step) => {
    const { ref, unit } = step as { ref: string; unit: string };
    return [bank, [ACCOUNTS.suspense, ref], ...unitRows(unit)];
  },
  spend: () => [bank],
  "petty-float": () => [bank],
  "petty-spend": () => [[ACCOUNTS.pettyCash]],
  "petty-top-up": () => [bank, [ACCOUNTS.pettyCash]],
  "adopt-budget": () => [],
  "accrue-remuneration": () => [],
  appraise: () => [[ACCOUNTS.remunerationPayable]],
  "pay-remuneration": () => [bank, [ACCOUNTS.remunerationPayable]],
  propose: () => [],
  "amend-order": () => [],
  approve: () => [],
  execute: () => [bank],
  donate: () => [],
  award: () => [bank, [ACCOUNTS.grant]],
  "pay-stage": (step) => [bank, [ACCOUNTS.grant, (step as { grant: string }).grant]],
  reverse: (step, book) =>
    book.entries
      .filter((entry) => reversedBy(step, book).has(entry.act))
      .flatMap((entry) => entry.postings.map((line) => [line.account, line.sub ?? ""] as const)),
  bounce: (step, book) =>
    book.entries
      .filter((entry) => reversedBy(step, book).has(entry.act))
      .flatMap((entry) => entry.postings)
      .flatMap((line) => [
        [line.account, line.sub ?? ""] as const,
        ...(line.account === ACCOUNTS.advance ? unitRows(line.sub ?? "") : []),
      ]),
  "seal-month": () => [],
  "close-year": () => [],
};

/** The act to reverse, and the subsidies of its units, which may end with it. */
function reversedBy(step: StepWire, book: Book): ReadonlySet<string> {
  const act = String((step as { step: number }).step);
  return new Set([act, ...book.subsidies.map((grant) => grant.act)]);
}

/** The parts beside balances that a verb reads; every other verb gets none of them. */
const partsRead: { readonly [Verb in StepVerb]?: readonly (keyof Book)[] } = {
  "grant-subsidy": ["entries", "subsidies"],
  "petty-float": ["imprests"],
  "petty-top-up": ["imprests"],
  "adopt-budget": ["budgets"],
  "accrue-remuneration": ["budgets", "remunerations"],
  appraise: ["remunerations"],
  "pay-remuneration": ["remunerations"],
  propose: ["budgets", "orders"],
  "amend-order": ["budgets", "orders"],
  approve: ["orders"],
  execute: ["orders"],
  reverse: ["entries", "subsidies", "orders", "remunerations", "imprests"],
  bounce: ["entries", "subsidies", "orders", "remunerations", "imprests"],
  // The fact itself carries the results, which the player of cases takes from the entries.
  "close-year": ["entries"],
};

test("a verb reads only the parts it names", () => {
  let played = emptyBook(chart, "CNY");
  const seen = new Set<StepVerb>();
  for (const step of year) {
    const whole = applyStep(played, step);
    const part = applyStep({ ...played, book: onlyRead(played.book, step) }, step);
    expect([step, decision(part, played)]).toEqual([step, decision(whole, played)]);
    if (whole.kind === "done") played = whole.played;
    seen.add(step.op);
  }
  expect([...seen].sort()).toEqual(Object.keys(reads).sort());
});

function onlyRead(book: Book, step: StepWire): Book {
  const wanted = reads[step.op](step, book);
  const isRead = (row: BalanceRow): boolean =>
    wanted.some(
      ([account, sub]) => row.account === account && (sub === undefined || (row.sub ?? "") === sub),
    );
  const parts = new Set(partsRead[step.op] ?? []);
  const kept = <Part extends keyof Book>(part: Part): Book[Part] | undefined =>
    parts.has(part) ? book[part] : undefined;
  return bookFrom({
    chart: book.chart,
    currency: book.currency,
    balances: [...book.balances.values()].filter(isRead),
    entries: kept("entries") ?? [],
    references: book.references,
    sealedMonths: book.sealedMonths,
    budgets: [...(kept("budgets")?.values() ?? [])],
    orders: [...(kept("orders")?.values() ?? [])],
    remunerations: [...(kept("remunerations")?.values() ?? [])],
    subsidies: kept("subsidies") ?? [],
    imprests: kept("imprests") ?? [],
  });
}

/** What was decided: the entries posted, or the refusal. */
function decision(outcome: ReturnType<typeof applyStep>, before: PlayedBook): unknown {
  if (outcome.kind !== "done") return outcome;
  const act = String(before.steps + 1);
  return outcome.played.book.entries.filter((entry) => entry.act === act);
}
