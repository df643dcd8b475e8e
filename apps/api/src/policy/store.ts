import type { LocalDate } from "@xinyi/calendar";
import { fromMoneyWire, type Money, type MoneyWire, money, toMoneyWire } from "@xinyi/money";
import { type AccessPolicy, type Delegation, policyInForce } from "@xinyi/trust-accounting";
import type { BookRow } from "../books/ledger-store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

/** A policy as it is kept: amounts as text, the day and the resolution beside it. */
export interface PolicyBodyWire {
  initiators: string[];
  rules: {
    id: string;
    atLeast?: MoneyWire | undefined;
    account?: string | undefined;
    payees?: string[] | undefined;
    isWaivedInEmergency?: boolean | undefined;
    demands: { party: "trustee" | "committee"; roles: string[]; count: number }[];
  }[];
  coolingOffDays: number;
  expiryDays: number;
  ratificationDays: number;
  headsWithoutOrder: string[];
  warnings: {
    sameAmountDays: number;
    splitDays: number;
    standingDays: number;
    bars: MoneyWire[];
  };
}

export interface PolicyRow {
  readonly id: string;
  readonly from: LocalDate;
  readonly resolutionId: string;
  readonly recordedAt: string;
  readonly body: PolicyBodyWire;
}

export async function policyRows(work: UnitOfWork, row: BookRow): Promise<readonly PolicyRow[]> {
  const { rows } = await work.client.query(
    `select p.id, p.from_on as "from", m.resolution_id as "resolutionId",
       p.recorded_at as "recordedAt", p.policy as body
     from trust.access_policy p join trust.mandate m on m.id = p.mandate_id
      where p.book_id = $1 order by p.from_on, p.recorded_at, p.id`,
    [row.id],
  );
  return rows;
}

/** The policy in force on a day, if the owners have set one. */
export async function policyOn(
  work: UnitOfWork,
  row: BookRow,
  on: LocalDate,
): Promise<AccessPolicy | undefined> {
  return policyInForce((await policyRows(work, row)).map(policyOf), on);
}

export function policyOf(row: PolicyRow): AccessPolicy {
  const { rules, warnings, ...rest } = row.body;
  return {
    ...rest,
    from: row.from,
    mandate: row.resolutionId,
    rules: rules.map(({ atLeast, account, payees, isWaivedInEmergency, ...rule }) => ({
      ...rule,
      ...(atLeast !== undefined && { atLeast: read(atLeast) }),
      ...(account !== undefined && { account }),
      ...(payees !== undefined && { payees }),
      ...(isWaivedInEmergency !== undefined && { isWaivedInEmergency }),
    })),
    warnings: { ...warnings, bars: warnings.bars.map(read) },
  };
}

function read(wire: MoneyWire): Money {
  const amount = fromMoneyWire(wire);
  if (!amount.ok) throw new Error(`an amount of a policy cannot be read: ${wire.amount}`);
  return amount.value;
}

/**
 * 双密码 as the demonstration estate understands it: the company initiates, its manager and the
 * committee approve; from ten thousand on two of the committee. Offered, never set by itself.
 */
export function preset(row: BookRow): PolicyBodyWire {
  const bar = toMoneyWire(money(1_000_000n, row.currency));
  return {
    initiators: ["company-cashier", "company-manager"],
    rules: [
      {
        id: "every-payment",
        demands: [
          { party: "trustee", roles: ["company-manager"], count: 1 },
          { party: "committee", roles: ["committee-member"], count: 1 },
        ],
      },
      {
        id: "large-payment",
        atLeast: bar,
        isWaivedInEmergency: true,
        demands: [{ party: "committee", roles: ["committee-member"], count: 2 }],
      },
    ],
    coolingOffDays: 7,
    expiryDays: 30,
    ratificationDays: 60,
    headsWithoutOrder: ["bank"],
    warnings: { sameAmountDays: 90, splitDays: 30, standingDays: 25, bars: [bar] },
  };
}

export interface DelegationRow extends Delegation {
  readonly id: string;
  readonly byName: string;
  readonly toName: string;
}

export async function delegationRows(
  work: UnitOfWork,
  estateId: string,
): Promise<readonly DelegationRow[]> {
  const { rows } = await work.client.query(
    `select d.id, d.by_person as "by", p.name as "byName", d.to_person as "to", q.name as "toName",
       d.party, d.from_on as "from", d.to_on as "until"
     from trust.delegation d join registry.person p on p.id = d.by_person
       join registry.person q on q.id = d.to_person
      where d.estate_id = $1 order by d.from_on desc, d.id`,
    [estateId],
  );
  return rows.map(({ from, until, ...rest }) => ({ ...rest, period: { from, to: until } }));
}

export interface SignatoryWire {
  readonly personId: string;
  readonly name: string;
  readonly roles: { roleId: string; titleZh: string; titleEn: string }[];
}

/** Who holds which role here now: what a policy's roles come down to. */
export async function signatoriesOf(work: UnitOfWork, estateId: string): Promise<SignatoryWire[]> {
  const { rows } = await work.client.query(
    `select p.id as "personId", p.name, jsonb_agg(jsonb_build_object('roleId', r.id,
       'titleZh', r.title_zh, 'titleEn', r.title_en) order by r.id) as roles
     from registry.role_assignment a join registry.role r on r.id = a.role_id
       join registry.person p on p.id = a.person_id
      where (a.estate_id = $1 or a.estate_id is null) and a.from_at <= $2
        and (a.to_at is null or a.to_at > $2)
      group by p.id, p.name order by p.name, p.id`,
    [estateId, work.now],
  );
  return rows;
}
