import type { Instant, LocalDate } from "@xinyi/calendar";
import { type LeftOut, type PublishedBody, present, type RegisterFacts } from "./facts.ts";

/** A register in the words of Popolo 1.0.1: persons, organizations, memberships, areas, motions. */
export interface PopoloDocument {
  readonly organizations: readonly PopoloOrganization[];
  readonly persons: readonly { readonly id: string; readonly name: string }[];
  readonly memberships: readonly PopoloMembership[];
  readonly areas: readonly PopoloArea[];
  readonly motions: readonly PopoloMotion[];
  readonly vote_events: readonly PopoloVoteEvent[];
}

export interface PopoloOrganization {
  readonly id?: string;
  readonly name?: string;
  readonly other_names?: readonly { readonly name?: string; readonly end_date?: LocalDate }[];
  readonly identifiers?: readonly { readonly scheme: string; readonly identifier: string }[];
  readonly classification?: string;
  readonly parent_id?: string;
  readonly area_id?: string;
  readonly description?: string;
  readonly founding_date?: LocalDate;
  readonly dissolution_date?: LocalDate;
  readonly contact_details?: readonly { readonly type: string; readonly value: string }[];
  readonly links?: readonly { readonly url: string }[];
  readonly updated_at?: Instant;
}

export interface PopoloMembership {
  readonly id?: string;
  readonly role?: string;
  readonly person_id?: string;
  readonly member?: { readonly id: string; readonly name: string };
  readonly organization_id?: string;
  readonly start_date?: LocalDate;
  readonly end_date?: LocalDate;
}

export interface PopoloArea {
  readonly id?: string;
  readonly name?: string;
  readonly identifier?: string;
  readonly classification?: string;
  readonly parent_id?: string;
}

export interface PopoloMotion {
  readonly id?: string;
  readonly organization_id?: string;
  readonly text?: string;
  readonly requirement?: string;
  readonly date?: Instant;
  readonly result?: string;
}

export interface PopoloVoteEvent {
  readonly id?: string;
  readonly organization_id?: string;
  readonly motion_id?: string;
  readonly start_date?: Instant;
  readonly end_date?: Instant;
  readonly result?: string;
  readonly counts?: readonly { readonly option: string; readonly value: number }[];
}

const RESULTS = { passed: "pass", failed: "fail", "no-quorum": "fail", other: "other" } as const;
const OPTIONS = { for: "yes", against: "no", abstain: "abstain" } as const;

/** The register as a Popolo document; memberships and votes of bodies it does not hold are left out and named. */
export function popoloOf(facts: RegisterFacts): {
  readonly document: PopoloDocument;
  readonly leftOut: readonly LeftOut[];
} {
  const bodies = new Map(facts.bodies.map((body) => [body.id, body]));
  const persons = new Set(facts.persons.map(({ id }) => id));
  const leftOut: LeftOut[] = [];
  const leave = (kind: LeftOut["kind"], id: string, because: LeftOut["because"]) => {
    leftOut.push({ kind, id, because });
    return [];
  };
  const memberships = facts.memberships.flatMap(
    ({ id, member, bodyId, role, from, to }): readonly PopoloMembership[] => {
      if (!bodies.has(bodyId)) return leave("membership", id, "unknown-body");
      const said = { id, role, organization_id: bodyId, start_date: from, end_date: to };
      if (member.kind === "person") {
        if (!persons.has(member.id)) return leave("membership", id, "unknown-person");
        return [present({ ...said, person_id: member.id })];
      }
      const body = bodies.get(member.id);
      if (body === undefined) return leave("membership", id, "unknown-body");
      return [present({ ...said, member: { id: body.id, name: body.name } })];
    },
  );
  const votes = facts.votes.flatMap((vote) =>
    bodies.has(vote.bodyId) ? [vote] : leave("vote", vote.id, "unknown-body"),
  );
  const document: PopoloDocument = {
    organizations: facts.bodies.map((body) => organization(body, bodies)),
    persons: facts.persons.map(({ id, name }) => ({ id, name })),
    memberships,
    areas: facts.divisions.map(({ code, name, partOf }) =>
      present({ id: code, name, identifier: code, classification: "division", parent_id: partOf }),
    ),
    motions: votes.map(({ id, bodyId, text, requirement, openedAt, result }) =>
      present({
        id,
        organization_id: bodyId,
        text,
        requirement,
        date: openedAt,
        result: RESULTS[result],
      }),
    ),
    vote_events: votes.map(({ id, bodyId, openedAt, closedAt, result, heads }) =>
      present({
        id: `${id}-count`,
        organization_id: bodyId,
        motion_id: id,
        start_date: openedAt,
        end_date: closedAt,
        result: RESULTS[result],
        counts: (["for", "against", "abstain"] as const).map((option) => ({
          option: OPTIONS[option],
          value: heads[option],
        })),
      }),
    ),
  };
  return { document, leftOut };
}

function organization(
  body: PublishedBody,
  bodies: ReadonlyMap<string, PublishedBody>,
): PopoloOrganization {
  const { creditCode, filingNumber, email, phone, website, partOf } = body;
  const identifiers = [
    ...(creditCode === undefined ? [] : [{ scheme: "CN-USCC", identifier: creditCode }]),
    ...(filingNumber === undefined ? [] : [{ scheme: "filing", identifier: filingNumber }]),
  ];
  const contacts = [
    ...(email === undefined ? [] : [{ type: "email", value: email }]),
    ...(phone === undefined ? [] : [{ type: "voice", value: phone }]),
  ];
  return present({
    id: body.id,
    name: body.name,
    other_names: (body.formerNames ?? []).map(({ name, until }) =>
      present({ name, end_date: until }),
    ),
    identifiers,
    classification: body.classes[0]?.label,
    parent_id: partOf !== undefined && bodies.has(partOf) ? partOf : undefined,
    area_id: body.divisionCode,
    description: body.description,
    founding_date: body.foundedOn,
    dissolution_date: body.dissolvedOn,
    contact_details: contacts,
    links: website === undefined ? [] : [{ url: website }],
    updated_at: body.updatedAt,
  });
}
