import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { installed, packAll, type Tarball } from "../src/scratch.ts";

declare module "vitest" {
  export interface ProvidedContext {
    tarballs: readonly Tarball[];
    /** The folder of a user who installed them all. */
    user: string;
  }
}

/** Packs and installs once for all checks. */
export default async function setup(project: TestProject): Promise<() => void> {
  const tarballs = await packAll();
  const user = await installed(tarballs);
  project.provide("tarballs", tarballs);
  project.provide("user", user);
  return () => rmSync(user, { recursive: true, force: true });
}
