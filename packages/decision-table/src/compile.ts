import { accept, type Result, reject } from "@xinyi/result";
import { bitsOf, wordsFor } from "./bits.ts";
import { type ColumnIndex, groupOf, indexColumn } from "./column-index.ts";
import type { FeelFault } from "./feel.ts";
import { cellHolds } from "./naive.ts";
import { type Column, partition } from "./partition.ts";
import { compareRanks, type Decision, outputsOf, rankOf, settle } from "./policy.ts";
import { type ReadTable, readTable, type Table, type TableRejection } from "./table.ts";
import { type Facts, literal } from "./value.ts";

/** Why a table cannot be run: it cannot be read, or an output is no FEEL it speaks. */
export type CompileRejection =
  | TableRejection
  | {
      readonly kind: "bad-output";
      readonly rule: number;
      readonly output: string;
      readonly fault: FeelFault;
    };

/**
 * A table ready to be asked. Every column knows, for each class of its values,
 * the row of rules that match it; a decision is the intersection of one row per
 * column. Reuses its own scratch rows, so one call runs at a time.
 */
export interface CompiledTable {
  readonly read: ReadTable;
  readonly columns: readonly Column[];
  readonly indexOf: readonly ColumnIndex[];
  /** Only of the columns that tell rules apart. */
  readonly indexes: readonly ColumnIndex[];
  /** Where each index's rows begin in `rows`. */
  readonly offsets: Int32Array;
  /** Signed, since an unsigned word above 2^31 is an object to V8. */
  readonly rows: Int32Array;
  readonly words: number;
  /** Rules in the order of bits: the table's, or by priority. */
  readonly ruleAt: Int32Array;
  /** By bit: outputs that read the same have one number; −1 where they are computed. */
  readonly says: Int32Array;
  /** By bit: rules of one priority have one number. */
  readonly ranks: Int32Array;
  /** By rule, inputs whose cell the interpreter must ask; empty for most tables. */
  readonly asked: ReadonlyMap<number, readonly number[]>;
  readonly decisions: readonly (Decision | undefined)[];
  readonly scratch: Int32Array;
}

/** Compiles a table; the answers are those of `interpret`, always. */
export function compile(table: Table): Result<CompiledTable, CompileRejection> {
  const read = readTable(table);
  if (!read.ok) return read;
  const wrong = badOutput(read.value);
  return wrong === undefined ? accept(compileRead(read.value)) : reject(wrong);
}

function badOutput(read: ReadTable): CompileRejection | undefined {
  for (const [index, { entries }] of read.rules.entries()) {
    for (const [at, entry] of entries.entries()) {
      if (!entry.ok) {
        const output = read.outputs[at]!.name;
        return { kind: "bad-output", rule: index + 1, output, fault: entry.fault };
      }
    }
  }
  return undefined;
}

function isConstant(rule: number, read: ReadTable): boolean {
  return read.rules[rule - 1]!.entries.every((entry) => entry.ok && entry.tree.kind === "literal");
}

function compileRead(read: ReadTable): CompiledTable {
  const columns = partition(read);
  const rules = read.rules.map((_, index) => index + 1);
  const constant = rules.map((rule) => isConstant(rule, read));
  const rankOfRule = rules.map((rule, at) =>
    constant[at] ? rankOf(outputsOf(rule, read, {}), read) : [],
  );
  const ordered =
    read.hitPolicy === "priority" && constant.every(Boolean)
      ? [...rules].sort((a, b) => compareRanks(rankOfRule[a - 1]!, rankOfRule[b - 1]!))
      : rules;
  const indexOf = columns.map(indexColumn);
  const words = wordsFor(rules.length);
  const every = bitsOf(rules.keys(), rules.length);
  const telling = columns.filter(({ masks }) =>
    masks.some((word, at) => word !== every[at % words]),
  );
  const offsets = new Int32Array(telling.length);
  let size = 0;
  for (const [at, column] of telling.entries()) {
    offsets[at] = size;
    size += column.groupCount * words;
  }
  const rows = new Int32Array(Math.max(size, words));
  for (const [at, column] of telling.entries()) {
    rows.set(reordered(column, ordered), offsets[at]!);
  }
  return {
    read,
    columns,
    indexOf,
    indexes: indexOf.filter((_, at) => telling.includes(columns[at]!)),
    offsets,
    rows: telling.length === 0 ? Int32Array.from(every) : rows,
    words,
    ruleAt: Int32Array.from(ordered),
    says: numbered(ordered, (rule) =>
      constant[rule - 1] ? outputsOf(rule, read, {}).map(literal).join() : undefined,
    ),
    ranks: numbered(ordered, (rule) => rankOfRule[rule - 1]!.join()),
    asked: askedCells(columns),
    decisions: [
      defaultDecision(read),
      ...rules.map((rule, at) => (constant[at] ? settle([rule], read, {}) : undefined)),
    ],
    scratch: new Int32Array(Math.max(telling.length, 1)),
  };
}

/** A column's rows with the rules' bits in another order. */
function reordered(column: Column, ordered: readonly number[]): Uint32Array {
  const { masks, words, groupCount } = column;
  if (ordered.every((rule, at) => rule === at + 1)) return masks;
  const rows = new Uint32Array(masks.length);
  for (let group = 0; group < groupCount; group += 1) {
    for (const [at, rule] of ordered.entries()) {
      const word = masks[group * words + ((rule - 1) >>> 5)]!;
      if ((word & (1 << ((rule - 1) & 31))) !== 0)
        rows[group * words + (at >>> 5)]! |= 1 << (at & 31);
    }
  }
  return rows;
}

function numbered(
  ordered: readonly number[],
  textOf: (rule: number) => string | undefined,
): Int32Array {
  const seen = new Map<string, number>();
  return Int32Array.from(ordered, (rule) => {
    const text = textOf(rule);
    if (text === undefined) return -1;
    const known = seen.get(text) ?? seen.size;
    seen.set(text, known);
    return known;
  });
}

function askedCells(columns: readonly Column[]): ReadonlyMap<number, readonly number[]> {
  const asked = new Map<number, number[]>();
  for (const [at, column] of columns.entries()) {
    for (const index of column.opaque) {
      const cells = asked.get(index + 1) ?? [];
      cells.push(at);
      asked.set(index + 1, cells);
    }
  }
  return asked;
}

/** What the table says where no rule matches, unless that depends on the facts. */
function defaultDecision(read: ReadTable): Decision | undefined {
  const fixed = read.outputs.every(
    ({ default: entry }) => entry === undefined || (entry.ok && entry.tree.kind === "literal"),
  );
  return fixed ? settle([], read, {}) : undefined;
}

/** Points `scratch` at each column's row for these facts. */
function aim(facts: Facts, compiled: CompiledTable): void {
  const { indexes, offsets, scratch, words } = compiled;
  for (let at = 0; at < indexes.length; at += 1) {
    const index = indexes[at]!;
    scratch[at] = offsets[at]! + groupOf(facts[index.name], index) * words;
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
