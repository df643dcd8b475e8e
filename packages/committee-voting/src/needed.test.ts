import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countOf, rulesOf, rulesWith } from "./fixtures/sample.ts";
import { leastParticipation, votesStillNeeded } from "./needed.ts";
import { decideVerdict } from "./verdict.ts";

const rules = rulesOf();

describe("the least participation", () => {
  test("is printed per axis, in heads and in hundredths of a square metre", () => {
    const total = { heads: 53n, area: 53_696_300n };
    expect(leastParticipation("budget", total, rules)).toEqual({
      ok: true,
      value: { heads: "36", area: "3579.76" },
    });
  });

  test("is nothing where the law names no quorum, and held without a rule", () => {
    const free = rulesWith({ op: "outnumbers", axis: "heads", tally: "for", other: "against" });
    expect(leastParticipation("budget", { heads: 53n }, free)).toEqual({ ok: true, value: {} });
    expect(leastParticipation("picnic", { heads: 53n }, rules)).toMatchObject({
      rejection: { kind: "matter-without-rule" },
    });
  });
});

describe("what an open vote still needs", () => {
  test("tells participation and assent apart", () => {
    const open = countOf({
      total: [900, 90_000],
      participating: [500, 60_000],
      for: [200, 29_000],
    });
    expect(votesStillNeeded("budget", open, rules)).toEqual({
      ok: true,
      value: {
        heads: { participation: "100", for: "101", isReachable: true },
        area: { participation: "0.00", for: "2000.01", isReachable: true },
      },
    });
  });

  test("says when not even every outstanding vote is enough", () => {
    const lost = countOf({
      total: [900, 90_000],
      participating: [800, 80_000],
      for: [100, 10_000],
    });
    expect(votesStillNeeded("budget", lost, rules)).toMatchObject({
      value: { heads: { participation: "0", isReachable: false } },
    });
  });

  test("law: with just so many more votes for it is carried, with one fewer it is not", () => {
    const parts = fc.record({ yes: fc.nat(40), no: fc.nat(40), home: fc.nat(120) });
    fc.assert(
      fc.property(parts, ({ yes, no, home }) => {
        const total = yes + no + home;
        const at = (more: number) =>
          decideVerdict(
            "budget",
            {
              ...countOf({
                total: [total, 0],
                participating: [yes + no + more, 0],
                for: [yes + more, 0],
              }),
              axes: ["heads"],
            },
            rules,
          ).status;
        const needed = votesStillNeeded(
          "budget",
          {
            ...countOf({ total: [total, 0], participating: [yes + no, 0], for: [yes, 0] }),
            axes: ["heads"],
          },
          rules,
        );
        if (!needed.ok) throw new Error(needed.rejection.kind);
        const heads = needed.value.heads!;
        fc.pre(heads.isReachable);
        const more = Number(heads.for);
        expect(at(more)).toBe("passed");
        if (more > 0) expect(at(more - 1)).not.toBe("passed");
      }),
    );
  });
});
