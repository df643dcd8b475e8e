import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { addMember, administratorAt, type Place } from "./people.ts";
import { startServer } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly address: string;
    /** Roll, statements and vouchers as files. */
    readonly files: string;
    readonly demo: Place;
    /** One-time passwords of staff at the demo estate, by user name. */
    readonly cashiers: Readonly<Record<string, string>>;
  }
}

/** One server for the whole run; every story has an account, and where it writes an estate, of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shots = fileURLToPath(new URL("../../../.reports/screenshots/", import.meta.url));
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  const files = mkdtempSync(join(tmpdir(), "xinyi-demo-"));
  const demo = fileURLToPath(new URL("../../demo/src/main.ts", import.meta.url));
  const made = spawnSync(process.execPath, [demo, "--seed", "1", "--out", files], {
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`the demo files were not made: ${made.stderr}`);
  const server = await startServer();
  try {
    const { client, place } = await administratorAt(server.address, server.password);
    const cashiers: Record<string, string> = {};
    for (const username of ["keyboard", "phone"]) {
      cashiers[username] = await addMember(client, place, username);
    }
    cashiers.committee = await addMember(client, place, "committee", "committee-member");
    project.provide("address", server.address);
    project.provide("files", files);
    project.provide("demo", place);
    project.provide("cashiers", cashiers);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return async () => {
    await server.stop();
    rmSync(files, { recursive: true, force: true });
  };
}
