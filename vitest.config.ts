import { defineConfig } from "vitest/config";

// Two projects: what is pure runs in every time zone, what needs a database or
// a file system runs once. Browser stories are another command, tools/stories.
// Files share what they import: no module here keeps anything that a test changes.
export default defineConfig({
  test: {
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "pure",
          isolate: false,
          include: ["packages/*/src/**/*.test.ts"],
          typecheck: { enabled: false },
        },
      },
      {
        test: {
          name: "apps",
          isolate: false,
          globalSetup: ["apps/api/src/database/harness-setup.ts"],
          include: ["apps/*/src/**/*.test.ts", "tools/*/src/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "packages",
          include: ["tools/packages/checks/**/*.test.ts"],
          globalSetup: ["tools/packages/checks/setup.ts"],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
