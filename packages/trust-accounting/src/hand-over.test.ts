import { expect, test } from "vitest";
import { bookFrom } from "./book.ts";
import { applyStep, emptyBook } from "./cases.ts";
import { chart, play } from "./fixtures/played.ts";
import { year } from "./fixtures/year.ts";
import { handOver } from "./hand-over.ts";
import { postAll, trialBalance } from "./ledger.ts";

const fact = { on: "2027-01-01", act: "h", reason: "新受托人接管" } as const;

function yearEnd() {
  let played = emptyBook(chart, "CNY");
  for (const step of year) {
    const outcome = applyStep(played, step);
    if (outcome.kind === "done") played = outcome.played;
  }
  return played.book;
}

test("the old book is left with nothing, and the new one stands as the old one stood", () => {
  const old = { ...yearEnd(), orders: new Map() };
  const handed = handOver(old, fact);
  if (!handed.ok) throw new Error(handed.rejection.kind);
  const { closing, opening } = handed.value;
  expect(trialBalance(closing.book.balances, "CNY").rows).toEqual([]);
  const next = postAll(opening, chart, bookFrom({ chart, currency: "CNY" }).balances);
  if (!next.ok) throw new Error(next.rejection.kind);
  expect(trialBalance(next.value, "CNY")).toEqual(trialBalance(old.balances, "CNY"));
});

test("a payment still waiting for its keys is not handed on", () => {
  expect(handOver(yearEnd(), fact)).toEqual({
    ok: false,
    rejection: { kind: "orders-open", orders: ["P2"] },
  });
});

test("a month that is sealed takes no hand-over", () => {
  const { book } = play([{ op: "seal-month", on: "2027-02-01", month: "2027-01" }]);
  expect(handOver(book, fact)).toMatchObject({ rejection: { kind: "period-sealed" } });
});
