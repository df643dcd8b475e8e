import type { Schema } from "@xinyi/api-client";
import type { YearMonth } from "@xinyi/calendar";
import { answerOf, type Place } from "../connection.ts";

/** The facts of a month, in one snapshot; with a notice's own code and period where one is named. */
export async function readFacts(
  { client, path }: Place,
  month: YearMonth,
  noticeId?: string,
): Promise<Schema<"DisclosureFacts">> {
  return answerOf(
    await client.GET("/api/districts/{districtId}/estates/{estateId}/disclosure-facts", {
      params: { path, query: { month, ...(noticeId !== undefined && { noticeId }) } },
    }),
  );
}

export async function readNotices({ client, path }: Place): Promise<readonly Schema<"Notice">[]> {
  const { notices } = answerOf(
    await client.GET("/api/districts/{districtId}/estates/{estateId}/notices", {
      params: { path },
    }),
  );
  return notices;
}
