import type { LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import type { RoutingPack, RoutingRule } from "./rules.ts";

/** A later pack's changes to an earlier one: rules of the same ids, nothing else. */
export interface PackOverride {
  readonly id: string;
  readonly version: string;
  readonly rules: readonly RoutingRule[];
}

export type OverrideRejection =
  | { readonly kind: "unknown-rule"; readonly rule: string }
  | { readonly kind: "rule-twice"; readonly rule: string };

/**
 * A pack with some of its rules replaced, each in its place and tier. A rule
 * that the base does not have is refused: an override never adds. The result
 * is a pack like any other and must be analyzed anew.
 */
export function overridePack(
  base: RoutingPack,
  { id, version, rules }: PackOverride,
): Result<RoutingPack, OverrideRejection> {
  const known = new Set(base.tiers.flatMap((tier) => tier.rules.map((rule) => rule.id)));
  const replaced = new Map<string, RoutingRule>();
  for (const rule of rules) {
    if (!known.has(rule.id)) return reject({ kind: "unknown-rule", rule: rule.id });
    if (replaced.has(rule.id)) return reject({ kind: "rule-twice", rule: rule.id });
    replaced.set(rule.id, rule);
  }
  const tiers = base.tiers.map((tier) => ({
    ...tier,
    rules: tier.rules.map((rule) => replaced.get(rule.id) ?? rule),
  }));
  return accept({ ...base, id, version, tiers });
}

/**
 * The version of a district's routing in force on a day: of those that have
 * begun the latest, if it has not ended. A matter is routed by the version of
 * the day it was received.
 */
export function packOn(versions: readonly RoutingPack[], on: LocalDate): RoutingPack | undefined {
  const latest = versions
    .filter(({ effectiveFrom }) => effectiveFrom <= on)
    .reduce<RoutingPack | undefined>(
      (best, each) => (best !== undefined && best.effectiveFrom > each.effectiveFrom ? best : each),
      undefined,
    );
  return latest?.effectiveTo === undefined || on <= latest.effectiveTo ? latest : undefined;
}
