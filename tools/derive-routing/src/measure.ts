import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  analyzePack,
  caseDeadline,
  compilePack,
  deriveRouting,
  dueAt,
  explainRoute,
  type MatterFacts,
  type Routing,
  type RoutingExample,
  type RoutingPack,
  route,
} from "@xinyi/complaint-routing";
import { complaintRulesFor, routingPackFor } from "@xinyi/jurisdictions";

const here = dirname(fileURLToPath(import.meta.url));
const report = resolve(here, "../../../docs/measurements/complaint-routing.md");
const ROUNDS = 5;

/** A small generator with a seed: the same numbers on every machine. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The best of several rounds, in seconds, since others use the machine too. */
function best(work: () => void, rounds = ROUNDS): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    work();
    least = Math.min(least, (performance.now() - began) / 1000);
  }
  return least;
}

/** Requests of a large city: 200 types, 1000 descriptors, 60 places, 15 agencies; one in twenty types unclear. */
function cityExamples(count: number): readonly RoutingExample[] {
  const pick = seeded(7);
  return Array.from({ length: count }, () => {
    const type = Math.floor((pick(200) * pick(200)) / 200);
    const descriptor = pick(5);
    const place = pick(60);
    const splits = type % 5;
    const base = splits === 1 ? type + descriptor : splits === 2 ? type + (place % 3) : type;
    const agency = type % 20 === 3 && pick(10) === 0 ? base + 1 : base;
    return {
      type: `Type ${type}`,
      descriptor: `Descriptor ${type}-${descriptor}`,
      place: `Place ${place}`,
      agency: `Agency ${agency % 15}`,
    };
  });
}

function compiled(pack: RoutingPack): Routing {
  const made = compilePack(pack);
  if (!made.ok) throw new Error(JSON.stringify(made.rejection));
  return made.value;
}

function demoPack(): RoutingPack {
  const pack = routingPackFor("jianyang-demo");
  if (!pack.ok) throw new Error(JSON.stringify(pack.rejection));
  return pack.value;
}

function perSecond(routing: Routing, facts: readonly MatterFacts[], repeats: number): number {
  const seconds = best(() => {
    for (let at = 0; at < repeats; at += 1) for (const each of facts) route(each, routing);
  });
  return (facts.length * repeats) / seconds;
}

function explainedPerSecond(routing: Routing, facts: readonly MatterFacts[]): number {
  const seconds = best(() => {
    for (const each of facts) explainRoute(each, routing);
  }, 3);
  return facts.length / seconds;
}

const demo = compiled(demoPack());
const codes = demo.pack.inputs[0]?.tree?.map(({ code }) => code) ?? [];
const pick = seeded(1);
const demoFacts = Array.from({ length: 2000 }, () => ({
  category: codes[pick(codes.length)],
  estate: "e1",
  subject: ["community-secretary", "street-official", undefined][pick(3)],
  bothPartiesAgreeToMediate: [true, false, undefined][pick(3)],
  grids: [["general-1", "micro-4"], [], ["dedicated-2"]][pick(3)],
}));

const examples = cityExamples(100_000);
const facts = {
  id: "city",
  title: { zh: "城", en: "City" },
  effectiveFrom: "2026-01-01",
  source: "-",
} as const;
const deriving = best(() => deriveRouting(examples, facts), 3);
const derivation = deriveRouting(examples, facts);
const city = compiled(derivation.pack);
const cityFacts = examples.slice(0, 2000).map(({ agency: _, ...rest }) => rest);
const compiling = best(() => compiled(derivation.pack), 3);
let analysis = analyzePack(derivation.pack);
const analyzing = best(() => {
  analysis = analyzePack(derivation.pack);
}, 2);
const demoAnalyzing = best(() => analyzePack(demo.pack), 3);

const place = complaintRulesFor("cn-sc", "2026-03-02");
if (!place.ok) throw new Error(JSON.stringify(place.rejection));
const { clock, terms } = place.value;
const receipts = Array.from({ length: 1_000_000 }, () => {
  const minute = pick(300 * 1440);
  return `${new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString().slice(0, 19)}+08:00`;
});
const deadlines = best(() => {
  for (const at of receipts) dueAt(at, { amount: 15, unit: "working-day" }, clock);
}, 3);
const pauses = [{ from: "2026-03-04T09:00:00+08:00", to: "2026-03-09T18:00:00+08:00" }];
const caseDeadlines = best(() => {
  for (const receivedAt of receipts.slice(0, 100_000)) {
    caseDeadline({ class: "complaint", receivedAt, pauses }, terms, clock);
  }
}, 3);

const file = routedFile(examples);
const thousands = (value: number) => Math.round(value).toLocaleString("en-US");
const milliseconds = (seconds: number) => (seconds * 1000).toFixed(seconds < 0.1 ? 1 : 0);
const rules = (pack: RoutingPack) => pack.tiers.reduce((sum, tier) => sum + tier.rules.length, 0);

writeFileSync(
  report,
  `# Complaint routing: measurements

Made ${new Date().toISOString().slice(0, 10)} by \`pnpm --filter @xinyi/derive-routing measure\` on Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim()}; best of several rounds in one process, other programs running beside it.

## Decisions a second

| pack | rules | without trace (\`route\`) | with trace and changes (\`explainRoute\`) |
|---|---:|---:|---:|
| demonstration district, 5 tiers | ${rules(demo.pack)} | ${thousands(perSecond(demo, demoFacts, 50))} | ${thousands(explainedPerSecond(demo, demoFacts))} |
| derived from ${thousands(examples.length)} requests, 1 tier | ${rules(derivation.pack)} | ${thousands(perSecond(city, cityFacts, 50))} | ${thousands(explainedPerSecond(city, cityFacts.slice(0, 100)))} |

A trace names every rule that lost and why, and tries every value of every fact on the whole route, so that what it says would change the route does.

## Packs

| | demonstration | derived |
|---|---:|---:|
| compile, ms | ${milliseconds(best(() => compiled(demo.pack)))} | ${milliseconds(compiling)} |
| analyze, ms | ${milliseconds(demoAnalyzing)} | ${milliseconds(analyzing)} (${analysis.status}) |
| derive from ${thousands(examples.length)} requests, ms | – | ${milliseconds(deriving)} |

## Deadlines

| | seconds |
|---|---:|
| 1,000,000 deadlines of 15 working days, from instants with offsets | ${deadlines.toFixed(2)} |
| 100,000 case deadlines with a pause | ${caseDeadlines.toFixed(2)} |

## A file of ${thousands(examples.length)} requests

One command derives a pack from ${thousands(examples.length)} examples (200 types, 1000 descriptors, 60 places, seeded) and routes a file of as many requests, reading and writing CSV line by line:

\`\`\`
${file}
\`\`\`
`,
);
console.log(`written ${report}`);

/** The command itself, as a person runs it; what it says of the routing. */
function routedFile(list: readonly RoutingExample[]): string {
  const folder = mkdtempSync(join(tmpdir(), "xinyi-measure-"));
  const csv = join(folder, "requests.csv");
  const lines = list.map(({ type, descriptor, place: where, agency }) =>
    [type, descriptor, where, agency].join(),
  );
  writeFileSync(csv, `type,descriptor,place,agency\n${lines.join("\n")}\n`);
  const out = join(folder, "routed.csv");
  const pack = join(folder, "pack.json");
  const main = join(here, "main.ts");
  const made = spawnSync(process.execPath, [main, csv, "--out", pack], { encoding: "utf8" });
  const args = [main, "--pack", pack, "--route", csv, "--routed", out];
  const ran = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (made.status !== 0 || ran.status !== 0) throw new Error(made.stderr + ran.stderr);
  const count = readFileSync(out, "utf8").trimEnd().split("\n").length - 1;
  if (count !== list.length) throw new Error(`${count} lines of ${list.length}`);
  rmSync(folder, { recursive: true });
  const first = made.stdout.split("\n").filter((line) => /^(rules|routed|ambiguous)/.test(line));
  const told = ran.stdout
    .split("\n")
    .filter((line) => /^[a-z]/.test(line) && !line.startsWith("written"));
  return [...first, ...told].join("\n");
}
