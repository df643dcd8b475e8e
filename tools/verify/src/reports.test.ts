import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCaseReport, readCruise, readTurbo, readVitest } from "./reports.ts";
import { lastLine, together } from "./tally.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "xinyi-reports-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const suite = (status: string, ...tests: readonly string[]) => ({
  name: join(folder, "a.test.ts"),
  status,
  message: status === "failed" ? "cannot load" : "",
  assertionResults: tests.map((one) => ({ fullName: one, status: one, failureMessages: ["why"] })),
});

describe("vitest", () => {
  test("passed, failed and skipped are counted, the skipped by name", () => {
    const file = report({ testResults: [suite("failed", "passed", "failed", "skipped", "todo")] });
    expect(readVitest(file, folder, "")).toEqual({
      passed: 1,
      failures: [{ name: "a.test.ts › failed", detail: "why" }],
      skipped: ["a.test.ts › skipped", "a.test.ts › todo"],
    });
  });

  test("a file that did not load is one failure", () => {
    const { passed, failures } = readVitest(report({ testResults: [suite("failed")] }), folder, "");
    expect({ passed, failures }).toEqual({
      passed: 0,
      failures: [{ name: "a.test.ts", detail: "cannot load" }],
    });
  });

  test("a suite that failed after its tests passed is a failure too", () => {
    const { failures } = readVitest(
      report({ testResults: [suite("failed", "passed")] }),
      folder,
      "",
    );
    expect(failures).toHaveLength(1);
  });

  test.each([["absent.json"], ["cut short"]])("no report (%s) is a failure", (which) => {
    const file = which === "cut short" ? report('{"testResults": [') : join(folder, which);
    expect(readVitest(file, folder, "output").failures[0]?.name).toBe("no report");
  });
});

test("turbo: only the asked task counts, and one that never ran has failed", () => {
  const task = (taskId: string, execution?: object) => ({
    taskId,
    command: "tsc",
    logFile: "absent.log",
    ...(execution && { execution }),
  });
  const file = report({
    tasks: [
      task("a#build", { exitCode: 1 }),
      task("a#typecheck", { exitCode: 0 }),
      task("b#typecheck", { exitCode: 2, error: "exited (2)" }),
      task("c#typecheck"),
      { ...task("d#typecheck"), command: "<NONEXISTENT>" },
    ],
  });
  const { passed, failures } = readTurbo(file, "typecheck", folder, "");
  expect(passed).toBe(1);
  expect(failures.map(({ name }) => name)).toEqual(["b#typecheck", "c#typecheck"]);
});

test("dependency-cruiser: one check for each rule, and reading nothing is a failure", () => {
  const forbidden = [{ name: "no-circular" }, { name: "core-is-pure" }];
  const violations = [{ from: "a", to: "b", rule: { name: "core-is-pure" } }];
  const summary = { totalCruised: 2, violations, ruleSetUsed: { forbidden } };
  expect(readCruise(report({ summary }), "")).toEqual({
    passed: 1,
    failures: [{ name: "core-is-pure", detail: "a → b" }],
    skipped: [],
  });
  const empty = { totalCruised: 0, violations: [], ruleSetUsed: { forbidden } };
  expect(readCruise(report({ summary: empty }), "").failures).toHaveLength(1);
});

test("cases: each id is one check", () => {
  const file = report({ passed: ["A", "B"], failed: [{ id: "C", lines: ["C: x"] }] });
  expect(lastLine(readCaseReport(file, ""))).toBe("2 passed, 1 failed");
});

test("the last line is exactly the sum", () => {
  const tally = { passed: 3, failures: [], skipped: ["x"] };
  const broken = { passed: 0, failures: [{ name: "y", detail: "" }], skipped: [] };
  expect(lastLine(together([tally, broken, tally]))).toBe("6 passed, 1 failed");
});
