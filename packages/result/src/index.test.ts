import { expect, test } from "vitest";
import { accept, type Result, reject, unreachable } from "./index.ts";

function halve(n: number): Result<number, { kind: "odd"; n: number }> {
  return n % 2 === 0 ? accept(n / 2) : reject({ kind: "odd", n });
}

test("a value and a refusal are plain data", () => {
  expect(halve(4)).toEqual({ ok: true, value: 2 });
  expect(JSON.parse(JSON.stringify(halve(3)))).toEqual({
    ok: false,
    rejection: { kind: "odd", n: 3 },
  });
});

test("narrowing on ok reaches the value", () => {
  const answer = halve(10);
  expect(answer.ok && answer.value).toBe(5);
});

test("unreachable throws and names the value", () => {
  expect(() => unreachable("x" as never)).toThrow('unreachable: "x"');
});
