import { isLocalDate } from "@xinyi/calendar";
import { answerCase } from "@xinyi/committee-voting/cases";
import { rulesFor } from "@xinyi/jurisdictions";
import type { Case } from "../case.ts";
import type { Packs } from "../packs.ts";
import type { Answer, Kind, Suite } from "../suites.ts";

/** Votes, rolls and elections, under the rules of the case's pack on its day. */
export const committeeVoting: Suite = {
  verdict: asking({ status: "as-it-stands", strictStatus: "as-it-stands" }),
  threshold: asking({ participating: "as-it-stands" }),
  roll: asking({
    heads: "as-it-stands",
    area: "as-it-stands",
    quorum: "as-it-stands",
    areaSource: "as-it-stands",
  }),
  election: asking({
    status: "as-it-stands",
    elected: "as-it-stands",
    alternates: "as-it-stands",
    unqualified: "set",
    tied: "set",
    vacant: "as-it-stands",
  }),
  "committee-decision": asking({ status: "as-it-stands" }),
  "meeting-request": asking({ valid: "as-it-stands" }),
};

function asking(fields: Kind["fields"]): Kind {
  return { fields, answer };
}

function answer({ kind, pack, on, given }: Case, { library }: Packs): Answer {
  if (!isLocalDate(on)) return { kind: "unknown", what: `the day ${on}` };
  const rules = rulesFor(pack, on, { library });
  if (!rules.ok)
    return { kind: "unknown", what: `pack ${pack}: ${JSON.stringify(rules.rejection)}` };
  const answered = answerCase(kind, given, rules.value.voting);
  return answered.ok
    ? { kind: "answered", fields: answered.value }
    : { kind: "unknown", what: JSON.stringify(answered.rejection) };
}
