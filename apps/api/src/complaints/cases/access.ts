import type { Actor, Case, UnitId, Viewer } from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import type { Matter } from "./store.ts";

/** What a caller is in the district's complaints: rights of the district, and seats at desks. */
export interface Seat {
  readonly personId: string;
  readonly permissions: ReadonlySet<string>;
  readonly desks: readonly { readonly unit: UnitId; readonly estateId: string | null }[];
}

/** Nothing is kept between requests: a seat that ended is gone with the next one. */
export async function seatOf(work: UnitOfWork, permissions: ReadonlySet<string>): Promise<Seat> {
  const { rows } = await work.client.query(
    `select distinct d.unit, d.estate_id as "estateId"
       from complaints.desk_member m join complaints.desk d on d.id = m.desk_id
      where m.person_id = $1 and m.from_at <= $2 and (m.to_at is null or m.to_at > $2)`,
    [work.personId, work.now],
  );
  return { personId: work.personId, permissions, desks: rows };
}

/** The units that the caller fills at the place of a matter. */
export function unitsAt({ desks }: Seat, { estateId }: Pick<Matter, "estateId">): UnitId[] {
  const here = desks.filter((desk) => desk.estateId === null || desk.estateId === estateId);
  return [...new Set(here.map(({ unit }) => unit))];
}

/** Rights over every case of the district, confidential ones with them. */
export function isWide({ permissions }: Pick<Seat, "permissions">): boolean {
  return ["case:triage", "case:callback", "case:supervise"].some((one) => permissions.has(one));
}

/** Discipline inspection looks on from above; confidential cases are not its business. */
export function isOverseer({ permissions }: Pick<Seat, "permissions">): boolean {
  return permissions.has("case:oversee");
}

/** The units that have a part in a case: those who lead, help, were called, watch, or were told. */
export function partnersOf(state: Case): ReadonlySet<UnitId> {
  const { lead, supervisor, co, called, log } = state;
  const raised = log.flatMap((step) => (step.verb === "escalate" ? [step.to] : []));
  const named = [lead, supervisor].filter((unit) => unit !== undefined);
  return new Set([...named, ...co, ...called.map(({ unit }) => unit), ...raised]);
}

/**
 * As whom the caller may read a case, or undefined: then it does not exist for him. A unit that is
 * excluded from a case is so with everyone who fills it, whatever other rights they hold.
 */
export function viewerOf(
  seat: Seat,
  matter: Pick<Matter, "estateId" | "isConfidential">,
  state: Case | undefined,
): Viewer | undefined {
  const units = unitsAt(seat, matter);
  if (state?.excludes.some((unit) => units.includes(unit))) return undefined;
  if (isWide(seat)) return { as: "supervisor", unit: "" };
  if (isOverseer(seat) && !matter.isConfidential) return { as: "supervisor", unit: "" };
  const partners = state === undefined ? new Set<UnitId>() : partnersOf(state);
  const unit = units.find((one) => partners.has(one));
  return unit === undefined ? undefined : { as: "handler", unit };
}

/**
 * The parts in which the caller may act in a case. Whoever handles it is not also its judge: he
 * neither assigns it nor calls back about his own answer.
 */
export function partsOf(
  seat: Seat,
  matter: Pick<Matter, "estateId">,
  state: Case,
  overseer: UnitId | undefined,
): readonly Actor[] {
  const units = unitsAt(seat, matter);
  const handles = units.some(
    (unit) =>
      unit === state.lead ||
      state.co.includes(unit) ||
      state.called.some((called) => called.unit === unit),
  );
  const has = (permission: string): boolean => seat.permissions.has(permission);
  return [
    // The lead's unit first: of several that he fills it is the one concerned.
    ...[...units]
      .sort((a, b) => Number(b === state.lead) - Number(a === state.lead))
      .map((unit): Actor => ({ role: "unit", unit })),
    ...(has("case:triage") && !handles ? [{ role: "triage" } as const] : []),
    ...(has("case:callback") && !handles ? [{ role: "hotline" } as const] : []),
    ...(has("case:supervise") && !handles ? [{ role: "supervisor" } as const] : []),
    ...(has("case:oversee") && overseer !== undefined
      ? [{ role: "supervision", unit: overseer } as const]
      : []),
  ];
}
