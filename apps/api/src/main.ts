import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ServerType, serve } from "@hono/node-server";
import pg from "pg";
import { pino } from "pino";
import { createApp } from "./app.ts";
import { help, readArguments } from "./arguments.ts";
import { blobStoreIn } from "./bank/blobs.ts";
import { systemClock } from "./clock.ts";
import { openDatabase } from "./database/database.ts";
import { loadDemo, unfinishedDemo } from "./demo/load.ts";
import { placesOn } from "./estates/map.ts";
import { systemIds, systemRandom } from "./ids.ts";
import { schemesIn } from "./organizations/scheme-folder.ts";
import type { Ports } from "./ports.ts";
import { outboxOver } from "./processes/outbox.ts";
import { sweepRegularly } from "./processes/sweep-deadlines.ts";
import { firstAdministrator, newAdministratorPassword } from "./registry/first-start.ts";
import { attemptsOver } from "./session/attempts.ts";
import { identityOver } from "./session/identity.ts";
import { jobTokens } from "./session/job-tokens.ts";
import { passkeysFor } from "./session/passkeys.ts";
import {
  factorKeyIn,
  identityKeyIn,
  identityMarkUnder,
  sessionSecretIn,
} from "./session/secret.ts";
import { slipSecrets } from "./session/slip-secrets.ts";
import { totpFactors } from "./session/totp.ts";
import { readSettings, type Settings } from "./settings.ts";

const api = join(dirname(fileURLToPath(import.meta.url)), "..");
const root = join(api, "..", "..");
const say = (line: string) => console.log(line);

const asked = argumentsOrExit();
const settings = settingsOrExit();
mkdirSync(settings.dataFolder, { recursive: true });
const log = pino(
  { level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ dest: join(settings.dataFolder, "api.log"), mkdir: true, sync: false }),
);

/** Reminders and rungs of the ladder are counted in days and hours: minutes late is in time. */
const sweepEveryMs = 5 * 60_000;

/** What was opened, to be closed in the opposite order. */
const opened: (() => Promise<void>)[] = [];
const starting = start().catch((error: Error) => {
  log.fatal({ err: error }, "start failed");
  console.error(`启动失败 · the start failed: ${error.message}`);
  return stop(1);
});
// A signal during the start waits until what is being opened can be closed.
process.on("SIGINT", () => void starting.then(() => stop(0)));
process.on("SIGTERM", () => void starting.then(() => stop(0)));

async function start(): Promise<void> {
  say("正在打开数据库 · opening the database …");
  const { server } = settings.database.kind === "server" ? { server: settings.database } : {};
  const database = await openDatabase({
    dataFolder: settings.dataFolder,
    ...(server && { foreign: { url: server.runtimeUrl, migrationUrl: server.migrationUrl } }),
    migrationsFolder: join(api, "migrations"),
    log: say,
    onIdleError: (error) => log.warn({ err: error }, "a database connection broke"),
  });
  opened.push(database.close);
  void database.lost.then((error) => {
    console.error(`数据库意外停止 · the database is gone: ${error.message}`);
    return stop(1);
  });
  if (database.migrated.length > 0) {
    say(`已更新数据结构 · applied ${database.migrated.length} migrations`);
  }
  const identityPool = new pg.Pool({ ...database.runtime, options: "-c search_path=identity" });
  identityPool.on("error", (error) => log.warn({ err: error }, "a sign-in connection broke"));
  opened.push(() => identityPool.end());

  const attempts = attemptsOver(identityPool, systemClock.now);
  const factorKey = settings.factorKey ?? factorKeyIn(settings.dataFolder, systemRandom);
  // A map that cannot be read is told now, not to the first who looks at it.
  await placesOn(settings.mapFile);

  let address = "";
  const outbox = outboxOver(() => ports);
  const ports: Ports = {
    settings,
    pool: database.pool,
    clock: systemClock,
    ids: systemIds,
    random: systemRandom,
    identity: identityOver(identityPool, {
      secret: settings.sessionSecret ?? sessionSecretIn(settings.dataFolder, systemRandom),
      baseUrl: settings.publicUrl ?? "http://localhost",
      attempts,
    }),
    totp: totpFactors(factorKey, systemRandom, attempts),
    passkeys: passkeysFor(() => settings.publicUrl ?? address),
    attempts,
    slipSecrets: slipSecrets(factorKey, systemRandom),
    blobs: blobStoreIn(join(settings.dataFolder, "blobs"), systemIds.next),
    jobTokens: jobTokens(systemRandom),
    extraSchemes: await schemesIn(settings.schemesFolder),
    identityMark: identityMarkUnder(
      settings.identityKey ?? identityKeyIn(settings.dataFolder, systemRandom),
    ),
    log,
    outbox,
    publicUrl: () => settings.publicUrl ?? address,
    selfUrl: () => address,
  };
  opened.push(outbox.stop);

  const administrator = asked.newAdminPassword
    ? await newAdministratorPassword(ports)
    : await firstAdministrator(ports);
  try {
    const demo = settings.demo ? await unfinishedDemo(ports) : undefined;
    if (demo) {
      say("正在载入演示小区 · loading the demo district …");
      await loadDemo(ports, demo.districtId, demo.personId);
    }
    address = await listen(createApp(ports));
    await database.announce(address);
    outbox.wake();
    opened.push(sweepRegularly(ports, sweepEveryMs));
    say("");
    say("信义 Xinyi 已启动 · ready");
    say(`  居民公示 residents  ${ports.publicUrl()}/`);
    say(`  管理后台 console    ${ports.publicUrl()}/admin/`);
    say(`  接口 API            ${ports.publicUrl()}/openapi.json`);
  } finally {
    // Told even when something else failed: it is stored nowhere in clear and never told again.
    if (administrator) {
      say(`  首位管理员 first administrator:  ${administrator.username}`);
      say(`  初始密码 password (只显示一次 · shown once):  ${administrator.password}`);
    }
  }
  say("  按 Ctrl-C 停止 · Ctrl-C stops everything");
}

/** Listens, and answers the address on this machine; throws, in words, when the port is taken. */
function listen(app: ReturnType<typeof createApp>): Promise<string> {
  return new Promise((resolve, fail) => {
    const server = serve(
      { fetch: app.fetch, port: settings.port, hostname: settings.host },
      (info) => {
        opened.push(() => closeServer(server));
        resolve(`http://localhost:${info.port}`);
      },
    );
    server.once("error", (error: NodeJS.ErrnoException) => {
      const words = `端口 ${settings.port} 已被占用,请用 PORT=… 另选 · port ${settings.port} is taken; choose another with PORT=…`;
      fail(error.code === "EADDRINUSE" ? new Error(words) : error);
    });
  });
}

/** Requests under way may finish, for ten seconds; connections that only wait are ended. */
async function closeServer(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  if ("closeIdleConnections" in server) server.closeIdleConnections();
  const patience = new Promise<void>((resolve) => setTimeout(resolve, 10_000).unref());
  await Promise.race([closed, patience]);
}

let stopping: Promise<never> | undefined;

function stop(code: number): Promise<never> {
  stopping ??= closeAll(code);
  return stopping;
}

async function closeAll(code: number): Promise<never> {
  say("正在停止 · stopping …");
  for (const close of opened.reverse()) {
    await close().catch((error: Error) => log.error({ err: error }, "closing failed"));
  }
  say("已停止 · stopped");
  process.exit(code);
}

function argumentsOrExit() {
  const read = readArguments(process.argv.slice(2));
  if (read.kind === "serve") return read;
  if (read.kind === "help") process.stdout.write(help);
  else console.error(`不认识的选项 · unknown option: ${read.argument}\n\n${help}`);
  process.exit(read.kind === "help" ? 0 : 2);
}

function settingsOrExit(): Settings {
  const read = readSettings(process.env, {
    dataFolder: join(root, ".data"),
    adminFolder: join(root, "apps", "admin", "dist"),
    reportingProgram: join(root, "apps", "reporting", "dist", "main.js"),
  });
  if (read.ok) return read.settings;
  console.error("设置有误,未启动 · not started, the settings are wrong:");
  for (const fault of read.faults) console.error(`  ${fault.name}: ${fault.problem}`);
  process.exit(2);
}
