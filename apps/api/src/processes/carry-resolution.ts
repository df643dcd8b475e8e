import { canonicalJson } from "@xinyi/merkle-log";
import { isMandateSubject } from "@xinyi/trust-accounting";
import { insertRows } from "../database/insert.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

/** A motion that was carried, in the words of those who act on resolutions. */
export interface CarriedMotion {
  readonly estateId: string;
  readonly motionId: string;
  readonly resolutionId: string;
  readonly resolvedOn: string;
  readonly subject: string;
  /** What was resolved, with its verdict: it takes the place of the scan. */
  readonly document: Readonly<Record<string, unknown>>;
}

/**
 * A carried motion becomes the record of a resolution that one person has typed in so far, once.
 * It still waits for a second person: nothing takes effect by one hand, not even by a count.
 */
export async function carryResolution(work: UnitOfWork, carried: CarriedMotion): Promise<void> {
  if (!isMandateSubject(carried.subject)) {
    throw new Error(`motion ${carried.motionId}: ${carried.subject}`);
  }
  const before = await work.client.query("select 1 from trust.mandate_vote where motion_id = $1", [
    carried.motionId,
  ]);
  if (before.rowCount) return;
  const { resolutionId, resolvedOn, subject, document } = carried;
  const text = canonicalJson({ resolutionId, resolvedOn, subject, ...document });
  const stored = await work.ports.blobs.put(new TextEncoder().encode(text));
  if (!stored.ok) throw new Error(`the resolution cannot be kept: ${stored.rejection.kind}`);
  const { sha256, mediaType, bytes } = stored.value;
  await work.client.query(
    `insert into trust.voucher (district_id, estate_id, sha256, media_type, bytes, stored_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [work.districtId, carried.estateId, sha256, mediaType, bytes, work.now],
  );
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.mandate", [
    {
      district_id: work.districtId,
      id,
      estate_id: carried.estateId,
      resolution_id: resolutionId,
      resolved_on: resolvedOn,
      subject,
      scan_sha256: sha256,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  await insertRows(work.client, "trust.mandate_vote", [
    {
      district_id: work.districtId,
      mandate_id: id,
      motion_id: carried.motionId,
      recorded_at: work.now,
    },
  ]);
}
