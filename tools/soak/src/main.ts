import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Kill, type Outcome, soak } from "./soak.ts";

const help = `npm run soak -- [OPTIONS]

Runs the real application on data of its own, loads it with bill runs, bank statements, rolls and
openings, and kills it with kill -9 in the middle of that, again and again. After every kill it is
started anew, and every write that was not answered is sent again under the same key. In the end
every acknowledged write must be there exactly once, every entry must balance, and the chain of
hashes must be whole.

  --tree N       kills of the whole process tree, database included (20)
  --node N       kills of the Node process alone (20)
  --seed N       which work, and which moments (1)
  --writers N    writes under way at the same time (3)
  --minutes N    give up, as a failure, after so long (20)
  --keep         leave the data folder, and say where it is
  --help         this text

Exits 0 when nothing was lost, doubled or half-booked, 1 otherwise, 2 on a wrong option.
`;

interface Options {
  readonly kills: readonly Kill[];
  readonly seed: number;
  readonly writers: number;
  readonly minutes: number;
  readonly keep: boolean;
}

function readOptions(): Options {
  const text = (preset: string) => ({ type: "string", default: preset }) as const;
  const { values } = parseArgs({
    options: {
      tree: text("20"),
      node: text("20"),
      seed: text("1"),
      writers: text("3"),
      minutes: text("20"),
      keep: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    process.exit(0);
  }
  const whole = (name: "tree" | "node" | "seed" | "writers" | "minutes", least: number): number => {
    const number = Number(values[name]);
    if (Number.isSafeInteger(number) && number >= least) return number;
    throw new Error(`--${name} takes a whole number from ${least}, not "${values[name]}"`);
  };
  return {
    kills: [
      ...Array.from({ length: whole("tree", 0) }, (): Kill => "tree"),
      ...Array.from({ length: whole("node", 0) }, (): Kill => "node"),
    ],
    seed: whole("seed", 0),
    writers: whole("writers", 1),
    minutes: whole("minutes", 1),
    keep: values.keep,
  };
}

function table(outcome: Outcome): string {
  const rows = Object.entries(outcome.counts).map(
    ([name, value]) => [name, String(value)] as const,
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value.padStart(8)}`).join("\n");
}

let options: Options;
try {
  options = readOptions();
} catch (error) {
  console.error((error as Error).message);
  console.error("npm run soak -- --help");
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "xinyi-soak-"));
// As root the database runs as another account, which must be able to enter.
chmodSync(folder, 0o755);
const program = fileURLToPath(new URL("../../../apps/api/dist/main.js", import.meta.url));
const outcome = await soak({
  ...options,
  place: { program, dataFolder: join(folder, "data") },
  say: (line) => console.log(line),
});
console.log(`\nseed ${options.seed}\n${table(outcome)}\n`);
for (const fault of outcome.faults.slice(0, 50)) console.log(`✗ ${fault}`);
if (outcome.faults.length > 50) console.log(`… and ${outcome.faults.length - 50} more`);
console.log(outcome.faults.length === 0 ? "✓ nothing lost, doubled or half-booked" : "✗ failed");
if (options.keep || outcome.faults.length > 0) console.log(`data: ${folder}`);
else rmSync(folder, { recursive: true, force: true });
process.exit(outcome.faults.length === 0 ? 0 : 1);
