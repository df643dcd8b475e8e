import { estateRulesFor } from "@xinyi/jurisdictions";
import { classifyEstate } from "@xinyi/organization-classification";
import { expect, test } from "vitest";
import {
  type ConversionStep,
  conversionDays,
  conversionSteps,
  medianOf,
  type StepDone,
  takeConversionStep,
} from "./conversion.ts";
import { lightOf } from "./light.ts";
import { placesIn } from "./map.ts";

const begun = "2026-01-01";
const all: readonly StepDone[] = conversionSteps.map(({ step }, at) => ({
  step,
  on: `2026-01-${`${at + 10}`}` as `2026-01-${number}`,
}));
const until = (step: ConversionStep) =>
  all.slice(
    0,
    all.findIndex((one) => one.step === step),
  );

test("a conversion goes step by step and no step twice", () => {
  let done: readonly StepDone[] = [];
  for (const step of all) {
    const taken = takeConversionStep(done, begun, step);
    if (!taken.ok) throw new Error(taken.rejection.kind);
    done = taken.value;
  }
  expect(done).toHaveLength(8);
  expect(takeConversionStep(done, begun, { step: "publicity", on: "2026-02-01" })).toMatchObject({
    rejection: { kind: "conversion-step-done" },
  });
});

test("no account before the vote, no hand-over without opening balances, no step before its ground", () => {
  expect(
    takeConversionStep(until("owners-vote"), begun, { step: "bank-account", on: "2026-02-01" }),
  ).toMatchObject({
    rejection: { kind: "conversion-step-needs", needs: ["owners-vote"] },
  });
  expect(
    takeConversionStep(until("opening-balances"), begun, { step: "hand-over", on: "2026-02-01" }),
  ).toMatchObject({
    rejection: { needs: ["opening-balances"] },
  });
  expect(
    takeConversionStep(until("bank-account"), begun, { step: "bank-account", on: "2026-01-12" }),
  ).toMatchObject({
    rejection: { kind: "conversion-step-too-early", after: "2026-01-13" },
  });
});

test("days are counted from the vote, by the bank, and from end to end", () => {
  const bank = { appliedOn: "2026-01-14", openedOn: "2026-01-17" } as const;
  expect(conversionDays(begun, all, bank)).toEqual({ voteToAccount: 4, bank: 3, whole: 16 });
  expect(conversionDays(begun, until("bank-account"), undefined)).toEqual({
    voteToAccount: null,
    bank: null,
    whole: null,
  });
  expect([medianOf([9, 1, 5]), medianOf([4, 2]), medianOf([])]).toEqual([5, 2, null]);
});

test("a light tells the gravest reason", () => {
  const rules = estateRulesFor("jianyang");
  if (!rules.ok) throw new Error(rules.rejection.kind);
  const light = (facts: Parameters<typeof classifyEstate>[0]) =>
    lightOf(classifyEstate(facts, "2026-03-01", rules.value), facts.currentMode ?? "none");
  expect(light({})).toEqual({ tone: "idle", because: "unknown" });
  const resettled = { housing: "resettlement", deliveredAfterRule: true } as const;
  expect(light({ ...resettled, currentMode: "lump-sum" })).toEqual({
    tone: "bad",
    because: "order-not-followed",
  });
  expect(light({ ...resettled, currentMode: "trust" })).toEqual({
    tone: "good",
    because: "as-advised",
  });
  expect(light({ ...resettled, currentMode: "trust", lawsuits: 1 })).toEqual({
    tone: "bad",
    because: "dispute",
  });
  expect(light({ housing: "commodity", deliveredYear: 2010, currentMode: "lump-sum" })).toEqual({
    tone: "waiting",
    because: "other-mode-advised",
  });
});

test("a map is read with its names, outlines and points, and anything else is refused", () => {
  const square = [
    [
      [104.5, 30.4],
      [104.6, 30.4],
      [104.6, 30.5],
      [104.5, 30.4],
    ],
  ];
  const feature = (name: string, geometry: object) => ({
    type: "Feature",
    properties: { name },
    geometry,
  });
  const places = placesIn({
    type: "FeatureCollection",
    features: [
      feature("甲小区", { type: "Polygon", coordinates: square }),
      feature("乙小区", { type: "Point", coordinates: [104.55, 30.45, 400] }),
    ],
  });
  expect(places.map(({ name, rings, point }) => [name, rings.length, point])).toEqual([
    ["甲小区", 1, null],
    ["乙小区", 0, [104.55, 30.45]],
  ]);
  expect(() => placesIn({ type: "Feature" })).toThrow();
});
