import type { PatternRule, Scheme, Source, Term } from "@xinyi/organization-classification";
import type { TagRow } from "./tag-table.ts";

/**
 * ICNP/TSO as a scheme of one code a body: its sections, groups and sub-groups as terms of
 * three levels. What speaks for a code is the pattern of every charity tag that its authors
 * relate to that code alone or first; a finer code outweighs the group above it.
 */
export function schemeOfIcnptso(classes: readonly TagRow[], tags: readonly TagRow[]): Scheme {
  const terms = classes.map((row): Term => {
    const code = row["Sub-group"] || row.Group || row.Section || "";
    const parent = row["Sub-group"] ? row.Group : row.Group ? row.Section : undefined;
    const title = (row.Title ?? "").trim();
    return {
      code,
      label: { zh: title, en: title },
      definition: row.Notes || title,
      includes: [],
      excludes: [],
      aliases: [],
      ...(parent ? { parent } : {}),
    };
  });
  const known = new Set(terms.map(({ code }) => code));
  const patterns = tags.flatMap((row): readonly PatternRule[] => {
    const [term] = (row["Related ICNPTSO code"] ?? "").split(";");
    const pattern = row["Regular expression"];
    const except = row["Exclude regular expression"];
    if (!pattern || !row.Code || !term || !known.has(term)) return [];
    return [
      {
        id: `tag/${row.Code.toLowerCase()}`,
        term,
        pattern,
        ...(except ? { except } : {}),
        weight: row.Level === "1" ? 1 : 2,
        source: "ukcat",
      },
    ];
  });
  return {
    id: "icnptso",
    version: "1.0.0",
    title: {
      zh: "非营利与第三部门组织国际分类(ICNP/TSO)",
      en: "International Classification of Non-profit and Third Sector Organizations (ICNP/TSO)",
    },
    issuer: "United Nations Statistics Division; tabulated by the UK charity activity tags project",
    validFrom: "2018-01-01",
    sources: SOURCES,
    terms,
    openTerm: "L90",
    rules: [],
    patterns,
    exclusions: [],
    fieldWeights: { name: 2, description: 1 },
    thresholds: { accept: 2, margin: 2 },
    precedence: [],
    negation: { words: [], except: [], window: 0 },
    crosswalks: [],
  };
}

const SOURCES: readonly Source[] = [
  {
    id: "ukcat",
    title: "UK Charity Activity Tags, related ICNP/TSO codes (CC BY 4.0)",
    text: "https://github.com/charity-classification/ukcat",
    verified: true,
  },
];
