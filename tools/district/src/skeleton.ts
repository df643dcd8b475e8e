import { bundledPacks } from "@xinyi/jurisdictions";

/** A file of the skeleton: its path inside the pack's folder, and its text. */
export interface SkeletonFile {
  readonly path: string;
  readonly text: string;
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The shipped pack that the new one stands under: the longest id that the new id begins with. */
export function parentOf(id: string): string | undefined {
  return [...bundledPacks.keys()]
    .filter((other) => id.startsWith(`${other}-`))
    .sort((left, right) => right.length - left.length)[0];
}

/**
 * The files of a new pack. They set no value of law, and their cases fail:
 * a skeleton that passes would be taken for a pack that somebody has checked.
 * Throws with a sentence for people when the id is not fit to be one.
 */
export function skeletonOf(id: string): readonly SkeletonFile[] {
  if (!ID.test(id)) throw new Error(`${id}: an id is lower-case letters, digits and hyphens`);
  if (bundledPacks.has(id)) throw new Error(`${id}: a pack of this id ships already`);
  const parent = parentOf(id);
  if (parent === undefined) {
    throw new Error(`${id}: begins with no pack that ships; call it cn-sc-… or cn-…`);
  }
  return [
    { path: "pack.json", text: json(headOf(id, parent)) },
    { path: "voting.json", text: json({}) },
    { path: "cases/voting.json", text: json(casesOf(id)) },
  ];
}

function headOf(id: string, parent: string) {
  const above = bundledPacks.get(parent)?.head.level;
  const level = above === "national" ? "province" : "city";
  return {
    id,
    version: "0.1.0",
    kind: "place",
    level,
    title: { zh: "(区县名称)", en: "(name of the district)" },
    parent,
    note: "Say here which texts were read, by whom and when. 在此写明核对过的文件、核对人和日期。",
  };
}

function casesOf(id: string) {
  const area = { total: "90000", participating: "60000" };
  return {
    suite: "committee-voting",
    cases: [
      {
        id: `${id}-example-bar`,
        kind: "verdict",
        pack: id,
        on: "2026-01-01",
        source: "(the district's text, with its article)",
        note: "Meant to fail: exactly half is not more than half. Put your own case in its place. 示例，故意不通过：请换成本地真实算例。",
        given: {
          matter: "hire-manager",
          tallies: {
            total: { heads: "900", area: area.total },
            participating: { heads: "600", area: area.participating },
            for: { heads: "300", area: "30000" },
          },
        },
        expect: { status: "passed" },
      },
      {
        id: `${id}-example-matter`,
        kind: "verdict",
        pack: id,
        on: "2026-01-01",
        source: "(the district's text, with its article)",
        note: "Meant to fail: a matter without a rule is held. Add the matter to voting.json, with its source. 示例，故意不通过：未立规则的事项一律搁置。",
        given: {
          matter: "our-own-matter",
          tallies: {
            total: { heads: "900", area: area.total },
            participating: { heads: "600", area: area.participating },
            for: { heads: "500", area: "50000" },
          },
        },
        expect: { status: "passed" },
      },
    ],
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
