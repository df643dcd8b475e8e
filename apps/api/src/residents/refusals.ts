import type { TooMany } from "../session/attempts.ts";

/** Why a slip or a PIN does not open the door, in the order they are looked at. */
export type DoorRefusal =
  | TooMany
  | { readonly kind: "slip-unknown" }
  | { readonly kind: "slip-voided" }
  | { readonly kind: "slip-used" }
  | { readonly kind: "slip-expired"; readonly lastDay: string }
  | { readonly kind: "pin-too-simple" }
  | { readonly kind: "device-unknown" }
  | { readonly kind: "wrong-pin"; readonly attemptsLeft: number };

/** Why a slip is not printed or its handing over not recorded. */
export type SlipRefusal =
  | { readonly kind: "not-found"; readonly what: string }
  | { readonly kind: "not-an-owner"; readonly personId: string }
  | { readonly kind: "handed-over-already" }
  | { readonly kind: "handed-over-before-printed"; readonly printedOn: string }
  | { readonly kind: "handed-over-in-future" };
