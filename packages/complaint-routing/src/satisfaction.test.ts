import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replay } from "./case.ts";
import type { Actor, Step } from "./case-log.ts";
import { rules } from "./fixtures/district.ts";
import { rateEstimate } from "./interval.ts";
import { type CaseOutcome, outcomeAt, ratesOf } from "./satisfaction.ts";

const resident: Actor = { role: "reporter", person: "p1" };
const hotline: Actor = { role: "hotline" };
const company: Actor = { role: "unit", unit: "property-company" };
const at = (day: number) => `2026-03-${String(day).padStart(2, "0")}T09:00:00+08:00`;
const open: readonly Step[] = [
  { verb: "file", id: "c1", class: "complaint", by: resident, at: at(2) },
  { verb: "dispatch", lead: "property-company", by: { role: "triage" }, at: at(2) },
  { verb: "accept", by: company, at: at(3) },
];
const answered = (day: number): Step => ({ verb: "answer", by: company, at: at(day) });
const rated = (rating: "satisfied" | "unsatisfied", day: number): Step => ({
  verb: "rate",
  rating,
  by: resident,
  at: at(day),
});

function outcome(steps: readonly Step[], day: number): CaseOutcome | undefined {
  const made = replay(steps, rules);
  if (!made.ok) throw new Error(made.rejection.because.kind);
  const read = outcomeAt(made.value, at(day), rules);
  if (!read.ok) throw new Error(read.rejection.kind);
  return read.value;
}

describe("a case counts", () => {
  const lead = "property-company";
  test("as answered in time or late, by its first answer; while there is time, not yet", () => {
    expect(outcome(open, 10)).toEqual({ lead });
    expect(outcome(open, 24)).toEqual({ lead, isInTime: false });
    expect(outcome([...open, answered(23)], 30)).toEqual({ lead, isInTime: true });
    expect(outcome([...open, answered(24)], 30)).toEqual({ lead, isInTime: false });
  });

  test("as resolved when closed, and as not when sent back, even if closed later", () => {
    const close: Step = { verb: "close", by: hotline, at: at(6) };
    const rework: Step = { verb: "rework", by: hotline, at: at(5) };
    expect(outcome([...open, answered(4), rated("satisfied", 5), close], 7)).toEqual({
      lead,
      isInTime: true,
      isResolved: true,
      rating: "satisfied",
    });
    const returned = [...open, answered(4), rework, answered(5), close];
    expect(outcome(returned, 7)).toMatchObject({ isInTime: true, isResolved: false });
  });

  test("as unsatisfied while it is done again, until the reporter says otherwise", () => {
    const rework: Step = { verb: "rework", by: hotline, at: at(6) };
    const again = [...open, answered(4), rated("unsatisfied", 5), rework];
    expect(outcome(again, 7)).toMatchObject({ isResolved: false, rating: "unsatisfied" });
    expect(outcome([...again, answered(7), rated("satisfied", 8)], 9)).toMatchObject({
      isResolved: false,
      rating: "satisfied",
    });
  });

  test("for nobody when it was withdrawn or never assigned", () => {
    expect(outcome(open.slice(0, 1), 30)).toBeUndefined();
    expect(outcome([...open, { verb: "withdraw", by: resident, at: at(4) }], 30)).toBeUndefined();
  });

  test("no worse for mediation that a party refused", () => {
    const refused: readonly Step[] = [
      { verb: "mediate", by: { role: "triage" }, at: at(3) },
      { verb: "mediate", outcome: "refused", by: resident, at: at(3) },
    ];
    expect(outcome([...open, ...refused, answered(4)], 30)).toEqual({ lead, isInTime: true });
  });
});

describe("an exact interval", () => {
  // The published values of Clopper and Pearson for 95 %.
  test.each([
    [0, 10, "0.0000", "0.3085"],
    [1, 10, "0.0025", "0.4451"],
    [5, 10, "0.1870", "0.8130"],
    [10, 10, "0.6915", "1.0000"],
    [8, 20, "0.1911", "0.6395"],
  ])("of %i in %i is from %s to %s", (part, whole, low, high) => {
    const made = rateEstimate(part, whole);
    expect(Math.abs(Number(made.low) - Number(low))).toBeLessThanOrEqual(0.0001);
    expect(Math.abs(Number(made.high) - Number(high))).toBeLessThanOrEqual(0.0001);
  });

  test("of nothing is none, and more than all is a defect", () => {
    expect(rateEstimate(0, 0)).toEqual({ part: 0, whole: 0 });
    expect(() => rateEstimate(2, 1)).toThrow(RangeError);
  });

  test("law: the chance of a count as far out as this, at either bound, is the tail", () => {
    const counts = fc
      .integer({ min: 1, max: 300 })
      .chain((whole) => fc.tuple(fc.nat(whole), fc.constant(whole)));
    fc.assert(
      fc.property(counts, ([part, whole]) => {
        const { rate, low, high } = rateEstimate(part, whole);
        expect(Number(low)).toBeLessThanOrEqual(Number(rate));
        expect(Number(high)).toBeGreaterThanOrEqual(Number(rate));
        // Bounds are rounded outwards to four places, so the tails are at most 2.5 %.
        if (part > 0)
          expect(1 - cumulative(part - 1, whole, Number(low))).toBeLessThanOrEqual(0.025 + 1e-9);
        if (part < whole)
          expect(cumulative(part, whole, Number(high))).toBeLessThanOrEqual(0.025 + 1e-9);
        // And no more than a rounding step away from it.
        if (part > 0)
          expect(1 - cumulative(part - 1, whole, Number(low) + 0.0002)).toBeGreaterThan(0.024);
      }),
    );
  });
});

/** The chance of at most `count` successes, summed term by term. */
function cumulative(count: number, whole: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return 0;
  let [sum, logTerm] = [0, whole * Math.log1p(-p)];
  for (let k = 0; k <= count; k += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(whole - k) - Math.log(k + 1) + Math.log(p) - Math.log1p(-p);
  }
  return sum;
}

const outcomes = fc.array(
  fc.record(
    {
      lead: fc.constant("u"),
      isInTime: fc.boolean(),
      isResolved: fc.boolean(),
      rating: fc.constantFrom<"satisfied" | "unsatisfied">("satisfied", "unsatisfied"),
    },
    { requiredKeys: ["lead"] },
  ),
);

test("law: rates lie between 0 and 1 and agree with their counts", () => {
  fc.assert(
    fc.property(outcomes, (list) => {
      for (const { part, whole, rate, low, high } of Object.values(ratesOf(list))) {
        expect(part).toBeLessThanOrEqual(whole);
        expect(whole).toBeLessThanOrEqual(list.length);
        if (whole === 0) expect(rate).toBeUndefined();
        else {
          expect(Number(rate)).toBeCloseTo(part / whole, 4);
          expect(Number(low) >= 0 && Number(high) <= 1).toBe(true);
        }
      }
      expect(ratesOf(list).satisfaction.whole).toBe(list.filter(({ rating }) => rating).length);
    }),
  );
});
