import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import type { paths, Schema } from "@xinyi/api-client";
import { answer, api, asFile } from "../api.ts";
import { useDistrictPath } from "../session/district-context.tsx";
import { useSubmission } from "../submission.ts";

export type Organization = Schema<"Organization">;
export type Card = Schema<"OrganizationCard">;
export type Assignment = Schema<"Assignment">;
export type ReviewItem = Schema<"ReviewItem">;
export type SchemeSummary = Schema<"SchemeSummary">;
export type SchemeDifference = Schema<"SchemeDifference">;
export type OrganizationCounts = Schema<"OrganizationCounts">;
export type OrganizationImport = Schema<"OrganizationImport">;

const district = "/api/districts/{districtId}" as const;
const base = `${district}/organizations` as const;
const one = `${base}/{organizationId}` as const;
type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { "application/json": infer Content } } };
}
  ? Content
  : never;

export type Filters = Omit<
  NonNullable<paths["/api/districts/{districtId}/organizations"]["get"]["parameters"]["query"]>,
  "cursor" | "limit"
>;

interface OrganizationPage {
  readonly organizations: Organization[];
  readonly total: number;
  readonly next: string | null;
}

export function useOrganizations(
  filters: Filters,
): UseInfiniteQueryResult<InfiniteData<OrganizationPage>> {
  const path = useDistrictPath();
  return useInfiniteQuery({
    queryKey: ["estate", "organizations", path.districtId, filters],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      answer(
        api.GET(base, {
          params: {
            path,
            query: { ...filters, limit: 500, ...(pageParam === "" ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export function useOrganization(organizationId: string): UseQueryResult<Card> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "organization", path.districtId, organizationId],
    queryFn: () => answer(api.GET(one, { params: { path: { ...path, organizationId } } })),
  });
}

export function useCounts(): UseQueryResult<OrganizationCounts> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "organization-counts", path.districtId],
    queryFn: () => answer(api.GET(`${district}/organization-counts`, { params: { path } })),
  });
}

export type NewOrganization = Body<"/api/districts/{districtId}/organizations">;
export function useAddOrganization(): UseMutationResult<Card, Error, NewOrganization> {
  const path = useDistrictPath();
  return useSubmission((body, key) =>
    answer(api.POST(base, { params: { path, header: { "idempotency-key": key } }, body })),
  );
}

export interface ListFile {
  readonly file: File;
  readonly on: string;
  readonly source: string;
}
export function useImportOrganizations(): UseMutationResult<OrganizationImport, Error, ListFile> {
  const path = useDistrictPath();
  return useSubmission(({ file, on, source }, key) =>
    answer(
      api.POST(`${base}/imports`, {
        params: { path, query: { on, source }, header: { "idempotency-key": key } },
        headers: { "content-type": "text/csv" },
        ...asFile(file),
      }),
    ),
  );
}

/** The writes of one card: each answers the card as it is then. */
export function useCardWrites(organizationId: string) {
  const path = { ...useDistrictPath(), organizationId };
  const params = (key: string) => ({ path, header: { "idempotency-key": key } });
  return {
    revise: useSubmission((body: Body<`${typeof one}/profiles`>, key) =>
      answer(api.POST(`${one}/profiles`, { params: params(key), body })),
    ),
    file: useSubmission((body: Body<`${typeof one}/filing-steps`>, key) =>
      answer(api.POST(`${one}/filing-steps`, { params: params(key), body })),
    ),
    move: useSubmission((body: Body<`${typeof one}/stages`>, key) =>
      answer(api.POST(`${one}/stages`, { params: params(key), body })),
    ),
    join: useSubmission((body: Body<`${typeof one}/memberships`>, key) =>
      answer(api.POST(`${one}/memberships`, { params: params(key), body })),
    ),
    leave: useSubmission(({ id, to }: { id: string; to: string }, key) =>
      answer(
        api.POST(`${one}/memberships/{membershipId}/end`, {
          params: { ...params(key), path: { ...path, membershipId: id } },
          body: { to },
        }),
      ),
    ),
    incubate: useSubmission((body: Body<`${typeof one}/incubations`>, key) =>
      answer(api.POST(`${one}/incubations`, { params: params(key), body })),
    ),
    release: useSubmission(
      (
        { id, ...body }: { id: string; to: string; outcome: "passed" | "left"; note: string },
        key,
      ) =>
        answer(
          api.POST(`${one}/incubations/{incubationId}/end`, {
            params: { ...params(key), path: { ...path, incubationId: id } },
            body,
          }),
        ),
    ),
    contact: useSubmission((body: Body<`${typeof one}/contacts`>, key) =>
      answer(api.POST(`${one}/contacts`, { params: params(key), body })),
    ),
    lead: useSubmission((body: Body<`${typeof one}/leaders`>, key) =>
      answer(api.POST(`${one}/leaders`, { params: params(key), body })),
    ),
    erase: useSubmission((leaderId: string, key) =>
      answer(
        api.DELETE(`${one}/leaders/{leaderId}`, {
          params: { ...params(key), path: { ...path, leaderId } },
        }),
      ),
    ),
    code: useSubmission((body: Body<`${typeof one}/credit-codes`>, key) =>
      answer(api.POST(`${one}/credit-codes`, { params: params(key), body })),
    ),
    assign: useSubmission((body: Body<`${typeof one}/assignments`>, key) =>
      answer(api.POST(`${one}/assignments`, { params: params(key), body })),
    ),
  };
}

export function useReviews(
  second: boolean,
): UseQueryResult<{ items: ReviewItem[]; waiting: number }> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "reviews", path.districtId, second],
    queryFn: () =>
      answer(
        api.GET(`${district}/organization-reviews`, {
          params: { path, query: { second: second ? "true" : "false", limit: 50 } },
        }),
      ),
  });
}

export type Agreement = Awaited<ReturnType<typeof fetchAgreement>>;
const fetchAgreement = (path: { districtId: string }) =>
  answer(api.GET(`${district}/organization-reviews/agreement`, { params: { path, query: {} } }));

export function useAgreement(): UseQueryResult<Agreement> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "agreement", path.districtId],
    queryFn: () => fetchAgreement(path),
  });
}

export interface Word {
  readonly organizationId: string;
  readonly code: string;
  readonly reason: string;
  readonly basis: string;
  readonly supersedes: string | null;
}
export function useAssign(): UseMutationResult<Card, Error, Word> {
  const path = useDistrictPath();
  return useSubmission(({ organizationId, ...body }, key) =>
    answer(
      api.POST(`${one}/assignments`, {
        params: { path: { ...path, organizationId }, header: { "idempotency-key": key } },
        body: { schemeId: leadingScheme, ...body },
      }),
    ),
  );
}

export function useGiveOpinion(): UseMutationResult<
  { agrees: boolean },
  Error,
  { organizationId: string; code: string }
> {
  const path = useDistrictPath();
  return useSubmission(({ organizationId, code }, key) =>
    answer(
      api.POST(`${one}/opinions`, {
        params: { path: { ...path, organizationId }, header: { "idempotency-key": key } },
        body: { schemeId: leadingScheme, code },
      }),
    ),
  );
}

export const leadingScheme = "caotang-5";

export function useSchemes(): UseQueryResult<SchemeSummary[]> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "schemes", path.districtId],
    queryFn: async () =>
      (await answer(api.GET(`${district}/schemes`, { params: { path } }))).schemes,
  });
}

export function useDifference(
  schemeId: string,
  version: string | undefined,
): UseQueryResult<SchemeDifference> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "difference", path.districtId, schemeId, version],
    enabled: version !== undefined,
    queryFn: () =>
      answer(
        api.GET(`${district}/schemes/{schemeId}/versions/{version}/difference`, {
          params: { path: { ...path, schemeId, version: version ?? "" } },
        }),
      ),
  });
}

export interface AddedWords {
  readonly version: string;
  readonly term: string;
  readonly words: readonly string[];
  readonly weight: number;
  readonly reason: string;
}

/** A version is the whole scheme again: read, given the new words, and sent back under a new number. */
export function usePropose(schemeId: string): UseMutationResult<SchemeSummary, Error, AddedWords> {
  const path = { ...useDistrictPath(), schemeId };
  return useSubmission(async ({ version, term, words, weight, reason }, key) => {
    const { content } = await answer(
      api.GET(`${district}/schemes/{schemeId}/versions/{version}`, {
        params: { path: { ...path, version } },
      }),
    );
    const next = nextVersion(version);
    const source = `district-${next.replaceAll(".", "-")}`;
    const rule = { id: `district/${next.replaceAll(".", "-")}`, term, words, weight, source };
    const named = { id: source, title: reason, text: words.join("、"), verified: false };
    return answer(
      api.POST(`${district}/schemes/{schemeId}/versions`, {
        params: { path, header: { "idempotency-key": key } },
        body: {
          reason,
          content: {
            ...content,
            version: next,
            sources: [...(content.sources as unknown[]), named],
            rules: [...(content.rules as unknown[]), rule],
          },
        },
      }),
    );
  });
}

/** New words are a new minor version. */
export function nextVersion(version: string): string {
  const [major = "0", minor = "0"] = version.split(".");
  return `${major}.${Number(minor) + 1}.0`;
}

export function useApply(
  schemeId: string,
): UseMutationResult<SchemeSummary, Error, { version: string; expectedChanges: number }> {
  const path = { ...useDistrictPath(), schemeId };
  return useSubmission(({ version, expectedChanges }, key) =>
    answer(
      api.POST(`${district}/schemes/{schemeId}/versions/{version}/application`, {
        params: { path: { ...path, version }, header: { "idempotency-key": key } },
        body: { expectedChanges },
      }),
    ),
  );
}
