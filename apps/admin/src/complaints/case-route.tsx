import type { Schema } from "@xinyi/api-client";
import type {
  Outcome,
  RouteDecision,
  RouteExplanation,
  RoutingPack,
} from "@xinyi/complaint-routing";
import { Button } from "antd";
import { useState } from "react";
import { useText } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { type CaseCard, type RoutingUnit, useCaseRoute } from "./queries.ts";
import { RouteExplained } from "./routing/explained.tsx";

type Wire = Schema<"RouteExplanation">;

/** Why it went where it went, derived again from the version of the rules it was received under. */
export function CaseRoute({ card }: { readonly card: CaseCard }) {
  const words = useText().complaints.card;
  const [isAsked, setAsked] = useState(false);
  const route = useCaseRoute(card.id, isAsked);
  return (
    <Panel title={words.why}>
      {isAsked ? (
        <Loaded query={route}>
          {(wire) => (
            <RouteExplained
              explanation={explanationFrom(wire)}
              pack={{ units: unitsIn(wire), category: "category", limits: {} }}
            />
          )}
        </Loaded>
      ) : (
        <>
          <p>
            {card.route.basis ?? words.byTriage}{" "}
            <span className="quiet">
              {card.route.packId} {card.route.packVersion}
            </span>
          </p>
          <Button onClick={() => setAsked(true)}>{words.explain}</Button>
        </>
      )}
    </Panel>
  );
}

/** The server's answer as the package speaks, so that one page shows both. */
function explanationFrom(wire: Wire): RouteExplanation {
  return {
    decision: decisionFrom(wire.decision),
    looked: wire.looked,
    tiers: wire.tiers.map(({ tier, lost }) => ({
      tier,
      lost: lost.map((loss) =>
        loss.because === "beaten"
          ? { rule: loss.rule, because: "beaten", by: loss.by ?? "" }
          : {
              rule: loss.rule,
              because: "fact",
              input: loss.input ?? "",
              expected: loss.expected ?? "",
              ...(loss.actual === undefined ? {} : { actual: loss.actual }),
            },
      ),
    })),
    ...(wire.exclusion === null ? {} : { exclusion: wire.exclusion }),
    changes: wire.changes.map(({ fact, values, disposition, unit, reason }) => ({
      fact,
      values,
      then: outcomeFrom(disposition, unit, reason),
    })),
  };
}

function outcomeFrom(
  disposition: Wire["decision"]["disposition"],
  unit: RoutingUnit | null,
  reason: string | null,
): Outcome {
  switch (disposition) {
    case "dispatch":
      return { disposition, lead: unit?.id ?? "" };
    case "triage":
      return { disposition, reason: reasonFrom(reason) };
    default:
      return { disposition, to: unit?.id ?? "" };
  }
}

type Reason = Extract<Outcome, { disposition: "triage" }>["reason"];
const reasons: readonly Reason[] = ["low-confidence", "rules-disagree", "nobody-left"];
const reasonFrom = (given: string | null): Reason =>
  reasons.find((one) => one === given) ?? "no-rule";

function decisionFrom(wire: Wire["decision"]): RouteDecision {
  const decided = {
    pack: {
      id: wire.packId,
      version: wire.packVersion,
      ...(wire.packHash === null ? {} : { hash: wire.packHash }),
    },
    excludes: wire.excludes.map(({ id }) => id),
  };
  const byRule = {
    ...decided,
    tier: wire.tier ?? "",
    rule: wire.rule ?? "",
    basis: wire.basis ?? "",
    ...(wire.limit === null ? {} : { limit: wire.limit }),
  };
  switch (wire.disposition) {
    case "dispatch":
      return {
        ...byRule,
        disposition: "dispatch",
        textStored: wire.isTextStored,
        lead: wire.lead?.id ?? "",
        co: wire.co.map(({ id }) => id),
        ...(wire.supervisor === null ? {} : { supervisor: wire.supervisor.id }),
        ...(wire.grid === null ? {} : { grid: wire.grid }),
        sensitive: wire.isSensitive,
        departmentsOnly: false,
      };
    case "redirect":
      return {
        ...byRule,
        disposition: "redirect",
        textStored: wire.isTextStored,
        to: wire.to?.id ?? "",
      };
    case "sealed":
      return { ...byRule, disposition: "sealed", textStored: false, to: wire.to?.id ?? "" };
    case "triage": {
      const kind = reasonFrom(wire.reason);
      return {
        ...decided,
        disposition: "triage",
        textStored: wire.isTextStored,
        queue: wire.queue ?? "ordinary",
        reason:
          kind === "rules-disagree"
            ? { kind, tier: wire.tier ?? "" }
            : kind === "nobody-left"
              ? { kind, tier: wire.tier ?? "", rule: wire.rule ?? "" }
              : { kind },
      };
    }
  }
}

/** Every unit the answer names, with its titles; the pack itself is not for everyone's eyes. */
function unitsIn({ decision, changes }: Wire): RoutingPack["units"] {
  const named = [
    decision.lead,
    decision.to,
    decision.supervisor,
    ...decision.co,
    ...decision.excludes,
    ...changes.map(({ unit }) => unit),
  ];
  return named.flatMap((unit) =>
    unit === null
      ? []
      : [
          {
            id: unit.id,
            title: { zh: unit.titleZh, en: unit.titleEn },
            kind: "department" as const,
          },
        ],
  );
}
