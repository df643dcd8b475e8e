import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/main.ts"],
  format: ["esm"],
  target: "node22",
  dts: false,
  sourcemap: true,
  clean: true,
  // Packs are data: bundled, so that no import attribute is needed at run time.
  noExternal: [/^@xinyi\/jurisdictions\/packs\//],
});
