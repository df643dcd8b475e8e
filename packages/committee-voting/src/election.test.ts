import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideCommittee } from "./committee.ts";
import { decideElection, type ElectionCount } from "./election.ts";
import {
  countOf,
  moreThanHalf,
  quorumOfTwoThirds,
  ruleOf,
  rulesOf,
  samplePack,
  since,
} from "./fixtures/sample.ts";
import { decideRequest } from "./request.ts";

const rules = rulesOf({
  ...samplePack,
  rules: {
    ordinary: ruleOf(moreThanHalf, {
      quorum: since({ check: "always", condition: quorumOfTwoThirds }),
    }),
  },
  election: since({
    matter: "budget",
    qualify: moreThanHalf,
    rankBy: ["heads"],
    tieBreak: [],
    formedAbove: [1, 2],
  }),
  committee: since({
    quorum: { op: "moreThan", share: [1, 2] },
    base: "seats",
    decidedBy: "all",
    bar: "more-than-half",
  }),
  requests: {
    "sample-1": since({
      op: "atLeast",
      axis: "heads",
      tally: "requesting",
      base: "total",
      share: [1, 5],
    }),
  },
});
const votes = (heads: number, area: number) => countOf({ for: [heads, area] }).tallies.for!;
const election = (
  seats: number,
  ...candidates: [id: string, heads: number, area: number][]
): ElectionCount => ({
  seats,
  total: votes(900, 90_000),
  participating: votes(600, 60_000),
  candidates: candidates.map(([id, heads, area]) => ({ id, for: votes(heads, area) })),
});

describe("an election", () => {
  test("qualifies first, on every axis, and ranks the qualified by heads", () => {
    expect(
      decideElection(
        election(2, ["A", 320, 29_000], ["B", 400, 43_000], ["C", 420, 41_000], ["D", 350, 33_000]),
        rules,
      ),
    ).toMatchObject({
      status: "formed",
      elected: ["C", "B"],
      alternates: ["D"],
      unqualified: ["A"],
      tied: [],
      vacant: 0,
      hasQuorum: true,
      source: "Sample Act s. 1",
    });
  });

  test("a level across the last seat is a tie, and those above it are elected", () => {
    const level = election(2, ["A", 420, 41_000], ["B", 350, 33_000], ["C", 350, 33_500]);
    expect(decideElection(level, rules)).toMatchObject({
      status: "tie",
      elected: ["A"],
      tied: ["B", "C"],
      vacant: 1,
    });
    expect(decideElection({ ...level, tieBreak: ["area"] }, rules)).toMatchObject({
      status: "formed",
      elected: ["A", "C"],
      alternates: ["B"],
    });
  });

  test("a level among the elected, or among the alternates, decides nothing", () => {
    const level = election(
      2,
      ["A", 420, 41_000],
      ["B", 420, 33_000],
      ["C", 350, 33_500],
      ["D", 350, 32_000],
    );
    expect(decideElection(level, rules)).toMatchObject({
      status: "formed",
      elected: ["A", "B"],
      alternates: ["C", "D"],
    });
  });

  test("forms no committee of half the seats, nor below the minimum, nor without a quorum", () => {
    const half = election(4, ["A", 420, 41_000], ["B", 400, 40_000]);
    expect(decideElection(half, rules)).toMatchObject({ status: "not-formed", vacant: 2 });
    const three = election(4, ["A", 420, 41_000], ["B", 400, 40_000], ["C", 390, 40_000]);
    expect(decideElection(three, rules).status).toBe("formed");
    expect(decideElection({ ...three, minimumMembers: 4 }, rules).status).toBe("not-formed");
    expect(decideElection({ ...three, participating: votes(599, 60_000) }, rules)).toMatchObject({
      status: "not-formed",
      elected: [],
      hasQuorum: false,
    });
  });

  test("holds where the law has no rule, and refuses more votes than voters", () => {
    expect(decideElection(election(1, ["A", 400, 40_000]), rulesOf()).status).toBe("hold");
    expect(decideElection(election(1, ["A", 601, 40_000]), rules).status).toBe("input-error");
  });

  test("law: the order on the ballot changes neither who is elected nor who is tied", () => {
    const field = fc.uniqueArray(fc.tuple(fc.nat(9), fc.integer({ min: 300, max: 320 })), {
      selector: ([id]) => id,
      maxLength: 8,
    });
    fc.assert(
      fc.property(field, fc.integer({ min: 1, max: 5 }), (people, seats) => {
        const list = people.map(([id, heads]): [string, number, number] => [
          `${id}`,
          heads,
          heads * 100,
        ]);
        const forth = decideElection(election(seats, ...list), rules);
        const back = decideElection(election(seats, ...[...list].reverse()), rules);
        expect(new Set(back.elected)).toEqual(new Set(forth.elected));
        expect(new Set(back.tied)).toEqual(new Set(forth.tied));
        expect(back.status).toBe(forth.status);
        expect(forth.elected.length + forth.vacant).toBe(seats);
      }),
    );
  });
});

describe("a committee", () => {
  const session = { seats: 7, inOffice: 7, present: 4, for: 4 };

  test("is measured on all members, not on those present", () => {
    expect(decideCommittee(session, rules)).toMatchObject({ status: "passed", forRequired: 4 });
    expect(decideCommittee({ ...session, present: 5, for: 3, abstain: 2 }, rules).status).toBe(
      "failed",
    );
    expect(decideCommittee({ ...session, present: 3, for: 3 }, rules)).toMatchObject({
      status: "no-quorum",
      presentRequired: 4,
    });
  });

  test("half of the members in office is enough only where at least half is", () => {
    const half = { seats: 7, inOffice: 6, present: 6, for: 3, base: "in-office" } as const;
    expect(decideCommittee(half, rules).status).toBe("failed");
    expect(decideCommittee({ ...half, bar: "at-least-half" }, rules).status).toBe("passed");
    expect(decideCommittee({ ...half, base: "seats", bar: "at-least-half" }, rules).status).toBe(
      "failed",
    );
  });

  test("refuses what cannot be, and holds without a rule", () => {
    expect(decideCommittee({ ...session, for: 5 }, rules).status).toBe("input-error");
    expect(decideCommittee({ ...session, present: 8 }, rules).status).toBe("input-error");
    expect(decideCommittee({ ...session, inOffice: 8 }, rules).status).toBe("input-error");
    expect(decideCommittee(session, rulesOf()).status).toBe("hold");
  });
});

describe("a request for a meeting", () => {
  const asked = (heads: number, basis = "sample-1") =>
    decideRequest({ basis, total: votes(1000, 100_000), requesters: votes(heads, 0) }, rules);

  test("needs the share its provision names, the share itself included", () => {
    expect(asked(200)).toMatchObject({ valid: true, source: "Sample Act s. 1" });
    expect(asked(199).valid).toBe(false);
  });

  test("is judged by the provision named and by no other", () => {
    expect(asked(900, "sample-2")).toMatchObject({ valid: undefined, reason: "unknown-basis" });
    expect(asked(1001)).toMatchObject({ valid: false, reason: "input-error" });
  });
});
