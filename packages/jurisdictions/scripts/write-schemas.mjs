// Writes the JSON Schemas that ship with the packs, from the built package.
import { mkdirSync, writeFileSync } from "node:fs";
import { packJsonSchemas } from "../dist/index.js";

const folder = new URL("../schemas/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(packJsonSchemas())) {
  writeFileSync(new URL(name, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
