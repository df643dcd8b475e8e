import { type RouteDecision, route } from "@xinyi/complaint-routing";
import { type CategoryWire, categoriesOf } from "../rules/categories.ts";
import type { PackVersion } from "../rules/store.ts";
import type { Record_ } from "./wire.ts";

/** A kind of request that a client may send. */
export interface Service {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly group: string;
  readonly keywords: string;
  /**
   * How the request's number is told: at once; by a token where a person assigns it first; never
   * where the case is confidential.
   */
  readonly type: "realtime" | "batch" | "blackbox";
  readonly attributes: readonly Attribute[];
  /** An emergency is taken when it comes, and never offered: its number is called, not written to. */
  readonly isListed: boolean;
}

export interface Attribute {
  readonly code: string;
  readonly type: "singlevaluelist" | "string";
  readonly description: string;
  readonly values: readonly { readonly key: string; readonly name: string }[];
}

/** The services of a district: the categories at the tips of its tree that are not sealed. */
export function servicesOf(version: PackVersion): readonly Service[] {
  const categories = categoriesOf(version);
  return categories
    .filter(({ isLeaf, isSealed }) => isLeaf && !isSealed)
    .map((category) => serviceFrom(category, categories, version));
}

function serviceFrom(
  category: CategoryWire,
  categories: readonly CategoryWire[],
  version: PackVersion,
): Service {
  const { code, titleZh, titleEn, parent, isSafety, redirect } = category;
  const family = categories.find((one) => one.code === parent);
  const { routing } = version;
  const decision = route({ [routing.pack.category]: code }, routing);
  return {
    code,
    name: `${titleZh} ${titleEn}`,
    description: descriptionOf(category, decision, version),
    group: family === undefined ? `${titleZh} ${titleEn}` : `${family.titleZh} ${family.titleEn}`,
    keywords: [titleZh, ...titleEn.toLowerCase().split(/\s+/)].join(", "),
    type: typeOf(code, version),
    attributes: attributesOf(code, version),
    isListed: !isSafety && redirect === null,
  };
}

function descriptionOf(
  { titleZh, titleEn, redirect }: CategoryWire,
  decision: RouteDecision,
  { routing }: PackVersion,
): string {
  if (redirect !== null) return `${redirect.titleZh} ${redirect.channel ?? ""}`.trim();
  const lead = decision.disposition === "dispatch" ? decision.lead : undefined;
  const unit = routing.pack.units.find(({ id }) => id === lead);
  if (unit === undefined) return `${titleZh} · ${titleEn}`;
  return `由${unit.title.zh}主办 · answered for by: ${unit.title.en}`;
}

/** Where a grid must lead, the place decides and not a person: its number is told at once too. */
function typeOf(code: string, { routing }: PackVersion): Service["type"] {
  const { category, grids } = routing.pack;
  const somewhere = grids.slice(0, 1).map((kind) => `${kind}-1`);
  const decisions = [[], somewhere].map((covering) =>
    route({ [category]: code, grids: covering }, routing),
  );
  if (decisions.some((one) => one.disposition === "dispatch" && one.sensitive)) return "blackbox";
  return decisions.every(({ disposition }) => disposition === "triage") ? "batch" : "realtime";
}

/** What a rule for this category asks besides the category: the client asks it of the person. */
function attributesOf(code: string, { routing }: PackVersion): readonly Attribute[] {
  const { pack } = routing;
  const rules = pack.tiers.flatMap((tier) => tier.rules);
  const asked = new Set(
    rules
      .filter(({ when }) => [when[pack.category]].flat().includes(code))
      .flatMap(({ when }) => Object.keys(when)),
  );
  return pack.inputs
    .filter(({ name }) => name !== pack.category && asked.has(name))
    .map(({ name, type, values = "" }): Attribute => {
      const options = type === "boolean" ? yesNo : quoted(values);
      return {
        code: name,
        type: options.length > 0 ? "singlevaluelist" : "string",
        description: descriptions[name] ?? name,
        values: options,
      };
    });
}

const yesNo = [
  { key: "true", name: "是 Yes" },
  { key: "false", name: "否 No" },
] as const;

const descriptions: Readonly<Record<string, string>> = {
  bothPartiesAgreeToMediate: "双方是否都同意调解？ Do both parties agree to mediation?",
};

/** The texts that an input's unary tests name, as options. */
function quoted(values: string): Attribute["values"] {
  return [...values.matchAll(/"([^"]+)"/g)].map(([, key = ""]) => ({ key, name: key }));
}

export function serviceWire(service: Service): Record_ {
  const { code, name, description, type, keywords, group, attributes } = service;
  return {
    service_code: code,
    service_name: name,
    description,
    metadata: attributes.length > 0,
    type,
    keywords,
    group,
  };
}

export function definitionWire({ code, attributes }: Service): Record_ {
  return {
    service_code: code,
    attributes: attributes.map(
      (attribute, at): Record_ => ({
        variable: true,
        code: attribute.code,
        datatype: attribute.type,
        required: false,
        datatype_description: null,
        order: at + 1,
        description: attribute.description,
        values: attribute.values.map(({ key, name }) => ({ key, name })),
      }),
    ),
  };
}
