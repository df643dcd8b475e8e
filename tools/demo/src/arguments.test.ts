import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

test("a seed alone is written to a folder of its name", () => {
  expect(readArguments(["--seed", "7"])).toEqual({
    kind: "demo",
    seed: 7,
    out: "demo-7",
    url: undefined,
  });
});

test("with an address nothing is written unless a folder is named too", () => {
  const url = new URL("http://localhost:3000");
  expect(readArguments(["--url=http://localhost:3000"])).toMatchObject({ out: undefined, url });
  expect(readArguments(["--url", "http://localhost:3000", "--out", "x"])).toMatchObject({
    out: "x",
    url,
  });
});

test.each([
  [["--sede", "7"], "--sede: unknown option"],
  [["--seed"], "--seed: a value is missing"],
  [["--seed", "1", "--seed", "2"], "--seed: given twice"],
  [["--seed", "-1"], "--seed -1: a whole number of up to nine digits"],
  [["--seed", "1e3"], "--seed 1e3: a whole number of up to nine digits"],
  [["--url", "file:///etc"], "--url file:///etc: not an http address"],
  [["--url", "localhost"], "--url localhost: not an http address"],
])("%j is refused", (args, problem) => {
  expect(readArguments(args)).toEqual({ kind: "wrong", problem });
});

test("help is help wherever it stands", () => {
  expect(readArguments(["--seed", "1", "--help"])).toEqual({ kind: "help" });
});
