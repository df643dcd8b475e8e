import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Published, published, root } from "./published.ts";

const call = promisify(execFile);

/** The tarballs and a folder of someone who installed them all, of this run alone. */
export interface User {
  readonly tarballs: readonly Tarball[];
  readonly user: string;
  readonly clear: () => void;
}

/** Packs every package and installs all of them in a folder outside the project. */
export async function userFolder(): Promise<User> {
  const folder = mkdtempSync(join(tmpdir(), "xinyi-user-"));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  try {
    const user = join(folder, "user");
    mkdirSync(user);
    const tarballs = await packAll(join(folder, "tarballs"));
    await install(tarballs, user);
    return { tarballs, user, clear };
  } catch (error) {
    clear();
    throw error;
  }
}

/** A package as it would be published, packed. */
export interface Tarball {
  readonly name: string;
  readonly path: string;
}

/** Packs every published package; what is not listed in "files" is not there for anyone. */
export async function packAll(into: string): Promise<readonly Tarball[]> {
  return Promise.all(published().map((one) => pack(one, join(into, basename(one.folder)))));
}

async function pack(one: Published, to: string): Promise<Tarball> {
  await call("pnpm", ["pack", "--pack-destination", to], { cwd: one.folder });
  const [file] = readdirSync(to);
  if (!file) throw new Error(`${one.name}: nothing was packed`);
  return { name: one.name, path: join(to, file) };
}

/** The Node that users are promised, when the machine has one; else whatever runs this. */
export function userNode(): { readonly path: string; readonly version: string } {
  const path = process.env.XINYI_HOST_NODE ?? process.execPath;
  const version = spawnSync(path, ["--version"], { encoding: "utf8" }).stdout?.trim() ?? "";
  const [major = 0, minor = 0] = version.replace("v", "").split(".").map(Number);
  const promised = major > 20 || (major === 20 && minor >= 19);
  return promised ? { path, version } : { path: process.execPath, version: process.version };
}

/** Installs the tarballs with npm in an empty folder outside the project, as a user would. */
export async function install(tarballs: readonly Tarball[], folder: string): Promise<void> {
  const dependencies = Object.fromEntries(tarballs.map(({ name, path }) => [name, `file:${path}`]));
  // What one package of ours asks of another must be the tarball beside it, not the registry's.
  const overrides = Object.fromEntries(tarballs.map(({ name }) => [name, `$${name}`]));
  const manifest = { name: "user", private: true, type: "module", dependencies, overrides };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  const flags = ["--prefer-offline", "--engine-strict", "--no-audit", "--no-fund"];
  const env = userEnvironment();
  await call("npm", ["install", ...flags, "--loglevel=error"], { cwd: folder, env });
}

/** The environment of someone who has Node and npm and nothing of ours. */
function userEnvironment(): NodeJS.ProcessEnv {
  const ours = [join(root, "node_modules"), join(root, ".tools")];
  const path = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((entry) => !ours.some((one) => entry.startsWith(one)));
  const env = Object.entries(process.env).filter(
    ([key]) => !/^(npm_|NODE_OPTIONS|VITEST)/i.test(key),
  );
  return {
    ...Object.fromEntries(env),
    PATH: [dirname(userNode().path), ...path].join(delimiter),
  };
}

/** Runs one file with the user's Node in the scratch folder and returns what it prints. */
export function runThere(folder: string, file: string): string {
  const { path } = userNode();
  const options = { cwd: folder, env: userEnvironment(), encoding: "utf8" } as const;
  const ran = spawnSync(path, [file], options);
  if (ran.status !== 0) throw new Error(`${file} ended with ${ran.status}\n${ran.stderr}`);
  return ran.stdout;
}

/** Compiles every .ts file of the folder against the installed declarations; errors by file. */
export function compileThere(folder: string): ReadonlyMap<string, string> {
  const config = {
    compilerOptions: {
      target: "ES2022",
      lib: ["ES2022", "DOM"],
      module: "NodeNext",
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      outDir: "out",
      rootDir: ".",
    },
    include: ["*.ts"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config, undefined, 2));
  const tsc = join(root, "node_modules", ".bin", "tsc");
  if (!existsSync(tsc)) throw new Error("the compiler is not installed");
  const ran = spawnSync(tsc, ["-p", folder, "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
  });
  const errors = new Map<string, string>();
  for (const line of `${ran.stdout}${ran.stderr}`.split("\n").filter(Boolean)) {
    const file = /^(\S[^(]*)\(\d+,\d+\): error/.exec(line)?.[1] ?? "";
    errors.set(file, `${errors.get(file) ?? ""}${line}\n`);
  }
  return errors;
}
