import { isCurrencyCode } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { type BookRow, lockBook } from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import { takeMandate } from "../mandates/commands.ts";
import type { MandateRefusal } from "../mandates/refusals.ts";
import { today } from "../orders/spending-book.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { delegationRows, type PolicyBodyWire, policyRows, signatoriesOf } from "./store.ts";

export type PolicyRefusal =
  | MandateRefusal
  | { readonly kind: "policy-in-past"; readonly from: string }
  | { readonly kind: "delegate-is-self" }
  | { readonly kind: "delegation-ends-before-it-begins" };

export interface PolicyWire {
  readonly id: string;
  readonly from: string;
  readonly resolutionId: string;
  readonly recordedAt: string;
  readonly isInForce: boolean;
  readonly policy: PolicyBodyWire;
}

export interface DelegationWire {
  readonly id: string;
  readonly byName: string;
  readonly toName: string;
  readonly party: "trustee" | "committee";
  readonly from: string;
  readonly to: string;
}

/** Sets who initiates and who approves, from a day that is not past, by a confirmed resolution. */
export async function setPolicy(
  work: UnitOfWork,
  estateId: string,
  fact: { from: string; mandateId: string; policy: PolicyBodyWire },
): Promise<Result<Done<PolicyWire>, PolicyRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  // An order must not come under a rule that was not there when it was proposed.
  if (fact.from < today(work, row)) return reject({ kind: "policy-in-past", from: fact.from });
  const currencies = [
    ...fact.policy.warnings.bars,
    ...fact.policy.rules.flatMap(({ atLeast }) => (atLeast === undefined ? [] : [atLeast])),
  ].map(({ currency }) => currency);
  for (const currency of currencies) {
    if (!isCurrencyCode(currency)) return reject({ kind: "unknown-currency", currency });
    if (currency !== row.currency) return reject({ kind: "wrong-currency", currency });
  }
  const mandate = await takeMandate(work, row, fact.mandateId, "access-policy");
  if (!mandate.ok) return mandate;
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.access_policy", [
    {
      district_id: work.districtId,
      id,
      book_id: row.id,
      from_on: fact.from,
      mandate_id: fact.mandateId,
      policy: fact.policy,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  const set = (await policiesOf(work, row)).find((one) => one.id === id);
  if (!set) throw new Error("the policy just set is not visible");
  return accept({ answer: set, facts: { policyId: id, mandateId: fact.mandateId } });
}

export async function policiesOf(work: UnitOfWork, row: BookRow): Promise<PolicyWire[]> {
  const rows = await policyRows(work, row);
  const on = today(work, row);
  const inForce = rows.filter(({ from }) => from <= on).at(-1)?.id;
  return rows
    .map(({ body, ...rest }) => ({ ...rest, policy: body, isInForce: rest.id === inForce }))
    .reverse();
}

export async function delegationsOf(work: UnitOfWork, estateId: string): Promise<DelegationWire[]> {
  return (await delegationRows(work, estateId)).map(({ by: _, to: __, period, ...rest }) => ({
    ...rest,
    ...period,
  }));
}

/** Lends the caller's own key, and only that, to somebody who has a role here. */
export async function delegateKey(
  work: UnitOfWork,
  estateId: string,
  fact: { toPersonId: string; party: "trustee" | "committee"; from: string; to: string },
): Promise<Result<Done<DelegationWire>, PolicyRefusal>> {
  if (fact.toPersonId === work.personId) return reject({ kind: "delegate-is-self" });
  if (fact.to < fact.from) return reject({ kind: "delegation-ends-before-it-begins" });
  const people = await signatoriesOf(work, estateId);
  if (!people.some(({ personId }) => personId === fact.toPersonId)) {
    return reject({ kind: "not-found", what: "person" });
  }
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.delegation", [
    {
      district_id: work.districtId,
      id,
      estate_id: estateId,
      by_person: work.personId,
      to_person: fact.toPersonId,
      party: fact.party,
      from_on: fact.from,
      to_on: fact.to,
      recorded_at: work.now,
    },
  ]);
  const made = (await delegationsOf(work, estateId)).find((one) => one.id === id);
  if (!made) throw new Error("the delegation just made is not visible");
  return accept({ answer: made, facts: { delegationId: id, toPersonId: fact.toPersonId } });
}
