import type { Instant } from "@xinyi/calendar";
import { derivedId } from "./derived-id.ts";
import {
  type LeftOut,
  type PublishedBody,
  type PublishedLocation,
  type PublishedService,
  present,
  type RegisterFacts,
} from "./facts.ts";

/** A directory in the words of the Human Services Data Specification 3.0, one list a table. */
export interface ServiceDirectory {
  readonly organizations: readonly HsdsOrganization[];
  readonly services: readonly HsdsService[];
  readonly locations: readonly HsdsLocation[];
}

export interface HsdsOrganization {
  readonly id?: string;
  readonly name?: string;
  readonly description?: string;
  readonly email?: string;
  readonly website?: string;
  readonly year_incorporated?: number;
  readonly parent_organization_id?: string;
  readonly organization_identifiers?: readonly HsdsIdentifier[];
}

export interface HsdsIdentifier {
  readonly id: string;
  readonly organization_id: string;
  readonly identifier_scheme: string;
  readonly identifier_type: string;
  readonly identifier: string;
}

export interface HsdsService {
  readonly id?: string;
  readonly organization_id?: string;
  readonly name?: string;
  readonly description?: string;
  readonly url?: string;
  readonly status?: PublishedService["status"];
  readonly eligibility_description?: string;
  readonly fees_description?: string;
  readonly schedules?: readonly HsdsSchedule[];
  readonly service_at_locations?: readonly {
    readonly id: string;
    readonly service_id: string;
    readonly location_id: string;
  }[];
  readonly last_modified?: Instant;
}

export interface HsdsSchedule {
  readonly id: string;
  readonly service_id: string;
  readonly freq: "WEEKLY";
  readonly byday: string;
  readonly opens_at: string;
  readonly closes_at: string;
}

export interface HsdsLocation {
  readonly id?: string;
  readonly location_type?: "physical";
  readonly organization_id?: string;
  readonly name?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The register's bodies, services and places. The specification wants a UUID and a description
 * of every organization: a body without one is left out and named, and what hangs on it too.
 */
export function serviceDirectoryOf(facts: RegisterFacts): {
  readonly directory: ServiceDirectory;
  readonly leftOut: readonly LeftOut[];
} {
  const leftOut: LeftOut[] = [];
  const leave = (kind: LeftOut["kind"], id: string, because: LeftOut["because"]): false => {
    leftOut.push({ kind, id, because });
    return false;
  };
  const bodies = facts.bodies.filter(({ id, description }) => {
    if (!UUID.test(id)) return leave("body", id, "no-uuid");
    if (description === undefined || description.trim() === "") {
      return leave("body", id, "no-description");
    }
    return true;
  });
  const known = new Set(bodies.map(({ id }) => id));
  const locations = facts.locations.filter(({ id, bodyId }) => {
    if (!UUID.test(id)) return leave("location", id, "no-uuid");
    return known.has(bodyId) || leave("location", id, "unknown-body");
  });
  const services = facts.services.filter(({ id, bodyId, opening }) => {
    if (![id, ...opening.map((hours) => hours.id)].every((one) => UUID.test(one))) {
      return leave("service", id, "no-uuid");
    }
    return known.has(bodyId) || leave("service", id, "unknown-body");
  });
  const places = new Set(locations.map(({ id }) => id));
  return {
    directory: {
      organizations: bodies.map((body) => organization(body, known)),
      services: services.map((service) => serviceOf(service, places)),
      locations: locations.map(locationOf),
    },
    leftOut,
  };
}

function organization(body: PublishedBody, known: ReadonlySet<string>): HsdsOrganization {
  const { id, creditCode, filingNumber, foundedOn, partOf } = body;
  const identifier = (type: string, scheme: string, value: string | undefined) =>
    value === undefined
      ? []
      : [
          {
            id: derivedId(id, scheme),
            organization_id: id,
            identifier_scheme: scheme,
            identifier_type: type,
            identifier: value,
          },
        ];
  return present({
    id,
    name: body.name,
    description: body.description,
    email: body.email,
    website: body.website,
    year_incorporated: foundedOn === undefined ? undefined : Number(foundedOn.slice(0, 4)),
    parent_organization_id: partOf !== undefined && known.has(partOf) ? partOf : undefined,
    organization_identifiers: [
      ...identifier("统一社会信用代码", "CN-USCC", creditCode),
      ...identifier("备案编号", "filing", filingNumber),
    ],
  });
}

function serviceOf(service: PublishedService, places: ReadonlySet<string>): HsdsService {
  const { id } = service;
  return present({
    id,
    organization_id: service.bodyId,
    name: service.name,
    description: service.description,
    url: service.url,
    status: service.status,
    eligibility_description: service.forWhom,
    fees_description: service.fees,
    schedules: service.opening.map(({ id: schedule, days, opensAt, closesAt }) => ({
      id: schedule,
      service_id: id,
      freq: "WEEKLY" as const,
      byday: days.join(","),
      opens_at: opensAt,
      closes_at: closesAt,
    })),
    service_at_locations: service.locationIds
      .filter((place) => places.has(place))
      .map((place) => ({ id: derivedId(id, place), service_id: id, location_id: place })),
  });
}

function locationOf(location: PublishedLocation): HsdsLocation {
  return present({
    id: location.id,
    location_type: "physical" as const,
    organization_id: location.bodyId,
    name: location.name,
    latitude: location.latitude,
    longitude: location.longitude,
  });
}
