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
    // What a stranger downloads and runs: one file, whole, on any Node that packages run on.
    entry: { recount: "src/meetings/recount-program.ts" },
    format: ["esm"],
    target: "node20",
    dts: false,
    noExternal: [/.*/],
    outExtension: () => ({ js: ".mjs" }),
  },
]);
