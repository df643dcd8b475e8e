import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Failure } from "../failure.ts";
import { pdfOf } from "../formats/pdf.ts";
import { SlipFacts } from "./facts.ts";
import { slipsPrint } from "./print.ts";

/**
 * `slips --out FOLDER`, for the API alone: facts as JSON on standard input, `slips.pdf` in the
 * folder. The digits let somebody in, so they stand in no argument and no environment.
 */
export async function runSlips(
  argv: readonly string[],
  world: {
    readonly input: string;
    readonly folder: string;
    readonly tell: (event: { readonly file: string }) => void;
  },
): Promise<void> {
  const [option, out, ...rest] = argv;
  if (option !== "--out" || out === undefined || rest.length > 0) {
    throw new Failure(
      "slips --out 目录，内容从标准输入读取 · slips --out FOLDER, facts on stdin",
      2,
    );
  }
  const facts = SlipFacts.safeParse(jsonIn(world.input));
  if (!facts.success) throw new Failure(`内容有误 · wrong facts: ${facts.error.message}`, 2);
  const pdf = await pdfOf(slipsPrint(facts.data));
  await writeFile(resolve(world.folder, out, "slips.pdf"), pdf, { mode: 0o600 });
  world.tell({ file: "slips.pdf" });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("标准输入不是 JSON · standard input is not JSON", 2);
  }
}
