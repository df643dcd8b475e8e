/** Refusals that belong to the application itself, in order of precedence. */
export type ApiRefusal =
  | { readonly kind: "malformed-request" }
  | { readonly kind: "not-signed-in" }
  | { readonly kind: "wrong-credentials" }
  | { readonly kind: "too-many-attempts"; readonly retryAfterSeconds: number }
  | { readonly kind: "password-change-required" }
  | { readonly kind: "foreign-origin"; readonly origin: string }
  | { readonly kind: "not-allowed"; readonly permission: string }
  | { readonly kind: "not-found"; readonly what: string }
  | { readonly kind: "body-too-large"; readonly limitBytes: number }
  | {
      readonly kind: "wrong-media-type";
      readonly given: string;
      readonly wanted: readonly string[];
    }
  | { readonly kind: "idempotency-key-reused"; readonly key: string }
  | { readonly kind: "name-taken"; readonly name: string }
  | { readonly kind: "already-a-member"; readonly roleId: string }
  | { readonly kind: "wrong-state"; readonly state: string; readonly wanted: string }
  | { readonly kind: "currency-differs"; readonly given: string; readonly wanted: string }
  | { readonly kind: "internal" };

/** A refusal of any module on its way to the caller: kind and facts, no words. */
export interface Refusal {
  readonly kind: string;
}
