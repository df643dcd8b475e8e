import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { pdfOf } from "../formats/pdf.ts";
import { ballotPrint } from "./ballot-print.ts";

const Day = z.templateLiteral([z.number(), "-", z.number(), "-", z.number()]);

/** What stands on the ballots, handed in by whoever keeps the roll. */
export const BallotFacts = z.object({
  estate: z.object({
    name: z.string(),
    communityName: z.string(),
    districtName: z.string(),
    zone: z.string(),
    contactPhone: z.string(),
  }),
  meeting: z.object({
    title: z.string(),
    opensAt: z.string(),
    closesAt: z.string(),
    closingRule: z.string().optional(),
    noticeServedOn: Day,
  }),
  matters: z.array(z.object({ number: z.int(), title: z.string(), text: z.string() })).min(1),
  deemedWarning: z.string().optional(),
  rollHash: z.string(),
  papers: z
    .array(
      z.object({
        ballotNumber: z.string(),
        units: z.array(z.string()),
        weights: z.record(z.string(), z.string()),
        url: z.url(),
      }),
    )
    .min(1),
  isLocalUrl: z.boolean(),
});

/** Reads the facts, sets the sheets, and tells the one file it made. */
export async function runBallots(
  argv: readonly string[],
  world: {
    readonly input: string;
    readonly folder: string;
    readonly tell: (event: { readonly file: string }) => void;
  },
): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { out: { type: "string" } } });
  const facts = BallotFacts.parse(JSON.parse(world.input));
  const out = resolve(world.folder, values.out ?? ".");
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "ballots.pdf"), await pdfOf(ballotPrint(facts)));
  world.tell({ file: "ballots.pdf" });
}
