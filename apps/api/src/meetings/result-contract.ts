import { z } from "@hono/zod-openapi";
import { CivilDate, estateParams, Id, Money, Sha256, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";
import { Choice } from "./ballot-contract.ts";
import {
  base,
  body,
  Meeting,
  meetingParams,
  motionParams,
  PackRef,
  Page,
  Secrecy,
  Unverified,
} from "./contract.ts";

/** What came of it: the count while open, the verdict, the files to count again, and the chain. */

export const VerdictCondition = z
  .object({
    part: z.enum(["quorum", "adopt", "consents", "second-ballot"]),
    op: z.string(),
    axis: z.string().optional(),
    tally: z.string().optional(),
    base: z.string().optional(),
    share: z.array(z.int()).length(2).optional(),
    group: z.string().optional(),
    baseAmount: z.string().optional(),
    required: z.string().optional(),
    reached: z.string().optional(),
    shortfall: z.string().optional(),
    met: z.boolean().optional(),
    onBoundary: z.boolean().optional(),
    source: z.string(),
    verified: z.boolean(),
    pack: z.string(),
  })
  .openapi("VerdictCondition");

const VerdictStatus = z
  .enum([
    "passed",
    "failed",
    "no-quorum",
    "procedure-defect",
    "passed-pending",
    "second-vote-available",
    "lapsed",
    "hold",
    "input-error",
  ])
  .openapi("VerdictStatus");

export const Verdict = z
  .object({
    status: VerdictStatus,
    strictStatus: VerdictStatus,
    matter: z.string(),
    rule: z.string().optional(),
    body: z.object({ decides: z.string(), binds: z.string() }).optional(),
    conditions: z.array(VerdictCondition),
    reasons: z.array(z.looseObject({ kind: z.string() })),
    deemed: z.looseObject({ kind: z.string() }).optional(),
    next: z.array(
      z.object({
        kind: z.enum(["second-ballot", "reconvene", "second-call", "poll"]),
        rule: z.string(),
        within: z.string().optional(),
        source: z.string(),
      }),
    ),
    pendingUntil: CivilDate.optional(),
    challenge: z
      .object({
        months: z.int(),
        from: z.enum(["knowledge", "resolution"]),
        until: CivilDate.optional(),
        source: z.string(),
      })
      .optional(),
    unverified: z.array(Unverified),
    on: CivilDate,
    packs: z.array(PackRef),
    rollHash: Sha256.optional(),
  })
  .openapi("Verdict");

/** Weights by axis as decimals of the axis' unit. */
const Amounts = z.record(z.string(), z.string());
export const Tallies = z.record(z.string(), Amounts).openapi("Tallies");

export const MotionResult = z
  .object({
    motionId: Id,
    ordinal: z.int(),
    title: z.string(),
    matter: z.string(),
    secrecy: Secrecy,
    ballot: z.enum(["first", "second"]),
    follows: Id.nullable(),
    subject: z.string().nullable(),
    resolutionId: z.string().openapi({ description: "the number under which it is cited" }),
    verdict: Verdict,
    tallies: Tallies,
    ballots: z.int(),
    setAside: z.int(),
    logRoot: Sha256,
    logSize: z.int(),
    decidedAt: Timestamp,
    earlier: z
      .array(z.object({ status: VerdictStatus, decidedAt: Timestamp }))
      .openapi({ description: "verdicts this one stands in for, such as one that was pending" }),
    mandateId: Id.nullable(),
  })
  .openapi("MotionResult");

export const LiveCount = z
  .object({
    motionId: Id,
    title: z.string(),
    verdict: Verdict,
    tallies: Tallies,
    stillNeeded: z.record(
      z.string(),
      z.object({ participation: z.string(), for: z.string(), isReachable: z.boolean() }),
    ),
    electronic: z.int(),
    paper: z.int(),
    setAside: z.int(),
    sheetsWaiting: z.int(),
    voicesWaiting: z.int(),
  })
  .openapi("LiveCount");

export const MeetingResult = z
  .object({
    meetingId: Id,
    number: z.int(),
    title: z.string(),
    estateName: z.string(),
    place: z.string(),
    heldOn: CivilDate,
    noticeServedOn: CivilDate,
    closingRule: z.string().nullable(),
    closedAt: Timestamp,
    publishedAt: Timestamp.nullable(),
    namedRollHash: Sha256,
    secretRollHash: Sha256,
    voters: z.int(),
    thinPseudonyms: z.int(),
    results: z.array(MotionResult),
  })
  .openapi("MeetingResult");

export const Receipt = z
  .object({
    motionId: Id,
    title: z.string(),
    ballotId: Id,
    choice: Choice,
    channel: z.enum(["electronic", "paper"]),
    castAt: Timestamp,
    standing: z.enum(["counts", "replaced", "clash", "clash-void", "fallen"]),
    published: z
      .record(z.string(), z.union([z.string(), z.boolean()]))
      .openapi({ description: "the ballot exactly as it stands in the published log" }),
    receipt: z
      .object({
        leaf: Sha256,
        index: z.int(),
        size: z.int(),
        root: Sha256,
        proof: z.array(Sha256),
      })
      .openapi("BallotReceipt"),
  })
  .openapi("OwnReceipt");

export const RecountFile = z
  .looseObject({
    form: z.literal("xinyi-recount-1"),
    on: CivilDate,
    layers: z.array(z.unknown()),
    vote: z.unknown(),
    verdict: Verdict,
  })
  .openapi("RecountFile", {
    description: "all that a stranger needs to count one motion again: packages/committee-voting",
  });

export const PublicMeeting = z
  .object({
    id: Id,
    number: z.int(),
    title: z.string(),
    estateName: z.string(),
    place: z.string(),
    status: z.enum(["convened", "open", "closed", "published"]),
    noticeServedOn: CivilDate,
    heldOn: CivilDate,
    opensAt: Timestamp,
    closesAt: Timestamp,
    closingRule: z.string().nullable(),
    namedRollHash: Sha256.nullable(),
    secretRollHash: Sha256.nullable(),
    corrections: z.int(),
    objections: z.int(),
    motions: z.array(
      z.object({ id: Id, title: z.string(), matter: z.string(), words: z.string().nullable() }),
    ),
    result: MeetingResult.nullable(),
  })
  .openapi("PublicMeeting");

export const ChainLink = z
  .object({
    resolution: z
      .object({
        resolutionId: z.string(),
        resolvedOn: CivilDate,
        subject: z.string(),
        mandateId: Id,
        isConfirmed: z.boolean(),
        meetingId: Id.nullable(),
        motionId: Id.nullable(),
        title: z.string().nullable(),
        verdictStatus: z.string().nullable(),
      })
      .nullable(),
    budget: z
      .object({
        draftId: Id,
        year: z.int(),
        version: z.int(),
        sequence: z.int(),
        adoptedAt: Timestamp,
        total: Money,
      })
      .nullable(),
    policy: z.object({ policyId: Id, from: CivilDate }).nullable(),
    payments: z.array(
      z.object({
        orderId: Id,
        year: z.int(),
        line: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        amount: Money,
        status: z.string(),
        paidOn: CivilDate.nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi("ResolutionChain", {
    description: "resolution → mandate → budget or policy → payments; no payee is named",
  });

export const readLiveCount = operation("count:watch", {
  operationId: "readLiveCount",
  method: "get",
  path: `${base}/{meetingId}/count`,
  tags: ["results"],
  summary: "实时计票 · the count so far and what is still needed",
  request: { params: meetingParams },
  responses: { 200: json(z.object({ motions: z.array(LiveCount) }), "Motion by motion") },
});

export const recordCountFact = operation("meeting:convene", {
  operationId: "recordCountFact",
  method: "post",
  path: `${base}/{meetingId}/motions/{motionId}/facts`,
  tags: ["results"],
  summary: "登记计票所依据的事实 · a fact the verdict rests on beside ballots",
  request: {
    params: motionParams,
    body: body(
      z
        .discriminatedUnion("kind", [
          z.object({ kind: z.literal("event"), event: z.string().regex(/^[a-z-]{1,60}$/) }),
          z.object({ kind: z.literal("tie-broken"), for: z.enum(["for", "against"]) }),
          z.object({ kind: z.literal("approved"), by: z.string().trim().min(1).max(60) }),
          z.object({
            kind: z.literal("consent"),
            of: z.string().trim().min(1).max(60),
            members: z.int().min(0).max(100000),
            given: z.int().min(0).max(100000),
          }),
          z.object({ kind: z.literal("minutes-served"), on: CivilDate }),
          z.object({ kind: z.literal("known"), on: CivilDate }),
          z.object({ kind: z.literal("objections"), voterIds: z.array(Id).max(2000) }),
        ])
        .openapi("CountFact"),
    ),
  },
  responses: { 201: json(z.object({ recordedAt: Timestamp }), "Recorded") },
});

export const readResult = operation("meeting:read", {
  operationId: "readResult",
  method: "get",
  path: `${base}/{meetingId}/result`,
  tags: ["results"],
  summary: "表决结果 · the verdicts, once the vote is closed",
  request: { params: meetingParams },
  responses: { 200: json(MeetingResult, "As stored when decided") },
});

export const publishResult = operation("meeting:convene", {
  operationId: "publishResult",
  method: "post",
  path: `${base}/{meetingId}/publication`,
  tags: ["results"],
  summary:
    "公布结果 · publish verdicts, log roots and recount files; carried motions become mandates",
  request: { params: meetingParams },
  responses: { 201: json(Meeting, "The meeting, published") },
});

export const reviewVerdict = operation("meeting:convene", {
  operationId: "reviewVerdict",
  method: "post",
  path: `${base}/{meetingId}/motions/{motionId}/review`,
  tags: ["results"],
  summary: "期满复核 · decide again once a pending period is over or a fact came in",
  request: { params: motionParams },
  responses: { 201: json(MotionResult, "The verdict as it stands now") },
});

export const listOwnReceipts = operation("ballot:cast", {
  operationId: "listOwnReceipts",
  method: "get",
  path: `${base}/{meetingId}/receipts`,
  tags: ["results"],
  summary: "我的回执 · proof that each of the caller's ballots stands in the published log as cast",
  request: { params: meetingParams },
  responses: {
    200: json(
      z.object({ receipts: z.array(Receipt) }),
      "One for each ballot, under the present root until published",
    ),
  },
});

const publicBase = "/api/public/districts/{districtId}/estates/{estateId}" as const;

export const listPublicMeetings = operation("public", {
  operationId: "listPublicMeetings",
  method: "get",
  path: `${publicBase}/meetings`,
  tags: ["public"],
  summary: "公开的会议 · meetings, for everyone",
  request: { params: estateParams, query: Page.extend({ limit: Page.shape.limit.default(20) }) },
  responses: {
    200: json(
      z.object({ meetings: z.array(PublicMeeting), nextCursor: z.string().nullable() }),
      "Newest first",
    ),
  },
});

export const readPublicMeeting = operation("public", {
  operationId: "readPublicMeeting",
  method: "get",
  path: `${publicBase}/meetings/{meetingId}`,
  tags: ["public"],
  summary: "公开的会议与结果 · a meeting and its result, for everyone",
  request: { params: meetingParams },
  responses: { 200: json(PublicMeeting, "The result once published") },
});

export const readRecountFile = operation("public", {
  operationId: "readRecountFile",
  method: "get",
  path: `${publicBase}/meetings/{meetingId}/motions/{motionId}/recount.json`,
  tags: ["public"],
  summary: "复核文件 · the published file from which one motion is counted again",
  request: { params: motionParams },
  responses: { 200: json(RecountFile, "Roll, ballots, rules and verdict, pseudonymised") },
});

export const readRecountProgram = operation("public", {
  operationId: "readRecountProgram",
  method: "get",
  path: "/api/public/recount.mjs",
  tags: ["public"],
  summary: "复核程序 · the program that counts again: node recount.mjs recount.json",
  responses: {
    200: {
      description: "One file, no dependency",
      content: { "text/javascript": { schema: z.string() } },
    },
  },
});

export const walkFromResolution = operation("public", {
  operationId: "walkFromResolution",
  method: "get",
  path: `${publicBase}/resolutions/{mandateId}/chain`,
  tags: ["public"],
  summary: "决议→预算→付款 · from a resolution to the payments made under it",
  request: {
    params: estateParams.extend({ mandateId: Id }),
    query: z.object({ cursor: z.string().max(200).optional() }),
  },
  responses: { 200: json(ChainLink, "The chain, forwards") },
});

export const walkFromPayment = operation("public", {
  operationId: "walkFromPayment",
  method: "get",
  path: `${publicBase}/payments/{orderId}/chain`,
  tags: ["public"],
  summary: "付款→预算→决议 · from a payment back to the resolution it rests on",
  request: { params: estateParams.extend({ orderId: Id }) },
  responses: { 200: json(ChainLink, "The chain, backwards") },
});

export const listPublicResolutions = operation("public", {
  operationId: "listPublicResolutions",
  method: "get",
  path: `${publicBase}/resolutions`,
  tags: ["public"],
  summary: "决议登记簿 · the register of resolutions, for everyone",
  request: { params: estateParams, query: z.object({ cursor: z.string().max(200).optional() }) },
  responses: {
    200: json(
      z.object({
        resolutions: z.array(
          z.object({
            mandateId: Id,
            resolutionId: z.string(),
            resolvedOn: CivilDate,
            subject: z.string(),
            isConfirmed: z.boolean(),
            isUsed: z.boolean(),
            meetingId: Id.nullable(),
          }),
        ),
        nextCursor: z.string().nullable(),
      }),
      "Newest first",
    ),
  },
});
