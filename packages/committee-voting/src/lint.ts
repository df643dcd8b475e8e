import { addDays, type LocalDate } from "@xinyi/calendar";
import { type LayerRejection, resolveVoting, valuesOf } from "./layers.ts";
import type { Dated, Fallback, VotingLayer } from "./pack.ts";

/** What a reader of packs finds. Errors stop a pack; notices are printed with it. */
export type Finding =
  | {
      readonly severity: "error";
      readonly kind: LayerRejection["kind"];
      readonly pack: string;
      readonly path: string;
      readonly on: LocalDate;
    }
  | {
      readonly severity: "error";
      readonly kind:
        | "unknown-rule"
        | "unknown-axis"
        | "rule-without-bar"
        | "without-source"
        | "overlap";
      readonly pack: string;
      readonly path: string;
      readonly detail: string;
    }
  | {
      readonly severity: "notice";
      readonly kind: "hole" | "unverified" | "no-case";
      readonly pack: string;
      readonly path: string;
      readonly detail: string;
    };

/** A source must say something: a bare dash or "n/a" is a number without a source. */
const EMPTY_SOURCE = /^[\s\-–—?.]*$|^(n\/?a|none|unknown|tbd|todo)$/i;

/**
 * Reads the last of a chain of layers: is every number sourced, every rule
 * whole on every day that its matters are, every axis known, every move
 * allowed? Layers are resolved on each day on which anything changes, so what
 * holds here holds on every date. Unverified values and holes are notices,
 * since law has both; the rest are errors.
 */
export function checkVotingLayers(layers: readonly VotingLayer[]): readonly Finding[] {
  const layer = layers.at(-1);
  if (layer === undefined) return [];
  return [...checkValues(layer), ...checkDays(layers, layer), ...checkRules(layers, layer)];
}

function checkValues(layer: VotingLayer): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [path, list] of valuesOf(layer.voting)) {
    const place = { pack: layer.id, path };
    for (const value of list) {
      const since = `from ${value.from}`;
      if (EMPTY_SOURCE.test(value.source)) {
        findings.push({ severity: "error", kind: "without-source", ...place, detail: since });
      }
      if (!value.verified) {
        const detail = `${since}: ${value.source}`;
        findings.push({ severity: "notice", kind: "unverified", ...place, detail });
      }
    }
    findings.push(...checkPeriods(list, place));
  }
  return findings;
}

/** Between two values of one path there is neither a day with none nor a day with two. */
function checkPeriods(
  list: readonly Dated<unknown>[],
  place: { readonly pack: string; readonly path: string },
): readonly Finding[] {
  const sorted = [...list].sort((left, right) => (left.from < right.from ? -1 : 1));
  return sorted.flatMap((value, at): Finding[] => {
    const next = sorted[at + 1];
    if (next === undefined) return [];
    if (value.from === next.from || (value.to !== undefined && value.to >= next.from)) {
      const detail = `two values on ${next.from}`;
      return [{ severity: "error", kind: "overlap", ...place, detail }];
    }
    if (value.to === undefined || addDays(value.to, 1) === next.from) return [];
    const detail = `nothing from ${addDays(value.to, 1)} to ${addDays(next.from, -1)}`;
    return [{ severity: "notice", kind: "hole", ...place, detail }];
  });
}

/** Resolves the chain on every day on which a value of any layer begins or has ended. */
function checkDays(layers: readonly VotingLayer[], layer: VotingLayer): readonly Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const on of changesIn(layers)) {
    const resolved = resolveVoting(layers, on);
    if (!resolved.ok) {
      const { kind, pack } = resolved.rejection;
      const path = "path" in resolved.rejection ? resolved.rejection.path : "level";
      if (!seen.has(`${kind} ${path}`)) {
        findings.push({ severity: "error", kind, pack, path, on });
        seen.add(`${kind} ${path}`);
      }
      continue;
    }
    const rules = resolved.value;
    for (const [matter, named] of Object.entries(rules.matters)) {
      if (named.pack !== layer.id || rules.rules[named.value] !== undefined) continue;
      const known = layers.some(({ voting }) => voting.rules?.[named.value] !== undefined);
      const key = `matter ${matter} ${named.value}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const kind = known ? "rule-without-bar" : "unknown-rule";
      const detail = `${named.value} on ${on}`;
      findings.push({ severity: "error", kind, pack: layer.id, path: `matters/${matter}`, detail });
    }
  }
  return findings;
}

function changesIn(layers: readonly VotingLayer[]): readonly LocalDate[] {
  const days = new Set<LocalDate>();
  for (const { voting } of layers) {
    for (const list of valuesOf(voting).values()) {
      for (const { from, to } of list) {
        days.add(from);
        if (to !== undefined) days.add(addDays(to, 1));
      }
    }
  }
  return [...days].sort();
}

function checkRules(layers: readonly VotingLayer[], layer: VotingLayer): readonly Finding[] {
  const axes = new Set(layers.flatMap(({ voting }) => Object.keys(voting.axes ?? {})));
  const rules = new Set(layers.flatMap(({ voting }) => Object.keys(voting.rules ?? {})));
  const findings: Finding[] = [];
  for (const id of Object.keys(layer.voting.rules ?? {})) {
    const has = (slot: "adopt" | "body") => layers.some(({ voting }) => voting.rules?.[id]?.[slot]);
    if (has("adopt") && has("body")) continue;
    const place = {
      pack: layer.id,
      path: `rules/${id}`,
      detail: has("adopt") ? "no body" : "no bar",
    };
    findings.push({ severity: "error", kind: "rule-without-bar", ...place });
  }
  for (const [path, list] of valuesOf(layer.voting)) {
    for (const { value } of list) {
      for (const axis of axesIn(value)) {
        if (axes.has(axis)) continue;
        const place = { pack: layer.id, path, detail: axis };
        findings.push({ severity: "error", kind: "unknown-axis", ...place });
      }
      if (!path.endsWith("/fallback")) continue;
      for (const { toRule } of value as readonly Fallback[]) {
        if (rules.has(toRule)) continue;
        const place = { pack: layer.id, path, detail: toRule };
        findings.push({ severity: "error", kind: "unknown-rule", ...place });
      }
    }
  }
  return findings;
}

/** The axes a value names, wherever in it a condition or a policy stands. */
function axesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(axesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]): readonly string[] => {
    if (key === "axis" && typeof part === "string") return [part];
    if ((key === "axes" || key === "rankBy") && Array.isArray(part)) return part;
    return axesIn(part);
  });
}
