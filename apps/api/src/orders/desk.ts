import type { LocalDate } from "@xinyi/calendar";
import { money } from "@xinyi/money";
import {
  ACCOUNTS,
  type AccessPolicy,
  type ApprovalSituation,
  mayApprove,
  missingApprovals,
  payableFrom,
  policyInForce,
  type Requirement,
  requirementsFor,
  type Standing,
} from "@xinyi/trust-accounting";
import type { BookRow } from "../books/ledger-store.ts";
import { type AccountRow, accountRows } from "../payees/commands.ts";
import {
  type DelegationRow,
  delegationRows,
  policyOf,
  policyRows,
  type SignatoryWire,
  signatoriesOf,
} from "../policy/store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import {
  type ApprovalRow,
  approvalRows,
  type OrderRow,
  orderRows,
  today,
} from "./spending-book.ts";

export interface PayeeRow {
  readonly id: string;
  readonly name: string;
  readonly personId: string | null;
}

/** Everything that lies on the table when somebody looks at the orders of a book. */
export interface Desk {
  readonly row: BookRow;
  readonly on: LocalDate;
  readonly me: string;
  readonly policies: readonly AccessPolicy[];
  readonly orders: readonly OrderRow[];
  readonly approvals: ReadonlyMap<string, readonly ApprovalRow[]>;
  readonly payees: ReadonlyMap<string, PayeeRow>;
  readonly accounts: ReadonlyMap<string, readonly AccountRow[]>;
  readonly people: ReadonlyMap<string, SignatoryWire>;
  readonly names: ReadonlyMap<string, string>;
  readonly delegations: readonly DelegationRow[];
}

export async function loadDesk(work: UnitOfWork, row: BookRow): Promise<Desk> {
  const { client } = work;
  const payees = await client.query(
    `select id, name, person_id as "personId" from trust.payee where estate_id = $1`,
    [row.estateId],
  );
  const orders = await orderRows(work, row);
  const names = await client.query("select id, name from registry.person where id = any($1)", [
    [...new Set(orders.map(({ proposedBy }) => proposedBy))],
  ]);
  const people = await signatoriesOf(work, row.estateId);
  return {
    row,
    on: today(work, row),
    me: work.personId,
    policies: (await policyRows(work, row)).map(policyOf),
    orders,
    approvals: await approvalRows(work, row),
    payees: new Map((payees.rows as PayeeRow[]).map((payee) => [payee.id, payee])),
    accounts: await accountRows(work, row.estateId),
    people: new Map(people.map((person) => [person.personId, person])),
    names: new Map(names.rows.map((one) => [one.id, one.name])),
    delegations: await delegationRows(work, row.estateId),
  };
}

/** The policy an order is held to: the one in force on the day it was proposed. */
export function policyFor(desk: Desk, order: OrderRow): AccessPolicy | undefined {
  return policyInForce(desk.policies, order.proposedOn);
}

export function requirementsOf(desk: Desk, order: OrderRow): readonly Requirement[] {
  const policy = policyFor(desk, order);
  if (policy === undefined) return [];
  return requirementsFor(
    {
      amount: money(order.amountMinor, desk.row.currency),
      account: ACCOUNTS.trustBank,
      payee: order.payeeId,
      isEmergency: order.isEmergency,
    },
    policy,
  );
}

const given = (desk: Desk, order: OrderRow) =>
  (desk.approvals.get(order.id) ?? []).map(({ by, party }) => ({ by, party }));

export function missingFor(desk: Desk, order: OrderRow) {
  return missingApprovals(requirementsOf(desk, order), given(desk, order));
}

const rolesOf = (desk: Desk, person: string): readonly string[] =>
  (desk.people.get(person)?.roles ?? []).map(({ roleId }) => roleId);

/** As which party the caller may approve an order, or why not. */
export function myStanding(desk: Desk, order: OrderRow): ReturnType<typeof mayApprove> {
  const payee = desk.payees.get(order.payeeId);
  const situation: ApprovalSituation = {
    on: desk.on,
    proposedBy: order.proposedBy,
    ...(payee?.personId != null && { payeePerson: payee.personId }),
    given: given(desk, order),
    delegations: desk.delegations,
    rolesOf: new Map([...desk.people.keys()].map((person) => [person, rolesOf(desk, person)])),
  };
  const me = { person: desk.me, roles: rolesOf(desk, desk.me) };
  return mayApprove(me, situation, requirementsOf(desk, order));
}

export type ShownStatus =
  | "open"
  | "approved"
  | "sent-back"
  | "executed"
  | "returned"
  | "voided"
  | "expired";

export function statusOf(desk: Desk, order: OrderRow): ShownStatus {
  const isWaiting = order.status === "open" || order.status === "sent-back";
  if (isWaiting && desk.on > order.lastDay) return "expired";
  if (order.status !== "open") return order.status;
  return missingFor(desk, order).length === 0 ? "approved" : "open";
}

/** The party the caller's approval is asked for now: its key still missing, and his to turn. */
export function askedOf(desk: Desk, order: OrderRow): Standing | undefined {
  if (statusOf(desk, order) !== "open") return undefined;
  const standing = myStanding(desk, order);
  if (!standing.ok) return undefined;
  const isMissing = missingFor(desk, order).some(({ party }) => party === standing.value.party);
  return isMissing ? standing.value : undefined;
}

export interface OrderAccount {
  readonly account: AccountRow;
  readonly isChanged: boolean;
  readonly isCurrent: boolean;
  readonly payableFrom: LocalDate;
}

/** The account an order names: whether the payee had another before, and from when it is paid. */
export function accountOf(desk: Desk, order: OrderRow): OrderAccount {
  const own = desk.accounts.get(order.payeeId) ?? [];
  const at = own.findIndex(({ id }) => id === order.payeeAccountId);
  const account = own[at];
  if (account === undefined) throw new Error(`order ${order.id} names no account of its payee`);
  const policy = policyFor(desk, order);
  const dates = own.slice(0, at + 1).map(({ since }) => since);
  return {
    account,
    isChanged: at > 0,
    isCurrent: at === own.length - 1,
    payableFrom: (policy && payableFrom(dates, policy)) ?? account.since,
  };
}
