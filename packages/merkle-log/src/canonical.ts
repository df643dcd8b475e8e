/**
 * The one spelling of a JSON value, by RFC 8785: no blanks, members sorted by
 * UTF-16 code units, numbers and strings as ECMAScript writes them. Whoever
 * holds the value can write the same bytes and so find the same hash.
 *
 * A value that JSON cannot say exactly throws and names its place: undefined,
 * bigint, a number that is not finite, text with half a surrogate pair, or an
 * object that is more than plain data. Nothing is dropped in silence, for what
 * is dropped is not covered by the hash.
 */
export function canonicalJson(value: unknown): string {
  return write(value, "$");
}

/** Whether every surrogate stands in its pair; UTF-8 cannot carry half of one. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function write(value: unknown, place: string): string {
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`${place}: ${value} is not a JSON number`);
      return JSON.stringify(value);
    case "string":
      return writeText(value, place);
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? writeList(value, place) : writeMembers(value, place);
    default:
      throw new TypeError(`${place}: ${typeof value} has no JSON form`);
  }
}

function writeText(text: string, place: string): string {
  if (!isWellFormed(text)) throw new TypeError(`${place}: half a surrogate pair`);
  return JSON.stringify(text);
}

function writeList(list: readonly unknown[], place: string): string {
  // Array.from visits holes too, so that they are refused as undefined.
  const items = Array.from(list, (item, index) => write(item, `${place}[${index}]`));
  return `[${items.join(",")}]`;
}

function writeMembers(object: object, place: string): string {
  if (!isPlain(object)) throw new TypeError(`${place}: not a plain object`);
  // Text compares by UTF-16 code units, which is the order the RFC asks for.
  const members = Object.entries(object)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${writeText(name, place)}:${write(member, `${place}.${name}`)}`);
  return `{${members.join(",")}}`;
}

/** An object literal of any realm, or an object without a prototype; no Date, Map or class. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
