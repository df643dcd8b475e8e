import { isLocalDate, type LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import type { MandateId } from "./book.ts";

/**
 * A decision of the owners as this package needs to know it: which resolution,
 * from which day, and what for. What a ballot is stays with those who hold votes.
 */
export interface Mandate {
  readonly resolutionId: MandateId;
  readonly resolvedOn: LocalDate;
  readonly subject: MandateSubject;
}

/** What a resolution may allow; each allows its own thing and nothing beside it. */
export type MandateSubject =
  | `budget:${number}`
  | "access-policy"
  /** An emergency payment, by its order's id. */
  | `ratification:${string}`
  /** The dated price of one item of the fees. */
  | `tariff:${string}`
  /** What being late costs. */
  | "late-charge"
  /** Credit notes, waivers, write-offs and refunds. */
  | "fee-relief"
  /** A repair out of the maintenance money. */
  | "maintenance-spending"
  /** Common income moved to the maintenance money. */
  | "appropriation"
  /** All books to another trustee. */
  | "hand-over"
  /** A trustee hired, kept on or dismissed. */
  | "trustee"
  /** How the estate is run from a day on. */
  | `governance-mode:${string}`;

/** A resolution as the first of two people recorded it, with the file it was read from. */
export interface MandateRecord {
  readonly mandate: Mandate;
  readonly scanSha256: string;
  readonly recordedBy: string;
  readonly confirmedBy?: string;
}

export type ConfirmationRejection =
  | { readonly kind: "mandate-confirmed-already" }
  | { readonly kind: "same-hand-twice"; readonly by: string };

export type MandateRejection =
  | { readonly kind: "mandate-not-confirmed"; readonly resolutionId: MandateId }
  | {
      readonly kind: "mandate-for-other-subject";
      readonly subject: string;
      readonly wanted: string;
    }
  | { readonly kind: "mandate-used-already"; readonly resolutionId: MandateId };

/**
 * A second person has compared the record with the scan and stands for it too.
 * Refused when it is confirmed already, and to the person who recorded it.
 */
export function confirmMandate(
  record: MandateRecord,
  by: string,
): Result<MandateRecord, ConfirmationRejection> {
  if (record.confirmedBy !== undefined) return reject({ kind: "mandate-confirmed-already" });
  if (record.recordedBy === by) return reject({ kind: "same-hand-twice", by });
  return accept({ ...record, confirmedBy: by });
}

/**
 * The one door through which a resolution takes effect: confirmed by a second
 * hand, for exactly this subject, and not used before.
 */
export function useMandate(
  record: MandateRecord,
  wanted: MandateSubject,
  used: ReadonlySet<MandateId>,
): Result<Mandate, MandateRejection> {
  const { resolutionId, subject } = record.mandate;
  if (record.confirmedBy === undefined) {
    return reject({ kind: "mandate-not-confirmed", resolutionId });
  }
  if (subject !== wanted) return reject({ kind: "mandate-for-other-subject", subject, wanted });
  if (used.has(resolutionId)) return reject({ kind: "mandate-used-already", resolutionId });
  return accept(record.mandate);
}

const bare =
  "access-policy|late-charge|fee-relief|maintenance-spending|appropriation|hand-over|trustee";
const subject = new RegExp(
  `^(${bare}|budget:\\d{4}|ratification:[\\w-]{1,64}|tariff:[a-z][a-z0-9-]{0,31}|governance-mode:[a-z][a-z-]{1,40})$`,
);

/** Reads a subject as it is written: `budget:2026`, `access-policy`, `tariff:service`, … */
export function isMandateSubject(text: string): text is MandateSubject {
  return subject.test(text);
}

/** Whether a resolution dates from a real day that is not after the day it is recorded on. */
export function isResolvedBy(resolvedOn: string, today: LocalDate): resolvedOn is LocalDate {
  return isLocalDate(resolvedOn) && resolvedOn <= today;
}
