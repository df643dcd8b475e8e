import { accept, type Result } from "@xinyi/result";
import { fixedClock } from "../clock.ts";
import type { Seat } from "../complaints/cases/access.ts";
import { recordCallback } from "../complaints/cases/callbacks.ts";
import { seeConfidential } from "../complaints/cases/confidential.ts";
import { type StepFact, takeStep } from "../complaints/cases/take-step.ts";
import { type ReporterStepFact, stepByReporter } from "../complaints/cases/tracked.ts";
import { addDesk, addGrid, joinDesk, keyHash } from "../complaints/desks/commands.ts";
import { fileMatter } from "../complaints/intake/file.ts";
import { addPack } from "../complaints/rules/commands.ts";
import { insertRows } from "../database/insert.ts";
import type { Ports } from "../ports.ts";
import { sweepDeadlines } from "../processes/sweep-deadlines.ts";
import type { Refusal } from "../refusal.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type DemoCase, demoCases, demoDesks, demoGrids } from "./complaint-cases.ts";

type Command<Answer> = (work: UnitOfWork) => Promise<Result<Done<Answer>, Refusal>>;
type Step = <Answer>(key: string, estateId: string, command: Command<Answer>) => Promise<Answer>;

/** The first day on which the demonstration's rules and their calendar hold for all its cases. */
const since = Date.parse("2026-01-20T00:00:00Z");
const day = 86_400_000;

/**
 * A desk of complaints as it looks on an ordinary day: some in time, some late, one trouble that
 * many people have. Each step is the real command at the hour in which it would have been taken.
 */
export async function loadComplaints(ports: Ports, step: Step, estateId: string): Promise<void> {
  const now = Date.parse(ports.clock.now());
  if (now < since) return;
  const first = new Date(now - 60 * day).toISOString();
  await step("complaints:rules", estateId, (work) =>
    addPack({ ...work, now: first }, { from: "bundled", id: "jianyang-demo" }),
  );
  await step("complaints:offices", estateId, makeOffices);
  for (const grid of demoGrids) {
    await step(`complaints:grid:${grid.id}`, estateId, (work) =>
      addGrid(work, { ...grid, estateId }),
    );
  }
  await step("complaints:client", estateId, makeClient);
  const handlers = new Map<string, string>();
  for (const desk of demoDesks) {
    const made = await step(`complaints:desk:${desk.unitId}`, estateId, async (work) => {
      const early = { ...work, now: first };
      const { personName, isOfEstate, ...fact } = desk;
      const place = isOfEstate ? { estateId } : {};
      const added = await addDesk(early, { ...fact, ...place, isOnDuty: true, categories: [] });
      if (!added.ok) return added;
      const personId = await makePerson(early, personName);
      await joinDesk(early, added.value.answer, personId);
      return accept({ answer: personId, facts: added.value.facts });
    });
    handlers.set(desk.unitId, made);
  }
  for (const one of demoCases) {
    await step(`complaints:case:${one.key}`, estateId, (work) =>
      playCase(work, estateId, one, handlers, now),
    );
  }
  // As the sweep of each evening would have found them.
  for (let ago = 45; ago >= 0; ago -= 1) {
    const clock = fixedClock(new Date(now - ago * day - 60_000).toISOString());
    await sweepDeadlines({ ...ports, clock });
  }
}

/** In the demonstration the first administrator also assigns, calls back and looks on. */
async function makeOffices(work: UnitOfWork) {
  const roles = ["triage-officer", "hotline-officer", "case-supervisor"];
  await insertRows(
    work.client,
    "registry.role_assignment",
    roles.map((roleId) => ({
      district_id: work.districtId,
      id: work.ports.ids.next(),
      person_id: work.personId,
      role_id: roleId,
      estate_id: null,
      from_at: work.now,
      to_at: null,
    })),
  );
  return accept({ answer: null, facts: { roles } });
}

/** A key that everyone may know, for trying a client on invented data; it can be ended like any. */
async function makeClient(work: UnitOfWork) {
  const id = work.ports.ids.next();
  await insertRows(work.client, "complaints.open311_key", [
    {
      district_id: work.districtId,
      id,
      title: "演示 demonstration",
      key_hash: keyHash("xinyi-demo"),
      created_by: work.personId,
      created_at: work.now,
      ended_at: null,
    },
  ]);
  return accept({ answer: null, facts: { keyId: id } });
}

async function makePerson(work: UnitOfWork, name: string): Promise<string> {
  const id = work.ports.ids.next();
  await insertRows(work.client, "registry.person", [
    { district_id: work.districtId, id, account_id: null, name, phone: null },
  ]);
  return id;
}

const office = (personId: string): Seat => ({
  personId,
  permissions: new Set(["case:triage", "case:callback", "case:supervise"]),
  desks: [],
});

/** One case from its filing on, each step at its own time. */
async function playCase(
  work: UnitOfWork,
  estateId: string,
  { daysAgo, steps, reporter, ...report }: DemoCase,
  handlers: ReadonlyMap<string, string>,
  now: number,
): Promise<Result<Done<null>, Refusal>> {
  const at = (ago: number): UnitOfWork => ({
    ...work,
    now: new Date(now - Math.round(ago * day)).toISOString(),
  });
  const filed = await fileMatter(at(daysAgo), {
    isAnonymous: false,
    isPublic: true,
    channel: "web",
    ...report,
    estateId,
    reporter,
  });
  if (!filed.ok) return filed;
  const { id } = filed.value.answer;
  for (const one of steps) {
    const then = at(one.daysAgo);
    const done = await take(then, id, estateId, one, handlers);
    if (!done.ok) return done;
  }
  return accept({ answer: null, facts: filed.value.facts });
}

function take(
  work: UnitOfWork,
  id: string,
  estateId: string,
  { by, ...one }: DemoCase["steps"][number],
  handlers: ReadonlyMap<string, string>,
): Promise<Result<unknown, Refusal>> {
  if (by === "reporter") {
    return seeConfidential(work, { cases: [id] }).then(() =>
      stepByReporter(work, id, one.step as ReporterStepFact),
    );
  }
  if (by === "callback") return callBack(work, id, one.step as { outcome: "satisfied" });
  const personId = handlers.get(by);
  const seat: Seat =
    personId === undefined
      ? office(work.personId)
      : { personId, permissions: new Set(), desks: [{ unit: by, estateId }] };
  const acting = { ...work, personId: seat.personId };
  return takeStep(acting, seat, id, one.step as StepFact, undefined);
}

async function callBack(
  work: UnitOfWork,
  id: string,
  { outcome }: { readonly outcome: "satisfied" | "unsatisfied" | "not-reached" },
) {
  const { rows } = await work.client.query(
    "select reporter_id from complaints.matter where id = $1",
    [id],
  );
  return recordCallback(work, office(work.personId), id, {
    reporterId: rows[0].reporter_id,
    outcome,
  });
}
