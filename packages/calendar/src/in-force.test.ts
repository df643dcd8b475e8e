import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type InForce, inForceOn, type LocalDate } from "./index.ts";

function value(from: LocalDate, name: string, to?: LocalDate): InForce<string> {
  const dated = { from, value: name, source: "an example", verified: true };
  return to === undefined ? dated : { ...dated, to };
}

const values = [
  value("2021-01-01", "Civil Code"),
  value("2007-10-01", "Property Law", "2020-12-31"),
];

test("the value in force is the latest that has begun, in whatever order they are listed", () => {
  expect(inForceOn(values, "2007-09-30")).toBeUndefined();
  expect(inForceOn(values, "2007-10-01")?.value).toBe("Property Law");
  expect(inForceOn(values, "2020-12-31")?.value).toBe("Property Law");
  expect(inForceOn(values, "2021-01-01")?.value).toBe("Civil Code");
});

test("a repeal does not revive what came before", () => {
  const repealed = [value("2010-01-01", "old"), value("2020-01-01", "trial", "2020-12-31")];
  expect(inForceOn(repealed, "2020-12-31")?.value).toBe("trial");
  expect(inForceOn(repealed, "2021-01-01")).toBeUndefined();
});

test("of two that begin together the later listed counts", () => {
  const corrected = [value("2020-01-01", "as printed"), value("2020-01-01", "as corrected")];
  expect(inForceOn(corrected, "2020-01-01")?.value).toBe("as corrected");
});

describe("laws", () => {
  const days = fc.nat(50).map((count): LocalDate => addDays("2026-01-01", count));
  const lists = fc.array(days.map((from) => value(from, from)));

  test("it picks the latest beginning on or before the day", () => {
    fc.assert(
      fc.property(lists, days, (list, day) => {
        const begun = list.map(({ from }) => from).filter((from) => from <= day);
        expect(inForceOn(list, day)?.from).toBe(begun.sort().at(-1));
      }),
    );
  });
});
