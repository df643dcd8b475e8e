import { accept, type Result, reject } from "@xinyi/result";
import { SaxesParser } from "saxes";
import { decodeXml, type EncodingFault } from "./encoding.ts";

/** An element of a file that was read whole; names without their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly line: number;
  readonly parent: XmlElement | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own text, trimmed. */
  readonly text: string;
}

export interface XmlLimits {
  readonly maxBytes: number;
  readonly maxElements: number;
  readonly maxDepth: number;
}

/** Why a file is no XML that we read, in the order the reasons are met. */
export type XmlFault =
  | { readonly kind: "file-too-large"; readonly bytes: number; readonly limit: number }
  | { readonly kind: "file-empty" }
  | EncodingFault
  | { readonly kind: "doctype-refused"; readonly line: number }
  | { readonly kind: "too-many-elements"; readonly limit: number; readonly line: number }
  | { readonly kind: "too-deep"; readonly limit: number; readonly line: number }
  | {
      readonly kind: "malformed-xml";
      readonly line: number;
      readonly column: number;
      readonly detail: string;
    }
  | { readonly kind: "truncated-xml"; readonly line: number; readonly inside: string };

/** A bank's yearly statement of a large estate is a few megabytes; this leaves room for ten. */
export const xmlLimits: XmlLimits = {
  maxBytes: 32 * 1024 * 1024,
  maxElements: 1_000_000,
  maxDepth: 64,
};

/**
 * Reads an XML file into a tree. A document type is refused as such: it is the
 * only door to entities, and with it shut neither a file of this machine nor a
 * "billion laughs" can come in. Refusals stop the reading where they arise.
 */
export function readXml(
  bytes: Uint8Array,
  limits: XmlLimits = xmlLimits,
): Result<XmlElement, XmlFault> {
  if (bytes.length > limits.maxBytes) {
    return reject({ kind: "file-too-large", bytes: bytes.length, limit: limits.maxBytes });
  }
  if (bytes.length === 0) return reject({ kind: "file-empty" });
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return decoded;
  return grow(decoded.value.text, decoded.value.cut, limits);
}

/** Where an element stands: `Document/BkToCstmrStmt/Stmt[2]/Ntry[15]/Amt`. */
export function pathOf(element: XmlElement): string {
  const { parent } = element;
  if (parent === undefined) return element.name;
  const alike = parent.children.filter((sibling) => sibling.name === element.name);
  const index = alike.length > 1 ? `[${alike.indexOf(element) + 1}]` : "";
  return `${pathOf(parent)}/${element.name}${index}`;
}

interface Growing {
  name: string;
  namespace: string;
  line: number;
  parent: Growing | undefined;
  attributes: Record<string, string>;
  children: Growing[];
  text: string;
}

const noAttributes: Record<string, string> = {};

function grow(text: string, cut: boolean, limits: XmlLimits): Result<XmlElement, XmlFault> {
  const parser = new SaxesParser({ xmlns: true });
  let fault: XmlFault | undefined;
  let root: Growing | undefined;
  let open: Growing | undefined;
  let elements = 0;
  let depth = 0;
  let ending = false;

  // The parser goes on after an error unless its handler throws; the first fault is the one told.
  const stop = (found: XmlFault): never => {
    fault ??= found;
    throw new Error(found.kind);
  };
  parser.on("doctype", () => stop({ kind: "doctype-refused", line: parser.line }));
  parser.on("error", (error) => {
    if (ending) stop({ kind: "truncated-xml", line: parser.line, inside: nameOf(open) });
    stop({
      kind: "malformed-xml",
      line: parser.line,
      column: parser.column,
      detail: error.message.replace(/^\d+:\d+: /, ""),
    });
  });
  parser.on("opentag", (tag) => {
    elements += 1;
    depth += 1;
    if (elements > limits.maxElements) {
      stop({ kind: "too-many-elements", limit: limits.maxElements, line: parser.line });
    }
    if (depth > limits.maxDepth) {
      stop({ kind: "too-deep", limit: limits.maxDepth, line: parser.line });
    }
    const element: Growing = {
      name: tag.local,
      namespace: tag.uri,
      line: parser.line,
      parent: open,
      attributes: attributesOf(tag.attributes),
      children: [],
      text: "",
    };
    if (open === undefined) root = element;
    else open.children.push(element);
    open = element;
  });
  const addText = (piece: string): void => {
    if (open !== undefined && (open.text !== "" || piece.trim() !== "")) open.text += piece;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    if (open === undefined) return;
    open.text = open.text.trim();
    open = open.parent;
    depth -= 1;
  });

  try {
    parser.write(text);
    ending = true;
    parser.close();
  } catch (error) {
    if (fault === undefined) throw error;
    return reject(fault);
  }
  if (cut || root === undefined) {
    return reject({ kind: "truncated-xml", line: parser.line, inside: nameOf(open) });
  }
  return accept(root);
}

function nameOf(element: Growing | undefined): string {
  return element === undefined ? "" : pathOf(element);
}

function attributesOf(
  given: Readonly<Record<string, { readonly local: string; readonly value: string }>>,
): Record<string, string> {
  const entries = Object.values(given);
  if (entries.length === 0) return noAttributes;
  return Object.fromEntries(entries.map(({ local, value }) => [local, value]));
}
