import { money } from "@xinyi/money";
import { describe, expect, test } from "vitest";
import {
  checkPlan,
  closeConsultation,
  lineWithout,
  usedPercent,
  yearlyBilling,
} from "./budget-plan.ts";
import { play } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const cny = (minor: bigint) => money(minor, "CNY");
const facts = {
  lines: new Map([
    ["repairs", cny(6_000_000n)],
    ["cleaning", cny(2_000_000n)],
  ]),
  remunerationRate: "0.10",
  expectedBilled: cny(10_000_000n),
  collection: { collected: cny(900_000n), billed: cny(1_000_000n) },
  rounding: "half-up",
} as const;

test("a plan is held against billed × what part of past bills came in", () => {
  const check = checkPlan(facts);
  // 80,000.00 + 10 % = 88,000.00; expected 100,000.00 × 9 ÷ 10 = 90,000.00
  expect(check).toMatchObject({
    linesTotal: cny(8_000_000n),
    remuneration: cny(800_000n),
    planned: cny(8_800_000n),
    expectedCollection: cny(9_000_000n),
    margin: cny(200_000n),
    standing: "within",
  });
});

test("a plan for exactly what is expected is within, one fen more is beyond", () => {
  const lines = new Map([["repairs", cny(9_000_000n)]]);
  const exact = checkPlan({ ...facts, lines, remunerationRate: "0" });
  expect(exact.standing).toBe("within");
  const over = checkPlan({
    ...facts,
    lines: new Map([["repairs", cny(9_000_001n)]]),
    remunerationRate: "0",
  });
  expect(over).toMatchObject({ standing: "beyond", margin: cny(-1n) });
});

test("the expected collection is cut, and without past bills there is none", () => {
  const third = checkPlan({ ...facts, collection: { collected: cny(1n), billed: cny(3n) } });
  expect(third.expectedCollection).toEqual(cny(3_333_333n));
  const none = checkPlan({ ...facts, collection: { collected: cny(0n), billed: cny(0n) } });
  expect(none.standing).toBe("no-collection-yet");
  expect(none.expectedCollection).toBeUndefined();
});

test("a year is twelve months, each rounded once a unit as its bill is", () => {
  // 89.47 × 1.50 = 134.205 → 134.21; × 12 = 1,610.52
  const units = [{ area: "89.47", rate: "1.50" }];
  expect(yearlyBilling(units, "CNY", "half-up")).toEqual(cny(161_052n));
});

test("a draft is adopted only after it lay open and every comment has its answer", () => {
  expect(closeConsultation({ unanswered: 0 }, "2026-04-10")).toMatchObject({
    rejection: { kind: "budget-not-published" },
  });
  expect(closeConsultation({ closesOn: "2026-04-11", unanswered: 0 }, "2026-04-10")).toMatchObject({
    rejection: { kind: "consultation-open" },
  });
  expect(closeConsultation({ closesOn: "2026-04-10", unanswered: 2 }, "2026-04-10")).toMatchObject({
    rejection: { kind: "comments-unanswered", count: 2 },
  });
  expect(closeConsultation({ closesOn: "2026-04-10", unanswered: 0 }, "2026-04-10").ok).toBe(true);
});

describe("how far a line is used", () => {
  const standing = (adopted: bigint, spent: bigint, committed: bigint) => ({
    line: "repairs",
    adopted: cny(adopted),
    spent: cny(spent),
    committed: cny(committed),
    available: cny(adopted - spent - committed),
  });

  test("is told in whole per cent, cut, and not where nothing was adopted", () => {
    expect(usedPercent(standing(300n, 150n, 50n))).toBe(66);
    expect(usedPercent(standing(300n, 300n, 1n))).toBe(100);
    expect(usedPercent(standing(100n, 0n, 0n))).toBe(0);
    expect(usedPercent(standing(0n, 0n, 5n))).toBeUndefined();
  });

  test("leaves out the order that is looked at", () => {
    const { book } = play([
      {
        op: "adopt-budget",
        on: "2026-01-02",
        year: 2026,
        lines: { repairs: "500.00" },
        remunerationRate: "0",
        mandate: "R-1",
      },
      ...(["P1", "P2"] as const).map(
        (order): StepWire => ({
          op: "propose",
          on: "2026-02-10",
          order,
          line: "repairs",
          amount: order === "P1" ? "70.00" : "100.00",
          payee: "roofer",
          by: "w",
        }),
      ),
    ]);
    expect(lineWithout(book, 2026, "repairs", "P1")).toEqual(cny(10_000n));
    expect(lineWithout(book, 2026, "repairs", "P3")).toEqual(cny(17_000n));
  });
});
