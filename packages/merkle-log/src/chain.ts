import { accept, type Result, reject } from "@xinyi/result";
import { hashOf } from "./hash.ts";

/**
 * One entry of an append-only book. `form` is everything that was hashed, and
 * carries the hash of the entry before it as its own field `previous`.
 */
export interface Link {
  readonly previous: string;
  readonly hash: string;
  readonly form: unknown;
}

/** Where a chain fails, counted from 0, in the order the reasons are looked for. */
export type ChainRejection =
  | { readonly kind: "broken-link"; readonly at: number }
  | { readonly kind: "wrong-hash"; readonly at: number };

/**
 * Recomputes a whole chain from its genesis value and answers the head that
 * must have been published. `broken-link`: an entry does not continue the one
 * before it, or its form says otherwise than its `previous`. `wrong-hash`: an
 * entry's content is not what was hashed. An empty chain's head is its genesis.
 */
export function verifyChain(
  genesis: string,
  links: readonly Link[],
): Result<string, ChainRejection> {
  let head = genesis;
  for (const [at, link] of links.entries()) {
    if (link.previous !== head || previousIn(link.form) !== head) {
      return reject({ kind: "broken-link", at });
    }
    if (hashOf(link.form) !== link.hash) return reject({ kind: "wrong-hash", at });
    head = link.hash;
  }
  return accept(head);
}

/** Only what lies inside the hashed form binds an entry to the one before it. */
function previousIn(form: unknown): unknown {
  return typeof form === "object" && form !== null && "previous" in form
    ? form.previous
    : undefined;
}
