import { type LocalDate, lastDayOf, type YearMonth } from "@xinyi/calendar";
import { formatAmount, type Money, money, negate, productToMinor, scale } from "@xinyi/money";
import type { DemoUnit } from "./households.ts";
import type { Chance } from "./random.ts";

/** What a movement really is: what a reader of the statement should find out. */
export type Story =
  | {
      readonly kind: "fee";
      readonly unit: string;
      readonly recognizedBy: "unit-in-remark" | "payer-and-amount";
    }
  | { readonly kind: "unknown" }
  | { readonly kind: "bounced"; readonly unit: string }
  | { readonly kind: "bounce" }
  | {
      readonly kind: "spending";
      /** A head of the chart of accounts: `expenses:<head>`. */
      readonly head: string;
      readonly payee: DemoPayee;
      readonly purpose: string;
    };

export interface DemoPayee {
  readonly kind: "company" | "utility" | "bank";
  readonly name: string;
}

/** A movement at the bank before the bank has given it a reference. */
export interface Planned {
  readonly on: LocalDate;
  readonly amount: Money<"CNY">;
  readonly party: string;
  readonly partyAccount: string;
  readonly remark: string;
  /** The payer's reference, by which the bank takes a receipt back. */
  readonly endToEndId?: string;
  readonly reversal: boolean;
  /** Receipts by payment code of one day come as one entry of several transactions. */
  readonly batch: boolean;
  readonly story: Story;
}

/** Everything that happens on the account in a month, in the order of its days. */
export function movementsIn(
  month: YearMonth,
  units: readonly DemoUnit[],
  chance: Chance,
): readonly Planned[] {
  const planned = [
    ...units.flatMap((unit) => receiptsOf(unit, month, chance)),
    unknownReceipt(month, chance),
    ...paymentsIn(month, units, chance),
  ];
  // A day's batch comes last and together, since the bank books it as one entry.
  const place = ({ on, batch }: Planned): string => `${on}${batch ? "b" : "a"}`;
  return planned.sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

function receiptsOf(unit: DemoUnit, month: YearMonth, chance: Chance): readonly Planned[] {
  const number = monthNumber(month);
  const on = dayOf(month, 6 + chance.below(20));
  const fee = (months: number, remark: string): Planned =>
    receipt(unit, on, months, remark, { unit: unit.unit, by: "unit-in-remark" });
  switch (unit.habit) {
    case "names-its-unit":
      return [fee(1, spelled(unit.unit, number, chance))];
    case "relative-pays":
      return [fee(1, `${spelled(unit.unit, number, chance)} 代交`)];
    case "pays-by-name": {
      const remark = chance.pick(["物业费", `${number}月物业费`, "交物业费", "转账"]);
      return [receipt(unit, on, 1, remark, { unit: unit.unit, by: "payer-and-amount" })];
    }
    case "pays-a-quarter":
      return number % 3 === 1 ? [fee(3, `${unit.unit} ${number}至${number + 2}月物业费`)] : [];
    case "pays-late":
      return number % 2 === 0
        ? [fee(2, `${unit.unit} 补交${number - 1}月、${number}月物业费`)]
        : [];
    case "pays-by-code": {
      const byCode = receipt(unit, dayOf(month, 20), 1, `扫码缴费 ${unit.unit}`, {
        unit: unit.unit,
        by: "unit-in-remark",
      });
      return number === 2 ? [{ ...byCode, batch: true }] : [];
    }
    case "bounces":
      return number === 2 ? bounced(fee(1, `${unit.unit} 物业费`), unit, month) : [];
    case "never-pays":
      return [];
  }
}

function receipt(
  unit: DemoUnit,
  on: LocalDate,
  months: number,
  remark: string,
  found: { readonly unit: string; readonly by: "unit-in-remark" | "payer-and-amount" },
): Planned {
  return {
    on,
    amount: scale(unit.monthlyFee, [String(months)], [], "half-up"),
    party: unit.payer,
    partyAccount: `0000 1000 ${unit.phone.slice(-4)}`,
    remark,
    reversal: false,
    batch: false,
    story: { kind: "fee", unit: found.unit, recognizedBy: found.by },
  };
}

/** The payer's bank takes the money back two days later. */
function bounced(came: Planned, unit: DemoUnit, month: YearMonth): readonly Planned[] {
  const on = dayOf(month, 14);
  const endToEndId = `DEMO-${month.replace("-", "")}-${unit.unit}`;
  const story = { kind: "bounced", unit: unit.unit } as const;
  return [
    { ...came, on, endToEndId, story },
    {
      ...came,
      on: dayOf(month, 16),
      amount: negate(came.amount),
      remark: "退汇：账号户名不符",
      endToEndId,
      reversal: true,
      story: { kind: "bounce" },
    },
  ];
}

function unknownReceipt(month: YearMonth, chance: Chance): Planned {
  return {
    on: dayOf(month, 3 + chance.below(22)),
    amount: money(20_000n, "CNY"),
    party: "某演客",
    partyAccount: "0000 1000 9999",
    remark: chance.pick(["转账", "往来款", "还款"]),
    reversal: false,
    batch: false,
    story: { kind: "unknown" },
  };
}

/** What the estate pays for, each to an invented company. */
function paymentsIn(
  month: YearMonth,
  units: readonly DemoUnit[],
  chance: Chance,
): readonly Planned[] {
  const number = monthNumber(month);
  const lifts = new Set(units.map((unit) => unit.entrance)).size;
  const energy = String(1_200 + chance.below(500));
  const price = "0.5464";
  const payments = [
    payment(month, 5, "cleaning", company("演示保洁服务有限公司"), "2400.00", "保洁服务费"),
    payment(month, 5, "order", company("演示保安服务有限公司"), "3000.00", "门岗值守服务费"),
    payment(
      month,
      8,
      "running",
      company("演示电梯维保有限公司"),
      yuan(String(lifts), "200"),
      `电梯维保费（${lifts} 台，每台 200 元）`,
    ),
    payment(
      month,
      12,
      "running",
      { kind: "utility", name: "演示供电公司" },
      yuan(energy, price),
      `公共用电 ${energy} 度（每度 ${price} 元）`,
    ),
    payment(
      month,
      Number(lastDayOf(month).slice(-2)),
      "bank",
      { kind: "bank", name: "演示银行三星支行" },
      "15.00",
      "账户管理费",
    ),
  ];
  if (number % 2 === 1) {
    const gardeners = company("演示园艺有限公司");
    payments.push(payment(month, 15, "greening", gardeners, "450.00", "绿化养护费"));
  }
  if (number === 2) {
    const locksmith = company("演示五金维修部");
    payments.push(payment(month, 18, "repairs", locksmith, "560.00", "更换单元门锁 2 把"));
  }
  return payments;
}

function payment(
  month: YearMonth,
  day: number,
  head: string,
  payee: DemoPayee,
  amount: string,
  purpose: string,
): Planned {
  const what = `${monthNumber(month)}月${purpose}`;
  return {
    on: dayOf(month, day),
    amount: negate(productToMinor([amount], "CNY", "half-up")),
    party: payee.name,
    partyAccount: `0000 2000 ${head}`,
    remark: what,
    reversal: false,
    batch: false,
    story: { kind: "spending", head, payee, purpose: what },
  };
}

function company(name: string): DemoPayee {
  return { kind: "company", name };
}

function yuan(...factors: readonly string[]): string {
  return formatAmount(productToMinor(factors, "CNY", "half-up"));
}

/** A unit's number as people write it to a bank. */
function spelled(unit: string, month: number, chance: Chance): string {
  const [building, entrance, door] = unit.split("-");
  return chance.pick([
    unit,
    `${unit} ${month}月物业费`,
    `${building}栋${entrance}单元${door}室`,
    `物业费 ${building}栋${entrance}单元${door}`,
    `${building}幢${entrance}单元${door}号 ${month}月`,
    `${building}#${entrance}-${door}物业费`,
    fullWidth(unit),
  ]);
}

function fullWidth(text: string): string {
  return Array.from(text, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)).join(
    "",
  );
}

function monthNumber(month: YearMonth): number {
  return Number(month.slice(5));
}

function dayOf(month: YearMonth, day: number): LocalDate {
  return `${month}-${String(day).padStart(2, "0")}` as LocalDate;
}
