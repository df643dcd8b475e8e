import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, inject, test } from "vitest";
import { apiReport, reportPath } from "../src/api-report.ts";
import { published, root } from "../src/published.ts";
import { runThere, userNode } from "../src/scratch.ts";

const call = promisify(execFile);

describe.each(published())("$name", (one) => {
  test("publint finds nothing to say about its tarball", async () => {
    const tarball = readFileSync(path(one.name));
    const bytes = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.length);
    const { messages, pkg } = await publint({
      pack: { tarball: bytes as ArrayBuffer },
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test.concurrent("its types resolve for every ESM user", async ({ expect }) => {
    const attw = join(root, "tools", "packages", "node_modules", ".bin", "attw");
    const flags = ["--profile", "esm-only", "--no-emoji", "--no-color"];
    const entries = ["--entrypoints", ...one.doors];
    const said = await call(attw, [path(one.name), ...flags, ...entries]).catch(
      (error: { stdout: string }) => error.stdout,
    );
    expect(said).toHaveProperty("stdout");
  });

  test("its door is the one that was reviewed (packages/NAME/api.md)", () => {
    expect(
      existsSync(reportPath(one)),
      "no api.md; pnpm --filter @xinyi/package-checks accept-api",
    ).toBe(true);
    expect(apiReport(one)).toBe(readFileSync(reportPath(one), "utf8"));
  });

  test.each(one.doors)(
    `%s opens on Node ${userNode().version} from an installed tarball`,
    (door) => {
      const user = inject("user");
      const specifier = join(one.name, door);
      const file = `open-${specifier.replace(/\W+/g, "-")}.mjs`;
      const program = `import * as it from ${JSON.stringify(specifier)};\nconsole.log(Object.keys(it).length);\n`;
      writeFileSync(join(user, file), program);
      expect(Number(runThere(user, file))).toBeGreaterThan(0);
    },
  );
});

function path(name: string): string {
  const tarball = inject("tarballs").find((one) => one.name === name);
  if (!tarball) throw new Error(`${name} was not packed`);
  return tarball.path;
}
