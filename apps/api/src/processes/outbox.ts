import type pg from "pg";
import { transaction } from "../database/transaction.ts";
import type { Ports } from "../ports.ts";
import { publishNotice } from "./publish-notice.ts";
import { publishResultFiles } from "./publish-result.ts";

/** Effects that wait in the database: started when woken, and once at start for what was left. */
export interface Outbox {
  wake(): void;
  /** Resolves when nothing is under way; new work is no longer begun. */
  stop(): Promise<void>;
}

export interface OutboxRow {
  readonly id: string;
  readonly topic: string;
  readonly payload: Record<string, string>;
  readonly attempts: number;
}

const attemptsAtMost = 3;

/** One thing at a time, district by district, each in its own transactions. */
export function outboxOver(ports: () => Ports): Outbox {
  let running: Promise<void> | undefined;
  let isWoken = false;
  let isStopped = false;

  const drain = async (): Promise<void> => {
    while (isWoken && !isStopped) {
      isWoken = false;
      const { rows } = await ports().pool.query("select id from registry.district order by id");
      for (const { id } of rows) await drainDistrict(ports(), id, () => isStopped);
    }
  };

  return {
    wake() {
      isWoken = true;
      running ??= drain()
        .catch((error) => ports().log.error({ err: error }, "outbox failed"))
        .finally(() => {
          running = undefined;
        });
    },
    async stop() {
      isStopped = true;
      await running;
    },
  };
}

async function drainDistrict(
  ports: Ports,
  district: string,
  isStopped: () => boolean,
): Promise<void> {
  while (!isStopped()) {
    const row = await transaction(ports.pool, { district }, nextRow);
    if (!row) return;
    const done = await carryOut(ports, district, row);
    if (!done) await giveBack(ports, district, row);
  }
}

async function nextRow(client: pg.ClientBase): Promise<OutboxRow | undefined> {
  const { rows } = await client.query(
    `select id, topic, payload, attempts from operations.outbox
      where done_at is null order by created_at, id limit 1`,
  );
  return rows[0];
}

/** Whether the effect was done; a failure is logged with its row and tried again, three times. */
async function carryOut(ports: Ports, district: string, row: OutboxRow): Promise<boolean> {
  try {
    switch (row.topic) {
      case "publish-notice":
        await publishNotice(ports, district, row);
        return true;
      case "publish-result":
        await publishResultFiles(ports, district, row);
        return true;
      default:
        throw new Error(`no process handles the topic ${row.topic}`);
    }
  } catch (error) {
    ports.log.error({ err: error, outboxId: row.id, topic: row.topic }, "effect failed");
    return false;
  }
}

async function giveBack(ports: Ports, district: string, row: OutboxRow): Promise<void> {
  await transaction(ports.pool, { district }, async (client) => {
    const isLast = row.attempts + 1 >= attemptsAtMost;
    await client.query(
      `update operations.outbox set attempts = attempts + 1, done_at = $2 where id = $1`,
      [row.id, isLast ? ports.clock.now() : null],
    );
    if (isLast && row.topic === "publish-notice") {
      const { addNoticeState } = await import("../disclosure/notices.ts");
      const work = { client, districtId: district, now: ports.clock.now() };
      await addNoticeState(work, row.payload.noticeId ?? "", "failed", {
        attempts: attemptsAtMost,
      });
    }
  });
}
