import {
  type Analysis,
  analyze,
  compare,
  type Difference,
  type DifferenceRejection,
  type Region,
} from "@xinyi/decision-table";
import type { Result } from "@xinyi/result";
import {
  type Destination,
  isGrassroots,
  type RoutingPack,
  type Tier,
  type UnitId,
} from "./rules.ts";
import { compilePack, exclusionTable, tierTable, wholeTable } from "./tables.ts";

/** Something found in a pack. Errors stop its use; notices are for whoever edits it. */
export interface PackFinding {
  readonly severity: "error" | "notice";
  readonly kind:
    | "faulty-table"
    | "category-not-an-input"
    | "id-twice"
    | "rules-overlap"
    | "never-reached"
    | "unknown-name"
    | "outside-values"
    | "unknown-unit"
    | "unknown-limit"
    | "no-such-class"
    | "duty-at-grassroots"
    | "sealed-family-unguarded"
    | "exclusion-leaves-none"
    | "circle-of-superiors"
    | "could-be-one-rule"
    | "falls-to-triage";
  /** The tier, and the rules or other things it is about. */
  readonly where: readonly string[];
  /** Facts that show it, as unary tests with an example, where it is about facts. */
  readonly region?: FactRegion;
  readonly detail?: string;
}

/** A box of facts: the unary tests of each fact that matters, and one fact inside. */
export interface FactRegion {
  readonly when: Readonly<Record<string, string>>;
  readonly example: Region["example"];
}

/** `incomplete` means that part was not looked at: what is absent here may still be in the pack. */
export interface PackAnalysis {
  readonly status: "clean" | "findings" | "incomplete";
  /** No finding is an error and nothing was left unlooked at. */
  readonly isUsable: boolean;
  readonly findings: readonly PackFinding[];
}

/** How much is looked at, and which classes the place has time limits for, if that is known. */
export interface AnalysisOptions {
  readonly steps?: number;
  readonly classes?: readonly string[];
}

/**
 * Looks for holes, clashes and idle rules in a pack, over all facts its inputs
 * admit: inside each tier, over all tiers together, and in what rules name.
 */
export function analyzePack(pack: RoutingPack, options: AnalysisOptions = {}): PackAnalysis {
  const compiled = compilePack(pack);
  if (!compiled.ok) {
    const { tier, because } = compiled.rejection;
    const finding: PackFinding = {
      severity: "error",
      kind: "faulty-table",
      where: [tier],
      detail: JSON.stringify(because),
    };
    return { status: "findings", isUsable: false, findings: [finding] };
  }
  const limits = options.steps === undefined ? {} : { steps: options.steps };
  const tiers = pack.tiers.map((tier) => analyzed(tierTable(tier, pack), limits));
  const whole = analyzed(wholeTable(pack), limits);
  const findings = [
    ...pack.tiers.flatMap((tier, at) => tierFindings(tier, tiers[at] as Analysis)),
    ...wholeFindings(pack, whole, tiers),
    ...exclusionFindings(pack, limits),
    ...nameFindings(pack, options.classes),
    ...dutyFindings(pack),
    ...sealFindings(pack),
  ];
  const isIncomplete = [...tiers, whole].some(({ status }) => status === "incomplete");
  const status = isIncomplete ? "incomplete" : findings.length === 0 ? "clean" : "findings";
  const isUsable = !isIncomplete && findings.every(({ severity }) => severity === "notice");
  return { status, isUsable, findings };
}

/** Where two versions of a pack lead differently, as regions of facts with an example each. */
export function comparePacks(
  before: RoutingPack,
  after: RoutingPack,
): Result<Difference, DifferenceRejection> {
  return compare(wholeTable(before), wholeTable(after));
}

function analyzed(
  table: Parameters<typeof analyze>[0],
  limits: { readonly steps?: number },
): Analysis {
  const found = analyze(table, limits);
  if (!found.ok)
    throw new Error(`a compiled table cannot be read: ${JSON.stringify(found.rejection)}`);
  return found.value;
}

function tierFindings({ id: tier, rules }: Tier, found: Analysis): readonly PackFinding[] {
  const idOf = (rule: number): string => rules[rule - 1]?.id ?? "";
  return [
    ...found.conflicts.map(({ rules: pair, example }): PackFinding => {
      const where = [tier, ...pair.map(idOf)];
      return { severity: "error", kind: "rules-overlap", where, region: { when: {}, example } };
    }),
    ...found.unreachable.map((rule): PackFinding => {
      return { severity: "error", kind: "never-reached", where: [tier, idOf(rule)] };
    }),
    ...found.unknownNames.map(({ rule, name }): PackFinding => {
      return { severity: "error", kind: "unknown-name", where: [tier, idOf(rule)], detail: name };
    }),
    ...found.outsideValues.map(({ rule, value }): PackFinding => {
      return {
        severity: "error",
        kind: "outside-values",
        where: [tier, idOf(rule)],
        detail: value,
      };
    }),
    ...found.contractions.map(({ rules: together, when }): PackFinding => {
      const where = [tier, ...together.map(idOf)];
      return { severity: "notice", kind: "could-be-one-rule", where, detail: when };
    }),
  ];
}

/** Over all tiers in their order: rules that a higher tier leaves nothing to, and facts that none routes. */
function wholeFindings(
  pack: RoutingPack,
  whole: Analysis,
  alone: readonly Analysis[],
): readonly PackFinding[] {
  const { tiers } = pack;
  const names = wholeTable(pack).inputs.map(({ name }) => name);
  const places = tiers.flatMap(({ id, rules }, tier) =>
    rules.map((rule, at) => ({ tier: id, rule: rule.id, isIdle: isIdle(at + 1, alone[tier]) })),
  );
  const nameOf = (rule: number): string => places[rule - 1]?.rule ?? "";
  return [
    ...whole.masked.flatMap(({ rule, by }): readonly PackFinding[] => {
      const place = places[rule - 1];
      if (place === undefined || place.isIdle) return [];
      const detail = `by ${by.map(nameOf).join(", ")}`;
      return [
        { severity: "error", kind: "never-reached", where: [place.tier, place.rule], detail },
      ];
    }),
    ...whole.gaps.map(({ when, example }): PackFinding => {
      const tests = names.map((name, at) => [name, when[at] ?? "-"] as const);
      const asked = Object.fromEntries(tests.filter(([, test]) => test !== "-"));
      const region = { when: asked, example };
      return { severity: "notice", kind: "falls-to-triage", where: [], region };
    }),
  ];
}

/** Rows of the exclusions that the rows above leave nothing to. */
function exclusionFindings(
  pack: RoutingPack,
  limits: { readonly steps?: number },
): readonly PackFinding[] {
  const found = analyzed(exclusionTable(pack), limits);
  const idle = [...found.unreachable, ...found.masked.map(({ rule }) => rule)];
  return [...new Set(idle)].map((row) => {
    const where = ["exclusions", pack.exclusions[row - 1]?.id ?? ""];
    return { severity: "error", kind: "never-reached", where };
  });
}

function isIdle(rule: number, found: Analysis | undefined): boolean {
  return found?.unreachable.includes(rule) ?? false;
}

function nameFindings(
  pack: RoutingPack,
  classes: readonly string[] | undefined,
): readonly PackFinding[] {
  const units = new Set(pack.units.map(({ id }) => id));
  const error = (
    kind: PackFinding["kind"],
    where: readonly string[],
    detail?: string,
  ): PackFinding => ({
    severity: "error",
    kind,
    where,
    ...(detail === undefined ? {} : { detail }),
  });
  const unknown = (named: readonly UnitId[], where: readonly string[]) =>
    named.filter((unit) => !units.has(unit)).map((unit) => error("unknown-unit", where, unit));
  const { defaultClass, ladder } = pack.lifecycle;
  const hasCategory = pack.inputs.some(({ name }) => name === pack.category);
  return [
    ...(hasCategory ? [] : [error("category-not-an-input", [pack.category])]),
    ...twice(pack).map((id) => error("id-twice", [id])),
    ...pack.tiers.flatMap(({ id: tier, rules }) =>
      rules.flatMap(({ id, then }) => [
        ...unknown(unitsIn(then), [tier, id]),
        ...(then.limit === undefined || Object.hasOwn(pack.limits, then.limit)
          ? []
          : [error("unknown-limit", [tier, id], then.limit)]),
      ]),
    ),
    ...pack.exclusions.flatMap(({ id, never }) => unknown(never, ["exclusions", id])),
    ...ladder.flatMap(({ level, to }) =>
      typeof to === "string"
        ? unknown([to], ["ladder", String(level)])
        : pack.grids.includes(to.gridOfKind)
          ? []
          : [error("unknown-unit", ["ladder", String(level)], to.gridOfKind)],
    ),
    ...pack.units.flatMap(({ id, superior }) =>
      unknown(superior === undefined ? [] : [superior], ["units", id]),
    ),
    ...(classes === undefined || classes.includes(defaultClass)
      ? []
      : [error("no-such-class", ["lifecycle"], defaultClass)]),
  ];
}

function twice({ units, tiers, exclusions }: RoutingPack): readonly string[] {
  return [
    units.map(({ id }) => id),
    tiers.map(({ id }) => id),
    tiers.flatMap(({ rules }) => rules.map(({ id }) => id)),
    exclusions.map(({ id }) => id),
  ].flatMap((ids) => ids.filter((id, at) => ids.indexOf(id) !== at));
}

function unitsIn(then: Destination): readonly UnitId[] {
  switch (then.disposition) {
    case "dispatch": {
      const { lead, co = [], supervisor } = then;
      return [lead, ...co, ...(supervisor === undefined ? [] : [supervisor])];
    }
    case "dispatch-to-grid":
      return [];
    default:
      return [then.to];
  }
}

/** A matter that a department must handle may not be dispatched to the grassroots. */
function dutyFindings(pack: RoutingPack): readonly PackFinding[] {
  return pack.tiers
    .filter(({ departmentsOnly }) => departmentsOnly === true)
    .flatMap(({ id: tier, rules }) =>
      rules.flatMap(({ id, then }): readonly PackFinding[] => {
        const where = [tier, id];
        const kind = "duty-at-grassroots";
        if (then.disposition === "dispatch-to-grid") return [{ severity: "error", kind, where }];
        if (then.disposition !== "dispatch") return [];
        return [then.lead, ...(then.co ?? [])]
          .filter((unit) => isGrassroots(unit, pack))
          .map((unit) => ({ severity: "error", kind, where, detail: unit }));
      }),
    );
}

/** A sealed matter must have somewhere to go whoever is accused, and stay sealed when no rule fits. */
function sealFindings(pack: RoutingPack): readonly PackFinding[] {
  const superiors = new Map(pack.units.map(({ id, superior }) => [id, superior]));
  const findings: PackFinding[] = [];
  for (const unit of superiors.keys()) {
    const path = new Set<UnitId>();
    let next: UnitId | undefined = unit;
    while (next !== undefined && !path.has(next)) {
      path.add(next);
      next = superiors.get(next);
    }
    if (next === unit) {
      findings.push({ severity: "error", kind: "circle-of-superiors", where: ["units", unit] });
    }
  }
  if (findings.length > 0) return findings;
  for (const { id: tier, rules } of pack.tiers) {
    for (const { id, when, then } of rules) {
      if (then.disposition !== "sealed") continue;
      const cell = when[pack.category];
      for (const category of typeof cell === "object" ? cell : []) {
        const family = category.split(".", 1)[0] ?? "";
        if (pack.triage.sealed.includes(family)) continue;
        const where = [tier, id];
        findings.push({
          severity: "error",
          kind: "sealed-family-unguarded",
          where,
          detail: family,
        });
      }
      for (const row of pack.exclusions) {
        let next: UnitId | undefined = then.to;
        while (next !== undefined && row.never.includes(next)) next = superiors.get(next);
        if (next !== undefined) continue;
        const where = [tier, id];
        findings.push({ severity: "error", kind: "exclusion-leaves-none", where, detail: row.id });
      }
    }
  }
  return findings;
}
