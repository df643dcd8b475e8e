import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import grantSchema from "../fixtures/schemas/360_360-giving-schema.json" with { type: "json" };
import locationSchema from "../fixtures/schemas/hsds_location.json" with { type: "json" };
import organizationSchema from "../fixtures/schemas/hsds_organization.json" with { type: "json" };
import scheduleSchema from "../fixtures/schemas/hsds_schedule.json" with { type: "json" };
import serviceSchema from "../fixtures/schemas/hsds_service.json" with { type: "json" };
import atLocationSchema from "../fixtures/schemas/hsds_service_at_location.json" with {
  type: "json",
};
import area from "../fixtures/schemas/popolo_area.json" with { type: "json" };
import contact from "../fixtures/schemas/popolo_contact_detail.json" with { type: "json" };
import count from "../fixtures/schemas/popolo_count.json" with { type: "json" };
import event from "../fixtures/schemas/popolo_event.json" with { type: "json" };
import groupResult from "../fixtures/schemas/popolo_group_result.json" with { type: "json" };
import identifier from "../fixtures/schemas/popolo_identifier.json" with { type: "json" };
import link from "../fixtures/schemas/popolo_link.json" with { type: "json" };
import membership from "../fixtures/schemas/popolo_membership.json" with { type: "json" };
import motion from "../fixtures/schemas/popolo_motion.json" with { type: "json" };
import organization from "../fixtures/schemas/popolo_organization.json" with { type: "json" };
import otherName from "../fixtures/schemas/popolo_other_name.json" with { type: "json" };
import person from "../fixtures/schemas/popolo_person.json" with { type: "json" };
import post from "../fixtures/schemas/popolo_post.json" with { type: "json" };
import speech from "../fixtures/schemas/popolo_speech.json" with { type: "json" };
import vote from "../fixtures/schemas/popolo_vote.json" with { type: "json" };
import voteEvent from "../fixtures/schemas/popolo_vote_event.json" with { type: "json" };
import { register } from "./fixtures/register.ts";
import {
  bodiesCsv,
  csvOf,
  grantsPackageOf,
  linkedDataOf,
  popoloOf,
  serviceDirectoryOf,
} from "./index.ts";

type Json = Readonly<Record<string, unknown>>;
type Valid = (value: unknown) => string | undefined;

/** A checker that says what is wrong, so that a failing test does too. */
function checker(validate: { (value: unknown): unknown; errors?: unknown }): Valid {
  return (value) => (validate(value) === true ? undefined : JSON.stringify(validate.errors));
}

describe("grants", () => {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  // The published schema names its dialect with http, which its reader knows with https only.
  const schema = { ...grantSchema, $schema: "https://json-schema.org/draft/2020-12/schema" };
  const valid = checker(ajv.compile(schema));
  const { document, leftOut } = grantsPackageOf(register, "360G-xinyi");

  test("hold to the schema of 360Giving, to bodies and to persons nobody names", () => {
    expect(document?.grants.map(valid)).toEqual([undefined, undefined]);
    expect(document?.grants[0]).toMatchObject({
      amountAwarded: 10000.5,
      recipientOrganization: [
        { id: "360G-xinyi-org-018f3a00-0000-7000-8000-000000000002", name: "芳邻路邻里互助队" },
      ],
      fundingOrganization: [{ id: "CN-USCC-51510105MJ1234561K" }],
    });
    expect(JSON.stringify(document?.grants[1])).not.toContain("王某");
  });

  test("whose sum no JSON number holds are left out and named", () => {
    expect(leftOut).toEqual([
      { kind: "grant", id: register.grants[2]?.id, because: "inexact-sum" },
    ]);
    expect(grantsPackageOf({ ...register, grants: [] }, "p").document).toBeUndefined();
  });

  test("are refused by the schema where a part is missing or both receive", () => {
    const { amountAwarded: _, ...without } = document?.grants[0] ?? {};
    expect(valid(without)).toContain("amountAwarded");
    const both = { ...document?.grants[0], recipientIndividual: { id: "1", name: "x" } };
    expect(valid(both)).toContain("oneOf");
  });
});

describe("the service directory", () => {
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const given: Record<string, object> = {
    "organization.json": organizationSchema,
    "service.json": serviceSchema,
    "location.json": locationSchema,
    "schedule.json": scheduleSchema,
    "service_at_location.json": atLocationSchema,
  };
  // Tables that no export fills are referred to all the same.
  const named = JSON.stringify(Object.values(given)).matchAll(/"\$ref":"([a-z_]+\.json)"/g);
  for (const [, name = ""] of named) given[name] ??= { type: "object", required: ["id"] };
  for (const [name, schema] of Object.entries(given)) ajv.addSchema({ $id: name, ...schema });
  const valid = (name: string) => {
    const validate = ajv.getSchema(name);
    if (validate === undefined) throw new Error(name);
    return checker(validate);
  };
  const { directory, leftOut } = serviceDirectoryOf(register);

  test("holds to the schemas of HSDS 3.0", () => {
    expect(directory.organizations.map(valid("organization.json"))).toEqual([undefined, undefined]);
    expect(directory.services.map(valid("service.json"))).toEqual([undefined]);
    expect(directory.locations.map(valid("location.json"))).toEqual([undefined]);
    expect(directory.services[0]?.service_at_locations).toHaveLength(1);
    expect(directory.services[0]?.schedules?.map(valid("schedule.json"))).toEqual([undefined]);
  });

  test("names what it could not say, and makes nothing up", () => {
    expect(leftOut).toEqual([
      { kind: "body", id: register.bodies[2]?.id, because: "no-description" },
      { kind: "body", id: "not-a-uuid", because: "no-uuid" },
      { kind: "location", id: register.locations[1]?.id, because: "unknown-body" },
    ]);
    expect(valid("organization.json")({ id: "1", name: "a", description: "b" })).toContain("uuid");
  });

  test("gives what has no id of its own the same id each time", () => {
    expect(serviceDirectoryOf(register)).toEqual({ directory, leftOut });
    const ids = directory.organizations.flatMap(({ organization_identifiers = [] }) =>
      organization_identifiers.map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^.{8}-.{4}-8.{3}-[89ab].{3}-.{12}$/);
  });
});

describe("the Popolo document", () => {
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  // Draft 3 marks what is required inside each property; later drafts list it beside them.
  const modern = ({ $schema: _, id, ...schema }: Json): Json => {
    const properties = (schema.properties ?? {}) as Readonly<Record<string, Json>>;
    const required = Object.keys(properties).filter((name) => properties[name]?.required === true);
    const plain = Object.entries(properties).map(([name, { required: __, ...property }]) => [
      name,
      property,
    ]);
    return { $id: id, ...schema, properties: Object.fromEntries(plain), required };
  };
  const all = [
    ...[area, contact, count, event, groupResult, identifier, link, membership, motion],
    ...[organization, otherName, person, post, speech, vote, voteEvent],
  ];
  for (const one of all) ajv.addSchema(modern(one));
  /** Draft 3 of Popolo requires nothing of a record: what makes one is asked here. */
  const valid = ({ id }: { readonly id: string }, required: readonly string[]) =>
    checker(ajv.compile({ allOf: [{ $ref: id }, { required }] }));
  const { document, leftOut } = popoloOf(register);
  const faults = (schema: { readonly id: string }, list: readonly unknown[], required: string[]) =>
    list.map(valid(schema, required)).filter((fault) => fault !== undefined);

  test("holds to the schemas of Popolo 1.0.1", () => {
    expect(faults(organization, document.organizations, ["id", "name"])).toEqual([]);
    expect(faults(person, document.persons, ["id", "name"])).toEqual([]);
    expect(faults(membership, document.memberships, ["id", "organization_id"])).toEqual([]);
    expect(faults(area, document.areas, ["id", "name", "identifier"])).toEqual([]);
    expect(faults(motion, document.motions, ["id", "text", "result"])).toEqual([]);
    expect(faults(voteEvent, document.vote_events, ["id", "motion_id", "counts"])).toEqual([]);
    expect(faults(count, [{ option: "yes" }], ["option"])).not.toEqual([]);
  });

  test("links bodies, persons and places, and leaves out links that lead nowhere", () => {
    expect(document.organizations[1]).toMatchObject({
      other_names: [{ name: "芳邻路互助小组", end_date: "2023-12-31" }],
      identifiers: [{ scheme: "filing", identifier: "草堂备〔2024〕1号" }],
      parent_id: register.bodies[0]?.id,
    });
    expect(document.memberships).toHaveLength(2);
    expect(document.vote_events[0]?.counts).toEqual([
      { option: "yes", value: 20 },
      { option: "no", value: 3 },
      { option: "abstain", value: 1 },
    ]);
    expect(leftOut).toEqual([
      { kind: "membership", id: register.memberships[2]?.id, because: "unknown-person" },
    ]);
  });
});

test("linked data names the body, its codes and what it offers", () => {
  const [, team] = register.bodies;
  if (team === undefined) throw new Error("the register has two bodies");
  expect(linkedDataOf(team, register.services, "https://example.org/team")).toEqual({
    "@context": "https://schema.org",
    "@type": "Organization",
    "@id": "https://example.org/team",
    name: "芳邻路邻里互助队",
    alternateName: ["芳邻路互助小组"],
    description: "邻居间代买代取",
    identifier: [{ "@type": "PropertyValue", propertyID: "备案编号", value: "草堂备〔2024〕1号" }],
    url: "https://example.org/team",
    keywords: ["居民互助", "公益慈善"],
    makesOffer: [
      {
        "@type": "Offer",
        itemOffered: { "@type": "Service", name: "代买代取", description: "为高龄邻居代买" },
      },
    ],
  });
});

describe("a table", () => {
  test("has a line for each class, and runs nothing in a spreadsheet program", () => {
    const lines = bodiesCsv(register).split("\r\n");
    expect(lines).toHaveLength(7);
    expect(lines[2]).toContain("芳邻路邻里互助队,邻居间代买代取,caotang-5,mutual-aid,居民互助");
    expect(lines[5]).toContain(",'=cmd(),");
  });

  test("quotes what would break a line", () => {
    expect(csvOf(["a"], [['x,"y"\n'], [-1], [undefined], ["-1"]])).toBe(
      'a\r\n"x,""y""\n"\r\n-1\r\n\r\n\'-1\r\n',
    );
  });
});
