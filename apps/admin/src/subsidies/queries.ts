import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

type Money = Schema<"Money">;
export type Batch = Schema<"SubsidyBatch">;

const base = "/api/districts/{districtId}/estates/{estateId}" as const;

export interface Subsidies {
  readonly batches: Batch[];
  readonly receivable: Money;
  readonly due: Money;
  readonly units: { unitId: string; unitNumber: string; amount: Money }[];
}

export function useSubsidies(): UseQueryResult<Subsidies> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "subsidies"],
    queryFn: (): Promise<Subsidies> =>
      answer(api.GET(`${base}/subsidy-batches`, { params: { path } })),
  });
}

export interface Eligible {
  readonly unitId: string;
  readonly unitNumber: string;
  readonly billed: Money;
  readonly standing: "eligible" | "granted" | "not-paid";
}

export function useEligible(period: string): UseQueryResult<Eligible[]> {
  const path = useEstatePath();
  return useQuery({
    enabled: /^\d{4}-\d{2}$/.test(period),
    queryKey: ["estate", path.estateId, "subsidy-eligible", period],
    queryFn: async (): Promise<Eligible[]> =>
      (await answer(api.GET(`${base}/subsidy-eligible`, { params: { path, query: { period } } })))
        .units,
  });
}

export interface NewBatch {
  readonly period: string;
  readonly rate: string;
  readonly authority: string;
  readonly evidenceSha256: string;
}

export function useGrant(): UseMutationResult<Batch, Error, NewBatch> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<Batch> =>
      answer(
        api.POST(`${base}/subsidy-batches`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}

export interface NewCredit {
  readonly occurredOn: string;
  readonly unitIds: string[];
}

export function useCredit(): UseMutationResult<{ credited: number }, Error, NewCredit> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/subsidy-credits`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}
