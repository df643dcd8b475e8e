import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Count, DeemedEvidence } from "./count.ts";
import {
  bothAxes,
  countOf,
  layerOf,
  moreThanHalf,
  rulesOf,
  rulesWith,
  samplePack,
  since,
} from "./fixtures/sample.ts";
import { decideVerdict } from "./verdict.ts";

const carried = countOf({ total: [900, 90_000], participating: [600, 60_000], for: [301, 30_001] });
const decide = (count: Count, rules = rulesOf()) => decideVerdict("budget", count, rules);

describe("a verdict", () => {
  test("carries each condition with what was required, reached and lacking", () => {
    const verdict = decide(carried);
    expect(verdict.status).toBe("passed");
    expect(verdict.conditions[0]).toEqual({
      part: "quorum",
      op: "atLeast",
      axis: "area",
      tally: "participating",
      base: "total",
      share: [2, 3],
      required: "60000.00",
      reached: "60000.00",
      baseAmount: "90000.00",
      shortfall: "0.00",
      met: true,
      onBoundary: true,
      source: "Sample Act s. 1",
      verified: true,
      pack: "sample",
    });
    expect(verdict.conditions.at(-1)).toMatchObject({
      part: "adopt",
      axis: "heads",
      required: "301",
      reached: "301",
      onBoundary: false,
    });
  });

  test("names the body that decided, whom it binds, and the packs it rests on", () => {
    expect(decide(carried)).toMatchObject({
      body: { decides: "owners-assembly", binds: "all-owners" },
      packs: [{ id: "sample", version: "1.0.0", level: "national" }],
      on: "2024-06-01",
    });
  });

  test("says by how much a quorum was missed", () => {
    const short = countOf({
      total: [900, 90_000],
      participating: [599, 60_000],
      for: [599, 60_000],
    });
    const verdict = decide(short);
    expect(verdict.status).toBe("no-quorum");
    expect(verdict.conditions[1]).toMatchObject({ axis: "heads", shortfall: "1", met: false });
  });

  test("a tally that was not counted is held, and named", () => {
    const { participating: _, ...tallies } = carried.tallies;
    expect(decide({ tallies })).toMatchObject({
      status: "hold",
      reasons: [
        { kind: "tally-missing", tally: "participating.area" },
        { kind: "tally-missing", tally: "participating.heads" },
      ],
    });
  });

  test("an impossible figure goes before everything, an unknown matter too", () => {
    const impossible = countOf({ total: [10, 10], participating: [11, 10], for: [1, 1] });
    expect(decideVerdict("no-such-matter", impossible, rulesOf())).toMatchObject({
      status: "input-error",
      reasons: [{ kind: "exceeds", axis: "heads", part: "participating", whole: "total" }],
    });
    expect(decideVerdict("no-such-matter", carried, rulesOf())).toMatchObject({
      status: "hold",
      reasons: [{ kind: "matter-without-rule", matter: "no-such-matter" }],
    });
  });

  test("a name of every object is no matter", () => {
    expect(decideVerdict("constructor", carried, rulesOf()).status).toBe("hold");
  });

  test("nothing that the rule asks for was published: held", () => {
    expect(decide({ ...carried, axes: ["shares"] })).toMatchObject({
      status: "hold",
      reasons: [{ kind: "nothing-published" }],
    });
  });

  test("shows the values nobody has read in their official text", () => {
    const adopt = since(moreThanHalf, { verified: false, note: "from a newspaper" });
    const pack = samplePack.rules?.ordinary;
    const rules = rulesOf({ ...samplePack, rules: { ordinary: { ...pack!, adopt } } });
    const verdict = decide(carried, rules);
    expect(verdict.unverified).toEqual([
      {
        path: "rules/ordinary/adopt",
        source: "Sample Act s. 1",
        pack: "sample",
        note: "from a newspaper",
      },
    ]);
    expect(verdict.conditions.at(-1)?.verified).toBe(false);
    expect(decide(carried).unverified).toEqual([]);
  });

  test("short notice is a defect of a pass, and no worse than a failure", () => {
    const rules = rulesWith(moreThanHalf, { notice: since({ days: 15, kind: "defect" }) });
    const notice = { servedOn: "2024-05-18", heldOn: "2024-06-01" } as const;
    expect(decide({ ...carried, notice }, rules)).toMatchObject({
      status: "procedure-defect",
      reasons: [{ kind: "notice-too-short", required: 15, given: 14 }],
    });
    const lost = countOf({ total: [900, 90_000], participating: [600, 60_000], for: [1, 1] });
    expect(decide({ ...lost, notice }, rules).status).toBe("failed");
    const enough = { ...notice, servedOn: "2024-05-17" } as const;
    expect(decide({ ...carried, notice: enough }, rules).status).toBe("passed");
  });

  test("tells until when a court may be asked, from the day of knowing", () => {
    const rules = rulesWith(moreThanHalf, {
      after: since([{ kind: "challenge", months: 12, from: "knowledge" }]),
    });
    expect(decide(carried, rules).challenge).toEqual({
      months: 12,
      from: "knowledge",
      source: "Sample Act s. 1",
    });
    expect(decide({ ...carried, knownOn: "2024-02-29" }, rules).challenge?.until).toBe(
      "2025-02-28",
    );
  });

  test("waits for an approval, and for the later of two windows", () => {
    const objections = bothAxes("moreThan", "objecting", "total", [1, 2]);
    const rules = rulesWith(moreThanHalf, {
      after: since([
        { kind: "approval", by: "street-office" },
        { kind: "objection", days: 7, lapsesIf: objections },
        { kind: "measure", weeks: 12, condition: moreThanHalf },
      ]),
    });
    const notice = { servedOn: "2024-05-01", heldOn: "2024-06-01" } as const;
    const count = { ...carried, notice, minutesServedOn: "2024-06-03" } as const;
    expect(decide(count, rules)).toMatchObject({
      status: "passed-pending",
      pendingUntil: "2024-08-24",
    });
    expect(decide({ ...carried, approvedBy: ["street-office"] }, rules).status).toBe(
      "passed-pending",
    );
  });
});

describe("silent votes", () => {
  const deemed: DeemedEvidence = { bylawClause: true, deliveryProof: true, warningPrinted: true };
  const policy = {
    direction: "follow-majority",
    preconditions: ["bylawClause", "deliveryProof", "warningPrinted"],
  } as const;
  const rules = rulesOf({ ...samplePack, deemed: since(policy) });
  const count = countOf(
    {
      total: [1000, 100_000],
      participating: [550, 55_000],
      deemed: [400, 40_000],
      for: [400, 40_000],
      against: [150, 15_000],
    },
    { deemed },
  );

  test("count with the majority cast, and the strict verdict stands beside", () => {
    expect(decide(count, rules)).toMatchObject({
      status: "passed",
      strictStatus: "no-quorum",
      deemed: { kind: "counted", direction: "for" },
    });
  });

  test("are left out with the reason when a precondition is missing", () => {
    for (const missing of policy.preconditions) {
      expect(decide({ ...count, deemed: { ...deemed, [missing]: false } }, rules)).toMatchObject({
        status: "no-quorum",
        deemed: {
          kind: "left-out",
          reasons: [{ kind: "precondition-missing", precondition: missing }],
        },
      });
    }
  });

  test("show their own rule as unverified, where it is and where they were in play", () => {
    const unread = rulesOf({ ...samplePack, deemed: since(policy, { verified: false }) });
    expect(decide(count, unread).unverified).toEqual([
      { path: "deemed", source: "Sample Act s. 1", pack: "sample" },
    ]);
    expect(decide(carried, unread).unverified).toEqual([]);
    expect(decide(carried, unread).deemed).toBeUndefined();
  });

  test("are left out where the law knows no such thing", () => {
    expect(decide(count)).toMatchObject({
      status: "no-quorum",
      deemed: { kind: "left-out", reasons: [{ kind: "no-policy" }] },
    });
  });

  test("are left out below the floor that the votes cast must reach alone", () => {
    const floor = {
      op: "moreThan",
      axis: "heads",
      tally: "for",
      base: "total",
      share: [1, 2],
    } as const;
    const strict = rulesOf({ ...samplePack, deemed: since({ ...policy, floor }) });
    expect(decide(count, strict).deemed).toEqual({
      kind: "left-out",
      reasons: [{ kind: "floor-not-reached" }],
    });
  });

  test("cannot be steered by votes against that nobody counted", () => {
    const { against: _, ...tallies } = count.tallies;
    expect(decide({ ...count, tallies }, rules)).toMatchObject({
      status: "hold",
      reasons: [
        { kind: "tally-missing", tally: "against.heads" },
        { kind: "tally-missing", tally: "against.area" },
      ],
    });
  });
});

describe("laws", () => {
  const figure = fc.integer({ min: 0, max: 50 });
  const counts = fc
    .record({
      yes: figure,
      no: figure,
      abstain: figure,
      home: figure,
      area: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ yes, no, abstain, home, area }) => {
      const of = (heads: number): readonly [number, number] => [heads, heads * area];
      const heard = yes + no + abstain;
      return { yes, no, of, heard, total: heard + home, abstain };
    });
  const built = ({
    of,
    ...c
  }: {
    yes: number;
    no: number;
    abstain: number;
    heard: number;
    total: number;
    of: (heads: number) => readonly [number, number];
  }) =>
    countOf({
      total: of(c.total),
      participating: of(c.heard),
      for: of(c.yes),
      against: of(c.no),
      abstain: of(c.abstain),
    });

  test("a change of mind to for never loses a passed vote", () => {
    fc.assert(
      fc.property(counts, (c) => {
        fc.pre(c.no > 0 && decide(built(c)).status === "passed");
        expect(decide(built({ ...c, yes: c.yes + 1, no: c.no - 1 })).status).toBe("passed");
      }),
    );
  });

  test("scaling every area leaves the verdict", () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 50 }), (c, times) => {
        const larger = { ...c, of: (heads: number) => [heads, c.of(heads)[1] * times] as const };
        expect(decide(built(larger)).status).toBe(decide(built(c)).status);
      }),
    );
  });

  test("strict never carries what deemed loses when silence follows the majority", () => {
    const rules = rulesOf({
      ...samplePack,
      deemed: since({ direction: "follow-majority", preconditions: ["bylawClause"] }),
    });
    const deemed = { bylawClause: true, deliveryProof: true, warningPrinted: true };
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 50 }), (c, silent) => {
        const total = c.of(c.total + silent);
        const count = built(c);
        const tallies = { ...count.tallies, ...countOf({ total, deemed: c.of(silent) }).tallies };
        const verdict = decide({ tallies, deemed }, rules);
        if (verdict.strictStatus === "passed") expect(verdict.status).toBe("passed");
      }),
    );
  });

  test("asked again, it says the same, and it is plain JSON", () => {
    fc.assert(
      fc.property(counts, (c) => {
        const verdict = decide(built(c));
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(decide(built(c)));
      }),
    );
  });

  test("a layer's hash travels with the answer", () => {
    expect(layerOf(samplePack).hash).toBe(decide(carried).packs[0]?.hash);
  });
});
