import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readScheme, schemeFor } from "@xinyi/jurisdictions";
import { classify, labelsOf, type PreparedScheme } from "@xinyi/organization-classification";
import { type Coded, type Guess, learn } from "./bayes.ts";
import { type Contestant, jsonRules, ours, plainLoop } from "./engines.ts";
import { fixtureRows } from "./fixtures.ts";
import { madeUpBodies } from "./made-up-bodies.ts";
import { schemeOfTags } from "./tag-table.ts";

const report = fileURLToPath(
  new URL("../../../docs/measurements/organization-classification.md", import.meta.url),
);
const FOLDS = 5;
const BODIES = 100_000;

function made(id: string, content: unknown): PreparedScheme {
  const read = readScheme(id, content);
  if (!read.ok) throw new Error(JSON.stringify(read.rejection));
  return read.value;
}

const read = schemeFor("caotang-5");
if (!read.ok) throw new Error(read.rejection.kind);
const caotang = read.value;

// Speed: the engines must agree body by body, or nothing is measured.
const bodies = madeUpBodies(BODIES, caotang.scheme, 1);
const contestants: readonly (readonly [Contestant, number])[] = [
  [ours(caotang), BODIES],
  [plainLoop(caotang.scheme), 20_000],
  [jsonRules(caotang.scheme), 400],
];
const [first] = contestants[0]!;
const speeds: string[] = [];
for (const [contestant, count] of contestants) {
  const some = bodies.slice(0, count);
  for (const body of some.slice(0, 400)) {
    if ((await contestant.ask(body)) !== (await first.ask(body))) {
      throw new Error(`no agreement on ${JSON.stringify(body)}`);
    }
  }
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const began = performance.now();
    for (const body of some) await contestant.ask(body);
    best = Math.min(best, ((performance.now() - began) * 1000) / count);
  }
  const whole = (best * BODIES) / 1_000_000;
  const how = count === BODIES ? "measured" : `from ${count.toLocaleString("en")}`;
  speeds.push(
    `| ${contestant.name} | ${best.toFixed(0)} | ${Math.round(1_000_000 / best).toLocaleString("en")} | ${whole.toFixed(1)} s (${how}) |`,
  );
}

// The whole command: a file read, 100,000 lines classified, two sheets written.
const folder = mkdtempSync(join(tmpdir(), "classify-"));
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const lines = bodies.map(({ name, description }) => `${quoted(name)},${quoted(description)}`);
writeFileSync(join(folder, "bodies.csv"), ["name,description", ...lines].join("\n"));
const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const started = performance.now();
const said = execFileSync(process.execPath, [main, join(folder, "bodies.csv"), "--quiet"], {
  encoding: "utf8",
});
const wholeCommand = (performance.now() - started) / 1000;
const reasonLines = readFileSync(join(folder, "bodies.reasons.csv"), "utf8").split("\n").length - 2;
rmSync(folder, { recursive: true });

const withEvidence = bodies
  .map((body) => classify(body, caotang))
  .filter(({ outcome }) => outcome === "classified");
const share = withEvidence.filter(({ evidence }) => evidence.length > 0).length;

// Accuracy on charities coded by hand.
const sample = fixtureRows("sample").map(
  ({ name = "", activities = "", ICNPTSO = "", org_id }) => ({
    id: org_id ?? "",
    facts: { name, description: activities },
    text: `${name} ${activities}`,
    code: ICNPTSO,
  }),
);
const pack = new URL("../../../examples/packs/icnptso/scheme.json", import.meta.url);
const icnptso = made("icnptso", JSON.parse(readFileSync(pack, "utf8")));

interface Judged extends Guess {
  readonly coded: string;
  readonly answers: boolean;
}

/** Each fifth guessed by what the other four taught. */
function crossValidated(codeOf: (code: string) => string): readonly Judged[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const isTest = (at: number) => at % FOLDS === fold;
    const examples: Coded[] = sample
      .filter((_, at) => !isTest(at))
      .map(({ text, code }) => ({ text, code: codeOf(code) }));
    const guess = learn(examples);
    return sample
      .filter((_, at) => isTest(at))
      .map(({ text, code }) => ({ ...guess(text), coded: codeOf(code), answers: true }));
  });
}

/** The pack's rules, which no example taught: points by code, summed to the level asked. */
function byRules(codeOf: (code: string) => string): readonly Judged[] {
  return sample.map(({ facts, code }) => {
    const points = new Map<string, number>();
    for (const { term, effect } of classify(facts, icnptso).evidence) {
      const level = codeOf(term ?? "");
      points.set(level, (points.get(level) ?? 0) + effect);
    }
    const [one, two] = [...points].sort(([, a], [, b]) => b - a);
    return {
      code: one?.[0] ?? "",
      second: two?.[0] ?? "",
      margin: (one?.[1] ?? 0) - (two?.[1] ?? 0),
      coded: codeOf(code),
      answers: one !== undefined,
    };
  });
}

const percent = (part: number, whole: number) =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;

function accuracy(judged: readonly Judged[]): string {
  const right = judged.filter(({ code, coded }) => code === coded).length;
  const two = judged.filter(({ code, second, coded }) => code === coded || second === coded).length;
  return `${percent(right, judged.length)} | ${percent(two, judged.length)}`;
}

/** At each share of answers accepted by their lead: how many of them are right. */
function coverage(judged: readonly Judged[]): string {
  const ordered = judged.filter(({ answers }) => answers).sort((a, b) => b.margin - a.margin);
  return [0.25, 0.5, 0.75, 1]
    .map((part) => {
      const taken = ordered.slice(0, Math.round(judged.length * part));
      const right = taken.filter(({ code, coded }) => code === coded).length;
      return `${percent(right, taken.length)} of ${percent(taken.length, judged.length)}`;
    })
    .join(" | ");
}

const whole = (code: string) => code;
const section = (code: string) => code.slice(0, 1);
const rows = [
  ["rules of the pack `icnptso`, learned from nothing", "section", byRules(section)],
  ["rules of the pack `icnptso`, learned from nothing", "full code", byRules(whole)],
  ["complement naive Bayes, five folds", "section", crossValidated(section)],
  ["complement naive Bayes, five folds", "full code", crossValidated(whole)],
] as const;

/** The charities that two persons coded, without knowing of each other. */
const twice = new Map<string, string[]>();
for (const { id, code } of sample) twice.set(id, [...(twice.get(id) ?? []), code]);
const pairs = [...twice.values()].filter((codes) => codes.length > 1);
const agreed = (codeOf: (code: string) => string) =>
  pairs.filter(([one = "", two = ""]) => codeOf(one) === codeOf(two)).length;

/** What chance would give two coders who use the codes as often as these do, taken out (Cohen). */
function kappa(codeOf: (code: string) => string): string {
  const share = (side: 0 | 1, code: string) =>
    pairs.filter((pair) => codeOf(pair[side] ?? "") === code).length / pairs.length;
  const codes = new Set(pairs.flat().map(codeOf));
  const chance = [...codes].reduce((sum, code) => sum + share(0, code) * share(1, code), 0);
  return ((agreed(codeOf) / pairs.length - chance) / (1 - chance)).toFixed(2);
}

// The public tags: how long the automata take, and what share of labels has its place.
const tags = made("ukcat", schemeOfTags("ukcat", fixtureRows("ukcat")));
const tagsBegan = performance.now();
let labels = 0;
let placed = 0;
for (const { facts } of sample) {
  const answer = labelsOf(facts, tags);
  if (answer.outcome !== "labelled") continue;
  labels += answer.labels.length;
  const terms = new Set(answer.evidence.map(({ term }) => term));
  placed += answer.labels.filter(({ code }) => terms.has(code)).length;
}
const tagsTook = (performance.now() - tagsBegan) / 1000;

const processor = cpus();
const text = [
  "# Organization classification, measured",
  "",
  `Made ${new Date().toISOString().slice(0, 10)} by \`pnpm --filter @xinyi/classify measure\` on Node ${process.version}, ${process.platform} ${process.arch}, ${processor.length} × ${processor[0]?.model.trim()}; best of three rounds in one process, other programs running beside it.`,
  "",
  `## ${BODIES.toLocaleString("en")} organizations by \`caotang-5\``,
  "",
  `${caotang.scheme.rules.flatMap(({ words }) => words).length} words in ${caotang.scheme.rules.length} rules, ${caotang.scheme.exclusions.length} exclusions; bodies made up from the words of the scheme, a name and two or three things done. All engines answered the first 400 alike in outcome, code and points before the clock ran; a test holds the plain loop, written apart, to 3,000.`,
  "",
  "| engine | µs a body | bodies a second | 100,000 bodies |",
  "|---|---:|---:|---:|",
  ...speeds,
  "",
  `The command \`npm run classify\` as a process, file in, two sheets out: **${wholeCommand.toFixed(1)} s** for ${BODIES.toLocaleString("en")} lines and ${reasonLines.toLocaleString("en")} reasons. It said:`,
  "",
  "```",
  ...said.trimEnd().split("\n"),
  "```",
  "",
  `Only the first engine says where each word stands. Of ${withEvidence.length.toLocaleString("en")} answers classified, ${share.toLocaleString("en")} have evidence (${percent(share, withEvidence.length)}).`,
  "",
  `## ${sample.length.toLocaleString("en")} charities coded by hand (ICNP/TSO)`,
  "",
  "Data: UK Charity Activity Tags, CC BY 4.0 (`tools/classify/fixtures/ukcat`).",
  "",
  "| by | level | right | right among first two | right of the surest quarter | half | three quarters | all that were answered |",
  "|---|---|---:|---:|---:|---:|---:|---:|",
  ...rows.map(
    ([by, level, judged]) => `| ${by} | ${level} | ${accuracy(judged)} | ${coverage(judged)} |`,
  ),
  `| two persons who coded the same ${pairs.length} charities | section | ${percent(agreed(section), pairs.length)} (κ ${kappa(section)}) | | | | | |`,
  `| two persons who coded the same ${pairs.length} charities | full code | ${percent(agreed(whole), pairs.length)} (κ ${kappa(whole)}) | | | | | |`,
  "",
  "“Surest” is by the lead of the first code over the second. The rules give evidence with every answer and the baseline none. Two persons agree with each other about as often as the baseline agrees with one of them; a much higher figure would be learned from one coder's habits. What is worth having is that the doubtful are sent to a person.",
  "",
  `## The public tags, parity and places`,
  "",
  `${tags.patterns.length} patterns over ${sample.length.toLocaleString("en")} texts in ${tagsTook.toFixed(1)} s, matched by automata of our own in time linear in the text. A test holds the counts to those of a backtracking engine with ASCII word boundaries: 5,924 true positives, 11,723 false positives, 3,680 false negatives. Of ${labels.toLocaleString("en")} labels ${placed.toLocaleString("en")} have their place in the text (${percent(placed, labels)}).`,
  "",
  "## Names nobody had seen",
  "",
  "Four hundred names in the manner of Chengdu's were judged from the terms of `caotang-5` before they were run. Of the first 251, version 1.0.0 answered 213 right and 9 wrong without asking for review; after its mends, of 149 more, 134 right and 5 wrong without asking. The causes were general (shops, schools and clinics, words of street names, hazards that are forbidden, `协商会` read as a chamber of commerce) and were mended as such; 391 now stand as cases of the pack. They no longer measure anything unseen: the next names will.",
  "",
  "Leaving out of the lexicon, for each of the 30 public cases in turn, every word that only this case has and no source names: 30 right, 0 wrong without asking (`tools/cases`).",
  "",
];
writeFileSync(report, text.join("\n"));
console.log(text.join("\n"));
