import { expect, test } from "vitest";
import { intervalText, percentText } from "./rate-text.ts";

test.each([
  ["0.8571", "85.7%"],
  ["1.0000", "100.0%"],
  ["0.0000", "0.0%"],
  ["0.0005", "0.1%"],
  ["0.9", "90.0%"],
])("%s reads %s", (share, read) => {
  expect(percentText(share)).toBe(read);
});

test("an interval is rounded outwards", () => {
  expect(intervalText("0.4213", "0.9964")).toBe("42.1–99.7%");
  expect(intervalText("0.0000", "1.0000")).toBe("0.0–100.0%");
});
