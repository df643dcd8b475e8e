import type { LocalDate } from "@xinyi/calendar";
import { answerOf, type District } from "../connection.ts";
import { RateFacts } from "./facts.ts";

/** The rates of a period, as the server counts them from the logs of its cases. */
export async function readRates(
  { client, path, name, zone }: District,
  period: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<RateFacts> {
  const answer = answerOf(
    await client.GET("/api/districts/{districtId}/complaint-rates", {
      params: { path, query: period },
    }),
  );
  return RateFacts.parse({ ...answer, districtName: name, estateName: null, zone });
}
