import { type SpawnOptions, spawn } from "node:child_process";
import { chown, stat } from "node:fs/promises";

/**
 * The operating system account the server runs as. PostgreSQL refuses to run as root, so a root
 * process hands it to another; `undefined` is the account this process has.
 */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/** "nobody" by number, since not every system has the name. */
const unprivileged = { uid: 65534, gid: 65534 } as const;

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Who runs the server of this cluster: as root the owner of an existing cluster (so that a
 * cluster a normal user made stays theirs), else the unprivileged account.
 */
export async function accountFor(cluster: string): Promise<Account> {
  if (!isRoot()) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : unprivileged;
}

export async function giveTo(account: Account, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

/** How a program of the server is started: as its account, with none of our PG… settings. */
export function as(account: Account): Pick<SpawnOptions, "uid" | "gid" | "cwd" | "env"> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)),
  );
  return { ...account, cwd: "/", env: { ...env, LC_ALL: "C" } };
}

/** What a short-lived program left: its exit code and both outputs together. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program as the account to its end. A program that cannot be started has code `null`. */
export function runAs(account: Account, file: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(file, args, { ...as(account), stdio: ["ignore", "pipe", "pipe"] });
    const take = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (error) => resolve({ code: null, output: String(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** Whether the account can run this program, found out by running it. */
export async function canRun(account: Account, file: string): Promise<boolean> {
  return (await runAs(account, file, ["--version"])).code === 0;
}

/** Whether the account can enter this folder and its way there, found out by doing so. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return (await runAs(account, "/bin/sh", ["-c", 'cd -- "$1"', "sh", folder])).code === 0;
}

/** Whether the account can make a file in this folder, found out by making one. */
export async function canWrite(account: Account, folder: string): Promise<boolean> {
  const script = 'cd -- "$1" && : > .probe && rm .probe';
  return (await runAs(account, "/bin/sh", ["-c", script, "sh", folder])).code === 0;
}
