import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { transaction } from "../database/transaction.ts";
import type { Env } from "../session/access.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { PublicMeeting } from "./result-contract.ts";
import { meetingResult } from "./results.ts";
import { type MeetingRow, motionsOf, statusOf } from "./store.ts";

export type PublicMeetingWire = z.infer<typeof PublicMeeting>;

/** Reads for whoever asks: the rows of the district in the path, in a read-only transaction. */
export function readPublicly<Answer>(
  c: Context<Env>,
  districtId: string,
  query: (work: UnitOfWork) => Promise<Answer>,
): Promise<Answer> {
  const { ports } = c.var;
  return transaction(
    ports.pool,
    { district: districtId, readOnly: true, isolation: "repeatable read" },
    (client) => query({ client, districtId, personId: "", now: ports.clock.now(), ports }),
  );
}

/** A meeting as it is announced to everyone; its result once it is published. */
export async function publicWire(work: UnitOfWork, row: MeetingRow): Promise<PublicMeetingWire> {
  const motions = await motionsOf(work, row.id);
  const counts = await work.client.query(
    `select count(*)::int as objections, count(s.correction)::int as corrections
       from voting.objection o left join voting.objection_settlement s on s.objection_id = o.id
      where o.meeting_id = $1`,
    [row.id],
  );
  const { objections, corrections } = counts.rows[0];
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    estateName: row.estateName,
    place: row.place,
    status: statusOf(row),
    noticeServedOn: row.noticeServedOn,
    heldOn: row.heldOn,
    opensAt: row.opensAt,
    closesAt: row.closesAt,
    closingRule: row.closingRule,
    namedRollHash: row.namedHash,
    secretRollHash: row.secretHash,
    corrections,
    objections,
    motions: motions.map(({ id, title, matter, words }) => ({ id, title, matter, words })),
    result: row.publishedAt === null ? null : ((await meetingResult(work, row)) ?? null),
  };
}

/** The program of a recount, as it was built with this version; absent where nothing was built. */
export async function recountProgram(): Promise<string | undefined> {
  const built = fileURLToPath(new URL("./recount.mjs", import.meta.url));
  return readFile(built, "utf8").catch(() => undefined);
}
