import type {
  BallotRejection,
  CloseRejection,
  ConveneRejection,
  CorrectionRejection,
  MotionRejection,
  OpenRejection,
  PublishRejection,
} from "@xinyi/committee-voting";
import type { PlaceRejection } from "@xinyi/jurisdictions";
import type { BlobRefusal } from "../bank/blobs.ts";
import type { ApiRefusal } from "../refusal.ts";

/** The packages' own refusals, and what storage, people and paper add to them. */
export type MeetingRefusal =
  | ApiRefusal
  | BlobRefusal
  | PlaceRejection
  | ConveneRejection
  | Exclude<OpenRejection | CloseRejection | PublishRejection, { readonly kind: "wrong-status" }>
  | { readonly kind: "meeting-status"; readonly status: string; readonly wanted: string }
  | BallotRejection
  | CorrectionRejection
  | MotionRejection
  | { readonly kind: "pack-version-kept"; readonly id: string; readonly version: string }
  | { readonly kind: "bylaws-unreadable"; readonly path: string; readonly message: string }
  | { readonly kind: "no-roll-policy"; readonly place: string }
  | { readonly kind: "no-roll" }
  | { readonly kind: "no-weight"; readonly unit: string; readonly axis: string }
  | { readonly kind: "roll-frozen-already" }
  | { readonly kind: "roll-not-frozen" }
  | { readonly kind: "objections-open"; readonly open: number }
  | { readonly kind: "objection-settled-already" }
  | { readonly kind: "correction-without-cause" }
  | { readonly kind: "class-unknown-to-law"; readonly class: string }
  | { readonly kind: "classified-already"; readonly class: string }
  | { readonly kind: "blank-proxy" }
  | { readonly kind: "no-proxy-rule"; readonly place: string }
  | { readonly kind: "proxy-not-admitted"; readonly proxyId: string; readonly reason: string }
  | { readonly kind: "no-co-owner-rule"; readonly place: string }
  | { readonly kind: "not-a-co-owner"; readonly personId: string }
  | { readonly kind: "not-the-nominee" }
  | { readonly kind: "not-your-ballot"; readonly voterId: string }
  | { readonly kind: "sheet-read-by-you" }
  | { readonly kind: "sheet-done"; readonly sheet: string }
  | { readonly kind: "sheet-of-another-voter"; readonly sheet: string }
  | { readonly kind: "motion-twice"; readonly motionId: string }
  | { readonly kind: "motion-not-decided" }
  | { readonly kind: "motion-decided" }
  | { readonly kind: "further-vote-not-open"; readonly status: string }
  | { readonly kind: "second-ballot-running" }
  | { readonly kind: "papers-waiting"; readonly sheets: number }
  | { readonly kind: "not-published-yet" };
