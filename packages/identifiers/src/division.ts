import type { LocalDate, Period } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import { type DivisionRejection, parseDivisionCode } from "./division-code.ts";

/**
 * A division by its code in one stretch of time. A code that is given up `becomes` others on
 * the day after; who runs a division may be another than its code says and is kept apart.
 */
export interface Division {
  /** Twelve digits. */
  readonly code: string;
  readonly name: string;
  /** The first and last day of the code; absent where unknown or still in use. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly becomes?: readonly string[];
  /** The body that runs it, where that is not the division above. */
  readonly administeredBy?: readonly AdministeredBy[];
}

export interface AdministeredBy {
  readonly body: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** Divisions by code, each code's stretches of time in order. */
export type DivisionTable = ReadonlyMap<string, readonly Division[]>;

export type DivisionTableRejection =
  | {
      readonly kind: "faulty-code";
      readonly code: string;
      readonly because: DivisionRejection;
    }
  | { readonly kind: "ends-before-it-begins"; readonly code: string }
  | { readonly kind: "two-at-once"; readonly code: string }
  | { readonly kind: "unknown-successor"; readonly code: string; readonly becomes: string };

/** Divisions as a table; refused if a code is none, is used twice on a day, or leads nowhere. */
export function divisionTable(
  divisions: readonly Division[],
): Result<DivisionTable, DivisionTableRejection> {
  const table = new Map<string, Division[]>();
  for (const division of divisions) {
    const { code } = division;
    const parsed = parseDivisionCode(code);
    if (!parsed.ok) return reject({ kind: "faulty-code", code, because: parsed.rejection });
    const { from, to } = spanOf(division);
    if (to < from) return reject({ kind: "ends-before-it-begins", code });
    table.set(code, [...(table.get(code) ?? []), division]);
  }
  for (const [code, stretches] of table) {
    stretches.sort((one, other) => (spanOf(one).from < spanOf(other).from ? -1 : 1));
    const isDouble = stretches.some((one, at) => {
      const next = stretches[at + 1];
      return next !== undefined && spanOf(next).from <= spanOf(one).to;
    });
    if (isDouble) return reject({ kind: "two-at-once", code });
    const lost = stretches
      .flatMap(({ becomes = [] }) => becomes)
      .find((other) => !table.has(other));
    if (lost !== undefined) return reject({ kind: "unknown-successor", code, becomes: lost });
  }
  return accept(table);
}

export type DivisionOnRejection =
  | { readonly kind: "unknown-division"; readonly code: string }
  | { readonly kind: "not-yet"; readonly from: LocalDate }
  | { readonly kind: "given-up"; readonly to: LocalDate; readonly becomes: readonly string[] };

/** The division that bears a code on a day; refused where the code was not yet or no more in use. */
export function divisionOn(
  code: string,
  on: LocalDate,
  table: DivisionTable,
): Result<Division, DivisionOnRejection> {
  const stretches = table.get(code.trim()) ?? [];
  const found = stretches.find((one) => spanOf(one).from <= on && on <= spanOf(one).to);
  if (found !== undefined) return accept(found);
  const before = stretches.filter(({ to }) => to !== undefined && to < on).at(-1);
  if (before?.to !== undefined) {
    return reject({ kind: "given-up", to: before.to, becomes: before.becomes ?? [] });
  }
  const [next] = stretches;
  if (next?.from === undefined) return reject({ kind: "unknown-division", code });
  return reject({ kind: "not-yet", from: next.from });
}

/**
 * The codes that what a code once named has on a day, following what it became; the code itself
 * while in use, none where the table does not say. A division split has several.
 */
export function codesOn(code: string, on: LocalDate, table: DivisionTable): readonly string[] {
  const current = new Set<string>();
  const seen = new Set<string>();
  const open = [code.trim()];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const found = divisionOn(next, on, table);
    if (found.ok) current.add(next);
    else if (found.rejection.kind === "given-up") open.push(...found.rejection.becomes);
  }
  return [...current];
}

/** Who runs a division on a day: the body named for that day, else nothing but the code's own order. */
export function administrationOn(
  { administeredBy = [] }: Division,
  on: LocalDate,
): string | undefined {
  return administeredBy.find(({ from = FIRST, to = LAST }) => from <= on && on <= to)?.body;
}

const FIRST = "0001-01-01";
const LAST = "9999-12-31";

function spanOf({ from = FIRST, to = LAST }: Pick<Division, "from" | "to">): Required<Period> {
  return { from, to };
}
