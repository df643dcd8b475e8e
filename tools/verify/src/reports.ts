import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { tail } from "./run.ts";
import { type Failure, failed, type Tally } from "./tally.ts";

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/**
 * Counts a report in vitest's JSON form. A file that did not load has no test
 * in the report; it counts as one failure, so that it cannot vanish.
 */
export function readVitest(file: string, root: string, output: string): Tally {
  const report = readJson<VitestReport>(file);
  if (!report) return failed("no report", tail(output, 40));
  let passed = 0;
  const failures: Failure[] = [];
  const skipped: string[] = [];
  for (const suite of report.testResults) {
    const path = relative(root, suite.name);
    for (const test of suite.assertionResults) {
      const name = `${path} › ${test.fullName}`;
      if (test.status === "passed") passed += 1;
      else if (test.status === "failed")
        failures.push({ name, detail: test.failureMessages.join("\n") });
      else skipped.push(name);
    }
    const told = suite.assertionResults.some((test) => test.status === "failed");
    if (suite.status === "failed" && !told) failures.push({ name: path, detail: suite.message });
  }
  return { passed, failures, skipped };
}

interface TurboSummary {
  readonly tasks: readonly {
    readonly taskId: string;
    readonly command: string;
    readonly logFile: string;
    readonly execution?: { readonly exitCode: number; readonly error?: string };
  }[];
}

/**
 * Counts turbo's run summary: one check for each package's task of this name.
 * The tasks it needed first have a stage of their own.
 */
export function readTurbo(file: string, task: string, root: string, output: string): Tally {
  const summary = readJson<TurboSummary>(file);
  if (!summary) return failed("no report", tail(output, 40));
  let passed = 0;
  const failures: Failure[] = [];
  for (const { taskId, command, logFile, execution } of summary.tasks) {
    if (command === "<NONEXISTENT>" || !taskId.endsWith(`#${task}`)) continue;
    if (execution?.exitCode === 0) {
      passed += 1;
      continue;
    }
    const log = `${root}/${logFile}`;
    const detail = !execution
      ? "not run, because what it depends on failed"
      : existsSync(log)
        ? tail(readFileSync(log, "utf8"), 30)
        : (execution.error ?? `exit code ${execution.exitCode}`);
    failures.push({ name: taskId, detail });
  }
  return { passed, failures, skipped: [] };
}

interface CruiseReport {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

/** Counts dependency-cruiser's report: one check for each rule that forbids something. */
export function readCruise(file: string, output: string): Tally {
  const report = readJson<CruiseReport>(file);
  if (!report) return failed("no report", tail(output, 40));
  const { violations, ruleSetUsed, totalCruised } = report.summary;
  if (totalCruised === 0) return failed("nothing was read", tail(output, 40));
  const rules = ruleSetUsed.forbidden.map((rule) => rule.name);
  const failures = rules.flatMap((name) => {
    const broken = violations.filter((violation) => violation.rule.name === name);
    if (broken.length === 0) return [];
    return [{ name, detail: broken.map(({ from, to }) => `${from} → ${to}`).join("\n") }];
  });
  return { passed: rules.length - failures.length, failures, skipped: [] };
}

interface CaseReport {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly id: string; readonly lines: readonly string[] }[];
}

/** Counts what the case runner says of the cases that must pass. */
export function readCaseReport(file: string, output: string): Tally {
  const report = readJson<CaseReport>(file);
  if (!report) return failed("no report", tail(output, 40));
  const failures = report.failed.map(({ id, lines }) => ({ name: id, detail: lines.join("\n") }));
  return { passed: report.passed.length, failures, skipped: [] };
}

function readJson<Shape>(file: string): Shape | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Shape;
  } catch {
    return undefined;
  }
}
