import { accept, type Result, reject } from "@xinyi/result";
import { analyzeRead } from "./analysis.ts";
import { compile } from "./compile.ts";
import { decide } from "./decide.ts";
import { firstFailing, interpret } from "./naive.ts";
import { readTable } from "./read-table.ts";
import type { Region } from "./region.ts";
import type { ReadTable, Table, TableRejection } from "./table.ts";
import { type ColumnType, type Facts, isTemporalType, type Plain } from "./value.ts";

/** One worked example, as the case files write it. */
export interface DecisionTableCase {
  readonly kind: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
}

export type CaseRejection =
  | { readonly kind: "unknown-kind"; readonly of: string }
  | { readonly kind: "unknown-field"; readonly field: string }
  | { readonly kind: "unreadable-table"; readonly because: TableRejection };

type Actual = Readonly<Record<string, unknown>>;

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  evaluate: ["value"],
  analysis: ["complete", "gapFacts", "coveredFacts", "overlaps"],
};

const SPOKEN: readonly string[] = ["number", "string", "boolean"];

/** A case's input types, written into its table; a type that says nothing is read off the cells. */
function typed(table: Table, types: unknown): Table {
  if (!Array.isArray(types)) return table;
  const inputs = table.inputs.map((input, at) => {
    const type: unknown = types[at];
    const known = typeof type === "string" && (SPOKEN.includes(type) || isTemporalType(type));
    return known ? { ...input, type: type as ColumnType } : input;
  });
  return { ...table, inputs };
}

/** The facts that lie in one of the regions, each read as a rule's cells. */
function lyingIn(regions: readonly Region[], table: Table): (facts: Facts) => boolean {
  const outputs = [{ name: "gap" }];
  const rules = regions.map(({ when }) => ({ when, then: ["true"] }));
  const read = readTable({ ...table, hitPolicy: "first", outputs, rules });
  if (!read.ok) throw new Error(`a region is no table: ${JSON.stringify(read.rejection)}`);
  return (facts) => matchesSome(facts, read.value);
}

function matchesSome(facts: Facts, read: ReadTable): boolean {
  return read.rules.some((_, at) => firstFailing(at + 1, facts, read) === undefined);
}

/**
 * Runs one case of the suite `decision-table` and gives the actual value of
 * every field that the case compares. For `gapFacts` that is those of its facts
 * which match no rule and lie in a reported gap, for `coveredFacts` those which
 * lie in none. Refuses a kind or a field that the suite does not have.
 */
export function runCase(example: DecisionTableCase): Result<Actual, CaseRejection> {
  const fields = FIELDS[example.kind];
  if (fields === undefined) return reject({ kind: "unknown-kind", of: example.kind });
  const field = Object.keys(example.expect).find((each) => !fields.includes(each));
  if (field !== undefined) return reject({ kind: "unknown-field", field });
  const table = typed(example.given.table as Table, example.given.inputTypes);
  const read = readTable(table);
  if (!read.ok) return reject({ kind: "unreadable-table", because: read.rejection });
  if (example.kind === "evaluate") {
    return accept({ value: evaluated(table, read.value, example.given.facts as Facts) });
  }
  return accept(analyzed(table, read.value, example.expect));
}

/** The interpreter's answer, to which the compiled matcher is held case by case. */
function evaluated(table: Table, read: ReadTable, facts: Facts): Plain {
  const law = interpret(facts, read);
  const compiled = compile(table);
  if (compiled.ok && JSON.stringify(decide(facts, compiled.value)) !== JSON.stringify(law)) {
    throw new Error(`the matcher departs from the interpreter on ${JSON.stringify(facts)}`);
  }
  return law.value;
}

function analyzed(table: Table, read: ReadTable, expect: Actual): Actual {
  const analysis = analyzeRead(read);
  const inGap = lyingIn(analysis.gaps, table);
  const asked = (field: string) => (expect[field] ?? []) as readonly Facts[];
  return {
    complete: analysis.complete,
    gapFacts: asked("gapFacts").filter((facts) => !matchesSome(facts, read) && inGap(facts)),
    coveredFacts: asked("coveredFacts").filter((facts) => !inGap(facts)),
    overlaps: analysis.overlaps.map((overlap) => overlap.rules),
  };
}
