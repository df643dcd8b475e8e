import type { Schema } from "@xinyi/api-client";
import { answerOf, type Place } from "../connection.ts";

/** Every entry of the book, page by page, in the order of its chain. */
export async function readEntries({ client, path }: Place): Promise<readonly Schema<"Entry">[]> {
  const all: Schema<"Entry">[] = [];
  let cursor: string | undefined;
  do {
    const { entries, next }: { entries: Schema<"Entry">[]; next: string | null } = answerOf(
      await client.GET("/api/districts/{districtId}/estates/{estateId}/entries", {
        params: { path, query: { limit: 500, ...(cursor !== undefined && { cursor }) } },
      }),
    );
    all.push(...entries);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return all;
}
