import type { Instant } from "@xinyi/calendar";
import type { CaseId, PersonId } from "./case-log.ts";
import type { DuplicateRules, RoutingPack } from "./rules.ts";

/** What is compared to find matters about the same thing. */
export interface MatterSummary {
  readonly id: CaseId;
  readonly category: string;
  /** The estate, or the grid where there is no estate. */
  readonly place: string;
  readonly receivedAt: Instant;
  readonly text: string;
  readonly reporters: readonly PersonId[];
  /** Sealed or sensitive: never shown to anyone as a suggestion, nor counted as an issue. */
  readonly isConfidential: boolean;
  readonly isAnonymous: boolean;
}

/** A matter that may be the same. Nothing is refused for it: a person confirms. */
export interface Suggestion {
  readonly id: CaseId;
  /** Of 1000, by pairs of letters that both texts have. */
  readonly likeness: number;
  readonly hoursApart: number;
}

const HOUR = 3_600_000;

/**
 * Matters at the same place, of the same category and within the pack's days;
 * the text only ranks them, since text alone finds copies and not the same
 * trouble in other words. Works both ways.
 */
export function suggestDuplicates(
  matter: MatterSummary,
  others: readonly MatterSummary[],
  { days, suggestions }: DuplicateRules,
): readonly Suggestion[] {
  if (!isShown(matter)) return [];
  const pairs = pairsOf(matter.text);
  return others
    .filter((other) => other.id !== matter.id && isShown(other) && isSameIssue(matter, other))
    .map((other) => ({
      id: other.id,
      likeness: likeness(pairs, pairsOf(other.text)),
      hoursApart: Math.round(apart(matter.receivedAt, other.receivedAt) / HOUR),
      isNear: apart(matter.receivedAt, other.receivedAt) <= days * 24 * HOUR,
    }))
    .filter(({ isNear }) => isNear)
    .map(({ isNear: _, ...suggestion }) => suggestion)
    .sort(
      (a, b) => b.likeness - a.likeness || a.hoursApart - b.hoursApart || (a.id < b.id ? -1 : 1),
    )
    .slice(0, suggestions);
}

function isShown({ isConfidential, isAnonymous }: MatterSummary): boolean {
  return !isConfidential && !isAnonymous;
}

function isSameIssue(left: MatterSummary, right: MatterSummary): boolean {
  return left.place === right.place && left.category === right.category;
}

function apart(left: Instant, right: Instant): number {
  return Math.abs(Date.parse(left) - Date.parse(right));
}

/** Pairs of neighbouring letters, which need no words and so serve Chinese as they serve English. */
function pairsOf(text: string): ReadonlySet<string> {
  const letters = [
    ...text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s\p{P}]/gu, ""),
  ];
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size + right.size === 0) return 0;
  let common = 0;
  for (const pair of left) if (right.has(pair)) common += 1;
  return Math.round((2000 * common) / (left.size + right.size));
}

/** A trouble that many people have: a reason to handle it jointly. */
export interface HotIssue {
  readonly place: string;
  readonly category: string;
  /** Different people; one who writes ninety times is one. */
  readonly reporters: number;
  /** Reporters, each weighed by how recently they last wrote: 1000 for now, 0 at the window's edge. */
  readonly heat: number;
  readonly matters: readonly CaseId[];
}

interface Group {
  readonly matters: MatterSummary[];
  /** How long ago each reporter last wrote. */
  readonly latest: Map<PersonId, number>;
}

/** Places and categories with enough different reporters within the pack's days before `now`, hottest first. */
export function hotIssues(
  matters: readonly MatterSummary[],
  now: Instant,
  { reporters: least, days }: RoutingPack["hotIssue"],
): readonly HotIssue[] {
  const window = days * 24 * HOUR;
  const groups = new Map<string, Group>();
  for (const matter of matters) {
    const age = Date.parse(now) - Date.parse(matter.receivedAt);
    if (matter.isConfidential || age < 0 || age > window) continue;
    const key = JSON.stringify([matter.place, matter.category]);
    const group: Group = groups.get(key) ?? { matters: [], latest: new Map() };
    groups.set(key, group);
    group.matters.push(matter);
    for (const person of matter.reporters) {
      group.latest.set(person, Math.min(age, group.latest.get(person) ?? window));
    }
  }
  return [...groups.values()]
    .filter(({ latest }) => latest.size >= least)
    .flatMap(({ matters: list, latest }) => {
      const [first] = list;
      if (first === undefined) return [];
      const { place, category } = first;
      const weights = [...latest.values()].map((age) => (1000 * (window - age)) / window);
      const heat = Math.round(weights.reduce((sum, weight) => sum + weight, 0));
      return [{ place, category, reporters: latest.size, heat, matters: list.map(({ id }) => id) }];
    })
    .sort(
      (a, b) =>
        b.heat - a.heat || (`${a.place} ${a.category}` < `${b.place} ${b.category}` ? -1 : 1),
    );
}
