import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rulesOf } from "./fixtures/sample.ts";
import type { RollPolicy } from "./pack.ts";
import { formatQuantity } from "./quantity.ts";
import { type Roll, rollFrom } from "./roll.ts";
import { barVoters, weighRoll } from "./weights.ts";

const { scales, roll: policy } = rulesOf();
const rollOf = (
  holdings: readonly (readonly [owner: string, area: number])[],
  heads: RollPolicy["heads"] = "owner-set",
): Roll => {
  const units = holdings.map(([owner, area], at) => ({
    id: `u${at}`,
    owners: [owner],
    area: `${area}`,
  }));
  const roll = rollFrom(units, { ...policy!.value, heads }, scales);
  if (!roll.ok) throw new Error(roll.rejection.kind);
  return roll.value;
};
const areas = (roll: Roll) =>
  roll.voters.map(({ weights }) => formatQuantity(weights.area ?? 0n, roll.scales.area!));
const whole = (roll: Roll, axis = "area") =>
  formatQuantity(roll.totals[axis] ?? 0n, roll.scales[axis]!);

describe("a cap on one owner's weight", () => {
  const fifth = (inBase: boolean) =>
    ({ kind: "cap", axes: ["heads", "area"], share: [1, 5], inBase }) as const;

  test("drops the excess, and from the whole too where the law says so", () => {
    const roll = rollOf([
      ["A", 70],
      ["B", 10],
      ["C", 10],
      ["D", 10],
      ["E", 10],
      ["F", 10],
    ]);
    const capped = weighRoll(roll, [fifth(true)]);
    expect(areas(capped)[0]).toBe("24.00");
    expect(whole(capped)).toBe("74.00");
    expect(whole(weighRoll(roll, [fifth(false)]))).toBe("120.00");
  });

  test("is the owner's, also where every unit votes for itself", () => {
    const roll = rollOf(
      [
        ["A", 30],
        ["A", 30],
        ["A", 30],
        ["B", 10],
        ["C", 10],
        ["D", 10],
      ],
      "unit",
    );
    const capped = weighRoll(roll, [fifth(true)]);
    expect(areas(capped).slice(0, 3)).toEqual(["24.00", "0.00", "0.00"]);
    expect(whole(capped, "heads")).toBe("4.2");
  });

  test("touches nobody at the fifth itself", () => {
    const roll = rollOf([
      ["A", 20],
      ["B", 20],
      ["C", 20],
      ["D", 20],
      ["E", 20],
    ]);
    expect(weighRoll(roll, [fifth(true)])).toBe(roll);
  });
});

describe("a cut to the sum of the others", () => {
  test("makes the majority owner as strong as all others, and no stronger", () => {
    const cut = weighRoll(
      rollOf([
        ["A", 70],
        ["B", 20],
        ["C", 10],
      ]),
      [{ kind: "sumOfOthers", axis: "area" }],
    );
    expect(areas(cut)).toEqual(["30.00", "20.00", "10.00"]);
    expect(whole(cut)).toBe("60.00");
    const half = rollOf([
      ["A", 50],
      ["B", 50],
    ]);
    expect(weighRoll(half, [{ kind: "sumOfOthers", axis: "area" }])).toBe(half);
  });
});

describe("a class that counts with a third", () => {
  const third = {
    kind: "scale",
    axis: "area",
    ownerClass: "original-owner",
    atLeast: [1, 2],
    moreThanUnits: 2,
    factor: [1, 3],
  } as const;
  const classes = { "original-owner": ["A"] };

  test("from half of the whole on, in a scheme of more than two units, exactly", () => {
    const scaled = weighRoll(
      rollOf([
        ["A", 50],
        ["B", 25],
        ["C", 25],
      ]),
      [third],
      classes,
    );
    expect(areas(scaled)).toEqual(["16.666666666", "25.00", "25.00"]);
    expect(scaled.totals.area! * 3n).toBe(200n * scaled.scales.area!.perOne);
  });

  test("not below half, not in a scheme of two, not without the class", () => {
    const less = rollOf([
      ["A", 49],
      ["B", 26],
      ["C", 25],
    ]);
    expect(weighRoll(less, [third], classes)).toBe(less);
    const two = rollOf([
      ["A", 50],
      ["B", 50],
    ]);
    expect(weighRoll(two, [third], classes)).toBe(two);
    const three = rollOf([
      ["A", 50],
      ["B", 25],
      ["C", 25],
    ]);
    expect(weighRoll(three, [third])).toBe(three);
  });
});

test("who is excluded leaves the whole with heads and area, who is barred does not", () => {
  const roll = rollOf([
    ["A", 50],
    ["B", 30],
    ["C", 20],
  ]);
  const bars = [
    { when: "untraceable", effect: "leaveBase", exceptRules: [] },
    { when: "arrears", effect: "barVote", exceptRules: ["unanimous"] },
  ] as const;
  const classes = { untraceable: ["A"], arrears: ["B"] };
  const left = barVoters(roll, bars, classes, "ordinary");
  expect(left.roll.totals).toMatchObject({ heads: 2n, area: 500_000n });
  expect(left.barred).toEqual({ B: "arrears" });
  expect(barVoters(roll, bars, classes, "unanimous").barred).toEqual({});
});

test("law: no transform gives anyone more than they had, or a whole of more than before", () => {
  const holdings = fc.array(
    fc.tuple(fc.constantFrom("A", "B", "C", "D"), fc.integer({ min: 1, max: 99 })),
    { minLength: 1, maxLength: 9 },
  );
  fc.assert(
    fc.property(holdings, (held) => {
      const roll = rollOf(held);
      const cut = weighRoll(roll, [
        { kind: "cap", axes: ["area"], share: [2, 5], inBase: true },
        { kind: "sumOfOthers", axis: "area" },
      ]);
      const times = cut.scales.area!.perOne / roll.scales.area!.perOne;
      expect(cut.totals.area! <= roll.totals.area! * times).toBe(true);
      for (const [at, voter] of cut.voters.entries()) {
        expect(voter.weights.area! <= roll.voters[at]!.weights.area! * times).toBe(true);
      }
    }),
  );
});
