import type { InForce, LocalDate } from "@xinyi/calendar";
import { z } from "zod";

/** How many households, ends included. */
export interface SizeRange {
  readonly least: number;
  readonly most: number;
}

/** `grids.json`: how large grids should be, by kind; dated, and superseded rather than edited. */
export interface GridRules {
  readonly sizes: readonly InForce<Readonly<Record<string, SizeRange>>>[];
}

/** `divisions.json`: the divisions of a place by code, with what became of codes given up. */
export interface DivisionList {
  readonly source: string;
  readonly verified: boolean;
  readonly divisions: readonly ListedDivision[];
}

/** One division by its code in one stretch of time; `@xinyi/identifiers` says what follows from it. */
export interface ListedDivision {
  readonly code: string;
  readonly name: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly becomes?: readonly string[];
  readonly administeredBy?: readonly {
    readonly body: string;
    readonly from?: LocalDate;
    readonly to?: LocalDate;
  }[];
}

const date = z.templateLiteral([z.number(), "-", z.number(), "-", z.number()]);
const day = z.iso.date().pipe(date);
const code = z.string().regex(/^[0-9]{12}$/);
const text = z.string().min(1);
const households = z.int().min(0);

export const GridRulesSchema: z.ZodType<GridRules> = z.strictObject({
  sizes: z.array(
    z.strictObject({
      from: day,
      to: z.exactOptional(day),
      source: text,
      verified: z.boolean(),
      value: z.record(
        z.enum(["general", "ordinary", "micro", "dedicated"]),
        z
          .strictObject({ least: households, most: households })
          .refine(({ least, most }) => least <= most, "least is above most")
          .optional(),
      ) as z.ZodType<Readonly<Record<string, SizeRange>>>,
    }),
  ),
});

const stretch = { from: z.exactOptional(day), to: z.exactOptional(day) };

export const DivisionListSchema: z.ZodType<DivisionList> = z.strictObject({
  source: text,
  verified: z.boolean(),
  divisions: z.array(
    z.strictObject({
      code,
      name: text,
      ...stretch,
      becomes: z.exactOptional(z.array(code).min(1)),
      administeredBy: z.exactOptional(z.array(z.strictObject({ body: text, ...stretch }))),
    }),
  ),
});
