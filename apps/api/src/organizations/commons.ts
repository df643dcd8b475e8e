import { type LocalDate, monthOf } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import type { z } from "zod";
import { insertRows } from "../database/insert.ts";
import { squareMetres } from "../registry/store.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import type { Exchange, Gathering, Service, Space } from "./contract-commons.ts";
import type { OrganizationRefusal } from "./refusals.ts";
import { notAfterToday } from "./register.ts";
import { type SalonMonth, salonMonths, salonsFrom } from "./salons.ts";
import { todayHere } from "./store.ts";

type Answer<Value> = Promise<Result<Done<Value>, OrganizationRefusal>>;

/** What a write answers: the first page, as a list asked without a cursor would. */
const first: Asked = { limit: 100 };
interface Asked {
  readonly cursor?: string | undefined;
  readonly limit: number;
}
type Paged<Name extends string, Item> = Record<Name, Item[]> & { readonly next: string | null };
type Spaces = Paged<"spaces", z.infer<typeof Space>>;
type Exchanges = Paged<"exchanges", z.infer<typeof Exchange>>;
type Services = Paged<"services", z.infer<typeof Service>>;

export interface Gatherings {
  readonly next: string | null;
  readonly gatherings: z.infer<typeof Gathering>[];
  readonly salons: { month: string; heldOn: string[]; state: SalonMonth["state"] }[];
}

export async function gatheringsOf(work: UnitOfWork, asked: Asked = first): Promise<Gatherings> {
  const today = await todayHere(work);
  const { rows } = await work.client.query(
    `select g.id, g.kind, g.held_on as "heldOn", g.topic, g.place, g.minutes,
       (select coalesce(jsonb_agg(jsonb_build_object('organizationId', o.id, 'name', o.name) order by o.name), '[]')
         from organizations.attendance a join organizations.body_now o on o.id = a.body_id
         where a.gathering_id = g.id) as attended,
       (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'words', x.words,
           'organizationId', x.body_id, 'organization', (select o.name from organizations.body_now o where o.id = x.body_id),
           'dueOn', x.due_on, 'doneOn', x.done_on, 'doneNote', x.done_note,
           'isOverdue', x.done_on is null and x.due_on < $1::date) order by x.due_on, x.id), '[]')
         from organizations.action x where x.gathering_id = g.id) as actions
     from organizations.gathering g order by g.held_on desc, g.id desc`,
    [today],
  );
  const { items, next } = pageWithin(rows, asked, ({ heldOn, id }) => [heldOn, id]);
  return { gatherings: items, next, salons: await salonsHere(work, today) };
}

export async function salonsHere(
  work: UnitOfWork,
  today: LocalDate,
): Promise<Gatherings["salons"]> {
  const { rows } = await work.client.query(
    "select held_on from organizations.gathering where kind = 'salon'",
  );
  if (rows.length === 0) return [];
  const held = rows.map((row) => row.held_on as LocalDate);
  return salonMonths(held, salonsFrom(held, today), today).map((one) => ({
    ...one,
    heldOn: [...one.heldOn],
  }));
}

export async function recordGathering(
  work: UnitOfWork,
  fact: {
    kind: "salon" | "joint-meeting";
    heldOn: string;
    topic: string;
    place: string;
    minutes: string;
    attended: readonly string[];
    actions: readonly { words: string; organizationId?: string | undefined; dueOn: string }[];
  },
): Answer<Gatherings> {
  const late = await notAfterToday(work, fact.heldOn);
  if (late) return reject(late);
  const attended = new Set(fact.attended);
  const named = [...attended, ...fact.actions.flatMap((one) => one.organizationId ?? [])];
  if (!(await areBodies(work, named))) return reject({ kind: "not-found", what: "organization" });
  const id = work.ports.ids.next();
  await insertRows(work.client, "organizations.gathering", [
    {
      district_id: work.districtId,
      id,
      kind: fact.kind,
      held_on: fact.heldOn,
      topic: fact.topic,
      place: fact.place,
      minutes: fact.minutes,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  await insertRows(
    work.client,
    "organizations.attendance",
    [...attended].map((body) => ({
      district_id: work.districtId,
      gathering_id: id,
      body_id: body,
    })),
  );
  await insertRows(
    work.client,
    "organizations.action",
    fact.actions.map((one) => ({
      district_id: work.districtId,
      id: work.ports.ids.next(),
      gathering_id: id,
      words: one.words,
      body_id: one.organizationId ?? null,
      due_on: one.dueOn,
      done_on: null,
      done_note: null,
    })),
  );
  const facts = { gatheringId: id, kind: fact.kind, month: monthOf(fact.heldOn as LocalDate) };
  return accept({ answer: await gatheringsOf(work), facts });
}

export async function finishAction(
  work: UnitOfWork,
  gatheringId: string,
  actionId: string,
  fact: { on: string; note: string },
): Answer<Gatherings> {
  const late = await notAfterToday(work, fact.on);
  if (late) return reject(late);
  const done = await work.client.query(
    `update organizations.action set done_on = $3, done_note = $4
      where id = $1 and gathering_id = $2 and done_on is null`,
    [actionId, gatheringId, fact.on, fact.note],
  );
  if (!done.rowCount) return reject({ kind: "not-found", what: "action" });
  return accept({ answer: await gatheringsOf(work), facts: { actionId } });
}

export async function spacesOf(work: UnitOfWork, asked: Asked = first): Promise<Spaces> {
  const { rows } = await work.client.query(
    `select s.id, s.name, s.community, s.area_cm2, s.offered_by as "offeredBy",
       s.offered_from as "offeredFrom", s.offered_to as "offeredTo",
       (select jsonb_build_object('id', a.id, 'organizationId', o.id, 'organization', o.name,
           'agreement', a.agreement, 'from', a.from_on)
         from organizations.allotment a join organizations.body_now o on o.id = a.body_id
         where a.space_id = s.id and a.to_on is null) as allotment
     from organizations.space s order by s.community, s.name`,
  );
  const all = rows.map(({ area_cm2, ...row }) => ({
    ...row,
    areaSquareMetres: squareMetres(area_cm2),
  }));
  const { items, next } = pageWithin(all, asked, ({ community, name }) => [community, name]);
  return { spaces: items, next };
}

export async function offerSpace(
  work: UnitOfWork,
  fact: {
    name: string;
    community: string;
    areaSquareMetres: string;
    offeredBy: string;
    offeredFrom: string;
    offeredTo?: string | undefined;
  },
): Answer<Spaces> {
  const before = await work.client.query(
    "select 1 from organizations.space where community = $1 and name = $2",
    [fact.community, fact.name],
  );
  if (before.rowCount) return reject({ kind: "name-taken", name: fact.name });
  const [whole = "0", part = ""] = fact.areaSquareMetres.split(".");
  const id = work.ports.ids.next();
  await insertRows(work.client, "organizations.space", [
    {
      district_id: work.districtId,
      id,
      name: fact.name,
      community: fact.community,
      area_cm2: BigInt(`${whole}${part.padEnd(2, "0")}`) * 100n,
      offered_by: fact.offeredBy,
      offered_from: fact.offeredFrom,
      offered_to: fact.offeredTo ?? null,
    },
  ]);
  return accept({ answer: await spacesOf(work), facts: { spaceId: id } });
}

export async function allotSpace(
  work: UnitOfWork,
  spaceId: string,
  fact: { organizationId: string; agreement: string; from: string },
): Answer<Spaces> {
  const { rows } = await work.client.query(
    `select exists (select from organizations.allotment a where a.space_id = s.id
        and (a.to_on is null or a.to_on >= $2)) as taken
      from organizations.space s where s.id = $1 for share`,
    [spaceId, fact.from],
  );
  if (!rows[0]) return reject({ kind: "not-found", what: "space" });
  if (rows[0].taken) return reject({ kind: "space-taken" });
  if (!(await areBodies(work, [fact.organizationId]))) {
    return reject({ kind: "not-found", what: "organization" });
  }
  const id = work.ports.ids.next();
  await insertRows(work.client, "organizations.allotment", [
    {
      district_id: work.districtId,
      id,
      space_id: spaceId,
      body_id: fact.organizationId,
      agreement: fact.agreement,
      from_on: fact.from,
      to_on: null,
    },
  ]);
  return accept({ answer: await spacesOf(work), facts: { spaceId, allotmentId: id } });
}

export async function endAllotment(
  work: UnitOfWork,
  spaceId: string,
  allotmentId: string,
  to: string,
): Answer<Spaces> {
  const { rows } = await work.client.query(
    "select from_on from organizations.allotment where id = $1 and space_id = $2 and to_on is null",
    [allotmentId, spaceId],
  );
  if (!rows[0]) return reject({ kind: "not-found", what: "allotment" });
  if (to < rows[0].from_on) {
    return reject({ kind: "ends-before-it-begins", from: rows[0].from_on, to });
  }
  await work.client.query("update organizations.allotment set to_on = $2 where id = $1", [
    allotmentId,
    to,
  ]);
  return accept({ answer: await spacesOf(work), facts: { spaceId, allotmentId } });
}

export async function exchangesOf(work: UnitOfWork, asked: Asked = first): Promise<Exchanges> {
  const today = await todayHere(work);
  const { rows } = await work.client.query(
    `with open as (select e.*, coalesce(m.offer_id, n.need_id) as matched
       from organizations.exchange e
         left join organizations.match m on m.need_id = e.id
         left join organizations.match n on n.offer_id = e.id)
     select e.id, e.side, e.category, e.words, e.community, e.body_id as "organizationId",
       (select o.name from organizations.body_now o where o.id = e.body_id) as organization,
       e.from_on as "from", e.until_on as "until", e.matched as "matchedWith",
       case when e.side = 'need' and e.matched is null and (e.until_on is null or e.until_on >= $1)
         then array(select o.id from open o where o.side = 'offer' and o.category = e.category
           and o.matched is null and o.from_on <= $1 and (o.until_on is null or o.until_on >= $1)
           order by o.community <> e.community, o.recorded_at, o.id limit 5)
         else '{}'::uuid[] end as candidates
     from open e order by e.matched is not null, e.recorded_at desc, e.id desc`,
    [today],
  );
  const { items, next } = pageWithin(rows, asked, ({ id }) => [id]);
  return { exchanges: items, next };
}

export async function recordExchange(
  work: UnitOfWork,
  fact: {
    side: string;
    category: string;
    words: string;
    community: string;
    organizationId?: string | undefined;
    from: string;
    until?: string | undefined;
  },
): Answer<Exchanges> {
  if (!(await areBodies(work, fact.organizationId === undefined ? [] : [fact.organizationId]))) {
    return reject({ kind: "not-found", what: "organization" });
  }
  if (fact.until !== undefined && fact.until < fact.from) {
    return reject({ kind: "ends-before-it-begins", from: fact.from, to: fact.until });
  }
  const id = work.ports.ids.next();
  await insertRows(work.client, "organizations.exchange", [
    {
      district_id: work.districtId,
      id,
      side: fact.side,
      category: fact.category,
      words: fact.words,
      community: fact.community,
      body_id: fact.organizationId ?? null,
      from_on: fact.from,
      until_on: fact.until ?? null,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return accept({ answer: await exchangesOf(work), facts: { exchangeId: id, side: fact.side } });
}

export async function matchExchange(
  work: UnitOfWork,
  needId: string,
  fact: { offerId: string; on: string },
): Answer<Exchanges> {
  const { rows } = await work.client.query(
    "select id, side, category from organizations.exchange where id = any($1::uuid[])",
    [[needId, fact.offerId]],
  );
  const need = rows.find((row) => row.id === needId);
  const offer = rows.find((row) => row.id === fact.offerId);
  if (!need || !offer) return reject({ kind: "not-found", what: "exchange" });
  if (need.side !== "need" || offer.side !== "offer" || need.category !== offer.category) {
    return reject({ kind: "not-a-need-and-an-offer" });
  }
  const before = await work.client.query(
    "select 1 from organizations.match where need_id = $1 or offer_id = $2",
    [needId, fact.offerId],
  );
  if (before.rowCount) return reject({ kind: "matched-already" });
  await insertRows(work.client, "organizations.match", [
    {
      district_id: work.districtId,
      need_id: needId,
      offer_id: fact.offerId,
      matched_on: fact.on,
      matched_by: work.personId,
    },
  ]);
  return accept({ answer: await exchangesOf(work), facts: { needId, offerId: fact.offerId } });
}

export async function servicesOf(
  work: UnitOfWork,
  asked: Asked & { readonly walkingMinutes?: number | undefined } = first,
): Promise<Services> {
  const { rows } = await work.client.query(
    `select s.id, s.body_id as "organizationId", o.name as organization, s.name, s.description,
       s.address, s.hours, s.fees, s.phone, s.walking_minutes as "walkingMinutes",
       s.from_on as "from", s.to_on as "to"
     from organizations.service s join organizations.body_now o on o.id = s.body_id
     where s.from_on <= $1 and (s.to_on is null or s.to_on >= $1)
       and ($2::int is null or s.walking_minutes <= $2)
     order by s.walking_minutes nulls last, s.name, s.id`,
    [await todayHere(work), asked.walkingMinutes ?? null],
  );
  const { items, next } = pageWithin(rows, asked, ({ id }) => [id]);
  return { services: items, next };
}

export async function addService(
  work: UnitOfWork,
  fact: {
    organizationId: string;
    name: string;
    description: string;
    address: string;
    hours: string;
    fees: string;
    phone: string;
    walkingMinutes?: number | undefined;
    from: string;
  },
): Answer<Services> {
  if (!(await areBodies(work, [fact.organizationId]))) {
    return reject({ kind: "not-found", what: "organization" });
  }
  const { organizationId, walkingMinutes, from, ...words } = fact;
  const id = work.ports.ids.next();
  await insertRows(work.client, "organizations.service", [
    {
      district_id: work.districtId,
      id,
      body_id: organizationId,
      ...words,
      walking_minutes: walkingMinutes ?? null,
      from_on: from,
      to_on: null,
    },
  ]);
  return accept({ answer: await servicesOf(work), facts: { serviceId: id, organizationId } });
}

async function areBodies(work: UnitOfWork, ids: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(ids)];
  const { rows } = await work.client.query(
    "select count(*)::int as found from organizations.body where id = any($1::uuid[])",
    [wanted],
  );
  return rows[0].found === wanted.length;
}
