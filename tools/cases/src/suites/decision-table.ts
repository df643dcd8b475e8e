import { runCase } from "@xinyi/decision-table/cases";
import type { Case } from "../case.ts";
import type { Answer, Suite } from "../suites.ts";

/** Tables that are evaluated and tables that are analyzed; they bring their own rules. */
export const decisionTable: Suite = {
  evaluate: { fields: { value: "as-it-stands" }, answer },
  analysis: {
    fields: {
      complete: "as-it-stands",
      gapFacts: "set",
      coveredFacts: "set",
      overlaps: "set",
    },
    answer,
  },
};

function answer(example: Case): Answer {
  if (example.pack !== "-") return { kind: "unknown", what: `pack ${example.pack}` };
  const answered = runCase(example);
  return answered.ok
    ? { kind: "answered", fields: answered.value }
    : { kind: "unknown", what: JSON.stringify(answered.rejection) };
}
