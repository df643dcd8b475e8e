import { createHash } from "node:crypto";
import { accept, type Result } from "@xinyi/result";
import { insertRows } from "../../database/insert.ts";
import { transaction } from "../../database/transaction.ts";
import type { Ports } from "../../ports.ts";
import type { Done, UnitOfWork } from "../../unit-of-work.ts";
import type { ComplaintRefusal, SealedRefusal } from "../refusals.ts";
import { disciplineChannel } from "../rules/discipline.ts";

export interface Receipt {
  readonly id: string;
  readonly sha256: string;
  readonly at: string;
}

/** Keeps the number of a letter that was sealed elsewhere, and when; nothing else came. */
export async function keepSealedHash(
  work: UnitOfWork,
  sha256: string,
): Promise<Result<Done<Receipt>, ComplaintRefusal>> {
  const receipt = await keepReceipt(work, sha256, "sealed-file");
  // The log of acts says that something left, and not even which number it has.
  return accept({ answer: receipt, facts: {} });
}

/**
 * Refuses an accusation's words that came in all the same. They are hashed with a fresh salt and
 * dropped: what is kept cannot be compared with a guessed sentence, and whoever sent them can
 * still show, with the salt, that they were brought and when. Runs by itself, since a refused
 * command leaves nothing behind.
 */
export async function refuseSealed(
  ports: Ports,
  districtId: string,
  words: string,
): Promise<SealedRefusal> {
  const salt = Buffer.from(ports.random(32)).toString("hex");
  const sha256 = createHash("sha256").update(salt).update(words, "utf8").digest("hex");
  return transaction(ports.pool, { district: districtId }, async (client) => {
    const work = { client, districtId, ports, now: ports.clock.now(), personId: "" };
    const receipt = await keepReceipt(work, sha256, "refused-text");
    const { number, address, hours, recipient } = await disciplineChannel(work);
    const { id: receiptId, at } = receipt;
    return {
      kind: "sealed-matter",
      number,
      address,
      hours,
      recipient,
      receiptId,
      sha256,
      salt,
      at,
    };
  });
}

async function keepReceipt(
  work: UnitOfWork,
  sha256: string,
  via: "sealed-file" | "refused-text",
): Promise<Receipt> {
  const receipt = { id: work.ports.ids.next(), sha256, at: work.now };
  await insertRows(work.client, "complaints.sealed_receipt", [
    { district_id: work.districtId, ...receipt, via },
  ]);
  return receipt;
}
