import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isCurrencyCode } from "@xinyi/money";
import { chartFrom } from "@xinyi/trust-accounting";
import { answerBooks } from "@xinyi/trust-accounting/cases";
import { decodeChartPack } from "@xinyi/trust-accounting/schema";
import type { Case } from "../case.ts";
import type { Answer, Suite } from "../suites.ts";

/** A book played step by step on the chart of the case's pack. */
export const trustAccounting: Suite = {
  books: {
    fields: { balances: "as-it-stands", statement: "as-it-stands", refused: "as-it-stands" },
    answer,
  },
};

function answer({ pack: id, given, expect }: Case): Answer {
  const unknown = (what: string): Answer => ({ kind: "unknown", what });
  const file = chartFile(id);
  if (file === undefined) return unknown(`pack ${id}`);
  const pack = decodeChartPack(JSON.parse(readFileSync(file, "utf8")));
  if (!pack.ok) return unknown(`pack ${id}: ${pack.problems.join("; ")}`);
  const { currency } = pack.value;
  if (!isCurrencyCode(currency)) return unknown(`the currency ${currency} of pack ${id}`);
  const strange = Object.keys(given).filter((field) => field !== "steps");
  if (strange.length > 0) return unknown(`the field ${strange.join(", ")}`);
  if (!Array.isArray(given.steps)) return unknown("a case without steps");
  const balances = Object.keys(expect.balances ?? {});
  const { line } = (expect.statement ?? {}) as { readonly line?: unknown };
  const asked = typeof line === "string" ? { balances, line } : { balances };
  return answerBooks(chartFrom(pack.value), currency, given.steps, asked) as Answer;
}

/** The chart of this id in the packs that ship; an id that leads elsewhere has none. */
function chartFile(id: string): string | undefined {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return undefined;
  const specifier = `@xinyi/jurisdictions/packs/${id}/chart.json`;
  const file = fileURLToPath(import.meta.resolve(specifier));
  return existsSync(file) ? file : undefined;
}
