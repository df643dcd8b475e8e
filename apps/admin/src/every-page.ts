/** What a list operation takes to answer one page. */
export interface PageAsked {
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * A list whole, page after page until the server names no next; `name` is the answer's member that
 * holds it. The largest pages are asked for: an estate of three thousand units is read in six.
 */
export async function everyPage<Name extends string, Item>(
  name: Name,
  ask: (
    asked: PageAsked,
  ) => Promise<{ readonly next: string | null } & Readonly<Record<Name, Item[]>>>,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    const { next } = page;
    all.push(...page[name]);
    // A server that named the same place again would be asked for ever.
    if (next === cursor) break;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return all;
}
