import { addMonths, type LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import type { FilingRules } from "./filing-rules.ts";

/**
 * Where a body stands with the street. A filed body is no legal person; `registered` ones are, by
 * civil affairs. Membership of a federation is another matter and changes nothing here.
 */
export type Standing =
  | "unlisted"
  | "listed"
  | "applied"
  | "filed"
  | "dormant"
  | "warned"
  | "revoked"
  | "cancelled"
  | "registered";

export type FilingStep =
  | "list"
  | "apply"
  | "file"
  | "return"
  | "confirm"
  | "sleep"
  | "wake"
  | "warn"
  | "revoke"
  | "cancel"
  | "register";

const doors: Readonly<Record<FilingStep, { from: readonly Standing[]; to: Standing }>> = {
  list: { from: ["unlisted", "cancelled"], to: "listed" },
  apply: { from: ["unlisted", "listed", "cancelled"], to: "applied" },
  file: { from: ["applied"], to: "filed" },
  return: { from: ["applied"], to: "listed" },
  confirm: { from: ["filed"], to: "filed" },
  sleep: { from: ["filed"], to: "dormant" },
  wake: { from: ["dormant"], to: "filed" },
  warn: { from: ["filed", "dormant"], to: "warned" },
  revoke: { from: ["warned"], to: "revoked" },
  cancel: { from: ["listed", "filed", "dormant", "warned"], to: "cancelled" },
  register: { from: ["listed", "filed"], to: "registered" },
};

export interface FilingFacts {
  readonly form?: "society" | "service" | undefined;
  readonly name: string;
  readonly naturalFounders?: number | undefined;
  readonly legalFounders?: number | undefined;
  readonly members?: number | undefined;
  readonly staff?: number | undefined;
}

/** One thing a rule asks, and how it stands; `not-supplied` where the rule's number is not known. */
export interface FilingTest {
  readonly test: "founders" | "members" | "staff" | "name";
  readonly outcome: "met" | "not-met" | "unknown" | "not-supplied";
  readonly wanted: string | null;
  readonly given: string | null;
}

export type FilingRejection =
  | { readonly kind: "filing-step-not-open"; readonly step: string; readonly standing: Standing }
  | { readonly kind: "before-last-step"; readonly on: string; readonly last: string }
  | { readonly kind: "filing-criteria-not-met"; readonly tests: readonly string[] }
  | { readonly kind: "local-rule-not-supplied"; readonly tests: readonly string[] }
  | { readonly kind: "basis-missing"; readonly step: string };

/** What the rules ask of a body and how it stands to each. */
export function filingTests(facts: FilingFacts, rules: FilingRules): readonly FilingTest[] {
  const form = facts.form ?? "society";
  const founders = foundersTest(facts, rules[form]);
  const heads: FilingTest =
    form === "society"
      ? counted("members", facts.members, rules.society.members)
      : counted("staff", facts.staff, rules.service.staff);
  const endings = rules.nameEndings;
  const name: FilingTest = {
    test: "name",
    wanted: endings?.join("、") ?? null,
    given: facts.name,
    outcome:
      endings === null
        ? "not-supplied"
        : endings.some((ending) => facts.name.endsWith(ending))
          ? "met"
          : "not-met",
  };
  return [founders, heads, name];
}

/**
 * Takes one step of filing. A body is filed only when every test that the rules give a number for
 * is met; where a number is missing, the person who files names what it rests on instead.
 */
export function takeFilingStep(
  standing: Standing,
  lastOn: LocalDate | undefined,
  step: { step: FilingStep; on: LocalDate; basis?: string | undefined },
  tests: readonly FilingTest[],
): Result<Standing, FilingRejection> {
  const door = doors[step.step];
  if (!door.from.includes(standing)) {
    return reject({ kind: "filing-step-not-open", step: step.step, standing });
  }
  if (lastOn !== undefined && step.on < lastOn) {
    return reject({ kind: "before-last-step", on: step.on, last: lastOn });
  }
  const hasBasis = (step.basis ?? "").trim() !== "";
  if (step.step === "file") {
    const failed = tests.filter(({ outcome }) => outcome === "not-met" || outcome === "unknown");
    if (failed.length > 0) {
      return reject({ kind: "filing-criteria-not-met", tests: failed.map(({ test }) => test) });
    }
    const open = tests.filter(({ outcome }) => outcome === "not-supplied");
    if (open.length > 0 && !hasBasis) {
      return reject({ kind: "local-rule-not-supplied", tests: open.map(({ test }) => test) });
    }
  }
  if (["return", "warn", "revoke", "cancel"].includes(step.step) && !hasBasis) {
    return reject({ kind: "basis-missing", step: step.step });
  }
  return accept(door.to);
}

/** The steps that may be taken from here, for a screen to offer. */
export function openSteps(standing: Standing): readonly FilingStep[] {
  return (Object.keys(doors) as FilingStep[]).filter((step) => doors[step].from.includes(standing));
}

/** Which of the rules' terms have run out; nothing is said where the rules give no number. */
export function filingDue(
  last: { confirmedOn: LocalDate; activeOn?: LocalDate | undefined },
  on: LocalDate,
  rules: FilingRules,
): readonly ("confirmation" | "dormant")[] {
  const { confirmEveryMonths, dormantAfterMonths } = rules;
  const hasPassed = (from: LocalDate, months: number) => addMonths(from, months) < on;
  const due: ("confirmation" | "dormant")[] = [];
  if (confirmEveryMonths !== null && hasPassed(last.confirmedOn, confirmEveryMonths)) {
    due.push("confirmation");
  }
  if (
    dormantAfterMonths !== null &&
    hasPassed(last.activeOn ?? last.confirmedOn, dormantAfterMonths)
  ) {
    due.push("dormant");
  }
  return due;
}

/** Founders count as natural or as legal persons: either number suffices. */
function foundersTest(
  facts: FilingFacts,
  asked: { naturalFounders: number | null; legalFounders: number | null },
): FilingTest {
  const { naturalFounders: natural, legalFounders: legal } = asked;
  const given = `${facts.naturalFounders ?? "?"} / ${facts.legalFounders ?? "?"}`;
  if (natural === null && legal === null) {
    return { test: "founders", outcome: "not-supplied", wanted: null, given };
  }
  const isEnough = (have: number | undefined, want: number | null) =>
    want !== null && have !== undefined && have >= want;
  const isMet = isEnough(facts.naturalFounders, natural) || isEnough(facts.legalFounders, legal);
  const isKnown = facts.naturalFounders !== undefined || facts.legalFounders !== undefined;
  return {
    test: "founders",
    outcome: isMet ? "met" : isKnown ? "not-met" : "unknown",
    wanted: `${natural ?? "–"} / ${legal ?? "–"}`,
    given,
  };
}

function counted(
  test: "members" | "staff",
  given: number | undefined,
  wanted: number | null,
): FilingTest {
  const shown = {
    wanted: wanted === null ? null : String(wanted),
    given: given?.toString() ?? null,
  };
  if (wanted === null) return { test, outcome: "not-supplied", ...shown };
  if (given === undefined) return { test, outcome: "unknown", ...shown };
  return { test, outcome: given >= wanted ? "met" : "not-met", ...shown };
}
