import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type Payee = Schema<"Payee">;

const base = "/api/districts/{districtId}/estates/{estateId}/payees" as const;

export function usePayees(): UseQueryResult<Payee[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "payees"],
    queryFn: () =>
      everyPage("payees", (query) => answer(api.GET(base, { params: { path, query } }))),
  });
}

export interface NewPayee {
  readonly name: string;
  readonly personId?: string;
  readonly bankName: string;
  readonly number: string;
}

export function useAddPayee(): UseMutationResult<Payee, Error, NewPayee> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(api.POST(base, { params: { path, header: { "idempotency-key": key } }, body })),
  );
}

export function useChangeAccount(): UseMutationResult<
  Payee,
  Error,
  { payee: Payee; bankName: string; number: string }
> {
  const path = useEstatePath();
  return useSubmission(({ payee, ...body }, key) =>
    answer(
      api.POST(`${base}/{payeeId}/accounts`, {
        params: {
          path: { ...path, payeeId: payee.id },
          header: { "idempotency-key": key, "if-match": payee.etag },
        },
        body,
      }),
    ),
  );
}
