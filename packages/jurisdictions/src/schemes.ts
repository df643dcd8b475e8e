import {
  decodeEstateRules,
  decodeScheme,
  type PreparedEstateRules,
  type PreparedScheme,
  prepare,
  prepareEstates,
} from "@xinyi/organization-classification/schema";
import { accept, type Result, reject } from "@xinyi/result";
import caotang from "../packs/caotang-5/scheme.json" with { type: "json" };
import topics from "../packs/caotang-topics/scheme.json" with { type: "json" };
import jianyang from "../packs/jianyang/estates.json" with { type: "json" };
import mca4 from "../packs/mca-4/scheme.json" with { type: "json" };
import mca14 from "../packs/mca-14/scheme.json" with { type: "json" };
import sichuan from "../packs/sichuan-4/scheme.json" with { type: "json" };

/** Why there is no scheme or estate rules of that id, or why they cannot be used. */
export type SchemePackRejection =
  | { readonly kind: "unknown-scheme"; readonly id: string }
  | { readonly kind: "faulty-scheme"; readonly id: string; readonly problems: readonly string[] };

const schemes: Readonly<Record<string, unknown>> = {
  "caotang-5": caotang,
  "sichuan-4": sichuan,
  "mca-4": mca4,
  "mca-14": mca14,
  "caotang-topics": topics,
};
const estates: Readonly<Record<string, unknown>> = { jianyang };

/** Ids of the classifications of organizations that ship with this version. */
export const bundledSchemes: readonly string[] = Object.keys(schemes);

/** Ids of the rules for estates that ship with this version. */
export const bundledEstateRules: readonly string[] = Object.keys(estates);

/** Bundled packs already prepared: their content never changes. */
const preparedSchemes = new Map<string, Result<PreparedScheme, SchemePackRejection>>();
const preparedEstates = new Map<string, Result<PreparedEstateRules, SchemePackRejection>>();

/** A bundled classification of organizations, ready to be asked. */
export function schemeFor(id: string): Result<PreparedScheme, SchemePackRejection> {
  if (!Object.hasOwn(schemes, id)) return reject({ kind: "unknown-scheme", id });
  const scheme = preparedSchemes.get(id) ?? readScheme(id, schemes[id]);
  preparedSchemes.set(id, scheme);
  return scheme;
}

/**
 * The classifications that ship and those of a district's own folders, by id, ready to be
 * asked; a folder without `scheme.json` is left out. Refused whole if one is faulty or takes
 * an id that ships, so that nobody answers under another's name.
 */
export function schemesWith(
  folders: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Result<ReadonlyMap<string, PreparedScheme>, readonly SchemePackRejection[]> {
  const found = new Map<string, PreparedScheme>();
  const rejections: SchemePackRejection[] = [];
  const take = (id: string, read: Result<PreparedScheme, SchemePackRejection>) => {
    if (read.ok) found.set(id, read.value);
    else rejections.push(read.rejection);
  };
  for (const id of bundledSchemes) take(id, schemeFor(id));
  for (const [id, files] of Object.entries(folders)) {
    const content = files["scheme.json"];
    if (content === undefined) continue;
    if (Object.hasOwn(schemes, id)) {
      rejections.push({ kind: "faulty-scheme", id, problems: ["id: an id already taken"] });
    } else take(id, readScheme(id, content));
  }
  return rejections.length > 0 ? reject(rejections) : accept(found);
}

/** Bundled rules for estates, ready to be asked. */
export function estateRulesFor(id: string): Result<PreparedEstateRules, SchemePackRejection> {
  if (!Object.hasOwn(estates, id)) return reject({ kind: "unknown-scheme", id });
  const rules = preparedEstates.get(id) ?? readEstateRules(id, estates[id]);
  preparedEstates.set(id, rules);
  return rules;
}

/** A district's own classification, as data; refused with its problems, or if its id is another's. */
export function readScheme(
  id: string,
  content: unknown,
): Result<PreparedScheme, SchemePackRejection> {
  return readPack(id, decodeScheme(content), prepare);
}

/** A district's own rules for estates, as data; refused with their problems, or if the id is another's. */
export function readEstateRules(
  id: string,
  content: unknown,
): Result<PreparedEstateRules, SchemePackRejection> {
  return readPack(id, decodeEstateRules(content), prepareEstates);
}

function readPack<Pack extends { readonly id: string }, Prepared>(
  id: string,
  decoded: Result<Pack, readonly { readonly path: string; readonly message: string }[]>,
  prepared: (pack: Pack) => Result<Prepared, unknown>,
): Result<Prepared, SchemePackRejection> {
  if (!decoded.ok) {
    const problems = decoded.rejection.map(({ path, message }) => `${path}: ${message}`);
    return reject({ kind: "faulty-scheme", id, problems });
  }
  if (decoded.value.id !== id) {
    const problems = [`id: ${decoded.value.id} is not ${id}`];
    return reject({ kind: "faulty-scheme", id, problems });
  }
  const ready = prepared(decoded.value);
  if (ready.ok) return accept(ready.value);
  return reject({ kind: "faulty-scheme", id, problems: [JSON.stringify(ready.rejection)] });
}
