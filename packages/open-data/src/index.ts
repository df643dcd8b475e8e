export { bodiesCsv, csvOf } from "./csv.ts";
export type {
  LeftOut,
  OpeningHours,
  PublishedBody,
  PublishedClass,
  PublishedDivision,
  PublishedGrant,
  PublishedLocation,
  PublishedMembership,
  PublishedPerson,
  PublishedService,
  PublishedVote,
  RegisterFacts,
} from "./facts.ts";
export {
  type Grant,
  type GrantOrganization,
  type GrantsPackage,
  grantsPackageOf,
} from "./grants.ts";
export {
  linkedDataOf,
  type OfferLd,
  type OrganizationLd,
  type PropertyValueLd,
} from "./linked-data.ts";
export {
  type PopoloArea,
  type PopoloDocument,
  type PopoloMembership,
  type PopoloMotion,
  type PopoloOrganization,
  type PopoloVoteEvent,
  popoloOf,
} from "./popolo.ts";
export {
  type HsdsIdentifier,
  type HsdsLocation,
  type HsdsOrganization,
  type HsdsSchedule,
  type HsdsService,
  type ServiceDirectory,
  serviceDirectoryOf,
} from "./service-directory.ts";
