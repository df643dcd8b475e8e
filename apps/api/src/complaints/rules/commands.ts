import { isLocalDate } from "@xinyi/calendar";
import {
  analyzePack,
  overridePack,
  type PackAnalysis,
  type RoutingRule,
} from "@xinyi/complaint-routing";
import type { RoutingPack } from "@xinyi/complaint-routing/schema";
import { bundledRoutings, readRoutingPack, routingPackFor } from "@xinyi/jurisdictions";
import { canonicalJson, sha256Hex } from "@xinyi/merkle-log";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../../database/insert.ts";
import type { Done, UnitOfWork } from "../../unit-of-work.ts";
import type { RulesRefusal } from "../refusals.ts";
import { caseRulesOf, districtDay, type PackVersion, packVersion, packVersions } from "./store.ts";
import { bundledTitles, type Titles } from "./titles.ts";

/** Where a new version comes from. */
export type PackChange =
  | { readonly from: "bundled"; readonly id: string }
  | { readonly from: "upload"; readonly content?: unknown; readonly titles?: Titles | undefined }
  | {
      readonly from: "edit";
      readonly base: string;
      readonly version: string;
      readonly effectiveFrom: string;
      readonly rules: readonly unknown[];
    };

interface Draft {
  readonly pack: RoutingPack;
  readonly titles: Titles;
  readonly source: PackVersion["source"];
}

/**
 * Takes a version into use. Whatever it comes from, it is read by the published form and analyzed
 * whole, an edited one like a new one, and refused with the places where it errs.
 */
export async function addPack(
  work: UnitOfWork,
  change: PackChange,
): Promise<Result<Done<string>, RulesRefusal>> {
  const drafted = await draftOf(work, change);
  if (!drafted.ok) return drafted;
  const { pack, titles, source } = drafted.value;
  const held = caseRulesOf(pack, await districtDay(work));
  if (!held.ok) return held;
  const unlimited = missingClasses(pack, Object.keys(held.value.terms.classes));
  if (unlimited.length > 0)
    return reject({ kind: "faulty-routing", id: pack.id, problems: unlimited });
  const versions = await packVersions(work);
  if (versions.some(({ packId, version }) => packId === pack.id && version === pack.version)) {
    return reject({ kind: "pack-version-taken", version: pack.version });
  }
  const content = canonicalJson(pack);
  const id = work.ports.ids.next();
  await insertRows(work.client, "complaints.routing_pack", [
    {
      district_id: work.districtId,
      id,
      pack_id: pack.id,
      version: pack.version,
      effective_from: pack.effectiveFrom,
      hash: sha256Hex(new TextEncoder().encode(content)),
      content,
      titles,
      source,
      loaded_by: work.personId,
      loaded_at: work.now,
    },
  ]);
  return accept({
    answer: id,
    facts: { routingPackId: id, packId: pack.id, version: pack.version },
  });
}

/** What an analysis finds in a draft, and where it leaves its form; nothing is kept. */
export async function analyzeDraft(
  work: UnitOfWork,
  change: PackChange,
): Promise<Result<{ problems: readonly string[]; analysis: PackAnalysis | null }, RulesRefusal>> {
  const drafted = await draftOf(work, change);
  if (drafted.ok) return accept({ problems: [], analysis: analyzePack(drafted.value.pack) });
  const { rejection } = drafted;
  if (rejection.kind !== "faulty-routing") return drafted;
  return accept({ problems: rejection.problems, analysis: null });
}

async function draftOf(work: UnitOfWork, change: PackChange): Promise<Result<Draft, RulesRefusal>> {
  switch (change.from) {
    case "bundled": {
      const pack = routingPackFor(change.id);
      if (!pack.ok) return pack;
      return accept({
        pack: pack.value,
        titles: bundledTitles[change.id] ?? {},
        source: "bundled",
      });
    }
    case "upload": {
      const { content } = change;
      const id = idIn(content);
      const pack = readRoutingPack(id, content);
      if (!pack.ok) return pack;
      const titles = { ...bundledTitles[id], ...change.titles };
      return accept({ pack: pack.value, titles, source: "uploaded" });
    }
    case "edit":
      return editedDraft(work, change);
  }
}

async function editedDraft(
  work: UnitOfWork,
  change: Extract<PackChange, { from: "edit" }>,
): Promise<Result<Draft, RulesRefusal>> {
  const { base, version, effectiveFrom } = change;
  const known = await packVersion(work, base);
  if (!known) return reject({ kind: "not-found", what: "routing pack" });
  if (!isLocalDate(effectiveFrom)) return reject({ kind: "malformed-request" });
  const { pack } = known.routing;
  // Their form is checked with the whole: the edited pack is read like one that was sent in.
  const rules = change.rules as readonly RoutingRule[];
  const changed = overridePack(pack, { id: pack.id, version, rules });
  if (!changed.ok) return changed;
  const { effectiveTo: _, ...kept } = changed.value;
  const read = readRoutingPack(pack.id, { ...kept, effectiveFrom });
  if (!read.ok) return read;
  return accept({ pack: read.value, titles: known.titles, source: "edited" });
}

/** A case of a class without a time limit would have no clock. */
function missingClasses(pack: RoutingPack, classes: readonly string[]): readonly string[] {
  const { defaultClass } = pack.lifecycle;
  return classes.includes(defaultClass)
    ? []
    : [`lifecycle/defaultClass: the place has no time limit for ${defaultClass}`];
}

function idIn(content: unknown): string {
  const id = typeof content === "object" && content !== null && "id" in content ? content.id : "";
  return typeof id === "string" ? id : "";
}

export const bundledIds: readonly string[] = bundledRoutings;
