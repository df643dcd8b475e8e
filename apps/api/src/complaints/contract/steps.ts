import { z } from "@hono/zod-openapi";

const words = z.string().trim().min(1).max(4000);
const unit = z.string().min(1).max(80);

const as = z
  .enum(["triage", "hotline", "supervisor", "supervision", "unit"])
  .optional()
  .openapi({ description: "in which part; left out, the first that the caller has and that may" });
const unitOf = unit
  .optional()
  .openapi({ description: "for which of the caller's units; left out, the one concerned" });
const who = { as, unit: unitOf };

/** One step of a case as the caller asks for it. Who may take it is the state machine's to say. */
export const CaseStep = z
  .discriminatedUnion("verb", [
    z.object({
      verb: z.literal("dispatch"),
      ...who,
      lead: unit,
      co: z.array(unit).max(20).optional(),
      supervisor: unit.optional(),
      final: z.boolean().optional(),
      deskId: z.uuid().optional().openapi({ description: "left out: the least loaded on duty" }),
      words: words.optional(),
    }),
    z.object({ verb: z.literal("accept"), ...who }),
    z.object({ verb: z.literal("object"), ...who, proposes: unit, words }),
    z.object({ verb: z.literal("askPerson"), ...who, words }),
    z.object({ verb: z.literal("personAnswers"), ...who, words }),
    z.object({ verb: z.literal("reclassify"), ...who, class: z.string().min(1).max(40), words }),
    z.object({
      verb: z.literal("extend"),
      ...who,
      days: z.int().min(1).max(366).optional(),
      words,
    }),
    z.object({
      verb: z.literal("join"),
      ...who,
      units: z.array(unit).min(1).max(20).optional().openapi({
        description: "the units called; a called unit that reports in names none",
      }),
      words: words.optional(),
    }),
    z.object({
      verb: z.literal("mediate"),
      ...who,
      outcome: z.enum(["begun", "extended", "settled", "refused"]),
      words: words.optional(),
    }),
    z.object({
      verb: z.literal("escalate"),
      ...who,
      level: z.int().min(1).max(99),
      to: unit,
      words,
    }),
    z.object({ verb: z.literal("supervise"), ...who, words }),
    z.object({ verb: z.literal("answer"), ...who, words }),
    z.object({ verb: z.literal("close"), ...who, words: words.optional() }),
    z.object({ verb: z.literal("rework"), ...who, words }),
    z.object({ verb: z.literal("reopen"), ...who, words }),
  ])
  .openapi("CaseStep");
