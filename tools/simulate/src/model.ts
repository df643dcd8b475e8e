/**
 * What an estate's books must say, reckoned a second time.
 *
 * This file is the simulation's other opinion: it imports nothing, and knows of the application only
 * what the documents promise. Amounts are whole fen, days are `2026-01-31`, units go by their number
 * and orders by the name the play gave them.
 */

export type Fen = bigint;
export type Party = "trustee" | "committee";

/** What the application must answer: done, or refused for this reason. */
export type Verdict = "done" | Refusal;
export type Refusal =
  | "overdrawn"
  | "over-budget"
  | "approved-already"
  | "order-changed"
  | "order-not-open"
  | "order-expired"
  | "approvals-missing"
  | "more-than-approved"
  | "wrong-state";

interface Unit {
  /** Owed for fees; below zero after a paid bill was reversed. */
  owed: Fen;
  /** Paid ahead. */
  ahead: Fen;
}

/** What one receipt did, so that it can be undone. */
interface Receipt {
  readonly amount: Fen;
  unit: string | undefined;
  settled: Fen;
  ahead: Fen;
  standing: "booked" | "suspense" | "taken-back" | "bounced";
}

export interface Order {
  readonly line: string;
  amount: Fen;
  readonly lastDay: string;
  approvals: Map<string, Party>;
  status: "open" | "sent-back" | "executed" | "voided";
  paid: Fen;
}

const twoOfTheCommitteeFrom: Fen = 1_000_000n;

/** A month's fee: area (cm²) × rate (fen per m²), half a fen upwards. */
export function monthlyFee(areaCm2: bigint, rateFen: Fen): Fen {
  return (areaCm2 * rateFen * 2n + 10_000n) / 20_000n;
}

const larger = (a: Fen, b: Fen): Fen => (a > b ? a : b);
const smaller = (a: Fen, b: Fen): Fen => (a < b ? a : b);

/** One estate's books. Every method is one event, and answers what the application must answer. */
export class Books {
  readonly units = new Map<string, Unit>();
  readonly receipts = new Map<string, Receipt>();
  readonly orders = new Map<string, Order>();
  readonly lines = new Map<string, { readonly adopted: Fen; spent: Fen }>();
  readonly unexplained = new Map<string, Fen>();
  /** Money of the ordinary fund at the trust's bank, by the book. */
  ordinary: Fen = 0n;
  billed: Fen = 0n;

  get suspense(): Fen {
    let held = 0n;
    for (const one of this.receipts.values()) if (one.standing === "suspense") held += one.amount;
    return held;
  }

  get suspended(): readonly string[] {
    return [...this.receipts].filter(([, one]) => one.standing === "suspense").map(([ref]) => ref);
  }

  get bank(): Fen {
    return this.ordinary + this.suspense;
  }

  settle(number: string): void {
    this.units.set(number, { owed: 0n, ahead: 0n });
  }

  unit(number: string): Unit {
    const found = this.units.get(number);
    if (found === undefined) throw new Error(`the model knows no unit ${number}`);
    return found;
  }

  open(amount: Fen): Verdict {
    this.ordinary += amount;
    return "done";
  }

  bill(number: string, fee: Fen): Verdict {
    const unit = this.unit(number);
    unit.owed += fee;
    this.billed += fee;
    const drawn = smaller(larger(unit.owed, 0n), unit.ahead);
    unit.owed -= drawn;
    unit.ahead -= drawn;
    return "done";
  }

  receive(ref: string, amount: Fen, number: string | undefined): Verdict {
    const receipt: Receipt = {
      amount,
      unit: undefined,
      settled: 0n,
      ahead: 0n,
      standing: "suspense",
    };
    this.receipts.set(ref, receipt);
    if (number !== undefined) this.#place(receipt, number);
    return "done";
  }

  match(ref: string, number: string): Verdict {
    const receipt = this.receipts.get(ref);
    if (receipt?.standing !== "suspense" && receipt?.standing !== "taken-back")
      return "wrong-state";
    this.unexplained.delete(ref);
    this.#place(receipt, number);
    return "done";
  }

  #place(receipt: Receipt, number: string): void {
    const unit = this.unit(number);
    receipt.settled = smaller(larger(unit.owed, 0n), receipt.amount);
    receipt.ahead = receipt.amount - receipt.settled;
    receipt.unit = number;
    receipt.standing = "booked";
    unit.owed -= receipt.settled;
    unit.ahead += receipt.ahead;
    this.ordinary += receipt.amount;
  }

  /** The bank takes a receipt back. What it had paid ahead and bills have drawn since is owed again. */
  bounce(ref: string): Verdict {
    const receipt = this.receipts.get(ref);
    if (receipt?.standing !== "booked" && receipt?.standing !== "suspense") return "wrong-state";
    if (receipt.standing === "booked" && receipt.unit !== undefined) {
      if (this.ordinary < receipt.amount) return "overdrawn";
      const unit = this.unit(receipt.unit);
      const left = smaller(unit.ahead, receipt.ahead);
      unit.ahead -= left;
      unit.owed += receipt.settled + (receipt.ahead - left);
      this.ordinary -= receipt.amount;
    }
    receipt.standing = "bounced";
    return "done";
  }

  /** A person takes a wrong booking back; what bills have drawn of it since cannot be taken. */
  takeBack(ref: string): Verdict {
    const receipt = this.receipts.get(ref);
    if (receipt?.standing !== "booked" || receipt.unit === undefined) return "wrong-state";
    const unit = this.unit(receipt.unit);
    if (unit.ahead < receipt.ahead || this.ordinary < receipt.amount) return "overdrawn";
    unit.ahead -= receipt.ahead;
    unit.owed += receipt.settled;
    this.ordinary -= receipt.amount;
    receipt.standing = "taken-back";
    this.unexplained.set(ref, receipt.amount);
    return "done";
  }

  /** Money left the bank and nobody has said yet what for. */
  leave(ref: string, amount: Fen): void {
    this.unexplained.set(ref, -amount);
  }

  /** The bank's own charge: it needs no order, and a line of the budget counts orders alone. */
  charge(ref: string): Verdict {
    const amount = -(this.unexplained.get(ref) ?? 0n);
    if (amount <= 0n) return "wrong-state";
    if (this.ordinary < amount) return "overdrawn";
    this.ordinary -= amount;
    this.unexplained.delete(ref);
    return "done";
  }

  adopt(line: string, amount: Fen): void {
    this.lines.set(line, { adopted: amount, spent: 0n });
  }

  committed(line: string, on: string, except?: string): Fen {
    let sum = 0n;
    for (const [name, order] of this.orders) {
      const waits = order.status === "open" || order.status === "sent-back";
      if (name !== except && order.line === line && waits && on <= order.lastDay)
        sum += order.amount;
    }
    return sum;
  }

  available(line: string, on: string, except?: string): Fen {
    const { adopted, spent } = this.lines.get(line) ?? { adopted: 0n, spent: 0n };
    return adopted - spent - this.committed(line, on, except);
  }

  propose(name: string, line: string, amount: Fen, on: string, lastDay: string): Verdict {
    if (amount > this.available(line, on)) return "over-budget";
    this.orders.set(name, {
      line,
      amount,
      lastDay,
      approvals: new Map(),
      status: "open",
      paid: 0n,
    });
    return "done";
  }

  change(name: string, amount: Fen, on: string): Verdict {
    const order = this.order(name);
    const refused = this.#waiting(order, on);
    if (refused !== undefined) return refused;
    if (amount > this.available(order.line, on, name)) return "over-budget";
    order.amount = amount;
    order.approvals = new Map();
    order.status = "open";
    return "done";
  }

  approve(name: string, by: string, party: Party, on: string): Verdict {
    const order = this.order(name);
    const refused = this.#waiting(order, on);
    if (refused !== undefined) return refused;
    if (order.status === "sent-back") return "wrong-state";
    if (order.approvals.has(by)) return "approved-already";
    order.approvals.set(by, party);
    return "done";
  }

  sendBack(name: string, on: string): Verdict {
    const order = this.order(name);
    const refused = this.#waiting(order, on);
    if (refused !== undefined) return refused;
    if (order.status === "sent-back") return "wrong-state";
    order.status = "sent-back";
    return "done";
  }

  giveUp(name: string, on: string): Verdict {
    const order = this.order(name);
    const refused = this.#waiting(order, on);
    if (refused !== undefined) return refused;
    order.status = "voided";
    return "done";
  }

  execute(name: string, ref: string, on: string): Verdict {
    const order = this.order(name);
    const paid = -(this.unexplained.get(ref) ?? 0n);
    if (paid <= 0n || order.status === "sent-back") return "wrong-state";
    if (order.status !== "open") return "order-not-open";
    if (on > order.lastDay) return "order-expired";
    if (this.missing(order) > 0) return "approvals-missing";
    if (paid > order.amount) return "more-than-approved";
    if (this.ordinary < paid) return "overdrawn";
    this.ordinary -= paid;
    const line = this.lines.get(order.line);
    if (line) line.spent += paid;
    order.status = "executed";
    order.paid = paid;
    this.unexplained.delete(ref);
    return "done";
  }

  order(name: string): Order {
    const order = this.orders.get(name);
    if (order === undefined) throw new Error(`the model knows no order ${name}`);
    return order;
  }

  /** How many approvals are still to come, of both parties together. */
  missing(order: Order): number {
    const given = [...order.approvals.values()];
    const trustee = given.filter((party) => party === "trustee").length;
    const committee = given.length - trustee;
    const asked = order.amount >= twoOfTheCommitteeFrom ? 2 : 1;
    return Math.max(1 - trustee, 0) + Math.max(asked - committee, 0);
  }

  /** As the list of orders shows it. */
  shown(order: Order, on: string): string {
    const waits = order.status === "open" || order.status === "sent-back";
    if (waits && on > order.lastDay) return "expired";
    if (order.status !== "open") return order.status;
    return this.missing(order) === 0 ? "approved" : "open";
  }

  #waiting(order: Order, on: string): Refusal | undefined {
    if (order.status === "executed" || order.status === "voided") return "order-not-open";
    return on > order.lastDay ? "order-expired" : undefined;
  }
}
