import { yuan } from "./bank.ts";
import type { Estate } from "./estate.ts";
import type { Fen } from "./model.ts";
import type { World } from "./world.ts";

const cny = (fen: Fen) => ({ amount: yuan(fen), currency: "CNY" });

/** What the application tells of an estate today, held to the model to the fen. */
export async function agree(world: World, estate: Estate, on: string): Promise<void> {
  const { path, cashier, books } = estate;
  const read = async (what: string) => (await cashier.read(`${path}/${what}`)).body;
  const summary = await read(`summary?month=${on.slice(0, 7)}`);
  const waiting = [...books.unexplained.values()];
  world.compare("money at the bank", cny(books.bank), summary.bankBalance);
  world.compare(
    "money in suspense",
    { lines: books.suspended.length, amount: cny(books.suspense) },
    summary.suspense,
  );
  world.compare(
    "lines nobody explained",
    { lines: waiting.length, amount: cny(waiting.reduce((sum, fen) => sum + fen, 0n)) },
    summary.unexplained,
  );

  const payments = await all(estate, `unit-payments?month=${on.slice(0, 7)}`, "payments");
  const got = payments.map((one) => [one.unitNumber, one.open.amount, one.advance.amount]);
  const owing = (fen: Fen): Fen => (fen > 0n ? fen : 0n);
  const expected = [...books.units].map(([number, { owed, ahead }]) => [
    number,
    yuan(owing(owed)),
    yuan(ahead),
  ]);
  world.compare("what each home owes and has paid ahead", expected.sort(), got.sort());

  const budget = await read(`budgets/standing?year=${on.slice(0, 4)}`);
  for (const [line, { adopted, spent }] of books.lines) {
    const shown = budget.lines.find((one: { line: string }) => one.line === line);
    const { line: _, titleZh: __, titleEn: ___, usedPercent: ____, ...amounts } = shown;
    const committed = books.committed(line, on);
    const mine = { adopted, spent, committed, available: adopted - spent - committed };
    const wire = Object.fromEntries(Object.entries(mine).map(([name, fen]) => [name, cny(fen)]));
    world.compare(`the line ${line}`, wire, amounts);
  }

  const orders = await all(estate, "payment-orders", "orders");
  const names = new Map([...estate.orders].map(([name, { id }]) => [id, name]));
  const shown = orders.map((one) => [names.get(one.id), one.status, one.amount.amount]);
  const known = [...books.orders].map(([name, order]) => [
    name,
    books.shown(order, on),
    yuan(order.amount),
  ]);
  world.compare("the orders", known.sort(), shown.sort());
}

/** The month's journal held to the laws every entry obeys, by its postings alone. */
export async function holdLaws(world: World, estate: Estate, month: string): Promise<void> {
  const entries = await all(estate, `entries?month=${month}&limit=500`, "entries");
  const bySequence = [...entries].sort((a, b) => a.sequence - b.sequence);
  const reversed = new Set<string>();
  for (const [at, entry] of bySequence.entries()) {
    const sums = new Map<string, Fen>();
    for (const { fund, amount } of entry.postings) {
      sums.set(fund, (sums.get(fund) ?? 0n) + BigInt(amount.amount.replace(".", "")));
    }
    for (const [fund, sum] of sums) world.compare(`entry ${entry.sequence} in ${fund}`, 0n, sum);
    const before = bySequence[at - 1];
    if (before?.sequence === entry.sequence - 1) {
      world.compare(`what entry ${entry.sequence} stands on`, before.hash, entry.previousHash);
    }
    if (entry.reverses !== null) {
      world.compare("an entry is reversed once", false, reversed.has(entry.reverses));
      reversed.add(entry.reverses);
    }
  }
  const chain = await estate.cashier.read(`${estate.path}/chain`);
  world.compare("the chain of hashes", true, chain.body.intact);
}

/** A list with all its pages. */
// biome-ignore lint/suspicious/noExplicitAny: rows of many kinds, compared field by field.
async function all({ path, cashier }: Estate, what: string, name: string): Promise<any[]> {
  const rows = [];
  let cursor = "";
  do {
    const { body } = await cashier.read(`${path}/${what}${cursor}`);
    rows.push(...body[name]);
    const sign = what.includes("?") ? "&" : "?";
    cursor = body.next ? `${sign}cursor=${encodeURIComponent(body.next)}` : "";
  } while (cursor !== "");
  return rows;
}
