import { defineConfig } from "vitest/config";

// Two projects: what is pure runs in every time zone, what needs a database or
// a file system runs once. Browser stories are another command, tools/stories.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "pure",
          include: ["packages/*/src/**/*.test.ts"],
          typecheck: { enabled: false },
        },
      },
      {
        test: {
          name: "apps",
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
