import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import type { RoutingPack } from "@xinyi/complaint-routing";
import { answer, api } from "../../api.ts";
import { useEstate } from "../../session/estate-context.tsx";
import { useSubmission } from "../../submission.ts";

export type PackHead = Schema<"RoutingPackHead">;
export type PackVersion = Omit<Schema<"RoutingPackVersion">, "content"> & {
  /** The server has read it by its schema before it was kept. */
  readonly content: RoutingPack;
};

const base = "/api/districts/{districtId}/routing-packs" as const;

export function useRoutingPacks(): UseQueryResult<{ packs: PackHead[]; bundled: string[] }> {
  const { districtId } = useEstate();
  return useQuery({
    queryKey: ["estate", "routing-packs", districtId],
    queryFn: () => answer(api.GET(base, { params: { path: { districtId } } })),
  });
}

export function useRoutingPack(packVersionId: string | undefined): UseQueryResult<PackVersion> {
  const { districtId } = useEstate();
  return useQuery({
    enabled: packVersionId !== undefined,
    queryKey: ["estate", "routing-packs", districtId, packVersionId],
    queryFn: async () => {
      const path = { districtId, packVersionId: packVersionId ?? "" };
      return (await answer(
        api.GET(`${base}/{packVersionId}`, { params: { path } }),
      )) as PackVersion;
    },
  });
}

export type NewPack =
  | { readonly from: "bundled"; readonly id: string }
  | { readonly from: "upload"; readonly content: RoutingPack };

export function useAddRoutingPack(): UseMutationResult<
  Schema<"RoutingPackVersion">,
  Error,
  NewPack
> {
  const { districtId } = useEstate();
  return useSubmission((body, key) =>
    answer(
      api.POST(base, {
        params: { path: { districtId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export type Channel = Schema<"DisciplineChannel">;

export function useDisciplineChannel(): UseQueryResult<Channel> {
  const { districtId } = useEstate();
  return useQuery({
    queryKey: ["estate", "discipline-channel", districtId],
    queryFn: () =>
      answer(
        api.GET("/api/public/districts/{districtId}/discipline-channel", {
          params: { path: { districtId } },
        }),
      ),
  });
}

export interface ChannelGiven {
  readonly number: string;
  readonly address: string;
  readonly hours: string;
  readonly recipient?: string;
}

export function useSetDisciplineChannel(): UseMutationResult<Channel, Error, ChannelGiven> {
  const { districtId } = useEstate();
  return useSubmission((body, key) =>
    answer(
      api.POST("/api/districts/{districtId}/discipline-channel", {
        params: { path: { districtId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}
