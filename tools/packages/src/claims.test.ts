import { describe, expect, test } from "vitest";
import { claimsOf, disagreements, holds } from "./claims.ts";

describe("what a program says of itself is found", () => {
  test("beside an expression, below it, and over several lines", () => {
    const { claims, source } = claimsOf(`import { f } from "x";

const fee = f(1); // not a claim, for nothing is shown
f(fee); // "134.21", rounded once
f({
  a: "//",
});
// { ok: true,
//   value: 1n }
`);
    expect(claims).toEqual(['"134.21", rounded once', "{ ok: true, value: 1n }"]);
    expect(source).toContain("show(f(fee));");
    expect(source).toContain('show(f({\n  a: "//",\n}));');
    expect(source).toContain("const fee = f(1);");
  });

  test("not in a type of several lines, nor in a function", () => {
    const { claims, source } = claimsOf(`type R =
  | { a: 1 }
  | { b: 2 };

function f(n: number): R {
  return { a: 1 };
}

f(1);  // { a: 1 }
`);
    expect(claims).toEqual(["{ a: 1 }"]);
    expect(source.match(/show\(/g)).toHaveLength(1);
  });

  test("beside a console.log, which stays as it is", () => {
    const { claims, source } = claimsOf('const a = 1;\nconsole.log("a", a); // a 1\n');
    expect(claims).toEqual(["a 1"]);
    expect(source).not.toContain("show(");
  });
});

test.each([
  ['"134.21", exactly 134.205 before rounding', '"134.21"', true],
  ['"134.21"', '"134.20"', false],
  ["10", "1", false],
  ["true", "true", true],
  ['… { kind: "x", n: 1 }', '{ ok: false, rejection: { kind: "x", n: 1 } }', true],
  ['… { kind: "x", n: 2 }', '{ ok: false, rejection: { kind: "x", n: 1 } }', false],
  ["…", "anything", false],
  ["[1, …, 9]", "[1, 2, 9]", true],
  ["", "1", false],
])("%s claims %s: %s", (claim, actual, expected) => {
  expect(holds(claim, actual)).toBe(expected);
});

describe("what a program prints is compared with what it says", () => {
  const prints = claimsOf(
    'for (const n of [1, 2]) {\n  console.log([n, "x"]);\n}\n// [ 1,\n//   "x" ] … [ 2, "x" ]\n',
  );

  test.each([
    ['[ 1, "x" ]\n[ 2, "x" ]', 0],
    ['[ 1, "x" ]\n[ 3, "x" ]', 1],
    ['[ 1, "x" ]', 1],
    ["", 1],
  ])("%j", (output, faults) => {
    expect(disagreements(prints, output)).toHaveLength(faults);
  });

  test("printing more than is said is a disagreement", () => {
    expect(disagreements(claimsOf('console.log("a"); // a'), "a\nb")).toHaveLength(1);
  });

  test("a program that says nothing is followed by its output", () => {
    const silent = claimsOf('console.log("a");', "a\n");
    expect(disagreements(silent, "a\n")).toEqual([]);
    expect(disagreements(silent, "b\n")).toHaveLength(1);
    expect(disagreements(claimsOf('console.log("a");'), "a")).toHaveLength(1);
  });
});
