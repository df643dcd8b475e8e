import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the files of a month must come to, as their maker says. */
export interface MonthAnswer {
  readonly month: string;
  readonly file: string;
  readonly opening: string;
  readonly in: string;
  readonly out: string;
  readonly closing: string;
  readonly movements: readonly {
    readonly ref: string;
    readonly amount: string;
    readonly is: string;
  }[];
}

export interface Spending {
  readonly ref: string;
  readonly paidOn: string;
  readonly payee: { readonly name: string };
  readonly purpose: string;
  readonly voucherNumber: string;
  readonly voucherFile: string;
}

export function answersIn(folder: string): readonly MonthAnswer[] {
  return JSON.parse(readFileSync(join(folder, "answers.json"), "utf8"));
}

export function spendingsIn(folder: string): readonly Spending[] {
  return JSON.parse(readFileSync(join(folder, "spendings.json"), "utf8"));
}

/** What a month's bills must come to: area × rate, half up to the fen, line by line. */
export function billedBy(folder: string): string {
  const [, ...rows] = readFileSync(join(folder, "roll.csv"), "utf8").trim().split(/\r?\n/);
  const fen = rows.map((row) => {
    const [, , area = "", , , rate = ""] = row.split(",");
    // Square centimetres and ten-thousandths of a yuan: whole numbers all the way.
    const product = scaled(area, 2) * scaled(rate, 4);
    return (product + 5_000n) / 10_000n;
  });
  const total = fen
    .reduce((sum, one) => sum + one, 0n)
    .toString()
    .padStart(3, "0");
  return `${total.slice(0, -2)}.${total.slice(-2)}`;
}

/** "8213.04" as the console writes it. */
export function grouped(amount: string): string {
  return amount.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ",");
}

function scaled(decimal: string, places: number): bigint {
  const [whole = "", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(places, "0"));
}
