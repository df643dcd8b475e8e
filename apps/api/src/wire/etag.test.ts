import { expect, test } from "vitest";
import { etagOf, isStillAt } from "./etag.ts";

test.each([
  ['"2.open"', true],
  ['"1.open", "2.open"', true],
  ["*", true],
  ['"1.open"', false],
  ['W/"2.open"', false],
  ["2.open", false],
  ["", false],
])("If-Match: %s of version 2 is %s", (given, isMatch) => {
  expect(isStillAt(given, etagOf(2, "open")).ok).toBe(isMatch);
});
