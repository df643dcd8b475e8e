/**
 * What people wrote, as one line that shows what it says: without control
 * characters, and without the marks that turn the direction of writing round,
 * by which a 1.00 could be made to look like a 00.1.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}|[\u2028\u2029]/gu, " ")
    .replace(/[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, "")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** An amount with its thousands apart, as figures stand on a sheet: 1,234.50. */
export function grouped(amount: string): string {
  const [whole = "", decimals] = amount.split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === undefined ? apart : `${apart}.${decimals}`;
}
