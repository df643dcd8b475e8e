import { addMinutes } from "@xinyi/calendar";
import {
  hotIssues,
  type MatterSummary,
  type State,
  type Suggestion,
  suggestDuplicates,
} from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import type { PackVersion } from "../rules/store.ts";
import { categoryTitle } from "../rules/units.ts";
import { seeConfidential } from "./confidential.ts";

/** Matters compared at once: more at one place of one category in one window is a hot issue anyway. */
const comparedAtMost = 500;

export interface AlikeMatter extends MatterSummary {
  readonly number: string;
  readonly state: State;
  readonly estateId: string | null;
  readonly estateName: string | null;
}

/** Matters at the same estate, of the same category, received around a moment. */
async function mattersLike(
  work: UnitOfWork,
  estateId: string,
  category: string,
  from: string,
  to: string,
): Promise<readonly AlikeMatter[]> {
  return matters(
    work,
    `i.estate_id = $1 and i.category = $2 and i.received_at between $3 and $4
       order by i.received_at desc, i.case_id desc limit ${comparedAtMost}`,
    [estateId, category, from, to],
  );
}

async function matters(
  work: UnitOfWork,
  where: string,
  values: readonly unknown[],
): Promise<readonly AlikeMatter[]> {
  const { rows } = await work.client.query(
    `select i.case_id as id, lpad(m.number::text, 6, '0') as number, i.state, i.category,
       i.estate_id as "estateId", e.name as "estateName",
       coalesce(i.estate_id::text, m.facts -> 'grids' ->> 0, i.case_id::text) as place,
       i.received_at as "receivedAt", coalesce(w.words, '') as text,
       array(select r.id::text from complaints.reporter r
         left join complaints.reporter_contact c on c.reporter_id = r.id
         where r.id::text = any(i.reporters) and (r.person_id is not null or c.phone is not null))
         as reporters,
       i.is_confidential as "isConfidential", m.is_anonymous as "isAnonymous"
     from complaints.case_index i join complaints.matter m on m.id = i.case_id
       left join registry.estate e on e.id = i.estate_id
       left join complaints.words w on w.case_id = i.case_id and w.ordinal = 1 and w.field = 'text'
      where i.state <> 'redirected' and ${where}`,
    [...values],
  );
  return rows;
}

/**
 * Open matters that may be about the same. They are suggested to those who decide and never
 * refused; confidential and anonymous ones are not shown to anyone as like another.
 */
export async function similarTo(
  work: UnitOfWork,
  id: string,
  version: PackVersion,
): Promise<readonly (Suggestion & { readonly matter: AlikeMatter })[]> {
  await seeConfidential(work, "none");
  const [matter] = await matters(work, "i.case_id = $1", [id]);
  if (!matter || matter.estateId === null) return [];
  const { duplicates } = version.routing.pack;
  const window = duplicates.days * 24 * 60;
  const others = await mattersLike(
    work,
    matter.estateId,
    matter.category,
    addMinutes(matter.receivedAt, -window),
    addMinutes(matter.receivedAt, window),
  );
  const open = others.filter(({ state }) => !["closed", "withdrawn", "merged"].includes(state));
  return suggestDuplicates(matter, open, duplicates).flatMap((suggestion) => {
    const found = open.find((one) => one.id === suggestion.id);
    return found === undefined ? [] : [{ ...suggestion, matter: found }];
  });
}

export async function similarWire(work: UnitOfWork, id: string, version: PackVersion) {
  const found = await similarTo(work, id, version);
  return found.map(({ matter, likeness, hoursApart }) => {
    const title = categoryTitle(version, matter.category);
    return {
      id: matter.id,
      number: matter.number,
      categoryZh: title.zh,
      categoryEn: title.en,
      state: matter.state,
      receivedAt: matter.receivedAt,
      likeness,
      hoursApart,
    };
  });
}

/** Troubles that enough different people have, within the days that the rules say. */
export async function hotIssuesOf(work: UnitOfWork, version: PackVersion) {
  await seeConfidential(work, "none");
  const { hotIssue } = version.routing.pack;
  const since = addMinutes(work.now, -hotIssue.days * 24 * 60);
  const recent = await matters(work, "i.received_at >= $1 and i.state <> 'withdrawn'", [since]);
  const byId = new Map(recent.map((one) => [one.id, one]));
  return {
    leastReporters: hotIssue.reporters,
    days: hotIssue.days,
    issues: hotIssues(recent, work.now, hotIssue).map((issue) => {
      const title = categoryTitle(version, issue.category);
      const members = issue.matters.flatMap((id) => byId.get(id) ?? []);
      const [first] = members;
      return {
        place: first?.estateName ?? issue.place,
        estateId: first?.estateId ?? null,
        category: issue.category,
        categoryZh: title.zh,
        categoryEn: title.en,
        reporters: issue.reporters,
        heat: issue.heat,
        cases: members.map(({ id, number, state }) => ({ id, number, state })),
      };
    }),
  };
}
