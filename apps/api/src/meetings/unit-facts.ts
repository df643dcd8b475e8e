import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { pageOf, placeIn } from "../wire/paging.ts";
import type { MeetingRefusal } from "./refusals.ts";

export interface UnitFactWire {
  readonly unitNumber: string;
  readonly kind?: string | undefined;
  readonly state?: "sold" | "unsold" | "sold-undelivered" | undefined;
  readonly areas?: Readonly<Record<string, string>> | undefined;
  readonly weights?: Readonly<Record<string, string>> | undefined;
  readonly evidence: string;
}

/** Keeps what the registry does not know of units; each record stands whole for the one before. */
export async function recordUnitFacts(
  work: UnitOfWork,
  estateId: string,
  facts: readonly UnitFactWire[],
): Promise<Result<Done<{ recorded: number }>, MeetingRefusal>> {
  const { rows } = await work.client.query(
    "select id, number from registry.unit where estate_id = $1 and number = any($2)",
    [estateId, facts.map(({ unitNumber }) => unitNumber)],
  );
  const ids = new Map<string, string>(rows.map(({ id, number }) => [number, id]));
  const unknown = facts.find(({ unitNumber }) => !ids.has(unitNumber));
  if (unknown !== undefined) return reject({ kind: "unknown-unit", unit: unknown.unitNumber });
  await insertRows(
    work.client,
    "voting.unit_fact",
    facts.map((fact) => ({
      district_id: work.districtId,
      id: work.ports.ids.next(),
      unit_id: ids.get(fact.unitNumber),
      kind: fact.kind ?? null,
      state: fact.state ?? null,
      areas: fact.areas ?? {},
      weights: fact.weights ?? {},
      evidence: fact.evidence,
      recorded_by: work.personId,
      recorded_at: work.now,
    })),
  );
  const recorded = facts.length;
  return accept({ answer: { recorded }, facts: { recorded } });
}

export async function unitFactsOf(
  work: UnitOfWork,
  estateId: string,
  asked: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const after = placeIn(asked.cursor)?.[0] ?? "";
  const { rows } = await work.client.query(
    `select u.number as "unitNumber", f.kind, f.state, f.areas, f.weights, f.evidence,
       f.recorded_at as "recordedAt"
     from registry.unit u join lateral (select * from voting.unit_fact f where f.unit_id = u.id
       order by f.recorded_at desc, f.id desc limit 1) f on true
     where u.estate_id = $1 and u.number > $2 order by u.number limit $3`,
    [estateId, String(after), asked.limit + 1],
  );
  const facts = rows.map(({ kind, state, ...row }) => ({
    ...row,
    ...(kind === null ? {} : { kind }),
    ...(state === null ? {} : { state }),
  }));
  const page = pageOf(
    facts as (UnitFactWire & {
      areas: Record<string, string>;
      weights: Record<string, string>;
      recordedAt: string;
    })[],
    asked.limit,
    ({ unitNumber }) => [unitNumber],
  );
  return { facts: page.items, nextCursor: page.next };
}
