import type { EstateAnswer } from "@xinyi/organization-classification";

export interface Light {
  readonly tone: "good" | "waiting" | "bad" | "idle";
  readonly because:
    | "unknown"
    | "dispute"
    | "trust-failing"
    | "order-not-followed"
    | "problem"
    | "other-mode-advised"
    | "as-advised";
}

/** One light for an estate, and the one reason for it: the gravest that applies. */
export function lightOf(answer: EstateAnswer | undefined, currentMode: string): Light {
  if (answer === undefined || answer.flags.includes("insufficient")) {
    return { tone: "idle", because: "unknown" };
  }
  if (answer.flags.includes("dispute")) return { tone: "bad", because: "dispute" };
  if (answer.flags.includes("trust-failing")) return { tone: "bad", because: "trust-failing" };
  const isOther = answer.recommendedMode !== currentMode;
  if (answer.mandatory && isOther) return { tone: "bad", because: "order-not-followed" };
  if (answer.flags.includes("problem")) return { tone: "waiting", because: "problem" };
  if (isOther) return { tone: "waiting", because: "other-mode-advised" };
  return { tone: "good", because: "as-advised" };
}
