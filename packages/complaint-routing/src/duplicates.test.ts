import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hotIssues, type MatterSummary, suggestDuplicates } from "./duplicates.ts";

const matter = (id: string, changed: Partial<MatterSummary> = {}): MatterSummary => ({
  id,
  category: "repair",
  place: "estate-1",
  receivedAt: "2026-03-02T09:00:00+08:00",
  text: "三单元电梯又坏了",
  reporters: [`p-${id}`],
  isConfidential: false,
  isAnonymous: false,
  ...changed,
});
const rules = { days: 30, suggestions: 3 };
const ids = (of: MatterSummary, others: readonly MatterSummary[]) =>
  suggestDuplicates(of, others, rules).map(({ id }) => id);

describe("a suggestion", () => {
  test("is at the same place, of the same category, in time; the text only ranks", () => {
    const others = [
      matter("far", { place: "estate-2" }),
      matter("other", { category: "noise" }),
      matter("old", { receivedAt: "2026-01-30T09:00:00+08:00" }),
      matter("words", { text: "楼道灯不亮" }),
      matter("like", { text: "电梯又坏了，三单元" }),
    ];
    expect(ids(matter("m"), others)).toEqual(["like", "words"]);
    expect(suggestDuplicates(matter("m"), others, rules)[0]?.likeness).toBeGreaterThan(700);
  });

  test("never shows an anonymous or a confidential matter, nor is made for one", () => {
    const hidden = [matter("a", { isAnonymous: true }), matter("b", { isConfidential: true })];
    expect(ids(matter("m"), hidden)).toEqual([]);
    expect(ids(matter("m", { isConfidential: true }), [matter("c")])).toEqual([]);
  });
});

describe("a hot issue", () => {
  const issues = (matters: readonly MatterSummary[]) =>
    hotIssues(matters, "2026-03-10T09:00:00+08:00", { reporters: 3, days: 30 });

  test("has enough different reporters; one who writes ninety times is one", () => {
    const one = Array.from({ length: 90 }, (_, at) => matter(`${at}`, { reporters: ["p1"] }));
    expect(issues(one)).toEqual([]);
    const [hot] = issues([...one, matter("x"), matter("y")]);
    expect(hot).toMatchObject({ place: "estate-1", category: "repair", reporters: 3 });
  });

  test("cools with time, and what is confidential does not count", () => {
    const at = (day: string) =>
      ["1", "2", "3"].map((id) =>
        matter(`${day}${id}`, { place: day, receivedAt: `2026-03-${day}T09:00:00+08:00` }),
      );
    expect(issues([...at("01"), ...at("09")]).map(({ place }) => place)).toEqual(["09", "01"]);
    expect(issues(at("09").map((each) => ({ ...each, isConfidential: true })))).toEqual([]);
    expect(issues(at("11"))).toEqual([]);
  });
});

const some = fc.record({
  place: fc.constantFrom("a", "b"),
  category: fc.constantFrom("x", "y"),
  text: fc.string(),
  receivedAt: fc.nat(50).map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString()),
  isAnonymous: fc.boolean(),
});

test("law: if one is suggested for another, so is the other for it, as like", () => {
  fc.assert(
    fc.property(some, some, (left, right) => {
      const [a, b] = [matter("a", left), matter("b", right)];
      const [there] = suggestDuplicates(a, [b], rules);
      const [back] = suggestDuplicates(b, [a], rules);
      expect(there?.likeness).toBe(back?.likeness);
      expect(there === undefined).toBe(back === undefined);
    }),
  );
});
