import { accept, type Result, reject } from "@xinyi/result";
import type { Context } from "hono";

/** Why a change is not made although it was well meant: it was based on something else. */
export type MatchRefusal =
  | { readonly kind: "precondition-required" }
  | { readonly kind: "precondition-failed"; readonly current: string };

/** The strong tag of a resource by what changes with it: `etagOf(version, status)`. */
export function etagOf(...revision: readonly (string | number)[]): string {
  return `"${revision.join(".")}"`;
}

/** Tells the reader which state he has before him, to name when he changes it. */
export function tag(c: Context, etag: string): void {
  c.header("etag", etag);
}

/**
 * The state a change is meant for, from If-Match. A change without one is refused (428): whoever
 * changes must say what he saw. `*` means whatever there is.
 */
export function ifMatch(c: Context): Result<string, MatchRefusal> {
  const given = c.req.header("if-match")?.trim();
  return given === undefined || given === ""
    ? reject({ kind: "precondition-required" })
    : accept(given);
}

/** Whether the resource still is what the caller saw; otherwise 412 with what it is now. */
export function isStillAt(given: string, current: string): Result<true, MatchRefusal> {
  const tags = given.split(",").map((one) => one.trim());
  // A weak tag never matches: it says "roughly this".
  return tags.includes("*") || tags.includes(current)
    ? accept(true)
    : reject({ kind: "precondition-failed", current });
}
