import {
  type MatterFacts,
  type RouteDecision,
  type Routing,
  route,
} from "@xinyi/complaint-routing";
import type { PackVersion } from "./store.ts";
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
 * none the values that its input or its rules name.
 */
export function categoriesOf(version: PackVersion): readonly CategoryWire[] {
  const { routing } = version;
  const { pack } = routing;
  const input = pack.inputs.find(({ name }) => name === pack.category);
  const nodes = input?.tree ?? namedIn(routing).map((code) => ({ code }));
  const parents = new Set(nodes.map((node) => ("parent" in node ? node.parent : undefined)));
  return nodes.map((node) => {
    const { code } = node;
    const title = categoryTitle(version, code);
    const decision = routeOf(routing, { [pack.category]: code });
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

function routeOf(routing: Routing, facts: MatterFacts): RouteDecision {
  return route(facts, routing);
}
