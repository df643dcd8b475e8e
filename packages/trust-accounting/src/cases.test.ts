import { expect, test } from "vitest";
import { chartFrom } from "./account.ts";
import { answerBooks } from "./cases.ts";
import file from "./fixtures/cases.json" with { type: "json" };
import pack from "./fixtures/chart.json" with { type: "json" };
import { decodeChartPack } from "./schema.ts";

const decoded = decodeChartPack(pack);
if (!decoded.ok) throw new Error(decoded.problems.join("\n"));
const chart = chartFrom(decoded.value);

interface Expectation {
  readonly balances?: Readonly<Record<string, string>>;
  readonly statement?: Readonly<Record<string, string>>;
  readonly refused?: string;
}

for (const example of file.cases) {
  test(`${example.id}: ${example.note}`, () => {
    const expected = example.expect as Expectation;
    const line = expected.statement?.line;
    const answer = answerBooks(chart, "CNY", example.given.steps, {
      balances: Object.keys(expected.balances ?? {}),
      ...(line !== undefined && { line }),
    });
    expect(answer).toMatchObject({ kind: "answered", fields: expected });
    if (answer.kind === "answered") expect(answer.fields.refused).toBe(expected.refused);
  });
}
