import type { LocalDate, YearMonth } from "@xinyi/calendar";

/** An amount in the book's currency and major units, as decimal text: "134.21". */
export type AmountText = string;

/** A rate, an area or a weight: decimal text, or a number short enough to be exact. */
export type DecimalText = string | number;

type Weights = Readonly<Record<string, DecimalText>>;

/** The fields of every verb of the worked examples, beside its name and its date. */
interface Fields {
  open: { fund: string; amount: AmountText };
  bill: {
    unit: string;
    amount?: AmountText;
    area?: DecimalText;
    rate?: DecimalText;
    months?: number;
  };
  receive: { unit: string; amount: AmountText; ref: string };
  "receive-income": { head: string; amount: AmountText };
  "refund-advance": { unit: string; amount: AmountText };
  "credit-note": { unit: string; amount: AmountText; reason: string };
  "late-charge": {
    unit: string;
    principal: AmountText;
    segments: readonly { days: number; rate: DecimalText }[];
    dayCount: number;
  };
  allocate: { amount: AmountText; weights: Weights };
  allow: { unit: string; rate: DecimalText };
  "write-off": { unit: string; amount: AmountText; mandate?: string | null };
  "grant-subsidy": { unit: string; period: YearMonth; rate: DecimalText };
  "receive-subsidy": { amount: AmountText; ref: string };
  "pay-subsidy": { unit: string; to: "cash" | "credit" };
  "common-income": { kind: string; amount: AmountText };
  "common-cost": { kind: string; amount: AmountText };
  appropriate: {
    fund: "maintenance";
    amount: AmountText;
    weights: Weights;
    mandate?: string | null;
  };
  rent: { amount: AmountText; collectiveShare: DecimalText };
  "remit-collective": { amount: AmountText };
  collect: { kind: string; amount: AmountText };
  remit: { kind: string; amount: AmountText };
  "take-deposit": { unit: string; amount: AmountText };
  "deduct-deposit": { unit: string; head: string; amount: AmountText; voucher: string };
  "return-deposit": { unit: string; amount: AmountText };
  "maintenance-deposit": { areas: Weights; perSquareMetre: AmountText };
  "maintenance-spend": {
    amount: AmountText;
    areas: Weights;
    mandate?: string | null;
    voucher: string;
  };
  "maintenance-interest": { amount: AmountText };
  "receive-unknown": { amount: AmountText; ref: string };
  match: { ref: string; unit: string };
  spend: { fund?: string; head: string; amount: AmountText; voucher: string };
  "petty-float": { amount: AmountText };
  "petty-spend": { head: string; amount: AmountText; voucher: string };
  "petty-top-up": object;
  "adopt-budget": {
    year: number;
    lines: Readonly<Record<string, AmountText>>;
    remunerationRate: DecimalText;
    appraisalShare?: DecimalText;
    mandate?: string | null;
  };
  "accrue-remuneration": { month: YearMonth };
  appraise: { month: YearMonth; score: DecimalText; outOf: DecimalText };
  "pay-remuneration": { amount: AmountText };
  propose: { order: string; line: string; amount: AmountText; payee: string; by: string };
  "amend-order": { order: string; amount: AmountText; by: string };
  approve: { order: string; by: string; role: "trustee" | "committee" };
  execute: { order: string; paid: AmountText; ref: string; voucher: string };
  donate: { fund: string; amount: AmountText };
  award: { grant: string; fund: string; amount: AmountText };
  "pay-stage": { grant: string; amount: AmountText };
  reverse: { step: number; reason: string };
  bounce: { step: number; reason: string };
  "seal-month": { month: YearMonth };
  "close-year": object;
}

/** The name of a verb as worked examples write it. */
export type StepVerb = keyof Fields;

/** One step of a worked example: a verb, the civil date it is posted on, and the verb's fields. */
export type StepWire = {
  [Verb in StepVerb]: Readonly<{ op: Verb; on: LocalDate } & Fields[Verb]>;
}[StepVerb];
