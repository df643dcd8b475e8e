import { addMonths, type LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import type { Standing } from "./filing.ts";

/** 找 found · 建 built · 用 used · 统 united: how far a body has come. Our reading of the four words. */
export const stages = ["found", "built", "used", "united"] as const;
export type Stage = (typeof stages)[number];

/** What is known of a body on a day, as far as the tests ask. */
export interface StageFacts {
  readonly hasLead: boolean;
  readonly standing: Standing;
  readonly activeOn?: LocalDate | undefined;
  readonly isMember: boolean;
  readonly isClassified: boolean;
}

export interface StageTest {
  readonly stage: Stage;
  readonly test: "lead" | "filed" | "active" | "member" | "classified";
  readonly isMet: boolean;
}

/** Demonstration value: a body is in use while something was done within this many months. */
export const activeMonths = 12;

/** The entry tests of every stage; a stage asks its own and those before it. */
export function stageTests(facts: StageFacts, on: LocalDate): readonly StageTest[] {
  const { activeOn } = facts;
  const isFormed = facts.standing === "filed" || facts.standing === "registered";
  const isActive = activeOn !== undefined && addMonths(activeOn, activeMonths) >= on;
  return [
    { stage: "found", test: "lead", isMet: facts.hasLead },
    { stage: "built", test: "filed", isMet: isFormed },
    { stage: "used", test: "active", isMet: isActive },
    { stage: "united", test: "member", isMet: facts.isMember },
    { stage: "united", test: "classified", isMet: facts.isClassified },
  ];
}

export type StageRejection =
  | { readonly kind: "stage-skipped"; readonly stage: string; readonly next: string }
  | {
      readonly kind: "stage-test-not-met";
      readonly stage: string;
      readonly tests: readonly string[];
    }
  | { readonly kind: "stage-reason-missing"; readonly stage: string };

/**
 * Moves a body one stage on, when the tests of that stage and those before are met, or back to any
 * earlier one, with a reason: nothing falls back by itself.
 */
export function moveStage(
  current: Stage | undefined,
  wanted: Stage,
  tests: readonly StageTest[],
  reason: string | undefined,
): Result<Stage, StageRejection> {
  const at = current === undefined ? -1 : stages.indexOf(current);
  const to = stages.indexOf(wanted);
  if (to <= at) {
    if ((reason ?? "").trim() === "")
      return reject({ kind: "stage-reason-missing", stage: wanted });
    return accept(wanted);
  }
  const next = stages[at + 1] ?? wanted;
  if (wanted !== next) return reject({ kind: "stage-skipped", stage: wanted, next });
  const failed = failing(tests, wanted);
  if (failed.length > 0) {
    return reject({ kind: "stage-test-not-met", stage: wanted, tests: failed });
  }
  return accept(wanted);
}

/** The tests of the present stage that no longer hold: the body is to be looked at (exit test). */
export function failing(tests: readonly StageTest[], stage: Stage): readonly StageTest["test"][] {
  const upTo = stages.indexOf(stage);
  return tests
    .filter((one) => stages.indexOf(one.stage) <= upTo && !one.isMet)
    .map(({ test }) => test);
}
