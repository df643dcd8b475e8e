import type { Condition } from "@xinyi/committee-voting";
import { useText } from "../text/language.tsx";
import type { Texts } from "../text/texts.ts";
import type { VerdictCondition } from "./queries.ts";

type Words = Texts["votes"]["words"];

/** The word for an id that packs may add to: an unknown one is shown as it is written there. */
export function named(list: object, id: string): string {
  const found: unknown = Object.hasOwn(list, id) ? list[id as keyof typeof list] : undefined;
  return typeof found === "string" ? found : id;
}

export function useNamed(): {
  readonly matter: (id: string) => string;
  readonly status: (id: string) => string;
  readonly body: (id: string) => string;
  readonly bound: (id: string) => string;
  readonly tally: (id: string) => string;
  readonly axis: (id: string) => string;
  readonly unit: (id: string) => string;
} {
  const { words } = useText().votes;
  return {
    matter: (id) => named(words.matters, id),
    status: (id) => named(words.statuses, id),
    body: (id) => named(words.bodies, id),
    bound: (id) => named(words.bound, id),
    tally: (id) => named(words.tallies, id),
    axis: (id) => named(words.axes, id),
    unit: (id) => named(words.units, id),
  };
}

/** A condition of law in words, as a tree: a connective with its parts, or one sentence. */
export type Said =
  | { readonly sentence: string }
  | { readonly connective: string; readonly parts: readonly Said[] };

export function saidOf(condition: Condition, text: Texts): Said {
  const { rule, words } = text.votes;
  if ("all" in condition || "any" in condition) {
    const parts = ("all" in condition ? condition.all : condition.any).map((one) =>
      saidOf(one, text),
    );
    const [only] = parts;
    if (only !== undefined && parts.length === 1) return only;
    return { connective: "all" in condition ? rule.allOf : rule.anyOf, parts };
  }
  if (condition.op === "eachGroup") {
    const by = named(words.groups, condition.by);
    return { connective: rule.each(by), parts: [saidOf(condition.condition, text)] };
  }
  return { sentence: leafSentence(condition, words) };
}

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { op: "eachGroup" }>;

function leafSentence(leaf: Leaf, words: Words): string {
  if (leaf.op === "consent") return words.consent(leaf.of);
  const what = measured(leaf.tally, leaf.axis, words);
  const unit = named(words.units, leaf.axis);
  switch (leaf.op) {
    case "count":
      return words.count(what, String(leaf.min), unit);
    case "outnumbers":
      return words.outnumbers(what, named(words.tallies, leaf.other));
    case "shareOrCount": {
      const share = words.bars.atLeast(
        what,
        named(words.tallies, leaf.base),
        shareText(leaf.share, words),
      );
      return `${share} / ${leaf.count} ${unit}`;
    }
    default:
      return words.bars[leaf.op](
        what,
        named(words.tallies, leaf.base),
        shareText(leaf.share, words),
      );
  }
}

const measured = (tally: string, axis: string, words: Words): string =>
  words.ofTheir(named(words.tallies, tally), named(words.axes, axis));

const shareText = ([part, whole]: readonly number[], words: Words): string =>
  named(words.shares, `${part}/${whole}`);

/** One condition of a verdict in words; the figures stand beside it. */
export function conditionText(condition: VerdictCondition, words: Words): string {
  const { op, tally = "", axis = "", base = "total", share, required = "—" } = condition;
  if (op === "consent") return words.consent(words.affected);
  const what = measured(tally, axis, words);
  const isBar = op === "atLeast" || op === "moreThan" || op === "atMost" || op === "lessThan";
  if (isBar && share !== undefined) {
    return words.bars[op](what, named(words.tallies, base), shareText(share, words));
  }
  if (op === "outnumbers") return words.outnumbers(what, named(words.tallies, base));
  return words.count(what, required, named(words.units, axis));
}
