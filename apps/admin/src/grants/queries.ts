import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type Grant = Schema<"Grant">;
export type Stage = Schema<"GrantStage">;
export type PurposeFund = Schema<"PurposeFund">;

const base = "/api/districts/{districtId}/estates/{estateId}" as const;

export interface GrantDesk {
  readonly grants: readonly Grant[];
  readonly funds: readonly PurposeFund[];
}

export function useGrants(): UseQueryResult<GrantDesk> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "grants"],
    queryFn: async (): Promise<GrantDesk> => {
      let funds: readonly PurposeFund[] = [];
      const grants = await everyPage("grants", async (query) => {
        const page = await answer(api.GET(`${base}/grants`, { params: { path, query } }));
        funds = page.funds;
        return page;
      });
      return { grants, funds };
    },
  });
}

export interface Gift {
  readonly lineId: string;
  readonly fund: string;
  readonly wish: string;
}

export function useBookGift(): UseMutationResult<Schema<"BankLine">, Error, Gift> {
  const path = useEstatePath();
  return useSubmission(({ lineId, ...body }, key) =>
    answer(
      api.POST(`${base}/bank-lines/{lineId}/gift`, {
        params: { path: { ...path, lineId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export interface NewGrant {
  readonly fund: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly decisionSha256: string;
  readonly stages: { title: string; amount: Schema<"Money">; dueOn: string }[];
}

export function useProposeGrant(): UseMutationResult<Grant, Error, NewGrant> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/grants`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useAwardGrant(grantId: string): UseMutationResult<Grant, Error, object> {
  const path = useEstatePath();
  return useSubmission((_, key) =>
    answer(
      api.POST(`${base}/grants/{grantId}/award`, {
        params: { path: { ...path, grantId }, header: { "idempotency-key": key } },
      }),
    ),
  );
}

/** One step of a stage: its proof, another's acceptance, the bank line that paid it. */
export type StageStep =
  | { readonly step: "proof"; readonly evidenceSha256: string }
  | { readonly step: "acceptance" }
  | { readonly step: "payment"; readonly lineId: string };

export function useStageStep(
  grantId: string,
  stage: number,
): UseMutationResult<Grant, Error, StageStep> {
  const path = useEstatePath();
  const one = `${base}/grants/{grantId}/stages/{stage}` as const;
  return useSubmission((given, key) => {
    const params = {
      path: { ...path, grantId, stage },
      header: { "idempotency-key": key },
    };
    if (given.step === "acceptance") return answer(api.POST(`${one}/acceptance`, { params }));
    if (given.step === "proof") {
      const { evidenceSha256 } = given;
      return answer(api.POST(`${one}/proof`, { params, body: { evidenceSha256 } }));
    }
    return answer(api.POST(`${one}/payment`, { params, body: { lineId: given.lineId } }));
  });
}
