import { accept, type Result, reject } from "@xinyi/result";
import { type ChartPackWire, decodeChartPack } from "@xinyi/trust-accounting/schema";
import communityTrust from "../packs/cn-community-trust/chart.json" with { type: "json" };
import grantPool from "../packs/cn-grant-pool/chart.json" with { type: "json" };
import streetCharity from "../packs/cn-street-charity/chart.json" with { type: "json" };
import copropriete from "../packs/fr-copropriete/chart.json" with { type: "json" };

/** Why there is no chart of that id, or why it cannot be used. */
export type ChartRejection =
  | { readonly kind: "unknown-chart"; readonly id: string }
  | { readonly kind: "faulty-chart"; readonly id: string; readonly problems: readonly string[] };

const charts: Readonly<Record<string, unknown>> = {
  "cn-community-trust": communityTrust,
  "cn-grant-pool": grantPool,
  "cn-street-charity": streetCharity,
  "fr-copropriete": copropriete,
};

/** Ids of the charts of accounts that ship with this version. */
export const bundledCharts: readonly string[] = Object.keys(charts);

/** A bundled chart of accounts, read and checked by the accounting domain's own schema. */
export function chartFor(id: string): Result<ChartPackWire, ChartRejection> {
  if (!Object.hasOwn(charts, id)) return reject({ kind: "unknown-chart", id });
  return readChart(id, charts[id]);
}

/** A district's own chart, as data; refused with its problems, or if its id is another's. */
export function readChart(id: string, content: unknown): Result<ChartPackWire, ChartRejection> {
  const chart = decodeChartPack(content);
  if (!chart.ok) return reject({ kind: "faulty-chart", id, problems: chart.problems });
  if (chart.value.id === id) return accept(chart.value);
  return reject({ kind: "faulty-chart", id, problems: [`id: ${chart.value.id} is not ${id}`] });
}
