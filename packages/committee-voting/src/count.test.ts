import { describe, expect, test } from "vitest";
import { inputErrors, withDeemed } from "./count.ts";
import { countOf, rulesOf, samplePack, since, talliesOf } from "./fixtures/sample.ts";

const parts = (figures: Parameters<typeof countOf>[0]) =>
  inputErrors(countOf(figures)).map(({ part, whole, axis }) => `${part} of ${whole} ${axis}`);

describe("figures that cannot be true", () => {
  test("more votes than those who took part, abstentions included", () => {
    const participating = [10, 100] as const;
    expect(parts({ participating, for: [5, 50], against: [4, 40], abstain: [1, 10] })).toEqual([]);
    expect(parts({ participating, for: [5, 50], against: [4, 40], abstain: [2, 10] })).toEqual([
      "for+against+abstain of participating heads",
    ]);
    expect(parts({ participating, for: [6, 50], against: [5, 40] })).toEqual([
      "for+against+abstain of participating heads",
    ]);
  });

  test("more votes than were cast or valid; an abstention is neither", () => {
    for (const whole of ["cast", "valid"] as const) {
      const cast = { [whole]: [10, 100] } as const;
      expect(parts({ ...cast, for: [6, 60], against: [4, 40], abstain: [5, 50] })).toEqual([]);
      expect(parts({ ...cast, for: [6, 60], against: [4, 41] })).toEqual([
        `for+against of ${whole} area`,
      ]);
    }
  });

  test("more of any part than of the whole", () => {
    const total = [10, 100] as const;
    for (const part of [
      "eligible",
      "present",
      "participating",
      "cast",
      "valid",
      "objecting",
    ] as const) {
      expect(parts({ total, [part]: [10, 100] })).toEqual([]);
      expect(parts({ total, [part]: [11, 100] })).toEqual([`${part} of total heads`]);
    }
    expect(parts({ present: total, inPerson: [11, 100] })).toEqual(["inPerson of present heads"]);
  });

  test("more silent than were left", () => {
    const figures = { total: [10, 100], participating: [6, 60], for: [6, 60] } as const;
    expect(parts({ ...figures, deemed: [4, 40] })).toEqual([]);
    expect(parts({ ...figures, deemed: [5, 40] })).toEqual(["participating+deemed of total heads"]);
  });

  test("on the published axes alone, and in every group by name", () => {
    const count = countOf({ total: [10, 100], participating: [11, 100] });
    expect(inputErrors({ ...count, axes: ["area"] })).toEqual([]);
    expect(inputErrors({ tallies: {}, groups: { building: { B: count.tallies } } })).toEqual([
      { kind: "exceeds", axis: "heads", part: "participating", whole: "total", group: "B" },
    ]);
  });
});

describe("where silent votes go", () => {
  const policy = { direction: "follow-majority", preconditions: ["bylawClause"] } as const;
  const rules = rulesOf({ ...samplePack, deemed: since(policy) });
  const deemed = { bylawClause: true, deliveryProof: false, warningPrinted: false };
  const silent = (figures: Parameters<typeof countOf>[0], evidence = deemed) =>
    withDeemed(
      countOf({ deemed: [3, 30], participating: [9, 90], ...figures }, { deemed: evidence }),
      rules.deemed,
      rules.scales,
    );

  test.each([
    [[5, 50], [4, 40], "for"],
    [[4, 40], [5, 50], "against"],
    [[4, 40], [4, 40], "participation-only"],
    [[5, 40], [4, 50], "participation-only"],
    [[5, 40], [4, 40], "participation-only"],
  ] as const)("for %j, against %j: %s", (yes, no, direction) => {
    const { tallies, outcome } = silent({ for: yes, against: no });
    expect(outcome).toEqual({ kind: "counted", direction });
    const grown = { participating: [12, 120] } as const;
    const add = ([heads, area]: readonly [number, number]) => [heads + 3, area + 30] as const;
    expect(tallies).toMatchObject(
      talliesOf({
        ...grown,
        for: direction === "for" ? add(yes) : yes,
        against: direction === "against" ? add(no) : no,
      }),
    );
  });

  test("nowhere while a precondition of this law is missing, and others do not matter", () => {
    const { tallies, outcome } = silent(
      { for: [5, 50], against: [4, 40] },
      { ...deemed, bylawClause: false },
    );
    expect(outcome).toEqual({
      kind: "left-out",
      reasons: [{ kind: "precondition-missing", precondition: "bylawClause" }],
    });
    expect(tallies.participating).toEqual({ heads: 9n, area: 900_000n });
  });

  test("no outcome at all when nobody was silent", () => {
    const count = countOf({ participating: [9, 90] });
    expect(withDeemed(count, rules.deemed, rules.scales)).toEqual({ tallies: count.tallies });
  });
});
