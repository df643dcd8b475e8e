import { describe, expect, test } from "vitest";
import type { Case } from "./case.ts";
import { judge } from "./judge.ts";
import { shippedPacks } from "./packs.ts";
import type { Answer, Kind, Known } from "./suites.ts";

const fields: Kind["fields"] = { status: "as-it-stands", flags: "set", refused: "as-it-stands" };

function known(answer: () => Answer): Known {
  return { suites: { demo: { verdict: { fields, answer } } }, packs: shippedPacks };
}

const answered = (given: Record<string, unknown>) =>
  known(() => ({ kind: "answered", fields: given }));

function example(expect: Record<string, unknown>): Case {
  const rest = { pack: "cn", on: "2026-01-01", source: "this test", given: {} };
  return { suite: "demo", id: "D1", kind: "verdict", ...rest, expect };
}

describe("a case holds", () => {
  test("when the asserted fields agree, whatever else is answered", () => {
    expect(judge(example({ status: "passed" }), answered({ status: "passed", flags: [] }))).toEqual(
      [],
    );
  });

  test("when a set agrees in another order", () => {
    const given = answered({ flags: ["b", "a"] });
    expect(judge(example({ flags: ["a", "b"] }), given)).toEqual([]);
  });
});

describe("a case fails", () => {
  test("with one line per field: id, field, expected, actual", () => {
    expect(judge(example({ status: "passed" }), answered({ status: "failed" }))).toEqual([
      'D1: status: expected "passed", actual "failed"',
    ]);
  });

  test("when it asserts a field its kind does not have", () => {
    expect(judge(example({ mood: "good" }), answered({ mood: "good" }))).toHaveLength(1);
  });

  test("when its kind is not known", () => {
    const strange = { ...example({}), kind: "horoscope" };
    expect(judge(strange, answered({}))).toHaveLength(1);
  });

  test("when the package refuses and the case does not say so", () => {
    const lines = judge(example({ status: "passed" }), answered({ refused: "overdrawn" }));
    expect(lines).toEqual(['D1: refused: expected nothing, actual "overdrawn"']);
  });

  test("when the case says refused and the package does not refuse", () => {
    const lines = judge(example({ refused: "overdrawn" }), answered({ status: "passed" }));
    expect(lines).toEqual(['D1: refused: expected "overdrawn", actual nothing']);
  });

  test("when the package does not know what is asked", () => {
    const lines = judge(
      example({ status: "passed" }),
      known(() => ({ kind: "unknown", what: 'pack "zz"' })),
    );
    expect(lines[0]).toContain("zz");
  });

  test("when the package throws", () => {
    const lines = judge(
      example({ status: "passed" }),
      known(() => {
        throw new TypeError("broken");
      }),
    );
    expect(lines[0]).toContain("TypeError: broken");
  });
});
