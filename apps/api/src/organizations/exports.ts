import type { LocalDate } from "@xinyi/calendar";
import {
  bodiesCsv,
  grantsPackageOf,
  linkedDataOf,
  type PublishedBody,
  popoloOf,
  type RegisterFacts,
  serviceDirectoryOf,
} from "@xinyi/open-data";
import type { UnitOfWork } from "../unit-of-work.ts";
import { schemeInEffect } from "./schemes-store.ts";
import { leadingScheme, organizationColumns, organizationTables } from "./store.ts";

export const exportFiles = {
  "register.csv": "text/csv; charset=utf-8",
  "popolo.json": "application/json",
  "hsds.json": "application/json",
  "360giving.json": "application/json",
  "schema-org.json": "application/ld+json",
  "left-out.json": "application/json",
} as const;
export type ExportFile = keyof typeof exportFiles;

/** Grants and who gives them, gathered where the two domains meet. */
export type Grants = Pick<RegisterFacts, "grants"> & { readonly funders: readonly PublishedBody[] };

/**
 * A file of the register in the words others use; persons, telephones and mere leads are not in it. What
 * a standard could not say stands in left-out.json with the reason.
 */
export async function exportOf(
  work: UnitOfWork,
  file: ExportFile,
  given: { readonly publicUrl: string; readonly prefix: string; readonly grants: Grants },
): Promise<string> {
  const register = await factsOf(work);
  const facts = { ...register, grants: given.grants.grants };
  const withFunders = { ...facts, bodies: [...facts.bodies, ...given.grants.funders] };
  switch (file) {
    case "register.csv":
      return `\uFEFF${bodiesCsv(facts)}`;
    case "popolo.json":
      return JSON.stringify(popoloOf(facts).document);
    case "hsds.json":
      return JSON.stringify(serviceDirectoryOf(facts).directory);
    case "360giving.json":
      return JSON.stringify(grantsPackageOf(withFunders, given.prefix).document ?? null);
    case "schema-org.json":
      return JSON.stringify({
        "@graph": facts.bodies.map((body) =>
          linkedDataOf(body, facts.services, `${given.publicUrl}/organizations/${body.id}`),
        ),
      });
    case "left-out.json":
      return JSON.stringify({
        "popolo.json": popoloOf(facts).leftOut,
        "hsds.json": serviceDirectoryOf(facts).leftOut,
        "360giving.json": grantsPackageOf(withFunders, given.prefix).leftOut,
      });
  }
}

/** What the register gives out: bodies on file and members, memberships between them, their services. */
async function factsOf(work: UnitOfWork): Promise<RegisterFacts> {
  const scheme = await schemeInEffect(work, leadingScheme);
  const labelOf = (code: string) =>
    scheme?.scheme.terms.find((term) => term.code === code)?.label.zh ?? code;
  const bodies = await work.client.query(
    `select ${organizationColumns},
       (select c.code from organizations.credit_code c where c.body_id = o.id
         order by c.recorded_at desc, c.id desc limit 1) as "creditCode"
     from ${organizationTables}
     where o.standing in ('filed', 'registered', 'dormant') or o.is_member
       or o.kind <> 'community-organization'
     order by o.name, o.id`,
  );
  const memberships = await work.client.query(
    `select id, federation_id, body_id, from_on, to_on from organizations.membership order by id`,
  );
  const services = await work.client.query(
    `select id, body_id, name, description, address, fees from organizations.service
      where to_on is null order by id`,
  );
  return {
    bodies: bodies.rows.map(
      (row): PublishedBody => ({
        id: row.id,
        name: row.name,
        classes:
          row.code === null || row.outcome === "out-of-scope"
            ? []
            : [{ scheme: leadingScheme, code: row.code, label: labelOf(row.code) }],
        ...(row.description !== "" && { description: row.description }),
        ...(row.creditCode !== null && { creditCode: row.creditCode }),
        ...(row.filingNumber !== null && { filingNumber: row.filingNumber }),
        ...(row.foundedOn !== null && { foundedOn: row.foundedOn as LocalDate }),
      }),
    ),
    memberships: memberships.rows.map((row) => ({
      id: row.id,
      member: { kind: "body", id: row.body_id },
      bodyId: row.federation_id,
      role: "会员",
      from: row.from_on,
      ...(row.to_on !== null && { to: row.to_on }),
    })),
    locations: services.rows.map((row) => ({
      id: row.id,
      bodyId: row.body_id,
      name: row.address,
      address: row.address,
    })),
    services: services.rows.map((row) => ({
      id: row.id,
      bodyId: row.body_id,
      name: row.name,
      description: row.description,
      status: "active",
      fees: row.fees,
      classes: [],
      locationIds: [row.id],
      opening: [],
    })),
    divisions: [],
    persons: [],
    votes: [],
    grants: [],
  };
}
