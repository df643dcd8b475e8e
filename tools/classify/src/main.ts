import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import { type Stringifier, stringify } from "csv-stringify";
import { ADDED, answered, REASONS } from "./answer.ts";
import { columnsOf, rowOf } from "./bodies.ts";
import { schemeNamed, textOf, Unusable } from "./packs.ts";
import { recordsOf } from "./records.ts";

const help = `npm run classify -- FILE.csv [OPTIONS]

Classifies the organizations of a file by a scheme, line by line, and says why.
Writes two sheets: every line as it came with its answer beside it, and one line
for each reason with the words and where they stand. A line that cannot be read
is returned marked "bad-row"; no other line is lost by it.

  FILE.csv              organizations, with a heading line; UTF-8 or GB18030
  --scheme ID           a scheme that ships or stands in --packs (caotang-5); or
                        a file: a scheme (.json) or a table of tags (.csv)
  --packs DIR           a district's own packs: DIR/<id>/scheme.json
  --name HEADING        the column of the name, where it is not found by itself
  --description HEADING the column, or columns with commas, of what a body does
  --out FILE            where the answers go (FILE.classified.csv)
  --reasons FILE        where the reasons go (FILE.reasons.csv)
  --quiet               no progress
  --help                this text

Exits 0 when every line was read, 1 when lines came back marked or a file cannot
be used, 2 on a wrong option.
`;

const text = { type: "string" } as const;
const options = {
  scheme: text,
  packs: text,
  name: text,
  description: text,
  out: text,
  reasons: text,
  quiet: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  process.exitCode = await run(values, positionals);
} catch (error) {
  const isWish = error instanceof TypeError && "code" in error;
  if (!isWish && !(error instanceof Unusable)) throw error;
  console.error(isWish ? `${error.message}\n\n${help}` : error.message);
  process.exitCode = isWish ? 2 : 1;
}

async function run(values: Values, files: readonly string[]): Promise<number> {
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [typed, ...more] = files;
  if (typed === undefined || more.length > 0) {
    console.error(`give one file\n\n${help}`);
    return 2;
  }
  const file = path(typed);
  const stem = file.replace(/\.csv$/i, "");
  const wanted = values.scheme ?? "caotang-5";
  const scheme = schemeNamed(
    /\.(json|csv)$/i.test(wanted) ? path(wanted) : wanted,
    values.packs === undefined ? undefined : path(values.packs),
  );
  const records = recordsOf(textOf(file).replace(/^\uFEFF/, ""));
  const heading = records.next();
  if (heading.done) throw new Unusable(`${file}: empty`);
  const columns = columnsOf(heading.value.cells, values);
  const answers = sheet(path(values.out ?? `${stem}.classified.csv`));
  const reasons = sheet(path(values.reasons ?? `${stem}.reasons.csv`));
  await answers.put([...columns.headings, ...ADDED]);
  await reasons.put(REASONS);
  const counts = new Map<string, number>();
  let lines = 0;
  let reviews = 0;
  const began = performance.now();
  let told = began;
  for (const record of records) {
    const row = rowOf(record, columns);
    const { outcome, needsReview, added, reasons: found } = answered(row, scheme);
    // A marked line keeps its first cells under the headings; what is too much stands in one cell.
    const cells = columns.headings.map((_, at) => row.cells[at] ?? "");
    const rest = row.cells.slice(columns.headings.length);
    if (rest.length > 0) cells[cells.length - 1] += `,${rest.join(",")}`;
    await answers.put([...cells, ...added]);
    for (const reason of found) await reasons.put(reason);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    lines += 1;
    if (needsReview) reviews += 1;
    const now = performance.now();
    if (!values.quiet && now - told >= 1000) {
      told = now;
      const rate = Math.round((lines * 1000) / (now - began));
      process.stderr.write(`${lines} lines, ${rate} a second\n`);
    }
  }
  await Promise.all([answers.end(), reasons.end()]);
  const { id, version } = scheme.scheme;
  console.log(`scheme        ${id}@${version}`);
  for (const [outcome, count] of counts) console.log(`${outcome.padEnd(13)} ${count}`);
  console.log(`to be looked at by a person: ${reviews} of ${lines}`);
  return counts.has("bad-row") ? 1 : 0;
}

/** npm starts a script at the root; a path means the folder it was typed in. */
function path(typed: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), typed);
}

interface Sheet {
  readonly put: (cells: readonly (string | number)[]) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** A CSV file written as it is filled; its mark lets a spreadsheet program see that it is UTF-8. */
function sheet(file: string): Sheet {
  const rows: Stringifier = stringify({ bom: true, record_delimiter: "windows" });
  const target = createWriteStream(file);
  rows.pipe(target);
  const written = finished(target).catch((error: NodeJS.ErrnoException) => {
    throw new Unusable(`${file}: ${error.code ?? error.message}`);
  });
  return {
    put: async (cells) => {
      if (rows.write(cells)) return;
      await Promise.race([written, new Promise((drained) => rows.once("drain", drained))]);
    },
    end: async () => {
      rows.end();
      await written;
    },
  };
}
