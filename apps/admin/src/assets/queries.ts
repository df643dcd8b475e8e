import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type Asset = Schema<"Asset">;
export type Lease = Schema<"Lease">;

const base = "/api/districts/{districtId}/estates/{estateId}" as const;

export function useAssets(): UseQueryResult<Asset[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "assets"],
    queryFn: () =>
      everyPage("assets", (query) =>
        answer(api.GET(`${base}/assets`, { params: { path, query } })),
      ),
  });
}

export interface NewAsset {
  readonly number: string;
  readonly name: string;
  readonly kind: Asset["kind"];
  readonly place: string;
  readonly area?: string;
  readonly collectiveShare: string;
  readonly heldSince: string;
}

export function useRegisterAsset(): UseMutationResult<Asset, Error, NewAsset> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/assets`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export interface NewLease {
  readonly assetId: string;
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
  readonly rent: Schema<"Money">;
  readonly dueDay: number;
  readonly contractSha256: string;
}

export function useRecordLease(): UseMutationResult<Asset, Error, NewLease> {
  const path = useEstatePath();
  return useSubmission(({ assetId, ...body }, key) =>
    answer(
      api.POST(`${base}/assets/{assetId}/leases`, {
        params: { path: { ...path, assetId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export interface Rent {
  readonly leaseId: string;
  readonly lineId: string;
  readonly reason: string;
}

export function useBookRent(): UseMutationResult<Schema<"BankLine">, Error, Rent> {
  const path = useEstatePath();
  return useSubmission(({ leaseId, ...body }, key) =>
    answer(
      api.POST(`${base}/leases/{leaseId}/receipts`, {
        params: { path: { ...path, leaseId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}
