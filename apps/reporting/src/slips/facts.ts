import { z } from "zod";

const Day = z.templateLiteral([z.number(), "-", z.number(), "-", z.number()]);

/** What stands on the sheets, handed in by whoever minted the digits: none of it is asked for. */
export const SlipFacts = z.object({
  estateName: z.string(),
  contactPhone: z.string(),
  printedOn: Day,
  isLocalAddress: z.boolean(),
  sheets: z
    .array(
      z.object({
        ownerName: z.string(),
        unitNumbers: z.array(z.string()),
        code: z.string().regex(/^\d{12}$/),
        link: z.url(),
        lastDay: Day,
      }),
    )
    .min(1),
});
export type SlipFacts = z.infer<typeof SlipFacts>;
