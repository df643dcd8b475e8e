import { inForceOn, type LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import type { Dated, Level, Override, VotingLayer, VotingPack } from "./pack.ts";
import { type AxisDefinition, scaleOf } from "./quantity.ts";
import type { PackRef, Rule, Sourced, VotingRules } from "./rules.ts";

/** Why a layer may not set a value, in order of precedence. */
export type LayerRejection =
  | { readonly kind: "level-out-of-order"; readonly pack: string; readonly level: Level }
  | { readonly kind: "axis-redefined"; readonly pack: string; readonly path: string }
  | { readonly kind: "rule-is-closed"; readonly pack: string; readonly path: string }
  | { readonly kind: "not-for-bylaws"; readonly pack: string; readonly path: string }
  | { readonly kind: "override-not-allowed"; readonly pack: string; readonly path: string }
  | {
      readonly kind: "wrong-instrument";
      readonly pack: string;
      readonly path: string;
      readonly instrument: string;
    }
  | { readonly kind: "not-raised"; readonly pack: string; readonly path: string }
  | { readonly kind: "below-half"; readonly pack: string; readonly path: string };

const LEVELS: readonly Level[] = ["national", "province", "city", "bylaws"];

/** A value with the layer that set it. */
interface Set {
  readonly dated: Dated<unknown>;
  readonly layer: VotingLayer;
}

/**
 * The rules of a place on a day: national, then province, then city, then
 * bylaws, each layer moving only what the one above lets it. Refuses the first
 * value that goes further, with its path.
 */
export function resolveVoting(
  layers: readonly VotingLayer[],
  on: LocalDate,
): Result<VotingRules, LayerRejection> {
  const axes: Record<string, AxisDefinition> = {};
  const values = new Map<string, Set>();
  let depth = -1;
  for (const layer of layers) {
    const level = LEVELS.indexOf(layer.level);
    if (level <= depth) {
      return reject({ kind: "level-out-of-order", pack: layer.id, level: layer.level });
    }
    depth = level;
    for (const [axis, definition] of Object.entries(layer.voting.axes ?? {})) {
      if (axes[axis] !== undefined) {
        return reject({ kind: "axis-redefined", pack: layer.id, path: `axes/${axis}` });
      }
      axes[axis] = definition;
    }
    for (const [path, list] of valuesOf(layer.voting)) {
      const dated = inForceOn(list, on) as Dated<unknown> | undefined;
      if (dated === undefined) continue;
      const refusal = refuseValue(path, dated, layer, values);
      if (refusal !== undefined) return reject(refusal);
      values.set(path, { dated, layer });
    }
  }
  return accept(assemble(on, layers, axes, values));
}

/** Every dated value of a pack by its path, such as `rules/ordinary/quorum`. */
export function valuesOf(pack: VotingPack): ReadonlyMap<string, readonly Dated<unknown>[]> {
  const found = new Map<string, readonly Dated<unknown>[]>();
  for (const [key, content] of Object.entries(pack)) {
    if (key === "axes") continue;
    if (Array.isArray(content)) {
      found.set(key, content);
      continue;
    }
    for (const [name, inner] of Object.entries(content as Record<string, unknown>)) {
      if (Array.isArray(inner)) found.set(`${key}/${name}`, inner);
      else
        for (const [slot, list] of Object.entries(inner as Record<string, Dated<unknown>[]>)) {
          found.set(`${key}/${name}/${slot}`, list);
        }
    }
  }
  return found;
}

/** Whether `child` may stand where `parent` stands, by the sentence of the parent's `override`. */
export function refuseOverride(
  path: string,
  parent: Dated<unknown>,
  child: Dated<unknown>,
  layer: VotingLayer,
): LayerRejection | undefined {
  const place = { pack: layer.id, path };
  const policy: Override | undefined = parent.override;
  if (policy === undefined || !policy.by.includes(layer.level)) {
    return { kind: "override-not-allowed", ...place };
  }
  if (policy.instrument !== undefined && policy.instrument !== child.instrument) {
    return { kind: "wrong-instrument", ...place, instrument: policy.instrument };
  }
  if (policy.direction === "raise" && !isRaised(parent.value, child.value)) {
    return { kind: "not-raised", ...place };
  }
  if (policy.direction === "lower-to-above-half" && !staysAboveHalf(parent.value, child.value)) {
    return { kind: "below-half", ...place };
  }
  return undefined;
}

function refuseValue(
  path: string,
  dated: Dated<unknown>,
  layer: VotingLayer,
  values: ReadonlyMap<string, Set>,
): LayerRejection | undefined {
  const parent = values.get(path);
  if (parent !== undefined) return refuseOverride(path, parent.dated, dated, layer);
  const [kind, id] = path.split("/");
  // A slot that the law's own rule leaves empty is a decision, not a gap.
  const known = kind === "rules" ? values.get(`rules/${id}/adopt`) : undefined;
  if (known !== undefined && known.layer.id !== layer.id) {
    return { kind: "rule-is-closed", pack: layer.id, path };
  }
  if (layer.level === "bylaws" && kind !== "matters" && kind !== "figures") {
    return { kind: "not-for-bylaws", pack: layer.id, path };
  }
  return undefined;
}

/** Same shape, and every number at least the parent's: a higher bar, a longer notice. */
function isRaised(parent: unknown, child: unknown): boolean {
  return moves(parent, child, (from, to) => to[0] * from[1] >= from[0] * to[1]);
}

/** Same shape, and every bar still more than half. */
function staysAboveHalf(parent: unknown, child: unknown): boolean {
  return moves(parent, child, (_, to, strict) => (strict ? 2 * to[0] >= to[1] : 2 * to[0] > to[1]));
}

type Pair = readonly [number, number];

/** Walks two values of one shape; only shares, bars' kinds and numbers may differ. */
function moves(
  parent: unknown,
  child: unknown,
  allowed: (from: Pair, to: Pair, strict: boolean) => boolean,
  strict = false,
): boolean {
  if (typeof parent === "number" && typeof child === "number") {
    return allowed([parent, 1], [child, 1], strict);
  }
  if (isPair(parent) && isPair(child)) return allowed(parent, child, strict);
  if (typeof parent !== "object" || typeof child !== "object") return parent === child;
  if (parent === null || child === null) return parent === child;
  const left = parent as Record<string, unknown>;
  const right = child as Record<string, unknown>;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  const isStrict = right.op === "moreThan";
  return keys.every((key) => {
    if (key === "op") return sameOrStricter(left, right, allowed);
    // Opposition is capped: a smaller cap asks for more.
    const isCap = right.op === "atMost" || right.op === "lessThan";
    if (key === "share" && isCap) return moves(right[key], left[key], allowed, isStrict);
    return key in right && moves(left[key], right[key], allowed, isStrict);
  });
}

/** `atLeast` may become `moreThan`; back again only where the share rises enough to be judged alone. */
function sameOrStricter(
  parent: Record<string, unknown>,
  child: Record<string, unknown>,
  allowed: (from: Pair, to: Pair, strict: boolean) => boolean,
): boolean {
  if (parent.op === child.op) return true;
  const [from, to] = [parent.share, child.share];
  if (!isPair(from) || !isPair(to)) return false;
  if (parent.op === "atLeast" && child.op === "moreThan") return allowed(from, to, true);
  // From "more than" to "at least" of the same share is a lowering.
  return (
    parent.op === "moreThan" &&
    child.op === "atLeast" &&
    allowed(from, to, false) &&
    from[0] * to[1] !== to[0] * from[1]
  );
}

function isPair(value: unknown): value is Pair {
  return (
    Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "number")
  );
}

/** The one place where values lose their types and get them back: paths in, rules out. */
function assemble(
  on: LocalDate,
  layers: readonly VotingLayer[],
  axes: Readonly<Record<string, AxisDefinition>>,
  values: ReadonlyMap<string, Set>,
): VotingRules {
  const tree: Record<string, Record<string, unknown>> = {
    matters: {},
    requests: {},
    figures: {},
    rules: {},
  };
  const single: Record<string, Sourced<unknown>> = {};
  const slots: Record<string, Record<string, Sourced<unknown>>> = {};
  for (const [path, set] of values) {
    const [kind = "", name, slot] = path.split("/");
    const value = sourced(set);
    if (name === undefined) single[kind] = value;
    else if (slot === undefined) tree[kind] = { ...tree[kind], [name]: value };
    else slots[name] = { ...slots[name], [slot]: value };
  }
  for (const [id, slot] of Object.entries(slots)) {
    // Without a bar or a body there is no rule, and its matters are held.
    if (slot.adopt !== undefined && slot.body !== undefined) {
      tree.rules = { ...tree.rules, [id]: { id, ...slot } as unknown as Rule };
    }
  }
  const scales = Object.fromEntries(
    Object.entries(axes).map(([axis, definition]) => [axis, scaleOf(definition)]),
  );
  return {
    on,
    packs: layers.map(refOf),
    axes,
    scales,
    ...tree,
    ...single,
  } as unknown as VotingRules;
}

function refOf(layer: VotingLayer): PackRef {
  return { id: layer.id, version: layer.version, level: layer.level, hash: layer.hash };
}

function sourced({ dated, layer }: Set): Sourced<unknown> {
  const { value, source, verified, from, note } = dated;
  return { value, source, verified, pack: layer.id, from, ...(note === undefined ? {} : { note }) };
}
