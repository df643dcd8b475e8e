import { type LocalDate, localDateAt } from "@xinyi/calendar";
import { estateRulesFor } from "@xinyi/jurisdictions";
import {
  classifyEstate,
  type EstateAnswer,
  type EstateFacts,
  type PreparedEstateRules,
} from "@xinyi/organization-classification";
import type { z } from "zod";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { Conversion, Governance } from "./contract.ts";
import { conversionDays, conversionSteps, type StepDone } from "./conversion.ts";
import { lightOf } from "./light.ts";

export type GovernanceWire = z.infer<typeof Governance>;
export type ConversionWire = z.infer<typeof Conversion>;

let prepared: PreparedEstateRules | undefined;

/** The rules estates are judged by; compiled once a process. */
export function estateRules(): PreparedEstateRules {
  if (prepared) return prepared;
  const read = estateRulesFor("jianyang");
  if (!read.ok) throw new Error(`the bundled estate rules cannot be read: ${read.rejection.kind}`);
  prepared = read.value;
  return prepared;
}

export interface EstateNow {
  readonly estateId: string;
  readonly name: string;
  readonly communityName: string;
  readonly zone: string;
  readonly factsVersion: number;
  readonly factsAsOf: string | null;
  readonly factsSource: string | null;
  readonly facts: EstateFacts;
  readonly currentMode: string;
  readonly since: string | null;
  readonly isPilot: boolean;
  readonly isConverting: boolean;
}

const nowColumns = `
  select e.id as "estateId", e.name, c.name as "communityName", e.zone,
    coalesce(f.version, 0) as "factsVersion", f.as_of as "factsAsOf", f.source as "factsSource",
    coalesce(f.facts, '{}') as facts, coalesce(m.mode, 'none') as "currentMode",
    m.from_on as since, coalesce(m.is_pilot, false) as "isPilot",
    exists (select from estates.conversion v where v.estate_id = e.id and not exists (
      select from estates.conversion_step s where s.conversion_id = v.id and s.step = 'hand-over')) as "isConverting"
  from registry.estate e join registry.community c on c.id = e.community_id
    left join lateral (select * from estates.facts n where n.estate_id = e.id
      order by n.version desc limit 1) f on true
    left join lateral (select * from estates.mode n where n.estate_id = e.id
      order by n.ordinal desc limit 1) m on true`;

export async function estatesNow(work: UnitOfWork): Promise<readonly EstateNow[]> {
  const { rows } = await work.client.query(`${nowColumns} order by c.name, e.name`);
  return rows;
}

export async function estateNow(work: UnitOfWork, id: string): Promise<EstateNow | undefined> {
  const { rows } = await work.client.query(`${nowColumns} where e.id = $1`, [id]);
  return rows[0];
}

/** What the rules say of an estate as it is known and run today. */
export function answerFor(estate: EstateNow, today: LocalDate): EstateAnswer {
  const { facts, currentMode } = estate;
  return classifyEstate({ ...facts, currentMode }, today, estateRules());
}

export function todayAt(work: UnitOfWork, zone: string): LocalDate {
  return localDateAt(work.now, zone);
}

export async function governanceOf(
  work: UnitOfWork,
  estateId: string,
): Promise<GovernanceWire | undefined> {
  const estate = await estateNow(work, estateId);
  if (!estate) return undefined;
  const answer = answerFor(estate, todayAt(work, estate.zone));
  const rows = async (query: string) => (await work.client.query(query, [estateId])).rows;
  return {
    estateId,
    name: estate.name,
    communityName: estate.communityName,
    facts: { ...estate.facts } as GovernanceWire["facts"],
    factsVersion: estate.factsVersion,
    factsAsOf: estate.factsAsOf,
    factsSource: estate.factsSource,
    currentMode: estate.currentMode,
    answer: {
      ...answer,
      verified: estateRules().rules.verified,
      flags: [...answer.flags],
      blockers: [...answer.blockers],
      nextSteps: [...answer.nextSteps],
    },
    light: lightOf(answer, estate.currentMode),
    flags: await rows(
      `select flag, from_on as "from", to_on as "to", evidence from estates.flag
       where estate_id = $1 order by to_on nulls first, from_on desc, id`,
    ),
    modes: await rows(
      `select m.ordinal, m.mode, m.from_on as "from", d.resolution_id as "resolutionId",
         m.mandate_id as "mandateId", m.recommended_mode as "recommendedMode", m.note,
         m.is_pilot as "isPilot", p.name as "recordedBy", m.recorded_at as "recordedAt"
       from estates.mode m join registry.person p on p.id = m.recorded_by
         left join trust.mandate d on d.id = m.mandate_id
       where m.estate_id = $1 order by m.ordinal desc`,
    ),
    conversions: await conversionsOf(work, estateId),
    provider:
      (
        await rows(
          `select o.id as "organizationId", o.name, o.kind, v.contract, v.from_on as "from",
             array(select e.name from estates.provider n join registry.estate e on e.id = n.estate_id
               where n.body_id = v.body_id and n.to_on is null and n.estate_id <> v.estate_id order by e.name) as "otherEstates"
           from estates.provider v join organizations.body_now o on o.id = v.body_id
           where v.estate_id = $1 and v.to_on is null`,
        )
      )[0] ?? null,
  };
}

interface StepRow {
  readonly step: StepDone["step"];
  readonly done_on: LocalDate;
  readonly note: string;
  readonly by: string;
  readonly facts: { readonly bank?: BankPart };
}
export interface BankPart {
  readonly name: string;
  readonly appliedOn: LocalDate;
  readonly openedOn: LocalDate;
  readonly waivedFees: string[];
}

export async function conversionsOf(
  work: UnitOfWork,
  estateId: string | null,
): Promise<ConversionWire[]> {
  const { rows } = await work.client.query(
    `select v.id, v.from_mode, v.to_mode, v.begun_on,
       (select coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'done_on', s.done_on, 'note', s.note,
           'by', p.name, 'facts', s.facts)), '[]')
         from estates.conversion_step s join registry.person p on p.id = s.recorded_by
         where s.conversion_id = v.id) as steps
     from estates.conversion v where $1::uuid is null or v.estate_id = $1
     order by v.recorded_at desc, v.id`,
    [estateId],
  );
  return rows.map((row) => {
    const steps = row.steps as readonly StepRow[];
    const bank = steps.find(({ step }) => step === "bank-account")?.facts.bank ?? null;
    const done = steps.map(({ step, done_on }) => ({ step, on: done_on }));
    return {
      id: row.id,
      fromMode: row.from_mode,
      toMode: row.to_mode,
      begunOn: row.begun_on,
      steps: conversionSteps.map(({ step, needs }) => {
        const found = steps.find((one) => one.step === step);
        return {
          step,
          needs: [...needs],
          doneOn: found?.done_on ?? null,
          note: found?.note ?? null,
          recordedBy: found?.by ?? null,
        };
      }),
      bank,
      days: conversionDays(row.begun_on, done, bank ?? undefined),
      isOpen: !steps.some(({ step }) => step === "hand-over"),
    };
  });
}
