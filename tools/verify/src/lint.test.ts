import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./run.ts";

const rule = join(root, "tools", "verify", "lint", "facts-come-in.grit");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "xinyi-lint-"));
  writeFileSync(join(folder, "biome.json"), JSON.stringify({ plugins: [rule] }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(expression: string): { readonly failed: boolean; readonly said: string } {
  writeFileSync(join(folder, "it.ts"), `export const it = ${expression};\n`);
  const biome = join(root, "node_modules", ".bin", "biome");
  const { status, stdout, stderr } = spawnSync(biome, ["lint", "it.ts"], {
    cwd: folder,
    encoding: "utf8",
  });
  return { failed: status !== 0, said: stdout + stderr };
}

test.each(["Date.now()", "new Date()", "Math.random()", "crypto.randomUUID()"])(
  "%s outside a port is seen",
  (expression) => {
    const { failed, said } = lint(expression);
    expect(failed).toBe(true);
    expect(said).toContain("come in as facts");
  },
);

test.each(["new Date(0)", "Math.round(1.5)", "Date.UTC(2026, 0)"])("%s passes", (expression) => {
  expect(lint(expression)).toMatchObject({ failed: false });
});

test("the rule is switched on for the packages and the API", () => {
  const { overrides } = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
  const [{ plugins, includes }] = overrides;
  expect(plugins.map((plugin: string) => join(root, plugin))).toEqual([rule]);
  expect(includes).toEqual(expect.arrayContaining(["packages/*/src/**", "apps/api/src/**"]));
});
