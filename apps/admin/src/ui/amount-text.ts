/** Display of decimal strings. Text in, text out: nothing here computes an amount. */

/** "1234567.50" → "1,234,567.50"; a minus sign becomes the typographic one. */
export function groupDigits(amount: string): string {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(amount) ?? [];
  if (sign === undefined || whole === undefined) return amount;
  return `${sign.replace("-", "−")}${whole.replace(/\B(?=(?:\d{3})+$)/g, ",")}${fraction}`;
}

export function isZeroAmount(amount: string): boolean {
  return /^-?0+(\.0+)?$/.test(amount);
}

/** Money that leaves is written with a minus sign. */
export function isOutgoing(amount: string): boolean {
  return amount.startsWith("-") && !isZeroAmount(amount);
}

/** The same amount without its sign, where words or a column already say the direction. */
export function unsigned(amount: string): string {
  return amount.replace(/^-/, "");
}

/** What people type as an amount, as the API takes it: full-width digits, grouping and blanks go. */
export function plainAmount(typed: string): string {
  return typed.normalize("NFKC").replace(/[,\s]/g, "");
}
