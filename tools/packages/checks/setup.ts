import type { TestProject } from "vitest/node";
import { type Tarball, userFolder } from "../src/scratch.ts";

declare module "vitest" {
  export interface ProvidedContext {
    tarballs: readonly Tarball[];
    /** The folder of a user who installed them all. */
    user: string;
  }
}

/** Packs and installs once for all checks. */
export default async function setup(project: TestProject): Promise<() => void> {
  const { tarballs, user, clear } = await userFolder();
  project.provide("tarballs", tarballs);
  project.provide("user", user);
  return clear;
}
