/**
 * A name as others may see it: the first character, the rest starred (张**). Enough to recognise
 * oneself, not enough to be named on a list.
 */
export function maskName(name: string): string {
  const [first, ...rest] = Array.from(name.trim());
  if (first === undefined) return "*";
  return first + "*".repeat(Math.max(1, Math.min(rest.length, 3)));
}

/** An account number as others may see it: its last four characters. */
export function maskAccount(account: string): string {
  return `****${account.slice(-4)}`;
}
