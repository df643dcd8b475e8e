import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";

export type Chain = Schema<"ResolutionChain">;

const base = "/api/public/districts/{districtId}/estates/{estateId}" as const;

/** From either end; what is walked is public, so that a resident sees the same. */
export function useChain(
  from: { readonly mandateId: string } | { readonly orderId: string },
): UseQueryResult<Chain> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "chain", from],
    queryFn: () =>
      "mandateId" in from
        ? answer(
            api.GET(`${base}/resolutions/{mandateId}/chain`, {
              params: { path: { ...path, mandateId: from.mandateId } },
            }),
          )
        : answer(
            api.GET(`${base}/payments/{orderId}/chain`, {
              params: { path: { ...path, orderId: from.orderId } },
            }),
          ),
  });
}

export function useResolutions() {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "resolutions"],
    queryFn: async () =>
      (await answer(api.GET(`${base}/resolutions`, { params: { path } }))).resolutions,
  });
}
