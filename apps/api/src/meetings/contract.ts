import { z } from "@hono/zod-openapi";
import { isMandateSubject } from "@xinyi/trust-accounting";
import { CivilDate, districtParams, estateParams, Id, Sha256, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

/** Setting a meeting up: places and their rules, motions, readiness, opening, closing. */

export const meetingParams = estateParams.extend({ meetingId: Id });
export const motionParams = meetingParams.extend({ motionId: Id });
export const base = "/api/districts/{districtId}/estates/{estateId}/meetings" as const;
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
export const Page = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const Words = z.string().trim().min(1).max(2000);
export const Matter = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);

export const PackRef = z
  .object({
    id: z.string(),
    version: z.string(),
    level: z.enum(["national", "province", "city", "bylaws"]),
    hash: Sha256,
  })
  .openapi("PackRef");

export const Unverified = z
  .object({ path: z.string(), source: z.string(), pack: z.string(), note: z.string().optional() })
  .openapi("UnverifiedValue", {
    description: "没有人读过原文的法律数值 · a legal value nobody has read in its official text",
  });

/** A value of law as it governs here: what it says, who says so, and whether anyone read it. */
export const SourcedValue = z
  .object({
    value: z.unknown(),
    source: z.string(),
    verified: z.boolean(),
    pack: z.string(),
    note: z.string().optional(),
  })
  .openapi("SourcedValue");

export const RulePart = SourcedValue.extend({
  part: z.enum(["body", "quorum", "adopt", "consents", "notice", "after", "fallback", "tie"]),
}).openapi("RulePart");

export const MatterRule = z
  .object({
    matter: Matter,
    rule: z.string(),
    source: z.string(),
    verified: z.boolean(),
    noticeDays: z.int().nullable(),
    parts: z.array(RulePart),
  })
  .openapi("MatterRule");

export const VotingRules = z
  .object({
    place: z.string(),
    on: CivilDate,
    hash: Sha256.openapi({ description: "hash over all layers with the day they are read on" }),
    packs: z.array(PackRef),
    axes: z.array(z.object({ axis: z.string(), unit: z.string() })),
    matters: z.array(MatterRule),
    ballot: SourcedValue.nullable(),
    coOwners: SourcedValue.nullable(),
    proxies: SourcedValue.nullable(),
    deemed: SourcedValue.nullable(),
    roll: SourcedValue.nullable(),
    eligibility: SourcedValue.nullable(),
    weights: SourcedValue.nullable(),
    unverified: z.array(Unverified),
  })
  .openapi("VotingRules");

export const VotingPlace = z
  .object({
    id: z.string(),
    version: z.string(),
    level: z.enum(["national", "province", "city"]),
    titleZh: z.string(),
    titleEn: z.string(),
    parent: z.string().nullable(),
    isOwn: z.boolean().openapi({ description: "uploaded by this district" }),
  })
  .openapi("VotingPlace");

export const PackFinding = z
  .object({
    severity: z.enum(["error", "warning", "notice"]),
    kind: z.string(),
    pack: z.string(),
    path: z.string(),
    detail: z.string().nullable(),
    on: CivilDate.nullable().openapi({
      description: "the day on which the layers do not go together",
    }),
  })
  .openapi("PackFinding");

export const PackReport = z
  .object({
    id: z.string(),
    isUsable: z.boolean(),
    isKept: z.boolean().openapi({ description: "only a usable pack is kept" }),
    issues: z.array(
      z.object({ pack: z.string(), file: z.string(), path: z.string(), message: z.string() }),
    ),
    findings: z.array(PackFinding),
  })
  .openapi("PackReport");

export const ReadinessItem = z
  .object({
    kind: z.enum([
      "roll-frozen",
      "objections-settled",
      "ballots-delivered",
      "ballot-rules-declared",
      "every-matter-has-a-rule",
    ]),
    isMet: z.boolean(),
    count: z.int().nullable().openapi({ description: "what is open or missing, where counted" }),
  })
  .openapi("ReadinessItem");

export const Secrecy = z.enum(["named", "secret"]).openapi("BallotSecrecy", {
  description:
    "named: the published recount lists units beside choices; secret: only pseudonyms of their own",
});

export const MandateSubject = z
  .string()
  .max(100)
  .refine(isMandateSubject)
  .openapi({ example: "budget:2027" });

export const Motion = z
  .object({
    id: Id,
    ordinal: z.int(),
    matter: Matter,
    rule: MatterRule,
    title: z.string(),
    words: z.string().nullable(),
    secrecy: Secrecy,
    subject: z.string().nullable(),
    ballot: z.enum(["first", "second"]),
    follows: Id.nullable().openapi({ description: "the motion that this is a new vote on" }),
    opensAt: Timestamp,
    closesAt: Timestamp,
    state: z.enum(["waiting", "open", "closed", "decided"]),
    ballots: z.int().openapi({ description: "in the box, those set aside included" }),
    verdictStatus: z.string().nullable(),
  })
  .openapi("Motion");

export const Meeting = z
  .object({
    id: Id,
    number: z.int(),
    title: z.string(),
    place: z.string(),
    status: z.enum(["convened", "open", "closed", "published"]),
    noticeServedOn: CivilDate,
    heldOn: CivilDate,
    opensAt: Timestamp,
    closesAt: Timestamp,
    closingRule: z.string().nullable(),
    silence: z
      .object({ bylawClause: z.string(), warningPrinted: z.boolean() })
      .nullable()
      .openapi({ description: "only with it may a silent owner be counted at all" }),
    rules: VotingRules,
    motions: z.array(Motion),
    readiness: z.array(ReadinessItem),
    roll: z
      .object({
        status: z.enum(["none", "draft", "frozen"]),
        voters: z.int(),
        units: z.int(),
        openObjections: z.int(),
        corrections: z.int(),
        thinPseudonyms: z
          .int()
          .openapi({ description: "voters whose weights fewer than three voters share" }),
        namedHash: Sha256.nullable(),
        secretHash: Sha256.nullable(),
        totals: z.record(z.string(), z.string()),
      })
      .openapi("RollSummary"),
    delivered: z.int(),
    isPubliclyNotified: z.boolean(),
    reconvenes: Id.nullable(),
    convenedBy: z.string(),
    convenedAt: Timestamp,
    openedAt: Timestamp.nullable(),
    closedAt: Timestamp.nullable(),
    publishedAt: Timestamp.nullable(),
  })
  .openapi("Meeting");

export const MeetingCard = z
  .object({
    id: Id,
    number: z.int(),
    title: z.string(),
    place: z.string(),
    status: z.enum(["convened", "open", "closed", "published"]),
    heldOn: CivilDate,
    opensAt: Timestamp,
    closesAt: Timestamp,
    motions: z.int(),
  })
  .openapi("MeetingCard");

const NewMotion = z.object({
  matter: Matter,
  title: z.string().trim().min(1).max(200),
  words: Words.optional(),
  secrecy: Secrecy.default("secret"),
  subject: MandateSubject.optional(),
  follows: Id.optional().openapi({
    description: "for a reconvened meeting: the motion it failed as",
  }),
});

export const listVotingPlaces = operation("meeting:read", {
  operationId: "listVotingPlaces",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/voting-places",
  tags: ["meetings"],
  summary: "可用的表决规则包 · places whose rules of voting are known here",
  request: { params: estateParams },
  responses: { 200: json(z.object({ places: z.array(VotingPlace) }), "Bundled and own packs") },
});

export const readVotingRules = operation("meeting:read", {
  operationId: "readVotingRules",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/voting-rules",
  tags: ["meetings"],
  summary: "某地某日的表决规则 · the rules of voting at a place on a day",
  request: { params: estateParams, query: z.object({ place: z.string().max(60), on: CivilDate }) },
  responses: { 200: json(VotingRules, "Every value with its source; unverified ones listed") },
});

export const uploadVotingPack = operation("rules:upload", {
  operationId: "uploadVotingPack",
  method: "post",
  path: "/api/districts/{districtId}/voting-packs",
  tags: ["meetings"],
  summary: "上传并检查本区规则包 · check a district's own pack, and keep it if it is usable",
  request: {
    params: districtParams,
    body: body(
      z.object({
        files: z.record(z.string().max(200), z.unknown()).openapi({
          description: "the folder's files by path, decoded: pack.json, voting.json …",
        }),
      }),
    ),
  },
  responses: { 201: json(PackReport, "What the linter found") },
});

export const listMeetings = operation("meeting:read", {
  operationId: "listMeetings",
  method: "get",
  path: base,
  tags: ["meetings"],
  summary: "业主大会会议 · meetings of the owners",
  request: { params: estateParams, query: Page },
  responses: {
    200: json(
      z.object({ meetings: z.array(MeetingCard), nextCursor: z.string().nullable() }),
      "Newest first",
    ),
  },
});

export const conveneMeeting = operation("meeting:convene", {
  operationId: "conveneMeeting",
  method: "post",
  path: base,
  tags: ["meetings"],
  summary: "召集会议 · convene a meeting on listed matters",
  request: {
    params: estateParams,
    body: body(
      z.object({
        title: z.string().trim().min(1).max(120),
        place: z.string().max(60),
        noticeServedOn: CivilDate,
        opensAt: Timestamp,
        closesAt: Timestamp,
        closingRule: Words.optional(),
        bylaws: z
          .object({ id: z.string().max(60), version: z.string().max(20), voting: z.unknown() })
          .optional()
          .openapi({ description: "the estate's own layer, in the form of a pack's voting.json" }),
        silence: z
          .object({ bylawClause: z.string().trim().min(1).max(500), warningPrinted: z.boolean() })
          .optional(),
        reconvenes: Id.optional(),
        motions: z.array(NewMotion).min(1).max(50),
      }),
    ),
  },
  responses: { 201: json(Meeting, "The meeting, its rules pinned") },
});

export const readMeeting = operation("meeting:read", {
  operationId: "readMeeting",
  method: "get",
  path: `${base}/{meetingId}`,
  tags: ["meetings"],
  summary: "会议详情 · a meeting with motions, rules and readiness",
  request: { params: meetingParams },
  responses: { 200: json(Meeting, "The meeting") },
});

export const openVoting = operation("meeting:convene", {
  operationId: "openVoting",
  method: "post",
  path: `${base}/{meetingId}/opening`,
  tags: ["meetings"],
  summary: "开始投票 · open the vote; refused while anything is not ready",
  request: { params: meetingParams },
  responses: { 201: json(Meeting, "The meeting, open") },
});

export const closeVoting = operation("meeting:convene", {
  operationId: "closeVoting",
  method: "post",
  path: `${base}/{meetingId}/closing`,
  tags: ["meetings"],
  summary: "截止投票 · close the vote at or after its announced end",
  request: { params: meetingParams },
  responses: { 201: json(Meeting, "The meeting, closed; a second ballot too if it was open") },
});

export const openSecondBallot = operation("meeting:convene", {
  operationId: "openSecondBallot",
  method: "post",
  path: `${base}/{meetingId}/motions/{motionId}/second-ballot`,
  tags: ["meetings"],
  summary: "同一会议再次表决 · the second ballot that the law opens in the same meeting",
  request: { params: motionParams, body: body(z.object({ closesAt: Timestamp })) },
  responses: { 201: json(Meeting, "The meeting with the new motion, open from now") },
});
