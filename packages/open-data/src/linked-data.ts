import type { LocalDate } from "@xinyi/calendar";
import { type PublishedBody, type PublishedService, present } from "./facts.ts";

/** A body as schema.org says it, for a page that search engines and others read. */
export interface OrganizationLd {
  readonly "@context"?: "https://schema.org";
  readonly "@type"?: string;
  readonly "@id"?: string;
  readonly name?: string;
  readonly alternateName?: readonly string[];
  readonly description?: string;
  readonly identifier?: readonly PropertyValueLd[];
  readonly foundingDate?: LocalDate;
  readonly dissolutionDate?: LocalDate;
  readonly url?: string;
  readonly email?: string;
  readonly telephone?: string;
  readonly keywords?: readonly string[];
  readonly makesOffer?: readonly OfferLd[];
}

export interface PropertyValueLd {
  readonly "@type": "PropertyValue";
  readonly propertyID: string;
  readonly value: string;
}

export interface OfferLd {
  readonly "@type": "Offer";
  readonly itemOffered: {
    readonly "@type": "Service";
    readonly name: string;
    readonly description?: string;
  };
}

/** A body and the services it offers, as JSON-LD of its public page at this address. */
export function linkedDataOf(
  body: PublishedBody,
  services: readonly PublishedService[],
  address: string,
): OrganizationLd {
  const property = (propertyID: string, value: string | undefined): readonly PropertyValueLd[] =>
    value === undefined ? [] : [{ "@type": "PropertyValue", propertyID, value }];
  const offered = services.filter(
    ({ bodyId, status }) => bodyId === body.id && status === "active",
  );
  return present({
    "@context": "https://schema.org" as const,
    "@type": body.creditCode === undefined ? "Organization" : "NGO",
    "@id": address,
    name: body.name,
    alternateName: (body.formerNames ?? []).map(({ name }) => name),
    description: body.description,
    identifier: [
      ...property("统一社会信用代码", body.creditCode),
      ...property("备案编号", body.filingNumber),
    ],
    foundingDate: body.foundedOn,
    dissolutionDate: body.dissolvedOn,
    url: body.website ?? address,
    email: body.email,
    telephone: body.phone,
    keywords: body.classes.map(({ label }) => label),
    makesOffer: offered.map(
      ({ name, description }): OfferLd => ({
        "@type": "Offer",
        itemOffered: {
          "@type": "Service",
          name,
          ...(description === undefined ? {} : { description }),
        },
      }),
    ),
  });
}
