import { aggregates } from "./builtins.ts";
import { integer } from "./decimal.ts";
import { nameKey } from "./feel.ts";
import { evaluate } from "./interpret.ts";
import type { ReadEntry, ReadTable } from "./table.ts";
import {
  equal,
  type Facts,
  factOf,
  literal,
  type Plain,
  plain,
  type Value,
  valueOfFact,
} from "./value.ts";

/**
 * A table's answer. `rules` are the rules that carry it, counted from 1, in the
 * order in which they speak; under `conflict` the rules that cannot all hold.
 */
export type Decision =
  | { readonly status: "decided"; readonly value: Plain; readonly rules: readonly number[] }
  | { readonly status: "no-rule"; readonly value: Plain; readonly rules: readonly [] }
  | { readonly status: "conflict"; readonly value: null; readonly rules: readonly number[] };

/** How a name in an output is looked up: the inputs, by any spelling FEEL allows. */
export function factsNamed(read: ReadTable, facts: Facts): (name: string) => Value {
  return (name) => {
    const input = read.inputs.find((each) => nameKey(each.name) === name);
    return input === undefined ? null : valueOfFact(factOf(facts, input), input.type);
  };
}

function entryValue(entry: ReadEntry, read: ReadTable, facts: Facts): Value {
  return entry.ok ? evaluate(entry.tree, { input: null, lookUp: factsNamed(read, facts) }) : null;
}

/** The outputs of one rule for these facts, in the table's order. */
export function outputsOf(rule: number, read: ReadTable, facts: Facts): readonly Value[] {
  return read.rules[rule - 1]!.entries.map((entry) => entryValue(entry, read, facts));
}

/** One output stands for itself; several are a context by name. */
function assembled(values: readonly Value[], read: ReadTable): Value {
  if (read.outputs.length === 1) return values[0]!;
  const entries = new Map(read.outputs.map((output, at) => [output.name, values[at]!]));
  return { sort: "context", entries };
}

/**
 * Where the outputs stand in the lists of values: the first output decides,
 * then the next. A value that is not listed comes last.
 */
export function rankOf(values: readonly Value[], read: ReadTable): readonly number[] {
  return read.outputs.map(({ ranks }, at) => {
    if (ranks === undefined) return 0;
    const place = ranks.findIndex((listed) => equal(listed, values[at]!) === true);
    return place < 0 ? ranks.length : place;
  });
}

export function compareRanks(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((place, index) => place !== right[index]);
  return at < 0 ? 0 : left[at]! - right[at]!;
}

/** Two rules say the same when their outputs read the same. */
export function sameOutputs(left: readonly Value[], right: readonly Value[]): boolean {
  return left.every((value, at) => literal(value) === literal(right[at]!));
}

/** What the policies that list everything give where nothing matched. */
function nothing(read: ReadTable, facts: Facts): Decision {
  const lists = ["collect", "rule-order", "output-order"].includes(read.hitPolicy);
  const list = lists && (read.hitPolicy !== "collect" || read.aggregation === "list");
  if (read.outputs.some((output) => output.default !== undefined)) {
    const values = read.outputs.map((output) =>
      output.default === undefined ? null : entryValue(output.default, read, facts),
    );
    const value = plain(assembled(values, read));
    return { status: "no-rule", value: list ? [value] : value, rules: [] };
  }
  if (list) return { status: "no-rule", value: [], rules: [] };
  const counts = read.hitPolicy === "collect" && read.aggregation === "count";
  return { status: "no-rule", value: counts ? 0 : null, rules: [] };
}

/**
 * Turns the rules that match, in table order, into the table's answer.
 * `unique` allows one; `any` allows several that say the same; `priority` takes
 * the highest by the lists of values and refuses to choose between equals that
 * differ, so that the order of rules never decides.
 */
export function settle(matched: readonly number[], read: ReadTable, facts: Facts): Decision {
  if (matched.length === 0) return nothing(read, facts);
  const said = (rule: number) => outputsOf(rule, read, facts);
  const one = (rule: number, rules: readonly number[] = [rule]): Decision => ({
    status: "decided",
    value: plain(assembled(said(rule), read)),
    rules,
  });
  const conflict = (rules: readonly number[]): Decision => ({
    status: "conflict",
    value: null,
    rules,
  });
  const [first = 0] = matched;
  switch (read.hitPolicy) {
    case "unique":
      return matched.length === 1 ? one(first) : conflict(matched);
    case "first":
      return one(first);
    case "any": {
      const agreed = matched.every((rule) => sameOutputs(said(rule), said(first)));
      return agreed ? one(first, matched) : conflict(matched);
    }
    case "priority": {
      const ranked = byRank(matched, read, facts);
      const top = rankOf(said(ranked[0]!), read);
      const equals = ranked.filter((rule) => compareRanks(rankOf(said(rule), read), top) === 0);
      const agreed = equals.every((rule) => sameOutputs(said(rule), said(equals[0]!)));
      return agreed ? one(equals[0]!, equals) : conflict(equals);
    }
    case "rule-order":
      return all(matched, read, facts);
    case "output-order":
      return all(byRank(matched, read, facts), read, facts);
    case "collect":
      return collected(matched, read, facts);
  }
}

/** Stable, so that rules of one rank keep the table's order. */
function byRank(matched: readonly number[], read: ReadTable, facts: Facts): readonly number[] {
  const ranks = new Map(
    matched.map((rule) => [rule, rankOf(outputsOf(rule, read, facts), read)] as const),
  );
  return [...matched].sort((a, b) => compareRanks(ranks.get(a)!, ranks.get(b)!));
}

function all(rules: readonly number[], read: ReadTable, facts: Facts): Decision {
  const value = rules.map((rule) => plain(assembled(outputsOf(rule, read, facts), read)));
  return { status: "decided", value, rules };
}

function collected(rules: readonly number[], read: ReadTable, facts: Facts): Decision {
  if (read.aggregation === "list") return all(rules, read, facts);
  if (read.aggregation === "count") {
    return { status: "decided", value: plain(integer(rules.length)), rules };
  }
  const values = rules.map((rule) => outputsOf(rule, read, facts)[0]!);
  return { status: "decided", value: plain(aggregates[read.aggregation](values)), rules };
}
