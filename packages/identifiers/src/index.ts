export {
  type CodeRejection,
  type CreditCode,
  parseCreditCode,
  parseOrganizationCode,
} from "./credit-code.ts";
export {
  type AdministeredBy,
  administrationOn,
  codesOn,
  type Division,
  type DivisionOnRejection,
  type DivisionTable,
  type DivisionTableRejection,
  divisionOn,
  divisionTable,
} from "./division.ts";
export {
  type DivisionCode,
  type DivisionLevel,
  type DivisionRejection,
  liesIn,
  parseDivisionCode,
} from "./division-code.ts";
export {
  auditGrids,
  auditGridTree,
  type Grid,
  type GridFinding,
  type GridKind,
  type GridSizes,
  type GridTreeFinding,
} from "./grid.ts";
export {
  type IdentityRejection,
  type KeepingRejection,
  type KeptIdentity,
  keepIdentity,
  maskIdentity,
  parseResidentIdentity,
} from "./resident-identity.ts";
