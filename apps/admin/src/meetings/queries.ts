import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api, asFile } from "../api.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type Meeting = Schema<"Meeting">;
export type MeetingCard = Schema<"MeetingCard">;
export type Motion = Schema<"Motion">;
export type MatterRule = Schema<"MatterRule">;
export type VotingRules = Schema<"VotingRules">;

const base = "/api/districts/{districtId}/estates/{estateId}/meetings" as const;

/** Lists come in pages; a screen shows what it has and asks for one more. */
export type Pages<Page> = UseInfiniteQueryResult<InfiniteData<Page>>;

function usePages<Page extends { readonly nextCursor: string | null }>(
  key: readonly unknown[],
  ask: (cursor: { cursor?: string }) => Promise<Page>,
): Pages<Page> {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => ask(pageParam === "" ? {} : { cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useMeetings(): Pages<{ meetings: MeetingCard[]; nextCursor: string | null }> {
  const path = useEstatePath();
  return usePages(["estate", path.estateId, "meetings"], (cursor) =>
    answer(api.GET(base, { params: { path, query: cursor } })),
  );
}

export function useMeeting(meetingId: string): UseQueryResult<Meeting> {
  const path = { ...useEstatePath(), meetingId };
  return useQuery({
    queryKey: ["estate", path.estateId, "meeting", meetingId],
    queryFn: () => answer(api.GET(`${base}/{meetingId}`, { params: { path } })),
  });
}

export function usePlaces(): UseQueryResult<Schema<"VotingPlace">[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "voting-places"],
    queryFn: async () => {
      const address = "/api/districts/{districtId}/estates/{estateId}/voting-places";
      return (await answer(api.GET(address, { params: { path } }))).places;
    },
  });
}

export function useRules(
  place: string | undefined,
  on: string | undefined,
): UseQueryResult<VotingRules> {
  const path = useEstatePath();
  return useQuery({
    enabled: place !== undefined && on !== undefined && on !== "",
    queryKey: ["estate", path.estateId, "voting-rules", place, on],
    queryFn: () => {
      const address = "/api/districts/{districtId}/estates/{estateId}/voting-rules";
      const query = { place: place ?? "", on: on ?? "" };
      return answer(api.GET(address, { params: { path, query } }));
    },
  });
}

export interface NewMotion {
  readonly matter: string;
  readonly title: string;
  readonly words?: string;
  readonly secrecy: "named" | "secret";
  readonly subject?: string;
  readonly follows?: string;
}

export interface NewMeeting {
  readonly title: string;
  readonly place: string;
  readonly noticeServedOn: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly closingRule?: string;
  readonly silence?: { readonly bylawClause: string; readonly warningPrinted: boolean };
  readonly reconvenes?: string;
  readonly motions: readonly NewMotion[];
}

export function useConvene(): UseMutationResult<Meeting, Error, NewMeeting> {
  const path = useEstatePath();
  return useSubmission((given, key) =>
    answer(
      api.POST(base, {
        params: { path, header: { "idempotency-key": key } },
        body: { ...given, motions: [...given.motions] },
      }),
    ),
  );
}

/** The steps of a meeting that change the whole of it. */
export type MeetingStep =
  | { readonly step: "draw"; readonly on: string }
  | { readonly step: "freeze" | "open" | "close" | "publish" }
  | { readonly step: "second-ballot"; readonly motionId: string; readonly closesAt: string };

export function useMeetingStep(meetingId: string): UseMutationResult<Meeting, Error, MeetingStep> {
  const place = { ...useEstatePath(), meetingId };
  return useSubmission((given, key) => {
    const params = { path: place, header: { "idempotency-key": key } };
    switch (given.step) {
      case "draw":
        return answer(api.POST(`${base}/{meetingId}/roll`, { params, body: { on: given.on } }));
      case "freeze":
        return answer(api.POST(`${base}/{meetingId}/roll/freeze`, { params }));
      case "open":
        return answer(api.POST(`${base}/{meetingId}/opening`, { params }));
      case "close":
        return answer(api.POST(`${base}/{meetingId}/closing`, { params }));
      case "publish":
        return answer(api.POST(`${base}/{meetingId}/publication`, { params }));
      case "second-ballot":
        return answer(
          api.POST(`${base}/{meetingId}/motions/{motionId}/second-ballot`, {
            params: { ...params, path: { ...place, motionId: given.motionId } },
            body: { closesAt: given.closesAt },
          }),
        );
    }
  });
}

export type RollVoter = Schema<"RollVoter">;

export function useRollPages(meetingId: string, unit: string) {
  const path = { ...useEstatePath(), meetingId };
  return usePages(["estate", path.estateId, "meeting", meetingId, "roll", unit], (cursor) =>
    answer(
      api.GET(`${base}/{meetingId}/roll`, {
        params: { path, query: { ...cursor, ...(unit === "" ? {} : { unit }) } },
      }),
    ),
  );
}

export interface UnitFact {
  readonly unitNumber: string;
  readonly areas?: Readonly<Record<string, string>>;
  readonly weights?: Readonly<Record<string, string>>;
  readonly evidence: string;
}

export function useUnitFacts(): UseMutationResult<
  { recorded: number },
  Error,
  { facts: readonly UnitFact[] }
> {
  const path = useEstatePath();
  return useSubmission(({ facts }, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/unit-facts", {
        params: { path, header: { "idempotency-key": key } },
        body: { facts: [...facts] },
      }),
    ),
  );
}

export type Objection = Schema<"RollObjection">;

export function useObjections(meetingId: string) {
  const path = { ...useEstatePath(), meetingId };
  return usePages(["estate", path.estateId, "meeting", meetingId, "objections"], (cursor) =>
    answer(api.GET(`${base}/{meetingId}/objections`, { params: { path, query: cursor } })),
  );
}

export function useObject(
  meetingId: string,
): UseMutationResult<Objection, Error, { unitNumber: string; words: string }> {
  const path = { ...useEstatePath(), meetingId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/{meetingId}/objections`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export interface Settlement {
  readonly objectionId: string;
  readonly decision: "upheld" | "dismissed";
  readonly words: string;
  readonly correction?: {
    readonly areas?: Readonly<Record<string, string>>;
    readonly weights?: Readonly<Record<string, string>>;
    readonly state?: "sold" | "unsold" | "sold-undelivered";
  };
}

export function useSettle(meetingId: string): UseMutationResult<Objection, Error, Settlement> {
  const place = { ...useEstatePath(), meetingId };
  return useSubmission(({ objectionId, ...body }, key) =>
    answer(
      api.POST(`${base}/{meetingId}/objections/{objectionId}/settlement`, {
        params: { path: { ...place, objectionId }, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export type Sale = Schema<"SaleDuringVote">;

export function useSale(
  meetingId: string,
): UseMutationResult<{ sales: Sale[] }, Error, { unitNumbers: string[]; soldOn: string }> {
  const path = { ...useEstatePath(), meetingId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/{meetingId}/sales`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export type Delivery = Schema<"BallotDelivery">;
export type DeliveryWay = Delivery["deliveries"][number]["how"];

export function useDeliveries(meetingId: string, missing: boolean, enabled: boolean) {
  const path = { ...useEstatePath(), meetingId };
  return useInfiniteQuery({
    enabled,
    queryKey: ["estate", path.estateId, "meeting", meetingId, "deliveries", missing],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET(`${base}/{meetingId}/deliveries`, {
          params: {
            path,
            query: {
              missing: missing ? "yes" : "no",
              ...(pageParam === "" ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
}

export interface DeliveryMade {
  readonly voterIds: readonly string[];
  readonly how: DeliveryWay;
  readonly deliveredAt: string;
  readonly proofSha256?: string;
}

export function useRecordDeliveries(
  meetingId: string,
): UseMutationResult<{ recorded: number; delivered: number }, Error, DeliveryMade> {
  const path = { ...useEstatePath(), meetingId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/{meetingId}/deliveries`, {
        params: { path, header: { "idempotency-key": key } },
        body: { ...body, voterIds: [...body.voterIds] },
      }),
    ),
  );
}

export function usePublicNotice(
  meetingId: string,
): UseMutationResult<{ postedOn: string }, Error, { postedOn: string; where: string }> {
  const path = { ...useEstatePath(), meetingId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/{meetingId}/public-notice`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useStoreScan(
  meetingId: string,
): UseMutationResult<{ sha256: string }, Error, { file: File }> {
  const path = { ...useEstatePath(), meetingId };
  return useSubmission(({ file }, key) =>
    answer(
      api.POST(`${base}/{meetingId}/scans`, {
        params: { path, header: { "idempotency-key": key } },
        headers: { "content-type": "application/octet-stream" },
        ...asFile(file),
      }),
    ),
  );
}

export type Sheet = Schema<"PaperSheet">;
export type Choice = Schema<"Choice">;

export function useSheets(meetingId: string, status: "all" | "differs" | "waits-for-second") {
  const path = { ...useEstatePath(), meetingId };
  return usePages(["estate", path.estateId, "meeting", meetingId, "sheets", status], (cursor) =>
    answer(
      api.GET(`${base}/{meetingId}/sheets`, { params: { path, query: { ...cursor, status } } }),
    ),
  );
}

export interface Paper {
  readonly voterId: string;
  readonly units: readonly string[];
  readonly paperNumber: string;
}

/** Whose a printed number is; asked for each time a sheet is taken up. */
export function useFindPaper(meetingId: string): (paperNumber: string) => Promise<Paper> {
  const place = { ...useEstatePath(), meetingId };
  return (paperNumber) =>
    answer(
      api.GET(`${base}/{meetingId}/papers/{paperNumber}`, {
        params: { path: { ...place, paperNumber: paperNumber.trim() } },
      }),
    );
}

export interface PaperRead {
  readonly sheet: string;
  readonly voterId: string;
  readonly scanSha256: string;
  readonly receivedAt?: string;
  readonly isInPerson?: boolean;
  readonly choices: readonly { readonly motionId: string; readonly choice: Choice }[];
}

export function useEnterPaper(meetingId: string): UseMutationResult<Sheet, Error, PaperRead> {
  const path = { ...useEstatePath(), meetingId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/{meetingId}/sheets`, {
        params: { path, header: { "idempotency-key": key } },
        body: { ...body, choices: [...body.choices] },
      }),
    ),
  );
}

export type ProxyRecord = Schema<"ProxyAuthority">;

export function useProxies(meetingId: string): UseQueryResult<ProxyRecord[]> {
  const path = { ...useEstatePath(), meetingId };
  return useQuery({
    queryKey: ["estate", path.estateId, "meeting", meetingId, "proxies"],
    queryFn: async () =>
      (await answer(api.GET(`${base}/{meetingId}/proxies`, { params: { path } }))).proxies,
  });
}

export interface NewProxy {
  readonly voterId: string;
  readonly holderName: string;
  readonly holderVoterId?: string;
  readonly relation: "anyone" | "owner" | "spouse" | "lineal-kin" | "tenant" | "relative";
  readonly isWritten: boolean;
  readonly scanSha256?: string;
  readonly receivedAt: string;
}

export function useRegisterProxy(
  meetingId: string,
): UseMutationResult<ProxyRecord, Error, NewProxy> {
  const path = { ...useEstatePath(), meetingId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/{meetingId}/proxies`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useAttendance(
  meetingId: string,
): UseMutationResult<{ present: number }, Error, { voterIds: string[]; isInPerson: boolean }> {
  const path = { ...useEstatePath(), meetingId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/{meetingId}/attendance`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export interface CoOwner {
  readonly personId: string;
  readonly name: string;
  readonly isNominee: boolean;
}

export function useFindCoOwners(meetingId: string): (voterId: string) => Promise<CoOwner[]> {
  const place = { ...useEstatePath(), meetingId };
  return async (voterId) => {
    const reply = api.GET(`${base}/{meetingId}/voters/{voterId}/owners`, {
      params: { path: { ...place, voterId } },
    });
    return (await answer(reply)).owners;
  };
}

export function useNominate(
  meetingId: string,
): UseMutationResult<unknown, Error, { voterId: string; personId: string }> {
  const path = { ...useEstatePath(), meetingId };
  return useSubmission((body, key) =>
    answer(
      api.POST(`${base}/{meetingId}/nominations`, {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export type Verdict = Schema<"Verdict">;
export type VerdictCondition = Schema<"VerdictCondition">;
export type LiveCount = Schema<"LiveCount">;
export type MotionResult = Schema<"MotionResult">;
export type MeetingResult = NonNullable<Schema<"MeetingResult">>;

/** The count while open is asked for again by itself, since ballots come in from elsewhere. */
export function useLiveCount(meetingId: string): UseQueryResult<LiveCount[]> {
  const path = { ...useEstatePath(), meetingId };
  return useQuery({
    queryKey: ["estate", path.estateId, "meeting", meetingId, "count"],
    queryFn: async () =>
      (await answer(api.GET(`${base}/{meetingId}/count`, { params: { path } }))).motions,
    refetchInterval: 10_000,
  });
}

export function useResult(meetingId: string, enabled: boolean): UseQueryResult<MeetingResult> {
  const path = { ...useEstatePath(), meetingId };
  return useQuery({
    enabled,
    queryKey: ["estate", path.estateId, "meeting", meetingId, "result"],
    queryFn: async () => {
      const found = await answer(api.GET(`${base}/{meetingId}/result`, { params: { path } }));
      if (found === null) throw new Error("a closed meeting without a result");
      return found;
    },
  });
}

export type CountFact = Schema<"CountFact">;

export function useCountFact(
  meetingId: string,
): UseMutationResult<unknown, Error, { motionId: string; fact: CountFact }> {
  const place = { ...useEstatePath(), meetingId };
  return useSubmission(({ motionId, fact }, key) =>
    answer(
      api.POST(`${base}/{meetingId}/motions/{motionId}/facts`, {
        params: { path: { ...place, motionId }, header: { "idempotency-key": key } },
        body: fact,
      }),
    ),
  );
}

export function useReview(
  meetingId: string,
): UseMutationResult<MotionResult, Error, { motionId: string }> {
  const place = { ...useEstatePath(), meetingId };
  return useSubmission(({ motionId }, key) =>
    answer(
      api.POST(`${base}/{meetingId}/motions/{motionId}/review`, {
        params: { path: { ...place, motionId }, header: { "idempotency-key": key } },
      }),
    ),
  );
}
