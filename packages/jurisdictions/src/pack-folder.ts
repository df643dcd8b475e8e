import {
  decodeVotingLayer,
  type Level,
  type VotingLayer,
  votingJsonSchema,
} from "@xinyi/committee-voting/schema";
import { accept, type Result, reject } from "@xinyi/result";
import { z } from "zod";

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
  const content = folder["voting.json"];
  if (content === undefined) return accept({ head: head.data });
  const voting = decodeVotingLayer(head.data, content);
  if (voting.ok) return accept({ head: head.data, voting: voting.value });
  const place = { pack: head.data.id, file: "voting.json" };
  return reject(voting.rejection.map((issue) => ({ ...place, ...issue })));
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
  };
}

function idOf(folder: PackFolder): string {
  const head = folder["pack.json"];
  const id = typeof head === "object" && head !== null && "id" in head ? head.id : undefined;
  return typeof id === "string" ? id : "";
}
