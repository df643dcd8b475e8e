import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isLocalDate } from "@xinyi/calendar";
import {
  type Ambiguity,
  analyzePack,
  compilePack,
  type Derivation,
  deriveRouting,
  type RoutingExample,
  type RoutingPack,
} from "@xinyi/complaint-routing";
import { decodeRoutingPack } from "@xinyi/complaint-routing/schema";
import { derivationText, gapsOf, routingText } from "./report.ts";
import { type Column, readRequests, UnreadableFile } from "./requests.ts";
import { routeFile } from "./routing.ts";

const help = `npm run derive-routing -- EXAMPLES.csv [OPTIONS]

Makes a routing pack from past requests: which agency answered for which type,
descriptor and place. Says which types are ambiguous and what was never seen;
both go to triage. With --route it then routes a file of requests.

  EXAMPLES.csv         past requests, with a heading line; UTF-8
  --id ID              the pack's id (second-district)
  --title TEXT         its name (the id)
  --from DATE          the day it comes into force (2026-01-01)
  --out FILE           write the pack there, as JSON
  --report FILE        write all ambiguities and gaps there, as JSON
  --route FILE         route this CSV of requests by the pack
  --routed FILE        write the routed requests there, as CSV
  --pack FILE          use this pack instead of deriving one (no EXAMPLES.csv)
  --type, --descriptor, --place, --agency HEADING
                       the file's headings, where they are not found by name
  --help               this text

Exits 0 when done, 1 when a file cannot be used, 2 on a wrong option.
`;

const text = { type: "string" } as const;
const options = {
  id: text,
  title: text,
  from: text,
  out: text,
  report: text,
  route: text,
  routed: text,
  pack: text,
  type: text,
  descriptor: text,
  place: text,
  agency: text,
  help: { type: "boolean", short: "h" },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  process.exitCode = await run(values, positionals);
} catch (error) {
  const isWish = error instanceof TypeError && "code" in error;
  if (!isWish && !(error instanceof UnreadableFile)) throw error;
  console.error(isWish ? `${error.message}\n\n${help}` : error.message);
  process.exitCode = isWish ? 2 : 1;
}

async function run(values: Values, files: readonly string[]): Promise<number> {
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [examples, ...more] = files;
  if (more.length > 0 || (examples === undefined) === (values.pack === undefined)) {
    console.error(`give one file of examples, or --pack\n\n${help}`);
    return 2;
  }
  const { pack, ambiguous } =
    examples === undefined
      ? { pack: readPack(path(values.pack ?? "")), ambiguous: [] }
      : await derived(path(examples), values);
  if (values.route === undefined) return 0;
  return routed(path(values.route), pack, ambiguous, values);
}

/** npm starts a script at the root; a path means the folder it was typed in. */
function path(typed: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), typed);
}

async function derived(file: string, values: Values): Promise<Derivation> {
  const { id = "second-district", title = id, from = "2026-01-01" } = values;
  if (!isLocalDate(from)) throw new UnreadableFile(`--from ${from}: not a day, such as 2026-01-01`);
  const examples: RoutingExample[] = [];
  let skipped = 0;
  for await (const { example } of readRequests(file, named(values), ["type", "agency"])) {
    if (example.type === "" || example.agency === "") skipped += 1;
    else examples.push(example);
  }
  if (examples.length === 0) throw new UnreadableFile(`${file}: no line has a type and an agency`);
  const source = "derived from past requests";
  const made = deriveRouting(examples, {
    id,
    title: { zh: title, en: title },
    effectiveFrom: from,
    source,
  });
  checked(made.pack, file);
  const analysis = analyzePack(made.pack);
  console.log(derivationText(made, analysis));
  if (skipped > 0) console.log(`skipped       ${skipped} lines without a type or an agency`);
  if (values.out !== undefined) write(path(values.out), made.pack);
  if (values.report !== undefined) {
    const { ambiguous, ambiguousTypes, exampleCount, routedCount } = made;
    const { status } = analysis;
    const gaps = gapsOf(analysis).map(({ region }) => region);
    const all = { exampleCount, routedCount, ambiguousTypes, ambiguous, analysis: status, gaps };
    write(path(values.report), all);
  }
  return made;
}

/** A pack's id and content keep its form whatever the file held. */
function checked(content: unknown, file: string): RoutingPack {
  const pack = decodeRoutingPack(content);
  if (pack.ok) return pack.value;
  const [issue] = pack.rejection;
  throw new UnreadableFile(`${file}: ${issue?.path}: ${issue?.message}`);
}

function readPack(file: string): RoutingPack {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UnreadableFile(`${file}: ${(error as Error).message}`);
  }
  return checked(content, file);
}

function write(file: string, content: unknown): void {
  try {
    writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
  } catch (error) {
    throw new UnreadableFile(`${file}: ${(error as Error).message}`);
  }
  console.log(`written       ${file}`);
}

async function routed(
  file: string,
  pack: RoutingPack,
  ambiguous: readonly Ambiguity[],
  values: Values,
): Promise<number> {
  const routing = compilePack(pack);
  if (!routing.ok) throw new UnreadableFile(`the pack: ${JSON.stringify(routing.rejection)}`);
  const out = values.routed === undefined ? undefined : path(values.routed);
  const began = performance.now();
  const requests = readRequests(file, named(values), ["type"]);
  const tally = await routeFile(requests, routing.value, ambiguous, out);
  console.log(`\n${routingText(tally)}`);
  const seconds = (performance.now() - began) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(
    `took          ${seconds.toFixed(1)} s, at most ${megabytes.toFixed(0)} MB of memory`,
  );
  if (out !== undefined) console.log(`written       ${out}`);
  return 0;
}

function named(values: Values): Partial<Record<Column, string>> {
  const { type, descriptor, place, agency } = values;
  return {
    ...(type === undefined ? {} : { type }),
    ...(descriptor === undefined ? {} : { descriptor }),
    ...(place === undefined ? {} : { place }),
    ...(agency === undefined ? {} : { agency }),
  };
}
