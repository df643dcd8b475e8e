import type { LocalDate } from "@xinyi/calendar";
import { decodeEstate } from "@xinyi/organization-classification/schema";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type StepDone, takeConversionStep } from "./conversion.ts";
import type { GovernanceRefusal } from "./refusals.ts";
import {
  answerFor,
  type BankPart,
  type ConversionWire,
  conversionsOf,
  type EstateNow,
  estateNow,
  type GovernanceWire,
  governanceOf,
  todayAt,
} from "./store.ts";

export type GovernanceAnswer = Promise<Result<Done<GovernanceWire>, GovernanceRefusal>>;

/** An estate under its lock: what changes how it is run queues behind each other. */
export async function lockEstate(work: UnitOfWork, id: string): Promise<EstateNow | undefined> {
  await work.client.query("select pg_advisory_xact_lock(hashtextextended($1, 16))", [
    `${work.districtId} ${id}`,
  ]);
  return estateNow(work, id);
}

/** What is known of an estate, as a new version; the rules answer at once and flags are dated. */
export async function recordFacts(
  work: UnitOfWork,
  estateId: string,
  fact: { facts: object; asOf: string; source: string; basedOn: number },
): GovernanceAnswer {
  const estate = await lockEstate(work, estateId);
  if (!estate) return reject({ kind: "not-found", what: "estate" });
  if (fact.asOf > todayAt(work, estate.zone)) {
    return reject({ kind: "in-the-future", on: fact.asOf });
  }
  if (fact.basedOn !== estate.factsVersion) {
    return reject({ kind: "changed-meanwhile", given: fact.basedOn, current: estate.factsVersion });
  }
  const facts = decodeEstate(fact.facts);
  if (!facts.ok) return reject({ kind: "malformed-request" });
  const version = estate.factsVersion + 1;
  await insertRows(work.client, "estates.facts", [
    {
      district_id: work.districtId,
      estate_id: estateId,
      version,
      as_of: fact.asOf,
      facts: facts.value,
      source: fact.source,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  await keepAnswer(work, { ...estate, facts: facts.value, factsVersion: version }, fact);
  return done(work, estateId, { estateId, factsVersion: version });
}

/** Keeps what the rules said to these facts, and opens and closes flags by the day of the facts. */
async function keepAnswer(
  work: UnitOfWork,
  estate: EstateNow,
  { asOf, source }: { asOf: string; source: string },
): Promise<void> {
  const today = todayAt(work, estate.zone);
  const answer = answerFor(estate, today);
  await insertRows(work.client, "estates.answer", [
    {
      district_id: work.districtId,
      estate_id: estate.estateId,
      facts_version: estate.factsVersion,
      rules: answer.rules,
      on_date: today,
      origin: answer.origin,
      reporting_class: answer.reportingClass,
      recommended_mode: answer.recommendedMode,
      is_mandatory: answer.mandatory,
      answer,
      recorded_at: work.now,
    },
  ]);
  await dateFlags(work, estate.estateId, answer.flags, asOf, source);
}

/** A flag is a state with a beginning and an end; where an estate comes from is none. */
export async function dateFlags(
  work: UnitOfWork,
  estateId: string,
  flags: readonly string[],
  on: string,
  evidence: string,
): Promise<void> {
  const { rows } = await work.client.query(
    "select id, flag from estates.flag where estate_id = $1 and to_on is null",
    [estateId],
  );
  const present = new Set(rows.map((row) => row.flag));
  await work.client.query(
    `update estates.flag set to_on = greatest(from_on, $2::date) where id = any($1::uuid[])`,
    [rows.filter((row) => !flags.includes(row.flag)).map((row) => row.id), on],
  );
  await insertRows(
    work.client,
    "estates.flag",
    flags
      .filter((flag) => !present.has(flag))
      .map((flag) => ({
        district_id: work.districtId,
        id: work.ports.ids.next(),
        estate_id: estateId,
        flag,
        from_on: on,
        to_on: null,
        evidence,
      })),
  );
}

/** The mode an estate was found in. Every later one stands on a resolution of its owners. */
export async function recordFirstMode(
  work: UnitOfWork,
  estateId: string,
  fact: { mode: string; from: string; note: string; isPilot: boolean },
): GovernanceAnswer {
  const estate = await lockEstate(work, estateId);
  if (!estate) return reject({ kind: "not-found", what: "estate" });
  if (estate.since !== null) {
    return reject({ kind: "mode-recorded-already", mode: estate.currentMode });
  }
  if (fact.from > todayAt(work, estate.zone)) {
    return reject({ kind: "in-the-future", on: fact.from });
  }
  await insertMode(work, estateId, { ...fact, ordinal: 1, mandateId: null, advised: null });
  await flagsAfterMode(work, estate, fact);
  return done(work, estateId, { estateId, mode: fact.mode });
}

/** What the owners resolved, as this module needs to know it. */
export interface ModeMandate {
  readonly mandateId: string;
  readonly resolutionId: string;
  readonly resolvedOn: LocalDate;
}

/**
 * Switches the mode by a resolution. What the rules advised on that day is kept beside the
 * decision; the vote step of a running conversion is done by it.
 */
export async function switchModeBy(
  work: UnitOfWork,
  estateId: string,
  fact: { mode: string; from: string; note: string; isPilot: boolean },
  mandate: ModeMandate,
): GovernanceAnswer {
  const estate = await lockEstate(work, estateId);
  if (!estate) return reject({ kind: "not-found", what: "estate" });
  if (estate.since === null) return reject({ kind: "no-first-mode" });
  if (estate.currentMode === fact.mode) return reject({ kind: "same-mode", mode: fact.mode });
  if (fact.from < estate.since) {
    return reject({ kind: "before-present-mode", from: fact.from, present: estate.since });
  }
  if (fact.from < mandate.resolvedOn) {
    return reject({ kind: "before-resolution", from: fact.from, resolvedOn: mandate.resolvedOn });
  }
  const running = (await conversionsOf(work, estateId)).find(
    ({ isOpen, toMode }) => isOpen && toMode === fact.mode,
  );
  if (running) {
    const step = { step: "owners-vote", on: mandate.resolvedOn } as const;
    const taken = await keepStep(work, running, step, mandate.resolutionId, {
      mandateId: mandate.mandateId,
    });
    if (!taken.ok) return taken;
  }
  const advised = answerFor(estate, todayAt(work, estate.zone)).recommendedMode;
  const { rows } = await work.client.query(
    "select max(ordinal) + 1 as next from estates.mode where estate_id = $1",
    [estateId],
  );
  const { mandateId } = mandate;
  await insertMode(work, estateId, { ...fact, ordinal: rows[0].next, mandateId, advised });
  await flagsAfterMode(work, estate, fact);
  return done(work, estateId, { estateId, mode: fact.mode, mandateId, advised });
}

async function insertMode(
  work: UnitOfWork,
  estateId: string,
  fact: {
    mode: string;
    from: string;
    note: string;
    isPilot: boolean;
    ordinal: number;
    mandateId: string | null;
    advised: string | null;
  },
): Promise<void> {
  await insertRows(work.client, "estates.mode", [
    {
      district_id: work.districtId,
      estate_id: estateId,
      ordinal: fact.ordinal,
      mode: fact.mode,
      from_on: fact.from,
      mandate_id: fact.mandateId,
      recommended_mode: fact.advised,
      note: fact.note,
      is_pilot: fact.isPilot,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
}

async function flagsAfterMode(
  work: UnitOfWork,
  estate: EstateNow,
  fact: { mode: string; from: string; note: string },
): Promise<void> {
  if (estate.factsVersion === 0) return;
  const today = todayAt(work, estate.zone);
  const { flags } = answerFor({ ...estate, currentMode: fact.mode }, today);
  await dateFlags(work, estate.estateId, flags, fact.from, fact.note);
}

export async function beginConversion(
  work: UnitOfWork,
  estateId: string,
  fact: { toMode: string; on: string },
): GovernanceAnswer {
  const estate = await lockEstate(work, estateId);
  if (!estate) return reject({ kind: "not-found", what: "estate" });
  if (estate.since === null) return reject({ kind: "no-first-mode" });
  if (estate.currentMode === fact.toMode) return reject({ kind: "same-mode", mode: fact.toMode });
  if (estate.isConverting) return reject({ kind: "conversion-open-already" });
  if (fact.on > todayAt(work, estate.zone)) return reject({ kind: "in-the-future", on: fact.on });
  const id = work.ports.ids.next();
  await insertRows(work.client, "estates.conversion", [
    {
      district_id: work.districtId,
      id,
      estate_id: estateId,
      from_mode: estate.currentMode,
      to_mode: fact.toMode,
      begun_on: fact.on,
      begun_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return done(work, estateId, { estateId, conversionId: id, toMode: fact.toMode });
}

/** A step that needs no other module; with the bank's part, when it was applied for and opened. */
export async function doConversionStep(
  work: UnitOfWork,
  estateId: string,
  conversionId: string,
  fact: {
    step: StepDone["step"];
    on: string;
    note: string;
    bank?: { name: string; appliedOn: string; waivedFees: string[] } | undefined;
  },
): GovernanceAnswer {
  const found = await openConversion(work, estateId, conversionId);
  if (!found.ok) return found;
  const isBank = fact.step === "bank-account";
  if (isBank && fact.bank === undefined) return reject({ kind: "bank-part-missing" });
  if (isBank && fact.bank && fact.bank.appliedOn > fact.on) {
    return reject({
      kind: "bank-part-out-of-order",
      appliedOn: fact.bank.appliedOn,
      openedOn: fact.on,
    });
  }
  const bank = isBank && fact.bank ? { ...fact.bank, openedOn: fact.on } : undefined;
  const step = { step: fact.step, on: fact.on as LocalDate };
  const facts = bank ? { bank: bank as BankPart } : {};
  const kept = await keepStep(work, found.value, step, fact.note, facts);
  if (!kept.ok) return kept;
  return done(work, estateId, { estateId, conversionId, step: fact.step });
}

/** The running conversion under the estate's lock. */
export async function openConversion(
  work: UnitOfWork,
  estateId: string,
  conversionId: string,
): Promise<Result<ConversionWire, GovernanceRefusal>> {
  const estate = await lockEstate(work, estateId);
  const found = (await conversionsOf(work, estateId)).find(({ id }) => id === conversionId);
  if (!estate || !found) return reject({ kind: "not-found", what: "conversion" });
  return accept(found);
}

export async function keepStep(
  work: UnitOfWork,
  conversion: ConversionWire,
  next: StepDone,
  note: string,
  facts: object,
): Promise<Result<null, GovernanceRefusal>> {
  const zone = await work.client.query(
    `select e.zone from registry.estate e join estates.conversion v on v.estate_id = e.id where v.id = $1`,
    [conversion.id],
  );
  if (next.on > todayAt(work, zone.rows[0].zone)) {
    return reject({ kind: "in-the-future", on: next.on });
  }
  const before = conversion.steps.flatMap(({ step, doneOn }) =>
    doneOn === null ? [] : [{ step, on: doneOn as LocalDate }],
  );
  const taken = takeConversionStep(before, conversion.begunOn as LocalDate, next);
  if (!taken.ok) return taken;
  await insertRows(work.client, "estates.conversion_step", [
    {
      district_id: work.districtId,
      conversion_id: conversion.id,
      step: next.step,
      done_on: next.on,
      note,
      facts,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return accept(null);
}

const providers = [
  "village-company",
  "social-enterprise",
  "support-centre",
  "community-organization",
];

/** Which body manages the estate; one body may have several, each with a book of its own. */
export async function setProvider(
  work: UnitOfWork,
  estateId: string,
  fact: { organizationId: string; contract: string; from: string },
): GovernanceAnswer {
  const estate = await lockEstate(work, estateId);
  if (!estate) return reject({ kind: "not-found", what: "estate" });
  const { rows } = await work.client.query("select kind from organizations.body where id = $1", [
    fact.organizationId,
  ]);
  if (!rows[0]) return reject({ kind: "not-found", what: "organization" });
  if (!providers.includes(rows[0].kind)) {
    return reject({ kind: "not-a-provider", organizationKind: rows[0].kind });
  }
  await work.client.query(
    `update estates.provider set to_on = greatest(from_on, $2::date) where estate_id = $1 and to_on is null`,
    [estateId, fact.from],
  );
  await insertRows(work.client, "estates.provider", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      estate_id: estateId,
      body_id: fact.organizationId,
      contract: fact.contract,
      from_on: fact.from,
      to_on: null,
    },
  ]);
  return done(work, estateId, { estateId, organizationId: fact.organizationId });
}

export async function done(
  work: UnitOfWork,
  estateId: string,
  facts: Readonly<Record<string, unknown>>,
): GovernanceAnswer {
  const governance = await governanceOf(work, estateId);
  if (!governance) throw new Error("the estate just written is not visible");
  return accept({ answer: governance, facts });
}
