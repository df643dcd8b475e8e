import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { giveTo, runAs } from "./account.ts";
import { program } from "./binaries.ts";
import { type Place, syncFolder } from "./place.ts";
import type { Connection } from "./pool.ts";
import { commandLine } from "./process-table.ts";

/** The launcher's, the migrations' and the running application's role; one may less than the other. */
export type Role = "superuser" | "owner" | "app";

/** What the three are called inside PostgreSQL. Only the first is made with the cluster. */
export const roleNames = {
  superuser: "postgres",
  owner: "xinyi_owner",
  app: "xinyi_app",
} as const satisfies Record<Role, string>;

/** The application's database in an embedded cluster. */
export const databaseName = "xinyi";

export type Passwords = Readonly<Record<Role, string>>;

/** The folders this process is filling right now, which its own sweep must leave alone. */
const inMaking = new Set<string>();

/**
 * Makes the cluster unless it is there. Everything is made in a folder of its own and renamed
 * at the end, passwords included: a kill at any moment, or two first starts at once, leave
 * either no cluster or a whole one with the passwords that fit it.
 */
export async function makeCluster(place: Place): Promise<"made" | "found"> {
  await sweepHalfMade(place);
  if (existsSync(place.folder)) {
    if (existsSync(place.passwords) && existsSync(place.cluster)) return "found";
    throw new Error(
      `${place.folder} 不完整(缺少 cluster 或 passwords.json),请从备份恢复。` +
        ` ${place.folder} lacks its cluster or passwords.json: restore it from a backup,` +
        " or move the folder away to begin anew.",
    );
  }
  const making = `${place.folder}.making-${process.pid}-${randomBytes(3).toString("hex")}`;
  const cluster = join(making, basename(place.cluster));
  const passwordFile = join(making, "superuser");
  const passwords: Passwords = {
    superuser: newPassword(),
    owner: newPassword(),
    app: newPassword(),
  };
  inMaking.add(making);
  try {
    await mkdir(making);
    await chmod(making, 0o711);
    await mkdir(cluster, { mode: 0o700 });
    await giveTo(place.account, cluster);
    await writePrivate(passwordFile, `${passwords.superuser}\n`);
    await giveTo(place.account, passwordFile);
    const made = await runAs(place.account, program(place.binaries, "initdb"), [
      ...[
        "-D",
        cluster,
        "-U",
        roleNames.superuser,
        "-A",
        "scram-sha-256",
        "--pwfile",
        passwordFile,
      ],
      ...["-E", "UTF8", "--locale=C", "--no-instructions"],
    ]);
    if (made.code !== 0) throw new Error(`initdb: ${made.output.trim()}`);
    await rm(passwordFile);
    await writePrivate(join(making, basename(place.passwords)), `${JSON.stringify(passwords)}\n`);
    await syncFolder(making);
    await rename(making, place.folder);
    await syncFolder(dirname(place.folder));
    return "made";
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // The other of two first starts was quicker, and what it made is whole.
    if (existsSync(place.passwords)) return "found";
    throw error;
  } finally {
    inMaking.delete(making);
  }
}

export async function readPasswords(place: Place): Promise<Passwords> {
  try {
    return JSON.parse(await readFile(place.passwords, "utf8")) as Passwords;
  } catch (error) {
    throw new Error(
      `无法读取 ${place.passwords},数据可能由另一账户创建。 Cannot read ${place.passwords};` +
        ` was the data made by another account? (${(error as Error).message})`,
    );
  }
}

/** 192 random bits, in letters that need no quoting anywhere. */
function newPassword(): string {
  return randomBytes(24).toString("base64url");
}

async function writePrivate(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
}

/** Removes what killed first starts left; the process that makes one is named in its folder. */
async function sweepHalfMade(place: Place): Promise<void> {
  const parent = dirname(place.folder);
  const prefix = `${basename(place.folder)}.making-`;
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix) || inMaking.has(join(parent, name))) continue;
    const pid = Number(name.slice(prefix.length).split("-")[0]);
    // Our own number in a folder we are not filling is a dead process's, met again in a container.
    if (pid !== process.pid && (await commandLine(pid)) !== undefined) continue;
    // An orphaned initdb may still be writing into it; then the next start sweeps it.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => {});
  }
}

/** How to connect to the cluster as a role, over the socket in this folder. */
export function connectionTo(
  socketFolder: string,
  passwords: Passwords,
  role: Role,
  database?: string,
): Connection {
  return {
    host: socketFolder,
    port: 5432,
    user: roleNames[role],
    password: passwords[role],
    database: database ?? (role === "superuser" ? "postgres" : databaseName),
  };
}
