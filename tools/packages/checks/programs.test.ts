import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { disagreements, showModule } from "../src/claims.ts";
import { examples, readmes } from "../src/programs.ts";
import { compileThere, runThere } from "../src/scratch.ts";

const shown = readmes();
const programs = [...examples(), ...shown.filter((one) => "source" in one)];
const longest = 20;

let errors: ReadonlyMap<string, string>;
beforeAll(() => {
  const user = inject("user");
  writeFileSync(join(user, "show.ts"), showModule);
  for (const { name, source } of programs) writeFileSync(join(user, `${name}.ts`), source);
  errors = compileThere(user);
}, 60_000);

describe.each(programs)("$from", (program) => {
  const { name, lines } = program;

  test(`has at most ${longest} lines`, () => {
    expect(lines).toBeLessThanOrEqual(longest);
  });

  test("compiles against the installed types and prints what it says", () => {
    expect(errors.get(`${name}.ts`) ?? "").toBe("");
    const printed = runThere(inject("user"), join("out", `${name}.js`));
    expect(disagreements(program, printed)).toEqual([]);
  });
});

test("the published declarations themselves compile", () => {
  const names = new Set(programs.map(({ name }) => `${name}.ts`));
  expect([...errors].filter(([file]) => !names.has(file))).toEqual([]);
});

describe("every package's README opens with a program", () => {
  test.each(shown)("$from", (one) => {
    expect("missing" in one ? one.missing : "").toBe("");
  });
});
