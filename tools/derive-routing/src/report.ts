import type { Derivation, PackAnalysis, PackFinding } from "@xinyi/complaint-routing";

/** Lines listed of each kind; all of them are in the file of --report. */
const LISTED = 20;

/** What a derivation found, for people. */
export function derivationText(made: Derivation, analysis: PackAnalysis): string {
  const { pack, ambiguous, ambiguousTypes, exampleCount, routedCount } = made;
  const rules = pack.tiers[0]?.rules.length ?? 0;
  const gaps = gapsOf(analysis);
  return [
    `examples      ${exampleCount}`,
    `rules         ${rules}, to ${pack.units.length} agencies`,
    `routed        ${routedCount} of the examples go where they went (${share(routedCount, exampleCount)})`,
    `ambiguous     ${ambiguousTypes.length} types, ${ambiguous.length} combinations; they go to triage`,
    ...listed(ambiguous, ({ type, descriptor, place, agencies }) => {
      const counts = agencies.map(({ agency, count }) => `${agency} ${count}`).join(", ");
      return `  ${[type, descriptor, place].filter(Boolean).join(" / ")}: ${counts}`;
    }),
    `gaps          ${analysis.status === "incomplete" ? "at least " : ""}${gaps.length}: what no example shows; it goes to triage`,
    ...listed(gaps, (gap) => `  ${regionText(gap)}`),
    ...(analysis.status === "incomplete"
      ? ["              the search stopped at its limit: there may be gaps that are not listed"]
      : []),
  ].join("\n");
}

export function gapsOf({ findings }: PackAnalysis): readonly PackFinding[] {
  return findings.filter(({ kind }) => kind === "falls-to-triage");
}

function regionText({ region }: PackFinding): string {
  const tests = Object.entries(region?.when ?? {}).map(([name, test]) => `${name}: ${short(test)}`);
  return tests.length === 0 ? "any request" : tests.join("; ");
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

function listed<Item>(items: readonly Item[], line: (item: Item) => string): readonly string[] {
  const lines = items.slice(0, LISTED).map(line);
  return items.length > LISTED ? [...lines, `  … and ${items.length - LISTED} more`] : lines;
}

export function share(part: number, whole: number): string {
  return whole === 0 ? "none" : `${((100 * part) / whole).toFixed(1)} %`;
}

/** How a file of requests was routed. */
export interface RoutingTally {
  readonly requests: number;
  readonly routed: number;
  readonly reasons: ReadonlyMap<string, number>;
  readonly unseenTypes: ReadonlyMap<string, number>;
  /** Where the file says who answered: how many were sent there, of those that were routed. */
  readonly agreed: number;
  readonly compared: number;
}

export function routingText(tally: RoutingTally): string {
  const { requests, routed, reasons, unseenTypes, agreed, compared } = tally;
  const unseen = [...unseenTypes].sort(([, a], [, b]) => b - a);
  return [
    `requests      ${requests}`,
    `routed        ${routed} (${share(routed, requests)})`,
    `for triage    ${requests - routed}`,
    ...[...reasons].map(([reason, count]) => `  ${reason.padEnd(20)} ${count}`),
    `unseen types  ${unseen.length}`,
    ...listed(unseen, ([type, count]) => `  ${type === "" ? "(none)" : type}: ${count}`),
    ...(compared > 0
      ? [
          `agreement     ${agreed} of ${compared} routed went where the file says (${share(agreed, compared)})`,
        ]
      : []),
  ].join("\n");
}
