import { add, decimalText, integer } from "./decimal.ts";
import { exampleOf, isDiscrete } from "./example.ts";
import type { Column, Piece, Segment } from "./partition.ts";
import { codesBelow } from "./table.ts";
import type { Plain } from "./value.ts";
import type { LineKey } from "./value-set.ts";

/**
 * A box of facts, written as a rule's cells are: every fact of the domain that
 * these unary tests match, and no other, lies in it.
 */
export interface Region {
  readonly when: readonly string[];
  /** One fact of the region, or of the part of it that the report is about. */
  readonly example: { readonly [input: string]: Plain };
}

/** A fact of these classes; the first piece that is a point, else the first. */
export function exampleIn(column: Column, groups: ReadonlySet<number>): Plain {
  const inside = column.pieces.filter((piece) => piece.inDomain && groups.has(piece.group));
  const point = inside.find((piece) => piece.segment.kind !== "between");
  // The empty text is a fact, but a poor example of one.
  return (point ?? inside.find((piece) => piece.example !== "") ?? inside[0])?.example ?? null;
}

/** Unary tests for these classes of a column; `-` for all that can occur. */
export function cellText(column: Column, groups: ReadonlySet<number>): string {
  if (column.domainGroups.every((group) => groups.has(group))) return "-";
  if (column.input.tree !== undefined) return treeText(column, groups);
  const tests = testsOf(column, groups);
  const excluded = exclusion(column, groups);
  return excluded !== undefined && excluded.length < tests.join().length
    ? excluded
    : tests.join(", ");
}

/** One test for each value and each unbroken run of values. */
function testsOf(column: Column, groups: ReadonlySet<number>): readonly string[] {
  const tests: string[] = [];
  const masks: number[] = [];
  const { pieces } = column;
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at]!;
    if (!piece.inDomain || !groups.has(piece.group)) continue;
    const { segment } = piece;
    if (segment.kind === "null" || segment.kind === "true" || segment.kind === "false") {
      tests.push(segment.kind);
    }
    if (segment.kind === "list") masks.push(segment.mask);
    if (segment.kind !== "point" && segment.kind !== "between") continue;
    const last = endOfRun(pieces, at, groups);
    tests.push(rangeText(segment.line, segment, pieces[last]!.segment));
    at = last;
  }
  return masks.length === 0 ? tests : [...tests, listText(column, masks)];
}

/** The last piece of the run that begins here: what cannot occur does not break it. */
function endOfRun(pieces: readonly Piece[], from: number, groups: ReadonlySet<number>): number {
  let last = from;
  const { line } = pieces[from]!.segment as { readonly line: string };
  for (let at = from + 1; at < pieces.length; at += 1) {
    const { segment, inDomain, group } = pieces[at]!;
    if (!("line" in segment) || segment.line !== line) return last;
    if (inDomain && !groups.has(group)) return last;
    if (inDomain) last = at;
  }
  return last;
}

function rangeText(line: string, first: Segment, last: Segment): string {
  const low = edge(line, first, "low");
  const high = edge(line, last, "high");
  if (low === undefined && high === undefined) return `? instance of ${line.replace(" zoned", "")}`;
  if (low === undefined) return `${high!.included ? "<=" : "<"} ${high!.text}`;
  if (high === undefined) return `${low.included ? ">=" : ">"} ${low.text}`;
  if (low.text === high.text) return low.text;
  return `${low.included ? "[" : "("}${low.text}..${high.text}${high.included ? "]" : ")"}`;
}

/** One end of a run; on a line of whole steps the last value inside it. */
function edge(
  line: string,
  segment: Segment,
  side: "low" | "high",
): { readonly text: string; readonly included: boolean } | undefined {
  if (segment.kind === "point") return { text: keyText(line, segment.key), included: true };
  const key = segment.kind === "between" ? segment[side] : undefined;
  if (key === undefined) return undefined;
  if (typeof key === "string" || !isDiscrete(line)) {
    return { text: keyText(line, key), included: false };
  }
  const inside = add(key, integer(side === "low" ? 1 : -1));
  return { text: keyText(line, inside), included: true };
}

function keyText(line: string, key: LineKey): string {
  if (typeof key === "string") return JSON.stringify(key);
  if (line === "number") return decimalText(key);
  return `@${JSON.stringify(exampleOf(line, key))}`;
}

/** `not("a", "b")`, for all but a few points of one line. */
function exclusion(column: Column, groups: ReadonlySet<number>): string | undefined {
  const domain = column.pieces.filter((piece) => piece.inDomain);
  const lines = new Set(domain.map(({ segment }) => ("line" in segment ? segment.line : "")));
  const out = domain.filter((piece) => !groups.has(piece.group));
  if (lines.size !== 1 || lines.has("")) return undefined;
  if (!out.every((piece) => piece.segment.kind === "point")) return undefined;
  return `not(${testsOf(column, new Set(out.map((piece) => piece.group))).join(", ")})`;
}

/** Whole branches by their head, single nodes as `? = "code"`. */
function treeText(column: Column, groups: ReadonlySet<number>): string {
  const tree = column.input.tree!;
  const pieces = column.pieces.filter((piece) => piece.inDomain && groups.has(piece.group));
  const inside = new Set(
    pieces.map(({ segment }) => (segment.kind === "point" ? String(segment.key) : "")),
  );
  const whole = tree
    .map(({ code }) => code)
    .filter((code) => codesBelow(code, tree).every((below) => inside.has(below)));
  const covered = new Set(whole.flatMap((code) => codesBelow(code, tree)));
  const heads = whole.filter((code) => {
    const parent = tree.find((node) => node.code === code)?.parent;
    return parent === undefined || !whole.includes(parent);
  });
  const single = tree
    .map(({ code }) => code)
    .filter((code) => inside.has(code) && !covered.has(code));
  const tests = [
    ...heads.map((code) => JSON.stringify(code)),
    ...single.map((code) => `? = ${JSON.stringify(code)}`),
  ];
  return tests.join(", ");
}

/** Which elements are held and which are not, one alternative for each kind of list. */
function listText(column: Column, masks: readonly number[]): string {
  const alternatives = masks.map((mask) =>
    column.setColumn.elements
      .map((element, bit) => {
        const asked = `list contains(?, ${element})`;
        return (mask >> bit) & 1 ? asked : `not(${asked})`;
      })
      .join(" and "),
  );
  return alternatives.join(" or ");
}
