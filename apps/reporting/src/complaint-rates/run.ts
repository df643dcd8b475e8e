import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isLocalDate, type LocalDate } from "@xinyi/calendar";
import { connectDistrict, settingsFrom } from "../connection.ts";
import { Failure } from "../failure.ts";
import { pdfOf } from "../formats/pdf.ts";
import { RateFacts } from "./facts.ts";
import { readRates } from "./gather.ts";
import { ratesCsv, ratesPage, ratesPrint } from "./render.ts";
import { type RateSheet, rateSheet } from "./sheet.ts";

const formats = ["pdf", "html", "csv"] as const;
type Format = (typeof formats)[number];

/** What a run reaches of the world outside it. */
export interface RatesWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Where relative paths begin. */
  readonly folder: string;
  /** Standard input, read only where the facts are handed in. */
  readonly input: () => Promise<string>;
  readonly tell: (event: { readonly file: string }) => void;
}

/**
 * `rates --from DAY --to DAY [--district ID] [--format pdf,html,csv] [--out FOLDER]` asks the API;
 * `rates --stdin …` takes the API's answer from standard input, as the API itself hands it in.
 */
export async function runRates(argv: readonly string[], world: RatesWorld): Promise<void> {
  const given = options(argv);
  const sheet = rateSheet(given.stdin ? factsIn(await world.input()) : await asked(given, world));
  const folder = resolve(world.folder, given.out);
  await mkdir(folder, { recursive: true });
  for (const format of given.formats) {
    const file = `rates.${format}`;
    await writeFile(resolve(folder, file), await made(sheet, format));
    world.tell({ file });
  }
}

async function made(sheet: RateSheet, format: Format): Promise<string | Uint8Array> {
  switch (format) {
    case "pdf":
      return pdfOf(ratesPrint(sheet));
    case "html":
      return ratesPage(sheet);
    case "csv":
      return ratesCsv(sheet);
  }
}

interface Given {
  readonly stdin: boolean;
  readonly district: string | undefined;
  readonly from: LocalDate | undefined;
  readonly to: LocalDate | undefined;
  readonly formats: readonly Format[];
  readonly out: string;
}

async function asked({ district, from, to }: Given, world: RatesWorld): Promise<RateFacts> {
  if (from === undefined || to === undefined) {
    throw new Failure("请用 --from 和 --to 指明起止日期 · name the days with --from and --to", 2);
  }
  const place = await connectDistrict(settingsFrom(world.env), district, world.fetch);
  return readRates(place, { from, to });
}

function options(argv: readonly string[]): Given {
  const text = { type: "string" } as const;
  const { values } = parsed(() =>
    parseArgs({
      args: [...argv],
      options: {
        stdin: { type: "boolean" },
        district: text,
        from: text,
        to: text,
        format: text,
        out: text,
      },
    }),
  );
  return {
    stdin: values.stdin ?? false,
    district: values.district,
    from: day(values.from),
    to: day(values.to),
    formats: (values.format ?? "pdf,html,csv").split(",").map(format),
    out: values.out ?? ".",
  };
}

function parsed<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (fault) {
    throw new Failure(String(fault), 2);
  }
}

function day(given: string | undefined): LocalDate | undefined {
  if (given === undefined || isLocalDate(given)) return given;
  throw new Failure(`应为日期，如 2026-01-31 · not a day: ${given}`, 2);
}

function format(given: string): Format {
  const found = formats.find((one) => one === given.trim());
  if (found === undefined) throw new Failure(`没有“${given}”格式 · no such format`, 2);
  return found;
}

function factsIn(input: string): RateFacts {
  const facts = RateFacts.safeParse(jsonIn(input));
  if (!facts.success) throw new Failure(`内容有误 · wrong facts: ${facts.error.message}`, 2);
  return facts.data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("标准输入不是 JSON · standard input is not JSON", 2);
  }
}
