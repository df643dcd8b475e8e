import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountIn, classOf } from "./account.ts";
import { type Book, controlStanding, standing } from "./book.ts";
import { lineStanding } from "./budget.ts";
import { applyStep, emptyBook, type PlayedBook } from "./cases.ts";
import { chargesOf, periodOf } from "./charge.ts";
import { chart } from "./fixtures/played.ts";
import { year } from "./fixtures/year.ts";
import { type Balances, balancesOf, trialBalance } from "./ledger.ts";
import { payableRemuneration } from "./remuneration.ts";
import { disclosureStatement } from "./statement.ts";
import type { StepWire } from "./step.ts";

// Few units, references and small sums, so that steps meet: a payment finds its
// bill, a reference its earlier use, a refund the floor.
const unit = fc.constantFrom("A", "B", "C");
const on = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 28 }))
  .map(([m, d]) => `2026-0${m}-${String(d).padStart(2, "0")}` as const);
const amount = fc.integer({ min: 0, max: 30_000 }).map((fen) => (fen / 100).toFixed(2));
const ref = fc.constantFrom("r1", "r2", "r3", "r4", "r5", "r6");
const rate = fc.constantFrom("0", "0.1", "0.333", "0.6", "1");
const weights = fc
  .tuple(amount, amount, amount)
  .map(([a, b, c]) => ({ A: a.replace(/^0+(?=\d)/, ""), B: b, C: c }));
const mandate = fc.constantFrom("R-1", "R-2", "");
const month = fc.integer({ min: 1, max: 6 }).map((m) => `2026-0${m}` as const);
const order = fc.constantFrom("P1", "P2", "P3");
const person = fc.constantFrom("m", "z", "w");
const voucher = fc.constant("v");

const step: fc.Arbitrary<StepWire> = fc.oneof(
  ...[
    { op: "open", on, fund: fc.constantFrom("ordinary", "common", "charity"), amount },
    { op: "bill", on, unit, amount },
    { op: "bill", on, unit, area: amount, rate: fc.constant("1.35"), months: fc.constant(1) },
    { op: "receive", on, unit, amount, ref },
    { op: "receive", on, unit, amount, ref },
    { op: "refund-advance", on, unit, amount },
    { op: "credit-note", on, unit, amount, reason: fc.constant("x") },
    { op: "allocate", on, amount, weights },
    { op: "allow", on, unit, rate },
    { op: "write-off", on, unit, amount, mandate },
    { op: "grant-subsidy", on, unit, period: month, rate },
    { op: "receive-subsidy", on, amount, ref },
    { op: "pay-subsidy", on, unit, to: fc.constantFrom("cash", "credit") },
    { op: "common-income", on, kind: fc.constant("advert"), amount },
    { op: "common-cost", on, kind: fc.constant("advert"), amount },
    { op: "appropriate", on, fund: fc.constant("maintenance"), amount, weights, mandate },
    { op: "rent", on, amount, collectiveShare: rate },
    { op: "remit-collective", on, amount },
    { op: "collect", on, kind: fc.constant("water"), amount },
    { op: "remit", on, kind: fc.constant("water"), amount },
    { op: "take-deposit", on, unit, amount },
    { op: "deduct-deposit", on, unit, head: fc.constant("repairs"), amount, voucher },
    { op: "return-deposit", on, unit, amount },
    { op: "maintenance-deposit", on, areas: weights, perSquareMetre: fc.constant("1.37") },
    { op: "maintenance-spend", on, amount, areas: weights, mandate, voucher },
    { op: "maintenance-interest", on, amount },
    { op: "receive-unknown", on, amount, ref },
    { op: "match", on, ref, unit },
    { op: "spend", on, head: fc.constant("repairs"), amount, voucher },
    { op: "petty-float", on, amount },
    { op: "petty-spend", on, head: fc.constant("office"), amount, voucher },
    { op: "petty-top-up", on },
    { op: "accrue-remuneration", on, month },
    {
      op: "appraise",
      on,
      month,
      score: fc.constantFrom("0", "88", "100"),
      outOf: fc.constant(100),
    },
    { op: "pay-remuneration", on, amount },
    { op: "propose", on, order, line: fc.constant("repairs"), amount, payee: person, by: person },
    { op: "amend-order", on, order, amount, by: person },
    { op: "approve", on, order, by: person, role: fc.constantFrom("trustee", "committee") },
    { op: "approve", on, order, by: person, role: fc.constantFrom("trustee", "committee") },
    { op: "execute", on, order, paid: amount, ref, voucher },
    { op: "donate", on, fund: fc.constant("charity"), amount },
    { op: "award", on, grant: fc.constant("G1"), fund: fc.constant("charity"), amount },
    { op: "pay-stage", on, grant: fc.constant("G1"), amount },
    { op: "reverse", on, step: fc.integer({ min: 1, max: 40 }), reason: fc.constant("x") },
    { op: "bounce", on, step: fc.integer({ min: 1, max: 40 }), reason: fc.constant("x") },
    { op: "seal-month", on, month: fc.constant("2026-01") },
    { op: "close-year", on },
  ].map((shape) => {
    const { op, ...fields } = shape;
    return fc.record({ op: fc.constant(op), ...fields }) as unknown as fc.Arbitrary<StepWire>;
  }),
);
const steps = fc.array(step, { minLength: 1, maxLength: 40 });

const budget: StepWire = {
  op: "adopt-budget",
  on: "2026-01-01",
  year: 2026,
  lines: { repairs: "400.00", cleaning: "900.00" },
  remunerationRate: "0.1",
  appraisalShare: "0.3",
  mandate: "R-1",
};
const start: readonly StepWire[] = [
  budget,
  { op: "open", on: "2026-01-01", fund: "ordinary", amount: "300.00" },
];

/** Every state a book goes through, with the step that led there; refused steps lead nowhere. */
function states(list: readonly StepWire[]): readonly { step: StepWire; played: PlayedBook }[] {
  const all: { step: StepWire; played: PlayedBook }[] = [];
  let played = emptyBook(chart, "CNY");
  for (const one of [...start, ...list]) {
    const outcome = applyStep(played, one);
    if (outcome.kind === "unknown") throw new Error(outcome.what);
    if (outcome.kind === "done") played = outcome.played;
    all.push({ step: one, played });
  }
  return all;
}

function last(list: readonly StepWire[]): PlayedBook {
  return states(list).at(-1)?.played ?? emptyBook(chart, "CNY");
}

function nonZero(balances: Balances): unknown {
  return trialBalance(balances, "CNY").rows;
}

function holds(predicate: (list: readonly StepWire[]) => void): void {
  fc.assert(fc.property(steps, predicate), { numRuns: 150, examples: [[[...year]]] });
}

describe("laws of every book", () => {
  test("each entry balances in each fund, and the whole book at every step", () => {
    holds((list) => {
      for (const { played } of states(list)) {
        const { debits, credits } = trialBalance(played.book.balances, "CNY");
        expect(debits.minor + credits.minor).toBe(0n);
      }
      for (const entry of last(list).book.entries) {
        for (const fund of new Set(entry.postings.map((line) => line.fund))) {
          const lines = entry.postings.filter((line) => line.fund === fund);
          expect(lines.reduce((sum, line) => sum + line.amount.minor, 0n)).toBe(0n);
        }
        expect(entry.postings.every((line) => line.amount.minor !== 0n)).toBe(true);
      }
    });
  });

  test("no account ever crosses its floor", () => {
    holds((list) => {
      for (const { played } of states(list)) {
        for (const { account, amount: stands } of played.book.balances.values()) {
          const floor = accountIn(chart, account)?.floor;
          if (floor === "never-credit") expect(stands.minor).toBeGreaterThanOrEqual(0n);
          if (floor === "never-debit") expect(stands.minor).toBeLessThanOrEqual(0n);
        }
      }
    });
  });

  test("the balances are the fold of the entries, and entries are only ever appended", () => {
    holds((list) => {
      let before: Book["entries"] = [];
      for (const { played } of states(list)) {
        const { entries, balances } = played.book;
        expect(entries.slice(0, before.length)).toEqual(before);
        expect(nonZero(balancesOf(entries))).toEqual(nonZero(balances));
        before = entries;
      }
    });
  });

  test("the same fact sent again under its reference posts nothing and succeeds", () => {
    holds((list) => {
      let played = emptyBook(chart, "CNY");
      for (const one of [...start, ...list]) {
        const outcome = applyStep(played, one);
        if (outcome.kind !== "done") continue;
        played = outcome.played;
        if (!("ref" in one) || one.op === "match") continue;
        const again = applyStep(played, one);
        expect(again.kind).toBe("done");
        if (again.kind === "done") expect(again.played.book).toEqual(played.book);
        const other = { ...one, on: "2026-06-30" as const };
        const changed = applyStep(played, other);
        if (one.on !== other.on) {
          expect(changed).toMatchObject({ rejection: { kind: "reference-reused" } });
        }
      }
    });
  });

  test("an act and its reversal leave nothing, and neither is reversed again", () => {
    holds((list) => {
      const { book, steps: count } = last(list);
      for (let act = 1; act <= count; act += 1) {
        const played = { book, steps: count };
        const undo = { op: "reverse", on: "2026-07-01", step: act, reason: "x" } as const;
        const outcome = applyStep(played, undo);
        if (outcome.kind !== "done") continue;
        const posted = outcome.played.book.entries;
        const ids = new Set(
          posted.filter((entry) => entry.reverses !== undefined).map((entry) => entry.reverses),
        );
        const left = posted.filter((entry) => entry.reverses === undefined && !ids.has(entry.id));
        expect(nonZero(balancesOf(left))).toEqual(nonZero(outcome.played.book.balances));
        const again = applyStep(outcome.played, undo);
        expect(again).toMatchObject({ rejection: { kind: "already-reversed" } });
        const unundo = applyStep(outcome.played, { ...undo, step: count + 1 });
        expect(unundo).toMatchObject({ rejection: { kind: "is-a-reversal" } });
      }
    });
  });

  test("nothing is dated in a sealed month", () => {
    holds((list) => {
      const sealed = applyStep(last(list), {
        op: "seal-month",
        on: "2026-07-01",
        month: "2026-02",
      });
      if (sealed.kind !== "done") throw new Error("not sealed");
      for (const one of list) {
        if (!one.on.startsWith("2026-02")) continue;
        const outcome = applyStep(sealed.played, one);
        const before = sealed.played.book.entries.length;
        if (outcome.kind === "done") expect(outcome.played.book.entries).toHaveLength(before);
        else expect(["period-sealed", "reference-reused"]).toContain(kindOf(outcome));
      }
    });
  });
});

describe("laws of households and their fees", () => {
  test("what the charges say is open, is what the receivable says", () => {
    holds((list) => {
      const { book } = last(list);
      for (const one of ["A", "B", "C"]) {
        const charges = chargesOf(book.entries, one, "CNY");
        const open = charges.reduce((sum, charge) => sum + charge.open.minor, 0n);
        const receivable = standing(book, "assets:receivable:fee", "ordinary", one).minor;
        expect(open).toBe(receivable > 0n ? receivable : 0n);
      }
    });
  });

  test("a charge is paid, credited, written off or open, and nothing else", () => {
    holds((list) => {
      const { book } = last(list);
      for (const one of ["A", "B", "C"]) {
        for (const charge of chargesOf(book.entries, one, "CNY")) {
          const { billed, paid, credited, writtenOff, open } = charge;
          expect(paid.minor + credited.minor + writtenOff.minor + open.minor).toBe(billed.minor);
        }
      }
    });
  });

  test("a subsidy stands only for a period that is paid, and never above what was paid", () => {
    holds((list) => {
      const { book } = last(list);
      for (const grant of book.subsidies.filter((one) => one.endedBy === undefined)) {
        const charges = chargesOf(book.entries, grant.unit, "CNY");
        const paid = charges
          .filter((charge) => charge.period === grant.period)
          .reduce((sum, charge) => sum + charge.paid.minor, 0n);
        expect(grant.amount.minor).toBeLessThanOrEqual(paid);
      }
      const income = controlStanding(book, "income:fee", "pass-through");
      expect(income.minor).toBe(0n);
    });
  });

  test("the order of payments of different units decides nothing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ unit, amount }), { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (payments, keys) => {
          const bills = ["A", "B", "C"].map(
            (one) => ({ op: "bill", on: "2026-01-01", unit: one, amount: "150.00" }) as const,
          );
          const receipts = payments.map(
            (payment, at) =>
              ({ op: "receive", on: "2026-01-09", ref: `n${at}`, ...payment }) as const,
          );
          const shuffled = receipts
            .map((receipt) => ({ receipt, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ receipt }) => receipt);
          const one = last([...bills, ...receipts]).book.balances;
          const other = last([...bills, ...shuffled]).book.balances;
          expect(nonZero(one)).toEqual(nonZero(other));
        },
      ),
    );
  });
});

describe("laws of the budget", () => {
  test("spent, committed and available are what was adopted, and nothing is overspent", () => {
    holds((list) => {
      for (const { played } of states(list)) {
        const line = lineStanding(played.book, 2026, "repairs");
        expect(line.spent.minor + line.committed.minor + line.available.minor).toBe(
          line.adopted.minor,
        );
        expect(line.available.minor).toBeGreaterThanOrEqual(0n);
      }
    });
  });

  test("an executed order was opened by two different people in the two roles", () => {
    holds((list) => {
      for (const { state } of last(list).book.orders.values()) {
        if (state.status !== "executed") continue;
        const by = (role: string) =>
          state.approvals.filter((one) => one.role === role).map((one) => one.by);
        expect(by("trustee").some((one) => by("committee").includes(one))).toBe(false);
        expect(by("trustee").length * by("committee").length).toBeGreaterThan(0);
      }
    });
  });
});

describe("laws of statements and closing", () => {
  test("opening and movements are the closing balance, whatever the month", () => {
    holds((list) => {
      const { entries } = last(list).book;
      for (const [from, to] of [
        ["2026-01-01", "2026-02-28"],
        ["2026-02-01", "2026-02-28"],
        ["2026-03-15", "2026-06-30"],
      ] as const) {
        const before = entries.filter((entry) => entry.occurredOn < from);
        const statement = disclosureStatement({
          period: { from, to },
          chart,
          currency: "CNY",
          openingBalances: balancesOf(before),
          entries,
        });
        const closing = [...balancesOf(entries, { occurredOn: to }).values()]
          .filter((row) => accountIn(chart, row.account)?.isCash)
          .reduce((sum, row) => sum + row.amount.minor, 0n);
        expect(statement.total.closing.minor).toBe(closing);
        const { receipts, spending, reversals, total } = statement;
        const sum = (lines: readonly { amount: { minor: bigint } }[]) =>
          lines.reduce((all, line) => all + line.amount.minor, 0n);
        expect(sum(receipts)).toBe(total.received.minor);
        expect(sum(spending)).toBe(total.paid.minor);
        expect(sum(reversals)).toBe(total.reversed.minor);
        expect(total.moved.minor).toBe(0n);
      }
    });
  });

  test("closing a year leaves no income and no expense, and moves no money", () => {
    holds((list) => {
      const { book, steps: count } = last(list);
      const outcome = applyStep({ book, steps: count }, { op: "close-year", on: "2026-12-31" });
      if (outcome.kind !== "done") throw new Error("not closed");
      for (const row of outcome.played.book.balances.values()) {
        const kind = classOf(row.account);
        if (kind === "income" || kind === "expense") expect(row.amount.minor).toBe(0n);
        if (kind === "asset" || kind === "liability") {
          expect(row.amount).toEqual(standing(book, row.account, row.fund, row.sub));
        }
      }
    });
  });

  test("the trustee is never owed more than the adopted rate of the adopted lines", () => {
    holds((list) => {
      const { book } = last(list.filter(({ op }) => op !== "close-year" && op !== "adopt-budget"));
      // A tenth of 1,300.00 for the year is 10.83 a month.
      const bar = BigInt(book.remunerations.size) * 1083n;
      expect(controlStanding(book, "expenses:remuneration").minor).toBeLessThanOrEqual(bar);
      const due = -controlStanding(book, "liabilities:trustee-remuneration").minor;
      expect(payableRemuneration(book).minor).toBeLessThanOrEqual(due);
    });
  });

  test("a period with nothing billed is not paid", () => {
    expect(periodOf([], "2026-01", "CNY").isPaid).toBe(false);
  });
});

function kindOf(outcome: { readonly kind: string }): string {
  return "rejection" in outcome ? (outcome.rejection as { kind: string }).kind : outcome.kind;
}
