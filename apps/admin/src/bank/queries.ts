import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { compareDates, isLocalDate, monthOf, type YearMonth } from "@xinyi/calendar";
import { answer, api, asFile } from "../api.ts";
import { todayIn } from "../clock.ts";
import { everyPage } from "../every-page.ts";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type BankLine = Schema<"BankLine">;
export type BankStatement = Schema<"BankStatement">;
export type StatementImport = Schema<"StatementImport">;
export type LineState = BankLine["state"];

export const lineStates = ["suspense", "unexplained", "matched", "explained", "bounced"] as const;

export function isLineState(text: string | undefined): text is LineState {
  return (lineStates as readonly (string | undefined)[]).includes(text);
}

export function useStatements(enabled = true): UseQueryResult<BankStatement[]> {
  const path = useEstatePath();
  return useQuery({
    enabled,
    queryKey: ["estate", path.estateId, "bank-statements"],
    queryFn: () =>
      everyPage("statements", (query) =>
        answer(
          api.GET("/api/districts/{districtId}/estates/{estateId}/bank-statements", {
            params: { path, query },
          }),
        ),
      ),
  });
}

export function useImportStatement(): UseMutationResult<StatementImport, Error, { file: File }> {
  const path = useEstatePath();
  return useSubmission(({ file }, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/bank-statements", {
        params: { path, header: { "idempotency-key": key } },
        headers: { "content-type": "application/xml" },
        ...asFile(file),
      }),
    ),
  );
}

export function useBankLines(filter: {
  readonly state?: LineState;
  readonly statementId?: string;
}): UseQueryResult<BankLine[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "bank-lines", filter],
    queryFn: () =>
      everyPage("lines", (query) =>
        answer(
          api.GET("/api/districts/{districtId}/estates/{estateId}/bank-lines", {
            params: { path, query: { ...filter, ...query } },
          }),
        ),
      ),
  });
}

export interface MatchOrder {
  readonly lineId: string;
  readonly unitId: string;
  readonly occurredOn: string;
  readonly reason: string;
}

export function useMatchLine(): UseMutationResult<BankLine, Error, MatchOrder> {
  const path = useEstatePath();
  return useSubmission(({ lineId, ...body }, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/bank-lines/{lineId}/match", {
        params: { path: { ...path, lineId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export interface Explanation {
  readonly lineId: string;
  readonly head: string;
  readonly payee: string;
  readonly purpose: string;
  readonly voucherNumber: string;
  readonly voucherSha256?: string;
}

export function useExplainLine(): UseMutationResult<BankLine, Error, Explanation> {
  const path = useEstatePath();
  return useSubmission(({ lineId, ...body }, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/bank-lines/{lineId}/spending", {
        params: { path: { ...path, lineId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useStoreVoucher(): UseMutationResult<Schema<"Voucher">, Error, File> {
  const path = useEstatePath();
  return useSubmission((file, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/vouchers", {
        params: { path, header: { "idempotency-key": key } },
        headers: { "content-type": "application/octet-stream" },
        ...asFile(file),
      }),
    ),
  );
}

export interface Head {
  readonly head: string;
  readonly titleZh: string;
  readonly titleEn: string;
}

export function useHeads(): UseQueryResult<Head[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "heads"],
    queryFn: async () => {
      const reply = api.GET("/api/districts/{districtId}/estates/{estateId}/heads", {
        params: { path },
      });
      return (await answer(reply)).heads;
    },
  });
}

/**
 * The month a screen begins with: the last one the bank has told of, or the present one where
 * nothing was imported or the bank is not for this person to see. Undefined while it is looked up.
 */
export function useLatestMonth(): YearMonth | undefined {
  const { estate, may } = useEstate();
  const mayRead = may("bank:read");
  const statements = useStatements(mayRead);
  if (mayRead && statements.isPending) return undefined;
  const closings = (statements.data ?? []).flatMap(({ closingOn }) =>
    closingOn !== null && isLocalDate(closingOn) ? [closingOn] : [],
  );
  return monthOf(closings.sort(compareDates).at(-1) ?? todayIn(estate.zone));
}
