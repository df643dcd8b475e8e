import {
  isInstant,
  isLocalDate,
  isYearMonth,
  type LocalDate,
  type YearMonth,
} from "@xinyi/calendar";
import { type CurrencyCode, fromMoneyWire, isCurrencyCode, type MoneyWire } from "@xinyi/money";
import { z } from "zod";
import type { ChartPack } from "./account.ts";
import { entryForm, type SealedEntry, type SealedPosting } from "./sealed-entry.ts";
import type { StepVerb, StepWire } from "./step.ts";

export type { StepWire };

// A date is checked twice: by its shape, so that the JSON Schema shows one, and
// by the calendar, so that 30 February is refused.
const date = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)
  .refine((text): text is LocalDate => isLocalDate(text), "not a day of the calendar");
const month = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}$/)
  .refine((text): text is YearMonth => isYearMonth(text), "not a month of the calendar");
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((text): text is CurrencyCode => isCurrencyCode(text), "not a currency known here");

/** An amount in the book's currency, in major units. */
const amount = z.string().regex(/^-?[0-9]+(\.[0-9]+)?$/);
/** A rate, an area or a weight: text, or a plain number where it is short enough to be exact. */
const decimal = z
  .union([z.string().regex(/^(0|[1-9][0-9]*)(\.[0-9]+)?$/), z.number().nonnegative().max(1e15)])
  .refine((value) => !String(value).includes("e"), "written with an exponent");
const count = z.number().int().nonnegative();
/** A name of a unit, fund, head and so on: one line of text without blanks at its ends. */
const name = z.string().regex(/^[^\p{Cc}\s]([^\p{Cc}]*[^\p{Cc}\s])?$/u);
const weights = z.record(name, decimal);
const mandate = z.string().nullable().exactOptional();

/** One step: its verb, its date, and the verb's own fields; any other field is refused. */
function step<Op extends StepVerb, Shape extends z.ZodRawShape>(op: Op, shape: Shape) {
  return z.strictObject({ op: z.literal(op), on: date, ...shape });
}

const bill = step("bill", {
  unit: name,
  amount: amount.exactOptional(),
  area: decimal.exactOptional(),
  rate: decimal.exactOptional(),
  months: count.exactOptional(),
}).refine(
  ({ amount: sum, area, rate, months }) =>
    sum === undefined
      ? area !== undefined && rate !== undefined && months !== undefined
      : area === undefined && rate === undefined && months === undefined,
  "either amount, or area, rate and months",
);

/** The vocabulary of worked examples: every verb of the books as one JSON object. */
export const stepSchema: z.ZodType<StepWire> = z.discriminatedUnion("op", [
  step("open", { fund: name, amount }),
  bill,
  step("receive", { unit: name, amount, ref: name }),
  step("receive-income", { head: name, amount }),
  step("refund-advance", { unit: name, amount }),
  step("credit-note", { unit: name, amount, reason: z.string() }),
  step("late-charge", {
    unit: name,
    principal: amount,
    segments: z.array(z.strictObject({ days: count, rate: decimal })),
    dayCount: count.positive(),
  }),
  step("allocate", { amount, weights }),
  step("allow", { unit: name, rate: decimal }),
  step("write-off", { unit: name, amount, mandate }),
  step("grant-subsidy", { unit: name, period: month, rate: decimal }),
  step("receive-subsidy", { amount, ref: name }),
  step("pay-subsidy", { unit: name, to: z.enum(["cash", "credit"]) }),
  step("common-income", { kind: name, amount }),
  step("common-cost", { kind: name, amount }),
  step("appropriate", { fund: z.literal("maintenance"), amount, weights, mandate }),
  step("rent", { amount, collectiveShare: decimal }),
  step("remit-collective", { amount }),
  step("collect", { kind: name, amount }),
  step("remit", { kind: name, amount }),
  step("take-deposit", { unit: name, amount }),
  step("deduct-deposit", { unit: name, head: name, amount, voucher: name }),
  step("return-deposit", { unit: name, amount }),
  step("maintenance-deposit", { areas: weights, perSquareMetre: amount }),
  step("maintenance-spend", { amount, areas: weights, mandate, voucher: name }),
  step("maintenance-interest", { amount }),
  step("receive-unknown", { amount, ref: name }),
  step("match", { ref: name, unit: name }),
  step("spend", { fund: name.exactOptional(), head: name, amount, voucher: name }),
  step("petty-float", { amount }),
  step("petty-spend", { head: name, amount, voucher: name }),
  step("petty-top-up", {}),
  step("adopt-budget", {
    year: count,
    lines: z.record(name, amount),
    remunerationRate: decimal,
    appraisalShare: decimal.exactOptional(),
    mandate,
  }),
  step("accrue-remuneration", { month }),
  step("appraise", { month, score: decimal, outOf: decimal }),
  step("pay-remuneration", { amount }),
  step("propose", { order: name, line: name, amount, payee: z.string(), by: name }),
  step("amend-order", { order: name, amount, by: name }),
  step("approve", { order: name, by: name, role: z.enum(["trustee", "committee"]) }),
  step("execute", { order: name, paid: amount, ref: name, voucher: name }),
  step("donate", { fund: name, amount }),
  step("award", { grant: name, fund: name, amount }),
  step("pay-stage", { grant: name, amount }),
  step("reverse", { step: count.positive(), reason: z.string() }),
  step("bounce", { step: count.positive(), reason: z.string() }),
  step("seal-month", { month }),
  step("close-year", {}),
]);

const accountId = z
  .string()
  .regex(
    /^(assets|liabilities|equity|income|expenses)(:[a-z0-9-]+)+(:\*)?$|^(income|expenses):\*$/,
  );
const titles = z.record(z.string(), z.string().min(1));

/** A chart pack as its file is written; `$schema` may name the JSON Schema it follows. */
export type ChartPackWire = ChartPack & { readonly $schema?: string };

/** A chart of accounts as a pack holds it. */
export const chartPackSchema: z.ZodType<ChartPackWire> = z
  .strictObject({
    $schema: z.string().exactOptional(),
    id: z.string().regex(/^[a-z0-9-]+$/),
    kind: z.literal("chart"),
    version: z.string().min(1),
    currency,
    from: date,
    title: titles,
    source: z.string().min(1),
    verified: z.boolean(),
    rounding: z.strictObject({
      line: z.enum(["half-up", "half-even", "down", "up"]),
      remainder: z.literal("largest"),
    }),
    settlement: z.array(z.enum(["fee", "cost-recovery", "late-charge"])).exactOptional(),
    funds: z.array(
      z.strictObject({
        id: z.string().regex(/^([a-z0-9-]+|\*)$/),
        kind: z.enum(["ordinary", "common", "maintenance", "pass-through", "restricted"]),
        title: titles,
        equity: accountId.exactOptional(),
      }),
    ),
    accounts: z.array(
      z.strictObject({
        id: accountId,
        code: z.string().regex(/^[0-9A-Za-z.-]+$/),
        title: titles,
        sub: z.enum(["unit", "kind", "grant", "reference"]).exactOptional(),
        floor: z.enum(["never-credit", "never-debit"]).exactOptional(),
        isCash: z.boolean().exactOptional(),
      }),
    ),
  })
  .superRefine((pack, context) => {
    for (const problem of problemsOf(pack as ChartPack)) {
      context.addIssue({ code: "custom", path: problem.path, message: problem.message });
    }
  });

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const moneyWire = z.strictObject({ amount, currency });

/** A sealed entry as it travels: its form, field by field, and its hash. */
export type SealedEntryWire = Omit<SealedEntry, "postings"> & {
  readonly form: "xinyi-entry-1";
  readonly postings: readonly (Omit<SealedPosting, "amount"> & { readonly amount: MoneyWire })[];
};

/** A sealed entry in JSON. Whether its hash is right is for `verifyEntries` to say. */
export const sealedEntrySchema: z.ZodType<SealedEntryWire> = z.strictObject({
  form: z.literal("xinyi-entry-1"),
  id: name,
  book: name,
  sequence: count.positive(),
  occurredOn: date,
  recordedAt: z.string().refine(isInstant, "not an instant of RFC 3339"),
  actor: hash,
  reason: hash,
  reverses: name.exactOptional(),
  vouchers: hash,
  postings: z.array(
    z.strictObject({ account: name, fund: name, sub: hash.exactOptional(), amount: moneyWire }),
  ),
  previous: hash,
  hash,
});

/** The JSON Schemas that ship with the package, by the name of their file. */
export function jsonSchemas(): Readonly<Record<string, unknown>> {
  return {
    "books-step": z.toJSONSchema(stepSchema, { io: "input" }),
    "chart-pack": z.toJSONSchema(chartPackSchema, { io: "input" }),
    "sealed-entry": z.toJSONSchema(sealedEntrySchema, { io: "input" }),
  };
}

/** What a value from outside is read as, or every reason it is not one, each with its place. */
export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads a chart pack; the laws of a chart (ids and codes once, equity that exists) are checked too. */
export function decodeChartPack(value: unknown): Decoded<ChartPack> {
  const read = chartPackSchema.safeParse(value);
  if (!read.success) return { ok: false, problems: problemsIn(read.error) };
  const { $schema: _, ...pack } = read.data;
  return { ok: true, value: pack as ChartPack };
}

/** Reads one step; a verb or a field that is not in the vocabulary is a problem, named. */
export function decodeStep(value: unknown): Decoded<StepWire> {
  const read = stepSchema.safeParse(value);
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, problems: problemsIn(read.error) };
}

/** Writes a sealed entry for the wire: exactly the form that was hashed, and the hash. */
export function toSealedEntryWire(entry: SealedEntry): SealedEntryWire {
  return { ...(entryForm(entry) as unknown as SealedEntryWire), hash: entry.hash };
}

/** Reads a sealed entry from the wire; an amount the currency cannot say is a problem. */
export function decodeSealedEntry(value: unknown): Decoded<SealedEntry> {
  const read = sealedEntrySchema.safeParse(value);
  if (!read.success) return { ok: false, problems: problemsIn(read.error) };
  const { form: _, postings, ...entry } = read.data;
  const lines: SealedPosting[] = [];
  for (const [at, { amount: wire, ...line }] of postings.entries()) {
    const money = fromMoneyWire(wire);
    if (!money.ok)
      return { ok: false, problems: [`postings.${at}.amount: ${money.rejection.kind}`] };
    lines.push({ ...line, amount: money.value });
  }
  return { ok: true, value: { ...entry, postings: lines } };
}

function problemsIn(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => {
    const place = issue.path.map(String).join(".");
    return place === "" ? issue.message : `${place}: ${issue.message}`;
  });
}

function problemsOf(pack: ChartPack): { path: (string | number)[]; message: string }[] {
  const problems: { path: (string | number)[]; message: string }[] = [];
  const ids = new Set<string>();
  const codes = new Set<string>();
  for (const [at, { id, code, isCash }] of pack.accounts.entries()) {
    if (ids.has(id)) problems.push({ path: ["accounts", at, "id"], message: `${id} stands twice` });
    if (codes.has(code)) {
      problems.push({ path: ["accounts", at, "code"], message: `${code} stands twice` });
    }
    if (isCash === true && !id.startsWith("assets:")) {
      problems.push({ path: ["accounts", at, "isCash"], message: "money is an asset" });
    }
    ids.add(id);
    codes.add(code);
  }
  const funds = new Set<string>();
  for (const [at, { id, equity }] of pack.funds.entries()) {
    if (funds.has(id)) problems.push({ path: ["funds", at, "id"], message: `${id} stands twice` });
    if (equity !== undefined && !(ids.has(equity) && equity.startsWith("equity:"))) {
      problems.push({ path: ["funds", at, "equity"], message: `${equity} is no equity account` });
    }
    funds.add(id);
  }
  return problems;
}
