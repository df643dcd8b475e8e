/**
 * Loaded into the application's process before the application: its calendar stands where the
 * simulation sets it, and a planted fault, if one is asked for, is written into it while it loads.
 * The application knows nothing of either.
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import FakeTimers from "@sinonjs/fake-timers";
import { plantedFaults } from "./planted-fault.ts";

const { SIMULATED_NOW = "", PLANTED_FAULT } = process.env;
const clock = FakeTimers.install({ now: Date.parse(SIMULATED_NOW), toFake: ["Date"] });
process.on("message", ({ now }: { now: string }) => {
  clock.setSystemTime(Date.parse(now));
  process.send?.("heard");
});
// The channel alone shall not keep a process alive that was asked to stop.
process.channel?.unref();

const fault = plantedFaults.find(({ name }) => name === PLANTED_FAULT);
if (fault !== undefined) {
  registerHooks({
    load(url, context, next) {
      if (!url.startsWith("file:") || !fault.files.test(url)) return next(url, context);
      const source = readFileSync(fileURLToPath(url), "utf8");
      if (!fault.changes.some(({ sound }) => source.includes(sound))) return next(url, context);
      process.stdout.write(`planted: ${fault.name}\n`);
      return {
        format: "module",
        source: fault.changes.reduce(
          (text, { sound, faulty }) => text.replaceAll(sound, faulty),
          source,
        ),
        shortCircuit: true,
      };
    },
  });
}
