// Writes the JSON Schemas in schemas/ from the built package; a test tells when to.
import { writeFileSync } from "node:fs";
import { jsonSchemas } from "../dist/schema.js";

for (const [name, schema] of Object.entries(jsonSchemas())) {
  const file = new URL(`../schemas/${name}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
}
