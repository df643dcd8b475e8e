/** 总网格 a community · 一般网格 · 微网格 · 专属网格 one building, firm or market. */
export type GridKind = "general" | "ordinary" | "micro" | "dedicated";

export interface Grid {
  readonly id: string;
  readonly kind: GridKind;
  readonly households: number;
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
