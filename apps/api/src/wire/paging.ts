/** One page of a list and where the next begins; null at the end. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

/**
 * Cuts a page from rows that were asked for one too many. `placeOf` names where the last row of
 * the page stands: its own key, never a count, so that rows written meanwhile shift nothing.
 */
export function pageOf<Item>(
  rows: readonly Item[],
  limit: number,
  placeOf: (row: Item) => readonly (string | number)[],
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? cursorAt(placeOf(last)) : null;
  return { items, next };
}

/** A page of a list that is whole in memory already, such as one computed from a book. */
export function pageWithin<Item>(
  all: readonly Item[],
  asked: { readonly cursor?: string | undefined; readonly limit: number },
  placeOf: (row: Item) => readonly (string | number)[],
): Page<Item> {
  const after = asked.cursor;
  const at = after === undefined ? -1 : all.findIndex((row) => cursorAt(placeOf(row)) === after);
  // A cursor whose row has gone begins anew rather than hiding rows.
  return pageOf(all.slice(at + 1, at + 2 + asked.limit), asked.limit, placeOf);
}

const cursorAt = (place: readonly (string | number)[]) =>
  Buffer.from(JSON.stringify(place)).toString("base64url");

/** The place a cursor names, or undefined where it is none of ours. */
export function placeIn(cursor: string | undefined): readonly (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const isPart = (part: unknown) => typeof part === "string" || typeof part === "number";
    return Array.isArray(place) && place.every(isPart) ? place : undefined;
  } catch {
    return undefined;
  }
}
