import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Connection, openClient } from "./pool.ts";
import { isAlive, readPidFile, stopServer } from "./postmaster.ts";

/** Neither a blank nor a character beyond ASCII may matter. */
const dataName = "data 数据";

const folders: string[] = [];
const processes: ChildProcess[] = [];

afterEach(async () => {
  for (const child of processes.splice(0)) {
    child.kill("SIGKILL");
  }
  for (const folder of folders.splice(0)) {
    for (const home of [join(folder, dataName), ...(await children(join(folder, "shared")))]) {
      const place = placeIn(home);
      const pidFile = await readPidFile(place);
      if (pidFile && (await isAlive(place, pidFile))) await stopServer(place, 10);
    }
    await rm(folder, { recursive: true, force: true });
  }
});

/** A folder of this test's own, whose data folder will be made by its first start. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "xinyi-launch-"));
  await chmod(folder, 0o755);
  folders.push(folder);
  return folder;
}

let template = "";
beforeAll(async () => {
  template = await newFolder();
  folders.splice(0);
  const launcher = launch(template);
  await launcher.until("open");
  await launcher.stop();
});
afterAll(() => rm(template, { recursive: true, force: true }));

/** A folder whose data folder was opened and closed before: a copy, which is quicker than a start. */
async function usedFolder(): Promise<string> {
  const folder = await newFolder();
  // Owners are copied along: as root the cluster belongs to another account.
  const copy = spawn("cp", ["-a", join(template, dataName), folder], { stdio: "inherit" });
  expect(await once(copy, "exit")).toEqual([0, null]);
  return folder;
}

const placeIn = (home: string): { cluster: string; serverLog: string } => ({
  cluster: join(home, "postgres", "cluster"),
  serverLog: join(home, "postgres", "server.log"),
});

const children = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).map((name) => join(folder, name));

type Told = Readonly<Record<string, unknown>> & { readonly event: string };

/** A launcher in a process of its own, and what it tells. */
interface Launcher {
  readonly child: ChildProcess;
  readonly told: Told[];
  /** The first of these events, when it comes; fails when the process ends without. */
  until(...events: readonly string[]): Promise<Told>;
  stop(): Promise<void>;
}

function launch(folder: string, patienceSeconds = 1): Launcher {
  const file = join(import.meta.dirname, "launcher.child.ts");
  const places = [join(folder, dataName), join(folder, "shared"), String(patienceSeconds)];
  const child = spawn(process.execPath, [file, ...places], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, TMPDIR: folder },
    // A process group as a terminal makes one, which Ctrl-C is sent to.
    detached: true,
  });
  processes.push(child);
  const told: Told[] = [];
  const ended = once(child, "close");
  createInterface({ input: child.stdout }).on("line", (line) =>
    told.push(JSON.parse(line) as Told),
  );
  const until = async (...events: readonly string[]): Promise<Told> => {
    let over = false;
    void ended.then(() => {
      over = true;
    });
    for (;;) {
      const found = told.find(({ event }) => events.includes(event));
      if (found) return found;
      const failed = told.find(({ event }) => event === "failed");
      if (failed) throw new Error(String(failed.message));
      if (over) throw new Error(`ended without ${events.join(" or ")}: ${JSON.stringify(told)}`);
      await sleep(10);
    }
  };
  return {
    child,
    told,
    until,
    stop: async () => {
      child.stdin?.end();
      await until("stopped");
      await ended;
    },
  };
}

async function query(told: Told, sql: string): Promise<Record<string, unknown>[]> {
  const client = openClient(told.superuser as Connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** The server and everything it started, as the kernel counts descent. */
async function serverProcesses(folder: string): Promise<number[]> {
  const root = (await readPidFile(placeIn(join(folder, dataName))))?.pid ?? 0;
  const found = [root];
  for (const name of await readdir("/proc")) {
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === root) {
      found.push(Number(name));
    }
  }
  return found;
}

test("opens an empty folder, keeps what is written, and opens it again", async () => {
  const folder = await newFolder();
  const first = launch(folder);
  const open = await first.until("open");
  expect(open).toMatchObject({ event: "open", adopted: false });
  await query(open, "create table kept as select 42 as answer");
  expect(await query(open, "show fsync")).toEqual([{ fsync: "on" }]);
  expect(await query(open, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  await first.stop();
  expect(await readPidFile(placeIn(join(folder, dataName)))).toBeUndefined();

  const second = launch(folder);
  expect(await query(await second.until("open"), "select answer from kept")).toEqual([
    { answer: 42 },
  ]);
  await second.stop();
});

test("adopts the server that a kill of the Node process alone left, and ends its sessions", async () => {
  const folder = await usedFolder();
  const first = launch(folder);
  const open = await first.until("open");
  await query(open, "create table kept as select 42 as answer");
  const stray = openClient(open.superuser as Connection);
  stray.on("error", () => {});
  const strayEnded = new Promise<void>((resolve) => stray.on("end", () => resolve()));
  await stray.connect();
  const server = await readPidFile(placeIn(join(folder, dataName)));
  await kill(first.child);

  const second = launch(folder);
  const again = await second.until("open");
  expect(again).toMatchObject({ event: "open", adopted: true });
  expect((await readPidFile(placeIn(join(folder, dataName))))?.pid).toBe(server?.pid);
  expect(await query(again, "select answer from kept")).toEqual([{ answer: 42 }]);
  await strayEnded;
  await second.stop();
  expect(await readPidFile(placeIn(join(folder, dataName)))).toBeUndefined();
});

test.skipIf(process.platform !== "linux")(
  "starts after a kill of every process and loses nothing that was committed",
  async () => {
    const folder = await usedFolder();
    const first = launch(folder);
    await query(await first.until("open"), "create table kept as select 42 as answer");
    const server = await serverProcesses(folder);
    expect(server.length).toBeGreaterThan(3);
    first.child.kill("SIGKILL");
    for (const pid of server) process.kill(pid, "SIGKILL");

    // At once: the dead may still be visible, and their lock file lies there.
    const second = launch(folder);
    const again = await second.until("open");
    expect(again).toMatchObject({ event: "open", adopted: false });
    expect(await query(again, "select answer from kept")).toEqual([{ answer: 42 }]);
    await second.stop();
  },
);

test("is not misled by a lock file whose number belongs to a stranger", async () => {
  const folder = await usedFolder();
  const first = launch(folder);
  await first.until("open");
  const pidFile = join(placeIn(join(folder, dataName)).cluster, "postmaster.pid");
  const text = await readFile(pidFile, "utf8");
  await first.stop();
  // A stranger that runs as the server's account, which PostgreSQL by itself takes for the server.
  const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const stranger = spawn("/bin/sleep", ["600"], { ...account, stdio: "ignore", cwd: "/" });
  processes.push(stranger);
  await writeFile(pidFile, text.replace(/^\d+/, String(stranger.pid)));

  const second = launch(folder);
  expect(await second.until("open")).toMatchObject({ event: "open", adopted: false });
  await second.stop();
});

test("refuses a second opening and names the first", async () => {
  const folder = await usedFolder();
  const first = launch(folder);
  const open = await first.until("open");
  const second = launch(folder);
  const refused = await second.until("failed");
  expect(refused).toMatchObject({ event: "failed", name: "AlreadyOpenError" });
  expect(refused.message).toContain(`pid ${first.child.pid}, http://localhost/${first.child.pid}`);
  expect(refused.message).toContain("已在运行");
  expect(await query(open, "select 1 as alive")).toEqual([{ alive: 1 }]);
  await first.stop();
});

test("refuses a second opening also when the first one's socket vanished", async () => {
  const folder = await usedFolder();
  const first = launch(folder);
  const open = await first.until("open");
  await rm((open.superuser as { host: string }).host, { recursive: true });
  const server = await readPidFile(placeIn(join(folder, dataName)));
  const second = launch(folder);
  expect(await second.until("failed")).toMatchObject({ name: "AlreadyOpenError" });
  // Nor was the server stopped under the first one.
  expect((await readPidFile(placeIn(join(folder, dataName))))?.pid).toBe(server?.pid);
  expect(JSON.stringify(first.told)).not.toContain("went away");
  await first.stop();
});

test("restarts a left-over server whose socket vanished", async () => {
  const folder = await usedFolder();
  const first = launch(folder);
  const open = await first.until("open");
  await query(open, "create table kept as select 42 as answer");
  await kill(first.child);
  await rm((open.superuser as { host: string }).host, { recursive: true });
  const second = launch(folder);
  const again = await second.until("open");
  expect(again).toMatchObject({ event: "open", adopted: false });
  expect(await query(again, "select answer from kept")).toEqual([{ answer: 42 }]);
  await second.stop();
});

test("of several first starts at once exactly one opens, on one whole cluster", async () => {
  const folder = await newFolder();
  const all = [launch(folder), launch(folder), launch(folder)];
  const told = await Promise.all(all.map((one) => one.until("open", "failed")));
  expect(told.map(({ event }) => event).sort()).toEqual(["failed", "failed", "open"]);
  for (const { event, name } of told) {
    if (event === "failed") expect(name).toBe("AlreadyOpenError");
  }
  const winner = told.findIndex(({ event }) => event === "open");
  expect(await query(told[winner] as Told, "select 1 as alive")).toEqual([{ alive: 1 }]);
  await all[winner]?.stop();
  expect(await readdir(join(folder, dataName))).toEqual(["postgres"]);
});

test("a kill in the middle of the first start leaves nothing half-made", async () => {
  const folder = await newFolder();
  const first = launch(folder);
  const making = async (): Promise<boolean> =>
    (await readdir(join(folder, dataName)).catch(() => [])).some((name) =>
      name.includes(".making-"),
    );
  while (!(await making())) await sleep(1);
  await kill(first.child);
  expect(existsSync(join(folder, dataName, "postgres"))).toBe(false);

  const second = launch(folder);
  expect(await second.until("open")).toMatchObject({ event: "open", adopted: false });
  await second.stop();
});

test("sweeps the folder of a first start that was killed long ago", async () => {
  const folder = await newFolder();
  const gone = spawn("/bin/true", { stdio: "ignore" });
  await once(gone, "exit");
  const left = join(folder, dataName, `postgres.making-${gone.pid}-abcdef`, "cluster");
  await mkdir(left, { recursive: true });
  await writeFile(join(left, "PG_VERSION"), "18\n");
  const launcher = launch(folder);
  expect(await launcher.until("open")).toMatchObject({ event: "open" });
  await launcher.stop();
  expect(await readdir(join(folder, dataName))).toEqual(["postgres"]);
});

test("opens the server again when it dies under the running process", async () => {
  const folder = await usedFolder();
  const launcher = launch(folder);
  const open = await launcher.until("open");
  await query(open, "create table kept as select 42 as answer");
  const before = await readPidFile(placeIn(join(folder, dataName)));
  process.kill(before?.pid ?? 0, "SIGKILL");
  const answered = async (): Promise<unknown> =>
    query(open, "select answer from kept").catch(() => undefined);
  while ((await answered()) === undefined) await sleep(20);
  expect((await readPidFile(placeIn(join(folder, dataName))))?.pid).not.toBe(before?.pid);
  await launcher.stop();
});

test("says so when the server is gone for good", async () => {
  const folder = await usedFolder();
  const launcher = launch(folder);
  await launcher.until("open");
  const place = placeIn(join(folder, dataName));
  const pidFile = await readPidFile(place);
  await writeFile(join(place.cluster, "PG_VERSION"), "12\n");
  process.kill(pidFile?.pid ?? 0, "SIGKILL");
  expect((await launcher.until("lost")).message).toContain("incompatible with server");
  await launcher.stop();
});

test("Ctrl-C reaches the launcher alone, which still has its database and stops it in order", async () => {
  const folder = await usedFolder();
  const place = placeIn(join(folder, dataName));
  const before = await readFile(place.serverLog, "utf8");
  const launcher = launch(folder);
  await launcher.until("open");
  process.kill(-(launcher.child.pid ?? 0), "SIGINT");
  await launcher.until("stopped");
  expect(await readPidFile(place)).toBeUndefined();
  const log = (await readFile(place.serverLog, "utf8")).slice(before.length);
  expect(log.match(/received fast shutdown request/g)).toHaveLength(1);
  expect(log).toContain("database system is shut down");
});

test("a successor that comes while its predecessor stops waits for it, and opens", async () => {
  const folder = await usedFolder();
  const first = launch(folder);
  await query(await first.until("open"), "create table kept as select 42 as answer");
  const second = launch(folder, 60);
  const third = launch(folder, 60);
  await first.stop();
  const next = await Promise.race([second.until("open"), third.until("open")]);
  expect(next).toMatchObject({ event: "open" });
  expect(await query(next, "select answer from kept")).toEqual([{ answer: 42 }]);
  const [holder, waiting] = second.told.includes(next) ? [second, third] : [third, second];
  await holder.stop();
  expect(await waiting.until("open")).toMatchObject({ event: "open" });
  await waiting.stop();
});

test("shows what the server said when it cannot start", async () => {
  const folder = await usedFolder();
  await writeFile(join(placeIn(join(folder, dataName)).cluster, "PG_VERSION"), "12\n");
  const launcher = launch(folder);
  const failed = await launcher.until("failed");
  expect(failed.message).toContain("database files are incompatible with server");
});

test.skipIf(process.getuid?.() !== 0)(
  "as root under a folder that others cannot enter, keeps data and programs where they can",
  async () => {
    const folder = await newFolder();
    await mkdir(join(folder, dataName));
    await mkdir(join(folder, "shared"));
    await chmod(join(folder, dataName), 0o700);
    const first = launch(folder);
    const open = await first.until("open");
    expect(open).toMatchObject({ event: "open" });
    await query(open, "create table kept as select 42 as answer");
    await first.stop();
    expect(await readdir(join(folder, dataName))).toEqual(["postgres.elsewhere"]);
    const home = (await readFile(join(folder, dataName, "postgres.elsewhere"), "utf8")).trim();
    expect(home.startsWith(join(folder, "shared"))).toBe(true);
    expect(JSON.stringify(first.told)).toContain(home);

    // Also when the folder has been opened to all since: the data must not seem lost.
    await chmod(join(folder, dataName), 0o755);
    const second = launch(folder);
    expect(await query(await second.until("open"), "select answer from kept")).toEqual([
      { answer: 42 },
    ]);
    await second.stop();
  },
);
