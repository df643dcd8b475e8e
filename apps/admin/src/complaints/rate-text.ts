/** "0.8571" → "85.7%": the share as people read it, from the digits and without arithmetic on floats. */
export function percentText(share: string): string {
  const [, whole = "0", fraction = ""] = /^([01])(?:\.(\d{1,4}))?$/.exec(share) ?? [];
  const tenThousandths = Number(whole + fraction.padEnd(4, "0"));
  const thousandths = Math.round(tenThousandths / 10);
  return `${Math.trunc(thousandths / 10)}.${thousandths % 10}%`;
}

/** The bounds, rounded outwards, so that what is shown never promises more than was reckoned. */
export function intervalText(low: string, high: string): string {
  const digits = (share: string) => Number(share.replace(".", "").padEnd(5, "0"));
  const below = Math.floor(digits(low) / 10);
  const above = Math.ceil(digits(high) / 10);
  const text = (thousandths: number) => `${Math.trunc(thousandths / 10)}.${thousandths % 10}`;
  return `${text(below)}–${text(above)}%`;
}
