import { addDays, firstDayOf, type LocalDate, nextMonth, type YearMonth } from "@xinyi/calendar";
import { add, formatAmount, type Money, money, negate, sum } from "@xinyi/money";
import {
  type DemoSpending,
  faultyRollLines,
  rollCsv,
  rollWithFaultsCsv,
  spendingsOf,
} from "./files.ts";
import { type DemoUnit, householdsOf, inventedPhone } from "./households.ts";
import { movementsIn } from "./movements.ts";
import { type Chance, chanceFrom } from "./random.ts";
import { type Booked, bookedBy, statementXml } from "./statement-xml.ts";

export type { DemoSpending } from "./files.ts";
export type { DemoUnit, Habit } from "./households.ts";
export type { DemoPayee, Story } from "./movements.ts";
export type { Booked as DemoMovement } from "./statement-xml.ts";

/** A month at the bank: its statement, and what each movement really is. */
export interface DemoMonth {
  readonly month: YearMonth;
  readonly statementId: string;
  readonly statementFile: string;
  readonly statementXml: string;
  readonly opening: Money<"CNY">;
  readonly closing: Money<"CNY">;
  readonly movements: readonly Booked[];
  readonly spendings: readonly DemoSpending[];
}

export interface DemoDistrict {
  readonly seed: number;
  readonly district: {
    readonly divisionCode: string;
    readonly name: string;
    readonly zone: string;
  };
  readonly town: { readonly divisionCode: string; readonly name: string };
  readonly community: { readonly divisionCode: string; readonly name: string };
  readonly estate: {
    readonly name: string;
    /** 农民集中居住区 */
    readonly kind: "rural-concentrated";
    readonly contactPhone: string;
    readonly occupiedFrom: LocalDate;
    readonly bookOpenedOn: LocalDate;
    readonly currency: "CNY";
    readonly bankAccount: string;
  };
  readonly opening: {
    readonly occurredOn: LocalDate;
    readonly fund: "ordinary";
    readonly amount: Money<"CNY">;
    readonly reason: string;
  };
  /** The day from which owners and rates hold. */
  readonly rollFrom: LocalDate;
  readonly units: readonly DemoUnit[];
  readonly rollCsv: string;
  readonly rollWithFaults: {
    readonly csv: string;
    readonly goodRows: number;
    readonly badRows: number;
  };
  readonly months: readonly DemoMonth[];
  /** The month after, from whose statement one payment is left out. */
  readonly gapMonth: DemoMonth & { readonly missing: Booked };
}

const firstMonth = "2026-01";
/** The evening before, so that what was there already is not told as the first month's income. */
const openedOn = addDays(firstDayOf(firstMonth), -1);
const account = "0000 5101 8510 8001";

/**
 * The demonstration district: an estate of the size and kind of 胜天小区, with
 * invented people, companies and numbers. The same seed gives the same bytes;
 * every month opens with what the month before closed with.
 */
export function demoDistrict(seed: number): DemoDistrict {
  const chance = chanceFrom(seed);
  const units = householdsOf(chance);
  const opening = money(3_826_055n, "CNY");
  const first = monthOf(firstMonth, 1, opening, units, chance);
  const second = monthOf(nextMonth(first.month), 2, first.closing, units, chance);
  const third = monthOf(nextMonth(second.month), 3, second.closing, units, chance);
  const fourth = monthOf(nextMonth(third.month), 4, third.closing, units, chance);
  return {
    seed,
    district: { divisionCode: "510185", name: "简阳市", zone: "Asia/Shanghai" },
    town: { divisionCode: "510185108", name: "三星镇" },
    community: { divisionCode: "510185108208", name: "胜天村" },
    estate: {
      name: "胜天小区",
      kind: "rural-concentrated",
      contactPhone: inventedPhone(0),
      // Known by its year alone; the first day stands for it.
      occupiedFrom: "2023-01-01",
      bookOpenedOn: openedOn,
      currency: "CNY",
      bankAccount: account,
    },
    opening: {
      occurredOn: openedOn,
      fund: "ordinary",
      amount: opening,
      reason: "信托专户期初余额（演示）",
    },
    rollFrom: firstDayOf(firstMonth),
    units,
    rollCsv: rollCsv(units),
    rollWithFaults: {
      csv: rollWithFaultsCsv(units),
      goodRows: units.length,
      badRows: faultyRollLines(units).length,
    },
    months: [first, second, third],
    gapMonth: withoutOnePayment(fourth),
  };
}

/** A file of the demonstration, by its path in the folder it is written to. */
export interface DemoFile {
  readonly path: string;
  readonly text: string;
}

/** Everything as files: roll, statements, vouchers, and as JSON what each movement really is. */
export function demoFiles(demo: DemoDistrict): readonly DemoFile[] {
  const months = [...demo.months, demo.gapMonth];
  const spendings = months.flatMap((month) => month.spendings);
  return [
    { path: "roll.csv", text: demo.rollCsv },
    { path: "roll-with-faults.csv", text: demo.rollWithFaults.csv },
    ...months.map((month) => ({ path: month.statementFile, text: month.statementXml })),
    ...spendings.map(({ voucherFile, voucherText }) => ({ path: voucherFile, text: voucherText })),
    {
      path: "spendings.json",
      text: json(spendings.map(({ voucherText: _, ...spending }) => spending)),
    },
    { path: "district.json", text: json(districtFacts(demo)) },
    { path: "answers.json", text: json(months.map(answersOf)) },
  ];
}

function districtFacts(demo: DemoDistrict): object {
  const { seed, district, town, community, estate, opening, rollFrom, units } = demo;
  return {
    note: "演示数据 · demonstration data",
    seed,
    district,
    town,
    community,
    estate,
    opening: { ...opening, amount: formatAmount(opening.amount) },
    rollFrom,
    units: units.length,
  };
}

/** What a reader should find in a month's statement, all counted from its rows. */
function answersOf(month: DemoMonth): object {
  const amounts = month.movements.map((movement) => movement.amount);
  const total = (sign: 1 | -1): string => {
    const chosen = amounts.filter(({ minor }) => (sign === 1 ? minor > 0n : minor < 0n));
    const all = sum(chosen, "CNY");
    return formatAmount(sign === 1 ? all : negate(all));
  };
  return {
    month: month.month,
    file: month.statementFile,
    opening: formatAmount(month.opening),
    in: total(1),
    out: total(-1),
    closing: formatAmount(month.closing),
    movements: month.movements.map(({ ref, on, amount, story }) => ({
      ref,
      on,
      amount: formatAmount(amount),
      ...(story.kind === "fee"
        ? { is: story.kind, unit: story.unit, recognizedBy: story.recognizedBy }
        : { is: story.kind }),
    })),
  };
}

function monthOf(
  month: YearMonth,
  sequence: number,
  opening: Money<"CNY">,
  units: readonly DemoUnit[],
  chance: Chance,
): DemoMonth {
  const movements = bookedBy("XY", movementsIn(month, units, chance));
  const amounts = movements.map((movement) => movement.amount);
  const closing = add(opening, sum(amounts, "CNY"));
  const id = `DEMO-${month}`;
  return {
    month,
    statementId: id,
    statementFile: `camt053-${month}.xml`,
    statementXml: statementXml({ id, sequence, month, account, opening, closing, movements }),
    opening,
    closing,
    movements,
    spendings: spendingsOf(month, movements),
  };
}

/** Leaves the month's first payment out of its statement, whose balances stay as they were. */
function withoutOnePayment(month: DemoMonth): DemoMonth & { readonly missing: Booked } {
  const missing = month.movements.find(({ story }) => story.kind === "spending")!;
  const movements = month.movements.filter((movement) => movement !== missing);
  const { month: name, statementId: id, opening, closing } = month;
  return {
    ...month,
    statementFile: month.statementFile.replace(".xml", "-gap.xml"),
    statementXml: statementXml({
      id,
      sequence: 4,
      month: name,
      account,
      opening,
      closing,
      movements,
    }),
    movements,
    spendings: month.spendings.filter(({ ref }) => ref !== missing.ref),
    missing,
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
