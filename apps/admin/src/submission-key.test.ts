import { describe, expect, test } from "vitest";
import { fingerprintOf, isFinalAnswer, submissionFor } from "./submission-key.ts";

let made = 0;
const makeKey = () => `key-${++made}`;

describe("one key per submission", () => {
  test("the same content is sent again under the same key", () => {
    const first = submissionFor(undefined, "bill 2026-01", makeKey);
    expect(submissionFor(first, "bill 2026-01", makeKey)).toBe(first);
  });

  test("other content takes another key", () => {
    const first = submissionFor(undefined, "bill 2026-01", makeKey);
    expect(submissionFor(first, "bill 2026-02", makeKey).key).not.toBe(first.key);
  });

  test("a refusal is final, a lost answer and a failing server are not", () => {
    expect([200, 409, 422, 500, 503, undefined].map(isFinalAnswer)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test("two versions of a file are two contents", () => {
    const roll = (lastModified: number) => ({
      from: "2026-01-01",
      file: new File(["a"], "roll.csv", { lastModified }),
    });
    expect(fingerprintOf(roll(1))).toBe(fingerprintOf(roll(1)));
    expect(fingerprintOf(roll(1))).not.toBe(fingerprintOf(roll(2)));
  });
});
