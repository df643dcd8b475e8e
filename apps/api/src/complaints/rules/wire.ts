import {
  analyzePack,
  type Outcome,
  type PackAnalysis,
  type RouteDecision,
  type RouteExplanation,
} from "@xinyi/complaint-routing";
import type { PackVersion } from "./store.ts";
import { type UnitNames, unitWire } from "./units.ts";

/** The rules' answers as the wire has them: every unit by its name, every absence as null. */

export function packHead(version: PackVersion, isInForce: boolean) {
  const { pack } = version.routing;
  return {
    id: version.id,
    packId: version.packId,
    version: version.version,
    titleZh: pack.title.zh,
    titleEn: pack.title.en,
    effectiveFrom: pack.effectiveFrom as string,
    effectiveTo: (pack.effectiveTo as string | undefined) ?? null,
    hash: version.hash,
    source: version.source,
    loadedAt: version.loadedAt,
    loadedBy: version.loadedBy,
    isInForce,
    rules: pack.tiers.reduce((sum, { rules }) => sum + rules.length, 0),
  };
}

export function packWire(version: PackVersion, isInForce: boolean) {
  const { pack } = version.routing;
  return {
    ...packHead(version, isInForce),
    analysis: analysisWire(analyzePack(pack)),
    unverified: [...pack.unverified],
    units: pack.units.map(unitWire),
    content: pack as unknown,
  };
}

export function analysisWire({ status, isUsable, findings }: PackAnalysis) {
  return {
    status,
    isUsable,
    findings: findings.map(({ severity, kind, where, detail, region }) => ({
      severity,
      kind: kind as string,
      where: [...where],
      detail: detail ?? null,
      region: (region ?? null) as unknown,
    })),
  };
}

export function decisionWire(decision: RouteDecision, names: UnitNames) {
  const by = "rule" in decision ? decision : undefined;
  const sent = decision.disposition === "dispatch" ? decision : undefined;
  const to = "to" in decision ? decision.to : null;
  const { pack, excludes, textStored } = decision;
  const grid = sent?.grid;
  return {
    disposition: decision.disposition,
    lead: names.maybe(sent?.lead),
    to: names.maybe(to),
    co: names.all(sent?.co ?? []),
    supervisor: names.maybe(sent?.supervisor),
    tier: by?.tier ?? null,
    rule: by?.rule ?? null,
    basis: by?.basis ?? null,
    limit: by?.limit ?? null,
    queue: decision.disposition === "triage" ? decision.queue : null,
    reason: decision.disposition === "triage" ? decision.reason.kind : null,
    excludes: names.all(excludes),
    isSensitive: sent?.sensitive ?? false,
    isTextStored: textStored,
    grid:
      grid === undefined
        ? null
        : { ...grid, among: [...grid.among], precedence: [...grid.precedence] },
    packId: pack.id,
    packVersion: pack.version,
    packHash: pack.hash ?? null,
  };
}

export function explanationWire(explained: RouteExplanation, names: UnitNames) {
  return {
    decision: decisionWire(explained.decision, names),
    looked: explained.looked.map((one) => ({ ...one })),
    tiers: explained.tiers.map(({ tier, lost }) => ({
      tier,
      lost: lost.map((loss) => ({
        rule: loss.rule,
        because: loss.because,
        input: loss.because === "fact" ? loss.input : null,
        expected: loss.because === "fact" ? loss.expected : null,
        ...(loss.because === "fact" && "actual" in loss ? { actual: loss.actual } : {}),
        by: loss.because === "beaten" ? loss.by : null,
      })),
    })),
    exclusion: explained.exclusion ?? null,
    changes: explained.changes.map(({ fact, values, then }) => ({
      fact,
      values: [...values],
      disposition: then.disposition,
      unit: names.maybe(unitIn(then)),
      reason: then.disposition === "triage" ? then.reason : null,
    })),
  };
}

function unitIn(outcome: Outcome): string | undefined {
  if (outcome.disposition === "dispatch") return outcome.lead;
  return outcome.disposition === "triage" ? undefined : outcome.to;
}
