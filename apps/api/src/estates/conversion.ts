import { daysBetween, type LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";

/**
 * The steps from one mode to another, in the order of the five-step guide with the bank's part and
 * the opening balances; each names what must be done before it.
 */
export const conversionSteps = [
  { step: "party-framework", needs: [] },
  { step: "survey-and-accounts", needs: ["party-framework"] },
  { step: "publicity", needs: ["survey-and-accounts"] },
  { step: "owners-vote", needs: ["publicity"] },
  { step: "contract-and-budget", needs: ["owners-vote"] },
  { step: "bank-account", needs: ["owners-vote"] },
  { step: "opening-balances", needs: ["bank-account"] },
  { step: "hand-over", needs: ["contract-and-budget", "opening-balances"] },
] as const satisfies readonly { step: string; needs: readonly string[] }[];

export type ConversionStep = (typeof conversionSteps)[number]["step"];

export interface StepDone {
  readonly step: ConversionStep;
  readonly on: LocalDate;
}

export type ConversionRejection =
  | { readonly kind: "conversion-step-done"; readonly step: string }
  | {
      readonly kind: "conversion-step-needs";
      readonly step: string;
      readonly needs: readonly string[];
    }
  | { readonly kind: "conversion-step-too-early"; readonly on: string; readonly after: string }
  | {
      readonly kind: "bank-part-out-of-order";
      readonly appliedOn: string;
      readonly openedOn: string;
    };

/** Does one step, once, after those it needs and on no earlier day than theirs. */
export function takeConversionStep(
  done: readonly StepDone[],
  begunOn: LocalDate,
  next: StepDone,
): Result<readonly StepDone[], ConversionRejection> {
  if (done.some(({ step }) => step === next.step)) {
    return reject({ kind: "conversion-step-done", step: next.step });
  }
  const needed: readonly string[] =
    conversionSteps.find(({ step }) => step === next.step)?.needs ?? [];
  const missing = needed.filter((need) => !done.some(({ step }) => step === need));
  if (missing.length > 0) {
    return reject({ kind: "conversion-step-needs", step: next.step, needs: missing });
  }
  const days = done.filter(({ step }) => needed.includes(step)).map(({ on }) => on);
  const after = [begunOn, ...days].sort().at(-1) ?? begunOn;
  if (next.on < after) return reject({ kind: "conversion-step-too-early", on: next.on, after });
  return accept([...done, next]);
}

/** How long it took: from the vote to the open account, the bank alone, and from end to end. */
export function conversionDays(
  begunOn: LocalDate,
  done: readonly StepDone[],
  bank: { readonly appliedOn: LocalDate; readonly openedOn: LocalDate } | undefined,
): {
  readonly voteToAccount: number | null;
  readonly bank: number | null;
  readonly whole: number | null;
} {
  const on = (wanted: ConversionStep) => done.find(({ step }) => step === wanted)?.on;
  const [vote, end] = [on("owners-vote"), on("hand-over")];
  return {
    voteToAccount: vote && bank ? daysBetween(vote, bank.openedOn) : null,
    bank: bank ? daysBetween(bank.appliedOn, bank.openedOn) : null,
    whole: end ? daysBetween(begunOn, end) : null,
  };
}

/** The middle one of several counts of days; of an even number the lower of the two middle ones. */
export function medianOf(counts: readonly number[]): number | null {
  const sorted = [...counts].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
