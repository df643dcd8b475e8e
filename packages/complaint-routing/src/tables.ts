import {
  type CompiledTable,
  type CompileRejection,
  compile,
  type Table,
} from "@xinyi/decision-table";
import { accept, type Result, reject } from "@xinyi/result";
import type { Cell, FactInput, RoutingPack, RoutingRule, Tier } from "./rules.ts";

/** A pack ready to be asked. Reuses its tables' scratch rows, so one call runs at a time. */
export interface Routing {
  readonly pack: RoutingPack;
  /** The content's hash, if whoever loaded the pack computed one; every decision repeats it. */
  readonly packHash?: string;
  readonly tiers: readonly { readonly tier: Tier; readonly table: CompiledTable }[];
  readonly exclusions: CompiledTable;
  /** Made when first explained: each cell of a table as a rule of its own. A memory, never a source. */
  readonly cells: Map<CompiledTable, CellTable>;
}

/** Every cell that asks something, by rule and input, and a table that says which of them hold. */
export interface CellTable {
  readonly cells: readonly {
    readonly rule: number;
    readonly input: string;
    readonly expected: string;
  }[];
  readonly table: CompiledTable;
}

/** A tier's or the exclusions' table that cannot be compiled. */
export interface PackRejection {
  readonly kind: "faulty-table";
  readonly tier: string;
  readonly because: CompileRejection | { readonly kind: "unknown-input"; readonly name: string };
}

/** Compiles a pack's tables. A pack that cannot be asked is refused whole. */
export function compilePack(pack: RoutingPack, packHash?: string): Result<Routing, PackRejection> {
  const tiers: { readonly tier: Tier; readonly table: CompiledTable }[] = [];
  for (const tier of pack.tiers) {
    const table = compiled(tier.id, tierTable(tier, pack), unknownInput(tier.rules, pack));
    if (!table.ok) return table;
    tiers.push({ tier, table: table.value });
  }
  const { exclusions } = pack;
  const table = compiled("exclusions", exclusionTable(pack), unknownInput(exclusions, pack));
  if (!table.ok) return table;
  const hash = packHash === undefined ? {} : { packHash };
  return accept({ pack, tiers, exclusions: table.value, cells: new Map(), ...hash });
}

function compiled(
  tier: string,
  table: Table,
  unknown: string | undefined,
): Result<CompiledTable, PackRejection> {
  if (unknown !== undefined) {
    return reject({
      kind: "faulty-table",
      tier,
      because: { kind: "unknown-input", name: unknown },
    });
  }
  const made = compile(table);
  return made.ok ? made : reject({ kind: "faulty-table", tier, because: made.rejection });
}

/** The facts that rules may ask about: the pack's own, and two that routing derives from them. */
export function inputsOf(pack: RoutingPack): readonly FactInput[] {
  const kinds = pack.grids.map((kind) => JSON.stringify(kind));
  return [
    ...pack.inputs,
    { name: "family", type: "string" },
    { name: "gridKind", type: "string", values: [...kinds, "null"].join(", ") },
  ];
}

function unknownInput(
  rows: readonly { readonly when: Readonly<Record<string, Cell>> }[],
  pack: RoutingPack,
): string | undefined {
  const known = new Set(inputsOf(pack).map(({ name }) => name));
  return rows.flatMap(({ when }) => Object.keys(when)).find((name) => !known.has(name));
}

/** A tier as a decision table; what a rule says is one text, so that two rules can be compared. */
export function tierTable(tier: Tier, pack: RoutingPack): Table {
  return tableOf("unique", tier.rules, pack);
}

/** All tiers as one table in their order: what a lower tier can still say shows in it. */
export function wholeTable(pack: RoutingPack): Table {
  return tableOf(
    "first",
    pack.tiers.flatMap(({ rules }) => rules),
    pack,
  );
}

function tableOf(
  hitPolicy: "unique" | "first",
  rules: readonly RoutingRule[],
  pack: RoutingPack,
): Table {
  const inputs = askedInputs(rules, pack);
  return {
    hitPolicy,
    inputs,
    outputs: [{ name: "destination" }],
    rules: rules.map(({ id, when, then }) => ({
      id,
      when: inputs.map(({ name }) => unaryTests(when[name])),
      then: [JSON.stringify(JSON.stringify(then))],
    })),
  };
}

/** The exclusions as a decision table: the first row that matches speaks. */
export function exclusionTable(pack: RoutingPack): Table {
  const { exclusions } = pack;
  const inputs = askedInputs(exclusions, pack);
  return {
    hitPolicy: "first",
    inputs,
    outputs: [{ name: "row" }],
    rules: exclusions.map(({ id, when }) => ({
      id,
      when: inputs.map(({ name }) => unaryTests(when[name])),
      then: [JSON.stringify(id)],
    })),
  };
}

function askedInputs(
  rows: readonly { readonly when: Readonly<Record<string, Cell>> }[],
  pack: RoutingPack,
): readonly FactInput[] {
  const asked = new Set(rows.flatMap(({ when }) => Object.keys(when)));
  return inputsOf(pack).filter(({ name }) => asked.has(name));
}

/** The cells of a table, so that one look says of each whether it holds. */
export function cellsOf(of: CompiledTable, { cells: known }: Routing): CellTable {
  const ready = known.get(of);
  if (ready !== undefined) return ready;
  const { inputs, rules } = of.read.table;
  const cells = rules.flatMap(({ when }, at) =>
    when.flatMap((expected, column) => {
      const input = inputs[column]?.name;
      return expected === "-" || input === undefined ? [] : [{ rule: at + 1, input, expected }];
    }),
  );
  const made = compile({
    hitPolicy: "collect",
    inputs,
    outputs: [{ name: "cell" }],
    rules: cells.map(({ input, expected }) => ({
      when: inputs.map(({ name }) => (name === input ? expected : "-")),
      then: ["true"],
    })),
  });
  if (!made.ok)
    throw new Error(`a compiled table cannot be read: ${JSON.stringify(made.rejection)}`);
  known.set(of, { cells, table: made.value });
  return { cells, table: made.value };
}

/** A cell as FEEL unary tests; a fact that the rule does not ask about may be anything. */
export function unaryTests(cell: Cell | undefined): string {
  if (cell === undefined) return "-";
  if (typeof cell === "boolean") return String(cell);
  return typeof cell === "string" ? cell : cell.map((text) => JSON.stringify(text)).join(", ");
}
