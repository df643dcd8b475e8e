import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import type { paths, Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type CaseSummary = Schema<"CaseSummary">;
export type CaseCard = Schema<"CaseCard">;
export type CaseStep = Schema<"CaseStep">;
export type RoutingUnit = Schema<"RoutingUnit">;

const base = "/api/districts/{districtId}" as const;
type Filters = NonNullable<
  paths["/api/districts/{districtId}/cases"]["get"]["parameters"]["query"]
>;
export type Queue = NonNullable<Filters["queue"]>;

/** Cases belong to the district; an estate's screens show the same, and may narrow them to it. */
function useDistrictPath(): { districtId: string } {
  const { districtId } = useEstate();
  return { districtId };
}

interface CasePage {
  readonly cases: CaseSummary[];
  readonly next: string | null;
}

export function useCases(
  filters: Omit<Filters, "cursor" | "limit">,
): UseInfiniteQueryResult<InfiniteData<CasePage>> {
  const path = useDistrictPath();
  return useInfiniteQuery({
    queryKey: ["estate", "cases", path.districtId, filters],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const query = { ...filters, ...(pageParam === "" ? {} : { cursor: pageParam }) };
      return answer(api.GET(`${base}/cases`, { params: { path, query } }));
    },
    getNextPageParam: ({ next }) => next,
    // A desk is left open all day: what others did must come to it.
    refetchInterval: 30_000,
  });
}

export function useCase(caseId: string): UseQueryResult<CaseCard> {
  const path = { ...useDistrictPath(), caseId };
  return useQuery({
    queryKey: ["estate", "case", caseId],
    queryFn: () => answer(api.GET(`${base}/cases/{caseId}`, { params: { path } })),
  });
}

export function useCaseRoute(
  caseId: string,
  enabled: boolean,
): UseQueryResult<Schema<"RouteExplanation">> {
  const path = { ...useDistrictPath(), caseId };
  return useQuery({
    enabled,
    queryKey: ["estate", "case", caseId, "route"],
    queryFn: () => answer(api.GET(`${base}/cases/{caseId}/route`, { params: { path } })),
  });
}

export function useCandidates(caseId: string): UseQueryResult<Schema<"CaseCandidate">[]> {
  const path = { ...useDistrictPath(), caseId };
  return useQuery({
    queryKey: ["estate", "case", caseId, "candidates"],
    queryFn: async () => {
      const reply = api.GET(`${base}/cases/{caseId}/candidates`, { params: { path } });
      return (await answer(reply)).units;
    },
  });
}

export function useDuplicates(caseId: string): UseQueryResult<Schema<"SimilarComplaint">[]> {
  const path = { ...useDistrictPath(), caseId };
  return useQuery({
    queryKey: ["estate", "case", caseId, "duplicates"],
    queryFn: async () => {
      const reply = api.GET(`${base}/cases/{caseId}/duplicates`, { params: { path } });
      return (await answer(reply)).similar;
    },
  });
}

/** A step is taken on what was read: what somebody else did meanwhile is read first. */
export function useStep(
  caseId: string,
  version: number,
): UseMutationResult<Schema<"CaseStepDone">, Error, CaseStep> {
  const path = { ...useDistrictPath(), caseId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/cases/{caseId}/steps`, {
        params: { path, header: { "idempotency-key": key } },
        headers: { "if-match": `"${version}"` },
        body,
      }),
    ),
  );
}

export interface Callback {
  readonly reporterId: string;
  readonly outcome: "satisfied" | "unsatisfied" | "not-reached";
  readonly note?: string;
}

export function useCallback(
  caseId: string,
): UseMutationResult<Schema<"CallbackDone">, Error, Callback> {
  const path = { ...useDistrictPath(), caseId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/cases/{caseId}/callbacks`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useMerge(
  caseId: string,
): UseMutationResult<Schema<"MergerDone">, Error, { into: string; note?: string }> {
  const path = { ...useDistrictPath(), caseId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/cases/{caseId}/merger`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

/** What the page to report needs: the same for a resident and for whoever writes down a call. */
export function useReportForm(): UseQueryResult<Schema<"ReportForm">> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "report-form", path.districtId],
    queryFn: () =>
      answer(api.GET("/api/public/districts/{districtId}/report-form", { params: { path } })),
  });
}

type Intake =
  paths["/api/districts/{districtId}/cases"]["post"]["requestBody"]["content"]["application/json"];

export function useRecordComplaint(): UseMutationResult<Schema<"ComplaintReceipt">, Error, Intake> {
  const path = useDistrictPath();
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/cases`, { params: { path, header: { "idempotency-key": key } }, body }),
    ),
  );
}

export interface HotIssues {
  readonly leastReporters: number;
  readonly days: number;
  readonly issues: Schema<"HotIssue">[];
}

export function useHotIssues(): UseQueryResult<HotIssues> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "hot-issues", path.districtId],
    queryFn: () => answer(api.GET(`${base}/hot-issues`, { params: { path } })),
  });
}

export function useDesks(): UseQueryResult<{
  desks: Schema<"Desk">[];
  units: RoutingUnit[];
}> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "desks", path.districtId],
    queryFn: () => answer(api.GET(`${base}/desks`, { params: { path } })),
  });
}

type NewDesk =
  paths["/api/districts/{districtId}/desks"]["post"]["requestBody"]["content"]["application/json"];

export function useAddDesk(): UseMutationResult<Schema<"Desk">, Error, NewDesk> {
  const path = useDistrictPath();
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/desks`, { params: { path, header: { "idempotency-key": key } }, body }),
    ),
  );
}

export interface DeskChange {
  readonly deskId: string;
  readonly title: string;
  readonly capacity: number;
  readonly isOnDuty: boolean;
}

export function useChangeDesk(): UseMutationResult<Schema<"Desk">, Error, DeskChange> {
  const path = useDistrictPath();
  return useSubmission(({ deskId, ...body }, key) =>
    answer(
      api.POST(`${base}/desks/{deskId}`, {
        params: { path: { ...path, deskId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useAddDeskMember(): UseMutationResult<
  Schema<"Desk">,
  Error,
  { deskId: string; username: string }
> {
  const path = useDistrictPath();
  return useSubmission(({ deskId, username }, key) =>
    answer(
      api.POST(`${base}/desks/{deskId}/members`, {
        params: { path: { ...path, deskId }, header: { "idempotency-key": key } },
        body: { username },
      }),
    ),
  );
}

export function useEndDeskMember(): UseMutationResult<
  void,
  Error,
  { deskId: string; membershipId: string }
> {
  const path = useDistrictPath();
  return useSubmission(async (ids, key) => {
    const header = { "idempotency-key": key };
    await answer(
      api.DELETE(`${base}/desks/{deskId}/members/{membershipId}`, {
        params: { path: { ...path, ...ids }, header },
      }),
    );
  });
}

export type Rates = Schema<"ComplaintRates">;

export function useRates(from: string, to: string): UseQueryResult<Rates> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "complaint-rates", path.districtId, from, to],
    queryFn: () =>
      answer(api.GET(`${base}/complaint-rates`, { params: { path, query: { from, to } } })),
  });
}
