import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

type Money = Schema<"Money">;
export type PlanCheck = Schema<"PlanCheck">;
export type BudgetDraft = Schema<"BudgetDraft">;
export type LineStanding = Schema<"LineStanding">;

const base = "/api/districts/{districtId}/estates/{estateId}/budgets" as const;

export function useBudgets(year: number): UseQueryResult<BudgetDraft[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "budgets", year],
    queryFn: () =>
      everyPage("drafts", (query) =>
        answer(api.GET(base, { params: { path, query: { year, ...query } } })),
      ),
  });
}

export function useStanding(year: number): UseQueryResult<LineStanding[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "budgets", "standing", year],
    queryFn: async () =>
      (await answer(api.GET(`${base}/standing`, { params: { path, query: { year } } }))).lines,
  });
}

export interface NewDraft {
  readonly year: number;
  readonly lines: { line: string; amount: Money }[];
  readonly remunerationRate: string;
  readonly appraisalShare?: string;
}

export function useDraftBudget(): UseMutationResult<BudgetDraft, Error, NewDraft> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<BudgetDraft> =>
      answer(api.POST(base, { params: { path, header: { "idempotency-key": key } }, body })),
  );
}

/** What can be done with a draft, one after the other. */
export type BudgetStep =
  | { readonly step: "publish"; readonly closesOn: string }
  | { readonly step: "comment"; readonly words: string }
  | { readonly step: "answer"; readonly commentId: string; readonly words: string }
  | { readonly step: "adopt"; readonly mandateId: string };

export function useBudgetStep(draftId: string): UseMutationResult<BudgetDraft, Error, BudgetStep> {
  const path = { ...useEstatePath(), draftId };
  return useSubmission((asked, key): Promise<BudgetDraft> => {
    const header = { "idempotency-key": key };
    const params = { path, header };
    switch (asked.step) {
      case "publish": {
        const body = { closesOn: asked.closesOn };
        return answer(api.POST(`${base}/{draftId}/publication`, { params, body }));
      }
      case "comment": {
        const body = { words: asked.words };
        return answer(api.POST(`${base}/{draftId}/comments`, { params, body }));
      }
      case "answer":
        return answer(
          api.POST(`${base}/{draftId}/comments/{commentId}/answer`, {
            params: { path: { ...path, commentId: asked.commentId }, header },
            body: { words: asked.words },
          }),
        );
      case "adopt": {
        const body = { mandateId: asked.mandateId };
        return answer(api.POST(`${base}/{draftId}/adoption`, { params, body }));
      }
    }
  });
}
