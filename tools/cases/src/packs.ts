import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RoutingPack } from "@xinyi/complaint-routing";
import {
  bundledPacks,
  estateRulesFor,
  libraryWith,
  type PackLibrary,
  readChart,
  readEstateRules,
  readRoutingPack,
  readScheme,
  routingPackFor,
  schemeFor,
} from "@xinyi/jurisdictions";
import type { PreparedEstateRules, PreparedScheme } from "@xinyi/organization-classification";
import type { ChartPack } from "@xinyi/trust-accounting";

const FILES: readonly string[] = [
  "pack.json",
  "voting.json",
  "complaints.json",
  "calendar.json",
  "grids.json",
  "divisions.json",
  "chart.json",
  "routing.json",
  "scheme.json",
  "estates.json",
];

/** The packs that cases may name: those that ship, and a district's own. */
export interface Packs {
  readonly library: PackLibrary;
  readonly chart: (id: string) => ChartPack | undefined;
  readonly routing: (id: string) => RoutingPack | undefined;
  readonly scheme: (id: string) => PreparedScheme | undefined;
  readonly estates: (id: string) => PreparedEstateRules | undefined;
}

export const shippedPacks: Packs = {
  library: bundledPacks,
  chart: shippedChart,
  routing: shippedRouting,
  scheme: shippedScheme,
  estates: shippedEstates,
};

function shippedScheme(id: string): PreparedScheme | undefined {
  const scheme = schemeFor(id);
  if (scheme.ok) return scheme.value;
  if (scheme.rejection.kind === "unknown-scheme") return undefined;
  throw new Error(`scheme ${id}: ${scheme.rejection.problems.join("; ")}`);
}

function shippedEstates(id: string): PreparedEstateRules | undefined {
  const rules = estateRulesFor(id);
  if (rules.ok) return rules.value;
  if (rules.rejection.kind === "unknown-scheme") return undefined;
  throw new Error(`estates ${id}: ${rules.rejection.problems.join("; ")}`);
}

function shippedRouting(id: string): RoutingPack | undefined {
  const pack = routingPackFor(id);
  if (pack.ok) return pack.value;
  if (pack.rejection.kind === "unknown-routing") return undefined;
  throw new Error(`routing ${id}: ${pack.rejection.problems.join("; ")}`);
}

/** Any chart among the packs of the package, whether or not its code names it. */
function shippedChart(id: string): ChartPack | undefined {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return undefined;
  const file = fileURLToPath(import.meta.resolve(`@xinyi/jurisdictions/packs/${id}/chart.json`));
  if (!existsSync(file)) return undefined;
  const chart = readChart(id, readJson(file));
  if (!chart.ok) throw new Error(`chart ${id}: ${JSON.stringify(chart.rejection)}`);
  return chart.value;
}

/**
 * The packs that ship and those in a folder: FOLDER/<id>/pack.json and voting.json,
 * complaints.json or calendar.json for a place, chart.json for a chart, routing.json for a
 * district's routing, scheme.json for types of organizations, estates.json for estates. Throws with a sentence for people when one is faulty.
 */
export function packsWith(folder: string): Packs {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new Error("there is no such folder");
  }
  const ids = readdirSync(folder).filter((id) => statSync(join(folder, id)).isDirectory());
  const charts = new Map<string, ChartPack>();
  const routings = new Map<string, RoutingPack>();
  const schemes = new Map<string, PreparedScheme>();
  const estates = new Map<string, PreparedEstateRules>();
  const places = ids.flatMap((id) => {
    const files = new Map(
      FILES.filter((name) => existsSync(join(folder, id, name))).map((name) => [
        name,
        readJson(join(folder, id, name)),
      ]),
    );
    if (files.has("chart.json")) {
      const chart = readChart(id, files.get("chart.json"));
      if (!chart.ok) throw new Error(`${id}/chart.json: ${JSON.stringify(chart.rejection)}`);
      if (shippedPacks.chart(id)) throw new Error(`${id}/chart.json: an id already taken`);
      charts.set(id, chart.value);
    }
    if (files.has("routing.json")) {
      const routing = readRoutingPack(id, files.get("routing.json"));
      if (!routing.ok) throw new Error(`${id}/routing.json: ${JSON.stringify(routing.rejection)}`);
      if (shippedPacks.routing(id)) throw new Error(`${id}/routing.json: an id already taken`);
      routings.set(id, routing.value);
    }
    if (files.has("scheme.json")) {
      const scheme = readScheme(id, files.get("scheme.json"));
      if (!scheme.ok) throw new Error(`${id}/scheme.json: ${JSON.stringify(scheme.rejection)}`);
      if (shippedPacks.scheme(id)) throw new Error(`${id}/scheme.json: an id already taken`);
      schemes.set(id, scheme.value);
    }
    if (files.has("estates.json")) {
      const rules = readEstateRules(id, files.get("estates.json"));
      if (!rules.ok) throw new Error(`${id}/estates.json: ${JSON.stringify(rules.rejection)}`);
      if (shippedPacks.estates(id)) throw new Error(`${id}/estates.json: an id already taken`);
      estates.set(id, rules.value);
    }
    return files.has("pack.json") ? [Object.fromEntries(files)] : [];
  });
  const library = libraryWith(places, bundledPacks);
  if (library.ok) {
    return {
      library: library.value,
      chart: (id) => charts.get(id) ?? shippedPacks.chart(id),
      routing: (id) => routings.get(id) ?? shippedPacks.routing(id),
      scheme: (id) => schemes.get(id) ?? shippedPacks.scheme(id),
      estates: (id) => estates.get(id) ?? shippedPacks.estates(id),
    };
  }
  const problems = library.rejection.map(
    ({ pack, file, path, message }) => `${pack}/${file}: ${path}: ${message}`,
  );
  throw new Error(problems.join("\n"));
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path}: not JSON (${(error as Error).message})`);
  }
}
