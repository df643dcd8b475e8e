import { matchedRules } from "@xinyi/decision-table";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzePack, comparePacks, type PackFinding } from "./analysis.ts";
import { compiled, facts, pack } from "./fixtures/district.ts";
import { askedFacts, route } from "./route.ts";
import type { RoutingPack, RoutingRule, Unit } from "./rules.ts";

const found = (changed: Partial<RoutingPack>): readonly PackFinding[] =>
  analyzePack({ ...pack, ...changed }).findings;
const kinds = (changed: Partial<RoutingPack>) =>
  found(changed)
    .filter(({ severity }) => severity === "error")
    .map(({ kind, where, detail }) => [kind, where.at(-1), ...(detail ? [detail] : [])]);

function withRule(tier: string, rule: Partial<RoutingRule>): Partial<RoutingPack> {
  const added: RoutingRule = {
    id: "added",
    when: { category: ["fees"] },
    then: { disposition: "dispatch", lead: "street" },
    basis: "test",
    ...rule,
  };
  const add = (each: RoutingPack["tiers"][number]) =>
    each.id === tier ? { ...each, rules: [...each.rules, added] } : each;
  return { tiers: pack.tiers.map(add) };
}

const withUnit = (id: string, changed: Partial<Unit>): Partial<RoutingPack> => ({
  units: pack.units.map((unit) => (unit.id === id ? { ...unit, ...changed } : unit)),
});

test("the test district is usable, and what falls to triage is named with an example", () => {
  const { status, isUsable, findings } = analyzePack(pack, { classes: ["complaint"] });
  expect([status, isUsable]).toEqual(["findings", true]);
  const unasked = findings.find(({ region }) => region?.example.category === "fees.dispute");
  expect(unasked).toEqual({
    severity: "notice",
    kind: "falls-to-triage",
    where: [],
    region: {
      when: { category: '"fees.dispute"', bothPartiesAgreeToMediate: "null" },
      example: { category: "fees.dispute", bothPartiesAgreeToMediate: null, gridKind: null },
    },
  });
});

describe("an error is named where it stands", () => {
  test.each<[string, Partial<RoutingPack>, readonly unknown[]]>([
    [
      "two rules of a tier",
      withRule("statutory", { when: { category: ["price"] } }),
      ["rules-overlap", "added"],
    ],
    [
      "a rule under a higher one",
      withRule("estate", { when: { category: ["price"] } }),
      ["never-reached", "added", "by market-supervision"],
    ],
    [
      "a category nobody has",
      withRule("estate", { when: { category: ["flying"] } }),
      ["outside-values", "added", '"flying"'],
    ],
    [
      "a unit nobody is",
      withRule("estate", { then: { disposition: "dispatch", lead: "ghost" } }),
      ["unknown-unit", "added", "ghost"],
    ],
    [
      "a limit of no name",
      withRule("estate", { then: { disposition: "dispatch", lead: "street", limit: "soon" } }),
      ["unknown-limit", "added", "soon"],
    ],
    [
      "a duty at the grassroots",
      withRule("statutory", {}),
      ["duty-at-grassroots", "added", "street"],
    ],
    [
      "a duty in a grid",
      withRule("statutory", { then: { disposition: "dispatch-to-grid" } }),
      ["duty-at-grassroots", "added"],
    ],
    ["an id twice", withRule("estate", { id: "visit" }), ["id-twice", "visit"]],
    [
      "a cell that is no test",
      withRule("estate", { when: { category: "((" } }),
      ["faulty-table", "estate"],
    ],
    [
      "a fact nobody gives",
      withRule("estate", { when: { mood: ["bad"] } }),
      ["faulty-table", "estate"],
    ],
    ["a category that is no input", { category: "topic" }, ["category-not-an-input", "topic"]],
    [
      "a sealed family left open",
      { triage: { front: [], sealed: [] } },
      ["sealed-family-unguarded", "accusation", "accusation"],
    ],
    [
      "a superior nobody is",
      withUnit("discipline-office-superior", { id: "elsewhere" }),
      ["unknown-unit", "discipline-office", "discipline-office-superior"],
    ],
    [
      "superiors in a circle",
      withUnit("discipline-office-superior", { superior: "discipline-office" }),
      ["circle-of-superiors", "discipline-office"],
    ],
  ])("%s", (_, changed, error) => {
    const errors = kinds(changed).map((each) => each.slice(0, error.length));
    expect(errors).toContainEqual(error);
    expect(analyzePack({ ...pack, ...changed }).isUsable).toBe(false);
  });

  test("an exclusion after which a sealed matter has nowhere to go", () => {
    const units = pack.units.map(({ superior: _, ...unit }) => unit);
    expect(kinds({ units })).toContainEqual([
      "exclusion-leaves-none",
      "accusation",
      "discipline-office-head",
    ]);
  });

  test("a class the place has no time limit for", () => {
    const { findings } = analyzePack(pack, { classes: ["help"] });
    expect(findings.map(({ kind }) => kind)).toContain("no-such-class");
  });
});

test("two versions differ exactly where they lead elsewhere", () => {
  const tiers = pack.tiers.map((tier) =>
    tier.id === "estate" ? { ...tier, rules: tier.rules.slice(0, 1) } : tier,
  );
  const difference = comparePacks(pack, { ...pack, tiers });
  expect(difference.ok && difference.value.changed.map(({ example }) => example.category)).toEqual([
    "vulnerable.visit",
  ]);
  expect(comparePacks(pack, pack)).toHaveProperty("value.status", "same");
});

/** The district with some rules left out, and with rules given more categories. */
const packs: fc.Arbitrary<RoutingPack> = fc
  .tuple(
    fc.infiniteStream(fc.boolean()),
    fc.constantFrom("price", "noise", "fees.dispute", "safety.gas"),
    fc.constantFrom("statutory", "district", "estate"),
  )
  .map(([keep, category, tier]) => {
    const changed = { ...pack, ...withRule(tier, { when: { category: [category] } }) };
    const tiers = changed.tiers.map((each) => ({
      ...each,
      rules: each.rules.filter(() => keep.next().value === true),
    }));
    return { ...changed, tiers };
  });

const known = new Set(["category", "bothPartiesAgreeToMediate", "gridKind"]);

describe("laws", () => {
  test("a fact that a gap shows is in triage; an overlap's example matches both", () => {
    fc.assert(
      fc.property(packs, (some) => {
        const routing = compiled(some);
        for (const { kind, region, where } of analyzePack(some).findings) {
          const { gridKind, ...example } = region?.example ?? {};
          const given = { ...example, grids: gridKind === null ? [] : [`${gridKind}-1`] };
          if (kind === "falls-to-triage") {
            expect(route(given, routing).disposition).toBe("triage");
          }
          if (kind !== "rules-overlap") continue;
          const tier = routing.tiers.find((each) => each.tier.id === where[0])!;
          const matched = matchedRules(askedFacts(given, routing), tier.table);
          const ids = matched.map((rule) => tier.tier.rules[rule - 1]?.id);
          expect(ids).toEqual(expect.arrayContaining(where.slice(1)));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a fact of the domain that no rule routes lies in a gap that was told", () => {
    fc.assert(
      fc.property(packs, facts, (some, given) => {
        const routing = compiled(some);
        const sent = route({ ...given, proposedByModel: false }, routing);
        const isKnown = pack.inputs[0]?.tree?.some(({ code }) => code === given.category);
        const agree = given.bothPartiesAgreeToMediate;
        const isTruth = agree === undefined || agree === null || typeof agree === "boolean";
        if (sent.disposition !== "triage" || !isKnown || !isTruth) return;
        if (sent.reason.kind !== "no-rule") return;
        const gaps = analyzePack(some).findings.filter(({ kind }) => kind === "falls-to-triage");
        const category = String(given.category);
        const inside = gaps.some(({ region }) => {
          expect(Object.keys(region?.when ?? {}).every((name) => known.has(name))).toBe(true);
          const told = region?.when.category;
          return (
            told === undefined || told.includes(JSON.stringify(category)) || isBelow(category, told)
          );
        });
        expect(inside).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("a rule that is never reached never wins, and leaving it out changes nothing", () => {
    fc.assert(
      fc.property(packs, fc.array(facts, { minLength: 5, maxLength: 5 }), (some, list) => {
        const { findings } = analyzePack(some);
        if (findings.some(({ kind }) => kind === "rules-overlap")) return;
        const idle = findings.flatMap(({ kind, where }) =>
          kind === "never-reached" ? [where[1]] : [],
        );
        const tiers = some.tiers.map((tier) => ({
          ...tier,
          rules: tier.rules.filter(({ id }) => !idle.includes(id)),
        }));
        const [before, after] = [compiled(some), compiled({ ...some, tiers })];
        for (const given of list) expect(route(given, after)).toEqual(route(given, before));
      }),
      { numRuns: 60 },
    );
  });

  test("with too little time it says incomplete, never clean", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), (steps) => {
        const { status, isUsable } = analyzePack(pack, { steps });
        expect([status, isUsable]).toEqual(["incomplete", false]);
      }),
    );
  });
});

/** Whole branches are told by their head. */
function isBelow(category: string, told: string): boolean {
  const head = category.split(".")[0] ?? "";
  return new RegExp(`(^|, )${JSON.stringify(head)}`).test(told);
}
