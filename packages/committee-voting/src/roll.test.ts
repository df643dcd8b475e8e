import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rulesOf } from "./fixtures/sample.ts";
import { correctRoll, rollForm, rollFrom, rollHash, thinPseudonyms, type Unit } from "./roll.ts";

const { scales, roll: policy } = rulesOf();
const build = (units: readonly Unit[]) => {
  const roll = rollFrom(units, policy!.value, scales);
  if (!roll.ok) throw new Error(JSON.stringify(roll.rejection));
  return roll.value;
};
const flat = (id: string, owners: readonly string[], more: Partial<Unit> = {}): Unit => ({
  id,
  owners,
  area: "90.00",
  ...more,
});

describe("a roll", () => {
  test("counts the developer's unsold and undelivered parts as one head, their area in full", () => {
    const roll = build([
      flat("1", ["developer"], { state: "unsold" }),
      flat("2", ["Z"], { state: "sold-undelivered" }),
      flat("3", ["Z"]),
    ]);
    expect(roll.totals).toEqual({ heads: 2n, area: 2_700_000n });
    expect(roll.voters.map(({ id, units }) => [id, units])).toEqual([
      ["developer", ["1", "2"]],
      ["Z", ["3"]],
    ]);
  });

  test("takes a head to be a set of owners, in whatever order they are named", () => {
    const roll = build([flat("1", ["A"]), flat("2", ["B", "A"]), flat("3", ["A", "B"])]);
    expect(roll.totals.heads).toBe(2n);
  });

  test("never takes one owner called A+B for the pair of A and B", () => {
    expect(build([flat("1", ["A+B"]), flat("2", ["A", "B"])]).totals.heads).toBe(2n);
  });

  test("takes area from register, then survey, then contract", () => {
    const areas = { contract: "100.00", survey: "99.10", register: "98.30" };
    const { register: _, ...surveyed } = areas;
    const roll = build([
      { id: "1", owners: ["A"], areas },
      { id: "2", owners: ["B"], areas: surveyed },
    ]);
    expect(roll.areaSource).toEqual({ "1": "register", "2": "survey" });
    expect(roll.totals.area).toBe(983_000n + 991_000n);
  });

  test("leaves out the kinds of unit that do not count", () => {
    const counts = { ...policy!.value, leftOut: ["parking"] };
    const roll = rollFrom(
      [flat("1", ["A"]), flat("P1", ["B"], { kind: "parking" })],
      counts,
      scales,
    );
    expect(roll).toMatchObject({ ok: true, value: { totals: { heads: 1n, area: 900_000n } } });
  });

  test("counts a kind of unit that is not left out", () => {
    const counts = { ...policy!.value, leftOut: ["parking"] };
    const roll = rollFrom([flat("S1", ["A"], { kind: "store" })], counts, scales);
    expect(roll).toMatchObject({ value: { totals: { heads: 1n } } });
  });

  test("counts heads by unit, or by the first owner named, where the law says so", () => {
    const units = [flat("1", ["A"]), flat("2", ["A", "B"]), flat("3", ["B", "A"])];
    const ids = (heads: "unit" | "first-owner") => {
      const roll = rollFrom(units, { ...policy!.value, heads }, scales);
      return roll.ok ? roll.value.voters.map(({ id }) => id) : [];
    };
    expect(ids("unit")).toEqual(["1", "2", "3"]);
    expect(ids("first-owner")).toEqual(["A", "B"]);
  });

  test("needs no area where the law names no source of it, and adds what weights there are", () => {
    const shares = { ...scales, shares: { perOne: 1n, step: 1n } };
    const free = { ...policy!.value, areaSource: [] };
    const units: readonly Unit[] = [
      { id: "1", owners: ["A"] },
      { id: "2", owners: ["A"], weights: { shares: "7", heads: "9", votes: "3" } },
      { id: "3", owners: ["A"], weights: { shares: "5", area: "2.00" } },
    ];
    expect(rollFrom(units, free, shares)).toMatchObject({
      ok: true,
      value: { voters: [{ weights: { heads: 1n, shares: 12n, area: 20_000n } }], unitCount: 3 },
    });
    expect(
      rollFrom([{ id: "1", owners: ["A"], weights: { area: "2.00" } }], policy!.value, scales),
    ).toMatchObject({ ok: true, value: { totals: { area: 20_000n }, areaSource: {} } });
  });

  test("refuses the first unit that cannot be counted", () => {
    const refusal = (units: readonly Unit[]) => rollFrom(units, policy!.value, scales);
    expect(refusal([flat("1", ["A"]), flat("1", ["B"])])).toMatchObject({
      rejection: { kind: "duplicate-unit", unit: "1" },
    });
    expect(refusal([flat("1", [])])).toMatchObject({ rejection: { kind: "unit-without-owner" } });
    expect(refusal([{ id: "1", owners: ["A"] }])).toMatchObject({ rejection: { kind: "no-area" } });
    expect(refusal([flat("1", ["A"], { area: "-1" })])).toMatchObject({
      rejection: { kind: "bad-weight", text: "-1" },
    });
  });

  test("a correction is logged with the hashes before and after it", () => {
    const units = [flat("1", ["A"]), flat("2", ["B"])];
    const correction = { unit: flat("2", ["A"]), reason: "sold in May", by: "person 7" };
    const corrected = correctRoll(units, correction, policy!.value, scales);
    expect(corrected).toMatchObject({
      ok: true,
      value: { roll: { totals: { heads: 1n } }, entry: { was: flat("2", ["B"]), by: "person 7" } },
    });
    if (!corrected.ok) return;
    const { entry, roll } = corrected.value;
    expect(entry.hashBefore).toBe(rollHash(build(units)));
    expect(entry.hashAfter).toBe(rollHash(roll));
    expect(entry.hashAfter).not.toBe(entry.hashBefore);
    expect(
      correctRoll(units, { ...correction, unit: flat("9", ["A"]) }, policy!.value, scales),
    ).toEqual({ ok: false, rejection: { kind: "unknown-unit", unit: "9" } });
  });

  test("is written in an order of its own, with the building where it is known", () => {
    const roll = build([
      flat("9", ["B"], { building: "b2" }),
      flat("3", ["B"], { building: "b2", areas: { register: "10.00" } }),
      flat("1", ["A"]),
    ]);
    expect(rollForm(roll)).toEqual({
      voters: [
        { id: "A", units: ["1"], weights: { area: "90.00", heads: "1" } },
        { id: "B", units: ["3", "9"], building: "b2", weights: { area: "100.00", heads: "1" } },
      ],
      totals: { area: "190.00", heads: "2" },
    });
    expect(roll.areaSource).toEqual({ "3": "register" });
    expect(roll.unitCount).toBe(3);
  });

  test("warns of pseudonyms that a neighbour sees through", () => {
    const roll = build([flat("1", ["A"]), flat("2", ["B"]), flat("3", ["C"], { area: "140.00" })]);
    expect(thinPseudonyms(roll, 2)).toEqual(["C"]);
    expect(thinPseudonyms(roll, 3)).toEqual(["A", "B", "C"]);
  });

  test("law: the hash does not depend on the order of the units", () => {
    const units = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(units, fc.infiniteStream(fc.nat()), (numbers, noise) => {
        const list = numbers.map((n) => flat(`${n}`, [`owner ${n % 5}`], { area: `${n}.50` }));
        const shuffled = list
          .map((unit) => ({ unit, key: noise.next().value ?? 0 }))
          .sort((left, right) => left.key - right.key)
          .map(({ unit }) => unit);
        expect(rollHash(build(shuffled))).toBe(rollHash(build(list)));
      }),
    );
  });

  test("law: areas add up, heads are at most the units", () => {
    const units = fc.array(fc.record({ owner: fc.nat(5), area: fc.integer({ min: 1, max: 500 }) }));
    fc.assert(
      fc.property(units, (list) => {
        const roll = build(
          list.map(({ owner, area }, at) => flat(`${at}`, [`${owner}`], { area: `${area}` })),
        );
        const whole = list.reduce((sum, { area }) => sum + BigInt(area) * 10_000n, 0n);
        expect(roll.totals.area ?? 0n).toBe(whole);
        expect(roll.voters.length).toBe(new Set(list.map(({ owner }) => owner)).size);
      }),
    );
  });
});
