import { useSyncExternalStore } from "react";

/**
 * Where in these pages somebody is: the part behind the #, cut at its slashes. It never leaves the
 * phone, so the digits of a slip in it stand in no server's log.
 */
export function useAddress(): readonly string[] {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash);
  return partsOf(hash);
}

export function partsOf(hash: string): readonly string[] {
  return hash
    .replace(/^#\/?/, "")
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
}

/** A link to a page: `<a href={to("ballot", ballotId)}>`. */
export function to(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}

export function goTo(...parts: readonly string[]): void {
  window.location.hash = to(...parts);
}

/** Forgets what the address says now, also for the way back: a used code has no business there. */
export function replaceAddress(...parts: readonly string[]): void {
  window.history.replaceState(null, "", to(...parts));
}

function onHashChange(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
