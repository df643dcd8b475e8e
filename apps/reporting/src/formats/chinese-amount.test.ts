import { money } from "@xinyi/money";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountInWords } from "./chinese-amount.ts";

const words = (minor: bigint) => amountInWords(money(minor, "CNY"));

describe("an amount in capital numerals", () => {
  test.each([
    [0n, "零元整"],
    [1n, "壹分"],
    [5n, "伍分"],
    [10n, "壹角整"],
    [56n, "伍角陆分"],
    [100n, "壹元整"],
    [105n, "壹元零伍分"],
    [150n, "壹元伍角整"],
    [1000n, "壹拾元整"],
    [10_005n, "壹佰元零伍分"],
    [140_950n, "壹仟肆佰零玖元伍角整"],
    [600_714n, "陆仟零柒元壹角肆分"],
    [10_700_053n, "壹拾万零柒仟元伍角叁分"],
    [1_050_006n, "壹万零伍佰元零陆分"],
    [1_640_902n, "壹万陆仟肆佰零玖元零贰分"],
    [10_000_000n, "壹拾万元整"],
    [10_000_001_00n, "壹仟万零壹元整"],
    [100_000_000_00n, "壹亿元整"],
    [100_010_000_00n, "壹亿零壹万元整"],
    [100_000_001_00n, "壹亿零壹元整"],
    [1_000_000_000_000_00n, "壹万亿元整"],
    [1_000_100_000_000_00n, "壹万零壹亿元整"],
    [1_000_000_000_001_00n, "壹万亿零壹元整"],
    [-134_21n, "负壹佰叁拾肆元贰角壹分"],
  ])("%d fen is %s", (minor, expected) => {
    expect(words(minor)).toBe(expected);
  });

  test("other money has no such form", () => {
    expect(amountInWords(money(100n, "EUR"))).toBeUndefined();
  });

  test("what is written can be read back, and no two zeros stand together", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (minor) => {
        const text = words(minor) ?? "";
        expect(read(text)).toBe(minor);
        expect(text).not.toContain("零零");
      }),
    );
  });
});

/** The inverse, written on its own: a numeral times its place, a myriad times all before it. */
function read(text: string): bigint {
  const places: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1000n };
  let [total, section, digit, minor] = [0n, 0n, 0n, 0n];
  for (const character of text) {
    const value = "零壹贰叁肆伍陆柒捌玖".indexOf(character);
    if (value >= 0) digit = BigInt(value);
    else if (character in places) {
      section += digit * (places[character] ?? 0n);
      digit = 0n;
    } else if (character === "万" || character === "亿") {
      const scale = character === "万" ? 10_000n : 100_000_000n;
      total =
        character === "亿" ? (total + section + digit) * scale : total + (section + digit) * scale;
      [section, digit] = [0n, 0n];
    } else if (character === "元") {
      minor += (total + section + digit) * 100n;
      [section, digit] = [0n, 0n];
    } else if (character === "角" || character === "分") {
      minor += digit * (character === "角" ? 10n : 1n);
      digit = 0n;
    }
  }
  return minor;
}
