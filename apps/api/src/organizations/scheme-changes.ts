import type { Scheme } from "@xinyi/organization-classification";

export interface RuleChange {
  readonly what: "term" | "words" | "weight" | "threshold" | "exclusion" | "other";
  readonly at: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What two versions of a scheme say differently, each place once, for a person to read. */
export function ruleChanges(before: Scheme, after: Scheme): RuleChange[] {
  const changes: RuleChange[] = [];
  const compare = (what: RuleChange["what"], at: string, had?: string, has?: string) => {
    if (had !== has) changes.push({ what, at, before: had ?? null, after: has ?? null });
  };
  eachOf(
    before.terms,
    after.terms,
    ({ code }) => code,
    (code, had, has) => {
      compare("term", code, had && JSON.stringify(had), has && JSON.stringify(has));
    },
  );
  eachOf(
    before.rules,
    after.rules,
    ({ id }) => id,
    (id, had, has) => {
      const [left, right] = [new Set(had?.words ?? []), new Set(has?.words ?? [])];
      const gone = [...left].filter((word) => !right.has(word));
      const fresh = [...right].filter((word) => !left.has(word));
      compare("words", id, gone.join("、") || undefined, fresh.join("、") || undefined);
      if (had && has) compare("weight", id, String(had.weight), String(has.weight));
      if (had && has) compare("other", id, had.term, has.term);
    },
  );
  eachOf(
    before.exclusions,
    after.exclusions,
    ({ id }) => id,
    (id, had, has) => {
      compare("exclusion", id, had && JSON.stringify(had), has && JSON.stringify(has));
    },
  );
  for (const name of ["accept", "margin"] as const) {
    compare("threshold", name, String(before.thresholds[name]), String(after.thresholds[name]));
  }
  for (const name of [
    "fieldWeights",
    "precedence",
    "negation",
    "openTerm",
    "crosswalks",
  ] as const) {
    compare("other", name, JSON.stringify(before[name]), JSON.stringify(after[name]));
  }
  return changes;
}

function eachOf<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
  see: (key: string, had: Item | undefined, has: Item | undefined) => void,
): void {
  const [left, right] = [before, after].map(
    (items) => new Map(items.map((item) => [keyOf(item), item])),
  );
  for (const key of new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])) {
    see(key, left?.get(key), right?.get(key));
  }
}
