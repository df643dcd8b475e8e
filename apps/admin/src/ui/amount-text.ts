/** Display of decimal strings. Text in, text out: nothing here computes an amount. */

/** "1234567.50" → "1,234,567.50"; a minus sign becomes the typographic one. */
export function groupDigits(amount: string): string {
  const [, sign = "", whole = amount, fraction = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(amount) ?? [];
  return `${sign === "-" ? "−" : ""}${whole.replace(/\B(?=(?:\d{3})+$)/g, ",")}${fraction}`;
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
