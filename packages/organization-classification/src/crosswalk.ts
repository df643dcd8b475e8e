import type { Classification } from "./classify.ts";
import type { Scheme } from "./rules.ts";

/** A code of another scheme, and how close it is. */
export interface Mapped {
  readonly code: string;
  readonly relation: "exact" | "close" | "broad" | "narrow" | "related";
}

/**
 * An answer in the words of other schemes. What the evidence names as its
 * subject speaks before the term as a whole; what has no counterpart is left out.
 */
export function mapped(answer: Classification, scheme: Scheme): Readonly<Record<string, Mapped>> {
  if (answer.outcome === "out-of-scope" || answer.outcome === "insufficient") return {};
  const { primary, evidence } = answer;
  const points = new Map<string, number>();
  let plain = 0;
  for (const { term, subject, effect } of evidence) {
    if (term !== primary) continue;
    if (subject === undefined) plain += effect;
    else points.set(subject, (points.get(subject) ?? 0) + effect);
  }
  const [strongest] = [...points].sort(([, one], [, other]) => other - one);
  const subject = strongest !== undefined && strongest[1] >= plain ? strongest[0] : undefined;
  return Object.fromEntries(
    scheme.crosswalks.flatMap(({ scheme: to, relations }) => {
      const of = relations.filter(({ from }) => from === primary);
      const found =
        of.find((one) => one.subject !== undefined && one.subject === subject) ??
        of.find((one) => one.subject === undefined);
      return found ? [[to, { code: found.to, relation: found.relation }]] : [];
    }),
  );
}
