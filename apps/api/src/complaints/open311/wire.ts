import XMLBuilder from "fast-xml-builder";

/**
 * The two forms of GeoReport v2. JSON is the programmatic mapping of the XML (the Spark
 * convention): a list stands under its plural in XML and is an array in JSON.
 */
export type Format = "xml" | "json";

export type Field = string | number | boolean | null | readonly Record_[] | readonly string[];
export interface Record_ {
  readonly [name: string]: Field;
}

/** Bare types: clients compare them as they stand. Both are UTF-8, which the XML also says itself. */
export const contentType: Readonly<Record<Format, string>> = {
  xml: "text/xml",
  json: "application/json",
};

/** What one entry of a list is called. */
const singular: Readonly<Record<string, string>> = {
  services: "service",
  service_requests: "request",
  service_requests_updates: "request_update",
  attributes: "attribute",
  values: "value",
  endpoints: "endpoint",
  formats: "format",
  errors: "error",
};

const builder = new XMLBuilder({ format: true, suppressEmptyNode: true });

/** A document of a list, such as `services`, or of one thing, such as `service_definition`. */
export function write(root: string, content: readonly Record_[] | Record_, format: Format): string {
  if (format === "json") return JSON.stringify(content);
  return `<?xml version="1.0" encoding="utf-8"?>\n${builder.build({ [root]: element(root, content) })}`;
}

function element(name: string, content: Field | Record_): unknown {
  if (Array.isArray(content)) {
    const one = singular[name];
    if (one === undefined) throw new Error(`nobody said what an entry of ${name} is called`);
    return content.length === 0 ? "" : { [one]: content.map((entry) => element("", entry)) };
  }
  if (content === null) return "";
  if (typeof content === "string") return readable(content);
  if (typeof content !== "object") return content;
  return Object.fromEntries(
    Object.entries(content).map(([key, part]) => [key, element(key, part)]),
  );
}

/** Characters that XML 1.0 cannot hold at all are left out: nobody typed them on purpose. */
function readable(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "");
}
