import { DEVELOPER } from "@xinyi/committee-voting";
import { maskName } from "../registry/mask.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import { loadLaw } from "./law.ts";
import { decimals, draftOf, linesOf, type RollLine, votersOf } from "./roll.ts";
import type { MeetingRow } from "./store.ts";

interface Shown {
  readonly voterId: string | null;
  readonly owners: readonly string[];
  readonly units: readonly string[];
  readonly weights: Readonly<Record<string, string>>;
}

/** The roll as everyone on it may read it: units, weights and masked names; classes for those who keep them. */
export async function rollWire(
  work: UnitOfWork,
  row: MeetingRow,
  asked: {
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly unit?: string | undefined;
  },
  maySeeClasses: boolean,
) {
  const law = await loadLaw(work, row.lawHash);
  const lines = await linesOf(work, row.id);
  const draft = draftOf(
    law,
    lines.map(({ unit }) => unit),
  );
  if (lines.length === 0 || !draft.ok) {
    return { status: "none" as const, voters: [], totals: {}, nextCursor: null };
  }
  const isFrozen = row.namedHash !== null;
  const all: readonly Shown[] = isFrozen
    ? (await votersOf(work, row.id)).map(({ id, ...voter }) => ({ voterId: id, ...voter }))
    : draft.value.voters.map(({ id: _, ...voter }) => ({
        voterId: null,
        ...voter,
        weights: decimals(voter.weights, draft.value),
      }));
  const byNumber = new Map(lines.map((line) => [line.unit.id, line]));
  const wanted = asked.unit?.toLowerCase();
  const matching =
    wanted === undefined
      ? all
      : all.filter(({ units }) => units.some((unit) => unit.toLowerCase().includes(wanted)));
  const page = pageWithin(matching, asked, ({ units }) => [units[0] ?? ""]);
  const names = await namesOf(
    work,
    page.items.flatMap(({ owners }) => owners),
  );
  const classes = maySeeClasses ? await classesOf(work, row.id) : new Map<string, string[]>();
  const masked = (owners: readonly string[]) =>
    owners.map((owner) =>
      owner === DEVELOPER ? "开发商 · developer" : maskName(names.get(owner) ?? ""),
    );
  const unitWire = (number: string) => {
    const line = byNumber.get(number);
    if (line === undefined) throw new Error(`unit ${number} is not on the roll`);
    return {
      ...lineWire(line, draft.value.areaSource[number] ?? null),
      ownersMasked: masked(line.unit.owners),
    };
  };
  return {
    status: isFrozen ? ("frozen" as const) : ("draft" as const),
    voters: page.items.map((voter) => ({
      voterId: voter.voterId,
      units: voter.units.map(unitWire),
      ownersMasked: masked(voter.owners),
      weights: voter.weights,
      classes: classes.get(voter.voterId ?? "") ?? [],
    })),
    totals: decimals(draft.value.totals, draft.value),
    nextCursor: page.next,
  };
}

function lineWire({ unit, revision }: RollLine, areaSource: string | null) {
  const area = areaSource === null ? unit.area : unit.areas?.[areaSource];
  const weights: Record<string, string> = { ...unit.weights };
  if (area !== undefined) weights.area = area;
  return {
    unitNumber: unit.id,
    building: unit.building ?? "",
    kind: unit.kind ?? null,
    state: unit.state ?? ("sold" as const),
    areaSource,
    weights,
    isCorrected: revision > 1,
  };
}

export async function namesOf(
  work: Pick<UnitOfWork, "client">,
  persons: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await work.client.query(
    "select id, name from registry.person where id::text = any($1)",
    [[...new Set(persons)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function classesOf(work: Pick<UnitOfWork, "client">, meetingId: string) {
  const { rows } = await work.client.query(
    `select c.voter_id as "voterId", array_agg(c.class order by c.class) as classes
       from voting.voter_class c join voting.voter v on v.id = c.voter_id
      where v.meeting_id = $1 group by c.voter_id`,
    [meetingId],
  );
  return new Map<string, string[]>(rows.map(({ voterId, classes }) => [voterId, classes]));
}
