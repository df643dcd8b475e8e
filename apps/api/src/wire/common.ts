import { z } from "@hono/zod-openapi";

/** Schemas that several modules speak. Shapes only: what they mean is said where they are used. */

export const Id = z.uuid().openapi({ example: "01931f6e-5f1a-7c3a-9d57-0d4a3c0e9a11" });
export const CivilDate = z.iso.date().openapi({ example: "2026-01-31" });
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .openapi({ example: "2026-01" });
export const Timestamp = z.iso.datetime({ offset: true });
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** An amount as a decimal string at the currency's own scale: never a number. */
export const Money = z
  .object({
    amount: z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/),
    currency: z.string().length(3),
  })
  .openapi("Money", { example: { amount: "134.21", currency: "CNY" } });

/** RFC 9457. `type` is stable per kind; `facts` are the refusal's own fields. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    requestId: z.string(),
    facts: z.record(z.string(), z.unknown()).optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .openapi("Problem");

export const districtParams = z.object({ districtId: Id });
export const estateParams = z.object({ districtId: Id, estateId: Id });

/** Where the next page of a list begins, to be handed back as `cursor`; null at the end. */
export const next = z.string().nullable().openapi({
  description: "cursor of the next page; null at the end",
});

/** For lists that people read whole: as much as one page may hold unless told otherwise. */
export const listPage = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(500),
});

export const page = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
