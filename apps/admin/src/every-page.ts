/** What a list operation takes to answer one page. */
export interface PageAsked {
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * A list whole, page after page until the server names no next. The largest pages it gives are
 * asked for: an estate of three thousand units is read in six.
 */
export async function everyPage<Item>(
  ask: (asked: PageAsked) => Promise<{ readonly items: Item[]; readonly next: string | null }>,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await ask({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    all.push(...items);
    // A server that named the same place again would be asked for ever.
    if (next === cursor) break;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return all;
}
