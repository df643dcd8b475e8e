import { z } from "@hono/zod-openapi";
import { CivilDate, Id, Sha256, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";
import { base, body, meetingParams, Page, Words } from "./contract.ts";

/** Ballots on their way: delivery, proxies, co-owners, the box, paper entered by two. */

export const Choice = z.enum(["for", "against", "abstain", "blank", "invalid"]).openapi("Choice");
/** A voter at the screen says one of three things; blank and invalid are read off paper. */
const Said = z.enum(["for", "against", "abstain"]);

export const Delivery = z
  .object({
    voterId: Id,
    units: z.array(z.string()),
    isDelivered: z.boolean(),
    deliveries: z.array(
      z.object({
        how: z.enum(["in-person", "letterbox", "registered-mail", "electronic"]),
        deliveredAt: Timestamp,
        by: z.string(),
        proofSha256: Sha256.nullable(),
      }),
    ),
  })
  .openapi("BallotDelivery");

export const ProxyRecord = z
  .object({
    id: Id,
    voterId: Id,
    units: z.array(z.string()),
    holderName: z.string().nullable(),
    holderVoterId: Id.nullable(),
    relation: z.string(),
    isWritten: z.boolean(),
    scanSha256: Sha256.nullable(),
    receivedAt: Timestamp,
    refusedBecause: z
      .enum([
        "unknown-voter",
        "not-written",
        "not-permitted",
        "second-proxy",
        "over-the-limit",
        "holder-over-the-limit",
      ])
      .nullable(),
  })
  .openapi("ProxyAuthority");

export const OwnBallot = z
  .object({
    voterId: Id,
    units: z.array(z.string()),
    weights: z.record(z.string(), z.string()),
    paperNumber: z.string(),
    isBarredBecause: z.string().nullable(),
    isJoint: z.boolean().openapi({ description: "several owners come to one voice" }),
    isNominee: z.boolean(),
    via: z.enum(["owner", "proxy", "buyer"]),
    motions: z.array(
      z.object({
        motionId: Id,
        title: z.string(),
        words: z.string().nullable(),
        matter: z.string(),
        opensAt: Timestamp,
        closesAt: Timestamp,
        isOpen: z.boolean(),
        mayChange: z.boolean(),
        ballots: z.array(
          z.object({
            ballotId: Id,
            choice: Choice,
            channel: z.enum(["electronic", "paper"]),
            castAt: Timestamp,
            standing: z.enum(["counts", "replaced", "clash", "clash-void", "fallen"]),
          }),
        ),
        voice: z
          .object({ choice: Choice, waitsBecause: z.string() })
          .nullable()
          .openapi({ description: "said by the caller, and not yet the voice of all owners" }),
      }),
    ),
  })
  .openapi("OwnBallot");

export const CastAnswer = z
  .object({
    voterId: Id,
    ballots: z.array(z.object({ motionId: Id, ballotId: Id, position: z.int(), leaf: Sha256 })),
    voices: z.array(z.object({ motionId: Id, waitsBecause: z.string() })),
  })
  .openapi("CastAnswer");

export const Sheet = z
  .object({
    sheet: z.string(),
    voterId: Id,
    units: z.array(z.string()),
    status: z.enum(["waits-for-second", "differs", "entered", "refused"]),
    refusedBecause: z.string().nullable(),
    scanSha256: Sha256,
    receivedAt: Timestamp,
    enteredBy: z.array(z.string()),
    mayEnter: z.boolean().openapi({ description: "whether the caller can be the next to read it" }),
    differsIn: z.array(z.string()),
  })
  .openapi("PaperSheet");

export const recordDeliveries = operation("ballot:record", {
  operationId: "recordDeliveries",
  method: "post",
  path: `${base}/{meetingId}/deliveries`,
  tags: ["ballots"],
  summary: "登记送达 · how, when and by whom ballot papers reached owners",
  request: {
    params: meetingParams,
    body: body(
      z.object({
        voterIds: z.array(Id).min(1).max(2000),
        how: z.enum(["in-person", "letterbox", "registered-mail", "electronic"]),
        deliveredAt: Timestamp,
        proofSha256: Sha256.optional().openapi({ description: "a scan stored for this meeting" }),
      }),
    ),
  },
  responses: { 201: json(z.object({ recorded: z.int(), delivered: z.int() }), "So far") },
});

export const listDeliveries = operation("ballot:record", {
  operationId: "listDeliveries",
  method: "get",
  path: `${base}/{meetingId}/deliveries`,
  tags: ["ballots"],
  summary: "送达情况 · deliveries by voter",
  request: {
    params: meetingParams,
    query: Page.extend({ missing: z.enum(["yes", "no"]).default("no") }),
  },
  responses: {
    200: json(
      z.object({ deliveries: z.array(Delivery), nextCursor: z.string().nullable() }),
      "In the order of the roll",
    ),
  },
});

export const recordPublicNotice = operation("ballot:record", {
  operationId: "recordPublicNotice",
  method: "post",
  path: `${base}/{meetingId}/public-notice`,
  tags: ["ballots"],
  summary: "公告送达 · public notice to those whom no ballot reached",
  request: {
    params: meetingParams,
    body: body(z.object({ postedOn: CivilDate, where: Words, proofSha256: Sha256.optional() })),
  },
  responses: { 201: json(z.object({ postedOn: CivilDate }), "Recorded") },
});

export const storeScan = operation("ballot:record", {
  operationId: "storeScan",
  method: "post",
  path: `${base}/{meetingId}/scans`,
  tags: ["ballots"],
  summary: "上传选票或送达回执的扫描件 · store a scan of a sheet, proxy or receipt",
  request: {
    params: meetingParams,
    body: {
      required: true,
      content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
    },
  },
  responses: {
    201: json(
      z.object({ sha256: Sha256, mediaType: z.string(), bytes: z.int() }),
      "The scan, by content",
    ),
  },
});

export const readScan = operation("ballot:record", {
  operationId: "readScan",
  method: "get",
  path: `${base}/{meetingId}/scans/{sha256}`,
  tags: ["ballots"],
  summary: "查看扫描件 · look at a scan",
  request: { params: meetingParams.extend({ sha256: Sha256 }) },
  responses: {
    200: {
      description: "The file",
      content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
    },
  },
});

export const registerProxy = operation("ballot:record", {
  operationId: "registerProxy",
  method: "post",
  path: `${base}/{meetingId}/proxies`,
  tags: ["ballots"],
  summary: "登记委托书 · register a proxy; one that names nobody is refused",
  request: {
    params: meetingParams,
    body: body(
      z.object({
        voterId: Id,
        holderName: z.string().trim().max(100),
        holderPersonId: Id.optional().openapi({ description: "lets the holder vote on a phone" }),
        holderVoterId: Id.optional(),
        relation: z.enum(["anyone", "owner", "spouse", "lineal-kin", "tenant", "relative"]),
        isWritten: z.boolean(),
        scanSha256: Sha256.optional(),
        receivedAt: Timestamp,
      }),
    ),
  },
  responses: { 201: json(ProxyRecord, "Admitted, or refused with the rule's reason") },
});

export const listProxies = operation("ballot:record", {
  operationId: "listProxies",
  method: "get",
  path: `${base}/{meetingId}/proxies`,
  tags: ["ballots"],
  summary: "委托代理 · proxies, admitted and refused",
  request: { params: meetingParams },
  responses: { 200: json(z.object({ proxies: z.array(ProxyRecord) }), "In the order received") },
});

export const nominateCoOwner = operation("ballot:record", {
  operationId: "nominateCoOwner",
  method: "post",
  path: `${base}/{meetingId}/nominations`,
  tags: ["ballots"],
  summary: "共有人推举一人投票 · co-owners name the one of them who votes",
  request: {
    params: meetingParams,
    body: body(z.object({ voterId: Id, personId: Id, scanSha256: Sha256.optional() })),
  },
  responses: { 201: json(z.object({ voterId: Id, personId: Id }), "Recorded") },
});

export const listCoOwners = operation("ballot:record", {
  operationId: "listCoOwners",
  method: "get",
  path: `${base}/{meetingId}/voters/{voterId}/owners`,
  tags: ["ballots"],
  summary: "一票的业主 · the owners behind one voter",
  request: { params: meetingParams.extend({ voterId: Id }) },
  responses: {
    200: json(
      z.object({
        owners: z.array(z.object({ personId: Id, name: z.string(), isNominee: z.boolean() })),
      }),
      "In the order of the register",
    ),
  },
});

export const recordAttendance = operation("ballot:record", {
  operationId: "recordAttendance",
  method: "post",
  path: `${base}/{meetingId}/attendance`,
  tags: ["ballots"],
  summary: "登记到会 · who is at the meeting, in person or by proxy",
  request: {
    params: meetingParams,
    body: body(z.object({ voterIds: z.array(Id).min(1).max(2000), isInPerson: z.boolean() })),
  },
  responses: { 201: json(z.object({ present: z.int() }), "So far") },
});

export const listOwnBallots = operation("ballot:cast", {
  operationId: "listOwnBallots",
  method: "get",
  path: `${base}/{meetingId}/own-ballots`,
  tags: ["ballots"],
  summary: "我的选票 · the ballots the caller may cast, and what was cast",
  request: { params: meetingParams },
  responses: {
    200: json(
      z.object({
        status: z.enum(["convened", "open", "closed", "published"]),
        silenceWarning: z.string().nullable(),
        closingRule: z.string().nullable(),
        ballots: z.array(OwnBallot),
      }),
      "One for each voter the caller stands for",
    ),
  },
});

export const castBallots = operation("ballot:cast", {
  operationId: "castBallots",
  method: "post",
  path: `${base}/{meetingId}/ballots`,
  tags: ["ballots"],
  summary: "投票 · cast one voter's ballots, on one motion or several",
  request: {
    params: meetingParams,
    body: body(
      z.object({
        voterId: Id,
        choices: z
          .array(z.object({ motionId: Id, choice: Said }))
          .min(1)
          .max(50),
      }),
    ),
  },
  responses: { 201: json(CastAnswer, "In the box, with the place of each in its log") },
});

export const enterPaper = operation("ballot:record", {
  operationId: "enterPaper",
  method: "post",
  path: `${base}/{meetingId}/sheets`,
  tags: ["ballots"],
  summary: "录入纸质选票(两人各自录入)· read a paper sheet, each of two people by himself",
  request: {
    params: meetingParams,
    body: body(
      z.object({
        sheet: z
          .string()
          .regex(/^[0-9A-Za-z-]{4,40}$/)
          .openapi({
            description: "the number printed on the sheet, in its QR code",
          }),
        voterId: Id,
        scanSha256: Sha256,
        receivedAt: Timestamp.optional().openapi({
          description: "when the sheet was handed in; the first entry's stands",
        }),
        proxyId: Id.optional(),
        isInPerson: z.boolean().optional(),
        choices: z
          .array(z.object({ motionId: Id, choice: Choice }))
          .min(1)
          .max(50),
      }),
    ),
  },
  responses: { 201: json(Sheet, "Waiting, differing (a third looks), or in the box") },
});

export const listSheets = operation("ballot:record", {
  operationId: "listSheets",
  method: "get",
  path: `${base}/{meetingId}/sheets`,
  tags: ["ballots"],
  summary: "纸质选票录入情况 · paper sheets; what was read is shown to nobody else",
  request: {
    params: meetingParams,
    query: Page.extend({
      status: z.enum(["all", "waits-for-second", "differs", "entered", "refused"]).default("all"),
    }),
  },
  responses: {
    200: json(
      z.object({ sheets: z.array(Sheet), nextCursor: z.string().nullable() }),
      "In the order of first entry",
    ),
  },
});

export const findSheet = operation("ballot:record", {
  operationId: "findSheet",
  method: "get",
  path: `${base}/{meetingId}/papers/{paperNumber}`,
  tags: ["ballots"],
  summary: "凭编号找选票 · which voter a printed paper number belongs to",
  request: { params: meetingParams.extend({ paperNumber: z.string().max(40) }) },
  responses: {
    200: json(
      z.object({ voterId: Id, units: z.array(z.string()), paperNumber: z.string() }),
      "The voter",
    ),
  },
});

export const listPapers = operation("ballot:record", {
  operationId: "listPapers",
  method: "get",
  path: `${base}/{meetingId}/papers`,
  tags: ["ballots"],
  summary: "待印选票 · ballot papers to print, one for each voter",
  request: { params: meetingParams, query: Page },
  responses: {
    200: json(
      z.object({
        papers: z.array(
          z.object({
            paperNumber: z.string(),
            voterId: Id,
            units: z.array(z.string()),
            building: z.string().nullable(),
            weights: z.record(z.string(), z.string()),
          }),
        ),
        nextCursor: z.string().nullable(),
      }),
      "In the order of the roll",
    ),
  },
});

export const printPapers = operation("ballot:record", {
  operationId: "printPapers",
  method: "get",
  path: `${base}/{meetingId}/papers.pdf`,
  tags: ["ballots"],
  summary: "打印选票和送达回执 · ballots with their delivery slips, to print, a page of the roll",
  request: { params: meetingParams, query: Page },
  responses: {
    200: {
      description: "One sheet for each voter",
      content: { "application/pdf": { schema: z.string().openapi({ format: "binary" }) } },
    },
  },
});
