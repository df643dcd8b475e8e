import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

const steering = new URL("./clock.mjs", import.meta.url);

export interface Server {
  readonly address: string;
  /** The first administrator's one-time password, as the terminal told it. */
  readonly password: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the built server on a free port, on an empty folder of its own with the demo estate; with
 * `clock`, a file of milliseconds, its clock is ahead by as many as the file says.
 */
export async function startServer(clock?: string): Promise<Server> {
  const main = join(root, "apps/api/dist/main.js");
  for (const built of [main, join(root, "apps/admin/dist/index.html")]) {
    if (!existsSync(built)) throw new Error(`${built} is missing: build first`);
  }
  const folder = mkdtempSync(join(tmpdir(), "xinyi-stories-"));
  const steered = clock === undefined ? [] : ["--import", fileURLToPath(steering)];
  const child = spawn(process.execPath, [...steered, main], {
    cwd: root,
    env: {
      ...process.env,
      PORT: "0",
      XINYI_DATA: folder,
      XINYI_DEMO: clock === undefined ? "on" : "off",
      ...(clock === undefined ? {} : { XINYI_STORY_CLOCK: clock }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = await outputUntil(child, /Ctrl-C/);
  const [, address] = /console\s+(http:\/\/\S+?)\/admin\//.exec(output) ?? [];
  const [, password] = /shown once\):\s+(\S+)/.exec(output) ?? [];
  if (address === undefined || password === undefined) {
    child.kill("SIGKILL");
    throw new Error(`the server told no address or password:\n${output}`);
  }
  return {
    address,
    password,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function outputUntil(child: ChildProcess, sign: RegExp): Promise<string> {
  return new Promise((resolve, fail) => {
    let output = "";
    const listen = (chunk: Buffer) => {
      output += chunk.toString("utf8");
      if (sign.test(output)) resolve(output);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => fail(new Error(`the server ended with ${code}:\n${output}`)));
  });
}
