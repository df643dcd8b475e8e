import { money } from "@xinyi/money";
import { expect, test } from "vitest";
import {
  type AccessPolicy,
  type ApprovalSituation,
  lastDayOfOrder,
  mayApprove,
  mayInitiate,
  missingApprovals,
  payableFrom,
  policyInForce,
  requirementsFor,
} from "./policy.ts";

const cny = (minor: bigint) => money(minor, "CNY");
const policy: AccessPolicy = {
  from: "2026-01-01",
  mandate: "2026-3",
  initiators: ["company-cashier"],
  rules: [
    {
      id: "every-payment",
      demands: [
        { party: "trustee", roles: ["company-manager"], count: 1 },
        { party: "committee", roles: ["committee-member"], count: 1 },
      ],
    },
    {
      id: "large",
      atLeast: cny(1_000_000n),
      isWaivedInEmergency: true,
      demands: [{ party: "committee", roles: ["committee-member"], count: 2 }],
    },
  ],
  coolingOffDays: 7,
  expiryDays: 30,
  ratificationDays: 30,
  headsWithoutOrder: ["bank"],
  warnings: { sameAmountDays: 90, splitDays: 30, standingDays: 25, bars: [cny(1_000_000n)] },
};
const small = {
  amount: cny(999_999n),
  account: "assets:bank:trust",
  payee: "p",
  isEmergency: false,
};
const situation: ApprovalSituation = {
  on: "2026-04-10",
  proposedBy: "cashier",
  given: [],
  delegations: [],
  rolesOf: new Map(),
};
const needs = requirementsFor(small, policy);
const manager = { person: "manager", roles: ["company-manager"] };
const member = { person: "member", roles: ["committee-member"] };

test("a rule asks from its amount on, and says so", () => {
  expect(needs.map(({ party, count }) => [party, count])).toEqual([
    ["trustee", 1],
    ["committee", 1],
  ]);
  const [, committee] = requirementsFor({ ...small, amount: cny(1_000_000n) }, policy);
  expect(committee).toMatchObject({
    count: 2,
    because: [
      { rule: "every-payment", count: 1 },
      { rule: "large", count: 2 },
    ],
  });
});

test("an emergency lifts what a rule lets it lift, and never one of the two keys", () => {
  const urgent = { ...small, amount: cny(5_000_000n), isEmergency: true };
  expect(requirementsFor(urgent, policy).map(({ count }) => count)).toEqual([1, 1]);
  const bare = requirementsFor(urgent, { ...policy, rules: [] });
  expect(bare.map(({ party, count }) => [party, count])).toEqual([
    ["trustee", 1],
    ["committee", 1],
  ]);
});

test("each party has its own people", () => {
  expect(mayApprove(manager, situation, needs)).toMatchObject({ value: { party: "trustee" } });
  expect(mayApprove(member, situation, needs)).toMatchObject({ value: { party: "committee" } });
  const cashier = { person: "other", roles: ["company-cashier"] };
  expect(mayApprove(cashier, situation, needs)).toMatchObject({ rejection: { kind: "not-asked" } });
  expect(mayInitiate("cashier", ["company-cashier"], policy)).toMatchObject({ ok: true });
  expect(mayInitiate("member", ["committee-member"], policy)).toMatchObject({
    rejection: { kind: "may-not-initiate" },
  });
});

test("nobody pays himself, opens what he proposed, or holds both keys", () => {
  expect(mayApprove(member, { ...situation, payeePerson: "member" }, needs)).toMatchObject({
    rejection: { kind: "payee-is-approver" },
  });
  expect(mayApprove(manager, { ...situation, proposedBy: "manager" }, needs)).toMatchObject({
    rejection: { kind: "proposer-may-not-approve" },
  });
  const both = { person: "x", roles: ["company-manager", "committee-member"] };
  expect(mayApprove(both, situation, needs)).toMatchObject({
    rejection: { kind: "holds-both-keys" },
  });
  const given = [{ by: "member", party: "committee" }] as const;
  expect(mayApprove(member, { ...situation, given }, needs)).toMatchObject({
    rejection: { kind: "approved-already" },
  });
});

test("a delegated key turns in one hand only, and only while it is delegated", () => {
  const delegated = {
    ...situation,
    delegations: [
      {
        by: "member",
        to: "deputy",
        party: "committee",
        period: { from: "2026-04-01", to: "2026-04-10" },
      },
    ],
    rolesOf: new Map([["member", ["committee-member"]]]),
  } as const;
  const deputy = { person: "deputy", roles: [] };
  expect(mayApprove(deputy, delegated, needs)).toEqual({
    ok: true,
    value: { party: "committee", inPlaceOf: "member" },
  });
  expect(mayApprove(member, delegated, needs)).toMatchObject({
    rejection: { kind: "key-delegated", to: "deputy" },
  });
  const later = { ...delegated, on: "2026-04-11" } as const;
  expect(mayApprove(deputy, later, needs)).toMatchObject({ rejection: { kind: "not-asked" } });
  expect(mayApprove(member, later, needs)).toMatchObject({ ok: true });
  const managerAsDeputy = { ...manager, person: "deputy" };
  expect(mayApprove(managerAsDeputy, delegated, needs)).toMatchObject({
    rejection: { kind: "holds-both-keys" },
  });
  const paysLender = { ...delegated, payeePerson: "member" };
  expect(mayApprove(deputy, paysLender, needs)).toMatchObject({
    rejection: { kind: "not-asked" },
  });
});

test("two people of one party are not two parties", () => {
  const given = [
    { by: "member", party: "committee" },
    { by: "second", party: "committee" },
  ] as const;
  expect(missingApprovals(needs, given)).toEqual([{ party: "trustee", missing: 1 }]);
  expect(missingApprovals(needs, [...given, { by: "manager", party: "trustee" }])).toEqual([]);
});

test("the latest policy that has begun is in force; before the first, none", () => {
  const next = { ...policy, from: "2026-05-01", mandate: "2026-9" } as const;
  expect(policyInForce([policy, next], "2026-04-30")?.mandate).toBe("2026-3");
  expect(policyInForce([next, policy], "2026-05-01")?.mandate).toBe("2026-9");
  expect(policyInForce([policy], "2025-12-31")).toBeUndefined();
});

test("a changed account waits, a first one does not; an order has a last day", () => {
  expect(payableFrom(["2026-04-01"], policy)).toBe("2026-04-01");
  expect(payableFrom(["2026-04-01", "2026-04-10"], policy)).toBe("2026-04-17");
  expect(lastDayOfOrder("2026-04-01", policy)).toBe("2026-05-01");
});
