import { expect, test } from "vitest";
import { maskAccount, maskName } from "./mask.ts";

test.each([
  ["张三", "张*"],
  ["欧阳小明", "欧***"],
  ["Li", "L*"],
  ["", "*"],
  ["王", "王*"],
])("the name %s is shown as %s", (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test("an account shows its last four", () => {
  expect(maskAccount("6222020000001234")).toBe("****1234");
});
