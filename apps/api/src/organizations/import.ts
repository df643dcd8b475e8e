import { accept, type Result } from "@xinyi/result";
import type { z } from "zod";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { OrganizationImport } from "./contract.ts";
import type { OrganizationRefusal } from "./refusals.ts";
import { insertBodies, leaderRow, residentMark } from "./register.ts";
import { readRegisterCsv } from "./register-csv.ts";

type Answer = z.infer<typeof OrganizationImport>;

/**
 * Takes in a list of bodies. A body known by its name and community is left as it is, so that the
 * same file may be sent again.
 */
export async function importOrganizations(
  work: UnitOfWork,
  bytes: Uint8Array,
  fact: { on: string; source: string },
): Promise<Result<Done<Answer>, OrganizationRefusal>> {
  const file = readRegisterCsv(bytes);
  if (!file.ok) return file;
  const { rows, faults, marked } = file.value;
  const known = await work.client.query(
    `select name || chr(31) || community as key from organizations.body_now`,
  );
  const before = new Set(known.rows.map(({ key }) => key));
  const fresh = rows
    .filter(({ name, community }) => !before.has(`${name}\u001f${community}`))
    .map((row) => ({ ...row, id: work.ports.ids.next() }));
  await insertBodies(
    work,
    fresh.map((row) => ({ ...row, leadSource: fact.source, foundOn: fact.on })),
  );
  await insertRows(
    work.client,
    "organizations.credit_code",
    fresh
      .filter(({ creditCode }) => creditCode !== undefined)
      .map((row) => ({
        district_id: work.districtId,
        id: work.ports.ids.next(),
        body_id: row.id,
        code: row.creditCode?.toUpperCase(),
        problem: null,
        accepted_because: null,
        recorded_by: work.personId,
        recorded_at: work.now,
      })),
  );
  const leaders = [];
  for (const row of fresh) {
    if (row.leader === undefined) continue;
    const mark = residentMark(work, row.residentNumber);
    if (!mark.ok) return mark;
    const leader = { name: row.leader, from: row.foundedOn ?? fact.on };
    leaders.push(leaderRow(work, row.id, work.ports.ids.next(), leader, mark.value));
  }
  await insertRows(work.client, "organizations.leader", leaders);
  const answer = {
    accepted: rows.length,
    created: fresh.length,
    unchanged: rows.length - fresh.length,
    faults: [...faults],
    markedCsv: faults.length === 0 ? null : marked,
  };
  return accept({
    answer,
    facts: { created: fresh.length, unchanged: answer.unchanged, faults: faults.length },
  });
}
