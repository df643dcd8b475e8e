import type { RoutingPack } from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import type { PackVersion } from "./store.ts";
import { commonTitles, type Title } from "./titles.ts";

/** A unit as the wire names it. */
export interface UnitWire {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly kind: string;
  readonly channel: string | null;
}

/** Names the units of a district: those of its rules, and its grids. */
export interface UnitNames {
  of(id: string): UnitWire;
  maybe(id: string | null | undefined): UnitWire | null;
  all(ids: readonly string[]): UnitWire[];
  isKnown(id: string): boolean;
}

export async function unitNames(work: UnitOfWork, pack: RoutingPack): Promise<UnitNames> {
  const { rows } = await work.client.query(
    "select distinct on (id) id, title from complaints.grid order by id, estate_id",
  );
  const known = new Map<string, UnitWire>([
    ...rows.map((row): [string, UnitWire] => [
      row.id,
      { id: row.id, titleZh: row.title, titleEn: row.title, kind: "grid", channel: null },
    ]),
    ...pack.units.map((unit): [string, UnitWire] => [unit.id, unitWire(unit)]),
  ]);
  // A grid that was ended or renamed still stands in old logs, under its own id.
  const of = (id: string): UnitWire =>
    known.get(id) ?? { id, titleZh: id, titleEn: id, kind: "grid", channel: null };
  return {
    of,
    maybe: (id) => (id === null || id === undefined ? null : of(id)),
    all: (ids) => ids.map(of),
    isKnown: (id) => known.has(id),
  };
}

export function unitWire({
  id,
  title,
  kind,
  channel = undefined,
}: RoutingPack["units"][number]): UnitWire {
  return { id, titleZh: title.zh, titleEn: title.en, kind, channel: channel ?? null };
}

/** The name of a category; one that nobody named is called by its code. */
export function categoryTitle({ titles }: Pick<PackVersion, "titles">, code: string): Title {
  return titles[code] ?? commonTitles[code] ?? { zh: code, en: code };
}
