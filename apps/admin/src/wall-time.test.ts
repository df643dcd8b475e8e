import { describe, expect, test } from "vitest";
import { instantAt, wallTimeAt } from "./wall-time.ts";

describe("the clock on the estate's wall", () => {
  test.each([
    ["2026-03-01T08:00", "Asia/Shanghai", "2026-03-01T08:00:00+08:00"],
    ["2026-07-01T18:30", "Europe/Paris", "2026-07-01T18:30:00+02:00"],
    ["2026-12-01T18:30", "Europe/Paris", "2026-12-01T18:30:00+01:00"],
    ["2026-01-15T09:00", "America/New_York", "2026-01-15T09:00:00-05:00"],
    ["2026-01-15T09:00", "UTC", "2026-01-15T09:00:00+00:00"],
    // The hour before and after Paris puts its clocks back.
    ["2026-10-25T01:30", "Europe/Paris", "2026-10-25T01:30:00+02:00"],
    ["2026-10-25T04:30", "Europe/Paris", "2026-10-25T04:30:00+01:00"],
  ])("%s in %s", (wall, zone, instant) => {
    expect(instantAt(wall, zone)).toBe(instant);
    expect(wallTimeAt(instant, zone)).toBe(wall);
  });
});
