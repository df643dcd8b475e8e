import { isCurrencyCode } from "@xinyi/money";
import { chartFrom } from "@xinyi/trust-accounting";
import { answerBooks } from "@xinyi/trust-accounting/cases";
import type { Case } from "../case.ts";
import type { Packs } from "../packs.ts";
import type { Answer, Suite } from "../suites.ts";

/** A book played step by step on the chart of the case's pack. */
export const trustAccounting: Suite = {
  books: {
    fields: { balances: "as-it-stands", statement: "as-it-stands", refused: "as-it-stands" },
    answer,
  },
};

function answer({ pack, given, expect }: Case, packs: Packs): Answer {
  const unknown = (what: string): Answer => ({ kind: "unknown", what });
  const chart = packs.chart(pack);
  if (chart === undefined) return unknown(`pack ${pack}`);
  const { currency } = chart;
  if (!isCurrencyCode(currency)) return unknown(`the currency ${currency} of pack ${pack}`);
  const strange = Object.keys(given).filter((field) => field !== "steps");
  if (strange.length > 0) return unknown(`the field ${strange.join(", ")}`);
  if (!Array.isArray(given.steps)) return unknown("a case without steps");
  const balances = Object.keys(expect.balances ?? {});
  const { line } = (expect.statement ?? {}) as { readonly line?: unknown };
  const asked = typeof line === "string" ? { balances, line } : { balances };
  const answered = answerBooks(chartFrom(chart), currency, given.steps, asked);
  return answered.kind === "unknown" ? answered : { ...answered, fields: { ...answered.fields } };
}
