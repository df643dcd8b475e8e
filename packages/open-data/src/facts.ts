import type { Instant, LocalDate } from "@xinyi/calendar";

/** A body as a register may publish it; only what the register's keeper chose to give out. */
export interface PublishedBody {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
  readonly formerNames?: readonly { readonly name: string; readonly until?: LocalDate }[];
  readonly description?: string;
  /** What kind of body it is, in each scheme that says so. */
  readonly classes: readonly PublishedClass[];
  /** 统一社会信用代码, for a registered body; a filed one has none. */
  readonly creditCode?: string;
  readonly filingNumber?: string;
  readonly foundedOn?: LocalDate;
  readonly dissolvedOn?: LocalDate;
  readonly partOf?: string;
  /** The twelve-digit code of the division it works in. */
  readonly divisionCode?: string;
  readonly website?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly updatedAt?: Instant;
}

export interface PublishedClass {
  readonly scheme: string;
  readonly code: string;
  readonly label: string;
}

export interface PublishedDivision {
  readonly code: string;
  readonly name: string;
  readonly partOf?: string;
}

/** A person in an office that is public; never a number, a birthday or an address. */
export interface PublishedPerson {
  readonly id: string;
  readonly name: string;
}

/** A person in a body, or a body in a federation, from a day to a day. */
export interface PublishedMembership {
  readonly id: string;
  readonly member:
    | { readonly kind: "person"; readonly id: string }
    | { readonly kind: "body"; readonly id: string };
  readonly bodyId: string;
  readonly role: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** A motion and how it was counted: by option, never by person. */
export interface PublishedVote {
  readonly id: string;
  readonly bodyId: string;
  readonly text: string;
  /** The bar as it was applied, in words. */
  readonly requirement?: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant;
  readonly result: "passed" | "failed" | "no-quorum" | "other";
  readonly heads: Readonly<Record<"for" | "against" | "abstain", number>>;
}

export interface PublishedLocation {
  readonly id: string;
  readonly bodyId: string;
  readonly name: string;
  readonly address?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

/** A service a body offers; where and when it is open. */
export interface PublishedService {
  readonly id: string;
  readonly bodyId: string;
  readonly name: string;
  readonly description?: string;
  readonly status: "active" | "inactive" | "defunct" | "temporarily closed";
  readonly forWhom?: string;
  readonly fees?: string;
  readonly url?: string;
  readonly classes: readonly PublishedClass[];
  readonly locationIds: readonly string[];
  readonly opening: readonly OpeningHours[];
}

export interface OpeningHours {
  readonly id: string;
  readonly days: readonly ("MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU")[];
  /** HH:MM. */
  readonly opensAt: string;
  readonly closesAt: string;
}

/** A grant as it was awarded. Sums are decimal strings, as everywhere outside the books. */
export interface PublishedGrant {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly currency: string;
  readonly applied?: string;
  readonly awarded: string;
  readonly paid?: string;
  readonly awardedOn: LocalDate;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly recipient:
    | { readonly kind: "body"; readonly id: string }
    | { readonly kind: "person"; readonly id: string };
  readonly funderId: string;
  readonly programme?: { readonly code: string; readonly title: string };
  readonly divisionCode?: string;
  readonly updatedAt?: Instant;
}

/** What the keeper of a register gives out. Links by id that lead nowhere are left out of exports. */
export interface RegisterFacts {
  readonly bodies: readonly PublishedBody[];
  readonly divisions: readonly PublishedDivision[];
  readonly persons: readonly PublishedPerson[];
  readonly memberships: readonly PublishedMembership[];
  readonly votes: readonly PublishedVote[];
  readonly locations: readonly PublishedLocation[];
  readonly services: readonly PublishedService[];
  readonly grants: readonly PublishedGrant[];
}

/** What an export could not say in the other's words, and why; nothing is made up to fill a field. */
export interface LeftOut {
  readonly kind: "body" | "service" | "location" | "grant" | "membership" | "vote";
  readonly id: string;
  readonly because:
    | "no-description"
    | "no-uuid"
    | "unknown-body"
    | "unknown-person"
    | "inexact-sum";
}

/** A value without the members that hold nothing: the standards want a field absent, not empty. */
export function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Present<Fields>;
}

export type Present<Fields> = {
  readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
};
