import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type Entry = Schema<"Entry">;
export type Posting = Schema<"Posting">;
export type Chain = Schema<"Chain">;

interface EntryPage {
  readonly entries: Entry[];
  readonly next: string | null;
}

export function useEntries(
  month: string | undefined,
): UseInfiniteQueryResult<InfiniteData<EntryPage>> {
  const path = useEstatePath();
  return useInfiniteQuery({
    queryKey: ["estate", path.estateId, "entries", month ?? "all"],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const query = {
        ...(month === undefined ? {} : { month }),
        ...(pageParam === "" ? {} : { cursor: pageParam }),
      };
      return answer(
        api.GET("/api/districts/{districtId}/estates/{estateId}/entries", {
          params: { path, query },
        }),
      );
    },
    getNextPageParam: (page) => page.next,
  });
}

/** Asked for by hand only: it walks the whole book. */
export function useChain(): UseQueryResult<Chain> {
  const path = useEstatePath();
  return useQuery({
    enabled: false,
    queryKey: ["estate", path.estateId, "chain"],
    queryFn: () =>
      answer(api.GET("/api/districts/{districtId}/estates/{estateId}/chain", { params: { path } })),
  });
}

export interface ReversalOrder {
  readonly entryId: string;
  readonly occurredOn: string;
  readonly reason: string;
}

export function useReverseEntry(): UseMutationResult<Entry, Error, ReversalOrder> {
  const path = useEstatePath();
  return useSubmission(({ entryId, ...body }, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/entries/{entryId}/reversal", {
        params: { path: { ...path, entryId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export interface Opening {
  readonly fund: "ordinary" | "common";
  readonly amount: Schema<"Money">;
  readonly occurredOn: string;
  readonly reason: string;
}

export function usePostOpening(): UseMutationResult<Entry, Error, Opening> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/openings", {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}
