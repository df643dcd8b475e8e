import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { browserBundle, runBare } from "../src/browser-bundle.ts";
import { readmes } from "../src/programs.ts";
import { published } from "../src/published.ts";

const doors = published().flatMap(({ name, doors: all }) => all.map((door) => join(name, door)));

describe("a tarball loads in a browser, without anything of Node's", () => {
  test.each(doors)("%s", async (door) => {
    const program = `import * as it from ${JSON.stringify(door)};\nconsole.log(Object.keys(it).length);\n`;
    const script = await browserBundle(inject("user"), door.replace(/\W+/g, "-"), program);
    expect(Number(runBare(script)[0])).toBeGreaterThan(0);
  });
});

describe("a README's program runs there to its end", () => {
  // One that awaits a server needs the API beside it; the stories have that.
  const programs = readmes()
    .filter((one) => "source" in one)
    .filter(({ source }) => !/\bawait\b/.test(source));
  test.each(programs)("$from", async ({ name, source }) => {
    const printed = runBare(await browserBundle(inject("user"), name, source));
    expect(printed.length).toBeGreaterThan(0);
  });
});

test("a program that asks for something of Node's is found", async () => {
  const user = inject("user");
  await expect(browserBundle(user, "fs", 'import "node:fs";')).rejects.toThrow("node:fs");
  const script = await browserBundle(user, "env", "console.log(process.env.HOME);");
  expect(() => runBare(script)).toThrow("process is not defined");
});
