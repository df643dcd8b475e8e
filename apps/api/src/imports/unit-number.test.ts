import { expect, test } from "vitest";
import { buildingOf, unitNumber } from "./unit-number.ts";

test.each([
  "3-2-502",
  "3栋2单元502室",
  "3栋2单元502",
  " 3 栋 2 单元 502 室 ",
  "3幢2单元502号",
  "3号楼2单元502",
  "3#2-502",
  "3#2#502",
  "３－２－５０２",
  "3 - 2 - 502",
  "3—2—502",
])("%s is unit 3-2-502", (text) => {
  expect(unitNumber(text)).toBe("3-2-502");
});

test("what is of no such form keeps its own words", () => {
  expect(unitNumber("商铺 12号")).toBe("商铺 12");
  expect(unitNumber("A-1502")).toBe("A-1502");
});

test("the building is read off the number", () => {
  expect(buildingOf("3-2-502")).toBe("3栋");
  expect(buildingOf("商铺12")).toBeUndefined();
});
