/**
 * One spelling for a unit's number: "3栋2单元502室", "３－２－５０２" and "3#2-502" are
 * all 3-2-502. What is not of this form keeps its own words, tidied.
 */
export function unitNumber(text: string): string {
  return tidy(text)
    .replace(/(\d)(?:栋|幢|座|号楼|楼|#|-)(?=\d)/g, "$1-")
    .replace(/(\d)(?:单元|门|#|-)(?=\d)/g, "$1-")
    .replace(/(\d)(?:室|号房|号|房)$/, "$1");
}

/** The building a number of that form begins with: "3栋" of 3-2-502. */
export function buildingOf(number: string): string | undefined {
  const found = /^(\d+)-\d/.exec(number);
  return found === null ? undefined : `${found[1]}栋`;
}

/** Full-width forms narrowed, dashes made one, blanks taken out beside digits and signs. */
function tidy(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[‐‑‒–—―−－~～]/g, "-")
    .replace(/\s*-\s*/g, "-")
    .replace(/(?<=\d)\s+(?=[栋幢座号楼单门室#])|(?<=[栋幢座楼元门#])\s+(?=\d)/g, "")
    .trim();
}
