import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatAmount, sum } from "@xinyi/money";
import { balancesOf, joinedName, trialBalance } from "@xinyi/trust-accounting";
import { describe, expect, test } from "vitest";
import { facts } from "../fixtures/facts.ts";
import { entriesUntil, journalText } from "./render.ts";

const entries = entriesUntil(facts.entries, undefined);
const title = "三星社区 胜天小区";
const journal = journalText("hledger", entries, title);

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
const has = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

describe.skipIf(!has("hledger"))("hledger, which is not installed here unless this ran", () => {
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

describe.skipIf(!has("ledger"))("ledger, which is not installed here unless this ran", () => {
  test("accepts the journal at its strictest, and has the same balances to the fen", () => {
    const args = ["-f", "-", "--pedantic", "--flat", "--no-total", "balance"];
    const form = ["--balance-format", "%(account)\t%(quantity(scrub(display_total)))\n"];
    const output = execFileSync("ledger", [...args, ...form], {
      input: journalText("ledger", entries, title),
      encoding: "utf8",
      env: utf8,
    });
    const rows = output
      .trim()
      .split("\n")
      .map((row) => row.split("\t"));
    const toTheFen = (amount: string): string => {
      const [whole, cents = ""] = amount.split(".");
      return `${whole}.${cents.padEnd(2, "0")}`;
    };
    expect(
      Object.fromEntries(rows.map(([name = "", amount = ""]) => [name, toTheFen(amount)]).sort()),
    ).toEqual(balances());
  });

  test("refuses a journal that is a fen out", () => {
    const text = journalText("ledger", entries, title);
    const wrong = text.replace(/^( {4}\S+ {2}CNY -?\d+)\.\d\d$/m, "$1.98");
    expect(wrong).not.toBe(text);
    const args = ["-f", "-", "--pedantic", "balance"];
    expect(spawnSync("ledger", args, { input: wrong, env: utf8 }).status).not.toBe(0);
  });
});

describe.skipIf(!has("bean-check"))(
  "beancount, which is not installed here unless this ran",
  () => {
    const check = (text: string) => {
      const folder = mkdtempSync(join(tmpdir(), "xinyi-beancount-"));
      try {
        const file = join(folder, "journal.beancount");
        writeFileSync(file, text);
        return spawnSync("bean-check", ["--no-cache", file], { encoding: "utf8", env: utf8 });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    };

    test("accepts the journal and every balance it asserts", () => {
      const text = journalText("beancount", entries, title);
      expect(text.match(/ ~ 0 CNY/g)?.length).toBeGreaterThan(10);
      expect(check(text)).toMatchObject({ status: 0, stderr: "", stdout: "" });
    });

    test("refuses a balance that is a fen out", () => {
      const text = journalText("beancount", entries, title);
      const wrong = text.replace(/(balance \S+ {2}-?\d+)\.\d\d ~ 0/, "$1.98 ~ 0");
      expect(wrong).not.toBe(text);
      expect(check(wrong).status).not.toBe(0);
    });
  },
);

test("a journal until a month leaves later entries out", () => {
  expect(entriesUntil(facts.entries, "2025-12")).toEqual([]);
  expect(entriesUntil(facts.entries, "2026-01")).toHaveLength(facts.entries.length);
  const onLastDay = facts.entries.slice(0, 1).map((one) => ({ ...one, occurredOn: "2026-01-31" }));
  expect(entriesUntil(onLastDay, "2026-01")).toHaveLength(1);
});

test("a title is one line of comment", () => {
  const written = journalText("hledger", [], "胜天\n2026-01-01 x\r\n  a  1");
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
