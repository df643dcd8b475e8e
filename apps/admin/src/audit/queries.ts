import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";

export type AuditRecord = Schema<"AuditRecord">;

interface AuditPage {
  readonly records: AuditRecord[];
  readonly next: string | null;
}

export function useAudit(onlyEstate: boolean): UseInfiniteQueryResult<InfiniteData<AuditPage>> {
  const { districtId, estateId } = useEstatePath();
  return useInfiniteQuery({
    queryKey: ["estate", estateId, "audit", onlyEstate],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const query = {
        ...(onlyEstate ? { estateId } : {}),
        ...(pageParam === "" ? {} : { cursor: pageParam }),
      };
      return answer(
        api.GET("/api/districts/{districtId}/audit", { params: { path: { districtId }, query } }),
      );
    },
    getNextPageParam: (page) => page.next,
  });
}
