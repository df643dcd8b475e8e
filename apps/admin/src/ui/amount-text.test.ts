import { describe, expect, test } from "vitest";
import { groupDigits, isOutgoing, isZeroAmount, plainAmount, unsigned } from "./amount-text.ts";

describe("amounts as people read them", () => {
  test.each([
    ["0.00", "0.00"],
    ["999.99", "999.99"],
    ["1234.50", "1,234.50"],
    ["123456789012345.00", "123,456,789,012,345.00"],
    ["-1234.50", "−1,234.50"],
    ["1000", "1,000"],
    ["0.1234", "0.1234"],
  ])("%s reads %s", (amount, read) => {
    expect(groupDigits(amount)).toBe(read);
  });

  test("what is no amount is shown as it came", () => {
    expect(groupDigits("1e400")).toBe("1e400");
  });

  test("zero has no direction", () => {
    expect(["0.00", "-0.00", "0"].map(isZeroAmount)).toEqual([true, true, true]);
    expect(["0.01", "-0.10", "10.00"].map(isZeroAmount)).toEqual([false, false, false]);
    expect([isOutgoing("-0.01"), isOutgoing("-0.00"), isOutgoing("0.01")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(unsigned("-12.30")).toBe("12.30");
  });

  test("an amount may be typed with grouping and in full-width digits", () => {
    expect(plainAmount(" 1,234.50 ")).toBe("1234.50");
    expect(plainAmount("\uff11\uff12\uff0c\uff13\uff14\uff15\uff0e\uff10\uff11")).toBe("12345.01");
  });
});
