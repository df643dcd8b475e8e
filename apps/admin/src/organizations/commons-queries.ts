import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useDistrictPath } from "../session/district-context.tsx";
import { useSubmission } from "../submission.ts";
import type { Organization } from "./queries.ts";

export type Gathering = Schema<"Gathering">;
export type Space = Schema<"Space">;
export type Exchange = Schema<"Exchange">;
export type Service = Schema<"Service">;

const district = "/api/districts/{districtId}" as const;

export interface Gatherings {
  readonly gatherings: Gathering[];
  readonly salons: { month: string; heldOn: string[]; state: "held" | "missed" | "open" }[];
}

export function useGatherings(): UseQueryResult<Gatherings> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "gatherings", path.districtId],
    queryFn: async () => {
      let salons: Gatherings["salons"] = [];
      const gatherings = await everyPage("items", async (query) => {
        const page = await answer(api.GET(`${district}/gatherings`, { params: { path, query } }));
        salons = page.salons;
        return { items: page.gatherings, next: page.next };
      });
      return { gatherings, salons };
    },
  });
}

export interface NewGathering {
  readonly kind: "salon" | "joint-meeting";
  readonly heldOn: string;
  readonly topic: string;
  readonly place: string;
  readonly minutes: string;
  readonly attended: string[];
  readonly actions: { words: string; dueOn: string }[];
}
export function useRecordGathering() {
  const path = useDistrictPath();
  return useSubmission((body: NewGathering, key) =>
    answer(
      api.POST(`${district}/gatherings`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}
export function useFinishAction() {
  const path = useDistrictPath();
  return useSubmission(
    (
      {
        gatheringId,
        actionId,
        ...body
      }: { gatheringId: string; actionId: string; on: string; note: string },
      key,
    ) =>
      answer(
        api.POST(`${district}/gatherings/{gatheringId}/actions/{actionId}/done`, {
          params: { path: { ...path, gatheringId, actionId }, header: { "idempotency-key": key } },
          body,
        }),
      ),
  );
}

export function useSpaces(): UseQueryResult<Space[]> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "spaces", path.districtId],
    queryFn: () =>
      everyPage("items", async (query) => {
        const page = await answer(api.GET(`${district}/spaces`, { params: { path, query } }));
        return { items: page.spaces, next: page.next };
      }),
  });
}
export interface NewSpace {
  readonly name: string;
  readonly community: string;
  readonly areaSquareMetres: string;
  readonly offeredBy: string;
  readonly offeredFrom: string;
}
export function useSpaceWrites() {
  const path = useDistrictPath();
  return {
    offer: useSubmission((body: NewSpace, key) =>
      answer(
        api.POST(`${district}/spaces`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
    ),
    allot: useSubmission(
      (
        {
          spaceId,
          ...body
        }: { spaceId: string; organizationId: string; agreement: string; from: string },
        key,
      ) =>
        answer(
          api.POST(`${district}/spaces/{spaceId}/allotments`, {
            params: { path: { ...path, spaceId }, header: { "idempotency-key": key } },
            body,
          }),
        ),
    ),
    release: useSubmission(
      ({ spaceId, allotmentId, to }: { spaceId: string; allotmentId: string; to: string }, key) =>
        answer(
          api.POST(`${district}/spaces/{spaceId}/allotments/{allotmentId}/end`, {
            params: { path: { ...path, spaceId, allotmentId }, header: { "idempotency-key": key } },
            body: { to },
          }),
        ),
    ),
  };
}

export function useExchanges(): UseQueryResult<Exchange[]> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "exchanges", path.districtId],
    queryFn: () =>
      everyPage("items", async (query) => {
        const page = await answer(api.GET(`${district}/exchanges`, { params: { path, query } }));
        return { items: page.exchanges, next: page.next };
      }),
  });
}
export interface NewExchange {
  readonly side: "need" | "offer";
  readonly category: "space" | "money" | "people" | "goods" | "skill";
  readonly words: string;
  readonly community: string;
  readonly from: string;
}
export function useExchangeWrites() {
  const path = useDistrictPath();
  return {
    record: useSubmission((body: NewExchange, key) =>
      answer(
        api.POST(`${district}/exchanges`, {
          params: { path, header: { "idempotency-key": key } },
          body,
        }),
      ),
    ),
    match: useSubmission(
      ({ exchangeId, ...body }: { exchangeId: string; offerId: string; on: string }, key) =>
        answer(
          api.POST(`${district}/exchanges/{exchangeId}/match`, {
            params: { path: { ...path, exchangeId }, header: { "idempotency-key": key } },
            body,
          }),
        ),
    ),
  };
}

export function useServices(walkingMinutes: number | undefined): UseQueryResult<Service[]> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "services", path.districtId, walkingMinutes],
    queryFn: () =>
      everyPage("items", async (asked) => {
        const query = { ...asked, ...(walkingMinutes === undefined ? {} : { walkingMinutes }) };
        const page = await answer(api.GET(`${district}/services`, { params: { path, query } }));
        return { items: page.services, next: page.next };
      }),
  });
}
export interface NewService {
  readonly organizationId: string;
  readonly name: string;
  readonly description: string;
  readonly address: string;
  readonly hours: string;
  readonly fees: string;
  readonly phone: string;
  readonly walkingMinutes?: number;
  readonly from: string;
}
export function useAddService() {
  const path = useDistrictPath();
  return useSubmission((body: NewService, key) =>
    answer(
      api.POST(`${district}/services`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

/** Bodies to choose from in a form: a search by the words typed, the first fifty that match. */
export function useBodiesLike(q: string): UseQueryResult<Organization[]> {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "organizations-like", path.districtId, q],
    placeholderData: (before) => before,
    queryFn: async () => {
      const query = { limit: 50, ...(q === "" ? {} : { q }) };
      const reply = api.GET(`${district}/organizations`, { params: { path, query } });
      return (await answer(reply)).organizations;
    },
  });
}
