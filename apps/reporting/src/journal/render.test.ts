import { execFileSync, spawnSync } from "node:child_process";
import { formatAmount, sum } from "@xinyi/money";
import { balancesOf, joinedName, trialBalance } from "@xinyi/trust-accounting";
import { describe, expect, test } from "vitest";
import { facts } from "../fixtures/facts.ts";
import { entriesUntil, hledgerJournal } from "./render.ts";

const entries = entriesUntil(facts.entries, undefined);
const journal = hledgerJournal(entries, "三星社区 胜天小区");

/** Our own balances, over the funds or in one, by the name hledger gives an account. */
function balances(fund?: string): Record<string, string> {
  const byName = new Map<string, bigint>();
  for (const row of trialBalance(balancesOf(entries), "CNY").rows) {
    if (fund !== undefined && row.fund !== fund) continue;
    const name = joinedName(row.account, row.sub);
    byName.set(name, (byName.get(name) ?? 0n) + row.amount.minor);
  }
  return Object.fromEntries(
    [...byName]
      .filter(([, minor]) => minor !== 0n)
      .map(([name, minor]) => [name, formatAmount({ currency: "CNY", minor })])
      .sort(),
  );
}

/** What hledger makes of the journal. */
function hledgerBalances(...query: string[]): Record<string, string> {
  const args = ["-f", "-", "balance", "--flat", "--no-total", "-O", "csv", ...query];
  const output = execFileSync("hledger", args, { input: journal, encoding: "utf8", env: utf8 });
  const rows = output.trim().split("\n").slice(1);
  return Object.fromEntries(
    rows
      .map((row) => {
        const [, name = "", amount = ""] = /^"(.*)","CNY (.*)"$/.exec(row) ?? [];
        return [name, amount] as const;
      })
      .sort(),
  );
}

// hledger reads Chinese by the locale, and a bare machine has none.
const utf8 = { ...process.env, LC_ALL: "C.UTF-8" };
const hasHledger = spawnSync("hledger", ["--version"]).status === 0;

describe.skipIf(!hasHledger)("hledger, which is not installed here unless this ran", () => {
  test("has the same balances to the fen", () => {
    expect(hledgerBalances()).toEqual(balances());
    expect(Object.keys(balances()).length).toBeGreaterThan(10);
  });

  test("has the same balances in one fund", () => {
    expect(hledgerBalances("tag:fund=common")).toEqual(balances("common"));
  });

  test("finds the journal balanced and every account declared", () => {
    const args = ["-f", "-", "check", "accounts", "commodities"];
    expect(
      spawnSync("hledger", args, { input: journal, encoding: "utf8", env: utf8 }),
    ).toMatchObject({
      status: 0,
    });
  });
});

test("a journal until a month leaves later entries out", () => {
  expect(entriesUntil(facts.entries, "2025-12")).toEqual([]);
  expect(entriesUntil(facts.entries, "2026-01")).toHaveLength(facts.entries.length);
  const onLastDay = facts.entries.slice(0, 1).map((one) => ({ ...one, occurredOn: "2026-01-31" }));
  expect(entriesUntil(onLastDay, "2026-01")).toHaveLength(1);
});

test("a title is one line of comment", () => {
  const written = hledgerJournal([], "胜天\n2026-01-01 x\r\n  a  1");
  expect(written.split("\n").filter((line) => line !== "")).toEqual([
    "; 胜天 2026-01-01 x    a  1",
  ]);
});

test("the lines of every entry add up to nothing", () => {
  for (const { postings } of entries) {
    expect(
      sum(
        postings.map(({ amount }) => amount),
        "CNY",
      ).minor,
    ).toBe(0n);
  }
});
