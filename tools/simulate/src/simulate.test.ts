import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { plantedFaults } from "./planted-fault.ts";
import { type Outcome, simulate } from "./simulate.ts";

// The built application; `turbo run build` makes it.
const program = fileURLToPath(new URL("../../../apps/api/dist/main.js", import.meta.url));
const module = new URL("preload.child.ts", import.meta.url).href;

async function firstWeek(fault?: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "xinyi-simulation-"));
  chmodSync(folder, 0o755);
  const environment = fault === undefined ? {} : { PLANTED_FAULT: fault };
  try {
    return await simulate({
      seed: 1,
      days: 7,
      estates: 2,
      killOneIn: fault === undefined ? 4 : 0,
      place: (now) => ({
        program,
        dataFolder: join(folder, "data"),
        preload: { module, environment: { SIMULATED_NOW: now, ...environment } },
      }),
      say: () => {},
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the first week of a district", { timeout: 240_000 }, () => {
  test("is told alike by the application and by the model, through a kill", async () => {
    const { fault, counts } = await firstWeek();
    expect(fault).toBeUndefined();
    expect(counts.days).toBe(7);
    expect(counts.kills).toBeGreaterThan(0);
  });

  test.each(plantedFaults.map(({ name }) => name))("is not, with a planted %s", async (name) => {
    const { fault } = await firstWeek(name);
    expect(fault).toBeDefined();
  });
});
