import { holds } from "./interpret.ts";
import { type Decision, factsNamed, settle } from "./policy.ts";
import type { ReadTable } from "./table.ts";
import { type Facts, factOf, type Value, valueOfFact } from "./value.ts";

/**
 * The law: reads the table as a person does, rule by rule and cell by cell.
 * The compiled matcher must always agree with it.
 */
export function interpret(facts: Facts, read: ReadTable): Decision {
  const matched: number[] = [];
  for (let rule = 1; rule <= read.rules.length; rule += 1) {
    if (firstFailing(rule, facts, read) === undefined) matched.push(rule);
  }
  return settle(matched, read, facts);
}

/** The first input (from 0) whose cell does not hold; `undefined` where the rule matches. */
export function firstFailing(rule: number, facts: Facts, read: ReadTable): number | undefined {
  const { cells } = read.rules[rule - 1]!;
  for (let at = 0; at < cells.length; at += 1) {
    if (!cellHolds(rule, at, facts, read)) return at;
  }
  return undefined;
}

export function cellHolds(rule: number, at: number, facts: Facts, read: ReadTable): boolean {
  const { cells, hopeless } = read.rules[rule - 1]!;
  if (hopeless.includes(at)) return false;
  const input = inputValue(at, facts, read);
  return holds(cells[at]!, { input, lookUp: factsNamed(read, facts) }) === true;
}

/** What one input is, as its column reads it. */
export function inputValue(at: number, facts: Facts, read: ReadTable): Value {
  const input = read.inputs[at]!;
  return valueOfFact(factOf(facts, input), input.type);
}
