import type { UseMutationResult } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type BillRun = Schema<"BillRun">;
export type BillPlan = Schema<"BillPlan">;
export type Bill = Schema<"Bill">;

const base = "/api/districts/{districtId}/estates/{estateId}" as const;

export interface PlanOrder {
  readonly month: string;
  readonly occurredOn?: string;
}

/** The dry run: asked for by a button, and never the same twice when something has changed. */
export function useBillPlan(): UseMutationResult<BillPlan, Error, PlanOrder> {
  const path = useEstatePath();
  return useSubmission(
    (query): Promise<BillPlan> => answer(api.GET(`${base}/bill-plan`, { params: { path, query } })),
  );
}

export interface BillOrder extends PlanOrder {
  readonly planHash: string;
}

export function useRunBills(): UseMutationResult<BillRun, Error, BillOrder> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<BillRun> =>
      answer(
        api.POST(`${base}/bill-runs`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}

/** Every bill of a month, reckoned again from its dated rules. */
export function useRecheck(): UseMutationResult<Bill[], Error, { month: string }> {
  const path = useEstatePath();
  return useSubmission(
    async (query): Promise<Bill[]> =>
      (await answer(api.GET(`${base}/bills`, { params: { path, query } }))).bills,
  );
}
