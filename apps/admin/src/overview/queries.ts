import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useEstatePath } from "../session/estate-context.tsx";

export type Summary = Schema<"Summary">;
export type UnitPayment = Schema<"UnitPayment">;

export function useSummary(month: string): UseQueryResult<Summary> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "summary", month],
    queryFn: () =>
      answer(
        api.GET("/api/districts/{districtId}/estates/{estateId}/summary", {
          params: { path, query: { month } },
        }),
      ),
  });
}

export function useUnitPayments(month: string): UseQueryResult<UnitPayment[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "unit-payments", month],
    queryFn: () =>
      everyPage("payments", (query) =>
        answer(
          api.GET("/api/districts/{districtId}/estates/{estateId}/unit-payments", {
            params: { path, query: { month, ...query } },
          }),
        ),
      ),
  });
}
