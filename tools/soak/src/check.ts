import type { Schema } from "@xinyi/api-client";
import { add, fromMoneyWire, type Money, sum, zero } from "@xinyi/money";
import type { Api } from "./api.ts";
import type { Estate } from "./estate.ts";

/** All that checking needs of the API. */
export type Reader = Pick<Api, "read">;

/** Something that is not as it must be, in a sentence. */
export type Fault = string;

/** Right after a start: the chain is whole and holds what was acknowledged last. */
export async function checkHead(api: Reader, estate: Estate): Promise<readonly Fault[]> {
  // Taken before the chain is read: a writer that got through meanwhile is in neither.
  const promised = estate.acknowledged.headSequence;
  const chain = await api.read<Schema<"Chain">>(`${estate.path}/chain`);
  const faults: Fault[] = [];
  if (!chain.intact) faults.push(`${estate.name}: the chain is broken at ${chain.brokenAt}`);
  if (chain.headSequence < promised) {
    faults.push(
      `${estate.name}: lost entries, the chain ends at ${chain.headSequence} of ${promised}`,
    );
  }
  return faults;
}

/** At the end: everything acknowledged is there, once, and nothing else is. */
export async function checkWhole(api: Reader, estate: Estate): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  const expect = (what: string, found: unknown, wanted: unknown): void => {
    if (String(found) !== String(wanted)) {
      faults.push(`${estate.name}: ${what}: ${String(found)}, must be ${String(wanted)}`);
    }
  };
  const { acknowledged } = estate;
  const chain = await api.read<Schema<"Chain">>(`${estate.path}/chain`);
  expect("the chain is intact", chain.intact, true);

  const entries = await allEntries(api, estate);
  let previous = chain.genesisHash;
  for (const [index, entry] of entries.entries()) {
    expect(`the sequence of entry ${index + 1}`, entry.sequence, index + 1);
    expect(`the previous hash of entry ${entry.sequence}`, entry.previousHash, previous);
    previous = entry.hash;
    for (const [fund, rest] of restByFund(entry)) {
      expect(`the postings of entry ${entry.sequence} in ${fund}`, rest.minor, 0n);
    }
  }
  expect("the head of the chain", chain.headHash, previous);
  expect("the entries' ids", new Set(entries.map(({ id }) => id)).size, entries.length);

  const ids = new Set(entries.map(({ id }) => id));
  for (const id of acknowledged.entryIds)
    if (!ids.has(id)) faults.push(`${estate.name}: lost entry ${id}`);
  for (const reason of acknowledged.reasons) {
    expect(`entries for "${reason}"`, entries.filter((entry) => entry.reason === reason).length, 1);
  }

  const { lines } = await api.read<{ lines: Schema<"BankLine">[] }>(`${estate.path}/bank-lines`);
  expect("bank lines", lines.length, acknowledged.receipts.size);
  const references = new Map(lines.map((line) => [line.reference, line.amount]));
  expect("distinct bank lines", references.size, acknowledged.receipts.size);
  for (const [reference, amount] of acknowledged.receipts) {
    const found = references.get(reference);
    expect(`bank line ${reference}`, found && cny(found).minor, amount.minor);
  }

  const { units } = await api.read<{ units: Schema<"Unit">[] }>(`${estate.path}/units`);
  expect("units", units.length, acknowledged.units.size);
  expect(
    "distinct units",
    new Set(units.map(({ number }) => number)).size,
    acknowledged.units.size,
  );

  for (const [month, { count, total }] of acknowledged.bills) {
    const { payments } = await api.read<{ payments: Schema<"UnitPayment">[] }>(
      `${estate.path}/unit-payments?month=${month}`,
    );
    const billed = payments.filter((payment) => cny(payment.billed).minor !== 0n);
    expect(`units billed for ${month}`, billed.length, count);
    const summary = await api.read<Schema<"Summary">>(`${estate.path}/summary?month=${month}`);
    expect(`billed for ${month}`, summary.billed.amount, total);
  }

  const month = [...acknowledged.bills.keys()].at(-1) ?? "2026-01";
  const { bankBalance } = await api.read<Schema<"Summary">>(
    `${estate.path}/summary?month=${month}`,
  );
  const wanted = sum([...acknowledged.openings, ...acknowledged.receipts.values()], "CNY");
  expect("the balance at the bank, in fen", cny(bankBalance).minor, wanted.minor);
  return faults;
}

async function allEntries(api: Reader, estate: Estate): Promise<readonly Schema<"Entry">[]> {
  const entries: Schema<"Entry">[] = [];
  let cursor: string | null = null;
  do {
    const page: { entries: Schema<"Entry">[]; next: string | null } = await api.read(
      `${estate.path}/entries?limit=200${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    entries.push(...page.entries);
    cursor = page.next;
  } while (cursor !== null);
  return entries;
}

/** What an entry leaves in each of its funds; nothing, where it balances. */
function restByFund(entry: Schema<"Entry">): ReadonlyMap<string, Money<"CNY">> {
  const rest = new Map<string, Money<"CNY">>();
  for (const { fund, amount } of entry.postings) {
    rest.set(fund, add(rest.get(fund) ?? zero("CNY"), cny(amount)));
  }
  return rest;
}

function cny(wire: { readonly amount: string; readonly currency: string }): Money<"CNY"> {
  const read = fromMoneyWire(wire);
  if (!read.ok || read.value.currency !== "CNY")
    throw new Error(`not an amount in CNY: ${JSON.stringify(wire)}`);
  return read.value as Money<"CNY">;
}
