import type { LocalDate } from "@xinyi/calendar";
import {
  type ColumnType,
  type CompiledTable,
  type CompileRejection,
  compile,
  type Facts,
  matchedRules,
} from "@xinyi/decision-table";
import { accept, type Result, reject } from "@xinyi/result";
import type { EstateRow, EstateRules } from "./estate-rules.ts";

/** What is known of an estate; every fact may be missing. Shares and rates are 0 to 1, years calendar years. */
export interface EstateFacts {
  readonly name?: string;
  readonly housing?:
    | "commodity"
    | "resettlement"
    | "rural-concentrated"
    | "reformed-public"
    | "mixed";
  readonly land?: string;
  readonly builtYear?: number;
  readonly deliveredYear?: number;
  readonly occupiedYear?: number;
  readonly households?: number;
  readonly courtyards?: number;
  readonly householdsPerCourtyard?: readonly number[];
  readonly adjacentCourtyards?: boolean;
  readonly courtyardConsents?: readonly boolean[];
  readonly currentMode?: string;
  readonly deliveredAfterRule?: boolean;
  readonly problems?: readonly string[];
  readonly committee?: string;
  /** Disputes per 1,000 households in the last twelve months. */
  readonly disputesPer1000Households?: number;
  /** Running suits. */
  readonly lawsuits?: number;
  readonly feeCollectionRate?: number;
  readonly feeCollectionRateResettlement?: number;
  readonly feeCollectionRateMarket?: number;
  readonly satisfactionRate?: number;
  readonly disclosureOnTimeRate?: number;
  readonly commonIncomeDisclosed?: boolean;
  readonly contractEndsInMonths?: number;
  readonly subsidised?: boolean;
  readonly collectiveIncomeShare?: number;
  readonly villageSubsidiary?: boolean;
  readonly resettlementShare?: number;
  readonly trustVote?: "passed" | "failed";
}

/**
 * Origin and flags are kept apart; the class is derived from both. A mode is a
 * recommendation, and the owners decide: `mandatory` tells an order from advice.
 */
export interface EstateAnswer {
  readonly rules: string;
  readonly origin: string;
  readonly flags: readonly string[];
  readonly reportingClass: string;
  readonly recommendedMode: string;
  readonly mandatory: boolean;
  /** The rows that spoke: for the origin, the class and the mode. */
  readonly because: {
    readonly origin: string;
    readonly reportingClass: string;
    readonly mode: string;
  };
  readonly blockers: readonly string[];
  readonly nextSteps: readonly string[];
}

export type EstateRulesRejection =
  | { readonly kind: "unknown-input"; readonly row: string; readonly name: string }
  | { readonly kind: "not-exhaustive"; readonly table: string }
  | { readonly kind: "faulty-table"; readonly table: string; readonly because: CompileRejection };

/** Estate rules ready to be asked; one call runs at a time. */
export interface PreparedEstateRules {
  readonly rules: EstateRules;
  readonly tables: Readonly<Record<TableName, CompiledTable>>;
}

type TableName = "origin" | "flags" | "reportingClass" | "mode";

/** What rows may ask about; the last seven are derived from the facts and from rows above. */
const INPUTS: Readonly<Record<string, ColumnType>> = {
  housing: "string",
  deliveredAfterRule: "boolean",
  households: "number",
  courtyards: "number",
  adjacentCourtyards: "boolean",
  currentMode: "string",
  disputesPer1000Households: "number",
  lawsuits: "number",
  feeCollectionRate: "number",
  satisfactionRate: "number",
  disclosureOnTimeRate: "number",
  commonIncomeDisclosed: "boolean",
  contractEndsInMonths: "number",
  collectiveIncomeShare: "number",
  villageSubsidiary: "boolean",
  resettlementShare: "number",
  trustVote: "string",
  builtOrDeliveredYear: "number",
  yearsSinceDelivery: "number",
  problemCount: "number",
  largestCourtyard: "number",
  anyCourtyardRefused: "boolean",
  origin: "string",
  dispute: "boolean",
  reportingClass: "string",
};

/** Compiles estate rules; refused where a row asks the unknown or a list can end without an answer. */
export function prepareEstates(
  rules: EstateRules,
): Result<PreparedEstateRules, EstateRulesRejection> {
  const tables: Partial<Record<TableName, CompiledTable>> = {};
  for (const name of ["origin", "flags", "reportingClass", "mode"] as const) {
    const table = tableOf(name, rules[name]);
    if (!table.ok) return table;
    tables[name] = table.value;
  }
  return accept({ rules, tables: tables as Readonly<Record<TableName, CompiledTable>> });
}

/** What kind of estate this is on a day, and which mode would suit it, with the rows that say so. */
export function classifyEstate(
  facts: EstateFacts,
  on: LocalDate,
  { rules, tables }: PreparedEstateRules,
): EstateAnswer {
  const known = derived(facts, on);
  const origin = first(rules.origin, tables.origin, known);
  const withOrigin = { ...known, origin: origin.origin };
  const flags = matchedRules(withOrigin, tables.flags).map((at) => rules.flags[at - 1]!.flag);
  const withFlags = { ...withOrigin, dispute: flags.includes("dispute") };
  const group = first(rules.reportingClass, tables.reportingClass, withFlags);
  const { reportingClass } = group;
  const mode = first(rules.mode, tables.mode, { ...withFlags, reportingClass });
  return {
    rules: `${rules.id}@${rules.version}`,
    origin: origin.origin,
    flags,
    reportingClass,
    recommendedMode: mode.mode ?? facts.currentMode ?? "none",
    mandatory: mode.hard === true,
    because: { origin: origin.id, reportingClass: group.id, mode: mode.id },
    blockers: mode.blockers,
    nextSteps: mode.nextSteps,
  };
}

function derived(facts: EstateFacts, on: LocalDate): Facts {
  const { builtYear, deliveredYear, householdsPerCourtyard: sizes = [], households } = facts;
  const listed = Math.max(sizes.length, facts.courtyardConsents?.length ?? 0);
  const courtyards = facts.courtyards ?? (listed === 0 ? undefined : listed);
  // Of several courtyards one holds at least the mean: that much is known of the largest.
  const mean =
    sizes.length === 0 && courtyards !== undefined && courtyards > 0 && households !== undefined
      ? [Math.ceil(households / courtyards)]
      : [];
  const known = [...sizes, ...mean];
  const since = deliveredYear === undefined ? null : Number(on.slice(0, 4)) - deliveredYear;
  const asked = Object.keys(INPUTS).map((name) => [name, facts[name as keyof EstateFacts] ?? null]);
  return {
    ...Object.fromEntries(asked),
    currentMode: facts.currentMode ?? "none",
    builtOrDeliveredYear: builtYear ?? deliveredYear ?? null,
    yearsSinceDelivery: since,
    problemCount: facts.problems?.length ?? 0,
    courtyards: courtyards ?? null,
    largestCourtyard: known.length === 0 ? null : Math.max(...known),
    anyCourtyardRefused: facts.courtyardConsents?.includes(false) ?? false,
  };
}

function first<Row extends EstateRow>(
  rows: readonly Row[],
  table: CompiledTable,
  facts: Facts,
): Row {
  // Preparing made sure that the last row always applies.
  return rows[(matchedRules(facts, table)[0] ?? rows.length) - 1]!;
}

function tableOf(
  name: TableName,
  rows: readonly EstateRow[],
): Result<CompiledTable, EstateRulesRejection> {
  for (const { id, when } of rows) {
    const strange = Object.keys(when).find((input) => !Object.hasOwn(INPUTS, input));
    if (strange !== undefined) return reject({ kind: "unknown-input", row: id, name: strange });
  }
  const last = rows.at(-1);
  if (name !== "flags" && (last === undefined || Object.keys(last.when).length > 0)) {
    return reject({ kind: "not-exhaustive", table: name });
  }
  const inputs = Object.entries(INPUTS).map(([input, type]) => ({ name: input, type }));
  const made = compile({
    hitPolicy: "collect",
    inputs,
    outputs: [{ name: "row" }],
    rules: rows.map(({ id, when }) => ({
      id,
      when: inputs.map((input) => when[input.name] ?? "-"),
      then: [JSON.stringify(id)],
    })),
  });
  return made.ok ? made : reject({ kind: "faulty-table", table: name, because: made.rejection });
}
