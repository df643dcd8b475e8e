import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type PolicyBody = Schema<"PolicyBody">;
export type AccessPolicy = Schema<"AccessPolicy">;
export type Signatory = Schema<"Signatory">;
export type Delegation = Schema<"Delegation">;

export interface Rights {
  readonly policies: readonly AccessPolicy[];
  readonly delegations: readonly Delegation[];
  readonly signatories: readonly Signatory[];
  readonly preset: PolicyBody;
}

const base = "/api/districts/{districtId}/estates/{estateId}" as const;

export function useRights(): UseQueryResult<Rights> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "access-policies"],
    queryFn: (): Promise<Rights> =>
      answer(api.GET(`${base}/access-policies`, { params: { path } })),
  });
}

export function useSetPolicy(): UseMutationResult<
  AccessPolicy,
  Error,
  { from: string; mandateId: string; policy: PolicyBody }
> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/access-policies`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useDelegate(): UseMutationResult<
  Delegation,
  Error,
  { toPersonId: string; party: "trustee" | "committee"; from: string; to: string }
> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/delegations`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}
