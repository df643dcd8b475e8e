import { accept, type Result, reject } from "@xinyi/result";
import { bitsOf, membersOf } from "./bits.ts";
import { type Budget, explore, regionsOf } from "./explore.ts";
import { type Column, columnOf } from "./partition.ts";
import { type Decision, settle } from "./policy.ts";
import { readTable } from "./read-table.ts";
import type { Region } from "./region.ts";
import type { ReadTable, Table, TableRejection } from "./table.ts";
import { literal, type Plain } from "./value.ts";

/** What a version says of a region: its answer, or the texts of outputs that are computed. */
export interface Answer {
  readonly status: Decision["status"];
  readonly value: Plain;
  readonly rules: readonly number[];
}

/** Facts that two versions of a table answer differently. */
export interface ChangedRegion extends Region {
  readonly before: Answer;
  readonly after: Answer;
}

/** `incomplete` means that part of the fact space was not compared. */
export interface Difference {
  readonly status: "same" | "changed" | "incomplete";
  readonly changed: readonly ChangedRegion[];
}

export interface DifferenceLimits {
  readonly steps?: number;
  readonly regions?: number;
}

export type DifferenceRejection =
  | {
      readonly kind: "unreadable";
      readonly version: "before" | "after";
      readonly because: TableRejection;
    }
  /** An input of one type before and of another after has no common facts to compare. */
  | { readonly kind: "type-changed"; readonly input: string };

const STEPS = 200_000;
const REGIONS = 5_000;

/**
 * Where two versions of a table answer differently, as boxes with an example
 * each. An input that only one version has is one that the other ignores.
 */
export function compare(
  before: Table,
  after: Table,
  limits: DifferenceLimits = {},
): Result<Difference, DifferenceRejection> {
  const old = readTable(before);
  if (!old.ok) return reject({ kind: "unreadable", version: "before", because: old.rejection });
  const young = readTable(after);
  if (!young.ok) return reject({ kind: "unreadable", version: "after", because: young.rejection });
  const changed = old.value.inputs.find(({ name, type }) => {
    const other = young.value.inputs.find((input) => input.name === name);
    return other !== undefined && other.type !== type && type !== "any" && other.type !== "any";
  });
  if (changed !== undefined) return reject({ kind: "type-changed", input: changed.name });
  return accept(compareRead(old.value, young.value, limits));
}

function compareRead(old: ReadTable, young: ReadTable, limits: DifferenceLimits): Difference {
  const columns = commonColumns(old, young);
  const ruleCount = old.rules.length + young.rules.length;
  const budget: Budget = { left: limits.steps ?? STEPS };
  const answers: (readonly [Answer, Answer])[] = [];
  const numberOf = new Map<string, number>();
  const identities = identify(old, young, columns);

  const split = (live: Uint32Array) => {
    const members = membersOf(live);
    return [
      members.filter((index) => index < old.rules.length).map((index) => index + 1),
      members.filter((index) => index >= old.rules.length).map((i) => i + 1 - old.rules.length),
    ] as const;
  };
  const label = (live: Uint32Array, at: number): number | undefined => {
    const [ours, theirs] = split(live);
    if (identities.same(ours, theirs)) return 0;
    if (at < columns.length) return undefined;
    const pair = [answerOf(ours, old), answerOf(theirs, young)] as const;
    const [was, is] = pair.map(({ status, value }) => JSON.stringify([status, value]));
    if (was === is) return 0;
    // Regions join where the answers are the same, whichever rules they rest on.
    const key = `${was} ${is}`;
    const known = numberOf.get(key);
    if (known !== undefined) return known;
    answers.push(pair);
    numberOf.set(key, answers.length);
    return answers.length;
  };

  const diagram = explore({ columns, label, budget }, bitsOf(Array(ruleCount).keys(), ruleCount));
  const opaque = columns.some((column) => column.opaque.length > 0);
  if (diagram === undefined) return { status: "incomplete", changed: [] };
  const most = limits.regions ?? REGIONS;
  const { regions, all } = regionsOf(diagram, columns, (each) => each > 0, most);
  const changed = regions.map(({ when, example, label: at }) => {
    const [was, is] = answers[at - 1]!;
    return { when, example, before: was, after: is };
  });
  if (!all || opaque) return { status: "incomplete", changed };
  return { status: changed.length === 0 ? "same" : "changed", changed };
}

/** One partition over the rules of both versions, the old ones first. */
function commonColumns(old: ReadTable, young: ReadTable): readonly Column[] {
  const names = [...new Set([...old.inputs, ...young.inputs].map((input) => input.name))];
  return names.map((name) => {
    const ours = old.inputs.findIndex((input) => input.name === name);
    const theirs = young.inputs.findIndex((input) => input.name === name);
    const input = young.inputs[theirs] ?? old.inputs[ours]!;
    const cellsOf = (read: ReadTable, at: number) =>
      read.rules.map((rule) => rule.cells[at] ?? ({ kind: "any" } as const));
    const hopeless = (read: ReadTable, at: number) =>
      read.rules.map((rule) => rule.hopeless.includes(at));
    // A value that either version admits can occur.
    const admitted =
      ours < 0 || theirs < 0 ? input : { ...input, values: bothValues(old.inputs[ours]!, input) };
    return columnOf(
      admitted,
      [...cellsOf(old, ours), ...cellsOf(young, theirs)],
      [...hopeless(old, ours), ...hopeless(young, theirs)],
    );
  });
}

type ReadInput = ReadTable["inputs"][number];

function bothValues(old: ReadInput, young: ReadInput): ReadInput["values"] {
  if (old.values === undefined || young.values === undefined) return undefined;
  if (old.values.kind === "any" || young.values.kind === "any") return undefined;
  if (old.values.negated || young.values.negated) return undefined;
  return { kind: "tests", negated: false, tests: [...old.values.tests, ...young.values.tests] };
}

/** Rules that read the same in both versions, so that untouched parts need not be cut. */
function identify(old: ReadTable, young: ReadTable, columns: readonly Column[]) {
  const keyOf = (read: ReadTable, index: number): string => {
    const cells = columns.map((column) => {
      const at = read.inputs.findIndex((input) => input.name === column.input.name);
      return at < 0 ? "-" : read.table.rules[index]!.when[at];
    });
    return JSON.stringify([cells, read.table.rules[index]!.then]);
  };
  const ours = old.rules.map((_, index) => keyOf(old, index));
  const theirs = young.rules.map((_, index) => keyOf(young, index));
  const { table: was } = old;
  const { table: is } = young;
  const comparable =
    JSON.stringify([was.hitPolicy, was.aggregation, was.outputs]) ===
      JSON.stringify([is.hitPolicy, is.aggregation, is.outputs]) &&
    columns.every((column) => column.input.tree === undefined || sameTree(old, young, column));
  const same = (left: readonly number[], right: readonly number[]): boolean =>
    comparable &&
    left.length === right.length &&
    left.every((rule, at) => ours[rule - 1] === theirs[right[at]! - 1]);
  return { same };
}

function sameTree(old: ReadTable, young: ReadTable, column: Column): boolean {
  const treeOf = (read: ReadTable) =>
    JSON.stringify(read.inputs.find((input) => input.name === column.input.name)?.tree);
  return treeOf(old) === treeOf(young);
}

/** Computed outputs stand as their text: they differ where their texts do. */
function answerOf(matched: readonly number[], read: ReadTable): Answer {
  const constant = matched.every((rule) =>
    read.rules[rule - 1]!.entries.every((entry) => entry.ok && entry.tree.kind === "literal"),
  );
  if (constant) return settle(matched, read, {});
  const rules = read.rules.map((rule) => ({
    ...rule,
    entries: rule.entries.map((entry) =>
      textEntry(
        entry.text,
        entry.ok && entry.tree.kind === "literal" ? literal(entry.tree.value) : entry.text,
      ),
    ),
  }));
  return settle(matched, { ...read, rules, aggregation: "list" }, {});
}

function textEntry(text: string, value: string): ReadTable["rules"][number]["entries"][number] {
  return { ok: true, tree: { kind: "literal", value }, text };
}
