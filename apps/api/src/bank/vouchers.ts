import { accept, type Result } from "@xinyi/result";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { Blob, BlobRefusal } from "./blobs.ts";

/** Keeps a voucher by its content; the file is on disk before the row that names it. */
export async function storeVoucher(
  work: UnitOfWork,
  estateId: string,
  bytes: Uint8Array,
): Promise<Result<Done<Blob>, BlobRefusal>> {
  const stored = await work.ports.blobs.put(bytes);
  if (!stored.ok) return stored;
  await work.client.query(
    `insert into trust.voucher (district_id, estate_id, sha256, media_type, bytes, stored_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [
      work.districtId,
      estateId,
      stored.value.sha256,
      stored.value.mediaType,
      stored.value.bytes,
      work.now,
    ],
  );
  return accept({ answer: stored.value, facts: { sha256: stored.value.sha256 } });
}
