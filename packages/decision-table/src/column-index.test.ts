import fc from "fast-check";
import { expect, test } from "vitest";
import { groupOf, groupOfValue, indexColumn } from "./column-index.ts";
import { feelReader } from "./feel-reader.ts";
import { columnOf } from "./partition.ts";
import { valueOfFact } from "./value.ts";

/** A column of numbers with a bar at each of these. */
function barsAt(texts: readonly string[]) {
  const reader = feelReader([]);
  const cells = texts.flatMap((text) => {
    const parsed = reader.cell(`<= ${text}`);
    return parsed.ok ? [parsed.tree.tree] : [];
  });
  const input = {
    name: "n",
    path: undefined,
    type: "number",
    values: undefined,
    tree: undefined,
  } as const;
  return indexColumn(
    columnOf(
      input,
      cells,
      cells.map(() => false),
    ),
  );
}

const digits = fc.stringMatching(/^-?\d{1,9}(\.\d{0,9})?$/);
const long = fc.stringMatching(/^-?\d{1,3}\.\d{14,24}$/);
const double = fc.double({ noNaN: true, noDefaultInfinity: true });

test("law: numbers and decimal texts find the class that exact comparison finds", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(digits, long), { minLength: 1, maxLength: 8 }),
      fc.array(fc.oneof(digits, long, double), { maxLength: 20 }),
      (bars, drawn) => {
        const index = barsAt(bars);
        // The bars themselves, and the doubles nearest to them, are where it matters.
        const facts = [...drawn, ...bars, ...bars.map(Number), ...bars.map((bar) => `${bar}0`)];
        for (const fact of facts) {
          expect(groupOf(fact, index)).toBe(groupOfValue(valueOfFact(fact, "number"), index));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("two bars between the same two doubles are still two bars", () => {
  const index = barsAt(["0.1", "0.10000000000000000001", "0.10000000000000000002"]);
  const groups = [
    "0.1",
    "0.100000000000000000005",
    "0.10000000000000000001",
    "0.100000000000000000015",
    "0.10000000000000000002",
    "0.2",
  ].map((fact) => groupOf(fact, index));
  expect(new Set(groups.slice(1)).size).toBe(3);
  expect(groupOf(0.1, index)).toBe(groups[0]);
  expect(groups[1]).toBe(groups[2]);
  expect(groups[3]).toBe(groups[4]);
});

test.each([".5", "5.", "-.5", "1e3", "+5", " 5", "5 ", "-", ".", "1.2.3", "", "५"])(
  "%j is read as exact reading reads it",
  (text) => {
    const index = barsAt(["0.5", "5", "1000"]);
    expect(groupOf(text, index)).toBe(groupOfValue(valueOfFact(text, "number"), index));
  },
);
