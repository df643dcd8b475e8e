import { text } from "node:stream/consumers";
import { now } from "./clock.ts";
import { runRates } from "./complaint-rates/run.ts";
import { Failure } from "./failure.ts";
import { runReport } from "./report.ts";
import { runSlips } from "./slips/run.ts";
import { runBallots } from "./votes/run-ballots.ts";

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const tellLine = (event: object): void => print(JSON.stringify(event));

try {
  if (process.argv[2] === "slips") await printed(runSlips);
  else if (process.argv[2] === "ballots") await printed(runBallots);
  else if (process.argv[2] === "rates") await rates();
  else await report();
} catch (fault) {
  const isExpected = fault instanceof Failure;
  process.stderr.write(`${isExpected ? fault.message : (fault as Error).stack}\n`);
  process.exitCode = isExpected ? fault.exitCode : 1;
}

/** Sheets whose facts come over a pipe, since none of it may stand in an argument or be asked for. */
async function printed(run: typeof runSlips): Promise<void> {
  const input = await text(process.stdin);
  await run(process.argv.slice(3), { input, folder: process.cwd(), tell: tellLine });
}

/** Asks the API as a person does, or takes its answer over a pipe. */
async function rates(): Promise<void> {
  await runRates(process.argv.slice(3), {
    env: process.env,
    fetch: (request) => fetch(request),
    folder: process.env.INIT_CWD ?? process.cwd(),
    input: () => text(process.stdin),
    tell: tellLine,
  });
}

async function report(): Promise<void> {
  await runReport(process.argv.slice(2), {
    env: process.env,
    fetch: (request) => fetch(request),
    now,
    // npm changes to the project's root and leaves in INIT_CWD where the person stood.
    folder: process.env.INIT_CWD ?? process.cwd(),
    recountFolder: new URL("./recount/", import.meta.url),
    print,
    // A program reads lines of JSON, such as the API that starts this; a person reads names.
    tell: (event) => {
      if (!process.stdout.isTTY) tellLine(event);
      else if ("file" in event) print(`已生成 · made  ${event.file}`);
    },
  });
}
