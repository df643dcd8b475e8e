import { type Routing, route } from "@xinyi/complaint-routing";
import type { PackVersion } from "./store.ts";
import { otherCategory } from "./titles.ts";
import { categoryTitle, type UnitWire, unitWire } from "./units.ts";

export interface CategoryWire {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly description: string;
  readonly parent: string | null;
  readonly isLeaf: boolean;
  readonly isSafety: boolean;
  readonly isSealed: boolean;
  readonly redirect: UnitWire | null;
}

/**
 * The categories a resident may choose, in the pack's order: those of its tree, or where it has
 * none the values that its rules name; and last what is none of them, which a person reads.
 */
export function categoriesOf(version: PackVersion): readonly CategoryWire[] {
  const { routing } = version;
  const { pack } = routing;
  const input = pack.inputs.find(({ name }) => name === pack.category);
  const named = input?.tree ?? namedIn(routing).map((code) => ({ code }));
  const isComplete = named.some(({ code }) => code === otherCategory);
  const nodes = isComplete ? named : [...named, { code: otherCategory }];
  const parents = new Set(nodes.map((node) => ("parent" in node ? node.parent : undefined)));
  return nodes.map((node) => {
    const { code } = node;
    const title = categoryTitle(version, code);
    const decision = route({ [pack.category]: code }, routing);
    const to = decision.disposition === "redirect" ? decision.to : undefined;
    const unit = pack.units.find(({ id }) => id === to);
    const parent = "parent" in node ? (node.parent ?? null) : null;
    return {
      code,
      titleZh: title.zh,
      titleEn: title.en,
      description: "basis" in decision ? decision.basis : "",
      parent,
      isLeaf: !parents.has(code),
      isSafety: pack.triage.front.includes(code.split(".", 1)[0] ?? ""),
      isSealed: !decision.textStored,
      redirect: unit === undefined ? null : unitWire(unit),
    };
  });
}

function namedIn({ pack }: Routing): readonly string[] {
  const cells = pack.tiers.flatMap(({ rules }) => rules.map(({ when }) => when[pack.category]));
  const named = cells.flatMap((cell) => (typeof cell === "object" ? cell : []));
  return [...new Set(named)].sort();
}
