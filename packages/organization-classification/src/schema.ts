import { accept, type Result, reject } from "@xinyi/result";
import { z } from "zod";
import type { EstateFacts } from "./estate.ts";
import type { EstateRules } from "./estate-rules.ts";
import type { BodyFacts } from "./evidence.ts";
import type { Scheme } from "./rules.ts";

export { type EstateRulesRejection, type PreparedEstateRules, prepareEstates } from "./estate.ts";
export type { EstateRules } from "./estate-rules.ts";
export { type PreparedScheme, prepare, type SchemeRejection } from "./prepare.ts";
export type { Scheme } from "./rules.ts";

/** Where a document leaves its form, and how. */
export interface FormIssue {
  readonly path: string;
  readonly message: string;
}

const date = z.templateLiteral([z.number(), "-", z.number(), "-", z.number()]);
const day = z.iso.date().pipe(date);
const text = z.string().min(1).max(2000);
const id = z.string().regex(/^[a-z0-9][a-z0-9/-]*$/);
/** Codes are each scheme's own: `charity`, `D10`, `AN101`. */
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9/.-]*$/);
const title = z.strictObject({ zh: text, en: text });
const version = z.string().regex(/^\d+\.\d+\.\d+$/);
const words = z.array(z.string().min(1).max(80)).min(1);
const weight = z.int().min(0).max(100);

const mention = z.strictObject({
  field: z.enum(["name", "description", "any"]),
  words,
  at: z.exactOptional(z.literal("end")),
});

/** An attribute's name: letters and digits, as a column of a decision table. */
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/);
const spoken = {
  id,
  term: z.exactOptional(code),
  subject: z.exactOptional(id),
  weight,
  review: z.exactOptional(z.literal(true)),
  source: id,
};

export const SchemeSchema: z.ZodType<Scheme> = z.strictObject({
  id,
  version,
  title,
  issuer: text,
  validFrom: day,
  validTo: z.exactOptional(day),
  sources: z.array(
    z.strictObject({ id, title: text, text: z.string().max(20_000), verified: z.boolean() }),
  ),
  terms: z
    .array(
      z.strictObject({
        code: code,
        label: title,
        definition: text,
        includes: z.array(text),
        excludes: z.array(text),
        aliases: z.array(text),
        parent: z.exactOptional(code),
      }),
    )
    .min(1),
  openTerm: code,
  rules: z.array(
    z.strictObject({
      id,
      term: z.exactOptional(code),
      subject: z.exactOptional(id),
      words,
      weight,
      review: z.exactOptional(z.literal(true)),
      absorbs: z.exactOptional(code),
      evenNegated: z.exactOptional(z.literal(true)),
      source: id,
    }),
  ),
  exclusions: z.array(
    z.strictObject({
      id,
      clause: text,
      source: id,
      strength: z.enum(["certain", "likely", "possible"]),
      all: z.array(mention).min(1),
      none: z.exactOptional(z.array(mention)),
    }),
  ),
  fieldWeights: z.strictObject({
    name: weight,
    description: weight,
    attributes: z.exactOptional(weight),
    activities: z.exactOptional(weight),
  }),
  thresholds: z.strictObject({ accept: weight, margin: weight }),
  precedence: z.array(code),
  negation: z.strictObject({
    words: z.array(text),
    except: z.array(text),
    window: z.int().min(0).max(20),
  }),
  placeMarks: z.exactOptional(z.array(text)),
  mode: z.exactOptional(z.enum(["single", "multi"])),
  patterns: z.exactOptional(
    z.array(z.strictObject({ ...spoken, pattern: text, except: z.exactOptional(text) })),
  ),
  attributes: z.exactOptional(z.record(name, z.enum(["string", "number", "boolean"]))),
  attributeRules: z.exactOptional(
    z.array(z.strictObject({ ...spoken, when: z.record(name, text) })),
  ),
  activityRules: z.exactOptional(
    z.array(
      z.strictObject({
        ...spoken,
        topics: z.array(text).min(1),
        atLeast: z.tuple([z.int().min(0), z.int().min(1)]),
      }),
    ),
  ),
  crosswalks: z.array(
    z.strictObject({
      scheme: id,
      relations: z.array(
        z.strictObject({
          from: code,
          subject: z.exactOptional(id),
          to: code,
          relation: z.enum(["exact", "close", "broad", "narrow", "related"]),
        }),
      ),
    }),
  ),
});

const row = { id, when: z.record(z.string(), text) };

export const EstateRulesSchema: z.ZodType<EstateRules> = z.strictObject({
  id,
  version,
  title,
  issuer: text,
  validFrom: day,
  source: text,
  verified: z.boolean(),
  origin: z.array(z.strictObject({ ...row, origin: id })).min(1),
  flags: z.array(z.strictObject({ ...row, flag: id })),
  reportingClass: z.array(z.strictObject({ ...row, reportingClass: id })).min(1),
  mode: z
    .array(
      z.strictObject({
        ...row,
        mode: z.exactOptional(id),
        hard: z.exactOptional(z.literal(true)),
        blockers: z.array(text),
        nextSteps: z.array(text),
      }),
    )
    .min(1),
});

const body: z.ZodType<BodyFacts> = z.strictObject({
  name: z.string().max(500),
  description: z.string().max(20_000),
  attributes: z.exactOptional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  activities: z.exactOptional(
    z.array(z.strictObject({ topic: z.string(), occasions: z.int().min(0) })),
  ),
});
const count = z.exactOptional(z.int().min(0));
const year = z.exactOptional(z.int().min(1000).max(9999));
const rate = z.exactOptional(z.number().min(0).max(1));
const yes = z.exactOptional(z.boolean());
const word = z.exactOptional(z.string());

const estate: z.ZodType<EstateFacts> = z.strictObject({
  name: word,
  housing: z.exactOptional(
    z.enum(["commodity", "resettlement", "rural-concentrated", "reformed-public", "mixed"]),
  ),
  land: word,
  builtYear: year,
  deliveredYear: year,
  occupiedYear: year,
  households: count,
  courtyards: count,
  householdsPerCourtyard: z.exactOptional(z.array(z.int().min(0))),
  adjacentCourtyards: yes,
  courtyardConsents: z.exactOptional(z.array(z.boolean())),
  currentMode: word,
  deliveredAfterRule: yes,
  problems: z.exactOptional(z.array(z.string())),
  committee: word,
  disputesPer1000Households: z.exactOptional(z.number().min(0)),
  lawsuits: count,
  feeCollectionRate: rate,
  feeCollectionRateResettlement: rate,
  feeCollectionRateMarket: rate,
  satisfactionRate: rate,
  disclosureOnTimeRate: rate,
  commonIncomeDisclosed: yes,
  contractEndsInMonths: z.exactOptional(z.number()),
  subsidised: yes,
  collectiveIncomeShare: rate,
  villageSubsidiary: yes,
  resettlementShare: rate,
  trustVote: z.exactOptional(z.enum(["passed", "failed"])),
});

/** A scheme as data; refused with every place that leaves its form. */
export function decodeScheme(content: unknown): Result<Scheme, readonly FormIssue[]> {
  return decoded(SchemeSchema, content);
}

/** Estate rules as data; refused with every place that leaves its form. */
export function decodeEstateRules(content: unknown): Result<EstateRules, readonly FormIssue[]> {
  return decoded(EstateRulesSchema, content);
}

/** A body's facts, both texts given, if only as empty. */
export function decodeBody(content: unknown): Result<BodyFacts, readonly FormIssue[]> {
  return decoded(body, content);
}

/** An estate's facts; what is not known is left out. */
export function decodeEstate(content: unknown): Result<EstateFacts, readonly FormIssue[]> {
  return decoded(estate, content);
}

/** The JSON Schemas that ship with this package, by file name. */
export function jsonSchemas(): Readonly<Record<string, object>> {
  return {
    "scheme.json": z.toJSONSchema(SchemeSchema, { io: "input" }),
    "estates.json": z.toJSONSchema(EstateRulesSchema, { io: "input" }),
  };
}

function decoded<Value>(
  schema: z.ZodType<Value>,
  content: unknown,
): Result<Value, readonly FormIssue[]> {
  const read = schema.safeParse(content);
  if (read.success) return accept(read.data);
  return reject(
    read.error.issues.map(({ path, message }) => ({ path: path.map(String).join("/"), message })),
  );
}
