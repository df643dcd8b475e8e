import { isLocalDate, type LocalDate, localDateAt } from "@xinyi/calendar";
import { type CaseRules, compilePack, packOn, type Routing } from "@xinyi/complaint-routing";
import { decodeRoutingPack, type RoutingPack } from "@xinyi/complaint-routing/schema";
import { complaintRulesFor } from "@xinyi/jurisdictions";
import { accept, type Result, reject } from "@xinyi/result";
import type { UnitOfWork } from "../../unit-of-work.ts";
import type { RulesRefusal } from "../refusals.ts";
import type { Titles } from "./titles.ts";

/** One version of a district's rules, ready to route by. */
export interface PackVersion {
  readonly id: string;
  readonly packId: string;
  readonly version: string;
  readonly hash: string;
  readonly source: "bundled" | "uploaded" | "edited";
  readonly loadedAt: string;
  readonly loadedBy: string | null;
  readonly effectiveFrom: LocalDate;
  readonly titles: Titles;
  readonly routing: Routing;
}

/** A version's content never changes, so what was read once stays read. */
const compiled = new Map<string, Routing>();
const keptAtMost = 32;

function routingOf(hash: string, content: string): Routing {
  const known = compiled.get(hash);
  if (known) return known;
  const pack = decodeRoutingPack(JSON.parse(content));
  if (!pack.ok) throw new Error(`the kept routing pack ${hash} cannot be read`);
  const routing = compilePack(pack.value, hash);
  if (!routing.ok) throw new Error(`the kept routing pack ${hash} cannot be compiled`);
  if (compiled.size >= keptAtMost) compiled.clear();
  compiled.set(hash, routing.value);
  return routing.value;
}

const columns = `
  select p.id, p.pack_id as "packId", p.version, p.hash, p.source, p.content, p.titles,
    p.loaded_at as "loadedAt", r.name as "loadedBy", p.effective_from as "effectiveFrom"
  from complaints.routing_pack p left join registry.person r on r.id = p.loaded_by`;

/** All versions, the first loaded first: of two from the same day the later loaded holds. */
export async function packVersions(work: UnitOfWork): Promise<readonly PackVersion[]> {
  const { rows } = await work.client.query(`${columns} order by p.loaded_at, p.id`);
  return rows.map(versionFrom);
}

export async function packVersion(work: UnitOfWork, id: string): Promise<PackVersion | undefined> {
  const { rows } = await work.client.query(`${columns} where p.id = $1`, [id]);
  return rows[0] && versionFrom(rows[0]);
}

function versionFrom({ content, ...row }: Record<string, unknown>): PackVersion {
  const routing = routingOf(String(row.hash), String(content));
  return { ...(row as unknown as Omit<PackVersion, "routing">), routing };
}

/** The version in force on a day, or the refusal that there is none. */
export async function rulesOn(
  work: UnitOfWork,
  on: LocalDate,
): Promise<Result<PackVersion, RulesRefusal>> {
  const versions = await packVersions(work);
  const pack = packOn(
    versions.map(({ routing }) => routing.pack),
    on,
  );
  const found = versions.find(({ routing }) => routing.pack === pack);
  return found === undefined ? reject({ kind: "no-routing", on }) : accept(found);
}

/** The civil day in the district at a moment. */
export async function districtDay(work: UnitOfWork, at: string = work.now): Promise<LocalDate> {
  const { rows } = await work.client.query("select zone from registry.district where id = $1", [
    work.districtId,
  ]);
  const day = localDateAt(at, rows[0]?.zone ?? "UTC");
  if (!isLocalDate(day)) throw new Error("the district has no day");
  return day;
}

/** What a case is held to: its own version's life cycle, and its place's limits on the day it came in. */
export function caseRulesOf(pack: RoutingPack, on: LocalDate): Result<CaseRules, RulesRefusal> {
  if (pack.place === undefined) return reject({ kind: "pack-names-no-place" });
  const place = complaintRulesFor(pack.place, on);
  if (!place.ok) return place;
  const { terms, clock } = place.value;
  return accept({ lifecycle: pack.lifecycle, units: pack.units, terms, clock });
}
