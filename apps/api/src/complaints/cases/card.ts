import { type Case, type MatterRecord, type Verb, viewOf } from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import { categoryTitle, type UnitNames, unitNames } from "../rules/units.ts";
import { partsOf, type Seat, viewerOf } from "./access.ts";
import { callbacksSince } from "./callbacks.ts";
import { clockAt, clockWire } from "./clock.ts";
import { contactsOf } from "./reporters.ts";
import { type CaseRecord, wordsKey, wordsOf } from "./store.ts";
import { type StepFact, tryStep } from "./take-step.ts";
import { timelineOf } from "./timeline.ts";

/** One line of a list: where a case stands at this moment. */
export function summaryOf(record: CaseRecord, names: UnitNames, now: string) {
  const { matter, state, version } = record;
  const title = categoryTitle(version, matter.category);
  const isOpen = state !== undefined && !["closed", "withdrawn", "merged"].includes(state.state);
  const clock = isOpen ? clockAt(record, now) : undefined;
  const isWaiting = state?.state === "received";
  const { decision } = matter;
  return {
    id: matter.id,
    number: matter.number,
    category: matter.category,
    categoryZh: title.zh,
    categoryEn: title.en,
    state: state?.state ?? ("redirected" as const),
    class: state?.class ?? matter.class,
    channel: matter.channel,
    estateId: matter.estateId,
    estateName: matter.estateName,
    receivedAt: matter.receivedAt,
    lead: names.maybe(state?.lead),
    desk: matter.deskId === null ? null : { id: matter.deskId, title: matter.deskTitle ?? "" },
    queue: isWaiting
      ? decision.disposition === "triage" && decision.queue === "front"
        ? ("front" as const)
        : ("ordinary" as const)
      : null,
    dueOn: (clock?.due.dueOn as string | undefined) ?? null,
    overdueDays: clock?.overdueDays ?? 0,
    isPaused: clock?.isPaused ?? false,
    level: state?.level ?? 0,
    cycle: state?.cycle ?? 1,
    reporterCount: state?.reporters.length ?? 1,
    isConfidential: matter.isConfidential,
  };
}

/** The whole card, each field as far as the caller may see it. */
export async function cardOf(work: UnitOfWork, seat: Seat, record: CaseRecord) {
  const { matter, state, version, log } = record;
  const { id, decision } = matter;
  const viewer = viewerOf(seat, matter, state);
  if (!viewer) throw new Error("a card was asked for somebody who may not see the case");
  const names = await unitNames(work, version.routing.pack);
  const words = await wordsOf(work, [id]);
  const contacts = await contactsOf(work, state?.reporters ?? [matter.reporterId]);
  const said = state ? await callbacksSince(work, state) : new Map();
  const shown = viewOf(seenBy(record, words), viewer) ?? {};
  const mayCall = shown.contact !== undefined && !(matter.isAnonymous && viewer.as === "handler");
  const other = await numbersOf(
    work,
    log.flatMap(({ step }) => otherIn(step)),
  );
  const by = "rule" in decision ? decision : undefined;
  return {
    ...summaryOf(record, names, work.now),
    version: log.length,
    place: shown.place || null,
    text: shown.text || null,
    isAnonymous: matter.isAnonymous,
    reporters: [...contacts.values()].map((contact) => ({
      id: contact.id,
      name: mayCall ? contact.name : null,
      phone: mayCall ? contact.phone : null,
      callback: said.get(contact.id) ?? null,
    })),
    route: {
      disposition: matter.disposition,
      tier: by?.tier ?? null,
      rule: by?.rule ?? null,
      basis: by?.basis ?? null,
      reason: decision.disposition === "triage" ? decision.reason.kind : null,
      packId: version.packId,
      packVersion: version.version,
      packHash: version.hash,
    },
    co: names.all(state?.co ?? []),
    supervisor: names.maybe(state?.supervisor),
    excludes: names.all(state?.excludes ?? []),
    clock: clockWire(clockAt(record, work.now), names),
    objections: state?.objections ?? 0,
    isFinal: state?.isFinal ?? false,
    isMediating: state?.isMediating ?? false,
    rating: state?.rating ?? null,
    mergedInto: state?.mergedInto === undefined ? null : (other.get(state.mergedInto) ?? null),
    timeline: await timelineOf(work, record, names, words, other),
    may: state ? verbsFor(record, state, seat, work.now) : [],
  };
}

/** What is kept of a matter, in the package's own terms of who sees which field. */
function seenBy(
  { matter, state }: CaseRecord,
  words: ReadonlyMap<string, string>,
): Partial<MatterRecord> & Pick<MatterRecord, "isSensitive" | "isAccepted" | "excludes"> {
  return {
    id: matter.id,
    text: words.get(wordsKey(matter.id, 1, "text")) ?? "",
    place: words.get(wordsKey(matter.id, 1, "place")) ?? "",
    contact: matter.reporterId,
    isSensitive: matter.isConfidential,
    isAccepted: state?.isAccepted ?? false,
    excludes: state?.excludes ?? [],
  };
}

function otherIn(step: Case["log"][number]): readonly string[] {
  if (step.verb === "merge") return [step.into];
  return step.verb === "absorb" ? [step.child] : [];
}

/** The numbers of the cases that a log names. */
async function numbersOf(
  work: UnitOfWork,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { id: string; number: string }>> {
  const { rows } = await work.client.query(
    "select id, lpad(number::text, 6, '0') as number from complaints.matter where id = any($1)",
    [ids],
  );
  return new Map(rows.map((row) => [row.id, { id: row.id, number: row.number }]));
}

/**
 * What the caller may do now, found by trying: the rules that will decide the step decide this
 * list, so that no button is shown that would be refused for what somebody is.
 */
function verbsFor(record: CaseRecord, state: Case, seat: Seat, now: string): string[] {
  const { units } = record.version.routing.pack;
  const able = units.find(
    ({ id, kind }) => kind === "department" && !state.excludes.includes(id) && id !== state.lead,
  );
  const unit = able?.id ?? state.lead ?? "";
  const tries: readonly StepFact[] = [
    { verb: "dispatch", lead: unit },
    { verb: "accept" },
    { verb: "object", proposes: unit },
    { verb: "askPerson" },
    { verb: "personAnswers" },
    { verb: "reclassify", class: state.class },
    { verb: "extend" },
    { verb: "join", units: [unit] },
    { verb: "mediate", outcome: state.isMediating ? "settled" : "begun" },
    { verb: "escalate", level: state.level + 1, to: unit },
    { verb: "supervise" },
    { verb: "answer" },
    { verb: "close" },
    { verb: "rework" },
    { verb: "reopen" },
  ];
  const may: string[] = tries
    .filter((fact) => tryStep(record, state, seat, fact, now).ok)
    .map(({ verb }): Verb => verb);
  const parts = partsOf(seat, record.matter, state, undefined).map(({ role }) => role);
  const isOpen = !["closed", "withdrawn", "merged"].includes(state.state);
  if (isOpen && parts.some((role) => role === "triage" || role === "supervisor")) may.push("merge");
  if (state.state === "answered" && parts.includes("hotline")) may.push("callback");
  return may;
}
