import { money } from "@xinyi/money";
import { describe, expect, test } from "vitest";
import { bookFrom, controlStanding, fingerprintOf, standing } from "./book.ts";
import { bill, writeOff } from "./fee.ts";
import { chart, yuan } from "./fixtures/played.ts";
import { receive } from "./receipt.ts";

const book = bookFrom({
  chart,
  currency: "CNY",
  balances: [
    { account: "assets:receivable:fee", fund: "ordinary", sub: "A", amount: yuan("80.00") },
    { account: "assets:receivable:fee", fund: "ordinary", sub: "A", amount: yuan("20.00") },
    { account: "assets:receivable:fee", fund: "ordinary", sub: "B", amount: yuan("7.00") },
  ],
  sealedMonths: ["2026-01"],
});
const on = "2026-02-01" as const;

describe("a book made of parts", () => {
  test("adds up the rows of one key and takes the rest as empty", () => {
    expect(standing(book, "assets:receivable:fee", "ordinary", "A")).toEqual(yuan("100.00"));
    expect(standing(book, "assets:bank:trust", "ordinary")).toEqual(yuan("0.00"));
    expect(controlStanding(book, "assets:receivable:fee")).toEqual(yuan("107.00"));
    expect(controlStanding(book, "assets:receivable:fee", "common")).toEqual(yuan("0.00"));
  });

  test("is left as it was, and the answer is another book", () => {
    const paid = receive(book, { on, act: "1", unit: "A", amount: yuan("130.00"), ref: "b1" });
    if (!paid.ok) throw new Error(paid.rejection.kind);
    expect(standing(book, "assets:receivable:fee", "ordinary", "A")).toEqual(yuan("100.00"));
    expect(standing(paid.value.book, "liabilities:advance", "ordinary", "A")).toEqual(
      yuan("-30.00"),
    );
    expect(paid.value.entries).toMatchObject([{ reference: "b1", occurredOn: on }]);
    expect([...book.references]).toEqual([]);
  });
});

describe("a fact", () => {
  test("of any verb may carry a reference, and is one fact whoever sends it again", () => {
    const fact = { on, act: "1", ref: "bill:A:2026-02", unit: "A", amount: yuan("5.00") } as const;
    const once = bill(book, fact);
    if (!once.ok) throw new Error(once.rejection.kind);
    const again = bill(once.value.book, { ...fact, act: "2" });
    expect(again).toMatchObject({ ok: true, value: { repeated: true, entries: [] } });
    expect(bill(once.value.book, { ...fact, unit: "B" })).toEqual({
      ok: false,
      rejection: { kind: "reference-reused", reference: "bill:A:2026-02" },
    });
  });

  test("has a fingerprint of its verb and fields, in which the order of weights counts", () => {
    const of = (weights: readonly (readonly [string, string])[]) =>
      fingerprintOf("allocate", { on, act: "1", ...{ weights: new Map(weights) } });
    const ab = [
      ["A", "1"],
      ["B", "1"],
    ] as const;
    expect(of(ab)).toBe(of([...ab]));
    expect(of(ab)).not.toBe(of([...ab].reverse()));
    expect(fingerprintOf("a", { on, act: "1" })).not.toBe(fingerprintOf("b", { on, act: "1" }));
    expect(fingerprintOf("a", { on, act: "1" })).toMatch(/^[0-9a-f]{64}$/);
  });

  test("in another currency, or below nothing, is refused before the verb looks at it", () => {
    const euros = { on, act: "1", unit: "A", amount: money(100n, "EUR") };
    expect(bill(book, euros)).toMatchObject({ rejection: { kind: "wrong-currency" } });
    const less = { on, act: "1", unit: "A", amount: yuan("-1.00") };
    expect(bill(book, less)).toEqual({
      ok: false,
      rejection: { kind: "negative-amount", amount: yuan("-1.00") },
    });
  });
});

test("refusals come in one order: reference, sealed month, mandate, the verb's own", () => {
  const used = bookFrom({ ...partsOf(), references: [["r", "another fact's"]] });
  const fact = {
    on: "2026-01-31",
    act: "1",
    ref: "r",
    unit: "A",
    amount: yuan("999.00"),
    mandate: undefined,
  } as const;
  const kind = (from: typeof book, change: object): string => {
    const answer = writeOff(from, { ...fact, ...change });
    return answer.ok ? "accepted" : answer.rejection.kind;
  };
  expect(kind(used, {})).toBe("reference-reused");
  expect(kind(book, {})).toBe("period-sealed");
  expect(kind(book, { on })).toBe("no-mandate");
  expect(kind(book, { on, mandate: " " })).toBe("no-mandate");
  expect(kind(book, { on, mandate: "R-1" })).toBe("overdrawn");
  expect(kind(book, { on, mandate: "R-1", amount: yuan("100.00") })).toBe("accepted");
});

function partsOf() {
  return { chart, currency: "CNY", sealedMonths: ["2026-01"] } as const;
}
