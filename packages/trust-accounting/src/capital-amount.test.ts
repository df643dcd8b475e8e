import { money } from "@xinyi/money";
import { expect, test } from "vitest";
import { capitalAmount } from "./capital-amount.ts";

// The first four stand in 《正确填写票据和结算凭证的基本规定》; where the place of 元 is 0, its 零 may be left out.
test.each([
  [140_950n, "人民币壹仟肆佰零玖元伍角整"],
  [600_714n, "人民币陆仟零柒元壹角肆分"],
  [1_640_902n, "人民币壹万陆仟肆佰零玖元零贰分"],
  [10_700_053n, "人民币壹拾万柒仟元伍角叁分"],
  [100n, "人民币壹元整"],
  [5n, "人民币伍分"],
  [50n, "人民币伍角整"],
  [1_000_000n, "人民币壹万元整"],
  [1_000_100n, "人民币壹万零壹元整"],
  [10_000_000_00n, "人民币壹仟万元整"],
  [100_000_001_00n, "人民币壹亿零壹元整"],
  [100_100_000_00n, "人民币壹亿零壹拾万元整"],
  [134_21n, "人民币壹佰叁拾肆元贰角壹分"],
])("%s fen are %s", (minor, words) => {
  expect(capitalAmount(money(minor, "CNY"))).toBe(words);
});

test("what is no payment in yuan has no such words", () => {
  expect(capitalAmount(money(0n, "CNY"))).toBeUndefined();
  expect(capitalAmount(money(-1n, "CNY"))).toBeUndefined();
  expect(capitalAmount(money(100n, "USD"))).toBeUndefined();
});
