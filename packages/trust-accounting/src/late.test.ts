import type { InForce } from "@xinyi/calendar";
import { expect, test } from "vitest";
import type { Charge } from "./charge.ts";
import { yuan } from "./fixtures/played.ts";
import { type LateRule, lateDays } from "./late.ts";

const rule = (from: InForce<LateRule>["from"], yearlyRate: string): InForce<LateRule> => ({
  from,
  value: { yearlyRate, graceDays: 30, dayCount: 365 },
  source: `resolution ${from}`,
  verified: true,
});
const charge: Charge = {
  entryId: "1",
  on: "2026-01-01",
  kind: "fee",
  period: "2026-01",
  billed: yuan("100.00"),
  paid: yuan("40.00"),
  credited: yuan("0.00"),
  writtenOff: yuan("0.00"),
  open: yuan("60.00"),
};

test("late days begin after the days of grace and follow the rate of each day", () => {
  const rules = [rule("2025-01-01", "0.03"), rule("2026-02-11", "0.035")];
  // 31 January is the thirtieth day after the bill: the last in time.
  expect(lateDays({ charge, rules, until: "2026-01-31" })).toBeUndefined();
  expect(lateDays({ charge, rules, until: "2026-02-20" })).toEqual({
    from: "2026-02-01",
    to: "2026-02-20",
    principal: yuan("60.00"),
    segments: [
      { rate: "0.03", days: 10 },
      { rate: "0.035", days: 10 },
    ],
    dayCount: 365,
    sources: ["resolution 2025-01-01", "resolution 2026-02-11"],
  });
});

test("no day counts twice, and none before the first rule", () => {
  const rules = [rule("2026-03-01", "0.03")];
  expect(lateDays({ charge, rules, until: "2026-03-10" })?.from).toBe("2026-03-01");
  const again = { charge, rules, chargedTo: "2026-03-10", until: "2026-03-31" } as const;
  expect(lateDays(again)?.segments).toEqual([{ rate: "0.03", days: 21 }]);
  expect(lateDays({ ...again, until: "2026-03-10" })).toBeUndefined();
  expect(lateDays({ charge, rules: [], until: "2027-01-01" })).toBeUndefined();
});

test("only an open fee bears interest: a late charge is never compounded", () => {
  const rules = [rule("2025-01-01", "0.03")];
  const until = "2026-12-31";
  expect(lateDays({ charge: { ...charge, kind: "late-charge" }, rules, until })).toBeUndefined();
  expect(lateDays({ charge: { ...charge, open: yuan("0.00") }, rules, until })).toBeUndefined();
});
