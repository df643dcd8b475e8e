import { accept, type Result } from "@xinyi/result";
import type { z } from "zod";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { reviewsOf } from "./classification.ts";
import { salonsHere } from "./commons.ts";
import type { OrganizationCounts } from "./contract-commons.ts";
import type { OrganizationRefusal } from "./refusals.ts";
import { leadingScheme, organizationColumns, organizationTables, todayHere } from "./store.ts";

type Counts = z.infer<typeof OrganizationCounts>;

/** Every figure counted from rows; what others reported stands apart with its source. */
export async function countsHere(work: UnitOfWork): Promise<Counts> {
  const today = await todayHere(work);
  const { rows } = await work.client.query(
    `with o as (select ${organizationColumns} from ${organizationTables})
     select count(*) filter (where kind = 'community-organization')::int as total,
       count(*) filter (where standing = 'filed')::int as filed,
       count(*) filter (where "isMember")::int as members,
       (select count(distinct body_id)::int from organizations.contact where kind = 'visit') as visited,
       (select count(distinct body_id)::int from organizations.incubation) as incubated,
       (select count(*)::int from organizations.service where to_on is null) as services,
       (select count(*)::int from organizations.action where done_on is null) as "openActions",
       (select count(*)::int from organizations.action where done_on is null and due_on < $1) as "overdueActions",
       (select count(distinct body_id)::int from organizations.contact where kind = 'training') as trained,
       (select count(distinct body_id)::int from organizations.contact where kind = 'companion') as accompanied,
       (select count(*)::int from organizations.match) as matched
     from o`,
    [today],
  );
  const { trained, accompanied, matched, ...totals } = rows[0];
  const grouped = async (column: string) =>
    (
      await work.client.query(
        `with o as (select ${organizationColumns} from ${organizationTables})
         select coalesce(${column}, 'insufficient') as key, count(*)::int as count from o
         where kind = 'community-organization' group by 1 order by 1`,
      )
    ).rows;
  const figures = await work.client.query(
    `select distinct on (key) key, value::int as value, bound, as_of as "asOf", source
       from organizations.reported_figure order by key, recorded_at desc, id desc`,
  );
  const waiting = await reviewsOf(work, { scheme: leadingScheme, second: false, limit: 1 });
  return {
    asOf: today,
    ...totals,
    waiting: waiting.waiting,
    byCode: (await grouped("code")).map(({ key, count }) => ({ code: key, count })),
    byStage: (await grouped("stage")).map(({ key, count }) => ({ stage: key, count })),
    functions: [
      { name: "incubation", count: totals.incubated },
      { name: "training", count: trained },
      { name: "filing", count: totals.filed },
      { name: "companion", count: accompanied },
      { name: "matching", count: matched },
    ],
    salons: await salonsHere(work, today),
    reported: figures.rows,
  };
}

/** A figure somebody reported: kept with its bound and source, and never mixed with counts. */
export async function reportFigure(
  work: UnitOfWork,
  fact: {
    key: string;
    value?: number | undefined;
    bound: "exact" | "at-least" | "approx" | "unquantified";
    asOf: string;
    source: string;
  },
): Promise<Result<Done<Counts>, OrganizationRefusal>> {
  await insertRows(work.client, "organizations.reported_figure", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      key: fact.key,
      value: fact.bound === "unquantified" ? null : (fact.value ?? 0),
      bound: fact.bound,
      as_of: fact.asOf,
      source: fact.source,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return accept({ answer: await countsHere(work), facts: { key: fact.key, bound: fact.bound } });
}
