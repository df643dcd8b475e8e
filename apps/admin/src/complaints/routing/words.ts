import type { Schema } from "@xinyi/api-client";
import type { Outcome, RoutingPack } from "@xinyi/complaint-routing";
import { useLanguage } from "../../text/language.tsx";
import type { Language, Texts } from "../../text/texts.ts";
import { useReportForm } from "../queries.ts";

/** What a pack's codes are called: the district's titles, the console's words, or the code itself. */
export interface RoutingWords {
  readonly unit: (id: string) => string;
  readonly category: (code: string) => string;
  readonly fact: (name: string) => string;
  readonly value: (fact: string, value: unknown) => string;
  /** Unary tests with their texts by name: `"pets", null` → 宠物, null. */
  readonly tests: (fact: string, tests: string) => string;
  readonly outcome: (outcome: Outcome) => string;
  readonly tier: (id: string) => string;
  readonly limit: (name: string | undefined) => string | undefined;
}

type Named = Pick<RoutingPack, "units" | "category" | "limits">;

export function useRoutingWords(pack: Named): RoutingWords {
  const { text, language } = useLanguage();
  const form = useReportForm();
  return routingWords(pack, form.data?.categories ?? [], text, language);
}

function routingWords(
  pack: Named,
  categories: readonly Schema<"ComplaintCategory">[],
  text: Texts,
  language: Language,
): RoutingWords {
  const words = text.complaints;
  const unit = (id: string) => pack.units.find((one) => one.id === id)?.title[language] ?? id;
  const category = (code: string) => {
    const named = categories.find((one) => one.code === code);
    return (language === "zh" ? named?.titleZh : named?.titleEn) ?? code;
  };
  const value = (fact: string, given: unknown): string => {
    if (given === null || given === undefined) return words.facts.unknown;
    if (given === true) return words.facts.yes;
    if (given === false) return words.facts.no;
    if (Array.isArray(given)) {
      return given.length === 0 ? words.facts.none : text.listed(given.map(String));
    }
    if (fact === pack.category || fact === "family") return category(String(given));
    if (fact === "subject") return wordFor(words.subjects, String(given));
    if (fact === "gridKind") return wordFor(words.gridKinds, String(given));
    return String(given);
  };
  return {
    unit,
    category,
    value,
    fact: (name) =>
      name === pack.category ? words.facts.category : wordFor(words.factNames, name),
    tests: (fact, tests) =>
      tests.replace(/"([^"]*)"/g, (_, code: string) => value(fact, code)).replaceAll(", ", "、"),
    tier: (id) => wordFor(words.tiers, id),
    limit: (name) => {
      const limit = name === undefined ? undefined : pack.limits[name];
      return limit === undefined ? undefined : words.limit[limit.unit](limit.amount);
    },
    outcome: (outcome) => {
      switch (outcome.disposition) {
        case "dispatch":
          return words.outcome.dispatch(unit(outcome.lead));
        case "triage":
          return words.outcome.triage(words.triageReasons[outcome.reason]);
        default:
          return words.outcome[outcome.disposition](unit(outcome.to));
      }
    },
  };
}

/** The word for a code, or the code where no word is known. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code;
}
