import { addDays, type LocalDate } from "@xinyi/calendar";
import { type CaseOutcome, outcomeAt, type RateEstimate, ratesOf } from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import type { PackVersion } from "../rules/store.ts";
import { unitNames } from "../rules/units.ts";
import { seeConfidential } from "./confidential.ts";
import { loadCases } from "./store.ts";

const confidence = 0.95;
const batch = 1_000;

/**
 * The three rates of the cases received in a period, by the unit that leads each, counted from
 * their logs alone. Confidential cases count: a count says nothing about anyone.
 */
export async function ratesIn(
  work: UnitOfWork,
  version: PackVersion,
  period: {
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly estateId?: string | undefined;
  },
) {
  await seeConfidential(work, "all");
  const { rows } = await work.client.query(
    `select i.case_id from complaints.case_index i join registry.district d on d.id = i.district_id
      where i.state <> 'redirected' and ($3::uuid is null or i.estate_id = $3)
        and i.received_at >= ($1::date)::timestamp at time zone d.zone
        and i.received_at < ($2::date)::timestamp at time zone d.zone
      order by i.case_id`,
    [period.from, addDays(period.to, 1), period.estateId ?? null],
  );
  const ids = rows.map(({ case_id }) => case_id as string);
  const outcomes: CaseOutcome[] = [];
  let unclocked = 0;
  for (let at = 0; at < ids.length; at += batch) {
    for (const { state, rules } of await loadCases(work, ids.slice(at, at + batch))) {
      const outcome = state && outcomeAt(state, work.now, rules);
      if (outcome?.ok === false) unclocked += 1;
      else if (outcome?.value) outcomes.push(outcome.value);
    }
  }
  await seeConfidential(work, "none");
  const names = await unitNames(work, version.routing.pack);
  const leads = [...new Set(outcomes.map(({ lead }) => lead))].sort();
  return {
    from: period.from as string,
    to: period.to as string,
    asOf: work.now,
    confidence: String(confidence),
    whole: wire(outcomes),
    units: leads.map((lead) => ({
      unit: names.of(lead),
      ...wire(outcomes.filter((one) => one.lead === lead)),
    })),
    unclocked,
  };
}

/** What the sheet of the rates is headed with: the district, the estate where one is asked for, the clock. */
export async function placeNames(work: UnitOfWork, estateId: string | undefined) {
  const { rows } = await work.client.query(
    `select d.name as "districtName", d.zone,
       (select e.name from registry.estate e where e.id = $1::uuid) as "estateName"
     from registry.district d where d.id = $2`,
    [estateId ?? null, work.districtId],
  );
  return rows[0] as { districtName: string; zone: string; estateName: string | null };
}

function wire(outcomes: readonly CaseOutcome[]) {
  const { response, resolution, satisfaction } = ratesOf(outcomes, confidence);
  return {
    cases: outcomes.length,
    response: estimate(response),
    resolution: estimate(resolution),
    satisfaction: estimate(satisfaction),
  };
}

function estimate({ part, whole, rate = undefined, low, high }: RateEstimate) {
  return { part, whole, rate: rate ?? null, low: low ?? null, high: high ?? null };
}
