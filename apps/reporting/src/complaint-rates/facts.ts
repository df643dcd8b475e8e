import { z } from "zod";

const Day = z.templateLiteral([z.number(), "-", z.number(), "-", z.number()]);
const Share = z.string().regex(/^[01]\.\d{4}$/);
const Estimate = z.object({
  part: z.int().min(0),
  whole: z.int().min(0),
  rate: Share.nullable(),
  low: Share.nullable(),
  high: Share.nullable(),
});
const rates = {
  cases: z.int().min(0),
  response: Estimate,
  resolution: Estimate,
  satisfaction: Estimate,
};

/** The three rates as the API answers them, and the name of the district they are of. */
export const RateFacts = z.object({
  districtName: z.string(),
  estateName: z.string().nullable(),
  from: Day,
  to: Day,
  asOf: z.iso.datetime({ offset: true }),
  zone: z.string(),
  confidence: z.string(),
  whole: z.object(rates),
  units: z.array(
    z.object({
      unit: z.object({ id: z.string(), titleZh: z.string(), titleEn: z.string() }),
      ...rates,
    }),
  ),
  unclocked: z.int().min(0),
});
export type RateFacts = z.infer<typeof RateFacts>;
export type Estimate = z.infer<typeof Estimate>;
