import { hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commitment, opensTo } from "./index.ts";
import vectors from "./vectors.json" with { type: "json" };

test.each(vectors.commitments)(
  "the commitment to $value",
  ({ value, salt, commitment: expected }) => {
    expect(commitment(value, hexToBytes(salt))).toBe(expected);
    expect(opensTo(expected, value, hexToBytes(salt))).toBe(true);
  },
);

test("it opens neither to another value nor under another salt", () => {
  const salt = new Uint8Array(32);
  const committed = commitment("张三", salt);
  expect(opensTo(committed, "李四", salt)).toBe(false);
  expect(opensTo(committed, "张三", new Uint8Array(32).fill(1))).toBe(false);
});

test("a salt of another length is a defect", () => {
  expect(() => commitment("x", new Uint8Array(16))).toThrow("a salt has 32 bytes, this one 16");
});

describe("laws", () => {
  const salts = fc.uint8Array({ minLength: 32, maxLength: 32 });

  test("two values or two salts never share a commitment", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), salts, salts, (a, b, salt, other) => {
        expect(opensTo(commitment(a, salt), b, salt)).toBe(JSON.stringify(a) === JSON.stringify(b));
        fc.pre(salt.join() !== other.join());
        expect(commitment(a, salt)).not.toBe(commitment(a, other));
      }),
    );
  });
});
