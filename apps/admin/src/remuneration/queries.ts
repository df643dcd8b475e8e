import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type FeeMonth = Schema<"RemunerationMonth">;
export type Marks = Schema<"Marks">;

const base = "/api/districts/{districtId}/estates/{estateId}" as const;

export interface RemunerationStanding {
  readonly payable: Schema<"Money">;
  readonly months: FeeMonth[];
  readonly marks: Marks[];
}

export function useRemuneration(): UseQueryResult<RemunerationStanding> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "remuneration"],
    queryFn: (): Promise<RemunerationStanding> =>
      answer(api.GET(`${base}/remuneration`, { params: { path } })),
  });
}

export function useAccrue(): UseMutationResult<FeeMonth, Error, { month: string }> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<FeeMonth> =>
      answer(
        api.POST(`${base}/remuneration`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}

export interface NewMarks {
  readonly month: string;
  readonly score: string;
  readonly outOf: string;
  readonly scanSha256: string;
}

export function useRecordMarks(): UseMutationResult<Marks, Error, NewMarks> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<Marks> =>
      answer(
        api.POST(`${base}/marks`, { params: { path, header: { "idempotency-key": key } }, body }),
      ),
  );
}

export function useConfirmMarks(): UseMutationResult<Marks, Error, { marksId: string }> {
  const path = useEstatePath();
  return useSubmission(
    ({ marksId }, key): Promise<Marks> =>
      answer(
        api.POST(`${base}/marks/{marksId}/confirmation`, {
          params: { path: { ...path, marksId }, header: { "idempotency-key": key } },
        }),
      ),
  );
}
