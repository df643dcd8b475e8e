import type { Chance } from "@xinyi/soak/chance";
import { type BankLine, yuan } from "./bank.ts";
import { type Estate, payeeAccount, spendingLines } from "./estate.ts";
import type { Fen, Order } from "./model.ts";
import { type World, write } from "./world.ts";

/** One day of one estate: what happens is chosen by chance, what must come of it by the model. */
export async function play(
  world: World,
  chance: Chance,
  estate: Estate,
  on: string,
): Promise<void> {
  if (on.endsWith("-01")) await billMonth(world, estate, on);
  await bankDay(world, chance, estate, on);
  await placeSuspense(world, chance, estate, on);
  await takeBack(world, chance, estate, on);
  await askForPayments(world, chance, estate, on);
  await turnKeys(world, chance, estate, on);
}

const oneIn = (chance: Chance, times: number): boolean => chance.between(1, times) === 1;
const cny = (fen: Fen) => ({ amount: yuan(fen), currency: "CNY" });

async function billMonth(world: World, estate: Estate, on: string): Promise<void> {
  const { path, cashier, homes, books } = estate;
  const body = { month: on.slice(0, 7), occurredOn: on };
  const sent = write(cashier, `${path}/bill-runs`, body, estate.nextKey());
  const answer = await world.send(sent, "the month's bills", "done");
  let total = 0n;
  for (const { number, fee } of homes) {
    books.bill(number, fee);
    total += fee;
  }
  world.counts.bills += homes.length;
  world.compare(
    "bills",
    { billed: homes.length, total: cny(total) },
    pick(answer.body, "billed", "total"),
  );
  // A second run of the month finds nothing left to bill.
  const again = write(cashier, `${path}/bill-runs`, body, estate.nextKey());
  const nothing = await world.send(again, "the month's bills once more", "done");
  world.compare(
    "bills again",
    { billed: 0, total: cny(0n) },
    pick(nothing.body, "billed", "total"),
  );
}

/** A day's statement: receipts, bounced ones, payments made, charges; imported, sometimes twice. */
async function bankDay(world: World, chance: Chance, estate: Estate, on: string): Promise<void> {
  const { path, cashier, bank, books, nextKey } = estate;
  const lines: BankLine[] = [];
  const nextRef = (): string => `B${on.replaceAll("-", "")}-${lines.length + 1}`;
  const expected = { booked: 0, matched: 0, suspense: 0, bounced: 0, unexplained: 0 };
  const after: (() => Promise<void>)[] = [];

  for (const { number, fee } of estate.homes) {
    if (!oneIn(chance, 14)) continue;
    const owed = books.unit(number).owed;
    const amount = chance.pick([owed, owed / 2n, owed + fee, fee * 3n, 5_001n]);
    if (amount <= 0n) continue;
    const isKnown = !oneIn(chance, 8);
    const ref = nextRef();
    lines.push({ ref, amount, remark: isKnown ? `${number} 物业费` : "未写明" });
    books.receive(ref, amount, isKnown ? number : undefined);
    expected[isKnown ? "matched" : "suspense"] += 1;
    world.counts.receipts += 1;
  }
  const standing = [...books.receipts].filter(
    ([, { standing: is, amount }]) =>
      is === "suspense" || (is === "booked" && amount <= books.ordinary),
  );
  if (standing.length > 0 && oneIn(chance, 9)) {
    const [takesBack, { amount }] = chance.pick(standing.slice(-60));
    lines.push({ ref: nextRef(), amount: -amount, remark: "退汇", takesBack });
    books.bounce(takesBack);
    expected.bounced += 1;
    world.counts.bounced += 1;
  }
  for (const [name, order] of books.orders) {
    if (books.shown(order, on) !== "approved" || !oneIn(chance, 3)) continue;
    const paid = paidFor(chance, order);
    if (paid > books.ordinary) continue;
    const ref = nextRef();
    lines.push({ ref, amount: -paid, remark: name, toAccount: payeeAccount });
    books.leave(ref, paid);
    expected.unexplained += 1;
    after.push(() => execute(world, estate, name, ref, on));
  }
  if (oneIn(chance, 25)) {
    // Now and then the bank charges one fen more than there is: the book must not follow it there.
    const amount = oneIn(chance, 2) ? books.ordinary + 1n : BigInt(chance.between(1, 2000));
    const ref = nextRef();
    lines.push({ ref, amount: -amount, remark: "手续费" });
    books.leave(ref, amount);
    expected.unexplained += 1;
    after.push(() => charge(world, estate, ref));
  }
  if (lines.length === 0) return;

  expected.booked = lines.length;
  const body = bank.statement(on, lines);
  const file = {
    by: cashier,
    path: `${path}/bank-statements`,
    contentType: "application/xml",
    body,
  };
  const answer = await world.send({ ...file, key: nextKey() }, "a bank statement", "done");
  world.counts.statements += 1;
  world.compare("the statement", expected, pick(answer.body, ...Object.keys(expected)));
  const continuity = answer.body.statements.map((one: object) => pick(one, "gap", "gapToPrevious"));
  const gapToPrevious = world.counts.statements > 0 ? continuity[0].gapToPrevious : null;
  world.compare("the statement's gaps", [{ gap: cny(0n), gapToPrevious }], continuity);
  if (gapToPrevious !== null) world.compare("the gap before it", cny(0n), gapToPrevious);
  if (oneIn(chance, 8)) {
    const again = await world.send({ ...file, key: nextKey() }, "the same statement", "done");
    const nothing = { booked: 0, alreadyBooked: lines.length };
    world.compare("the same statement", nothing, pick(again.body, "booked", "alreadyBooked"));
  }
  for (const step of after) await step();
}

/** What the bank pays for an order: mostly all of it, sometimes less, sometimes a fen too much. */
function paidFor(chance: Chance, { amount }: Order): Fen {
  if (oneIn(chance, 12)) return amount + 1n;
  return oneIn(chance, 5) ? (amount + 1n) / 2n : amount;
}

async function lineId(world: World, { path, cashier }: Estate, ref: string): Promise<string> {
  for (const state of ["unexplained", "suspense", "matched"]) {
    let cursor = "";
    do {
      const answer = await cashier.read(`${path}/bank-lines?state=${state}${cursor}`);
      const found = answer.body.lines.find((one: { reference: string }) => one.reference === ref);
      if (found) return found.id;
      cursor = answer.body.next ? `&cursor=${encodeURIComponent(answer.body.next)}` : "";
    } while (cursor !== "");
  }
  world.compare(`the bank line ${ref}`, "kept", "not found");
  return "";
}

async function execute(
  world: World,
  estate: Estate,
  name: string,
  ref: string,
  on: string,
): Promise<void> {
  const { path, cashier, books, orders } = estate;
  const body = { orderId: orders.get(name)?.id };
  const target = `${path}/bank-lines/${await lineId(world, estate, ref)}/execution`;
  const sent = write(cashier, target, body, estate.nextKey());
  const expected = books.execute(name, ref, on);
  const answer = await world.send(sent, `paying ${name}`, expected);
  if (expected === "done") world.counts.ordersExecuted += 1;
  else world.compare("what is refused is booked nowhere", undefined, answer.body.entryId);
}

async function charge(world: World, estate: Estate, ref: string): Promise<void> {
  const { path, cashier, books } = estate;
  const target = `${path}/bank-lines/${await lineId(world, estate, ref)}/spending`;
  const body = { head: "bank", payee: "模拟银行", purpose: "手续费", voucherNumber: ref };
  const sent = write(cashier, target, body, estate.nextKey());
  await world.send(sent, "the bank's charge", books.charge(ref));
}

/** Somebody finds out whose an unknown receipt is; at times two people at once, and differently. */
async function placeSuspense(
  world: World,
  chance: Chance,
  estate: Estate,
  on: string,
): Promise<void> {
  const { path, cashier, books, homes } = estate;
  for (const ref of books.suspended) {
    if (!oneIn(chance, 6)) continue;
    const home = chance.pick(homes);
    const target = `${path}/bank-lines/${await lineId(world, estate, ref)}/match`;
    const body = { unitId: home.id, occurredOn: on, reason: "业主来电" };
    const one = write(cashier, target, body, estate.nextKey());
    if (oneIn(chance, 4)) {
      const other = write(cashier, target, body, estate.nextKey());
      await world.clash([one, other], `placing ${ref}`, [["done", "wrong-state"]]);
    } else {
      await world.send(one, `placing ${ref}`, "done");
    }
    books.match(ref, home.number);
  }
}

/** A receipt was booked on the wrong door: taken back, and booked on another. */
async function takeBack(world: World, chance: Chance, estate: Estate, on: string): Promise<void> {
  const { path, cashier, books, homes } = estate;
  const booked = [...books.receipts].filter(([, { standing }]) => standing === "booked");
  if (booked.length === 0 || !oneIn(chance, 12)) return;
  const [ref, { amount }] = chance.pick(booked.slice(-40));
  if (amount > books.ordinary) return;
  const id = await lineId(world, estate, ref);
  const line = await lineOf(estate, id);
  const reversal = { occurredOn: on, reason: "记错房号" };
  const sent = write(
    cashier,
    `${path}/entries/${line.entryId}/reversal`,
    reversal,
    estate.nextKey(),
  );
  const expected = books.takeBack(ref);
  await world.send(sent, `taking back ${ref}`, expected);
  if (expected !== "done") return;
  const again = write(
    cashier,
    `${path}/entries/${line.entryId}/reversal`,
    reversal,
    estate.nextKey(),
  );
  await world.send(again, `taking back ${ref} twice`, "already-reversed");
  const home = chance.pick(homes);
  const body = { unitId: home.id, occurredOn: on, reason: "改正房号" };
  const placed = write(cashier, `${path}/bank-lines/${id}/match`, body, estate.nextKey());
  await world.send(placed, `placing ${ref} anew`, books.match(ref, home.number));
}

async function lineOf({ path, cashier }: Estate, id: string) {
  let cursor = "";
  for (;;) {
    const answer = await cashier.read(`${path}/bank-lines?state=matched${cursor}`);
    const found = answer.body.lines.find((one: { id: string }) => one.id === id);
    if (found || !answer.body.next) return found ?? {};
    cursor = `&cursor=${encodeURIComponent(answer.body.next)}`;
  }
}

/** The company asks for payments: within the line, beyond it by a fen, and two at once for one room. */
async function askForPayments(
  world: World,
  chance: Chance,
  estate: Estate,
  on: string,
): Promise<void> {
  if (!oneIn(chance, 4) || on.slice(5) > "11-25") return;
  const { books } = estate;
  const line = chance.pick(spendingLines);
  const available = books.available(line, on);
  if (available < 200n) return;
  const usual = BigInt(chance.between(1_00, oneIn(chance, 6) ? 15_000_00 : 2_500_00));
  const lastDay = dayAfter(on, 30);
  if (oneIn(chance, 10)) {
    const amount = available / 2n + 1n;
    const sent = [1, 2].map(() => proposal(estate, line, amount, usual));
    const what = `two orders where ${line} has room for one`;
    const answers = await world.clash(sent, what, [["done", "over-budget"]]);
    const won = answers.find(({ verdict }) => verdict === "done");
    const name = nameOf(estate);
    books.propose(name, line, amount, on, lastDay);
    estate.orders.set(name, { id: won?.body.id, hash: won?.body.hash });
    await giveUp(world, estate, name, on);
    return;
  }
  const amount = oneIn(chance, 8) ? available + 1n : usual;
  const name = nameOf(estate);
  const expected = books.propose(name, line, amount, on, lastDay);
  const sent = proposal(estate, line, amount, usual);
  const answer = await world.send(sent, `asking for ${yuan(amount)} of ${line}`, expected);
  if (expected === "done") estate.orders.set(name, { id: answer.body.id, hash: answer.body.hash });
}

const nameOf = ({ orders }: Estate): string => `O-${orders.size + 1}`;

function proposal(estate: Estate, line: string, amount: Fen, number: Fen) {
  const { path, cashier, payeeId, voucher } = estate;
  const body = {
    payeeId,
    amount: cny(amount),
    line,
    purpose: `模拟支出 ${number}`,
    voucherSha256: voucher,
    isEmergency: false,
  };
  return write(cashier, `${path}/payment-orders`, body, estate.nextKey());
}

async function giveUp(world: World, estate: Estate, name: string, on: string): Promise<void> {
  const { path, cashier, books, orders } = estate;
  const target = `${path}/payment-orders/${orders.get(name)?.id}/void`;
  const sent = write(cashier, target, { reason: "不再需要" }, estate.nextKey());
  await world.send(sent, `giving up ${name}`, books.giveUp(name, on));
}

/** Keys are turned, and everything is tried that two keys are there to withstand. */
async function turnKeys(world: World, chance: Chance, estate: Estate, on: string): Promise<void> {
  const { books } = estate;
  for (const [name, order] of books.orders) {
    const shown = books.shown(order, on);
    if (shown !== "open" && shown !== "sent-back" && shown !== "approved") {
      // An order that is over takes no key any more.
      if (shown === "expired" && oneIn(chance, 40)) await approve(world, estate, name, on);
      continue;
    }
    if (!oneIn(chance, 2)) continue;
    const what = chance.between(1, 20);
    if (what === 1) await giveUp(world, estate, name, on);
    else if (what <= 3 || shown === "sent-back") await change(world, chance, estate, name, on);
    else if (what === 4 && shown === "open") await sendBack(world, estate, name, on);
    else if (what <= 6) await changeUnderTheHand(world, estate, name, on);
    else if (what <= 8 && shown === "open") await turnTwice(world, estate, name, on);
    else if (what === 9) await approveWhatWasSeen(world, estate, name);
    else if (shown === "open") await approve(world, estate, name, on);
  }
}

/** The next hand whose key is missing, as the model sees it. */
function nextHand({ manager, members, books }: Estate, name: string) {
  const order = books.order(name);
  const hasTrustee = [...order.approvals.values()].includes("trustee");
  if (!hasTrustee) return { person: manager, party: "trustee" as const };
  const person = members.find(({ username }) => !order.approvals.has(username)) ?? members[0];
  return { person, party: "committee" as const };
}

async function approval(world: World, estate: Estate, name: string, hash?: string) {
  const { person, party } = nextHand(estate, name);
  const { id, hash: current } = estate.orders.get(name)!;
  const now = await world.later();
  const body = { hash: hash ?? current, code: person.code(now) };
  const target = `${estate.path}/payment-orders/${id}/approvals`;
  return { person, party, sent: write(person, target, body, estate.nextKey()) };
}

async function approve(world: World, estate: Estate, name: string, on: string): Promise<void> {
  const { person, party, sent } = await approval(world, estate, name);
  const expected = estate.books.approve(name, person.username, party, on);
  await world.send(sent, `${person.username} approving ${name}`, expected);
}

/** The same hand with the same code, twice at the same instant. */
async function turnTwice(world: World, estate: Estate, name: string, on: string): Promise<void> {
  const { person, party, sent } = await approval(world, estate, name);
  const other = { ...sent, key: estate.nextKey() };
  await world.clash([sent, other], `${person.username} approving ${name} twice`, [
    ["done", "approved-already"],
    ["done", "code-used-already"],
  ]);
  estate.books.approve(name, person.username, party, on);
}

/** The order is changed while somebody approves it: whoever is first, no approval of the new one stands. */
async function changeUnderTheHand(
  world: World,
  estate: Estate,
  name: string,
  on: string,
): Promise<void> {
  const { books } = estate;
  if (books.order(name).status === "sent-back") return;
  const { sent } = await approval(world, estate, name);
  const lower = books.order(name).amount - 1n;
  if (lower <= 0n) return;
  const changed = changing(estate, name, lower);
  // A key that is not asked for any more is refused before the hash is looked at, or after.
  const answers = await world.clash([changed, sent], `changing ${name} under the hand`, [
    ["done", "done"],
    ["done", "order-changed"],
    ["done", "approved-already"],
  ]);
  keepHash(estate, name, answers[0]?.body.hash);
  books.change(name, lower, on);
}

/** Somebody approves what the card showed before the last change. */
async function approveWhatWasSeen(world: World, estate: Estate, name: string): Promise<void> {
  if (estate.books.order(name).status === "sent-back") return;
  const { sent } = await approval(world, estate, name, "0".repeat(64));
  await world.send(sent, `approving another ${name}`, "order-changed");
}

async function sendBack(world: World, estate: Estate, name: string, on: string): Promise<void> {
  const { path, books, orders, manager } = estate;
  const target = `${path}/payment-orders/${orders.get(name)?.id}/return`;
  const sent = write(manager, target, { reason: "发票不清楚" }, estate.nextKey());
  await world.send(sent, `sending ${name} back`, books.sendBack(name, on));
}

function changing(
  { path, cashier, payeeId, voucher, orders, books, nextKey }: Estate,
  name: string,
  amount: Fen,
) {
  const target = `${path}/payment-orders/${orders.get(name)?.id}/versions`;
  const { line } = books.order(name);
  const body = { payeeId, amount: cny(amount), line, purpose: "改后支出", voucherSha256: voucher };
  return write(cashier, target, body, nextKey());
}

async function change(
  world: World,
  chance: Chance,
  estate: Estate,
  name: string,
  on: string,
): Promise<void> {
  const { books } = estate;
  const { line, amount } = books.order(name);
  const room = books.available(line, on, name);
  const next = oneIn(chance, 3) ? room + 1n : amount + 1n;
  const sent = changing(estate, name, next);
  const expected = books.change(name, next, on);
  const answer = await world.send(sent, `changing ${name}`, expected);
  if (expected === "done") keepHash(estate, name, answer.body.hash);
}

function keepHash({ orders }: Estate, name: string, hash: string): void {
  const known = orders.get(name);
  if (known) known.hash = hash;
}

const pick = (from: object, ...names: readonly string[]): object =>
  Object.fromEntries(names.map((name) => [name, (from as Record<string, unknown>)[name]]));

/** The civil day so many days on; the play has no zones. */
export function dayAfter(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
