import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "stories",
    include: ["src/**/*.story.ts"],
    globalSetup: "src/setup.ts",
    // One server and two cores: the stories are told one after another.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ["default", "json"],
    outputFile: { json: "../../.reports/stories.json" },
  },
});
