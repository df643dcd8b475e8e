import { Parser } from "saxen";

/** One element, its name and attributes with the prefixes of `PREFIXES`. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/** Reads XML into elements; `undefined` where it is not well formed. */
export function parseXml(
  xml: string,
  prefixes: Readonly<Record<string, string>>,
): Element | undefined {
  interface Open {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly children: (Element | string)[];
  }
  const document: Open = { name: "", attributes: {}, children: [] };
  const open: Open[] = [document];
  let wrong = false;
  const put = (child: Element | string) => {
    open.at(-1)?.children.push(child);
  };
  new Parser()
    .ns(prefixes)
    .on("openTag", (name, attributes, decode) => {
      const decoded = Object.entries(attributes()).map(([key, value]) => [key, decode(value)]);
      const element: Open = { name, attributes: Object.fromEntries(decoded), children: [] };
      put(element);
      open.push(element);
    })
    .on("closeTag", () => {
      open.pop();
    })
    .on("text", (text, decode) => put(decode(text)))
    .on("cdata", put)
    .on("error", () => {
      wrong = true;
    })
    .on("warn", () => undefined)
    .parse(xml);
  const root = document.children.find((child): child is Element => typeof child !== "string");
  return wrong || open.length !== 1 ? undefined : root;
}

export function childrenNamed(element: Element | undefined, name: string): readonly Element[] {
  return (element?.children ?? []).filter(
    (child): child is Element => typeof child !== "string" && child.name === name,
  );
}

export function childNamed(element: Element | undefined, name: string): Element | undefined {
  return childrenNamed(element, name)[0];
}

/** The text directly inside an element. */
export function textOf(element: Element | undefined): string | undefined {
  return element?.children.filter((child) => typeof child === "string").join("");
}

/** An element to write; attributes that are `undefined` are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly (Element | string | undefined)[]
): Element {
  const given = Object.entries(attributes).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return {
    name,
    attributes: Object.fromEntries(given),
    children: children.filter((child) => child !== undefined),
  };
}

/** Text is kept on one line with its tags, so that no blank is added to it. */
export function writeXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, "").join("\n")}\n`;
}

function lines({ name, attributes, children }: Element, indent: string): readonly string[] {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const tag = `${indent}<${name}${written.join("")}`;
  if (children.length === 0) return [`${tag} />`];
  if (children.every((child) => typeof child === "string")) {
    return [`${tag}>${children.map(escaped).join("")}</${name}>`];
  }
  const inside = children.flatMap((child) =>
    typeof child === "string" ? [escaped(child)] : lines(child, `${indent}  `),
  );
  return [`${tag}>`, ...inside, `${indent}</${name}>`];
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"\n\r\t]/g, (sign) => ENTITIES[sign]!);
}
