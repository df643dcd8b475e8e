import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

type Money = Schema<"Money">;
export type Tariff = Schema<"Tariff">;
export type SharedCost = Schema<"SharedCost">;
export type LateRule = Schema<"LateRule">;
export type LatePlan = Schema<"LatePlan">;
export type Arrears = Schema<"Arrears">;
export type Relief = Schema<"Relief">;

const base = "/api/districts/{districtId}/estates/{estateId}" as const;

export function useTariffs(): UseQueryResult<Tariff[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "tariffs"],
    queryFn: async (): Promise<Tariff[]> =>
      (await answer(api.GET(`${base}/tariffs`, { params: { path } }))).tariffs,
  });
}

export interface NewTariff {
  readonly item: string;
  readonly title: string;
  readonly kind: Tariff["kind"];
  readonly from: string;
  readonly rate?: string;
  readonly split?: "area" | "equal";
  readonly mandateId: string;
}

export function useSetTariff(): UseMutationResult<Tariff, Error, NewTariff> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<Tariff> =>
      answer(
        api.POST(`${base}/tariffs`, { params: { path, header: { "idempotency-key": key } }, body }),
      ),
  );
}

export interface NewReadings {
  readonly item: string;
  readonly readOn: string;
  readonly readings: { unitNumber: string; reading: string }[];
}

export function useReadMeters(): UseMutationResult<{ recorded: number }, Error, NewReadings> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/meter-readings`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useSharedCosts(): UseQueryResult<SharedCost[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "shared-costs"],
    queryFn: async (): Promise<SharedCost[]> =>
      (await answer(api.GET(`${base}/shared-costs`, { params: { path } }))).costs,
  });
}

export interface NewSharedCost {
  readonly item: string;
  readonly month: string;
  readonly amount: Money;
  readonly voucherSha256: string;
}

export function useRecordSharedCost(): UseMutationResult<SharedCost, Error, NewSharedCost> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<SharedCost> =>
      answer(
        api.POST(`${base}/shared-costs`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}

export function useLateRules(): UseQueryResult<LateRule[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "late-rules"],
    queryFn: async (): Promise<LateRule[]> =>
      (await answer(api.GET(`${base}/late-rules`, { params: { path } }))).rules,
  });
}

export interface NewLateRule {
  readonly from: string;
  readonly yearlyRate: string;
  readonly graceDays: number;
  readonly dayCount: 360 | 365;
  readonly mandateId: string;
}

export function useSetLateRule(): UseMutationResult<LateRule, Error, NewLateRule> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<LateRule> =>
      answer(
        api.POST(`${base}/late-rules`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}

export function useArrears(on: string): UseQueryResult<Arrears> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "arrears", on],
    queryFn: (): Promise<Arrears> =>
      answer(api.GET(`${base}/arrears`, { params: { path, query: { on } } })),
  });
}

/** A dry run is asked for by a button, like a submission; nothing is written by it. */
export function useLatePlan(): UseMutationResult<LatePlan, Error, { until: string }> {
  const path = useEstatePath();
  return useSubmission(
    (query): Promise<LatePlan> =>
      answer(api.GET(`${base}/late-charge-plan`, { params: { path, query } })),
  );
}

export interface LateOrder {
  readonly until: string;
  readonly occurredOn: string;
  readonly planHash: string;
}

export function usePostLateCharges(): UseMutationResult<{ posted: number }, Error, LateOrder> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/late-charges`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useReliefs(enabled: boolean): UseQueryResult<Relief[]> {
  const path = useEstatePath();
  return useQuery({
    enabled,
    queryKey: ["estate", path.estateId, "reliefs"],
    queryFn: async (): Promise<Relief[]> =>
      (await answer(api.GET(`${base}/reliefs`, { params: { path } }))).reliefs,
  });
}

export interface ReliefOrder {
  readonly kind: "credit-note" | "waiver" | "write-off";
  readonly occurredOn: string;
  readonly reason: string;
  readonly mandateId: string;
  readonly items: { unitId: string; amount: Money }[];
}

export function useRelieve(): UseMutationResult<{ reliefs: Relief[] }, Error, ReliefOrder> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<{ reliefs: Relief[] }> =>
      answer(
        api.POST(`${base}/reliefs`, { params: { path, header: { "idempotency-key": key } }, body }),
      ),
  );
}
