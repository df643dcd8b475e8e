import type { LocalDate } from "@xinyi/calendar";
import { isLocalDate } from "@xinyi/calendar";
import { hashOf } from "@xinyi/merkle-log";
import { accept, type Result, reject } from "@xinyi/result";
import { z } from "zod";
import type {
  CommitteeCase,
  ElectionCase,
  RequestCase,
  RollCase,
  TalliesWire,
  ThresholdCase,
  VerdictCase,
} from "./case-facts.ts";
import type { Bar, Cap, Condition, Share, TallyName } from "./condition.ts";
import type {
  Aftermath,
  BallotPolicy,
  CommitteePolicy,
  CoOwnerPolicy,
  DecidingBody,
  DeemedPolicy,
  ElectionPolicy,
  EligibilityBar,
  Fallback,
  Figure,
  Level,
  Notice,
  Override,
  ProxyPolicy,
  Quorum,
  RollPolicy,
  RuleEntry,
  VoteTie,
  VotingLayer,
  VotingPack,
  WeightTransform,
} from "./pack.ts";
import type { AxisDefinition } from "./quantity.ts";

export { type LayerRejection, resolveVoting, valuesOf } from "./layers.ts";
export { checkVotingLayers, type Finding } from "./lint.ts";
export type { Dated, Level, VotingLayer, VotingPack } from "./pack.ts";
export type { VotingRules } from "./rules.ts";

const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "lower-case letters, digits and hyphens");
const axis = z.string().regex(/^[a-z][a-z0-9-]*$/);
const text = z.string().trim().min(1);
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isLocalDate, "no such day") as unknown as z.ZodType<LocalDate>;
const positive = z.int().positive();

const share: z.ZodType<Share> = z
  .tuple([positive, positive])
  .refine(([n, d]) => n <= d, "more than the whole");
/** A cap may be nil: "no vote against". */
const capShare: z.ZodType<Share> = z
  .tuple([z.int().nonnegative(), positive])
  .refine(([n, d]) => n <= d, "more than the whole");

const tallyName: z.ZodType<TallyName> = z.enum([
  "total",
  "eligible",
  "present",
  "inPerson",
  "participating",
  "cast",
  "valid",
  "for",
  "against",
  "abstain",
  "blank",
  "invalid",
  "deemed",
  "objecting",
  "requesting",
]);

const bar: z.ZodType<Bar> = z.strictObject({
  op: z.enum(["atLeast", "moreThan"]),
  axis,
  tally: tallyName,
  base: tallyName,
  share,
});
const cap: z.ZodType<Cap> = z.strictObject({
  op: z.enum(["atMost", "lessThan"]),
  axis,
  tally: tallyName,
  base: tallyName,
  share: capShare,
});
const outnumbers = z.strictObject({
  op: z.literal("outnumbers"),
  axis,
  tally: tallyName,
  other: tallyName,
});
const floor = z.strictObject({
  op: z.literal("count"),
  axis,
  tally: tallyName,
  min: positive,
});
const shareOrCount = z.strictObject({
  op: z.literal("shareOrCount"),
  axis,
  tally: tallyName,
  base: tallyName,
  share,
  count: positive,
  take: z.enum(["lesser", "greater"]),
});
const consent = z.strictObject({ op: z.literal("consent"), of: name });

/** A condition on the wire: two connectives and seven kinds of leaf, nothing that runs. */
export const ConditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(ConditionSchema).min(1) }),
    z.strictObject({ any: z.array(ConditionSchema).min(1) }),
    bar,
    cap,
    outnumbers,
    floor,
    shareOrCount,
    consent,
    z.strictObject({ op: z.literal("eachGroup"), by: name, condition: ConditionSchema }),
  ]),
);

const level: z.ZodType<Level> = z.enum(["national", "province", "city", "bylaws"]);
const override: z.ZodType<Override> = z.strictObject({
  by: z.array(level).min(1),
  direction: z.enum(["any", "raise", "lower-to-above-half"]),
  instrument: z.exactOptional(name),
});

/** A list of dated values; every one must name its source, and say if it was read. */
function dated<T>(value: z.ZodType<T>) {
  return z
    .array(
      z
        .strictObject({
          from: date,
          to: z.exactOptional(date),
          source: text,
          verified: z.boolean(),
          override: z.exactOptional(override),
          note: z.exactOptional(text),
          instrument: z.exactOptional(name),
          value,
        })
        .refine(({ from, to }) => to === undefined || from <= to, "ends before it begins"),
    )
    .min(1);
}

const body: z.ZodType<DecidingBody> = z.strictObject({ decides: name, binds: name });
const quorum: z.ZodType<Quorum> = z.strictObject({
  check: z.enum(["always", "when-counted"]),
  condition: ConditionSchema,
  afterEvent: z.exactOptional(z.strictObject({ event: name, condition: ConditionSchema })),
});
const notice: z.ZodType<Notice> = z.strictObject({
  days: positive,
  kind: z.enum(["defect", "definition"]),
});
const aftermath: z.ZodType<Aftermath> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("objection"), days: positive, lapsesIf: ConditionSchema }),
  z.strictObject({ kind: z.literal("measure"), weeks: positive, condition: ConditionSchema }),
  z.strictObject({ kind: z.literal("approval"), by: name }),
  z.strictObject({
    kind: z.literal("challenge"),
    months: positive,
    from: z.enum(["knowledge", "resolution"]),
  }),
]);
const fallback: z.ZodType<Fallback> = z.strictObject({
  kind: z.enum(["second-ballot", "reconvene", "second-call", "poll"]),
  toRule: name,
  when: z.enum(["failed", "no-quorum", "either"]),
  precondition: z.exactOptional(ConditionSchema),
  within: z.exactOptional(text),
});
const tie: z.ZodType<VoteTie> = z.enum(["none", "casting-vote", "lot"]);

const rule: z.ZodType<RuleEntry> = z.strictObject({
  body: z.exactOptional(dated(body)),
  quorum: z.exactOptional(dated(quorum)),
  adopt: z.exactOptional(dated(ConditionSchema)),
  consents: z.exactOptional(dated(ConditionSchema)),
  notice: z.exactOptional(dated(notice)),
  after: z.exactOptional(dated(z.array(aftermath).min(1))),
  fallback: z.exactOptional(dated(z.array(fallback).min(1))),
  tie: z.exactOptional(dated(tie)),
});

const unitState = z.enum(["sold", "unsold", "sold-undelivered"]);
const roll: z.ZodType<RollPolicy> = z.strictObject({
  heads: z.enum(["owner-set", "unit", "first-owner"]),
  developerHolds: z.array(unitState),
  areaSource: z.array(name),
  leftOut: z.array(name),
  soldMidVote: z.enum(["earlier-ballot-stands", "buyer-votes-anew"]),
});
const weight: z.ZodType<WeightTransform> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("cap"),
    axes: z.array(axis).min(1),
    share,
    inBase: z.boolean(),
  }),
  z.strictObject({ kind: z.literal("sumOfOthers"), axis }),
  z.strictObject({
    kind: z.literal("scale"),
    axis,
    ownerClass: name,
    atLeast: share,
    moreThanUnits: z.int().nonnegative(),
    factor: share,
  }),
]);
const eligibility: z.ZodType<EligibilityBar> = z.strictObject({
  when: name,
  effect: z.enum(["barVote", "leaveBase"]),
  exceptRules: z.array(name),
});
const coOwners: z.ZodType<CoOwnerPolicy> = z.enum([
  "unitary",
  "nominated",
  "first-named",
  "one-present-casts-all",
  "majority-in-interest",
  "unanimous",
]);
const proxies: z.ZodType<ProxyPolicy> = z.strictObject({
  who: z.array(name),
  written: z.boolean(),
  maxCount: z.exactOptional(positive),
  maxShares: z.exactOptional(z.array(z.strictObject({ axis, share })).min(1)),
  maxOf: z.enum(["lesser", "greater"]),
  onExcess: z.enum(["drop-excess", "refuse-holder"]),
  inPerson: z.boolean(),
});
const ballot: z.ZodType<BallotPolicy> = z.strictObject({
  abstain: z.array(tallyName),
  blank: z.array(tallyName),
  invalid: z.array(tallyName),
  change: z.enum(["never", "until-close"]),
  clash: z.enum([
    "first-counts",
    "last-counts",
    "paper-counts",
    "electronic-counts",
    "invalid-if-different",
  ]),
});
const precondition = z.enum(["bylawClause", "deliveryProof", "warningPrinted"]);
const deemed: z.ZodType<DeemedPolicy> = z.strictObject({
  direction: z.enum(["follow-majority", "for", "participation-only"]),
  preconditions: z.array(precondition).min(1),
  floor: z.exactOptional(ConditionSchema),
});
const election: z.ZodType<ElectionPolicy> = z.strictObject({
  matter: name,
  qualify: ConditionSchema,
  rankBy: z.array(axis).min(1),
  tieBreak: z.array(name),
  formedAbove: share,
});
const committee: z.ZodType<CommitteePolicy> = z.strictObject({
  quorum: z.strictObject({ op: z.enum(["atLeast", "moreThan"]), share }),
  base: z.enum(["seats", "in-office"]),
  decidedBy: z.enum(["all", "present"]),
  bar: z.enum(["more-than-half", "at-least-half"]),
});
const figure: z.ZodType<Figure> = z.strictObject({ amount: z.number().positive(), unit: name });
const axisDefinition: z.ZodType<AxisDefinition> = z.strictObject({
  unit: text,
  decimals: z.int().min(0).max(8),
  step: z.string().regex(/^\d+(\.\d+)?$/),
});

/** A place's `voting.json`: the law of voting as dated, sourced data. */
export const VotingPackSchema: z.ZodType<VotingPack> = z.strictObject({
  axes: z.exactOptional(z.record(axis, axisDefinition)),
  matters: z.exactOptional(z.record(name, dated(name))),
  rules: z.exactOptional(z.record(name, rule)),
  roll: z.exactOptional(dated(roll)),
  weights: z.exactOptional(dated(z.array(weight).min(1))),
  eligibility: z.exactOptional(dated(z.array(eligibility).min(1))),
  coOwners: z.exactOptional(dated(coOwners)),
  proxies: z.exactOptional(dated(proxies)),
  ballot: z.exactOptional(dated(ballot)),
  deemed: z.exactOptional(dated(deemed)),
  election: z.exactOptional(dated(election)),
  committee: z.exactOptional(dated(committee)),
  requests: z.exactOptional(z.record(name, dated(ConditionSchema))),
  figures: z.exactOptional(z.record(name, dated(figure))),
});

/** Why a file is not a pack: where, and what is wrong there. */
export interface PackIssue {
  readonly path: string;
  readonly message: string;
}

/**
 * Reads a place's `voting.json`, or an estate's bylaws, as one layer of law.
 * The hash is of the canonical form of id, version, level and content, so that
 * an answer names exactly the text it was drawn from.
 */
export function decodeVotingLayer(
  head: { readonly id: string; readonly version: string; readonly level: Level },
  content: unknown,
): Result<VotingLayer, readonly PackIssue[]> {
  const parsed = VotingPackSchema.safeParse(content);
  if (!parsed.success) {
    return reject(
      parsed.error.issues.map((issue) => ({ path: issue.path.join("/"), message: issue.message })),
    );
  }
  const { id, version, level } = head;
  const hash = hashOf({ id, version, level, voting: content });
  return accept({ id, version, level, hash, voting: parsed.data });
}

/** The JSON Schema of `voting.json`, for districts that check without this package. */
export function votingJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(VotingPackSchema, { io: "input", reused: "ref" }) as Record<
    string,
    unknown
  >;
}

const quantity = z.union([z.string(), z.number()]);
const quantities = z.record(axis, quantity);
const caseTallies: z.ZodType<TalliesWire> = z.partialRecord(tallyName, quantities);

export const VerdictCaseSchema: z.ZodType<VerdictCase> = z.strictObject({
  matter: z.string(),
  tallies: caseTallies,
  facts: z.exactOptional(
    z.strictObject({
      axes: z.exactOptional(z.array(axis)),
      deemed: z.exactOptional(
        z.strictObject({
          bylawClause: z.boolean(),
          deliveryProof: z.boolean(),
          warningPrinted: z.boolean(),
        }),
      ),
      notice: z.exactOptional(z.strictObject({ servedOn: date, heldOn: date })),
      groups: z.exactOptional(z.record(name, z.record(z.string(), caseTallies))),
      consents: z.exactOptional(
        z.record(name, z.strictObject({ of: z.int().nonnegative(), given: z.int().nonnegative() })),
      ),
      ballot: z.exactOptional(z.enum(["first", "second"])),
      events: z.exactOptional(z.array(name)),
      tieBroken: z.exactOptional(z.enum(["for", "against"])),
      approvedBy: z.exactOptional(z.array(name)),
      measured: z.exactOptional(caseTallies),
      minutesServedOn: z.exactOptional(date),
      knownOn: z.exactOptional(date),
      asOf: z.exactOptional(date),
    }),
  ),
});
export const ThresholdCaseSchema: z.ZodType<ThresholdCase> = z.strictObject({
  matter: z.string(),
  total: quantities,
});
export const RollCaseSchema: z.ZodType<RollCase> = z.strictObject({
  units: z.array(
    z.strictObject({
      id: z.exactOptional(z.string()),
      count: z.exactOptional(positive),
      owner: z.exactOptional(z.string()),
      owners: z.exactOptional(z.array(z.string()).min(1)),
      state: z.exactOptional(unitState),
      area: z.exactOptional(quantity),
      areas: z.exactOptional(z.record(z.string(), quantity)),
    }),
  ),
});
export const ElectionCaseSchema: z.ZodType<ElectionCase> = z.strictObject({
  seats: positive,
  minimumMembers: z.exactOptional(positive),
  tieBreak: z.exactOptional(z.array(name)),
  seed: z.exactOptional(z.string()),
  participating: quantities,
  total: quantities,
  candidates: z.array(z.strictObject({ id: z.string(), for: quantities })),
});
const members = z.int().nonnegative();
export const CommitteeCaseSchema: z.ZodType<CommitteeCase> = z.strictObject({
  seats: members,
  inOffice: members,
  present: members,
  for: members,
  against: z.exactOptional(members),
  abstain: z.exactOptional(members),
  base: z.exactOptional(z.enum(["seats", "in-office"])),
  bar: z.exactOptional(z.enum(["more-than-half", "at-least-half"])),
});
export const RequestCaseSchema: z.ZodType<RequestCase> = z.strictObject({
  basis: z.string(),
  total: quantities,
  requesters: quantities,
});
