import { describe, expect, test } from "vitest";
import calendar from "../packs/cn/calendar.json" with { type: "json" };
import demo from "../packs/jianyang-demo/routing.json" with { type: "json" };
import { PlaceCalendarSchema, workingCalendarOf } from "./calendar.ts";
import {
  bundledRoutings,
  complaintRulesFor,
  readRoutingPack,
  routingPackFor,
} from "./complaints.ts";

describe("a place's rules for complaints", () => {
  test("are its own limits in the nearest calendar above it, on their day", () => {
    const rules = complaintRulesFor("cn-sc-chengdu", "2026-03-02");
    if (!rules.ok) throw new Error(rules.rejection.kind);
    const { terms, clock } = rules.value;
    expect(terms.classes.complaint?.value).toEqual({ amount: 15, unit: "working-day" });
    expect([clock.zone, clock.calendar.horizon]).toEqual(["Asia/Shanghai", "2026-12-31"]);
    expect(complaintRulesFor("cn-sc", "2025-11-30")).toHaveProperty("value.terms.classes", {});
  });

  test("are refused where there is no such place or no calendar", () => {
    expect(complaintRulesFor("atlantis", "2026-03-02")).toHaveProperty(
      "rejection.kind",
      "unknown-place",
    );
    expect(complaintRulesFor("fr", "2026-03-02")).toHaveProperty("rejection.kind", "no-calendar");
  });
});

describe("the official calendar", () => {
  test("has the days of the notices, make-up days among them", () => {
    const { holidays, makeUpDays } = workingCalendarOf(PlaceCalendarSchema.parse(calendar));
    // Days off on weekdays and days worked at weekends, as an independent list has them.
    const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
    const off = holidays.filter((day) => weekday(day) % 6 !== 0);
    expect([off.length, makeUpDays.length]).toEqual([37, 11]);
    expect(makeUpDays.every((day) => weekday(day) % 6 === 0)).toBe(true);
  });

  test("needs the notice of every year it speaks of", () => {
    const longer = { ...calendar, horizon: "2027-12-31" };
    expect(PlaceCalendarSchema.safeParse(longer).success).toBe(false);
    const shorter = { ...calendar, horizon: "2026-06-30" };
    expect(PlaceCalendarSchema.safeParse(shorter).success).toBe(false);
  });
});

describe("a routing pack", () => {
  test.each(bundledRoutings)("%s is sound", (id) => {
    expect(routingPackFor(id)).toHaveProperty("ok", true);
  });

  test("is refused with the place and the reason", () => {
    const problems = (content: unknown, id = "jianyang-demo") => {
      const read = readRoutingPack(id, content);
      return !read.ok && read.rejection.kind === "faulty-routing" ? read.rejection.problems : [];
    };
    expect(problems(demo)).toEqual([]);
    expect(problems(demo, "other")).toEqual(["id: jianyang-demo is not other"]);
    expect(problems({ ...demo, effectiveFrom: "soon" })[0]).toContain("effectiveFrom: ");
    const units = demo.units.filter(({ id }) => id !== "community");
    expect(problems({ ...demo, units })).toContain("estate/visit: unknown-unit community");
    expect(routingPackFor("nowhere")).toHaveProperty("rejection.kind", "unknown-routing");
  });
});
