import { defineConfig } from "vitest/config";

// One package alone, in the copy that is being broken.
export default defineConfig({ test: { include: ["src/**/*.test.ts"] } });
