import { copyFile } from "node:fs/promises";
import { defineConfig } from "tsup";

export default defineConfig([
  {
    entry: ["src/main.ts"],
    format: ["esm"],
    target: "node22",
    dts: false,
    sourcemap: true,
    clean: ["dist/*.js", "dist/*.map"],
    // Packs are data: bundled, so that no import attribute is needed at run time.
    noExternal: [/^@xinyi\/jurisdictions\/packs\//],
  },
  {
    // The one script residents' browsers run: whole, in one file, from nobody's server but ours.
    entry: { recount: "src/recount/browser.ts" },
    outDir: "dist/recount",
    format: ["iife"],
    platform: "browser",
    target: "es2020",
    dts: false,
    minify: true,
    clean: true,
    noExternal: [/.*/],
    outExtension: () => ({ js: ".js" }),
    onSuccess: () => copyFile("src/recount/recount.css", "dist/recount/recount.css"),
  },
]);
