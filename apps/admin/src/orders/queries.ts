import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { signWithPasskey } from "../passkey.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type Order = Schema<"PaymentOrder">;
export type OrderCard = Schema<"PaymentOrderCard">;

const base = "/api/districts/{districtId}/estates/{estateId}/payment-orders" as const;

export function useOrders(): UseQueryResult<Order[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "orders"],
    queryFn: () =>
      everyPage("orders", (query) => answer(api.GET(base, { params: { path, query } }))),
  });
}

export function useOrder(orderId: string): UseQueryResult<OrderCard> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "orders", orderId],
    queryFn: () => answer(api.GET(`${base}/{orderId}`, { params: { path: { ...path, orderId } } })),
  });
}

export interface OrderTerms {
  readonly payeeId: string;
  readonly amount: { amount: string; currency: string };
  readonly line: string;
  readonly purpose: string;
  readonly contract?: string;
  readonly invoiceNumber?: string;
  readonly voucherSha256: string;
}

export function usePropose(): UseMutationResult<
  OrderCard,
  Error,
  OrderTerms & { isEmergency: boolean }
> {
  const path = useEstatePath();
  return useSubmission(
    (body, key): Promise<OrderCard> =>
      answer(api.POST(base, { params: { path, header: { "idempotency-key": key } }, body })),
  );
}

/** `card` is what was seen: the server refuses where it is no longer so. */
export function useChangeOrder(card: OrderCard): UseMutationResult<OrderCard, Error, OrderTerms> {
  const path = { ...useEstatePath(), orderId: card.id };
  return useSubmission(
    (body, key): Promise<OrderCard> =>
      answer(
        api.POST(`${base}/{orderId}/versions`, {
          params: { path, header: { "idempotency-key": key, "if-match": card.etag } },
          body,
        }),
      ),
  );
}

export function useApprove(
  orderId: string,
): UseMutationResult<OrderCard, Error, { hash: string; code: string }> {
  const path = { ...useEstatePath(), orderId };
  return useSubmission(
    (body, key): Promise<OrderCard> =>
      answer(
        api.POST(`${base}/{orderId}/approvals`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}

/** The passkey signs the hash of what was shown, as the server hands it out for this order. */
export function useApproveWithPasskey(
  orderId: string,
): UseMutationResult<OrderCard, Error, { hash: string }> {
  const path = { ...useEstatePath(), orderId };
  return useSubmission(async ({ hash }, key): Promise<OrderCard> => {
    const { options } = await answer(
      api.GET(`${base}/{orderId}/approval-options`, { params: { path } }),
    );
    const passkey = await signWithPasskey(options);
    return answer(
      api.POST(`${base}/{orderId}/approvals`, {
        params: { path, header: { "idempotency-key": key } },
        body: { hash, passkey },
      }),
    );
  });
}

export function useGiveUp(
  card: OrderCard,
): UseMutationResult<OrderCard, Error, { way: "return" | "void"; reason: string }> {
  const path = { ...useEstatePath(), orderId: card.id };
  return useSubmission(({ way, reason }, key): Promise<OrderCard> => {
    const header = { "idempotency-key": key, "if-match": card.etag };
    const sent = { params: { path, header }, body: { reason } };
    return answer(
      way === "return"
        ? api.POST(`${base}/{orderId}/return`, sent)
        : api.POST(`${base}/{orderId}/void`, sent),
    );
  });
}

export function useRatify(
  orderId: string,
): UseMutationResult<OrderCard, Error, { mandateId: string }> {
  const path = { ...useEstatePath(), orderId };
  return useSubmission(
    (body, key): Promise<OrderCard> =>
      answer(
        api.POST(`${base}/{orderId}/ratification`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}

export function useExecute(
  lineId: string,
): UseMutationResult<OrderCard, Error, { orderId: string }> {
  const path = { ...useEstatePath(), lineId };
  return useSubmission(
    (body, key): Promise<OrderCard> =>
      answer(
        api.POST("/api/districts/{districtId}/estates/{estateId}/bank-lines/{lineId}/execution", {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}
