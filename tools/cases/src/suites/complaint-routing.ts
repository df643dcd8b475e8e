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
import { complaintRulesFor } from "@xinyi/jurisdictions";
import type { Case } from "../case.ts";
import type { Packs } from "../packs.ts";
import type { Answer, Kind, Suite } from "../suites.ts";

/** Time limits, routes and lives of complaints, under the pack of the case on its day. */
export const complaintRouting: Suite = {
  deadline: onDay(
    { dueOn: "as-it-stands", dueAt: "instant", error: "as-it-stands" },
    (example, packs) =>
      withPlace(example, packs, (rules) => told(answerDeadline(example.given, rules))),
  ),
  "case-deadline": onDay({ dueOn: "as-it-stands", refused: "as-it-stands" }, (example, packs) =>
    withPlace(example, packs, (rules) => told(answerCaseDeadline(example.given, rules))),
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

type Answering = (example: DatedCase, packs: Packs) => Answer;

function onDay(fields: Kind["fields"], answer: Answering): Kind {
  return {
    fields,
    answer: (example, packs) => {
      const { on } = example;
      return isLocalDate(on) ? answer({ ...example, on }, packs) : unknown(`the day ${on}`);
    },
  };
}

type PlaceRules = Pick<CaseRules, "terms" | "clock">;

/** A routing pack names the place whose limits and calendar hold in it; any other pack is a place. */
function withPlace(
  { pack, on }: DatedCase,
  packs: Packs,
  answer: (rules: PlaceRules) => Answer,
): Answer {
  const place = packs.routing(pack)?.place ?? pack;
  const rules = complaintRulesFor(place, on, packs.library);
  return rules.ok ? answer(rules.value) : unknown(`pack ${pack}: ${rules.rejection.kind}`);
}

function routed({ pack, given }: DatedCase, packs: Packs): Answer {
  const found = packs.routing(pack);
  if (found === undefined) return unknown(`pack ${pack}`);
  const routing = compilePack(found);
  return routing.ok
    ? told(answerRoute(given, routing.value))
    : unknown(`pack ${pack}: ${JSON.stringify(routing.rejection)}`);
}

function lived(example: DatedCase, packs: Packs): Answer {
  const found = packs.routing(example.pack);
  if (found === undefined) return unknown(`pack ${example.pack}`);
  const { lifecycle, units } = found;
  return withPlace(example, packs, (rules) =>
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
