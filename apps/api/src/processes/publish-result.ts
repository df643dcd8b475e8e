import { insertRows } from "../database/insert.ts";
import { transaction } from "../database/transaction.ts";
import type { Ports } from "../ports.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { OutboxRow } from "./outbox.ts";
import { makePublicFiles } from "./public-files.ts";

/** Puts the making of a result's public files in the outbox, in the transaction that published it. */
export async function askForResultFiles(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
): Promise<void> {
  await insertRows(work.client, "operations.outbox", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      topic: "publish-result",
      payload: { estateId, meetingId, personId: work.personId },
      created_at: work.now,
      done_at: null,
      attempts: 0,
    },
  ]);
}

/** Page, print, the files to recount and the page that counts: the same however often it is made. */
export async function publishResultFiles(
  ports: Ports,
  district: string,
  row: OutboxRow,
): Promise<void> {
  const { estateId = "", meetingId = "", personId = "" } = row.payload;
  const url = `${ports.publicUrl()}/v/${meetingId}`;
  await makePublicFiles(ports, {
    districtId: district,
    estateId,
    personId,
    args: ["result", "--meeting", meetingId, "--url", url],
  });
  await transaction(ports.pool, { district }, (client) =>
    client.query(
      "update operations.outbox set done_at = $2, attempts = attempts + 1 where id = $1",
      [row.id, ports.clock.now()],
    ),
  );
}
