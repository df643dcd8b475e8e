import type { UseMutationResult } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type BillRun = Schema<"BillRun">;

export interface BillOrder {
  readonly month: string;
  readonly occurredOn?: string;
}

export function useRunBills(): UseMutationResult<BillRun, Error, BillOrder> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/bill-runs", {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}
