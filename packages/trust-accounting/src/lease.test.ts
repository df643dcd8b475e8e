import { addDays } from "@xinyi/calendar";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { yuan } from "./fixtures/played.ts";
import { type Lease, leaseStanding, rentsDue } from "./lease.ts";

const lease: Lease = {
  period: { from: "2026-01-20", to: "2026-03-15" },
  rent: yuan("3100.00"),
  dueDay: 5,
};

describe("the rents of a lease", () => {
  test("count the days of the months it begins and ends in", () => {
    expect(rentsDue(lease, "2026-12-31", "half-up")).toEqual([
      // 12 of 31 days, due when the lease begins since the fifth was before.
      {
        month: "2026-01",
        dueOn: "2026-01-20",
        days: 12,
        daysInMonth: 31,
        amount: yuan("1200.00"),
      },
      {
        month: "2026-02",
        dueOn: "2026-02-05",
        days: 28,
        daysInMonth: 28,
        amount: yuan("3100.00"),
      },
      {
        month: "2026-03",
        dueOn: "2026-03-05",
        days: 15,
        daysInMonth: 31,
        amount: yuan("1500.00"),
      },
    ]);
  });

  test("fall due on the last day of a shorter month, and never after the lease", () => {
    const late: Lease = { ...lease, dueDay: 31 };
    expect(rentsDue(late, "2026-12-31", "half-up").map(({ dueOn }) => dueOn)).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-15",
    ]);
    expect(rentsDue(late, "2026-01-30", "half-up")).toEqual([]);
    expect(rentsDue(late, "2026-01-31", "half-up")).toHaveLength(1);
  });
});

describe("the standing of a lease", () => {
  test("tells since when rent is open, the oldest paid first", () => {
    expect(leaseStanding(lease, yuan("1200.00"), "2026-02-04", "half-up")).toEqual({
      due: yuan("1200.00"),
      received: yuan("1200.00"),
      open: yuan("0"),
      ahead: yuan("0"),
    });
    expect(leaseStanding(lease, yuan("1200.01"), "2026-02-05", "half-up")).toMatchObject({
      open: yuan("3099.99"),
      openSince: "2026-02-05",
    });
    expect(leaseStanding(lease, yuan("2000.00"), "2026-01-21", "half-up")).toMatchObject({
      open: yuan("0"),
      ahead: yuan("800.00"),
    });
  });

  test("law: due + ahead = received + open, on every day", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 400 }),
        fc.nat({ max: 400 }),
        fc.integer({ min: 1, max: 31 }),
        fc.bigInt({ min: 0n, max: 10_000_000n }),
        fc.nat({ max: 900 }),
        (start, length, dueDay, received, day) => {
          const from = addDays("2024-01-01", start);
          const one: Lease = { ...lease, period: { from, to: addDays(from, length) }, dueDay };
          const by = addDays("2024-01-01", day);
          const got = leaseStanding(one, { currency: "CNY", minor: received }, by, "half-up");
          expect(got.due.minor + got.ahead.minor).toBe(got.received.minor + got.open.minor);
          expect(got.openSince === undefined).toBe(got.open.minor === 0n);
        },
      ),
    );
  });
});
