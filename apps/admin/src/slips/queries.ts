import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type OwnerDoor = Schema<"OwnerDoor">;
export type IssuedSlips = Schema<"IssuedSlips">;
export type Manner = "in-person" | "household-member" | "letterbox" | "post";

export function useOwnerDoors(): UseQueryResult<OwnerDoor[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "owner-doors"],
    queryFn: () =>
      everyPage("owners", (query) =>
        answer(
          api.GET("/api/districts/{districtId}/estates/{estateId}/owner-doors", {
            params: { path, query },
          }),
        ),
      ),
  });
}

/** Not kept in any cache: the digits are gone with the screen that showed them. */
export function useIssueSlips(): UseMutationResult<
  IssuedSlips,
  Error,
  { personIds: readonly string[] }
> {
  const path = useEstatePath();
  return useSubmission(({ personIds }, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/slips", {
        params: { path, header: { "idempotency-key": key } },
        body: { personIds: [...personIds] },
      }),
    ),
  );
}

export interface HandOver {
  readonly slipId: string;
  readonly manner: Manner;
  readonly on: string;
}

export function useHandOver(): UseMutationResult<{ slipId: string }, Error, HandOver> {
  const path = useEstatePath();
  return useSubmission(({ slipId, ...body }, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/slips/{slipId}/handover", {
        params: { path: { ...path, slipId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}
