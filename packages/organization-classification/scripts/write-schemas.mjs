// Writes the JSON Schemas that ship with this package, from what is built.
import { mkdirSync, writeFileSync } from "node:fs";
import { jsonSchemas } from "../dist/schema.js";

const folder = new URL("../schemas/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(name, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
