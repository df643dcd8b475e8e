export {
  type CodeRejection,
  type CreditCode,
  parseCreditCode,
  parseOrganizationCode,
} from "./credit-code.ts";
export {
  type DivisionCode,
  type DivisionLevel,
  type DivisionRejection,
  liesIn,
  parseDivisionCode,
} from "./division-code.ts";
export { auditGrids, type Grid, type GridFinding, type GridKind, type GridSizes } from "./grid.ts";
export {
  type IdentityRejection,
  maskIdentity,
  parseResidentIdentity,
} from "./resident-identity.ts";
