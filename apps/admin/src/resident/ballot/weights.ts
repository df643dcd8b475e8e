import type { Language } from "../text/language.tsx";

const axes: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  heads: ["人", "head"],
  area: ["平方米", "m²"],
  shares: ["份", "shares"],
  value: ["份", "shares of value"],
  households: ["户", "household"],
  votes: ["票", "votes"],
};

/** 1 人，89.37 平方米: what a ballot weighs, as the roll has it. */
export function weightsText(weights: Readonly<Record<string, string>>, language: Language): string {
  return Object.entries(weights)
    .map(([axis, amount]) => {
      const [zh, en] = axes[axis] ?? [axis, axis];
      return `${amount} ${language === "zh" ? zh : en}`;
    })
    .join(language === "zh" ? "，" : ", ");
}
