import { readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { analyze, compile, ruleFor } from "@xinyi/decision-table";
import { build } from "esbuild";
import { type Ask, type Contestant, contestants } from "./engines.ts";
import { type RoutingFacts, routingFacts, routingRules, tableOf } from "./routing.ts";

const here = dirname(fileURLToPath(import.meta.url));
const report = resolve(here, "../../../docs/measurements/decision-table.md");
const SIZES = [20, 200, 5000] as const;
const ROUNDS = 25;
/** How long one round of one engine may take. */
const MILLISECONDS = 60;

/** Microseconds a decision: the best of several rounds, since others use the machine too. */
async function timed(asked: Ask, facts: readonly RoutingFacts[]): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    let count = 0;
    let length = 0;
    const began = performance.now();
    do {
      for (const one of facts) {
        length += (asked.kind === "now" ? asked.ask(one) : await asked.ask(one)).length;
        count += 1;
        if (count % 16 === 0 && performance.now() - began > MILLISECONDS) break;
      }
    } while (performance.now() - began < MILLISECONDS);
    if (length === 0) throw new Error("nothing was answered");
    best = Math.min(best, ((performance.now() - began) * 1000) / count);
  }
  return best;
}

/** Every engine must say what the first one says, or nothing is measured. */
async function agreeing(made: readonly Ask[], facts: readonly RoutingFacts[]): Promise<void> {
  for (const one of facts) {
    const answers = new Set(await Promise.all(made.map((asked) => asked.ask(one))));
    if (answers.size !== 1) throw new Error(`no agreement on ${JSON.stringify(one)}`);
  }
}

interface Measured {
  readonly rows: readonly Row[];
  readonly agreed: number;
}

interface Row {
  readonly contestant: Contestant;
  readonly decision: number;
  readonly make: number;
}

async function measured(size: number): Promise<Measured> {
  const rules = routingRules(size, 1);
  const facts = routingFacts(2000, 2);
  const made: Ask[] = [];
  const makeTimes: number[] = [];
  for (const { make } of contestants) {
    let best = Number.POSITIVE_INFINITY;
    let asked: Ask | undefined;
    for (let round = 0; round < 3; round += 1) {
      const began = performance.now();
      asked = make(rules);
      best = Math.min(best, performance.now() - began);
    }
    made.push(asked!);
    makeTimes.push(best);
  }
  const compared = facts.slice(0, size === 5000 ? 100 : 1000);
  await agreeing(made, compared);
  const rows: Row[] = [];
  for (const [at, contestant] of contestants.entries()) {
    rows.push({ contestant, decision: await timed(made[at]!, facts), make: makeTimes[at]! });
  }
  return { rows, agreed: compared.length };
}

/** Bytes left on the heap by a million decisions before any collection: the least of several rounds. */
function allocated(facts: readonly RoutingFacts[]): number {
  const result = compile(tableOf(routingRules(200, 1)));
  if (!result.ok) throw new Error("unreadable");
  // By index: an iterator would make objects of its own.
  const loop = (times: number) => {
    let sum = 0;
    for (let asked = 0; asked < times * facts.length; asked += 1) {
      sum += ruleFor(facts[asked % facts.length]!, result.value);
    }
    return sum;
  };
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    loop(1000);
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    loop(1000);
    least = Math.min(least, process.memoryUsage().heapUsed - before);
  }
  return least;
}

function analysis(size: number): { milliseconds: number; text: string } {
  const table = tableOf(routingRules(size, 1).slice(0, -1));
  let best = Number.POSITIVE_INFINITY;
  let text = "";
  for (let round = 0; round < 3; round += 1) {
    const began = performance.now();
    const result = analyze(table);
    best = Math.min(best, performance.now() - began);
    if (!result.ok) throw new Error("unreadable");
    const { status, gaps, overlaps, masked, subsumed } = result.value;
    text = `${status}; ${gaps.length} gaps, ${overlaps.length} overlaps, ${masked.length} masked, ${subsumed.length} subsumed`;
  }
  return { milliseconds: best, text };
}

async function bundled(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: here },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const bytes = outputFiles[0]!.contents;
  return `${kilobytes(bytes.length)} (${kilobytes(gzipSync(bytes).length)} gzip)`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function versionOf(name: string): string {
  const manifest = join(here, "..", "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function zenBinary(): string {
  const entry = fileURLToPath(import.meta.resolve("@gorules/zen-engine"));
  const name = `@gorules/zen-engine-${process.platform}-${process.arch}-gnu`;
  const folder = join(dirname(entry), "..", "..", name);
  const file = join(folder, `zen-engine.${process.platform}-${process.arch}-gnu.node`);
  return statSync(file, { throwIfNoEntry: false }) ? kilobytes(statSync(file).size) : "not found";
}

function microseconds(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}

function bytes(ofMillion: number): string {
  return (ofMillion / 1e6).toFixed(1);
}

const fractional = routingFacts(1000, 2);
const asText = fractional.map((facts) => ({ ...facts, amount: String(facts.amount) }));
const lines: string[] = [];
const results: Measured[] = [];
for (const size of SIZES) {
  results.push(await measured(size));
  console.error(`measured ${size} rules`);
}

lines.push(
  "# Decision table: measurements",
  "",
  `Made ${new Date().toISOString().slice(0, 10)} by \`pnpm --filter @xinyi/bench-decision-table measure\` on Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}; best of ${ROUNDS} rounds in one process, other programs running beside it.`,
  "",
  `Peers: json-rules-engine ${versionOf("json-rules-engine")}, @gorules/zen-engine ${versionOf("@gorules/zen-engine")}, json-logic-js ${versionOf("json-logic-js")}.`,
  "",
  `The table: complaint routing of six inputs (two of them numbers), policy \`first\`, seeded. Before anything is timed all engines must give the same answer on the same facts: ${results.map(({ agreed }, at) => `${agreed} facts at ${SIZES[at]} rules`).join(", ")}; they did.`,
  "",
  "## Microseconds a decision",
  "",
  `| engine | trace | ${SIZES.map((size) => `${size} rules`).join(" | ")} |`,
  `|---|---|${SIZES.map(() => "---:|").join("")}`,
  ...contestants.map(({ name, traces }, at) => {
    const cells = results.map(({ rows }) => microseconds(rows[at]!.decision));
    return `| ${name} | ${traces ? "yes" : "no"} | ${cells.join(" | ")} |`;
  }),
  "",
  "`explain` names for every rule why it lost, and for every fact each single change that alters the answer; zen's trace holds the row that won; json-rules-engine always keeps the result of every condition it asked; it has one priority for each rule and stops at the first that holds, which is faster than letting it fire them all.",
  "",
  `A million decisions of \`ruleFor\` at 200 rules left ${bytes(allocated(asText))} bytes a decision on the heap, before any collection, where amounts are decimal texts, and ${bytes(allocated(fractional))} where they are fractions (where V8 has not compiled the caller yet, it makes a number object of 16 bytes whenever a fraction is read from a field).`,
  "",
  "## Milliseconds to make an engine ready",
  "",
  `| engine | ${SIZES.map((size) => `${size} rules`).join(" | ")} |`,
  `|---|${SIZES.map(() => "---:|").join("")}`,
  ...contestants
    .filter((_, at) => [0, 4, 5, 6, 8].includes(at))
    .map((contestant) => {
      const at = contestants.indexOf(contestant);
      const cells = results.map(({ rows }) => rows[at]!.make.toFixed(2));
      return `| ${contestant.name.replace(", `ruleFor`", ", `compile`")} | ${cells.join(" | ")} |`;
    }),
  "",
  "`compile` parses every cell and builds the index; the others keep the conditions as they are given, and zen reads the table at its first decision.",
  "",
  "## Analysis",
  "",
  "No peer analyzes. Without the catch-all rule:",
  "",
  "| rules | milliseconds | found |",
  "|---:|---:|---|",
  ...[20, 200, 500].map((size) => {
    const { milliseconds, text } = analysis(size);
    return `| ${size} | ${milliseconds.toFixed(0)} | ${text} |`;
  }),
  "",
  "## Size in a browser, minified",
  "",
  "| bundle | size |",
  "|---|---:|",
  `| decision-table, to decide (\`compile\` \`ruleFor\` \`decide\`) | ${await bundled('export { compile, ruleFor, decide } from "@xinyi/decision-table";')} |`,
  `| decision-table, everything | ${await bundled('export * from "@xinyi/decision-table";')} |`,
  `| decision-table/dmn | ${await bundled('export * from "@xinyi/decision-table/dmn";')} |`,
  `| json-logic-js | ${await bundled('export { default } from "json-logic-js";')} |`,
  `| json-rules-engine | ${await bundled('export * from "json-rules-engine";')} |`,
  `| @gorules/zen-engine | ${zenBinary()} native binary; no browser bundle from this package |`,
  "",
);
writeFileSync(report, lines.join("\n"));
console.log(lines.join("\n"));
