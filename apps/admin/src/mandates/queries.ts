import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type Mandate = Schema<"Mandate">;

export function useMandates(): UseQueryResult<Mandate[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "mandates"],
    queryFn: () =>
      everyPage("mandates", (query) =>
        answer(
          api.GET("/api/districts/{districtId}/estates/{estateId}/mandates", {
            params: { path, query },
          }),
        ),
      ),
  });
}

export interface NewMandate {
  readonly resolutionId: string;
  readonly resolvedOn: string;
  readonly subject: string;
  readonly scanSha256: string;
}

export function useRecordMandate(): UseMutationResult<Mandate, Error, NewMandate> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/mandates", {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useConfirmMandate(): UseMutationResult<Mandate, Error, { mandateId: string }> {
  const path = useEstatePath();
  return useSubmission(({ mandateId }, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/mandates/{mandateId}/confirmation", {
        params: { path: { ...path, mandateId }, header: { "idempotency-key": key } },
      }),
    ),
  );
}
