import { describe, expect, test } from "vitest";
import { dateText, momentText, monthText } from "./date-text.ts";

describe("dates as people read them", () => {
  test("a civil date stays the same day in every zone", () => {
    expect(dateText("2026-05-03", "zh")).toBe("2026年5月3日");
    expect(dateText("2026-12-31", "en")).toBe("31 Dec 2026");
  });

  test("a month", () => {
    expect(monthText("2026-01", "zh")).toBe("2026年1月");
    expect(monthText("2026-10", "en")).toBe("Oct 2026");
  });

  test("an instant is told in the estate's zone, not the reader's", () => {
    expect(momentText("2026-05-31T16:30:00Z", "Asia/Shanghai", "zh")).toMatch(/2026.*6.*1.*00:30/);
  });

  test("what is no date is shown as it came", () => {
    expect(dateText("soon", "zh")).toBe("soon");
  });
});
