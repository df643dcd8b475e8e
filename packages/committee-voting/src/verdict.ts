import { addMonths, type LocalDate } from "@xinyi/calendar";
import { type Count, type DeemedOutcome, inputErrors, withDeemed } from "./count.ts";
import type { DecidingBody } from "./pack.ts";
import type { Axis, Scale } from "./quantity.ts";
import {
  type Matter,
  type PackRef,
  type Rule,
  ruleFor,
  type Sourced,
  type VotingRules,
} from "./rules.ts";
import {
  missingTally,
  type NextStep,
  type Ruling,
  ruleOn,
  type VerdictReason,
  type VerdictStatus,
} from "./ruling.ts";
import type { VerdictCondition } from "./verdict-condition.ts";

/** A value the verdict rests on that nobody has read in its official text. */
export interface Unverified {
  readonly path: string;
  readonly source: string;
  readonly pack: string;
  readonly note?: string;
}

/**
 * The answer to a vote, complete enough to be printed, stored and derived
 * again. `failed` says that the motion was not carried, never that its
 * opposite was.
 */
export interface Verdict {
  readonly status: VerdictStatus;
  /** The status without any deemed vote. */
  readonly strictStatus: VerdictStatus;
  readonly matter: Matter;
  readonly rule?: string;
  readonly body?: DecidingBody;
  readonly conditions: readonly VerdictCondition[];
  readonly reasons: readonly VerdictReason[];
  readonly deemed?: DeemedOutcome;
  readonly next: readonly NextStep[];
  readonly pendingUntil?: LocalDate;
  readonly challenge?: {
    readonly months: number;
    readonly from: "knowledge" | "resolution";
    readonly until?: LocalDate;
    readonly source: string;
  };
  readonly unverified: readonly Unverified[];
  readonly on: LocalDate;
  readonly packs: readonly PackRef[];
  readonly rollHash?: string;
}

/**
 * Draws the verdict on a matter from a count, exactly and independent of any
 * order. Precedence: input-error, hold, no-quorum, second-vote-available,
 * failed, procedure-defect, lapsed, passed-pending, passed.
 */
export function decideVerdict(matter: Matter, count: Count, rules: VotingRules): Verdict {
  const about = {
    matter,
    on: rules.on,
    packs: rules.packs,
    ...(count.rollHash === undefined ? {} : { rollHash: count.rollHash }),
  };
  const nothing = { conditions: [], next: [], unverified: [] };
  const errors = inputErrors(count);
  if (errors.length > 0) {
    const status = "input-error";
    return { status, strictStatus: status, reasons: errors, ...nothing, ...about };
  }
  const named = ruleFor(matter, rules);
  if (!named.ok) {
    return {
      status: "hold",
      strictStatus: "hold",
      reasons: [named.rejection],
      ...nothing,
      ...about,
    };
  }
  const rule = named.value;
  const scales = count.scales ?? rules.scales;
  const strict = ruleOn(count.tallies, count, rule, scales);
  const deemed = withDeemed(count, rules.deemed, scales);
  const ruling = rulingWithDeemed(strict, deemed, count, rule, scales);
  return {
    status: ruling.status,
    strictStatus: strict.status,
    ...about,
    rule: rule.id,
    body: rule.body.value,
    conditions: ruling.conditions,
    reasons: ruling.reasons,
    ...(deemed.outcome === undefined ? {} : { deemed: deemed.outcome }),
    next: ruling.next,
    ...(ruling.pendingUntil === undefined ? {} : { pendingUntil: ruling.pendingUntil }),
    ...challengeOf(rule, count),
    unverified: unverifiedIn(matter, rule, rules, deemed.outcome),
  };
}

function rulingWithDeemed(
  strict: Ruling,
  deemed: ReturnType<typeof withDeemed>,
  count: Count,
  rule: Rule,
  scales: Readonly<Record<Axis, Scale>>,
): Ruling {
  switch (deemed.outcome?.kind) {
    case "counted":
      return ruleOn(deemed.tallies, count, rule, scales);
    case "undecided":
      return { ...strict, status: "hold", reasons: deemed.outcome.missing.map(missingTally) };
    default:
      return strict;
  }
}

function challengeOf(rule: Rule, count: Count): Pick<Verdict, "challenge"> {
  const step = rule.after?.value.find((after) => after.kind === "challenge");
  if (rule.after === undefined || step === undefined) return {};
  const from = step.from === "knowledge" ? count.knownOn : count.notice?.heldOn;
  const until = from === undefined ? {} : { until: addMonths(from, step.months) };
  const { months } = step;
  return { challenge: { months, from: step.from, ...until, source: rule.after.source } };
}

function unverifiedIn(
  matter: Matter,
  rule: Rule,
  rules: VotingRules,
  deemed: DeemedOutcome | undefined,
): readonly Unverified[] {
  const { id: _, ...slots } = rule;
  const used: [string, Sourced<unknown> | undefined][] = [
    [`matters/${matter}`, rules.matters[matter]],
    ...Object.entries(slots).map(([slot, value]): [string, Sourced<unknown>] => [
      `rules/${rule.id}/${slot}`,
      value,
    ]),
    ["deemed", deemed === undefined ? undefined : rules.deemed],
  ];
  return used.flatMap(([path, value]) =>
    value === undefined || value.verified
      ? []
      : [
          {
            path,
            source: value.source,
            pack: value.pack,
            ...(value.note === undefined ? {} : { note: value.note }),
          },
        ],
  );
}
