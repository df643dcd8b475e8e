import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

interface Bench {
  readonly what: string;
  /** A program of Node's, from the root of the checkout; it prints JSON lines. */
  readonly program: readonly string[];
}

const benches: Readonly<Record<string, Bench>> = {
  journal: {
    what: "a million postings read, checked, balanced and asserted, beside ledger, hledger, beancount",
    program: ["tools/bench/src/journal.ts"],
  },
  posting: {
    what: "posting through the API beside hand SQL with the same guarantees, 1 and 16 writers",
    program: ["apps/api/src/books/posting.measure.ts"],
  },
  "decision-table": {
    what: "decisions beside four rule engines and a plain loop (writes its own page)",
    program: ["--expose-gc", "tools/bench-decision-table/src/measure.ts"],
  },
  routing: {
    what: "routes, deadlines and a file of 100,000 requests (writes its own page)",
    program: ["tools/derive-routing/src/measure.ts"],
  },
  votes: {
    what: "a verdict over 100,000 units beside a plain loop over typed arrays",
    program: ["tools/bench/src/votes.ts"],
  },
};

const help = `npm run bench -- [NAME…]

Measures, with the peers in the same run, and prints a table. What a program tells as JSON lines is
also appended to .reports/bench.jsonl, with the day and the machine. Without a name, all of them:

${Object.entries(benches)
  .map(([name, { what }]) => `  ${name.padEnd(16)}${what}`)
  .join("\n")}

  BENCH_POSTINGS=N   how many postings for "journal" (1000000)
  BENCH_SECONDS=N    how long each row of "posting" takes (8)
  --help             this text
`;

const asked = process.argv.slice(2);
if (asked.includes("--help") || asked.includes("-h")) {
  process.stdout.write(help);
  process.exit(0);
}
const unknown = asked.find((name) => !(name in benches));
if (unknown !== undefined) {
  console.error(`没有这项测量 · no such measurement: ${unknown}\n\n${help}`);
  process.exit(2);
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
const report = join(root, ".reports", "bench.jsonl");
mkdirSync(dirname(report), { recursive: true });
const machine = {
  at: new Date().toISOString(),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  cpus: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`,
};
let failed = 0;
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  console.log(`\n${name}: ${benches[name]!.what}`);
  const { code, lines } = await run(benches[name]!);
  for (const line of lines) appendFileSync(report, `${JSON.stringify({ ...line, ...machine })}\n`);
  for (const row of table(lines)) console.log(row);
  if (code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);

type Line = Readonly<Record<string, string | number>>;

/** Runs it; what is no JSON line is passed on as it comes. */
async function run({ program }: Bench): Promise<{ code: number | null; lines: readonly Line[] }> {
  const child = spawn(process.execPath, program, {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  const lines: Line[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    if (text.startsWith('{"bench"')) lines.push(JSON.parse(text));
    else console.log(`  ${text}`);
  }
  return { code: await ended, lines };
}

/** One row for each thing measured, its circumstances first. */
function table(lines: readonly Line[]): readonly string[] {
  const rows = lines.map(({ bench: _, peer = "", metric = "", value = "", ...facts }) => [
    Object.entries(facts)
      .map(([name, fact]) => `${fact} ${name}`)
      .join(", "),
    String(peer),
    String(metric),
    typeof value === "number" ? value.toFixed(value < 100 ? 1 : 0) : String(value),
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(0, ...rows.map((row) => row[at]!.length)));
  return rows.map(
    (row) =>
      `  ${row.map((cell, at) => (at === 3 ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!))).join("  ")}`,
  );
}
