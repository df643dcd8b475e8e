import type { LocalDate } from "@xinyi/calendar";
import {
  analyzePack,
  type Clock,
  type ComplaintTerms,
  clockFor,
  decodeRoutingPack,
  type RoutingPack,
  termsOn,
} from "@xinyi/complaint-routing/schema";
import { accept, type Result, reject } from "@xinyi/result";
import jianyangDemo from "../packs/jianyang-demo/routing.json" with { type: "json" };
import { bundledPacks } from "./bundled.ts";
import { type PlaceCalendar, workingCalendarOf } from "./calendar.ts";
import { chainOf, type PackLibrary } from "./library.ts";

/** A place's time limits for complaints on a day, and the days they are counted in. */
export interface ComplaintRules {
  readonly place: string;
  readonly terms: ComplaintTerms;
  readonly clock: Clock;
}

export type ComplaintRulesRejection =
  | { readonly kind: "unknown-place"; readonly place: string }
  | { readonly kind: "no-calendar"; readonly place: string };

/**
 * What holds at a place on a day: the limits of the place and those above it,
 * the smaller place speaking last, and the nearest official calendar.
 */
export function complaintRulesFor(
  place: string,
  on: LocalDate,
  library: PackLibrary = bundledPacks,
): Result<ComplaintRules, ComplaintRulesRejection> {
  const chain = chainOf(place, library);
  if (chain.length === 0) return reject({ kind: "unknown-place", place });
  const calendar = chain.flatMap((pack) => pack.calendar ?? []).at(-1);
  if (calendar === undefined) return reject({ kind: "no-calendar", place });
  const laws = chain.flatMap((pack) => pack.complaints ?? []);
  return accept({ place, terms: termsOn(laws, on), clock: clockOf(calendar) });
}

/** Clocks by their calendar: the days of years are counted once. */
const clocks = new WeakMap<PlaceCalendar, Clock>();

function clockOf(calendar: PlaceCalendar): Clock {
  const clock = clocks.get(calendar) ?? clockFor(calendar.zone, workingCalendarOf(calendar));
  clocks.set(calendar, clock);
  return clock;
}

/** Why there is no routing pack of that id, or why it cannot be used. */
export type RoutingPackRejection =
  | { readonly kind: "unknown-routing"; readonly id: string }
  | { readonly kind: "faulty-routing"; readonly id: string; readonly problems: readonly string[] };

const routings: Readonly<Record<string, unknown>> = { "jianyang-demo": jianyangDemo };

/** Ids of the routing packs that ship with this version. */
export const bundledRoutings: readonly string[] = Object.keys(routings);

/** Bundled packs already read: their content never changes. */
const read = new Map<string, Result<RoutingPack, RoutingPackRejection>>();

/** A bundled routing pack, read and analyzed by the routing domain's own means. */
export function routingPackFor(id: string): Result<RoutingPack, RoutingPackRejection> {
  if (!Object.hasOwn(routings, id)) return reject({ kind: "unknown-routing", id });
  const pack = read.get(id) ?? readRoutingPack(id, routings[id]);
  read.set(id, pack);
  return pack;
}

/**
 * A district's own routing pack, as data. It is refused with its problems if it
 * leaves its form, if its id is another's, or if an analysis of its rules finds
 * an error: two rules that clash, one never reached, a unit that is not there.
 */
export function readRoutingPack(
  id: string,
  content: unknown,
): Result<RoutingPack, RoutingPackRejection> {
  const pack = decodeRoutingPack(content);
  if (!pack.ok) {
    const problems = pack.rejection.map(({ path, message }) => `${path}: ${message}`);
    return reject({ kind: "faulty-routing", id, problems });
  }
  if (pack.value.id !== id) {
    return reject({ kind: "faulty-routing", id, problems: [`id: ${pack.value.id} is not ${id}`] });
  }
  const errors = analyzePack(pack.value).findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return accept(pack.value);
  const problems = errors.map(({ kind, where, detail = "" }) =>
    `${where.join("/")}: ${kind} ${detail}`.trim(),
  );
  return reject({ kind: "faulty-routing", id, problems });
}
