import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createApp, openApiDocument } from "./app.ts";
import type { Ports } from "./ports.ts";

/**
 * Writes the API's published document to the client's package, or with --check compares it: the
 * document in the repository must be what the routes say.
 */
const target = fileURLToPath(
  new URL("../../../packages/api-client/openapi.json", import.meta.url),
);
// Routes are described without being called, so nothing behind the ports is needed.
const ports = { settings: { publicFolder: "", adminFolder: "" } } as unknown as Ports;
const text = `${JSON.stringify(openApiDocument(createApp(ports)), null, 2)}\n`;
if (!process.argv.includes("--check")) {
  writeFileSync(target, text);
  console.log("openapi.json written");
} else if (readFileSync(target, "utf8") === text) {
  console.log("openapi.json is what the routes say");
} else {
  console.error("openapi.json differs from the routes: run pnpm --filter @xinyi/api openapi");
  process.exitCode = 1;
}
