import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { caseFileSchema } from "./case.ts";

const file = fileURLToPath(
  new URL("../../../packages/jurisdictions/schemas/case-file.schema.json", import.meta.url),
);

test("the schema that ships is the form the runner reads", () => {
  const text = `${JSON.stringify(caseFileSchema(), undefined, 2)}\n`;
  if (process.env.XINYI_WRITE_SCHEMA) writeFileSync(file, text);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(caseFileSchema());
});
