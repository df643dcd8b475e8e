import { caseFrom } from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import { loadCases } from "../cases/store.ts";
import { notes, plain, type RequestFilter } from "./requests.ts";
import type { Record_ } from "./wire.ts";

/** Steps of which the public is not told: what units and offices say to one another. */
const untold = ["file", "supervise", "join", "absorb", "escalate", "object"];

/**
 * What changed in the public requests within a span of time, as the widely used extension of the
 * standard lists it: one entry for each step that somebody outside may know of, oldest first.
 */
export async function publicUpdates(
  work: UnitOfWork,
  { from, to, page, pageSize }: RequestFilter,
): Promise<readonly Record_[]> {
  const { rows } = await work.client.query(
    `select v.case_id, v.ordinal from complaints.case_event v
       join complaints.matter m on m.id = v.case_id
      where m.is_public and not m.is_confidential and v.at between $1 and $2
        and v.step ->> 'verb' <> all($3)
      order by v.at, v.case_id, v.ordinal limit $4 offset $5`,
    [from, to, untold, pageSize, (page - 1) * pageSize],
  );
  const ids = [...new Set(rows.map(({ case_id }) => case_id as string))];
  const records = new Map((await loadCases(work, ids)).map((one) => [one.matter.id, one]));
  return rows.flatMap(({ case_id, ordinal }): Record_[] => {
    const record = records.get(case_id);
    if (!record) return [];
    const steps = record.log.slice(0, ordinal).map(({ step }) => step);
    const then = caseFrom(steps);
    const isOver = ["closed", "withdrawn", "merged"].includes(then.state);
    return [
      {
        update_id: `${record.matter.number}-${ordinal}`,
        service_request_id: record.matter.number,
        status: isOver ? "closed" : "open",
        updated_datetime: plain(steps.at(-1)?.at ?? record.matter.receivedAt),
        description: notes[then.state] ?? null,
        media_url: null,
      },
    ];
  });
}
