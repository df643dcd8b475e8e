import { now } from "./clock.ts";
import { Failure } from "./failure.ts";
import { runReport } from "./report.ts";

try {
  await runReport(process.argv.slice(2), {
    env: process.env,
    fetch: (request) => fetch(request),
    now,
    // npm changes to the project's root and leaves in INIT_CWD where the person stood.
    folder: process.env.INIT_CWD ?? process.cwd(),
    print: (line) => process.stdout.write(`${line}\n`),
  });
} catch (fault) {
  const isExpected = fault instanceof Failure;
  process.stderr.write(`${isExpected ? fault.message : (fault as Error).stack}\n`);
  process.exitCode = isExpected ? fault.exitCode : 1;
}
