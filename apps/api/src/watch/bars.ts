import type { LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import type { ApiRefusal } from "../refusal.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type Bars, barsOfTheProject, type WatchKind } from "./worst.ts";

/** The bars in force on a day: what the district set last, else the project's own. */
export async function barsOn({ client }: UnitOfWork, on: LocalDate): Promise<Bars> {
  const { rows } = await client.query(
    `select distinct on (kind) kind, value from registry.watch_bar where from_on <= $1
      order by kind, from_on desc, set_at desc`,
    [on],
  );
  const set = Object.fromEntries(
    (rows as { kind: WatchKind; value: number }[]).map(({ kind, value }) => [kind, value]),
  );
  return { ...barsOfTheProject, ...set };
}

/** Sets a bar from a day on, today or later: what was shown before stays explained. */
export async function setBar(
  work: UnitOfWork,
  fact: { kind: WatchKind; value: number; from: LocalDate },
  today: LocalDate,
): Promise<Result<Done<{ kind: WatchKind; value: number; from: LocalDate }>, ApiRefusal>> {
  if (fact.from < today) return reject({ kind: "malformed-request" });
  await work.client.query(
    `insert into registry.watch_bar (district_id, kind, from_on, value, set_by, set_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [work.districtId, fact.kind, fact.from, fact.value, work.personId, work.now],
  );
  return accept({ answer: fact, facts: { ...fact } });
}
