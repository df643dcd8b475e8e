import { evaluate as theirs } from "feelin";
import { describe, expect, test } from "vitest";
import { compile } from "./compile.ts";
import { decide } from "./decide.ts";
import type { Plain } from "./value.ts";

const facts = { n: 4, name: "Lì", list: [1, 2, 3], who: { age: 7 }, "is late": true };

/** The value of an output, in a table whose one rule always matches. */
function answerOf(text: string): Plain {
  const inputs = Object.keys(facts).map((name) => ({ name }));
  const rules = [{ when: inputs.map(() => "-"), then: [text] }];
  const compiled = compile({ hitPolicy: "first", inputs, outputs: [{ name: "o" }], rules });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.rejection));
  return decide(facts, compiled.value).value;
}

describe("an output reads as feelin reads it", () => {
  test.each([
    "n * 2 + 1",
    "(n + 1) * 3",
    "n ** 2 / 8",
    "-n",
    "1 - 2 - 3",
    '"R" + name',
    "if n > 3 then name else null",
    "if is late and n < 3 then 1 else 2",
    "n = 4 or null",
    "not(is late)",
    "n in (1, 4)",
    "n in [1..4)",
    "n between 1 and 4",
    "list contains(list, 2)",
    "count(list)",
    "sum(list)",
    "sum(1, 2, 3)",
    "min(list)",
    "max(3, 9, 4)",
    "some x in list satisfies x > 2",
    "every x in list satisfies x > 2",
    "for x in list return x * n",
    "list[2]",
    "list[-1]",
    "list[item > 1]",
    "who.age + 1",
    '{a: n, "b c": name}',
    "{a: n}.a",
    "[1, n, name]",
    "concatenate(list, [9])",
    "append(list, 9)",
    'upper case("ab") + lower case("CD")',
    'substring("信义小区", 3)',
    'substring("信义小区", -2, 1)',
    'string length("信义")',
    'contains("abc", "b") and starts with("abc", "a") and ends with("abc", "c")',
    "abs(-n)",
    "floor(-1.5)",
    "ceiling(1.2)",
    "string(n)",
    "null",
    "true",
    "all([true, false])",
    "any([true, false])",
    "name instance of string",
    "n instance of string",
  ])("%s", (text) => {
    expect(answerOf(text)).toEqual(theirs(text, facts).value);
  });
});

test.each<[string, Plain]>([
  // Here feelin, which counts in floats, differs or has no words.
  ["decimal(2.345, 2)", 2.34],
  ["0.1 + 0.2", 0.3],
  ["9007199254740993 + 0", "9007199254740993"],
  ["1 / 0", null],
  ["1 / 3", `0.${"3".repeat(34)}`],
  ['"a" + 1', null],
  ['date("2024-02-29")', "2024-02-29"],
  ['@"P1D"', "P1D"],
  ['"\\u4fe1\\n\\"\\\\"', '信\n"\\'],
  ["1e6000 * 1e6000", null],
])("%s is %j", (text, expected) => {
  expect(answerOf(text)).toEqual(expected);
});
