import { isLocalDate, type LocalDate } from "@xinyi/calendar";
import { type CaseRules, compilePack } from "@xinyi/complaint-routing";
import {
  answerCaseDeadline,
  answerDeadline,
  answerLifecycle,
  answerRoute,
  type CaseAnswer,
  type CaseProblem,
} from "@xinyi/complaint-routing/cases";
import { complaintRulesFor, routingPackFor } from "@xinyi/jurisdictions";
import type { Case } from "../case.ts";
import type { Answer, Kind, Suite } from "../suites.ts";

/** Time limits, routes and lives of complaints, under the pack of the case on its day. */
export const complaintRouting: Suite = {
  deadline: onDay({ dueOn: "as-it-stands", dueAt: "instant", error: "as-it-stands" }, (example) =>
    withPlace(example, (rules) => told(answerDeadline(example.given, rules))),
  ),
  "case-deadline": onDay({ dueOn: "as-it-stands", refused: "as-it-stands" }, (example) =>
    withPlace(example, (rules) => told(answerCaseDeadline(example.given, rules))),
  ),
  route: onDay(
    {
      disposition: "as-it-stands",
      lead: "as-it-stands",
      co: "set",
      supervisor: "as-it-stands",
      to: "as-it-stands",
      textStored: "as-it-stands",
      excludes: "at-least",
    },
    routed,
  ),
  lifecycle: onDay({ state: "as-it-stands", refused: "as-it-stands" }, lived),
};

interface DatedCase extends Case {
  readonly on: LocalDate;
}

function onDay(fields: Kind["fields"], answer: (example: DatedCase) => Answer): Kind {
  return {
    fields,
    answer: (example) => {
      const { on } = example;
      return isLocalDate(on) ? answer({ ...example, on }) : unknown(`the day ${on}`);
    },
  };
}

type PlaceRules = Pick<CaseRules, "terms" | "clock">;

/** A routing pack names the place whose limits and calendar hold in it; any other pack is a place. */
function withPlace({ pack, on }: DatedCase, answer: (rules: PlaceRules) => Answer): Answer {
  const routing = routingPackFor(pack);
  const place = routing.ok ? (routing.value.place ?? pack) : pack;
  const rules = complaintRulesFor(place, on);
  return rules.ok ? answer(rules.value) : unknown(`pack ${pack}: ${rules.rejection.kind}`);
}

function routed({ pack, given }: DatedCase): Answer {
  const found = routingPackFor(pack);
  if (!found.ok) return unknown(`pack ${pack}: ${JSON.stringify(found.rejection)}`);
  const routing = compilePack(found.value);
  return routing.ok
    ? told(answerRoute(given, routing.value))
    : unknown(`pack ${pack}: ${JSON.stringify(routing.rejection)}`);
}

function lived(example: DatedCase): Answer {
  const found = routingPackFor(example.pack);
  if (!found.ok) return unknown(`pack ${example.pack}: ${JSON.stringify(found.rejection)}`);
  const { lifecycle, units } = found.value;
  return withPlace(example, (rules) =>
    told(answerLifecycle(example.given, { ...rules, lifecycle, units })),
  );
}

function told(
  answered:
    | { readonly ok: true; readonly value: CaseAnswer }
    | { readonly ok: false; readonly rejection: CaseProblem },
): Answer {
  return answered.ok
    ? { kind: "answered", fields: answered.value }
    : unknown(JSON.stringify(answered.rejection));
}

function unknown(what: string): Answer {
  return { kind: "unknown", what };
}
