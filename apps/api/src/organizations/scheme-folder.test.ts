import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { schemesIn } from "./scheme-folder.ts";

const examples = fileURLToPath(new URL("../../../../examples/packs", import.meta.url));

test("a folder of further schemes is read at start", async () => {
  const schemes = await schemesIn(examples);
  expect(schemes.get("icnptso")?.scheme.terms.length).toBeGreaterThan(50);
  expect(await schemesIn(undefined)).toEqual(new Map());
});

test("a faulty scheme stops the start and says where", async () => {
  const folder = mkdtempSync(join(tmpdir(), "xinyi-schemes-"));
  try {
    mkdirSync(join(folder, "broken"));
    writeFileSync(join(folder, "broken", "scheme.json"), "{");
    await expect(schemesIn(folder)).rejects.toThrow(/broken.scheme\.json: /);
    writeFileSync(join(folder, "broken", "scheme.json"), '{"id":"broken"}');
    await expect(schemesIn(folder)).rejects.toThrow(/version/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
