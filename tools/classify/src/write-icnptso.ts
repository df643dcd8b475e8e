// Writes the example pack of ICNP/TSO from its two tables.
import { mkdirSync, writeFileSync } from "node:fs";
import { fixtureRows } from "./fixtures.ts";
import { schemeOfIcnptso } from "./icnptso.ts";

const folder = new URL("../../../examples/packs/icnptso/", import.meta.url);
mkdirSync(folder, { recursive: true });
const scheme = schemeOfIcnptso(fixtureRows("icnptso"), fixtureRows("ukcat"));
writeFileSync(new URL("scheme.json", folder), `${JSON.stringify(scheme, undefined, 2)}\n`);
