import { z } from "@hono/zod-openapi";
import { CivilDate, districtParams, Id, Timestamp } from "../../wire/common.ts";

/** Shapes that several operations of this module speak. */

export const base = "/api/districts/{districtId}" as const;
export const publicBase = "/api/public/districts/{districtId}" as const;
export const caseParams = districtParams.extend({ caseId: Id });

export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});

/** A writing operation without sign-in names its key itself. */
export const keyed = z.object({
  "idempotency-key": z.string().min(8).max(128).openapi({
    description: "一次操作一个键，重试时沿用 · one key per operation, kept when retrying",
  }),
});

const titles = { titleZh: z.string(), titleEn: z.string() };

export const RoutingUnit = z
  .object({
    id: z.string(),
    ...titles,
    kind: z.string().openapi({ description: "of the pack; `grid` for a grid" }),
    channel: z.string().nullable(),
  })
  .openapi("RoutingUnit");

export const ComplaintCategory = z
  .object({
    code: z.string(),
    ...titles,
    description: z.string(),
    parent: z.string().nullable(),
    isLeaf: z.boolean(),
    isSafety: z.boolean().openapi({ description: "an emergency: show the number to call first" }),
    isSealed: z.boolean().openapi({ description: "an accusation: its text is never sent here" }),
    redirect: z.union([RoutingUnit, z.null()]).openapi({ description: "who is called instead" }),
  })
  .openapi("ComplaintCategory");

export const CaseState = z
  .enum([
    "redirected",
    "received",
    "dispatched",
    "objected",
    "accepted",
    "waiting-person",
    "answered",
    "callback",
    "rework",
    "closed",
    "withdrawn",
    "merged",
    "reopened",
  ])
  .openapi("CaseState");

export const ComplaintChannel = z
  .enum(["web", "phone", "paper", "visit", "open311"])
  .openapi("ComplaintChannel");

export const Rating = z.enum(["satisfied", "unsatisfied"]).openapi("ComplaintRating");

export const DisciplineChannel = z
  .object({
    number: z.string(),
    address: z.string(),
    hours: z.string(),
    recipient: z.string().nullable().openapi({
      description: "the office's age recipient (age1…), with which the browser seals a letter",
    }),
    since: Timestamp,
    isExample: z.boolean().openapi({ description: "true until the district has entered its own" }),
  })
  .openapi("DisciplineChannel");

export const SealedReceipt = z
  .object({ id: Id, sha256: z.string(), at: Timestamp })
  .openapi("SealedReceipt");

/** What the rules may ask besides the category; which of them apply is the pack's matter. */
export const routingFacts = z
  .object({
    subject: z.string().max(60).optional(),
    department: z.string().max(80).optional(),
    bothPartiesAgreeToMediate: z.boolean().optional(),
  })
  .openapi("RoutingFacts");

const place = {
  category: z.string().min(1).max(80),
  class: z.string().max(40).optional().openapi({ description: "enquiry, help, suggestion, …" }),
  estateId: Id.optional(),
  place: z.string().trim().max(200).optional(),
  lat: z.number().min(-90).max(90).optional(),
  long: z.number().min(-180).max(180).optional(),
  text: z.string().trim().min(1).max(4000),
  facts: routingFacts.optional(),
};

export const Report = z
  .object({
    ...place,
    name: z.string().trim().max(60).optional(),
    phone: z
      .string()
      .regex(/^[+\d][\d -]{4,20}$/)
      .optional(),
    isAnonymous: z
      .boolean()
      .default(false)
      .openapi({ description: "the handler is not told who asks" }),
    isPublic: z
      .boolean()
      .default(true)
      .openapi({ description: "may be listed in public, without a name and without the text" }),
  })
  .openapi("ComplaintReport");

export const Similar = z
  .object({
    id: Id,
    number: z.string(),
    categoryZh: z.string(),
    categoryEn: z.string(),
    state: CaseState,
    receivedAt: Timestamp,
    likeness: z.int().openapi({ description: "of 1000" }),
    hoursApart: z.int(),
  })
  .openapi("SimilarComplaint");

export const ComplaintReceipt = z
  .object({
    id: Id,
    number: z.string(),
    trackingCode: z.string().nullable().openapi({
      description: "whoever has it may follow and rate the complaint; told to the reporter once",
    }),
    disposition: z.enum(["dispatch", "redirect", "triage"]),
    lead: z.union([RoutingUnit, z.null()]),
    redirect: z.object({ to: RoutingUnit, basis: z.string() }).nullable(),
    dueOn: CivilDate.nullable(),
    similarCount: z.int().openapi({ description: "open complaints that may be about the same" }),
  })
  .openapi("ComplaintReceipt");

export const cursorPage = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
