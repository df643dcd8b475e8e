import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type ClosingItem = Schema<"ClosingItem">;
export type MonthSeal = Schema<"Seal">;
export type HandOver = Schema<"HandOver">;
export interface Checklist {
  readonly month: string;
  readonly isSealed: boolean;
  readonly items: ClosingItem[];
}

const base = "/api/districts/{districtId}/estates/{estateId}" as const;

export function useChecklist(month: string): UseQueryResult<Checklist> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "closing-checklist", month],
    queryFn: (): Promise<Checklist> =>
      answer(api.GET(`${base}/closing-checklist`, { params: { path, query: { month } } })),
  });
}

export function useSeals(): UseQueryResult<MonthSeal[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "seals"],
    queryFn: async (): Promise<MonthSeal[]> =>
      (await answer(api.GET(`${base}/seals`, { params: { path } }))).seals,
  });
}

export function useSealMonth(): UseMutationResult<MonthSeal, Error, { month: string }> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<MonthSeal> =>
      answer(
        api.POST(`${base}/seals`, { params: { path, header: { "idempotency-key": key } }, body }),
      ),
  );
}

export function useCountersign(): UseMutationResult<MonthSeal, Error, { month: string }> {
  const path = useEstatePath();
  return useSubmission(
    ({ month }, key): Promise<MonthSeal> =>
      answer(
        api.POST(`${base}/seals/{month}/countersignature`, {
          params: { path: { ...path, month }, header: { "idempotency-key": key } },
        }),
      ),
  );
}

export function useCloseYear(): UseMutationResult<{ year: number }, Error, { year: number }> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/year-closings`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useHandOvers(): UseQueryResult<HandOver[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "hand-overs"],
    queryFn: async (): Promise<HandOver[]> =>
      (await answer(api.GET(`${base}/hand-overs`, { params: { path } }))).handOvers,
  });
}

export interface NewHandOver {
  readonly successor: string;
  readonly occurredOn: string;
  readonly reason: string;
  readonly mandateId: string;
}

export function useHandOver(): UseMutationResult<HandOver, Error, NewHandOver> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<HandOver> =>
      answer(
        api.POST(`${base}/hand-overs`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}
