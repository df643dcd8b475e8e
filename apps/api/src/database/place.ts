import { createHash, randomBytes } from "node:crypto";
import {
  access,
  chmod,
  constants,
  link,
  mkdir,
  open,
  readFile,
  realpath,
  rm,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { type Account, accountFor, canEnter, canRun, isRoot, runAs } from "./account.ts";
import { type Binaries, completeLinks, copyBinaries, findBinaries, program } from "./binaries.ts";

/** Where one cluster lives, who runs it, and with which programs. */
export interface Place {
  readonly account: Account;
  readonly binaries: Binaries;
  /** The folder that holds the next two, made whole or not at all. */
  readonly folder: string;
  readonly cluster: string;
  readonly passwords: string;
  readonly serverLog: string;
}

/** Makes what was named or renamed in a folder outlast a power failure. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync();
  await folder.close();
}

export type Log = (message: string) => void;

/** Where a root process puts what an unprivileged server cannot reach in the data folder. */
export const sharedFolder = "/var/lib/xinyi";

/**
 * Decides where the cluster of a data folder lives. Normally that is `<dataFolder>/postgres`.
 * Only a root process may have to move it: its server runs as another account, which may not
 * reach the folder, or the programs. Both are tried as that account rather than guessed from
 * permission bits; what it cannot reach goes to `shared`, and a line left in the data folder
 * says where, so that a later start by whomever finds the same data or says why it cannot.
 */
export async function findPlace(dataFolder: string, log: Log, shared: string): Promise<Place> {
  await mkdir(dataFolder, { recursive: true });
  const data = await realpath(dataFolder);
  const pointer = join(data, "postgres.elsewhere");
  const elsewhere = await readPointer(pointer);
  let home = elsewhere ?? data;
  if (elsewhere && !isRoot() && !(await canRead(elsewhere))) {
    throw new Error(
      `${data} 的数据由 root 建立,存于 ${elsewhere},请以 root 启动。` +
        ` The data of ${data} was made by root and lies in ${elsewhere}: start as root.`,
    );
  }
  const account = await accountFor(join(home, "postgres", "cluster"));
  if (account && !(await canEnter(account, home))) {
    const exists = await readFile(join(home, "postgres", "passwords.json")).catch(() => undefined);
    if (elsewhere || exists) throw unreachablePlace(home, account.uid);
    home = await moveOut(data, pointer, account, shared);
    log(
      `数据库账户无法进入 ${data},数据改存于 ${home} · the server's account (uid ${account.uid})` +
        ` cannot enter ${data}: the data is kept in ${home}`,
    );
  }
  const folder = join(home, "postgres");
  return {
    account,
    binaries: await usableBinaries(account, log, shared),
    folder,
    cluster: join(folder, "cluster"),
    passwords: join(folder, "passwords.json"),
    serverLog: join(folder, "server.log"),
  };
}

async function canRead(home: string): Promise<boolean> {
  const passwords = join(home, "postgres", "passwords.json");
  return await access(passwords, constants.R_OK).then(
    () => true,
    () => false,
  );
}

async function readPointer(pointer: string): Promise<string | undefined> {
  const text = await readFile(pointer, "utf8").catch(() => undefined);
  return text?.trim() || undefined;
}

/** A new folder for this data, named in the pointer; of two simultaneous starts both use one. */
async function moveOut(
  data: string,
  pointer: string,
  account: Account,
  shared: string,
): Promise<string> {
  const name = createHash("sha256").update(data).digest("hex").slice(0, 12);
  // The random part keeps a fresh data folder from finding the data of a deleted one.
  const home = join(shared, `${name}-${randomBytes(3).toString("hex")}`);
  await mkdir(home, { recursive: true });
  await chmod(shared, 0o755);
  await chmod(home, 0o711);
  if (!(await canEnter(account, home))) throw unreachablePlace(home, account?.uid);
  const draft = `${pointer}.${process.pid}`;
  await writeFile(draft, `${home}\n`, { flush: true });
  try {
    await link(draft, pointer);
    await syncFolder(data);
    return home;
  } catch (error) {
    const other = await readPointer(pointer);
    if (!other) throw error;
    await rm(home, { recursive: true, force: true });
    return other;
  } finally {
    await rm(draft, { force: true });
  }
}

async function usableBinaries(account: Account, log: Log, shared: string): Promise<Binaries> {
  const own = findBinaries();
  await completeLinks(own);
  if (await canRun(account, program(own, "postgres"))) return own;
  if (account) {
    await mkdir(shared, { recursive: true });
    await chmod(shared, 0o755);
    const copy = await copyBinaries(own, shared);
    if (await canRun(account, program(copy, "postgres"))) {
      log(`数据库程序位于 ${copy.folder} · the server's programs are run from ${copy.folder}`);
      return copy;
    }
  }
  const { output } = await runAs(account, program(own, "postgres"), ["--version"]);
  throw new Error(
    `无法运行内置数据库程序。 The embedded database's programs do not run: ${output.trim()}`,
  );
}

function unreachablePlace(home: string, uid: number | undefined): Error {
  return new Error(
    `数据库账户 (uid ${uid}) 无法进入 ${home},请放开其上级目录的进入权限或更换数据目录。` +
      ` The server's account (uid ${uid}) cannot enter ${home}: let it pass through the folders above` +
      " (chmod o+x), or choose another data folder.",
  );
}
