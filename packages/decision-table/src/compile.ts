import { accept, type Result, reject } from "@xinyi/result";
import { bitsOf, wordsFor } from "./bits.ts";
import { type ColumnIndex, indexColumn } from "./column-index.ts";
import type { FeelFault } from "./feel.ts";
import { type Column, partition } from "./partition.ts";
import { compareRanks, type Decision, outputsOf, rankOf, settle } from "./policy.ts";
import { readTable } from "./read-table.ts";
import type { ReadTable, Table, TableRejection } from "./table.ts";
import { literal } from "./value.ts";

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
      ...rules.map((rule, at) => (constant[at] ? frozen(settle([rule], read, {})) : undefined)),
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
  return fixed ? frozen(settle([], read, {})) : undefined;
}

/** A decision that is given to many callers: none of them can change it for the others. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
