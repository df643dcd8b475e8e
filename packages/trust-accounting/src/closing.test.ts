import { expect, test } from "vitest";
import { type ClosingFacts, closingChecklist, maySeal } from "./closing.ts";
import { yuan } from "./fixtures/played.ts";

const clean: ClosingFacts = {
  month: "2026-01",
  today: "2026-02-01",
  previous: "none",
  unexplainedLines: 0,
  suspense: { lines: 0, amount: yuan("0.00") },
  bank: { book: yuan("100.00"), statement: yuan("100.00") },
  unitsUnbilled: 0,
  ordersWaiting: 0,
  ratificationsOverdue: 0,
  remuneration: "accrued",
  appraisal: "none",
};
const blocking = (change: Partial<ClosingFacts>) => {
  const may = maySeal(closingChecklist({ ...clean, ...change }));
  return may.ok ? [] : may.rejection.items;
};

test("a month with nothing open may be sealed, from the day after its last", () => {
  expect(blocking({})).toEqual([]);
  expect(blocking({ today: "2026-01-31" })).toEqual(["month-over"]);
});

test("what blocks is named", () => {
  expect(blocking({ previous: "open", unexplainedLines: 2 })).toEqual([
    "previous-sealed",
    "lines-explained",
  ]);
  expect(blocking({ yearClosed: false })).toEqual(["year-closed"]);
  expect(blocking({ yearClosed: true })).toEqual([]);
});

test("the book agrees with the bank to the fen, and a bank nobody has heard does not agree", () => {
  const bank = { book: yuan("100.01"), statement: yuan("100.00") };
  expect(blocking({ bank })).toEqual(["bank-agrees"]);
  expect(closingChecklist({ ...clean, bank })).toContainEqual({
    kind: "bank-agrees",
    standing: "blocking",
    amount: yuan("0.01"),
  });
  expect(blocking({ bank: { book: yuan("100.00") } })).toEqual(["bank-agrees"]);
});

test("what is only noted is sealed with the month", () => {
  const facts: ClosingFacts = {
    ...clean,
    suspense: { lines: 1, amount: yuan("5.00") },
    remuneration: "no-budget",
    ordersWaiting: 3,
  };
  expect(maySeal(closingChecklist(facts)).ok).toBe(true);
  expect(
    closingChecklist(facts)
      .filter(({ standing }) => standing === "noted")
      .map(({ kind }) => kind),
  ).toEqual(["remuneration-accrued", "suspense-empty", "orders-settled"]);
});
