import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatQuantity, parseQuantity, scaleOf } from "./quantity.ts";

const area = scaleOf({ unit: "m2", decimals: 4, step: "0.01" });
const heads = scaleOf({ unit: "head", decimals: 0, step: "1" });

describe("a quantity", () => {
  test("is read as whole square centimetres and printed to the hundredth", () => {
    expect(parseQuantity("5369.63", area)).toEqual({ ok: true, value: 53_696_300n });
    expect(formatQuantity(53_696_300n, area)).toBe("5369.63");
    expect(formatQuantity(300_000_000n, area)).toBe("30000.00");
    expect(formatQuantity(12_345n, area)).toBe("1.2345");
    expect(formatQuantity(7n, heads)).toBe("7");
  });

  test("refuses half a head, a sign, an exponent and a blank", () => {
    for (const text of ["12.5", "-1", "1e3", "", " 1", "1.", "0x10"]) {
      expect(parseQuantity(text, heads).ok, text).toBe(false);
    }
    expect(parseQuantity("1.23456", area)).toMatchObject({
      rejection: { kind: "too-many-decimals", decimals: 4 },
    });
  });

  test("zeros beyond the axis' decimals are no decimals", () => {
    expect(parseQuantity("60.00", heads)).toEqual({ ok: true, value: 60n });
  });

  test("a third is printed rounded down, never up", () => {
    const thirds = { perOne: 30_000n, step: 300n };
    expect(formatQuantity(20_000n, thirds)).toBe("0.666666666");
    expect(formatQuantity(-20_000n, thirds)).toBe("-0.666666666");
  });

  test("a step finer than what is counted is a fault of the pack", () => {
    expect(() => scaleOf({ unit: "head", decimals: 0, step: "0.5" })).toThrow("finer");
  });

  test("law: what is printed reads back as itself", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (units) => {
        expect(parseQuantity(formatQuantity(units, area), area)).toEqual({
          ok: true,
          value: units,
        });
      }),
    );
  });
});
