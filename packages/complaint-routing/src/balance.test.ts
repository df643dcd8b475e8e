import fc from "fast-check";
import { expect, test } from "vitest";
import { type Candidate, chooseUnit } from "./balance.ts";

const of = (unit: string, openLoad: number, capacity = 10, isOnDuty = true): Candidate => ({
  unit,
  openLoad,
  capacity,
  isOnDuty,
});
const choose = (candidates: readonly Candidate[], firstHandler?: string) =>
  chooseUnit(candidates, {
    matterId: "m1",
    excludes: ["out"],
    ...(firstHandler === undefined ? {} : { firstHandler }),
  });

test("the least load for its capacity takes the matter", () => {
  expect(choose([of("a", 5), of("b", 8, 20), of("c", 1, 1)])).toEqual({
    ok: true,
    value: { unit: "b", because: "least-load" },
  });
});

test("who is off duty or may not see it does not", () => {
  const candidates = [of("a", 9), of("b", 0, 10, false), of("out", 0), of("none", 0, 0)];
  expect(choose(candidates)).toHaveProperty("value.unit", "a");
  expect(choose(candidates.slice(1))).toHaveProperty("rejection.kind", "nobody-eligible");
});

test("a reopened matter goes to its first handler, if there", () => {
  expect(choose([of("a", 9), of("b", 0)], "a")).toHaveProperty("value.because", "first-handler");
  expect(choose([of("a", 9, 10, false), of("b", 0)], "a")).toHaveProperty("value.unit", "b");
});

const candidates = fc.uniqueArray(
  fc.record({
    unit: fc.constantFrom("a", "b", "c", "d", "out"),
    openLoad: fc.nat(20),
    capacity: fc.nat(10),
    isOnDuty: fc.boolean(),
  }),
  { selector: ({ unit }) => unit },
);

test("law: nobody eligible has less load for its capacity, and the order of the list is nothing", () => {
  fc.assert(
    fc.property(candidates, fc.string(), (list, matterId) => {
      const facts = { matterId, excludes: ["out"] };
      const made = chooseUnit(list, facts);
      expect(chooseUnit([...list].reverse(), facts)).toEqual(made);
      const eligible = list.filter(
        (each) => each.isOnDuty && each.capacity > 0 && each.unit !== "out",
      );
      expect(made.ok).toBe(eligible.length > 0);
      const chosen = eligible.find(({ unit }) => made.ok && unit === made.value.unit);
      for (const { openLoad, capacity } of eligible) {
        expect(chosen!.openLoad * capacity).toBeLessThanOrEqual(openLoad * chosen!.capacity);
      }
    }),
  );
});

test("law: ties are spread over all", () => {
  const taken = new Set<string>();
  for (let at = 0; at < 100; at += 1) {
    const made = chooseUnit([of("a", 0), of("b", 0), of("c", 0)], {
      matterId: `${at}`,
      excludes: [],
    });
    if (made.ok) taken.add(made.value.unit);
  }
  expect(taken.size).toBe(3);
});
