import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { canEnter, canRun, canWrite } from "./account.ts";
import { type Binaries, completeLinks, copyBinaries, findBinaries, program } from "./binaries.ts";

let folder: string;
let binaries: Binaries;

/** An installation in small: one program, one library, one link the archive could not hold. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "xinyi-binaries-"));
  await chmod(folder, 0o755);
  const native = join(folder, "package", "native");
  await mkdir(join(native, "bin"), { recursive: true });
  await mkdir(join(native, "lib"));
  await writeFile(join(native, "bin", "postgres"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  await writeFile(join(native, "lib", "libpq.so.5.18"), "library");
  await writeFile(
    join(native, "pg-symlinks.json"),
    JSON.stringify([{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }]),
  );
  binaries = { folder: native, label: "18-test" };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("finds the programs that came with the dependencies, with every link in place", async () => {
  const found = findBinaries();
  await completeLinks(found);
  expect(await canRun(undefined, program(found, "initdb"))).toBe(true);
});

test("makes the links that an install without scripts left out, and makes them once", async () => {
  await completeLinks(binaries);
  await completeLinks(binaries);
  expect(await readlink(join(binaries.folder, "lib", "libpq.so.5"))).toBe("libpq.so.5.18");
});

test("a copy is whole, and open to all whatever the umask", async () => {
  await completeLinks(binaries);
  const before = process.umask(0o077);
  try {
    const shared = join(folder, "shared");
    const copies = await Promise.all([1, 2].map(() => copyBinaries(binaries, shared)));
    expect(await readdir(shared)).toEqual(["postgres-18-test"]);
    const copy = copies[0]?.folder ?? "";
    expect((await stat(join(copy, "bin", "postgres"))).mode & 0o777).toBe(0o755);
    expect((await stat(join(copy, "lib"))).mode & 0o777).toBe(0o755);
    expect((await lstat(join(copy, "lib", "libpq.so.5"))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(copy, "lib", "libpq.so.5"), "utf8")).toBe("library");
  } finally {
    process.umask(before);
  }
});

test.skipIf(process.getuid?.() !== 0)(
  "as root, finds out what the unprivileged account can reach, and a copy mends it",
  async () => {
    const account = { uid: 65534, gid: 65534 };
    const closed = join(folder, "closed");
    await mkdir(closed, { mode: 0o700 });
    await cp(binaries.folder, join(closed, "native"), { recursive: true });
    const hidden = { ...binaries, folder: join(closed, "native") };
    expect(await canRun(account, program(hidden, "postgres"))).toBe(false);
    expect(await canEnter(account, closed)).toBe(false);
    expect(await canEnter(account, folder)).toBe(true);
    expect(await canWrite(account, folder)).toBe(false);
    const copy = await copyBinaries(hidden, join(folder, "shared"));
    await chmod(join(folder, "shared"), 0o755);
    expect(await canRun(account, program(copy, "postgres"))).toBe(true);
  },
);
