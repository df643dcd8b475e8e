import type { RegisterFacts } from "./facts.ts";

/** A table as text (RFC 4180, lines end in CR LF): a heading line and one line a row. */
export function csvOf(
  headings: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): string {
  return [headings, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

const HEADINGS = [
  "id",
  "name",
  "description",
  "scheme",
  "code",
  "label",
  "credit_code",
  "filing_number",
  "founded_on",
  "dissolved_on",
  "part_of",
  "division_code",
  "updated_at",
] as const;

/** The bodies of a register, one line for each of their classes, or one without a class. */
export function bodiesCsv({ bodies }: RegisterFacts): string {
  return csvOf(
    HEADINGS,
    bodies.flatMap((body) => {
      const classes = body.classes.length === 0 ? [undefined] : body.classes;
      return classes.map((one) => [
        body.id,
        body.name,
        body.description,
        one?.scheme,
        one?.code,
        one?.label,
        body.creditCode,
        body.filingNumber,
        body.foundedOn,
        body.dissolvedOn,
        body.partOf,
        body.divisionCode,
        body.updatedAt,
      ]);
    }),
  );
}

/**
 * A text that a spreadsheet program would run as a formula gets an apostrophe before it; a
 * number is a number.
 */
function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
