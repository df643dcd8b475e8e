import type { Instant, LocalDate } from "@xinyi/calendar";
import { type LeftOut, type PublishedBody, present, type RegisterFacts } from "./facts.ts";

/** Grants in the words of the 360Giving Data Standard 1.4. */
export interface GrantsPackage {
  readonly version: string;
  readonly grants: readonly Grant[];
}

export interface Grant {
  readonly id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly currency?: string;
  readonly amountAppliedFor?: number;
  readonly amountAwarded?: number;
  readonly amountDisbursed?: number;
  readonly awardDate?: LocalDate;
  readonly plannedDates?: readonly {
    readonly startDate?: LocalDate;
    readonly endDate?: LocalDate;
  }[];
  readonly recipientOrganization?: readonly GrantOrganization[];
  readonly recipientIndividual?: { readonly id: string; readonly name: string };
  readonly fundingOrganization?: readonly GrantOrganization[];
  readonly grantProgramme?: readonly { readonly code: string; readonly title: string }[];
  readonly dateModified?: Instant;
}

export interface GrantOrganization {
  readonly id?: string;
  readonly name?: string;
  readonly url?: string;
  readonly description?: string;
}

/**
 * The register's grants as a package, or nothing where none can be said: the standard wants
 * at least one. `prefix` is the publisher's own (`360G-…`); a body without a credit code is
 * named under it. A person who receives a grant is never named. A sum that a JSON number would
 * not hold exactly is left out with its grant.
 */
export function grantsPackageOf(
  facts: RegisterFacts,
  prefix: string,
): { readonly document: GrantsPackage | undefined; readonly leftOut: readonly LeftOut[] } {
  const bodies = new Map(facts.bodies.map((body) => [body.id, body]));
  const leftOut: LeftOut[] = [];
  const grants = facts.grants.flatMap((grant): readonly Grant[] => {
    const { id, recipient, funderId, from, to, programme } = grant;
    const leave = (because: LeftOut["because"]) => {
      leftOut.push({ kind: "grant", id, because });
      return [];
    };
    const funder = bodies.get(funderId);
    const receiver = recipient.kind === "body" ? bodies.get(recipient.id) : undefined;
    if (funder === undefined) return leave("unknown-body");
    if (recipient.kind === "body" && receiver === undefined) return leave("unknown-body");
    const sums = [grant.awarded, grant.applied, grant.paid];
    if (!sums.every((sum) => sum === undefined || isExact(sum))) return leave("inexact-sum");
    return [
      present({
        id: `${prefix}-${id}`,
        title: grant.title,
        description: grant.description,
        currency: grant.currency,
        amountAppliedFor: numberOf(grant.applied),
        amountAwarded: Number(grant.awarded),
        amountDisbursed: numberOf(grant.paid),
        awardDate: grant.awardedOn,
        plannedDates:
          from === undefined && to === undefined ? [] : [present({ startDate: from, endDate: to })],
        recipientOrganization: receiver === undefined ? [] : [organization(receiver, prefix)],
        recipientIndividual:
          recipient.kind === "person"
            ? { id: `${prefix}-person-${recipient.id}`, name: "Recipient Individual" }
            : undefined,
        fundingOrganization: [organization(funder, prefix)],
        grantProgramme: programme === undefined ? [] : [programme],
        dateModified: grant.updatedAt,
      }),
    ];
  });
  return { document: grants.length === 0 ? undefined : { version: "1.4", grants }, leftOut };
}

function organization(body: PublishedBody, prefix: string): GrantOrganization {
  return present({
    id: body.creditCode === undefined ? `${prefix}-org-${body.id}` : `CN-USCC-${body.creditCode}`,
    name: body.name,
    url: body.website,
    description: body.description,
  });
}

function numberOf(sum: string | undefined): number | undefined {
  return sum === undefined ? undefined : Number(sum);
}

/** Whether a decimal string and the JSON number made of it say the same. */
function isExact(sum: string): boolean {
  if (!/^-?\d+(\.\d+)?$/.test(sum)) return false;
  const trimmed = sum.includes(".") ? sum.replace(/0+$/, "").replace(/\.$/, "") : sum;
  return String(Number(sum)) === trimmed;
}
