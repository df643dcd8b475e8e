import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { apiReport, reportPath } from "./api-report.ts";
import { published } from "./published.ts";

// Writes packages/NAME/api.md from what is built; the words after the command choose packages.
const names = process.argv.slice(2);
for (const one of published()) {
  if (names.length > 0 && !names.includes(basename(one.folder))) continue;
  writeFileSync(reportPath(one), apiReport(one));
  console.log(`written ${basename(one.folder)}/api.md`);
}
