import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

type Money = Schema<"Money">;
export type FundBalance = Schema<"FundBalance">;
export type FundAct = Schema<"FundAct">;
export type Booking = Schema<"Booking">;
type BankLine = Schema<"BankLine">;
type Entry = Schema<"Entry">;

const base = "/api/districts/{districtId}/estates/{estateId}" as const;

export interface AsOf {
  readonly occurredOn?: string;
  readonly recordedAt?: string;
}

export interface Balances {
  readonly imprest: Money | null;
  readonly funds: FundBalance[];
}

export function useFundBalances(asOf: AsOf): UseQueryResult<Balances> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "fund-balances", asOf],
    queryFn: (): Promise<Balances> =>
      answer(api.GET(`${base}/fund-balances`, { params: { path, query: asOf } })),
  });
}

export interface NewFundAct {
  readonly act: FundAct;
  readonly occurredOn: string;
  readonly amount: Money;
  readonly reason: string;
}

export function usePostFundAct(): UseMutationResult<Entry, Error, NewFundAct> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<Entry> =>
      answer(
        api.POST(`${base}/fund-acts`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}

export interface NewBooking {
  readonly lineId: string;
  readonly booking: Booking;
  readonly reason: string;
  readonly payee?: string;
  readonly voucherNumber?: string;
}

export function useBookLine(): UseMutationResult<BankLine, Error, NewBooking> {
  const path = useEstatePath();
  return useSubmission(
    ({ lineId, ...body }, key): Promise<BankLine> =>
      answer(
        api.POST(`${base}/bank-lines/{lineId}/booking`, {
          params: { path: { ...path, lineId }, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}
