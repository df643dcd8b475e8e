import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { plantedFaults } from "./planted-fault.ts";
import { simulate } from "./simulate.ts";

const faultNames = plantedFaults.map(({ name }) => name);
const help = `npm run simulate -- [OPTIONS]

Plays a district day by day against the real application on a throw-away database: bills, receipts,
bounced payments, payment orders, approvers who clash, requests sent again days later, kills. Beside
it runs a model in one file that shares no code with the application. Every day both must agree to
the fen, and every law of the journal must hold. The first disagreement ends the play.

  --seed N       what happens; the same seed plays the same again (1)
  --years N      how long (1)
  --days N       how long, in days, instead of years
  --estates N    how many estates (2)
  --kill-one-in N  one day in N has a kill -9 in the middle of a write; 0 for none (30)
  --fault NAME   plant a defect, and see it found: ${faultNames.join(", ")}
  --keep         leave the data folder, and say where it is
  --help         this text

Exits 0 when all agreed; with --fault, when the defect was found. 1 otherwise, 2 on a wrong option.
`;

function readOptions() {
  const text = (preset: string) => ({ type: "string", default: preset }) as const;
  const { values } = parseArgs({
    options: {
      seed: text("1"),
      years: text("1"),
      days: { type: "string" },
      estates: text("2"),
      "kill-one-in": text("30"),
      fault: { type: "string" },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    process.exit(0);
  }
  const whole = (name: string, given: string, least: number): number => {
    const number = Number(given);
    if (Number.isSafeInteger(number) && number >= least) return number;
    throw new Error(`--${name} takes a whole number from ${least}, not "${given}"`);
  };
  if (values.fault !== undefined && !faultNames.includes(values.fault)) {
    throw new Error(`--fault takes one of ${faultNames.join(", ")}, not "${values.fault}"`);
  }
  return {
    seed: whole("seed", values.seed, 0),
    days:
      values.days === undefined
        ? whole("years", values.years, 1) * 365
        : whole("days", values.days, 1),
    estates: whole("estates", values.estates, 1),
    killOneIn: whole("kill-one-in", values["kill-one-in"], 0),
    fault: values.fault,
    keep: values.keep,
  };
}

let options: ReturnType<typeof readOptions>;
try {
  options = readOptions();
} catch (error) {
  console.error((error as Error).message);
  console.error("npm run simulate -- --help");
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "xinyi-simulation-"));
// As root the database runs as another account, which must be able to enter.
chmodSync(folder, 0o755);
const program = fileURLToPath(new URL("../../../apps/api/dist/main.js", import.meta.url));
const module = new URL("preload.child.ts", import.meta.url).href;
const { fault: planted } = options;
const began = performance.now();
const outcome = await simulate({
  ...options,
  place: (now) => ({
    program,
    dataFolder: join(folder, "data"),
    preload: {
      module,
      environment: { SIMULATED_NOW: now, ...(planted && { PLANTED_FAULT: planted }) },
    },
  }),
  say: (line) => console.log(line),
});
console.log(`\nseed ${options.seed}, ${Math.round((performance.now() - began) / 1000)} s`);
for (const [name, value] of Object.entries(outcome.counts)) {
  console.log(`  ${name.padEnd(16)}${String(value).padStart(8)}`);
}
const { fault } = outcome;
if (fault) console.log(`\n✗ ${fault.day}, ${fault.estate}: ${fault.what}`);
else console.log("\n✓ the application and the model agreed on every day, and every law held");
if (planted !== undefined) {
  console.log(fault ? `✓ the planted defect ${planted} was found` : `✗ ${planted} was not found`);
}
if (options.keep) console.log(`data: ${folder}`);
else rmSync(folder, { recursive: true, force: true });
process.exit((fault === undefined) === (planted === undefined) ? 0 : 1);
