import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ports } from "../../ports.ts";
import { runReporting } from "../../processes/reporting.ts";

const types = {
  pdf: "application/pdf",
  html: "text/html; charset=utf-8",
  csv: "text/csv; charset=utf-8",
} as const;

/** Has reporting make one file of the rates; they are handed in, so that it needs no token. */
export async function printRates(
  ports: Ports,
  facts: object,
  format: keyof typeof types,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }> {
  const folder = await mkdtemp(join(tmpdir(), "xinyi-rates-"));
  try {
    const args = ["rates", "--stdin", "--format", format, "--out", folder];
    const [file] = await runReporting(ports, { folder, args, input: JSON.stringify(facts) });
    if (file !== `rates.${format}`) throw new Error(`reporting made ${file} instead of rates`);
    return { bytes: new Uint8Array(await readFile(join(folder, file))), type: types[format] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
