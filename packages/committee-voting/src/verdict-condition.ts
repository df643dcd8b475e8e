import type { ConditionAnswer, LeafAnswer, Share, TallyName } from "./condition.ts";
import { type Axis, formatQuantity, type Scale } from "./quantity.ts";
import type { Sourced } from "./rules.ts";

/** One condition of the rule beside what was reached. Amounts are decimals of the axis' unit. */
export interface VerdictCondition {
  readonly part: "quorum" | "adopt" | "consents" | "second-ballot";
  readonly op: string;
  readonly axis?: Axis;
  readonly tally?: TallyName;
  readonly base?: TallyName;
  readonly share?: Share;
  readonly group?: string;
  /** The least that is enough; of a cap on opposition, the most that is allowed. */
  readonly required?: string;
  readonly reached?: string;
  readonly baseAmount?: string;
  /** How far off; `0` when met. */
  readonly shortfall?: string;
  readonly met?: boolean;
  readonly onBoundary?: boolean;
  readonly source: string;
  readonly verified: boolean;
  readonly pack: string;
}

type Scales = Readonly<Record<Axis, Scale>>;

/** The leaves of an answer, each with the source of the value it belongs to. */
export function dress(
  part: VerdictCondition["part"],
  answer: ConditionAnswer,
  value: Sourced<unknown> | undefined,
  scales: Scales,
): readonly VerdictCondition[] {
  if (value === undefined) return [];
  const { source, verified, pack } = value;
  return answer.leaves.map((leaf) => ({
    part,
    ...dressLeaf(leaf, scales),
    source,
    verified,
    pack,
  }));
}

function dressLeaf(
  answer: LeafAnswer,
  scales: Scales,
): Omit<VerdictCondition, "part" | "source" | "verified" | "pack"> {
  const { leaf } = answer;
  const scale = (leaf.op === "consent" ? undefined : scales[leaf.axis]) ?? { perOne: 1n, step: 1n };
  const amount = (key: string, units: bigint | undefined): Record<string, string> =>
    units === undefined ? {} : { [key]: formatQuantity(units, scale) };
  const { reached, required, met } = answer;
  const gap =
    reached === undefined || required === undefined
      ? undefined
      : reached < required
        ? required - reached
        : reached - required;
  return {
    op: leaf.op,
    ...(leaf.op === "consent" ? { tally: "for" as const } : { axis: leaf.axis, tally: leaf.tally }),
    ...("base" in leaf ? { base: leaf.base } : {}),
    ...("other" in leaf ? { base: leaf.other } : {}),
    ...("share" in leaf ? { share: leaf.share } : {}),
    ...(answer.group === undefined ? {} : { group: answer.group }),
    ...amount("required", required),
    ...amount("reached", reached),
    ...amount("baseAmount", answer.base),
    ...amount("shortfall", met === true ? 0n : gap),
    ...(met === undefined ? {} : { met }),
    ...(answer.onBoundary === undefined ? {} : { onBoundary: answer.onBoundary }),
  };
}
