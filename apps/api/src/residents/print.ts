import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ports } from "../ports.ts";
import { runReporting } from "../processes/reporting.ts";
import type { PrintSlips } from "./slips.ts";

/** Has reporting make the sheets. The digits go over a pipe, and the file is gone when it is read. */
export function printSlips(ports: Ports): PrintSlips {
  return async (facts) => {
    const folder = await mkdtemp(join(tmpdir(), "xinyi-slips-"));
    try {
      const args = ["slips", "--out", folder];
      const [file] = await runReporting(ports, { folder, args, input: JSON.stringify(facts) });
      if (file !== "slips.pdf") throw new Error(`reporting made ${file} instead of slips`);
      return new Uint8Array(await readFile(join(folder, file)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}
