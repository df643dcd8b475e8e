import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { paths, Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useDistrictPath } from "../session/district-context.tsx";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type GovernanceOverview = Schema<"GovernanceOverview">;
export type EstateStanding = Schema<"EstateStanding">;
export type Coverage = Schema<"Coverage">;
export type Governance = Schema<"Governance">;
export type Conversion = Schema<"Conversion">;
export type EstateFacts = Schema<"EstateFacts">;

const district = "/api/districts/{districtId}/governance" as const;
const here = "/api/districts/{districtId}/estates/{estateId}/governance" as const;
type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { "application/json": infer Content } } };
}
  ? Content
  : never;

export function useOverview(): UseQueryResult<GovernanceOverview> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "governance-overview", path.districtId],
    queryFn: () => answer(api.GET(district, { params: { path } })),
  });
}

export interface MapPlace {
  readonly name: string;
  readonly rings: number[][][];
  readonly point: number[] | null;
}
export function useMap(): UseQueryResult<readonly MapPlace[] | null> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "map", path.districtId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      (await answer(api.GET(`${district}/map`, { params: { path } }))).places as MapPlace[] | null,
  });
}

export function useSetTarget() {
  const path = useDistrictPath();
  return useSubmission((body: Body<`${typeof district}/targets`>, key) =>
    answer(
      api.POST(`${district}/targets`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useGovernance(): UseQueryResult<Governance> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "governance"],
    queryFn: () => answer(api.GET(here, { params: { path } })),
  });
}

/** The writes of one estate: each answers the estate as it is then. */
export function useGovernanceWrites() {
  const path = useEstatePath();
  const params = (key: string) => ({ path, header: { "idempotency-key": key } });
  return {
    facts: useSubmission((body: Body<`${typeof here}/facts`>, key) =>
      answer(api.POST(`${here}/facts`, { params: params(key), body })),
    ),
    first: useSubmission((body: Body<`${typeof here}/first-mode`>, key) =>
      answer(api.POST(`${here}/first-mode`, { params: params(key), body })),
    ),
    change: useSubmission((body: Body<`${typeof here}/modes`>, key) =>
      answer(api.POST(`${here}/modes`, { params: params(key), body })),
    ),
    provide: useSubmission((body: Body<`${typeof here}/provider`>, key) =>
      answer(api.POST(`${here}/provider`, { params: params(key), body })),
    ),
    begin: useSubmission((body: Body<`${typeof here}/conversions`>, key) =>
      answer(api.POST(`${here}/conversions`, { params: params(key), body })),
    ),
    step: useSubmission(
      (
        {
          conversionId,
          ...body
        }: Body<`${typeof here}/conversions/{conversionId}/steps`> & { conversionId: string },
        key,
      ) =>
        answer(
          api.POST(`${here}/conversions/{conversionId}/steps`, {
            params: { ...params(key), path: { ...path, conversionId } },
            body,
          }),
        ),
    ),
    opening: useSubmission(
      (
        {
          conversionId,
          ...body
        }: Body<`${typeof here}/conversions/{conversionId}/opening`> & { conversionId: string },
        key,
      ) =>
        answer(
          api.POST(`${here}/conversions/{conversionId}/opening`, {
            params: { ...params(key), path: { ...path, conversionId } },
            body,
          }),
        ),
    ),
  };
}
