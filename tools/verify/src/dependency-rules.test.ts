import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./run.ts";

/** Each rule with one file that breaks it: [rule, the file, what it imports]. */
const planted = [
  ["no-circular-in-packages", "packages/money/src/circle-a.ts", "./circle-b.ts"],
  ["no-circular-at-run-time", "apps/api/src/circle-a.ts", "./circle-b.ts"],
  ["no-unresolved", "packages/money/src/nowhere.ts", "@xinyi/nowhere"],
  ["primitive-stands-below", "packages/money/src/up.ts", "../../trust-accounting/src/index.ts"],
  ["only-identifiers-dates", "packages/money/src/dates.ts", "../../calendar/src/index.ts"],
  ["domain-stands-alone", "packages/trust-accounting/src/vote.ts", "@xinyi/committee-voting"],
  ["open-data-stands-alone", "packages/open-data/src/vote.ts", "@xinyi/committee-voting"],
  ["core-is-pure", "packages/money/src/disk.ts", "node:fs"],
  ["packages-never-import-apps", "packages/money/src/app.ts", "../../../apps/api/src/index.ts"],
  ["apps-never-import-apps", "apps/admin/src/api.ts", "../../api/src/index.ts"],
  ["api-is-not-its-own-client", "apps/api/src/client.ts", "../../../packages/api-client/index.ts"],
  ["rule-packs-are-data", "packages/jurisdictions/src/deep.ts", "@xinyi/committee-voting"],
  ["decimal-only-in-money", "packages/money/src/rate.ts", "decimal.js"],
  ["date-library-only-in-calendar", "apps/api/src/dates.ts", "date-fns"],
  ["zod-only-at-the-rim", "packages/trust-accounting/src/ledger.ts", "zod"],
  ["database-only-in-the-api", "apps/admin/src/sql.ts", "pg"],
  ["product-runs-without-development-tools", "packages/money/src/bench.ts", "tsup"],
  ["every-dependency-is-listed", "apps/reporting/src/extra.ts", "unlisted"],
] as const;

/** What the same rules must let pass. */
const allowed = [
  ["packages/money/src/rounding.ts", "decimal.js"],
  ["packages/calendar/src/local-date.ts", "date-fns"],
  ["packages/trust-accounting/src/schema.ts", "zod"],
  ["packages/trust-accounting/src/account.ts", "../../calendar/src/index.ts"],
  ["packages/jurisdictions/src/schema.ts", "../../committee-voting/dist/schema.js"],
  ["apps/api/src/store.ts", "pg"],
  ["apps/api/src/types-a.ts", "./types-b.ts"],
  ["packages/money/src/disk.test.ts", "node:fs"],
] as const;

const externals = ["zod", "decimal.js", "date-fns", "pg", "tsup", "unlisted"];
let folder: string;
let violations: readonly { from: string; rule: string }[];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "xinyi-rules-"));
  const listed = Object.fromEntries(
    ["zod", "decimal.js", "date-fns", "pg", "@xinyi/committee-voting"].map((name) => [
      name,
      "1.0.0",
    ]),
  );
  write(
    "package.json",
    JSON.stringify({ type: "module", dependencies: listed, devDependencies: { tsup: "1.0.0" } }),
  );
  for (const name of externals) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
    write(`node_modules/${name}/index.js`, "module.exports = {};");
  }
  const voting = "node_modules/@xinyi/committee-voting";
  write(
    `${voting}/package.json`,
    JSON.stringify({ main: "../../../packages/committee-voting/dist/index.js" }),
  );
  const targets = [
    "packages/trust-accounting/src/index.ts",
    "packages/calendar/src/index.ts",
    "packages/committee-voting/dist/index.js",
    "packages/committee-voting/dist/schema.js",
    "packages/api-client/index.ts",
    "apps/api/src/index.ts",
  ];
  for (const path of targets) write(path, "export const here = 1;\n");
  const back = 'import type { used } from "./circle-a.ts";\nexport type B = typeof used;\n';
  write("packages/money/src/circle-b.ts", back);
  write("apps/api/src/circle-b.ts", 'import "./circle-a.ts";\nexport const b = 1;\n');
  write("apps/api/src/types-b.ts", back.replace("circle", "types"));
  for (const [path, target] of [...planted.map(([, ...rest]) => rest), ...allowed]) {
    write(path, `import * as it from "${target}";\nexport const used = it;\n`);
  }
  const ran = spawnSync(
    join(root, "node_modules", ".bin", "depcruise"),
    [
      "packages",
      "apps",
      "--config",
      join(root, ".dependency-cruiser.cjs"),
      "--output-type",
      "json",
    ],
    { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 },
  );
  const report = JSON.parse(ran.stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  violations = report.summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a planted violation is seen", () => {
  test.each(planted)("%s in %s", (rule, from) => {
    expect(violations).toContainEqual({ from, rule });
  });
});

describe("what the layout allows passes", () => {
  test.each(allowed)("%s may import %s", (from) => {
    expect(violations.filter((violation) => violation.from === from)).toEqual([]);
  });
});

test("every rule of the configuration has its planted violation", async () => {
  const { default: configuration } = (await import(join(root, ".dependency-cruiser.cjs"))) as {
    default: { forbidden: { name: string }[] };
  };
  expect(planted.map(([rule]) => rule).sort()).toEqual(
    configuration.forbidden.map((rule) => rule.name).sort(),
  );
});
