/**
 * A million postings in a file: read, checked, balanced and asserted by us and by ledger, hledger
 * and beancount, each from its own form of the same entries. All must come to the same balances, to
 * the fen, or nothing is told.
 */
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { addDays, type LocalDate } from "@xinyi/calendar";
import { toMoneyWire } from "@xinyi/money";
import { chanceFrom } from "@xinyi/soak/chance";
import {
  balancesOf,
  type Entry,
  toBeancount,
  toHledgerJournal,
  toLedgerJournal,
} from "@xinyi/trust-accounting";
import { isInstalled, timed } from "./child.ts";
import { byName, communityTrust } from "./journal-file.ts";

const postings = Number(process.env.BENCH_POSTINGS ?? 1_000_000);
const units = 1000;

/** Ten years of bills, receipts and spending of a thousand homes, two postings an entry. */
function entries(count: number): readonly Entry[] {
  const chance = chanceFrom(1);
  const first: LocalDate = "2016-01-01";
  const list: Entry[] = [];
  const push = (
    debit: readonly [string, string?],
    credit: readonly [string, string?],
    fen: number,
  ) => {
    const at = list.length;
    const line = ([account, sub]: readonly [string, string?], minor: bigint) => ({
      account,
      fund: "ordinary",
      ...(sub !== undefined && { sub }),
      amount: { currency: "CNY" as const, minor },
    });
    list.push({
      id: String(at + 1),
      act: String(at + 1),
      occurredOn: addDays(first, Math.floor((at * 3650) / (count / 2))),
      postings: [line(debit, BigInt(fen)), line(credit, BigInt(-fen))],
    });
  };
  push(["assets:bank:trust"], ["equity:fund:ordinary"], 100_000_000);
  for (let at = 0; list.length < count / 2; at += 1) {
    const unit = `u${1 + (at % units)}`;
    const fee = chance.between(8_000, 30_000);
    push(["assets:receivable:fee", unit], ["income:fee"], fee);
    push(["assets:bank:trust"], ["assets:receivable:fee", unit], fee - chance.between(0, 3));
    if (at % 4 === 0) push(["expenses:cleaning"], ["assets:bank:trust"], chance.between(1, 20_000));
  }
  return list;
}

interface Peer {
  readonly name: string;
  readonly command: string;
  readonly file: string;
  readonly args: (path: string) => readonly string[];
  readonly balances: (output: string) => Record<string, string>;
}

const csv = (text: string): readonly (readonly [string, string])[] =>
  text
    .split("\n")
    .map((line) => /^"([^"]+)","(?:CNY )?(-?[\d.,]+)/.exec(line.replace(/"CNY /g, '"')))
    .flatMap((found) => (found ? [[found[1]!, found[2]!.replaceAll(",", "")] as const] : []));

/** A peer may leave out the noughts at the end. */
function toTheFen(amount: string): string {
  const [whole = "0", cents = ""] = amount.split(".");
  return `${whole}.${cents.padEnd(2, "0")}`;
}

const sorted = (rows: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(
    rows
      .map(([name, amount]) => [name, toTheFen(amount)] as const)
      .filter(([, amount]) => amount !== "0.00")
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const peers: readonly Peer[] = [
  {
    name: "ledger",
    command: "ledger",
    file: "book.ledger",
    args: (path) => [
      ...["-f", path, "--pedantic", "--flat", "--no-total", "--empty", "balance"],
      ...["--balance-format", '"%(account)","%(quantity(scrub(display_total)))"\\n'],
    ],
    balances: (output) => sorted(csv(output)),
  },
  {
    name: "hledger",
    command: "hledger",
    file: "book.journal",
    args: (path) => ["-f", path, "balance", "--strict", "--flat", "-N", "-O", "csv"],
    balances: (output) => sorted(csv(output)),
  },
  {
    name: "beancount",
    command: "bean-check",
    file: "book.beancount",
    // Its file asserts every balance to the last fen itself; it prints nothing when all is well.
    args: (path) => ["--no-cache", path],
    balances: () => final,
  },
];

const tell = (line: Record<string, string | number>): void => console.log(JSON.stringify(line));
const folder = mkdtempSync(join(tmpdir(), "xinyi-journal-"));
const list = entries(postings);
const final = byName(balancesOf(list));
try {
  await writeOurs(join(folder, "book.jsonl"));
  writeFileSync(
    join(folder, "book.ledger"),
    toLedgerJournal(list) + asserted(([name, amount]) => `    ${name}  CNY 0.00 = CNY ${amount}`),
  );
  writeFileSync(
    join(folder, "book.journal"),
    toHledgerJournal(list, communityTrust()) +
      asserted(([name, amount]) => `    ${name}  CNY 0.00 = CNY ${amount}`),
  );
  writeFileSync(join(folder, "book.beancount"), toBeancount(list, communityTrust()));

  const facts = { bench: "journal", postings };
  const reader = fileURLToPath(new URL("journal-reader.child.ts", import.meta.url));
  const ours = await timed(process.execPath, [reader, join(folder, "book.jsonl")]);
  agree("Xinyi", JSON.parse(ours.output));
  report("Xinyi", ours.seconds, ours.peakMb);
  for (const peer of peers) {
    if (!(await isInstalled(peer.command))) {
      tell({ ...facts, peer: peer.name, metric: "not installed here", value: 0 });
      continue;
    }
    const ran = await timed(peer.command, peer.args(join(folder, peer.file)));
    agree(peer.name, peer.balances(ran.output));
    report(peer.name, ran.seconds, ran.peakMb);
  }

  function report(peer: string, seconds: number, peakMb: number | undefined): void {
    tell({ ...facts, peer, metric: "seconds", value: seconds });
    if (peakMb !== undefined) tell({ ...facts, peer, metric: "peak memory, MB", value: peakMb });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function asserted(line: (row: [string, string]) => string): string {
  const last = list.at(-1)?.occurredOn ?? "2016-01-01";
  return `\n${last} final balances\n${Object.entries(final).map(line).join("\n")}\n`;
}

function agree(name: string, balances: Record<string, string>): void {
  const [mine, theirs] = [JSON.stringify(final), JSON.stringify(balances)];
  if (mine !== theirs) {
    throw new Error(`${name} does not agree: ${theirs.slice(0, 300)} for ${mine.slice(0, 300)}`);
  }
}

async function writeOurs(path: string): Promise<void> {
  function* lines(): Generator<string> {
    for (const { occurredOn, postings: parts } of list) {
      const wire = parts.map(({ amount, ...line }) => ({ ...line, amount: toMoneyWire(amount) }));
      yield `${JSON.stringify({ on: occurredOn, postings: wire })}\n`;
    }
    yield `${JSON.stringify({ final })}\n`;
  }
  await pipeline(lines, createWriteStream(path));
}
