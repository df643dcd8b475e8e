import { accept, type Result, reject } from "@xinyi/result";

/** Bytes that are not the text they should be. */
export type EncodingFault =
  | { readonly kind: "unknown-encoding"; readonly encoding: string }
  | {
      readonly kind: "wrong-encoding";
      /** What the file says it is, or what it was taken for. */
      readonly encoding: string;
      /** What its bytes look like instead, where that can be told. */
      readonly looksLike?: string;
    };

export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  /** The last character stops half-way: the file was cut off. */
  readonly cut: boolean;
}

/**
 * Names an XML declaration may use, and the decoder that reads them. GBK and
 * GB 2312 are read as GB 18030, which contains both; ASCII as UTF-8 likewise.
 */
const decoders: Readonly<Record<string, string>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  gb18030: "gb18030",
  gbk: "gb18030",
  gb2312: "gb18030",
  big5: "big5",
  "iso-8859-1": "windows-1252",
  "iso-8859-15": "iso-8859-15",
  "windows-1252": "windows-1252",
  shift_jis: "shift_jis",
  "euc-jp": "euc-jp",
  "euc-kr": "euc-kr",
};

/**
 * Decodes an XML file by its byte order mark and its declaration. The two must
 * agree: a file that says GBK but holds UTF-8 would turn names into others.
 */
export function decodeXml(bytes: Uint8Array): Result<DecodedText, EncodingFault> {
  const family = familyOf(bytes);
  const declared = declaredEncoding(bytes);
  if (family === "utf-16le" || family === "utf-16be") {
    if (declared !== undefined && !/^utf-?16/.test(declared)) {
      return reject({ kind: "wrong-encoding", encoding: declared, looksLike: family });
    }
    return decode(bytes, family, declared ?? family);
  }
  const name = declared ?? "utf-8";
  if (/^(utf-?(16|32)|ucs)/.test(name)) {
    return reject({ kind: "wrong-encoding", encoding: name, looksLike: "utf-8" });
  }
  const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (decoder === undefined) return reject({ kind: "unknown-encoding", encoding: name });
  if (family === "utf-8" && decoder !== "utf-8") {
    return reject({ kind: "wrong-encoding", encoding: name, looksLike: "utf-8" });
  }
  return decode(bytes, decoder, name);
}

/**
 * Decodes a table that carries no declaration: by its byte order mark, else as
 * UTF-8 where the bytes allow it, else as GB 18030, in which Chinese
 * spreadsheets save CSV. Legal UTF-8 of any length is not mistaken for the other.
 */
export function decodeTable(bytes: Uint8Array): Result<DecodedText, EncodingFault> {
  const family = familyOf(bytes);
  if (family !== undefined) return decode(bytes, family, family);
  const utf8 = decode(bytes, "utf-8", "utf-8");
  if (utf8.ok && !utf8.value.cut) return utf8;
  const national = decode(bytes, "gb18030", "gb18030");
  if (national.ok && !national.value.cut) return national;
  return reject({ kind: "wrong-encoding", encoding: "utf-8" });
}

type Family = "utf-8" | "utf-16le" | "utf-16be";

/** The family by byte order mark, or by the zero beside the first "<" of an XML file. */
function familyOf(bytes: Uint8Array): Family | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0x3c && second === 0) return "utf-16le";
  if (first === 0 && second === 0x3c) return "utf-16be";
  return undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  let head = "";
  for (const byte of bytes.subarray(0, 512)) {
    if (byte > 0 && byte < 0x80) head += String.fromCharCode(byte);
  }
  const found = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head);
  return found?.[1]?.toLowerCase();
}

function decode(
  bytes: Uint8Array,
  decoder: string,
  encoding: string,
): Result<DecodedText, EncodingFault> {
  const reader = new TextDecoder(decoder, { fatal: true });
  let text: string;
  try {
    text = reader.decode(bytes, { stream: true });
  } catch {
    return reject(
      decoder === "utf-8" && decodes(bytes, "gb18030")
        ? { kind: "wrong-encoding", encoding, looksLike: "gb18030" }
        : { kind: "wrong-encoding", encoding },
    );
  }
  try {
    return accept({ text: text + reader.decode(), encoding, cut: false });
  } catch {
    return accept({ text, encoding, cut: true });
  }
}

function decodes(bytes: Uint8Array, decoder: string): boolean {
  try {
    new TextDecoder(decoder, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
