import { hashOf } from "@xinyi/merkle-log";
import { describe, expect, test } from "vitest";
import stepJson from "../schemas/books-step.json" with { type: "json" };
import chartJson from "../schemas/chart-pack.json" with { type: "json" };
import entryJson from "../schemas/sealed-entry.json" with { type: "json" };
import { applyStep, emptyBook } from "./cases.ts";
import pack from "./fixtures/chart.json" with { type: "json" };
import { chart, yuan } from "./fixtures/played.ts";
import {
  decodeChartPack,
  decodeSealedEntry,
  decodeStep,
  jsonSchemas,
  toSealedEntryWire,
} from "./schema.ts";
import { sealEntry } from "./sealed-entry.ts";

test("the schemas that ship are the ones that decide; if not: node scripts/write-schemas.mjs", () => {
  expect(jsonSchemas()).toEqual({
    "books-step": stepJson,
    "chart-pack": chartJson,
    "sealed-entry": entryJson,
  });
});

describe("a step", () => {
  const spend = { op: "spend", on: "2026-01-01", head: "repairs", amount: "1.00", voucher: "v" };

  test.each<[string, unknown, RegExp]>([
    ["an unknown verb", { op: "steal", on: "2026-01-01" }, /op/],
    ["an unknown field", { ...spend, approvedBy: "me" }, /approvedBy/],
    ["a missing field", { ...spend, head: undefined }, /head/],
    ["a day that is none", { ...spend, on: "2026-02-30" }, /on: not a day/],
    ["an amount with an exponent", { ...spend, amount: "1e3" }, /amount/],
    ["an amount that is a number", { ...spend, amount: 1 }, /amount/],
    [
      "both a sum and a product",
      bill({ amount: "1.00", area: "1", rate: "1", months: 1 }),
      /either/,
    ],
    ["half a product", bill({ area: "1", rate: "1" }), /either/],
    ["a negative weight", allocate({ A: "-1" }), /weights/],
    ["a weight with an exponent", allocate({ A: 1e-7 }), /exponent|weights/],
    ["no step at all", null, /./],
  ])("with %s is not in the vocabulary", (_, step, problem) => {
    const decoded = decodeStep(step);
    expect(decoded.ok ? [] : decoded.problems).toEqual(
      expect.arrayContaining([expect.stringMatching(problem)]),
    );
  });

  test("is named in the problem by its place and verb", () => {
    const outcome = applyStep(emptyBook(chart, "CNY"), { ...spend, approvedBy: "me" });
    expect(outcome).toEqual({
      kind: "unknown",
      what: 'step 1 (spend): Unrecognized key: "approvedBy"',
    });
    for (const nothing of [null, "spend", [], {}]) {
      const outcome = applyStep(emptyBook(chart, "CNY"), nothing);
      expect(outcome).toMatchObject({ what: expect.stringMatching(/^step 1 \(\?\): /) });
    }
    const tenth = applyStep(emptyBook(chart, "CNY"), { ...spend, amount: "0.001" });
    expect(tenth).toEqual({ kind: "unknown", what: "step 1 (spend): 0.001: too-many-decimals" });
  });

  test("below zero is understood and refused", () => {
    const outcome = applyStep(emptyBook(chart, "CNY"), { ...spend, amount: "-1.00" });
    expect(outcome).toMatchObject({ rejection: { kind: "negative-amount" } });
  });
});

describe("a chart pack", () => {
  const [first] = pack.accounts;

  test.each<[string, unknown, string]>([
    ["an account twice", { accounts: [...pack.accounts, { ...first, code: "9" }] }, "stands twice"],
    [
      "a code twice",
      { accounts: [...pack.accounts, { ...first, id: "assets:x" }] },
      "stands twice",
    ],
    ["a class of no name", { accounts: [{ ...first, id: "money:bank" }] }, "accounts.0.id"],
    [
      "money that is no asset",
      { accounts: [...pack.accounts, { ...first, id: "income:x", code: "9" }] },
      "money is an asset",
    ],
    ["equity that is missing", { accounts: [first] }, "is no equity account"],
    ["a currency nobody knows", { currency: "XXX" }, "currency"],
    ["an unknown field", { formula: "1+1" }, "formula"],
  ])("with %s is refused with its place", (_, change, problem) => {
    const decoded = decodeChartPack({ ...pack, ...(change as object) });
    expect(decoded.ok ? "" : decoded.problems.join("\n")).toContain(problem);
  });
});

describe("a sealed entry on the wire", () => {
  const entry = sealEntry(
    {
      occurredOn: "2026-01-05",
      postings: [
        { account: "assets:bank:trust", fund: "ordinary", amount: yuan("1.50") },
        { account: "liabilities:advance", fund: "ordinary", sub: "A", amount: yuan("-1.50") },
      ],
    },
    {
      book: "b",
      id: "e",
      sequence: 1,
      recordedAt: "2026-01-05T09:00:00Z",
      actor: "p",
      previous: "0".repeat(64),
      salts: [1, 2, 3, 4].map((byte) => new Uint8Array(32).fill(byte)),
    },
  ).entry;
  const wire = JSON.parse(JSON.stringify(toSealedEntryWire(entry)));

  test("comes back as it was sent, and its form hashes to its hash", () => {
    expect(decodeSealedEntry(wire)).toEqual({ ok: true, value: entry });
    const { hash, ...form } = wire;
    expect(hashOf(form)).toBe(hash);
  });

  test.each<[string, object, string]>([
    ["another form", { form: "xinyi-entry-2" }, "form"],
    ["a mark that is no hash", { actor: "someone" }, "actor"],
    ["a time without offset", { recordedAt: "2026-01-05T09:00:00" }, "not an instant"],
    ["a tenth of a fen", { postings: [tenth(wire.postings[0])] }, "too-many-decimals"],
    ["a field more", { paid: true }, "paid"],
  ])("with %s is refused", (_, change, problem) => {
    const decoded = decodeSealedEntry({ ...wire, ...change });
    expect(decoded.ok ? "" : decoded.problems.join()).toContain(problem);
  });
});

function tenth(posting: object): object {
  return { ...posting, amount: { amount: "0.001", currency: "CNY" } };
}

function bill(basis: object): object {
  return { op: "bill", on: "2026-01-01", unit: "A", ...basis };
}

function allocate(weights: object): object {
  return { op: "allocate", on: "2026-01-01", amount: "1.00", weights };
}
