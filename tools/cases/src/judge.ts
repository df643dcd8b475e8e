import type { Case } from "./case.ts";
import { type Difference, differences } from "./compare.ts";
import { type Answer, type Kind, type Known, shipped } from "./suites.ts";

/** One line for people; empty when the case holds. */
export type Findings = readonly string[];

/** Asks the package that knows and compares; whatever is not known is a failure, never a skip. */
export function judge(example: Case, known: Known = shipped): Findings {
  const kinds = known.suites[example.suite];
  if (!kinds) return [line(example, "suite", "a suite the project has", example.suite)];
  const kind = kinds[example.kind];
  if (!kind) return [line(example, "kind", Object.keys(kinds).join(" "), example.kind)];
  const strange = Object.keys(example.expect).filter((field) => !Object.hasOwn(kind.fields, field));
  if (strange.length > 0) {
    const fields = Object.keys(kind.fields).join(" ");
    return strange.map((field) => line(example, "expect", fields, field));
  }
  const answer = ask(kind, example, known);
  if (typeof answer === "string") return [line(example, "given", "an answer", answer)];
  if (answer.kind === "unknown") return [line(example, "given", "what is known", answer.what)];
  return compared(example, kind, answer.fields).map(({ field, expected, actual }) =>
    line(example, field, expected, actual),
  );
}

function ask(kind: Kind, example: Case, { packs }: Known): Answer | string {
  try {
    return kind.answer(example, packs);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

function compared(
  example: Case,
  kind: Kind,
  fields: Readonly<Record<string, unknown>>,
): readonly Difference[] {
  const found = Object.entries(example.expect).flatMap(([field, expected]) =>
    differences(field, expected, fields[field], kind.fields[field]),
  );
  const { refused } = fields;
  const surprise = refused !== undefined && !Object.hasOwn(example.expect, "refused");
  return surprise ? [{ field: "refused", expected: undefined, actual: refused }] : found;
}

function line(example: Case, field: string, expected: unknown, actual: unknown): string {
  return `${example.id}: ${field}: expected ${shown(expected)}, actual ${shown(actual)}`;
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value, (_, inner) =>
    typeof inner === "bigint" ? inner.toString() : inner,
  );
  return text.replace(/\s+/g, " ");
}
