import { accept, type Result, reject } from "@xinyi/result";

export type DivisionLevel = "province" | "city" | "county" | "town" | "village";

/** A statistical division (统计用区划代码): 2 + 2 + 2 + 3 + 3 digits, padded with noughts. */
export interface DivisionCode {
  readonly code: string;
  readonly level: DivisionLevel;
  /** The codes above it, the province first, each in twelve digits. */
  readonly above: readonly string[];
}

export type DivisionRejection =
  | { readonly kind: "not-twelve-digits" }
  | { readonly kind: "hole"; readonly level: DivisionLevel };

const LEVELS: readonly (readonly [DivisionLevel, number, number])[] = [
  ["province", 0, 2],
  ["city", 2, 4],
  ["county", 4, 6],
  ["town", 6, 9],
  ["village", 9, 12],
];

/**
 * Reads a twelve-digit division code by its structure alone; whether such a
 * division exists is a question to a dated table. A level left at nought below
 * one that is named is a hole, but for the city: some counties and a
 * municipality's parts have none.
 */
export function parseDivisionCode(text: string): Result<DivisionCode, DivisionRejection> {
  const code = text.trim();
  if (!/^[0-9]{12}$/.test(code)) return reject({ kind: "not-twelve-digits" });
  const named = LEVELS.filter(([, from, to]) => /[1-9]/.test(code.slice(from, to)));
  const last = named.at(-1);
  if (last === undefined) return reject({ kind: "hole", level: "province" });
  const depth = LEVELS.indexOf(last);
  const hole = LEVELS.slice(0, depth).find((one) => one[0] !== "city" && !named.includes(one));
  if (hole !== undefined) return reject({ kind: "hole", level: hole[0] });
  const above = named.slice(0, -1).map(([, , to]) => code.slice(0, to).padEnd(12, "0"));
  return accept({ code, level: last[0], above });
}

/** Whether one division lies in another, or is it. */
export function liesIn(inner: DivisionCode, outer: DivisionCode): boolean {
  return inner.code === outer.code || inner.above.includes(outer.code);
}
