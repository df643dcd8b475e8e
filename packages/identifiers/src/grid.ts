/** 总网格 a community · 一般网格 · 微网格 · 专属网格 one building, firm or market. */
export type GridKind = "general" | "ordinary" | "micro" | "dedicated";

export interface Grid {
  readonly id: string;
  readonly kind: GridKind;
  readonly households: number;
  /** The grid it is a part of: an ordinary grid of a general one, a micro grid of an ordinary one. */
  readonly partOf?: string;
}

/** How many households a grid of a kind should have, ends included. A kind without a range has no size. */
export type GridSizes = Readonly<
  Partial<Record<GridKind, { readonly least: number; readonly most: number }>>
>;

/** One grid outside its range, and by how many households. */
export interface GridFinding {
  readonly id: string;
  readonly kind: GridKind;
  readonly finding: "too-small" | "too-large";
  readonly by: number;
}

/** Grids outside the sizes their rules give, in the order they came. */
export function auditGrids(grids: readonly Grid[], sizes: GridSizes): readonly GridFinding[] {
  return grids.flatMap(({ id, kind, households }): readonly GridFinding[] => {
    const size = sizes[kind];
    if (size === undefined) return [];
    if (households < size.least) {
      return [{ id, kind, finding: "too-small", by: size.least - households }];
    }
    if (households > size.most) {
      return [{ id, kind, finding: "too-large", by: households - size.most }];
    }
    return [];
  });
}

/** How a grid stands wrongly among the others. */
export type GridTreeFinding =
  | { readonly id: string; readonly finding: "twice" }
  | { readonly id: string; readonly finding: "part-of-nothing" }
  | { readonly id: string; readonly finding: "part-of-unknown"; readonly partOf: string }
  | {
      readonly id: string;
      readonly finding: "part-of-wrong-kind";
      readonly partOf: string;
      readonly kind: GridKind;
    }
  | { readonly id: string; readonly finding: "without-parts" }
  | {
      readonly id: string;
      readonly finding: "households-differ";
      /** Households of its parts together, where the grid itself says another number. */
      readonly ofParts: number;
    };

/** Of what each kind is a part; a dedicated grid (one firm, one building) may stand by itself. */
const ABOVE: Readonly<Record<GridKind, GridKind | undefined>> = {
  general: undefined,
  ordinary: "general",
  micro: "ordinary",
  dedicated: "general",
};

/**
 * Holds a community's grids to the order 总网格 → 一般网格 → 微网格: each part of the right kind,
 * no general or ordinary grid without parts, and the households of the parts those of the whole.
 */
export function auditGridTree(grids: readonly Grid[]): readonly GridTreeFinding[] {
  const byId = new Map(grids.map((grid) => [grid.id, grid]));
  const seen = new Set<string>();
  return grids.flatMap((grid): readonly GridTreeFinding[] => {
    const { id, kind, partOf } = grid;
    const isTwice = seen.has(id);
    seen.add(id);
    if (isTwice) return [{ id, finding: "twice" }];
    return [...standing(id, kind, partOf, byId), ...partsOf(grid, grids)];
  });
}

function standing(
  id: string,
  kind: GridKind,
  partOf: string | undefined,
  byId: ReadonlyMap<string, Grid>,
): readonly GridTreeFinding[] {
  const wanted = ABOVE[kind];
  if (partOf === undefined) {
    return wanted === undefined || kind === "dedicated" ? [] : [{ id, finding: "part-of-nothing" }];
  }
  const above = byId.get(partOf);
  if (above === undefined) return [{ id, finding: "part-of-unknown", partOf }];
  if (above.kind === wanted) return [];
  return [{ id, finding: "part-of-wrong-kind", partOf, kind: above.kind }];
}

function partsOf(
  { id, kind, households }: Grid,
  grids: readonly Grid[],
): readonly GridTreeFinding[] {
  if (kind === "micro" || kind === "dedicated") return [];
  const below = kind === "general" ? "ordinary" : "micro";
  const parts = grids.filter((grid) => grid.partOf === id && grid.kind === below);
  if (parts.length === 0) return [{ id, finding: "without-parts" }];
  const ofParts = parts.reduce((sum, part) => sum + part.households, 0);
  return ofParts === households ? [] : [{ id, finding: "households-differ", ofParts }];
}
