import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transaction } from "../database/transaction.ts";
import { addNoticeState } from "../disclosure/notices.ts";
import type { Ports } from "../ports.ts";
import type { OutboxRow } from "./outbox.ts";
import { makePublicFiles } from "./public-files.ts";

/**
 * Has reporting make a notice's files with a token for this one job, puts them where residents
 * read them, and marks the notice published and its earlier version replaced.
 */
export async function publishNotice(ports: Ports, district: string, row: OutboxRow): Promise<void> {
  const { estateId = "", noticeId = "", month = "", personId = "" } = row.payload;
  await makePublicFiles(ports, {
    districtId: district,
    estateId,
    personId,
    args: ["notice", "--period", month, "--notice", noticeId, "--format", "pdf,html"],
  });
  const replaced = await transaction(ports.pool, { district }, async (client) => {
    const work = { client, districtId: district, now: ports.clock.now() };
    await addNoticeState(work, noticeId, "published", {});
    const earlier = await client.query(
      `select o.id, o.code, n.code as by from trust.notice n join trust.notice o
         on o.estate_id = n.estate_id and o.month = n.month and o.version < n.version
        where n.id = $1 and (select state from trust.notice_state s where s.notice_id = o.id
          order by ordinal desc limit 1) = 'published'`,
      [noticeId],
    );
    for (const old of earlier.rows) {
      await addNoticeState(work, old.id, "replaced", { by: old.by });
    }
    await client.query(
      "update operations.outbox set done_at = $2, attempts = attempts + 1 where id = $1",
      [row.id, work.now],
    );
    return earlier.rows as { code: string; by: string }[];
  });
  for (const old of replaced) {
    const file = join(ports.settings.publicFolder, "n", `${old.code}.replaced-by`);
    await writeFile(file, old.by);
  }
}
