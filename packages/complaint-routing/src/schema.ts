import { accept, type Result, reject } from "@xinyi/result";
import { z } from "zod";
import type { ComplaintLaw } from "./case-deadline.ts";
import type { Actor, Step } from "./case-log.ts";
import type { TimeLimit } from "./deadline.ts";
import type { RoutingPack } from "./rules.ts";

export { analyzePack } from "./analysis.ts";
export { type ComplaintLaw, type ComplaintTerms, termsOn } from "./case-deadline.ts";
export type { Actor, Step } from "./case-log.ts";
export type { RoutingPack } from "./rules.ts";
export { type Clock, clockFor } from "./working-days.ts";

/** Where a document leaves its form, and how. */
export interface FormIssue {
  readonly path: string;
  readonly message: string;
}

const date = z.templateLiteral([z.number(), "-", z.number(), "-", z.number()]);
const day = z.iso.date().pipe(date);
const title = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const amount = z.int().min(1).max(100_000);

const timeLimit: z.ZodType<TimeLimit> = z.strictObject({
  amount,
  unit: z.enum(["minute", "hour", "working-day", "calendar-day", "month", "year"]),
});

function inForce<Value>(value: z.ZodType<Value>) {
  return z
    .array(
      z.strictObject({
        from: day,
        to: z.exactOptional(day),
        source: z.string().min(1),
        verified: z.boolean(),
        value,
      }),
    )
    .min(1);
}

export const ComplaintLawSchema: z.ZodType<ComplaintLaw> = z.strictObject({
  classes: z.record(z.string().min(1), inForce(timeLimit)),
  extension: z.exactOptional(
    inForce(z.strictObject({ limit: z.int().min(0).max(20), days: z.int().min(1).max(366) })),
  ),
});

const unitId = z.string().min(1).max(80);
const cell = z.union([z.string().min(1), z.boolean(), z.array(z.string()).min(1)]);
const when = z.record(z.string(), cell);
const limit = z.exactOptional(z.string().min(1));

const destination = z.discriminatedUnion("disposition", [
  z.strictObject({
    disposition: z.literal("dispatch"),
    lead: unitId,
    co: z.exactOptional(z.array(unitId)),
    supervisor: z.exactOptional(unitId),
    limit,
    sensitive: z.exactOptional(z.literal(true)),
  }),
  z.strictObject({ disposition: z.literal("dispatch-to-grid"), limit }),
  z.strictObject({ disposition: z.literal("redirect"), to: unitId, limit }),
  z.strictObject({ disposition: z.literal("sealed"), to: unitId, limit }),
]);

const columnTypes = [
  "number",
  "string",
  "boolean",
  "tree",
  "set",
  "any",
  "date",
  "time",
  "date and time",
  "days and time duration",
  "years and months duration",
] as const;

const ladderStep = z.strictObject({
  level: z.int().min(1),
  to: z.union([unitId, z.strictObject({ gridOfKind: z.string().min(1) })]),
  after: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("share-used"),
      share: z.tuple([z.int().min(0), z.int().min(1)]),
    }),
    z.strictObject({ kind: z.literal("overdue"), workingDays: z.int().min(0) }),
  ]),
});

const lifecycle = z.strictObject({
  defaultClass: z.string().min(1),
  objections: z.strictObject({
    finalFrom: z.int().min(0),
    limit: z.int().min(1).max(20),
    withinHours: z.exactOptional(z.int().min(1)),
  }),
  waitingCap: z.exactOptional(z.int().min(1)),
  joinWithinHours: z.int().min(1),
  mediation: timeLimit,
  mediationPauses: z.boolean(),
  rework: timeLimit,
  reopenWithinDays: z.exactOptional(z.int().min(1)),
  remindBeforeDays: z.int().min(0),
  ladder: z.array(ladderStep),
});

export const RoutingPackSchema: z.ZodType<RoutingPack> = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title,
  place: z.exactOptional(z.string().min(1)),
  effectiveFrom: day,
  effectiveTo: z.exactOptional(day),
  sources: z.array(z.strictObject({ title: z.string().min(1), url: z.exactOptional(z.url()) })),
  inputs: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        type: z.enum(columnTypes),
        values: z.exactOptional(z.string().min(1)),
        tree: z.exactOptional(
          z.array(z.strictObject({ code: z.string().min(1), parent: z.exactOptional(z.string()) })),
        ),
      }),
    )
    .min(1),
  category: z.string().min(1),
  units: z.array(
    z.strictObject({
      id: unitId,
      title,
      kind: z.enum([
        "courtyard-committee",
        "property-company",
        "community",
        "street",
        "department",
        "mediation",
        "supervision",
        "emergency",
      ]),
      superior: z.exactOptional(unitId),
      channel: z.exactOptional(z.string().min(1)),
    }),
  ),
  tiers: z.array(
    z.strictObject({
      id: z.string().min(1),
      departmentsOnly: z.exactOptional(z.literal(true)),
      rules: z.array(
        z.strictObject({
          id: z.string().min(1),
          when,
          then: destination,
          basis: z.string().min(1),
        }),
      ),
    }),
  ),
  exclusions: z.array(
    z.strictObject({
      id: z.string().min(1),
      when,
      never: z.array(unitId),
      neverFact: z.exactOptional(z.string().min(1)),
    }),
  ),
  triage: z.strictObject({ front: z.array(z.string()), sealed: z.array(z.string()) }),
  grids: z.array(z.string().regex(/^[^-]+$/)),
  limits: z.record(z.string(), timeLimit),
  leastConfidence: z.string().regex(/^(0(\.\d+)?|1(\.0+)?)$/),
  duplicates: z.strictObject({ days: z.int().min(1), suggestions: z.int().min(0).max(50) }),
  hotIssue: z.strictObject({ reporters: z.int().min(2), days: z.int().min(1) }),
  leastPublicCount: z.int().min(1),
  lifecycle,
  unverified: z.array(z.string().min(1)),
});

const instant = z.iso.datetime({ offset: true });
const actor: z.ZodType<Actor> = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("reporter"), person: z.string().min(1) }),
  z.strictObject({ role: z.literal("unit"), unit: unitId }),
  z.strictObject({ role: z.literal("supervision"), unit: unitId }),
  z.strictObject({ role: z.enum(["triage", "hotline", "supervisor", "system"]) }),
]);

function stepOf<Name extends string, Shape extends z.ZodRawShape>(verb: Name, shape: Shape) {
  return z.strictObject({ verb: z.literal(verb), by: actor, at: instant, ...shape });
}

const className = z.string().min(1);
const persons = z.array(z.string().min(1));

export const StepSchema: z.ZodType<Step> = z.discriminatedUnion("verb", [
  stepOf("file", {
    id: z.string().min(1),
    class: className,
    grids: z.exactOptional(z.array(unitId)),
    excludes: z.exactOptional(z.array(unitId)),
    departmentsOnly: z.exactOptional(z.boolean()),
  }),
  stepOf("dispatch", {
    lead: unitId,
    co: z.exactOptional(z.array(unitId)),
    supervisor: z.exactOptional(unitId),
    final: z.exactOptional(z.boolean()),
  }),
  stepOf("accept", {}),
  stepOf("object", { proposes: unitId }),
  stepOf("askPerson", {}),
  stepOf("personAnswers", {}),
  stepOf("reclassify", { class: className }),
  stepOf("extend", { days: z.exactOptional(z.int().min(1).max(366)) }),
  stepOf("join", { units: z.exactOptional(z.array(unitId)) }),
  stepOf("mediate", {
    outcome: z.exactOptional(z.enum(["begun", "extended", "settled", "refused"])),
  }),
  stepOf("escalate", { level: z.int().min(1), to: unitId }),
  stepOf("supervise", {}),
  stepOf("answer", {}),
  stepOf("rate", { rating: z.enum(["satisfied", "unsatisfied"]) }),
  stepOf("close", {}),
  stepOf("rework", {}),
  stepOf("withdraw", {}),
  stepOf("merge", { into: z.string().min(1) }),
  stepOf("absorb", {
    child: z.string().min(1),
    reporters: persons,
    excludes: z.array(unitId),
    departmentsOnly: z.boolean(),
    dueOn: day,
  }),
  stepOf("reopen", {}),
]);

const caseLimit = z.strictObject({
  amount: z.number().min(0).max(100_000),
  unit: z.enum(["hour", "working-day", "calendar-day"]),
});

/** What a worked case may give, kind by kind; any other field is a failure. */
export interface CaseForms {
  readonly deadline: { readonly receivedAt: string; readonly term: TimeLimit };
  readonly "case-deadline": {
    readonly class: string;
    readonly receivedAt: string;
    readonly pauses?: readonly { readonly from: string; readonly to: string }[];
    readonly reclassified?: { readonly at: string; readonly class: string };
    readonly extension?: { readonly askedAt: string; readonly days: number };
  };
  readonly route: Readonly<Record<string, unknown>>;
  readonly lifecycle: { readonly steps: readonly CaseStep[] };
}

export interface CaseStep {
  readonly verb: string;
  readonly by: string;
  readonly at: string;
  readonly lead?: string;
  readonly final?: boolean;
  readonly proposes?: string;
  readonly rating?: "satisfied" | "unsatisfied";
}

const caseForms: { readonly [Kind in keyof CaseForms]: z.ZodType<CaseForms[Kind]> } = {
  deadline: z.strictObject({ receivedAt: instant, term: caseLimit }),
  "case-deadline": z.strictObject({
    class: z.string(),
    receivedAt: instant,
    pauses: z.exactOptional(z.array(z.strictObject({ from: instant, to: instant }))),
    reclassified: z.exactOptional(z.strictObject({ at: instant, class: z.string() })),
    extension: z.exactOptional(z.strictObject({ askedAt: instant, days: z.int().min(1) })),
  }),
  route: z.strictObject({
    category: z.exactOptional(z.string()),
    text: z.exactOptional(z.string()),
    estate: z.exactOptional(z.string()),
    subject: z.exactOptional(z.string()),
    department: z.exactOptional(z.string()),
    grids: z.exactOptional(z.array(z.string())),
    bothPartiesAgreeToMediate: z.exactOptional(z.boolean()),
    proposedByModel: z.exactOptional(z.boolean()),
    confidence: z.exactOptional(z.union([z.number(), z.string()])),
  }),
  lifecycle: z.strictObject({
    steps: z
      .array(
        z.strictObject({
          verb: z.string(),
          by: z.string(),
          at: instant,
          lead: z.exactOptional(z.string()),
          final: z.exactOptional(z.boolean()),
          proposes: z.exactOptional(z.string()),
          rating: z.exactOptional(z.enum(["satisfied", "unsatisfied"])),
        }),
      )
      .min(1),
  }),
};

/** Reads what a worked case gives. */
export function decodeCase<Kind extends keyof CaseForms>(
  kind: Kind,
  given: unknown,
): Result<CaseForms[Kind], readonly FormIssue[]> {
  return decoded<CaseForms[Kind]>(caseForms[kind], given);
}

/** Reads one step of a case's log, as it is kept and sent. */
export function decodeStep(content: unknown): Result<Step, readonly FormIssue[]> {
  return decoded(StepSchema, content);
}

/** Reads a place's time limits, or says where the document leaves its form. */
export function decodeComplaintLaw(content: unknown): Result<ComplaintLaw, readonly FormIssue[]> {
  return decoded(ComplaintLawSchema, content);
}

/** Reads a routing pack's form. Whether its rules have holes is said by `analyzePack`. */
export function decodeRoutingPack(content: unknown): Result<RoutingPack, readonly FormIssue[]> {
  return decoded(RoutingPackSchema, content);
}

type SchemaName = "routing-pack.json" | "complaints.json" | "case-step.json";

/** The JSON Schemas of what others write or read, for editors and for districts with other tools. */
export function jsonSchemas(): Readonly<Record<SchemaName, unknown>> {
  return {
    "routing-pack.json": z.toJSONSchema(RoutingPackSchema, { io: "input" }),
    "complaints.json": z.toJSONSchema(ComplaintLawSchema, { io: "input" }),
    "case-step.json": z.toJSONSchema(StepSchema, { io: "input" }),
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
