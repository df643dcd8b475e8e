import { type Classification, classify } from "./classify.ts";
import type { BodyFacts, Evidence } from "./evidence.ts";
import type { PreparedScheme } from "./prepare.ts";

/** What speaks in one version of a scheme and not, or with other points, in the other. */
export interface ReasonOfChange {
  readonly rule: string;
  readonly text: string;
  /** The points it gave and gives; none where the version has no such finding. */
  readonly before?: number;
  readonly after?: number;
}

/** One body that would be answered otherwise, with both answers and what makes the difference. */
export interface Reclassification {
  readonly id: string;
  readonly before: Classification;
  readonly after: Classification;
  /** Findings and clauses in which the answers differ; none where only bars or precedence moved. */
  readonly because: readonly ReasonOfChange[];
}

/**
 * Who would change if the second version of a scheme took the place of the first, and why.
 * It changes nothing: a person reads it and applies the version. A body changes when its
 * outcome, its code or its need of review does; points alone are no change.
 */
export function reclassify(
  bodies: readonly { readonly id: string; readonly facts: BodyFacts }[],
  from: PreparedScheme,
  to: PreparedScheme,
): readonly Reclassification[] {
  return bodies.flatMap(({ id, facts }) => {
    const before = classify(facts, from);
    const after = classify(facts, to);
    return verdictOf(before) === verdictOf(after)
      ? []
      : [{ id, before, after, because: reasonsOf(before, after) }];
  });
}

function verdictOf(answer: Classification): string {
  switch (answer.outcome) {
    case "out-of-scope":
      return `${answer.outcome} ${answer.needsReview}`;
    case "insufficient":
      return answer.outcome;
    default:
      return `${answer.outcome} ${answer.primary}`;
  }
}

function reasonsOf(before: Classification, after: Classification): readonly ReasonOfChange[] {
  const [had, has] = [pointsIn(before), pointsIn(after)];
  const keys = new Set([...had.keys(), ...has.keys()]);
  return [...keys].flatMap((key) => {
    const [was, is] = [had.get(key), has.get(key)];
    if (was?.points === is?.points) return [];
    const { rule, text } = (was ?? is)!;
    return [
      {
        rule,
        text,
        ...(was === undefined ? {} : { before: was.points }),
        ...(is === undefined ? {} : { after: is.points }),
      },
    ];
  });
}

interface Finding {
  readonly rule: string;
  readonly text: string;
  readonly points: number;
}

/** Findings by where and for what they speak; a rule that was only renamed is no reason. */
function pointsIn(answer: Classification): ReadonlyMap<string, Finding> {
  const spoken = answer.evidence.map((one): [string, Finding] => [
    keyOf(one),
    { rule: one.rule, text: one.text, points: one.effect },
  ]);
  const clauses = "clauses" in answer ? answer.clauses : [];
  const excluded = clauses.map(({ exclusion, clause }): [string, Finding] => [
    `exclusion ${exclusion}`,
    { rule: exclusion, text: clause, points: 0 },
  ]);
  return new Map([...spoken, ...excluded]);
}

function keyOf({ field, span, text, term }: Evidence): string {
  return [field, ...span, text, term].join(" ");
}
