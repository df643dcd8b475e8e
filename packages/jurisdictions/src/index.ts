export { bundledPacks } from "./bundled.ts";
export { type CalendarYear, type PlaceCalendar, workingCalendarOf } from "./calendar.ts";
export { bundledCharts, type ChartRejection, chartFor, readChart } from "./chart.ts";
export { checkPack, type PackReport } from "./check-pack.ts";
export {
  bundledRoutings,
  type ComplaintRules,
  type ComplaintRulesRejection,
  complaintRulesFor,
  type RoutingPackRejection,
  readRoutingPack,
  routingPackFor,
} from "./complaints.ts";
export {
  divisionsFor,
  type GeographyRejection,
  type GridSizesInForce,
  gridSizesFor,
} from "./geography.ts";
export type {
  DivisionList,
  GridRules,
  ListedDivision,
  SizeRange,
} from "./geography-form.ts";
export { chainOf, libraryWith, type PackLibrary } from "./library.ts";
export {
  type FolderIssue,
  type PackFolder,
  type PackHead,
  PackHeadSchema,
  type PlacePack,
  packJsonSchemas,
  readPackFolder,
} from "./pack-folder.ts";
export { type PlaceRejection, type PlaceRules, type RulesOptions, rulesFor } from "./rules-for.ts";
export {
  bundledEstateRules,
  bundledSchemes,
  estateRulesFor,
  readEstateRules,
  readScheme,
  type SchemePackRejection,
  schemeFor,
  schemesWith,
} from "./schemes.ts";
