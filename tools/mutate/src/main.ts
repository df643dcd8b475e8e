import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Stryker } from "@stryker-mutator/core";

interface Target {
  readonly package: string;
  readonly files: readonly string[];
}

/** What no broken line may slip through: where money is counted, and votes. */
const targets: Readonly<Record<string, Target>> = {
  ledger: { package: "trust-accounting", files: ["src/ledger.ts"] },
  budget: { package: "trust-accounting", files: ["src/budget.ts", "src/budget-plan.ts"] },
  "payment-order": { package: "trust-accounting", files: ["src/payment-order.ts"] },
  bounce: { package: "trust-accounting", files: ["src/bounce.ts", "src/reversal.ts"] },
  threshold: { package: "committee-voting", files: ["src/threshold.ts", "src/condition.ts"] },
  roll: { package: "committee-voting", files: ["src/roll.ts"] },
  verdict: { package: "committee-voting", files: ["src/verdict.ts", "src/verdict-condition.ts"] },
};

const help = `npm run mutate -- [NAME…]

Breaks the code in small ways, one at a time, in a copy, and runs the package's own tests on each. A
change that no test notices is listed with its place: either a test is missing, or the change makes
no difference. Without a name, all of: ${Object.keys(targets).join(", ")}.

  --help   this text

Exits 0 when it has run to its end, 2 on a wrong name. The reports lie in .reports/.
`;

const asked = process.argv.slice(2);
if (asked.includes("--help") || asked.includes("-h")) {
  process.stdout.write(help);
  process.exit(0);
}
const unknown = asked.find((name) => !(name in targets));
if (unknown !== undefined) {
  console.error(`没有这个目标 · no such target: ${unknown}\n\n${help}`);
  process.exit(2);
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
const config = fileURLToPath(new URL("vitest.config.ts", import.meta.url));
const plugin = fileURLToPath(import.meta.resolve("@stryker-mutator/vitest-runner"));

for (const name of asked.length > 0 ? asked : Object.keys(targets)) {
  const target = targets[name]!;
  const folder = join(root, "packages", target.package);
  process.chdir(folder);
  const results = await new Stryker({
    testRunner: "vitest",
    vitest: { configFile: config },
    plugins: [plugin],
    mutate: [...target.files],
    coverageAnalysis: "perTest",
    reporters: ["json"],
    jsonReporter: { fileName: join(root, ".reports", `mutation-${name}.json`) },
    // As deep as the package itself, so that what it extends is found; and there is no compiler
    // here whose settings it would have to rewrite.
    tempDirName: relative(folder, join(root, ".stryker")),
    tsconfigFile: "absent.json",
    concurrency: 2,
    logLevel: "error",
  } as ConstructorParameters<typeof Stryker>[0]).runMutationTest();
  const lived = results.filter(({ status }) => status === "Survived" || status === "NoCoverage");
  const killed = results.filter(({ status }) => status === "Killed" || status === "Timeout");
  console.log(`\n${name}: ${killed.length} of ${killed.length + lived.length} noticed`);
  for (const { location, fileName, mutatorName, replacement, status } of lived) {
    const place = `${relative(folder, fileName)}:${location.start.line}:${location.start.column}`;
    const untested = status === "NoCoverage" ? " (no test comes here)" : "";
    console.log(`  ${place}  ${mutatorName} → ${replacement.replace(/\s+/g, " ")}${untested}`);
  }
}
