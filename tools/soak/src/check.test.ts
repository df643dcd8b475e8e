import { money } from "@xinyi/money";
import { expect, test } from "vitest";
import { checkHead, checkWhole, type Reader } from "./check.ts";
import type { Estate } from "./estate.ts";

const cny = (amount: string) => ({ amount, currency: "CNY" });
const posting = (account: string, amount: string) => ({
  account,
  fund: "ordinary",
  sub: null,
  amount: cny(amount),
});

const entry = (sequence: number, previousHash: string, amount: string, reason: string | null) => ({
  id: `entry-${sequence}`,
  sequence,
  previousHash,
  hash: `hash-${sequence}`,
  reason,
  postings: [posting("assets:bank", amount), posting("equity:opening", `-${amount}`)],
});

/** An estate with one opening, one bill and one receipt, as a sound application tells of it. */
function sound() {
  return {
    "/chain": {
      intact: true,
      brokenAt: null,
      genesisHash: "genesis",
      headHash: "hash-3",
      headSequence: 3,
    },
    "/entries?limit=200": {
      entries: [
        entry(1, "genesis", "100.00", "opening 1"),
        entry(2, "hash-1", "80.50", null),
        entry(3, "hash-2", "20.00", null),
      ],
      next: null,
    },
    "/bank-lines": { lines: [{ reference: "S1", amount: cny("20.00") }] },
    "/units": { units: [{ number: "1-101" }] },
    "/unit-payments?month=2026-01": { payments: [{ billed: cny("80.50") }] },
    "/summary?month=2026-01": { billed: cny("80.50"), bankBalance: cny("120.00") },
  };
}
type Answers = ReturnType<typeof sound>;

const estate: Estate = {
  name: "estate",
  path: "",
  acknowledged: {
    entryIds: new Set(["entry-1"]),
    openings: [money(10_000n, "CNY")],
    reasons: new Set(["opening 1"]),
    bills: new Map([["2026-01", { count: 1, total: "80.50" }]]),
    receipts: new Map([["S1", money(2_000n, "CNY")]]),
    units: new Set(["1-101"]),
    headSequence: 1,
  },
  work: () => Promise.resolve(),
};

const reading = (answers: Answers): Reader => ({
  read: (path: string) => Promise.resolve(answers[path as keyof Answers] as never),
});

test("finds no fault where everything acknowledged is there once", async () => {
  expect(await checkHead(reading(sound()), estate)).toEqual([]);
  expect(await checkWhole(reading(sound()), estate)).toEqual([]);
});

const spoilt: readonly [string, (answers: Answers) => void, RegExp][] = [
  ["a lost entry", ({ "/entries?limit=200": page }) => page.entries.shift(), /lost entry entry-1/],
  [
    "an opening booked twice",
    ({ "/entries?limit=200": page, "/chain": chain }) => {
      page.entries.push(entry(4, "hash-3", "100.00", "opening 1"));
      chain.headHash = "hash-4";
    },
    /entries for "opening 1": 2, must be 1/,
  ],
  [
    "an entry that does not balance",
    ({ "/entries?limit=200": page }) => page.entries[1]?.postings.pop(),
    /postings of entry 2 in ordinary: 8050, must be 0/,
  ],
  [
    "a broken link",
    ({ "/entries?limit=200": page }) => {
      page.entries[2]!.previousHash = "hash-1";
    },
    /previous hash of entry 3/,
  ],
  [
    "a chain the application itself finds broken",
    ({ "/chain": chain }) => {
      chain.intact = false;
    },
    /the chain is intact: false/,
  ],
  [
    "a receipt of which only the line was kept",
    ({ "/summary?month=2026-01": summary }) => {
      summary.bankBalance = cny("100.00");
    },
    /balance at the bank, in fen: 10000, must be 12000/,
  ],
  ["a lost bank line", ({ "/bank-lines": page }) => page.lines.pop(), /bank lines: 0, must be 1/],
  [
    "a unit taken in twice",
    ({ "/units": page }) => page.units.push({ number: "1-101" }),
    /units: 2, must be 1/,
  ],
  [
    "a bill run of which half was booked",
    ({ "/unit-payments?month=2026-01": page }) => page.payments.pop(),
    /units billed for 2026-01: 0, must be 1/,
  ],
];

test.each(spoilt)("finds %s", async (_, spoil, fault) => {
  const answers = sound();
  spoil(answers);
  expect((await checkWhole(reading(answers), estate)).join("\n")).toMatch(fault);
});

test("finds, right after a start, entries that are gone from the end", async () => {
  const answers = sound();
  answers["/chain"].headSequence = 0;
  expect((await checkHead(reading(answers), estate)).join("\n")).toMatch(/ends at 0 of 1/);
});
