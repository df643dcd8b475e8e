import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Ports } from "../ports.ts";
import { limitMs, runReporting } from "./reporting.ts";

export interface PublicJob {
  readonly districtId: string;
  readonly estateId: string;
  /** In whose name the job reads; its token reads this one estate and ends with it. */
  readonly personId: string;
  /** What reporting is asked for; district, estate and folder are added. */
  readonly args: readonly string[];
}

/** Has reporting make public files with a token for this one job, and puts them where people read them. */
export async function makePublicFiles(ports: Ports, job: PublicJob): Promise<void> {
  const { districtId, estateId, personId } = job;
  const { publicFolder } = ports.settings;
  const token = ports.jobTokens.issue({
    districtId,
    estateId,
    personId,
    expiresAt: new Date(Date.parse(ports.clock.now()) + limitMs).toISOString(),
  });
  await mkdir(publicFolder, { recursive: true });
  const folder = await mkdtemp(join(publicFolder, ".job-"));
  try {
    const args = [...job.args, "--district", districtId, "--estate", estateId, "--out", folder];
    const made = await runReporting(ports, { folder, token, args });
    for (const file of made) await moveInto(folder, publicFolder, file);
  } finally {
    ports.jobTokens.end(token);
    await rm(folder, { recursive: true, force: true });
  }
}

async function moveInto(from: string, to: string, file: string): Promise<void> {
  if (!/^[a-z]+\/[\w-]+\.(html|pdf|json|js|css)$/.test(file)) {
    throw new Error(`reporting named a file outside its folder: ${file}`);
  }
  const target = join(to, file);
  await mkdir(join(target, ".."), { recursive: true });
  await rename(join(from, file), target);
}
