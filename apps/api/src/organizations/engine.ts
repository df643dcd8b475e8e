import type { LocalDate } from "@xinyi/calendar";
import { type Classification, classify } from "@xinyi/organization-classification";
import type { PreparedScheme } from "@xinyi/organization-classification/schema";
import { insertRows } from "../database/insert.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { schemeInEffect } from "./schemes-store.ts";
import { leadingScheme, todayHere } from "./store.ts";

export interface ToClassify {
  readonly id: string;
  readonly profileVersion: number;
  readonly name: string;
  readonly description: string;
}

/**
 * Asks the engine about bodies and appends its answers. An answer never touches a person's word;
 * it supersedes the engine's own earlier one.
 */
export async function appendAnswers(
  work: UnitOfWork,
  bodies: readonly ToClassify[],
  given?: PreparedScheme,
): Promise<void> {
  const scheme = given ?? (await schemeInEffect(work, leadingScheme));
  if (!scheme || bodies.length === 0) return;
  const { id, version } = scheme.scheme;
  const from = await todayHere(work);
  const before = await currentOf(
    work,
    id,
    bodies.map((body) => body.id),
  );
  await insertRows(
    work.client,
    "organizations.assignment",
    bodies.map((body) => {
      const answer = classify({ name: body.name, description: body.description }, scheme);
      return {
        district_id: work.districtId,
        id: work.ports.ids.next(),
        body_id: body.id,
        profile_version: body.profileVersion,
        scheme_id: id,
        scheme_version: version,
        hand: "engine",
        outcome: answer.outcome,
        code: codeOf(answer),
        answer,
        person_id: null,
        reason: null,
        basis: null,
        from_on: from satisfies LocalDate,
        supersedes: before.get(body.id) ?? null,
        recorded_at: work.now,
      };
    }),
  );
}

/** What an answer says in one word; null where it says that nothing can be said. */
export function codeOf(answer: Classification): string | null {
  return answer.outcome === "out-of-scope"
    ? "out-of-scope"
    : answer.outcome === "insufficient"
      ? null
      : answer.primary;
}

async function currentOf(
  work: UnitOfWork,
  scheme: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await work.client.query(
    `select body_id, id from organizations.assignment_now
      where scheme_id = $1 and hand = 'engine' and body_id = any($2::uuid[])`,
    [scheme, ids],
  );
  return new Map(rows.map((row) => [row.body_id, row.id]));
}
