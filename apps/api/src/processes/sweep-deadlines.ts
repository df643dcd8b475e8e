import { advance, type DueAction, whatIsDue } from "@xinyi/complaint-routing";
import { seeConfidential } from "../complaints/cases/confidential.ts";
import {
  appendStep,
  type CaseRecord,
  loadCase,
  loadCases,
  lockCase,
} from "../complaints/cases/store.ts";
import { nobody } from "../complaints/routes/entrance.ts";
import { transaction } from "../database/transaction.ts";
import type { Ports } from "../ports.ts";
import { recordAudit, type UnitOfWork } from "../unit-of-work.ts";

/** What a sweep did. */
export interface Swept {
  readonly looked: number;
  readonly reminded: number;
  readonly escalated: number;
}

const batch = 500;

/**
 * Looks at every open case, district by district, and does what has become due: a reminder told
 * once, a rung of the ladder taken. What is due is the package's answer for this moment, so that a
 * second sweep, or one after a kill, does nothing twice; each case is a transaction of its own.
 */
export async function sweepDeadlines(
  ports: Ports,
  isStopped: () => boolean = () => false,
): Promise<Swept> {
  const swept = { looked: 0, reminded: 0, escalated: 0 };
  const { rows } = await ports.pool.query("select id from registry.district order by id");
  for (const { id } of rows) {
    let after = nobody;
    while (!isStopped()) {
      const found = await dueIn(ports, id, after);
      swept.looked += found.looked;
      for (const caseId of found.due) {
        if (isStopped()) break;
        const done = await actOn(ports, id, caseId);
        swept.reminded += done.reminded;
        swept.escalated += done.escalated;
      }
      if (found.last === undefined) break;
      after = found.last;
    }
  }
  return swept;
}

/** A batch of open cases, of which those with something due; where the next batch begins. */
async function dueIn(ports: Ports, district: string, after: string) {
  return transaction(ports.pool, { district, readOnly: true }, async (client) => {
    const work = workOf(ports, district, client);
    await seeConfidential(work, "all");
    const { rows } = await client.query(
      `select case_id from complaints.case_index
        where is_open and case_id > $1 order by case_id limit ${batch}`,
      [after],
    );
    const records = await loadCases(
      work,
      rows.map(({ case_id }) => case_id),
    );
    const due = records.filter((record) => actionsOf(record, work.now).length > 0);
    return {
      looked: records.length,
      due: due.map(({ matter }) => matter.id),
      last: rows.length < batch ? undefined : (rows.at(-1)?.case_id as string),
    };
  });
}

/** What is due in a case; nothing where the published calendar does not reach. */
function actionsOf({ state, rules }: CaseRecord, now: string): readonly DueAction[] {
  const due = state && whatIsDue(state, now, rules);
  return due?.ok ? due.value : [];
}

async function actOn(ports: Ports, district: string, caseId: string) {
  return transaction(ports.pool, { district }, async (client) => {
    const work = workOf(ports, district, client);
    await seeConfidential(work, { cases: [caseId] });
    await lockCase(work, caseId);
    const record = await loadCase(work, caseId);
    let [reminded, escalated] = [0, 0];
    if (!record?.state) return { reminded, escalated };
    let { state } = record;
    for (const action of actionsOf(record, work.now)) {
      if (action.kind === "escalate") {
        const { level, to } = action;
        const by = { role: "system" } as const;
        const step = { verb: "escalate", level, to, by, at: work.now } as const;
        const raised = advance(state, step, record.rules);
        if (!raised.ok) continue;
        state = raised.value;
        await appendStep(work, record.matter, state, { personId: null });
        escalated += 1;
      } else {
        reminded += await remindOnce(work, record, action);
      }
    }
    if (reminded + escalated > 0) {
      const facts = { caseId, reminded, escalated };
      await recordAudit(work, undefined, "sweepDeadlines", ports.ids.next(), facts);
    }
    return { reminded, escalated };
  });
}

/** The same reminder is a row of the same name: told before, it is not told again. */
async function remindOnce(
  work: UnitOfWork,
  { matter }: CaseRecord,
  action: Exclude<DueAction, { kind: "escalate" }>,
): Promise<number> {
  const unit = action.kind === "mediation-over" ? "" : action.unit;
  const due = action.kind === "called-unit-late" ? action.dueAt : action.dueOn;
  const { rowCount } = await work.client.query(
    `insert into complaints.reminder (district_id, case_id, kind, unit, due, at, is_confidential)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [work.districtId, matter.id, action.kind, unit, due, work.now, matter.isConfidential],
  );
  return rowCount ?? 0;
}

function workOf(ports: Ports, districtId: string, client: UnitOfWork["client"]): UnitOfWork {
  return { client, districtId, personId: nobody, now: ports.clock.now(), ports };
}

/** Sweeps now and every few minutes; what it answers stops it and waits for the one under way. */
export function sweepRegularly(ports: Ports, everyMs: number): () => Promise<void> {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const sweep = async (): Promise<void> => {
    try {
      const swept = await sweepDeadlines(ports, () => isStopped);
      if (swept.reminded + swept.escalated > 0) ports.log.info(swept, "deadlines swept");
    } catch (error) {
      ports.log.error({ err: error }, "sweeping deadlines failed");
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      running = sweep();
    }, everyMs);
    timer.unref();
  };
  let running = sweep();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
