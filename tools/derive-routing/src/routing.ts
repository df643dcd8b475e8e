import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Ambiguity, type Routing, type RoutingPack, route } from "@xinyi/complaint-routing";
import { stringify } from "csv-stringify";
import type { RoutingTally } from "./report.ts";
import type { Request } from "./requests.ts";

/** Why a request is for a person. */
type Reason = "unseen-type" | "ambiguous" | "unseen-combination";

/**
 * Sends every request to its agency or to triage, and writes each line as it
 * came with three more columns. One line at a time: a long file takes no more
 * memory than a short one.
 */
export async function routeFile(
  requests: AsyncIterable<Request>,
  routing: Routing,
  ambiguous: readonly Ambiguity[],
  out: string | undefined,
): Promise<RoutingTally> {
  const known = knownTypes(routing.pack);
  const unclear = new Set(ambiguous.map(keyOf));
  const counts = { requests: 0, routed: 0, agreed: 0, compared: 0 };
  const reasons = new Map<Reason, number>();
  const unseenTypes = new Map<string, number>();

  async function* routed(): AsyncGenerator<Readonly<Record<string, string>>> {
    for await (const { fields, example } of requests) {
      const { agency, ...facts } = example;
      const sent = route(facts, routing);
      counts.requests += 1;
      if (sent.disposition === "dispatch") {
        counts.routed += 1;
        if (agency !== "") counts.compared += 1;
        if (agency === sent.lead) counts.agreed += 1;
        yield { ...fields, routed_to: sent.lead, routed_by: sent.rule, triage_reason: "" };
        continue;
      }
      const reason = !known.has(facts.type)
        ? "unseen-type"
        : unclear.has(keyOf(facts))
          ? "ambiguous"
          : "unseen-combination";
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (reason === "unseen-type") {
        unseenTypes.set(facts.type, (unseenTypes.get(facts.type) ?? 0) + 1);
      }
      yield { ...fields, routed_to: "", routed_by: "", triage_reason: reason };
    }
  }

  if (out === undefined) for await (const _ of routed());
  else await pipeline(Readable.from(routed()), stringify({ header: true }), createWriteStream(out));
  return { ...counts, reasons, unseenTypes };
}

function keyOf({ type, descriptor, place }: Omit<Request["example"], "agency">): string {
  return JSON.stringify([type, descriptor, place]);
}

/** The types that the pack's examples had: those of its rules, and those it lists. */
function knownTypes({ tiers, category, inputs }: RoutingPack): ReadonlySet<string> {
  const cells = tiers.flatMap(({ rules }) => rules.map(({ when }) => when[category]));
  const named = cells.flatMap((cell) => (typeof cell === "object" ? cell : []));
  const values = inputs.find(({ name }) => name === category)?.values ?? "";
  const listed = values.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  return new Set([...named, ...listed.map((each): string => JSON.parse(each))]);
}
