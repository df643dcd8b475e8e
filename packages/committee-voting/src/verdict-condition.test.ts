import { describe, expect, test } from "vitest";
import { type Condition, judge } from "./condition.ts";
import { rulesOf, talliesOf } from "./fixtures/sample.ts";
import type { Sourced } from "./rules.ts";
import { dress } from "./verdict-condition.ts";

const { scales } = rulesOf();
const tallies = talliesOf({ total: [90, 900], for: [30, 300], against: [31, 100] });
const value: Sourced<number> = {
  value: 0,
  from: "2020-01-01",
  source: "Sample Act s. 1",
  verified: false,
  pack: "sample",
};
const dressed = (condition: Condition, groups = {}) =>
  dress("adopt", judge(condition, { tallies, groups }, scales), value, scales);
const about = { part: "adopt", source: "Sample Act s. 1", verified: false, pack: "sample" };

describe("a condition of a verdict", () => {
  test("is not told where the rule has no such part", () => {
    const bar: Condition = { op: "count", axis: "heads", tally: "for", min: 1 };
    expect(dress("consents", judge(bar, { tallies }, scales), undefined, scales)).toEqual([]);
  });

  test("lacks what is missing to its bar", () => {
    const share = [1, 2] as const;
    const bar: Condition = { op: "atLeast", axis: "area", tally: "for", base: "total", share };
    expect(dressed(bar)).toEqual([
      {
        ...about,
        op: "atLeast",
        axis: "area",
        tally: "for",
        base: "total",
        share,
        required: "450.00",
        reached: "300.00",
        baseAmount: "900.00",
        shortfall: "150.00",
        met: false,
        onBoundary: false,
      },
    ]);
  });

  test("is over its cap by what is too much", () => {
    const share = [1, 3] as const;
    const cap: Condition = { op: "atMost", axis: "heads", tally: "against", base: "total", share };
    expect(dressed(cap)).toEqual([
      {
        ...about,
        op: "atMost",
        axis: "heads",
        tally: "against",
        base: "total",
        share,
        required: "30",
        reached: "31",
        baseAmount: "90",
        shortfall: "1",
        met: false,
        onBoundary: false,
      },
    ]);
    const wide: Condition = { ...cap, axis: "area", share: [1, 9] };
    expect(dressed(wide)[0]).toMatchObject({ shortfall: "0.00", met: true, onBoundary: true });
  });

  test("names the other tally it is measured against, and no share", () => {
    const more: Condition = { op: "outnumbers", axis: "heads", tally: "for", other: "against" };
    const [told] = dressed(more);
    expect(told).toMatchObject({ op: "outnumbers", base: "against", reached: "30", met: false });
    expect(told).not.toHaveProperty("share");
    expect(told).not.toHaveProperty("group");
  });

  test("is told for every building by its name", () => {
    const share = [1, 2] as const;
    const each: Condition = {
      op: "eachGroup",
      by: "building",
      condition: { op: "moreThan", axis: "heads", tally: "for", base: "total", share },
    };
    const building = {
      b1: talliesOf({ total: [10, 100], for: [5, 50] }),
      b2: talliesOf({ total: [10, 100], for: [6, 60] }),
    };
    expect(
      dressed(each, { building }).map(({ group, met, shortfall }) => [group, met, shortfall]),
    ).toEqual([
      ["b1", false, "1"],
      ["b2", true, "0"],
    ]);
  });

  test("that nobody counted names no figure, and is neither met nor missed", () => {
    const unknown: Condition = { op: "count", axis: "heads", tally: "objecting", min: 1 };
    const [told] = dressed(unknown);
    expect(told).not.toHaveProperty("reached");
    expect(told).not.toHaveProperty("shortfall");
    expect(told).not.toHaveProperty("met");
    expect(told).not.toHaveProperty("onBoundary");
  });

  test("of a consent counts the persons of its class", () => {
    const consent: Condition = { op: "consent", of: "neighbours" };
    const answer = judge(
      consent,
      { tallies, consents: { neighbours: { of: 3, given: 2 } } },
      scales,
    );
    expect(dress("consents", answer, value, scales)).toMatchObject([
      { op: "consent", tally: "for", required: "3", reached: "2", shortfall: "1", met: false },
    ]);
  });
});
