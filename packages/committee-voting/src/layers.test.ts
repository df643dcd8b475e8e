import { describe, expect, test } from "vitest";
import { bothAxes, layerOf, moreThanHalf, ruleOf, samplePack, since } from "./fixtures/sample.ts";
import { resolveVoting } from "./layers.ts";
import { checkVotingLayers } from "./lint.ts";
import type { Override, RuleEntry, VotingLayer, VotingPack } from "./pack.ts";
import { decodeVotingLayer } from "./schema.ts";

const law = (override?: Override): VotingLayer =>
  layerOf({
    ...samplePack,
    rules: {
      ordinary: {
        ...ruleOf(moreThanHalf),
        adopt: since(moreThanHalf, override === undefined ? {} : { override }),
        notice: since(
          { days: 15, kind: "defect" },
          { override: { by: ["city", "bylaws"], direction: "raise" } },
        ),
      },
    },
  });
const city = (voting: VotingPack): VotingLayer => layerOf(voting, { id: "city", level: "city" });
const bylaws = (voting: VotingPack): VotingLayer =>
  layerOf(voting, { id: "estate", level: "bylaws" });
const slot = (ordinary: RuleEntry): VotingPack => ({ rules: { ordinary } });
const outcome = (...layers: VotingLayer[]) => {
  const resolved = resolveVoting(layers, "2024-06-01");
  return resolved.ok ? "allowed" : resolved.rejection.kind;
};
const any: Override = { by: ["bylaws"], direction: "any" };

describe("a layer", () => {
  test("moves nothing that its parent does not open", () => {
    const own = slot({ adopt: since(bothAxes("atLeast", "for", "participating", [3, 4])) });
    expect(outcome(law(), bylaws(own))).toBe("override-not-allowed");
    expect(outcome(law(any), city(own))).toBe("override-not-allowed");
    expect(outcome(law(any), bylaws(own))).toBe("allowed");
  });

  test("carries a change only in the instrument that the law names", () => {
    const agreement: Override = { ...any, instrument: "agreement" };
    const adopt = since(bothAxes("atLeast", "for", "total", [1, 2]));
    expect(outcome(law(agreement), bylaws(slot({ adopt })))).toBe("wrong-instrument");
    const recorded = adopt.map((value) => ({ ...value, instrument: "agreement" }));
    expect(outcome(law(agreement), bylaws(slot({ adopt: recorded })))).toBe("allowed");
  });

  test.each([
    [[1, 2], "moreThan", "allowed"],
    [[2, 3], "moreThan", "allowed"],
    [[2, 3], "atLeast", "allowed"],
    [[1, 2], "atLeast", "not-raised"],
    [[49, 100], "moreThan", "not-raised"],
  ] as const)("raises more than half to %s %s: %s", (share, op, expected) => {
    const raise: Override = { by: ["bylaws"], direction: "raise" };
    const own = slot({ adopt: since(bothAxes(op, "for", "participating", share)) });
    expect(outcome(law(raise), bylaws(own))).toBe(expected);
  });

  test.each([
    [[1, 2], "moreThan", "allowed"],
    [[2, 3], "atLeast", "allowed"],
    [[1, 2], "atLeast", "below-half"],
    [[2, 5], "moreThan", "below-half"],
  ] as const)("lowers three quarters to %s %s: %s", (share, op, expected) => {
    const high = bothAxes("atLeast", "for", "participating", [3, 4]);
    const lower: Override = { by: ["bylaws"], direction: "lower-to-above-half" };
    const parent = layerOf({
      ...samplePack,
      rules: { ordinary: { ...ruleOf(high), adopt: since(high, { override: lower }) } },
    });
    const own = slot({ adopt: since(bothAxes(op, "for", "participating", share)) });
    expect(outcome(parent, bylaws(own))).toBe(expected);
  });

  test("raises a bar and never changes its base, its axis or its shape", () => {
    const raise: Override = { by: ["bylaws"], direction: "raise" };
    for (const other of [bothAxes("moreThan", "for", "total", [1, 2]), { any: [moreThanHalf] }]) {
      expect(outcome(law(raise), bylaws(slot({ adopt: since(other) })))).toBe("not-raised");
    }
  });

  test("a lower cap on opposition asks for more, a higher one for less", () => {
    const cap = (share: readonly [number, number]) =>
      ({ op: "atMost", axis: "heads", tally: "against", base: "cast", share }) as const;
    const raise: Override = { by: ["bylaws"], direction: "raise" };
    const parent = layerOf({
      ...samplePack,
      rules: {
        ordinary: { ...ruleOf(cap([1, 4])), adopt: since(cap([1, 4]), { override: raise }) },
      },
    });
    expect(outcome(parent, bylaws(slot({ adopt: since(cap([1, 5])) })))).toBe("allowed");
    expect(outcome(parent, bylaws(slot({ adopt: since(cap([1, 3])) })))).toBe("not-raised");
  });

  test("lengthens a notice, never shortens it, and the longer one holds", () => {
    expect(outcome(law(), city(slot({ notice: since({ days: 10, kind: "defect" }) })))).toBe(
      "not-raised",
    );
    const resolved = resolveVoting(
      [law(), city(slot({ notice: since({ days: 20, kind: "defect" }) }))],
      "2024-06-01",
    );
    expect(resolved).toMatchObject({
      ok: true,
      value: {
        rules: {
          ordinary: { notice: { value: { days: 20 }, pack: "city" }, adopt: { pack: "sample" } },
        },
      },
    });
  });

  test("adds no slot to a rule of the law, and as bylaws no rule at all", () => {
    const tie = slot({ tie: since("casting-vote") });
    expect(outcome(law(), city(tie))).toBe("rule-is-closed");
    const easy = { rules: { easy: ruleOf(moreThanHalf) }, matters: { picnic: since("easy") } };
    expect(outcome(law(), bylaws(easy))).toBe("not-for-bylaws");
    expect(outcome(law(), city(easy))).toBe("allowed");
    expect(outcome(law(), bylaws({ matters: { picnic: since("ordinary") } }))).toBe("allowed");
  });

  test("keeps its place in the chain, and the axes as they are", () => {
    expect(outcome(city({}), law())).toBe("level-out-of-order");
    expect(outcome(law(), city({ axes: samplePack.axes! }))).toBe("axis-redefined");
  });
});

describe("the linter", () => {
  const kinds = (voting: VotingPack, ...above: VotingLayer[]) =>
    checkVotingLayers([
      ...above,
      layerOf(voting, above.length > 0 ? { id: "city", level: "city" } : {}),
    ]).map(({ kind }) => kind);

  test("finds nothing in a whole pack", () => {
    expect(kinds(samplePack)).toEqual([]);
  });

  test("reports a number without a source, and one not verified", () => {
    const bare = since("ordinary", { source: " – " });
    expect(kinds({ ...samplePack, matters: { budget: bare } })).toEqual(["without-source"]);
    const unread = since("ordinary", { verified: false });
    expect(kinds({ ...samplePack, matters: { budget: unread } })).toEqual(["unverified"]);
  });

  test("reports a hole between two dates, and two values on one day", () => {
    const on = (from: `${number}-${number}-${number}`, to?: `${number}-${number}-${number}`) =>
      since("ordinary", to === undefined ? { from } : { from, to })[0]!;
    const hole = { budget: [on("2020-01-01", "2020-12-31"), on("2022-01-01")] };
    expect(checkVotingLayers([layerOf({ ...samplePack, matters: hole })])).toEqual([
      {
        severity: "notice",
        kind: "hole",
        pack: "sample",
        path: "matters/budget",
        detail: "nothing from 2021-01-01 to 2021-12-31",
      },
    ]);
    const twice = { budget: [on("2020-01-01"), on("2020-01-01")] };
    expect(kinds({ ...samplePack, matters: twice })).toEqual(["overlap"]);
    const over = { budget: [on("2020-01-01", "2022-01-01"), on("2022-01-01")] };
    expect(kinds({ ...samplePack, matters: over })).toEqual(["overlap"]);
    const joined = { budget: [on("2020-01-01", "2021-12-31"), on("2022-01-01")] };
    expect(kinds({ ...samplePack, matters: joined })).toEqual([]);
  });

  test("reports a matter whose rule is unknown, or not in force when the matter is", () => {
    expect(kinds({ ...samplePack, matters: { budget: since("extraordinary") } })).toEqual([
      "unknown-rule",
    ]);
    const late = {
      ordinary: { ...ruleOf(moreThanHalf), adopt: since(moreThanHalf, { from: "2021-01-01" }) },
    };
    expect(kinds({ ...samplePack, rules: late })).toEqual(["rule-without-bar"]);
  });

  test("reports a rule that stays without a bar in every layer", () => {
    const { adopt: _, ...barless } = ruleOf(moreThanHalf);
    expect(kinds({ ...samplePack, rules: { ...samplePack.rules, barless } })).toEqual([
      "rule-without-bar",
    ]);
  });

  test("reports an axis and a fallback that nobody defined", () => {
    const shares = ruleOf({ op: "count", axis: "shares", tally: "for", min: 1 });
    expect(kinds({ ...samplePack, rules: { ordinary: shares } })).toEqual(["unknown-axis"]);
    const lost = ruleOf(moreThanHalf, {
      fallback: since([{ kind: "reconvene", toRule: "nowhere", when: "either" }]),
    });
    expect(kinds({ ...samplePack, rules: { ordinary: lost } })).toEqual(["unknown-rule"]);
  });

  test("proves on every date that a child moves only what it may", () => {
    const future = since({ days: 10, kind: "defect" as const }, { from: "2030-01-01" });
    expect(kinds(slot({ notice: future }), law())).toEqual(["not-raised"]);
  });
});

describe("the schema", () => {
  const head = { id: "sample", version: "1.0.0", level: "national" } as const;
  const wire = JSON.parse(JSON.stringify(samplePack));

  test("reads a pack back as it was written, and names its text by a hash", () => {
    const read = decodeVotingLayer(head, wire);
    expect(read).toMatchObject({
      ok: true,
      value: { voting: samplePack, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const touched = decodeVotingLayer({ ...head, version: "1.0.1" }, wire);
    expect(read.ok && touched.ok && read.value.hash !== touched.value.hash).toBe(true);
  });

  test.each([
    ["a value without a source", (pack: typeof wire) => delete pack.matters.budget[0].source],
    [
      "a share above the whole",
      (pack: typeof wire) => (pack.rules.ordinary.adopt[0].value.all[0].share = [3, 2]),
    ],
    [
      "a flag instead of a kind of bar",
      (pack: typeof wire) => (pack.rules.ordinary.adopt[0].value.all[0].strict = true),
    ],
    [
      "an operator outside the set",
      (pack: typeof wire) => (pack.rules.ordinary.adopt[0].value.all[0].op = "eval"),
    ],
    [
      "a day that does not exist",
      (pack: typeof wire) => (pack.matters.budget[0].from = "2023-02-29"),
    ],
    [
      "an end before its beginning",
      (pack: typeof wire) => (pack.matters.budget[0].to = "2019-12-31"),
    ],
    [
      "an empty list of conditions",
      (pack: typeof wire) => (pack.rules.ordinary.adopt[0].value.all = []),
    ],
  ])("refuses %s", (_, spoil) => {
    const pack = structuredCloneOf(wire);
    spoil(pack);
    const read = decodeVotingLayer(head, pack);
    expect(read).toMatchObject({ ok: false });
    expect(!read.ok && read.rejection[0]?.path).toMatch(/^(matters|rules)\//);
  });
});

function structuredCloneOf(value: unknown): ReturnType<typeof JSON.parse> {
  return JSON.parse(JSON.stringify(value));
}
