import { groupOf } from "./column-index.ts";
import type { CompiledTable } from "./compile.ts";
import { answersAlong, answersByRule, decide } from "./decide.ts";
import { cellHolds, inputValue } from "./naive.ts";
import type { Decision } from "./policy.ts";
import { cellText, exampleIn } from "./region.ts";
import { type Facts, factOf, literal, type Plain, plain, valueOfFact } from "./value.ts";

/** Why a rule does not carry the answer. */
export type Loss =
  /** The first cell, from the left, that does not hold. */
  | {
      readonly rule: number;
      readonly because: "cell";
      readonly input: string;
      readonly expected: string;
      readonly actual: Plain;
    }
  /** It matches, but the hit policy hears another rule instead. */
  | { readonly rule: number; readonly because: "beaten"; readonly by: number };

/** Another answer that is one fact away. */
export interface Change {
  readonly input: string;
  /** Unary tests: every value of the input with which the answer would be this. */
  readonly when: string;
  readonly example: Plain;
  readonly status: Decision["status"];
  readonly value: Plain;
  readonly rules: readonly number[];
}

/**
 * How an answer came about, as plain data: the same table and facts give the
 * same bytes.
 */
export interface Trace {
  readonly status: Decision["status"];
  readonly value: Plain;
  readonly rules: readonly number[];
  readonly lost: readonly Loss[];
  /** The facts that some rule asked for, in the order of the columns. */
  readonly lookedAt: readonly LookedAt[];
  /** All single changes; only examples where a cell asks more than its own input. */
  readonly changes: readonly Change[];
}

export interface LookedAt {
  readonly input: string;
  readonly value: Plain;
  /** False where the column's type or list of values does not admit the fact. */
  readonly inDomain: boolean;
}

/** The answer with its reasons. Rules count from 1. */
export function explain(facts: Facts, compiled: CompiledTable): Trace {
  const { read, columns, indexOf } = compiled;
  const decision = decide(facts, compiled);
  const groups = indexOf.map((index) => groupOf(factOf(facts, index), index));
  const values = columns.map((_, at) => plain(inputValue(at, facts, read)));
  const asked = columns.map(() => false);
  const winners = new Set(decision.rules);
  const lost: Loss[] = [];
  for (let rule = 1; rule <= read.rules.length; rule += 1) {
    const failing = firstFailing(rule, facts, groups, compiled, asked);
    if (failing !== undefined) lost.push(failedAt(rule, failing, values, compiled));
    else if (!winners.has(rule)) {
      lost.push({ rule, because: "beaten", by: decision.rules[0]! });
    }
  }
  return {
    ...decision,
    lost,
    lookedAt: columns.flatMap((_, at) =>
      asked[at] ? [lookedAt(at, values, groups, compiled)] : [],
    ),
    changes: columns.flatMap((_, at) => changesOf(at, decision, facts, groups[at]!, compiled)),
  };
}

/** The first input whose cell does not hold; notes every input that was read on the way. */
function firstFailing(
  rule: number,
  facts: Facts,
  groups: readonly number[],
  compiled: CompiledTable,
  asked: boolean[],
): number | undefined {
  const { cells } = compiled.read.rules[rule - 1]!;
  for (let at = 0; at < cells.length; at += 1) {
    if (cells[at]!.kind === "any") continue;
    asked[at] = true;
    if (!holdsIn(rule, at, groups[at]!, compiled)) return at;
    if (compiled.asked.get(rule)?.includes(at) && !cellHolds(rule, at, facts, compiled.read)) {
      return at;
    }
  }
  return undefined;
}

function holdsIn(rule: number, at: number, group: number, compiled: CompiledTable): boolean {
  const { masks, words } = compiled.columns[at]!;
  const index = rule - 1;
  return (masks[group * words + (index >>> 5)]! & (1 << (index & 31))) !== 0;
}

function failedAt(
  rule: number,
  at: number,
  values: readonly Plain[],
  compiled: CompiledTable,
): Loss {
  const { read } = compiled;
  return {
    rule,
    because: "cell",
    input: read.inputs[at]!.name,
    expected: read.table.rules[rule - 1]!.when[at]!,
    actual: values[at]!,
  };
}

function lookedAt(
  at: number,
  values: readonly Plain[],
  groups: readonly number[],
  compiled: CompiledTable,
): LookedAt {
  const { read, columns } = compiled;
  return {
    input: read.inputs[at]!.name,
    value: values[at]!,
    inDomain: columns[at]!.domainGroups.includes(groups[at]!),
  };
}

/**
 * The other answers that this one input could bring about, all else as it is.
 * Where an answer can differ within a class, a change is one value only.
 */
function changesOf(
  at: number,
  now: Decision,
  facts: Facts,
  group: number,
  compiled: CompiledTable,
): readonly Change[] {
  const column = compiled.columns[at]!;
  const sameAnswer = JSON.stringify([now.status, now.value]);
  return alternatives(at, facts, group, compiled).flatMap((groups) => {
    const example = exampleIn(column, groups);
    const { status, value, rules } = decide({ ...facts, [column.input.name]: example }, compiled);
    if (JSON.stringify([status, value]) === sameAnswer) return [];
    const when =
      compiled.asked.size > 0
        ? literal(valueOfFact(example, column.input.type))
        : cellText(column, groups);
    return [{ input: column.input.name, when, example, status, value, rules }];
  });
}

/** The other classes of an input, put together where their answer is the same. */
function alternatives(
  at: number,
  facts: Facts,
  group: number,
  compiled: CompiledTable,
): readonly ReadonlySet<number>[] {
  const { domainGroups } = compiled.columns[at]!;
  const quick = answersByRule(compiled) ? answersAlong(at, facts, compiled) : undefined;
  const byAnswer = new Map<string | number, Set<number>>();
  for (const other of domainGroups) {
    const answer = quick?.[other] ?? slowAnswer(at, other, facts, compiled);
    if (answer === quick?.[group]) continue;
    const known = byAnswer.get(answer);
    if (known === undefined) byAnswer.set(answer, new Set([other]));
    else known.add(other);
  }
  return [...byAnswer.values()];
}

function slowAnswer(at: number, group: number, facts: Facts, compiled: CompiledTable): string {
  const column = compiled.columns[at]!;
  const example = exampleIn(column, new Set([group]));
  const { status, value } = decide({ ...facts, [column.input.name]: example }, compiled);
  return JSON.stringify([status, value, compiled.asked.size > 0 ? group : 0]);
}
