/**
 * An amount that may be absent, as a client can read it: a union.
 *
 * The generator writes a nullable schema that has a name as "this name and also an object or null",
 * which no null satisfies; types made from that say the amount is always there.
 */
export function withNullableNames<T>(document: T): T {
  return rewritten(document) as T;
}

function rewritten(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(rewritten);
  if (typeof node !== "object" || node === null) return node;
  const whole = Object.fromEntries(Object.entries(node).map(([key, one]) => [key, rewritten(one)]));
  return nullableName(whole) ?? whole;
}

function nullableName(node: Record<string, unknown>): object | undefined {
  const { allOf, ...rest } = node;
  if (!Array.isArray(allOf) || allOf.length !== 2) return undefined;
  const [named, { type, ...said }] = allOf;
  if (!("$ref" in named) || !Array.isArray(type) || !type.includes("null")) return undefined;
  return { anyOf: [named, { type: "null" }], ...said, ...rest };
}
