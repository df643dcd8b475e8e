import { readFileSync } from "node:fs";
import { z } from "zod";

const caseForm = z.strictObject({
  id: z.string().min(1),
  kind: z.string(),
  pack: z.string(),
  on: z.iso.date(),
  source: z.string(),
  note: z.string().optional(),
  given: z.record(z.string(), z.unknown()),
  expect: z.record(z.string(), z.unknown()),
});

const fileForm = z.object({ suite: z.string(), cases: z.array(z.unknown()) });

/** The form of a case file as JSON Schema, for editors. */
export function caseFileSchema(): object {
  return z.toJSONSchema(
    z.looseObject({ suite: z.string(), cases: z.array(caseForm) }).meta({
      title: "A file of worked examples",
      description: "Facts in, the answer expected, and the source it rests on.",
    }),
  );
}

/** One worked example: facts in, the answer expected, and the source it rests on. */
export interface Case extends z.infer<typeof caseForm> {
  readonly suite: string;
}

/** What a case file holds; a case of the wrong form is named and not dropped. */
export interface CaseFile {
  readonly cases: readonly Case[];
  readonly malformed: readonly { readonly id: string; readonly problem: string }[];
}

/** Throws with a sentence for people when the file cannot be read as cases at all. */
export function readCases(path: string): CaseFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`not JSON (${(error as Error).message})`);
  }
  const file = fileForm.safeParse(value);
  if (!file.success) {
    throw new Error('not a case file; it must be { "suite": "…", "cases": [ … ] }');
  }
  return sort(file.data.suite, file.data.cases);
}

function sort(suite: string, list: readonly unknown[]): CaseFile {
  const cases: Case[] = [];
  const malformed: { id: string; problem: string }[] = [];
  const ids = new Set<string>();
  for (const [at, value] of list.entries()) {
    const parsed = caseForm.safeParse(value);
    if (!parsed.success) {
      malformed.push({ id: nameOf(value, at), problem: problemOf(parsed.error) });
    } else if (ids.has(parsed.data.id)) {
      malformed.push({ id: parsed.data.id, problem: "this id stands twice in the file" });
    } else {
      ids.add(parsed.data.id);
      cases.push({ ...parsed.data, suite });
    }
  }
  return { cases, malformed };
}

function nameOf(value: unknown, at: number): string {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === "string" && id !== "" ? id : `case ${at + 1}`;
}

function problemOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
}
