/**
 * Expected failure as a value: plain data that serialises and narrows.
 * A defect throws; a refusal is returned.
 */
export type Result<Value, Rejection> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly rejection: Rejection };

/** The answer of a transition that went through. */
export function accept<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** The answer of a transition that was refused, with the facts of the refusal. */
export function reject<Rejection>(rejection: Rejection): {
  readonly ok: false;
  readonly rejection: Rejection;
} {
  return { ok: false, rejection };
}

/**
 * Closes a `switch` over a union: it does not compile while a member is left
 * out, and throws if data from outside the types gets this far.
 */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
