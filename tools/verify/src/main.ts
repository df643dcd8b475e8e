import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { clearReports, reports, stopAll } from "./run.ts";
import { stages } from "./stages.ts";
import { failed, lastLine, type Tally, together } from "./tally.ts";

const help = `npm test [-- STAGE…]

Runs every check of the project, the quickest to tell first, and goes on after
a failure where a later stage can still tell something. The reports of the
runners are left in .reports/. The last line counts them: N passed, N failed.

  STAGE…      only the stages whose names contain one of these words
  --list      print the names of the stages
  --help      this text
`;

const args = process.argv.slice(2);
if (args.includes("--help") || args.includes("-h")) {
  process.stdout.write(help);
  process.exit(0);
}
const chosen = stages().filter(
  (stage) =>
    args.every((arg) => arg.startsWith("-")) ||
    args.some((arg) => !arg.startsWith("-") && stage.name.includes(arg)),
);
if (args.includes("--list")) {
  for (const stage of chosen) console.log(stage.name);
  process.exit(0);
}

let stopped = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    stopped = true;
    stopAll(signal === "SIGINT" ? "SIGINT" : "SIGTERM");
  });
}

clearReports();
const began = performance.now();
const outcomes: { name: string; tally: Tally; seconds: number }[] = [];
for (const stage of chosen) {
  if (stopped) break;
  const start = performance.now();
  const missing = stage.needs.find((need) =>
    outcomes.some((outcome) => outcome.name === need && outcome.tally.failures.length > 0),
  );
  const tally = missing
    ? failed("not run", `it needs the stage "${missing}", which failed`)
    : await stage.run().catch((error: unknown) => failed("the stage broke", String(error)));
  const seconds = (performance.now() - start) / 1000;
  const counted = strictly(tally);
  outcomes.push({ name: stage.name, tally: counted, seconds });
  const mark = counted.failures.length === 0 ? "✓" : "✗";
  console.log(`${mark} ${stage.name}: ${lastLine(counted)} (${seconds.toFixed(1)} s)`);
  for (const failure of counted.failures.slice(0, 20)) {
    console.log(indent(`✗ ${failure.name}`, 4));
    console.log(indent(failure.detail.trimEnd(), 8));
  }
  if (counted.failures.length > 20) {
    console.log(`    … and ${counted.failures.length - 20} more`);
  }
}

const total = together(outcomes.map((outcome) => outcome.tally));
const failures = stopped
  ? [...total.failures, { name: "stopped", detail: "before the end" }]
  : total.failures;
const whole = { ...total, failures };
const seconds = (performance.now() - began) / 1000;
writeFileSync(
  join(reports, "summary.json"),
  `${JSON.stringify({ seconds, outcomes }, undefined, 2)}\n`,
);
const slowest = [...outcomes].sort((a, b) => b.seconds - a.seconds).slice(0, 3);
console.log(
  `\n${seconds.toFixed(0)} s in all; slowest: ${slowest
    .map((outcome) => `${outcome.name} ${outcome.seconds.toFixed(1)} s`)
    .join(", ")}`,
);
for (const { name, tally } of outcomes) {
  for (const failure of tally.failures) console.log(`failed: ${name}: ${failure.name}`);
}
console.log(`${whole.skipped.length} skipped`);
for (const name of whole.skipped) console.log(`skipped: ${name}`);
console.log(lastLine(whole));
process.exitCode = failures.length > 0 ? 1 : 0;

/**
 * A stage that checked nothing has failed. So has a question to the oracle
 * that was skipped on a machine which is known to have it (.ci/run).
 */
function strictly(tally: Tally): Tally {
  if (tally.passed + tally.failures.length + tally.skipped.length === 0) {
    return failed("nothing was checked", "the stage's report holds no check at all");
  }
  if (process.env.XINYI_ORACLES !== "required") return tally;
  const unasked = tally.skipped.filter((name) => /hledger/i.test(name));
  const detail = "skipped, though hledger is on this machine";
  return {
    passed: tally.passed,
    failures: [...tally.failures, ...unasked.map((name) => ({ name, detail }))],
    skipped: tally.skipped.filter((name) => !unasked.includes(name)),
  };
}

function indent(text: string, by: number): string {
  return text.replace(/^/gm, " ".repeat(by));
}
