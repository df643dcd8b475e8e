import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useDistrictPath } from "../session/district-context.tsx";

export type Watch = Schema<"Watch">;
export type WatchLine = Schema<"WatchLine">;

export function useWatch(): UseQueryResult<Watch> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["district", path.districtId, "watch"],
    queryFn: () => answer(api.GET("/api/districts/{districtId}/watch", { params: { path } })),
  });
}
