import { groupOf } from "./column-index.ts";
import type { CompiledTable } from "./compile.ts";
import { cellHolds } from "./naive.ts";
import { type Decision, settle } from "./policy.ts";
import { type Facts, factOf } from "./value.ts";

/** Points `scratch` at each column's row for these facts. */
function aim(facts: Facts, compiled: CompiledTable): void {
  const { indexes, offsets, scratch, words } = compiled;
  for (let at = 0; at < indexes.length; at += 1) {
    const index = indexes[at]!;
    scratch[at] = offsets[at]! + groupOf(factOf(facts, index), index) * words;
  }
}

/** One word of the intersection of the rows aimed at. */
function wordAt(word: number, compiled: CompiledTable): number {
  const { rows, scratch } = compiled;
  let bits = rows[scratch[0]! + word]!;
  for (let at = 1; at < scratch.length && bits !== 0; at += 1) {
    bits &= rows[scratch[at]! + word]!;
  }
  return bits;
}

function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/**
 * The rule that carries the answer, from 1; 0 where none matches, −1 where the
 * hit policy cannot settle it. Under a policy that lists, the first rule that
 * matches. Allocates nothing where all cells and outputs are constant.
 */
export function ruleFor(facts: Facts, compiled: CompiledTable): number {
  if (compiled.asked.size > 0) return ruleAmong(matchedRules(facts, compiled), facts, compiled);
  aim(facts, compiled);
  return ruleAimedAt(facts, compiled);
}

/** `ruleFor` of the rows that `scratch` points at. */
function ruleAimedAt(facts: Facts, compiled: CompiledTable): number {
  const { words, ruleAt, says, ranks } = compiled;
  const policy = compiled.read.hitPolicy;
  let winner = -1;
  for (let word = 0; word < words; word += 1) {
    let bits = wordAt(word, compiled);
    while (bits !== 0) {
      const at = word * 32 + lowest(bits);
      if (winner < 0) {
        winner = at;
        if (policy !== "unique" && policy !== "any" && policy !== "priority") return ruleAt[at]!;
      } else if (policy === "unique") {
        return -1;
      } else if (says[at]! < 0 || says[winner]! < 0) {
        return ruleAmong(matchedAimedAt(facts, compiled), facts, compiled);
      } else if (policy === "priority" && ranks[at] !== ranks[winner]) {
        return ruleAt[winner]!;
      } else if (says[at] !== says[winner]) {
        return -1;
      }
      bits &= bits - 1;
    }
  }
  return winner < 0 ? 0 : ruleAt[winner]!;
}

function ruleAmong(matched: readonly number[], facts: Facts, compiled: CompiledTable): number {
  const { status, rules } = settle(matched, compiled.read, facts);
  if (status === "conflict") return -1;
  return rules[0] ?? 0;
}

/** Every rule that matches, in table order. */
export function matchedRules(facts: Facts, compiled: CompiledTable): readonly number[] {
  aim(facts, compiled);
  return matchedAimedAt(facts, compiled);
}

function matchedAimedAt(facts: Facts, compiled: CompiledTable): readonly number[] {
  const { words, ruleAt, asked, read } = compiled;
  const matched: number[] = [];
  for (let word = 0; word < words; word += 1) {
    for (let bits = wordAt(word, compiled); bits !== 0; bits &= bits - 1) {
      const rule = ruleAt[word * 32 + lowest(bits)]!;
      const cells = asked.get(rule);
      if (cells === undefined || cells.every((at) => cellHolds(rule, at, facts, read))) {
        matched.push(rule);
      }
    }
  }
  return read.hitPolicy === "priority" ? matched.sort((a, b) => a - b) : matched;
}

/**
 * The table's answer for these facts, equal to the interpreter's. Under `unique`
 * and `first` a constant answer is one shared object.
 */
export function decide(facts: Facts, compiled: CompiledTable): Decision {
  const { hitPolicy } = compiled.read;
  if ((hitPolicy === "unique" || hitPolicy === "first") && compiled.asked.size === 0) {
    const rule = ruleFor(facts, compiled);
    const ready = rule < 0 ? undefined : compiled.decisions[rule];
    if (ready !== undefined) return ready;
  }
  const matched = matchedRules(facts, compiled);
  const only = matched.length === 0 ? 0 : matched.length === 1 ? matched[0]! : -1;
  return compiled.decisions[only] ?? settle(matched, compiled.read, facts);
}

/**
 * For each class of one input, what the answer would rest on, all else as it
 * is: equal numbers are equal answers. Only for tables whose outputs are
 * constant, under policies that hear one rule.
 */
export function answersAlong(at: number, facts: Facts, compiled: CompiledTable): Int32Array {
  const { columns, indexes, indexOf, offsets, scratch, words, says, ruleAt } = compiled;
  const answers = new Int32Array(columns[at]!.groupCount);
  const telling = indexes.indexOf(indexOf[at]!);
  const saidBy = new Int32Array(ruleAt.length + 1);
  for (const [bit, rule] of ruleAt.entries()) saidBy[rule] = says[bit]! + 1;
  aim(facts, compiled);
  for (let group = 0; group < answers.length; group += 1) {
    if (telling >= 0) scratch[telling] = offsets[telling]! + group * words;
    const rule = ruleAimedAt(facts, compiled);
    answers[group] = rule < 0 ? -1 : saidBy[rule]!;
  }
  return answers;
}

/** Whether an answer can be told from the number of its rule alone. */
export function answersByRule(compiled: CompiledTable): boolean {
  const { hitPolicy } = compiled.read;
  const one = ["unique", "any", "first", "priority"].includes(hitPolicy);
  return (
    one &&
    compiled.asked.size === 0 &&
    !compiled.says.includes(-1) &&
    compiled.decisions[0] !== undefined
  );
}
