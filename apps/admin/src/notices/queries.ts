import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type Notice = Schema<"Notice">;

/** All notices; asked for again every second while one is being made. */
export function useNotices(): UseQueryResult<Notice[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "notices"],
    queryFn: () =>
      everyPage("notices", (query) =>
        answer(
          api.GET("/api/districts/{districtId}/estates/{estateId}/notices", {
            params: { path, query },
          }),
        ),
      ),
    refetchInterval: ({ state }) =>
      state.data?.some((notice) => notice.state === "requested") ? 1_000 : false,
  });
}

export function usePublishNotice(): UseMutationResult<Notice, Error, { month: string }> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/notices", {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}
