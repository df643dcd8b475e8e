import { addDays, contains, type LocalDate, type Period } from "@xinyi/calendar";
import type { Money } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import type { AccountId } from "./account.ts";
import type { ApprovalRole, MandateId } from "./book.ts";

/** A role as the registry names it; this package reads nothing from its letters. */
export type RoleId = string;

/** How many different people of a party must approve, and who may stand for it. */
export interface ApprovalDemand {
  readonly party: ApprovalRole;
  readonly roles: readonly RoleId[];
  readonly count: number;
}

/** One line of a policy. A rule asks when all that it names is so; what it leaves out is any. */
export interface PolicyRule {
  readonly id: string;
  /** This amount and above. */
  readonly atLeast?: Money;
  readonly account?: AccountId;
  readonly payees?: readonly string[];
  /** An emergency payment is not held to this rule; the two keys it always needs are. */
  readonly isWaivedInEmergency?: boolean;
  readonly demands: readonly ApprovalDemand[];
}

/** What is looked for in the orders of a payee: bars and days are data. */
export interface WarningRules {
  readonly sameAmountDays: number;
  readonly splitDays: number;
  /** Payments of one amount on one contract at least this far apart are a standing payment. */
  readonly standingDays: number;
  readonly bars: readonly Money[];
}

/** Who may start a payment and who opens it, from a day on, by a resolution. Superseded, never edited. */
export interface AccessPolicy {
  readonly from: LocalDate;
  readonly mandate: MandateId;
  readonly initiators: readonly RoleId[];
  readonly rules: readonly PolicyRule[];
  /** A payee whose account changed is not paid before this many days have passed. */
  readonly coolingOffDays: number;
  /** An order that is not executed this many days after it was proposed expires. */
  readonly expiryDays: number;
  readonly ratificationDays: number;
  /** Heads the bank takes by itself (its fees): booked from the statement without an order. */
  readonly headsWithoutOrder: readonly string[];
  readonly warnings: WarningRules;
}

/** What of an order a policy looks at. */
export interface OrderTraits {
  readonly amount: Money;
  readonly account: AccountId;
  readonly payee: string;
  readonly isEmergency: boolean;
}

/** One party's part of an order, with every rule that asked for it. */
export interface Requirement {
  readonly party: ApprovalRole;
  readonly roles: readonly RoleId[];
  readonly count: number;
  readonly because: readonly { readonly rule: string; readonly count: number }[];
}

/** For a while somebody else turns this person's key; the person cannot turn it meanwhile. */
export interface Delegation {
  readonly by: string;
  readonly to: string;
  readonly party: ApprovalRole;
  readonly period: Period;
}

/** Who wants to approve, with everything they hold on that day. */
export interface Approver {
  readonly person: string;
  readonly roles: readonly RoleId[];
}

/** What an approval is held against beside the policy. */
export interface ApprovalSituation {
  readonly on: LocalDate;
  readonly proposedBy: string;
  /** The person a payee is, where it is one. */
  readonly payeePerson?: string;
  readonly given: readonly { readonly by: string; readonly party: ApprovalRole }[];
  readonly delegations: readonly Delegation[];
  /** The roles of those who delegated, on the day. */
  readonly rolesOf: ReadonlyMap<string, readonly RoleId[]>;
}

export type InitiationRejection = { readonly kind: "may-not-initiate"; readonly by: string };

export type PolicyRejection =
  | { readonly kind: "payee-is-approver"; readonly by: string }
  | { readonly kind: "proposer-may-not-approve"; readonly by: string }
  | { readonly kind: "holds-both-keys"; readonly by: string }
  | { readonly kind: "approved-already"; readonly by: string }
  | { readonly kind: "key-delegated"; readonly by: string; readonly to: string }
  | { readonly kind: "not-asked"; readonly by: string };

export interface Standing {
  readonly party: ApprovalRole;
  /** Whose key it is, where a delegate turns it. */
  readonly inPlaceOf?: string;
}

const parties: readonly ApprovalRole[] = ["trustee", "committee"];

/** The policy in force on a day: the latest one that had begun; none is no permission to pay. */
export function policyInForce(
  policies: readonly AccessPolicy[],
  on: LocalDate,
): AccessPolicy | undefined {
  let found: AccessPolicy | undefined;
  for (const policy of policies) {
    if (policy.from <= on && (found === undefined || policy.from >= found.from)) found = policy;
  }
  return found;
}

/**
 * Who must approve an order, and which rule asked for whom. Rules that agree do
 * not add up: the strictest count of each party counts. Both keys are always
 * needed, also where no rule says so.
 */
export function requirementsFor(order: OrderTraits, policy: AccessPolicy): readonly Requirement[] {
  const asking = policy.rules.filter((rule) => applies(rule, order));
  return parties.map((party) => {
    const demands = asking.flatMap((rule) =>
      rule.demands
        .filter((demand) => demand.party === party)
        .map((demand) => ({ rule: rule.id, demand })),
    );
    const strictest = demands.reduce((most, { demand }) => Math.max(most, demand.count), 1);
    return {
      party,
      roles: [...new Set(demands.flatMap(({ demand }) => demand.roles))],
      count: strictest,
      because: demands.map(({ rule, demand }) => ({ rule, count: demand.count })),
    };
  });
}

/** The parties that still owe approvals, with how many. */
export function missingApprovals(
  requirements: readonly Requirement[],
  given: readonly { readonly by: string; readonly party: ApprovalRole }[],
): readonly { readonly party: ApprovalRole; readonly missing: number }[] {
  return requirements.flatMap(({ party, count }) => {
    const people = new Set(given.filter((one) => one.party === party).map(({ by }) => by));
    return people.size >= count ? [] : [{ party, missing: count - people.size }];
  });
}

/** Whether somebody may start a payment. */
export function mayInitiate(
  person: string,
  roles: readonly RoleId[],
  policy: AccessPolicy,
): Result<true, InitiationRejection> {
  return roles.some((role) => policy.initiators.includes(role))
    ? accept(true)
    : reject({ kind: "may-not-initiate", by: person });
}

/**
 * As which party somebody may approve. Nobody approves a payment to himself or
 * one he proposed; nobody who could stand for both parties stands for either;
 * a key that is delegated turns in the delegate's hand alone.
 */
export function mayApprove(
  approver: Approver,
  situation: ApprovalSituation,
  requirements: readonly Requirement[],
): Result<Standing, PolicyRejection> {
  const by = approver.person;
  if (situation.payeePerson === by) return reject({ kind: "payee-is-approver", by });
  if (situation.proposedBy === by) return reject({ kind: "proposer-may-not-approve", by });
  const running = situation.delegations.filter(({ period }) => contains(period, situation.on));
  const own = partiesOf(approver.roles, requirements);
  const borrowed = running.filter(
    (one) =>
      one.to === by &&
      one.by !== situation.payeePerson &&
      one.by !== situation.proposedBy &&
      partiesOf(situation.rolesOf.get(one.by) ?? [], requirements).includes(one.party),
  );
  const all = new Set([...own, ...borrowed.map(({ party }) => party)]);
  if (all.size > 1) return reject({ kind: "holds-both-keys", by });
  if (situation.given.some((approval) => approval.by === by)) {
    return reject({ kind: "approved-already", by });
  }
  const away = running.find((one) => one.by === by && own.includes(one.party));
  if (away !== undefined) return reject({ kind: "key-delegated", by, to: away.to });
  const [party] = own;
  if (party !== undefined) return accept({ party });
  const [lent] = borrowed;
  if (lent !== undefined) return accept({ party: lent.party, inPlaceOf: lent.by });
  return reject({ kind: "not-asked", by });
}

/** The day from which a changed account may be paid; a payee's first account may be at once. */
export function payableFrom(
  accounts: readonly LocalDate[],
  policy: AccessPolicy,
): LocalDate | undefined {
  const latest = accounts.at(-1);
  if (latest === undefined) return undefined;
  return accounts.length === 1 ? latest : addDays(latest, policy.coolingOffDays);
}

/** The last day on which an order proposed that day can be executed. */
export function lastDayOfOrder(proposedOn: LocalDate, policy: AccessPolicy): LocalDate {
  return addDays(proposedOn, policy.expiryDays);
}

/** By when an emergency payment needs the owners' resolution. */
export function ratifyBy(proposedOn: LocalDate, policy: AccessPolicy): LocalDate {
  return addDays(proposedOn, policy.ratificationDays);
}

function applies(rule: PolicyRule, order: OrderTraits): boolean {
  if (rule.isWaivedInEmergency === true && order.isEmergency) return false;
  if (rule.atLeast !== undefined && order.amount.minor < rule.atLeast.minor) return false;
  if (rule.account !== undefined && rule.account !== order.account) return false;
  return rule.payees === undefined || rule.payees.includes(order.payee);
}

function partiesOf(
  roles: readonly RoleId[],
  requirements: readonly Requirement[],
): readonly ApprovalRole[] {
  return requirements
    .filter((requirement) => requirement.roles.some((role) => roles.includes(role)))
    .map(({ party }) => party);
}
