import type { LocalDate } from "@xinyi/calendar";
import { type Evidence, judge, type Tallies, type TallyName, tallyOn } from "./condition.ts";
import type { DeemedPolicy, DeemedPrecondition } from "./pack.ts";
import type { Axis, Scale } from "./quantity.ts";
import type { Sourced } from "./rules.ts";

/** What is on record about the silent owners. */
export type DeemedEvidence = Readonly<Record<DeemedPrecondition, boolean>>;

/** When the notice reached the owners, and when the meeting or the vote took place. */
export interface NoticeServed {
  readonly servedOn: LocalDate;
  readonly heldOn: LocalDate;
}

/** A counted vote: all that a verdict is drawn from. Nothing here is inferred. */
export interface Count extends Evidence {
  readonly deemed?: DeemedEvidence;
  readonly notice?: NoticeServed;
  /** Set when weights were cut by a fraction, so that units are finer than the pack's. */
  readonly scales?: Readonly<Record<Axis, Scale>>;
  /** Which ballot on the motion this is; the second opens no third. */
  readonly ballot?: "first" | "second";
  /** Named events that happened, such as `half-hour-waited`. */
  readonly events?: readonly string[];
  /** How a level vote was settled, by the person or the draw the law names. */
  readonly tieBroken?: "for" | "against";
  readonly approvedBy?: readonly string[];
  /** The later count that some laws ask for. */
  readonly measured?: Tallies;
  readonly minutesServedOn?: LocalDate;
  readonly knownOn?: LocalDate;
  readonly asOf?: LocalDate;
  readonly rollHash?: string;
}

/** A figure that cannot be true: more of a part than there is of the whole. */
export interface InputError {
  readonly kind: "exceeds";
  readonly axis: Axis;
  readonly part: string;
  readonly whole: TallyName;
  readonly group?: string;
}

/** Silent votes: counted and where they went, or left out and why. */
export type DeemedOutcome =
  | { readonly kind: "counted"; readonly direction: "for" | "against" | "participation-only" }
  | { readonly kind: "left-out"; readonly reasons: readonly DeemedReason[] }
  | { readonly kind: "undecided"; readonly missing: readonly string[] };

export type DeemedReason =
  | { readonly kind: "no-policy" }
  | { readonly kind: "precondition-missing"; readonly precondition: DeemedPrecondition }
  | { readonly kind: "floor-not-reached" };

/** Bases that a silent or abstaining voter may belong to. */
const ATTENDED: readonly TallyName[] = ["total", "eligible", "present", "participating"];
/** Bases of votes for and against alone. */
const CAST: readonly TallyName[] = ["cast", "valid"];
const PARTS: readonly TallyName[] = ["eligible", "present", "participating", "cast", "valid"];

/** Every figure that exceeds its whole, on the published axes and in every group. */
export function inputErrors(count: Count): readonly InputError[] {
  const groups = Object.values(count.groups ?? {}).flatMap((groups) => Object.entries(groups));
  return [
    ...errorsIn(count.tallies, count.axes),
    ...groups.flatMap(([group, tallies]) =>
      errorsIn(tallies, count.axes).map((error) => ({ ...error, group })),
    ),
  ];
}

/**
 * Adds the silent votes, if the law knows them and everything it asks for is
 * on record: as participation on every axis, and with the majority cast if it
 * is the same on every axis.
 */
export function withDeemed(
  count: Count,
  policy: Sourced<DeemedPolicy> | undefined,
  scales: Readonly<Record<Axis, Scale>>,
): { readonly tallies: Tallies; readonly outcome?: DeemedOutcome } {
  const { tallies } = count;
  const deemed = tallies.deemed;
  if (deemed === undefined) return { tallies };
  const reasons = reasonsAgainst(count, policy?.value, scales);
  if (policy === undefined || reasons.length > 0) {
    return { tallies, outcome: { kind: "left-out", reasons } };
  }
  const axes = Object.keys(deemed).filter((axis) => count.axes?.includes(axis) ?? true);
  const direction = directionOf(policy.value, tallies, axes);
  if (typeof direction !== "string") return { tallies, outcome: direction };
  const joined = add(tallies, "participating", deemed, axes);
  return {
    tallies: direction === "participation-only" ? joined : add(joined, direction, deemed, axes),
    outcome: { kind: "counted", direction },
  };
}

function errorsIn(tallies: Tallies, published: readonly Axis[] | undefined): readonly InputError[] {
  const axes = new Set(Object.values(tallies).flatMap((byAxis) => Object.keys(byAxis)));
  return [...axes]
    .filter((axis) => published?.includes(axis) ?? true)
    .sort()
    .flatMap((axis) => errorsOn(tallies, axis));
}

function errorsOn(tallies: Tallies, axis: Axis): readonly InputError[] {
  const of = (name: TallyName): bigint => tallies[name]?.[axis] ?? 0n;
  const errors: InputError[] = [];
  const check = (part: string, amount: bigint, whole: TallyName): void => {
    const most = tallies[whole]?.[axis];
    if (most !== undefined && amount > most) errors.push({ kind: "exceeds", axis, part, whole });
  };
  const votes = of("for") + of("against");
  for (const whole of ATTENDED) check("for+against+abstain", votes + of("abstain"), whole);
  for (const whole of CAST) check("for+against", votes, whole);
  for (const part of PARTS) check(part, of(part), "total");
  if (tallies.deemed !== undefined) {
    check("participating+deemed", of("participating") + of("deemed"), "total");
  }
  check("inPerson", of("inPerson"), "present");
  check("objecting", of("objecting"), "total");
  return errors;
}

function reasonsAgainst(
  count: Count,
  policy: DeemedPolicy | undefined,
  scales: Readonly<Record<Axis, Scale>>,
): readonly DeemedReason[] {
  if (policy === undefined) return [{ kind: "no-policy" }];
  const missing: DeemedReason[] = policy.preconditions
    .filter((precondition) => count.deemed?.[precondition] !== true)
    .map((precondition) => ({ kind: "precondition-missing", precondition }));
  if (missing.length > 0 || policy.floor === undefined) return missing;
  return judge(policy.floor, count, scales).met === true ? [] : [{ kind: "floor-not-reached" }];
}

function directionOf(
  policy: DeemedPolicy,
  tallies: Tallies,
  axes: readonly Axis[],
): "for" | "against" | "participation-only" | DeemedOutcome {
  if (policy.direction !== "follow-majority") return policy.direction;
  const missing = axes.flatMap((axis) =>
    (["for", "against"] as const)
      .filter((name) => tallyOn(tallies, name, axis) === undefined)
      .map((name) => `${name}.${axis}`),
  );
  if (missing.length > 0) return { kind: "undecided", missing };
  const sides = new Set(
    axes.map((axis) => {
      const difference = (tallies.for?.[axis] ?? 0n) - (tallies.against?.[axis] ?? 0n);
      return difference > 0n ? "for" : difference < 0n ? "against" : "participation-only";
    }),
  );
  const [side] = sides;
  return sides.size === 1 && side !== undefined ? side : "participation-only";
}

function add(
  tallies: Tallies,
  name: TallyName,
  more: Readonly<Record<Axis, bigint>>,
  axes: readonly Axis[],
): Tallies {
  const sum = { ...tallies[name] };
  for (const axis of axes) sum[axis] = (sum[axis] ?? 0n) + (more[axis] ?? 0n);
  return { ...tallies, [name]: sum };
}
