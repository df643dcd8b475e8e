import { expect, test } from "vitest";
import { hashOf, sha256Hex } from "./index.ts";

test("the examples of the standard, FIPS 180-4", () => {
  expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("text is hashed as its UTF-8", () => {
  expect(sha256Hex("信")).toBe(sha256Hex(Uint8Array.of(0xe4, 0xbf, 0xa1)));
});

test("text that UTF-8 cannot carry is a defect", () => {
  expect(() => sha256Hex("\ud83d")).toThrow("half a surrogate pair");
});

test("a value's hash is that of its canonical form", () => {
  expect(hashOf({ b: 1, a: [2] })).toBe(sha256Hex('{"a":[2],"b":1}'));
});
