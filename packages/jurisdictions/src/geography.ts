import type { InForce, LocalDate } from "@xinyi/calendar";
import { inForceOn } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import { bundledPacks } from "./bundled.ts";
import type { DivisionList, SizeRange } from "./geography-form.ts";
import { chainOf, type PackLibrary } from "./library.ts";

/** How large grids should be at a place on a day, by kind, and what says so. */
export type GridSizesInForce = InForce<Readonly<Record<string, SizeRange>>>;

export type GeographyRejection =
  | { readonly kind: "unknown-place"; readonly place: string }
  | { readonly kind: "nothing-in-force"; readonly place: string };

/** The sizes of grids that the place, or the nearest one above it, gives for a day. */
export function gridSizesFor(
  place: string,
  on: LocalDate,
  library: PackLibrary = bundledPacks,
): Result<GridSizesInForce, GeographyRejection> {
  const chain = chainOf(place, library);
  if (chain.length === 0) return reject({ kind: "unknown-place", place });
  for (const { grids } of [...chain].reverse()) {
    const sizes = grids === undefined ? undefined : inForceOn(grids.sizes, on);
    if (sizes !== undefined) return accept(sizes);
  }
  return reject({ kind: "nothing-in-force", place });
}

/** The divisions a place lists with their history, or the nearest place above it does. */
export function divisionsFor(
  place: string,
  library: PackLibrary = bundledPacks,
): Result<DivisionList, GeographyRejection> {
  const chain = chainOf(place, library);
  if (chain.length === 0) return reject({ kind: "unknown-place", place });
  const listed = [...chain].reverse().find(({ divisions }) => divisions !== undefined);
  if (listed?.divisions === undefined) return reject({ kind: "nothing-in-force", place });
  return accept(listed.divisions);
}
