import {
  decodeVotingLayer,
  type Level,
  type VotingLayer,
  votingJsonSchema,
} from "@xinyi/committee-voting/schema";
import {
  type ComplaintLaw,
  decodeComplaintLaw,
  jsonSchemas,
} from "@xinyi/complaint-routing/schema";
import { accept, type Result, reject } from "@xinyi/result";
import { z } from "zod";
import { type PlaceCalendar, PlaceCalendarSchema } from "./calendar.ts";
import {
  type DivisionList,
  DivisionListSchema,
  type GridRules,
  GridRulesSchema,
} from "./geography-form.ts";

/**
 * A pack folder as data: its files by their path inside the folder, decoded
 * from JSON. Who reads the disk is an application's business.
 */
export type PackFolder = Readonly<Record<string, unknown>>;

/** `pack.json`: which place this is, at which level, and under which parent. */
export interface PackHead {
  readonly id: string;
  readonly version: string;
  readonly kind: "place";
  readonly level: Exclude<Level, "bylaws">;
  readonly title: { readonly zh: string; readonly en: string };
  readonly parent?: string;
  readonly note?: string;
}

/** A place's pack, read: its head and what each domain finds in it. */
export interface PlacePack {
  readonly head: PackHead;
  readonly voting?: VotingLayer;
  readonly complaints?: ComplaintLaw;
  readonly calendar?: PlaceCalendar;
  readonly grids?: GridRules;
  readonly divisions?: DivisionList;
}

/** Where a folder is faulty, and what is wrong there. */
export interface FolderIssue {
  readonly pack: string;
  readonly file: string;
  readonly path: string;
  readonly message: string;
}

export const PackHeadSchema: z.ZodType<PackHead> = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  kind: z.literal("place"),
  level: z.enum(["national", "province", "city"]),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  parent: z.exactOptional(z.string()),
  note: z.exactOptional(z.string().min(1)),
});

/** Reads a folder, or says of every fault in which file and where it lies. */
export function readPackFolder(folder: PackFolder): Result<PlacePack, readonly FolderIssue[]> {
  const head = PackHeadSchema.safeParse(folder["pack.json"]);
  if (!head.success) {
    return reject(
      head.error.issues.map((issue) => ({
        pack: idOf(folder),
        file: "pack.json",
        path: issue.path.map(String).join("/"),
        message: issue.message,
      })),
    );
  }
  const { id } = head.data;
  const issues: FolderIssue[] = [];
  const found = <Value>(
    file: string,
    read: (content: unknown) => Result<Value, readonly Omit<FolderIssue, "pack" | "file">[]>,
  ): Value | undefined => {
    if (folder[file] === undefined) return undefined;
    const content = read(folder[file]);
    if (content.ok) return content.value;
    issues.push(...content.rejection.map((issue) => ({ pack: id, file, ...issue })));
    return undefined;
  };
  const voting = found("voting.json", (content) => decodeVotingLayer(head.data, content));
  const complaints = found("complaints.json", decodeComplaintLaw);
  const calendar = found("calendar.json", decoded(PlaceCalendarSchema));
  const grids = found("grids.json", decoded(GridRulesSchema));
  const divisions = found("divisions.json", decoded(DivisionListSchema));
  if (issues.length > 0) return reject(issues);
  return accept({
    head: head.data,
    ...(voting === undefined ? {} : { voting }),
    ...(complaints === undefined ? {} : { complaints }),
    ...(calendar === undefined ? {} : { calendar }),
    ...(grids === undefined ? {} : { grids }),
    ...(divisions === undefined ? {} : { divisions }),
  });
}

function decoded<Value>(
  schema: z.ZodType<Value>,
): (content: unknown) => Result<Value, readonly Omit<FolderIssue, "pack" | "file">[]> {
  return (content) => {
    const read = schema.safeParse(content);
    if (read.success) return accept(read.data);
    return reject(
      read.error.issues.map(({ path, message }) => ({ path: path.map(String).join("/"), message })),
    );
  };
}

/**
 * The JSON Schemas of a pack folder's files by their name, for districts that
 * check their packs with other tools. They say the form; what a schema cannot
 * say (shares above the whole, layers, sources) is said by `checkPack`.
 */
export function packJsonSchemas(): Readonly<Record<string, unknown>> {
  return {
    "pack.schema.json": z.toJSONSchema(PackHeadSchema, { io: "input" }),
    "voting.schema.json": votingJsonSchema(),
    "calendar.schema.json": z.toJSONSchema(PlaceCalendarSchema, { io: "input" }),
    "complaints.schema.json": jsonSchemas()["complaints.json"],
    "grids.schema.json": z.toJSONSchema(GridRulesSchema, { io: "input" }),
    "divisions.schema.json": z.toJSONSchema(DivisionListSchema, { io: "input" }),
  };
}

function idOf(folder: PackFolder): string {
  const head = folder["pack.json"];
  const id = typeof head === "object" && head !== null && "id" in head ? head.id : undefined;
  return typeof id === "string" ? id : "";
}
