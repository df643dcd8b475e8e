import { checkVotingLayers, type Finding } from "@xinyi/committee-voting/schema";
import { bundledPacks } from "./bundled.ts";
import { chainOf, libraryWith, type PackLibrary } from "./library.ts";
import type { FolderIssue, PackFolder } from "./pack-folder.ts";

/** What a check of one folder finds: faults of form, or findings about its law. */
export interface PackReport {
  readonly id: string;
  readonly issues: readonly FolderIssue[];
  readonly findings: readonly Finding[];
  /** No fault and no finding of severity `error`. */
  readonly isUsable: boolean;
}

/**
 * Holds a folder to its form and to the packs above it: every number sourced,
 * every move allowed, no matter without its rule. Holes, unverified values and
 * a pack without a case are reported and stop nothing.
 */
export function checkPack(folder: PackFolder, library: PackLibrary = bundledPacks): PackReport {
  const head = folder["pack.json"] as { readonly id?: unknown } | undefined;
  const id = typeof head?.id === "string" ? head.id : "";
  // A bundled pack checked again takes its own place, not a second one.
  const others = new Map([...library].filter(([other]) => other !== id));
  const joined = libraryWith([folder], others);
  if (!joined.ok) return { id, issues: joined.rejection, findings: [], isUsable: false };
  const chain = chainOf(id, joined.value);
  const layers = chain.flatMap((pack) => (pack.voting === undefined ? [] : [pack.voting]));
  const own = joined.value.get(id)?.voting === undefined ? [] : checkVotingLayers(layers);
  const findings = [...circle(id, chain.length), ...own, ...cases(id, folder)];
  return { id, issues: [], findings, isUsable: findings.every((f) => f.severity !== "error") };
}

function circle(id: string, length: number): readonly Finding[] {
  if (length > 0) return [];
  const detail = "its parents lead back to itself";
  return [{ severity: "error", kind: "unknown-rule", pack: id, path: "parent", detail }];
}

/** A pack without a worked case is law that nobody has tried. */
function cases(id: string, folder: PackFolder): readonly Finding[] {
  const has = Object.keys(folder).some((file) => file.startsWith("cases/"));
  if (has || folder["voting.json"] === undefined) return [];
  return [{ severity: "notice", kind: "no-case", pack: id, path: "cases", detail: "no case file" }];
}
