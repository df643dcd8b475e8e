import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkFolder } from "./check.ts";

const help = `npm run district -- DIR

Checks every rule pack in DIR (DIR/<id>/pack.json) against its form and the packs
above it, then runs its cases. Prints each fault with file, path and reason, and
"N passed, N failed" of the cases; exits 1 on any error or failing case.
`;

const [dir] = process.argv.slice(2);
if (dir === undefined || dir.startsWith("-")) {
  process.stdout.write(help);
  process.exitCode = dir === "--help" || dir === "-h" ? 0 : 2;
} else check(resolve(process.env.INIT_CWD ?? process.cwd(), dir));

function check(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    console.error(`${folder}: there is no such folder`);
    process.exitCode = 2;
    return;
  }
  let report: ReturnType<typeof checkFolder>;
  try {
    report = checkFolder(folder);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
    return;
  }
  for (const line of report.lines) console.log(line);
  if (report.errors > 0) {
    console.log(`${report.errors} errors; the cases were not run`);
    process.exitCode = 1;
    return;
  }
  if (report.caseFiles.length === 0) {
    console.log("0 passed, 0 failed");
    return;
  }
  const runner = fileURLToPath(new URL("../../cases/src/main.ts", import.meta.url));
  const { status } = spawnSync(process.execPath, [runner, "--packs", folder, ...report.caseFiles], {
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
}
