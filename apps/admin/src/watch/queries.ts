import {
  type UseMutationResult,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useDistrictPath } from "../session/district-context.tsx";
import { useSubmission } from "../submission.ts";

export type Watch = Schema<"Watch">;
export type WatchLine = Schema<"WatchLine">;

export interface NewBar {
  readonly kind: WatchLine["kind"];
  readonly value: number;
  readonly from: string;
}

export function useSetBar(): UseMutationResult<NewBar, Error, NewBar> {
  const path = useDistrictPath();
  const client = useQueryClient();
  return useSubmission(async (body, key) => {
    const set = await answer(
      api.POST("/api/districts/{districtId}/watch/bars", {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    );
    await client.invalidateQueries({ queryKey: ["district", path.districtId, "watch"] });
    return set;
  });
}

export function useWatch(): UseQueryResult<Watch> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["district", path.districtId, "watch"],
    queryFn: () => answer(api.GET("/api/districts/{districtId}/watch", { params: { path } })),
  });
}
