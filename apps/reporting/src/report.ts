import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Schema } from "@xinyi/api-client";
import type { Instant } from "@xinyi/calendar";
import { answerOf, connect, isId, type Place, settingsFrom } from "./connection.ts";
import { estateCard, estatePage } from "./disclosure/estate-page.ts";
import { readFacts, readNotices } from "./disclosure/gather.ts";
import { noticePage } from "./disclosure/page.ts";
import { noticePrint } from "./disclosure/print.ts";
import { type NoticeSheet, noticeSheet } from "./disclosure/sheet.ts";
import { statementCsv } from "./disclosure/statement-csv.ts";
import { Failure } from "./failure.ts";
import { pdfOf } from "./formats/pdf.ts";
import { readEntries } from "./journal/gather.ts";
import { entriesUntil, type JournalFormat, journalText } from "./journal/render.ts";
import { help, type Options, optionsFrom } from "./options.ts";
import { recountPage } from "./recount/page.ts";
import { readMeeting, readRecountFile, resultSheetFrom } from "./votes/gather.ts";
import { resultPage } from "./votes/result-page.ts";
import { resultPrint } from "./votes/result-print.ts";

export type ReportEvent =
  | { readonly progress: "connected" }
  | { readonly progress: "gathered"; readonly entries: number }
  | { readonly file: string };

/** What a run reaches of the world outside it. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly now: () => Instant;
  /** Where relative paths begin. */
  readonly folder: string;
  /** Where the built script and style of the recount page lie. */
  readonly recountFolder: URL;
  /** Text for a person, on standard output. */
  readonly print: (text: string) => void;
  /** How far it is, and each file as it is made. */
  readonly tell: (event: ReportEvent) => void;
}

/** Gathers, computes, renders: makes what the command line asks for, telling each file. */
export async function runReport(argv: readonly string[], world: World): Promise<void> {
  const options = optionsFrom(argv);
  if (options === "help") return world.print(help);
  const { district, estate } = options;
  const place = await connect(settingsFrom(world.env), { district, estate }, world.fetch);
  world.tell({ progress: "connected" });
  for await (const [file, content] of filesOf(options, place, world)) {
    const path = resolve(world.folder, options.out ?? ".", file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    world.tell({ file });
  }
}

type File = readonly [name: string, content: string | Uint8Array];

async function* filesOf(options: Options, place: Place, world: World): AsyncGenerator<File> {
  const { name, period } = options;
  if (name === "journal") return yield* journalFiles(options, place);
  if (name === "result") return yield* resultFiles(options, place, world);
  if (period === undefined) throw new Error(`${name} without a month`);
  const notices = await readNotices(place);
  const newest = notices.find(({ month, state }) => month === period && state === "published");
  const noticeId = options.notice ?? newest?.id;
  const facts = await readFacts(place, period, noticeId);
  world.tell({ progress: "gathered", entries: facts.entries.length });
  const sheet = noticeSheet(facts, world.now());
  if (name === "statement") return yield [`statement-${period}.csv`, statementCsv(sheet)];
  yield* noticeFiles(options, sheet);
  if (options.notice === undefined || sheet.issue.kind === "draft") return;
  const id = safe(sheet.estate.id, isId);
  yield [`e/${id}.html`, estatePage(facts.estate, notices, options.notice, sheet.madeAt)];
  yield [`e/${id}.json`, estateCard(facts.estate)];
}

/** Under the notice's code where it is published, so that its address is its file. */
async function* noticeFiles(options: Options, sheet: NoticeSheet): AsyncGenerator<File> {
  const { issue, month } = sheet;
  const name =
    issue.kind === "draft"
      ? `notice-${month}-draft`
      : `n/${safe(issue.code, (code) => /^\d{12}$/.test(code))}`;
  if (options.formats.includes("html")) yield [`${name}.html`, noticePage(sheet)];
  if (options.formats.includes("pdf")) yield [`${name}.pdf`, await pdfOf(noticePrint(sheet))];
}

async function* journalFiles(options: Options, place: Place): AsyncGenerator<File> {
  const estate = await readEstate(place);
  const entries = entriesUntil(await readEntries(place), options.until ?? options.period);
  const until = options.until ?? options.period;
  const name = until === undefined ? "journal" : `journal-until-${until}`;
  const title = `${estate.communityName} ${estate.name}${until === undefined ? "" : ` ≤ ${until}`}`;
  for (const format of options.formats as readonly JournalFormat[]) {
    yield [`${name}.${format}`, journalText(format, entries, title)];
  }
}

/** Page, print, one file to recount for each motion, and the page that counts. */
async function* resultFiles(options: Options, place: Place, world: World): AsyncGenerator<File> {
  const meetingId = safe(options.meeting ?? "", isId);
  const estate = await readEstate(place);
  const meeting = await readMeeting(place, meetingId);
  const url = options.url ?? `${settingsFrom(world.env).url}/v/${meetingId}`;
  const sheet = resultSheetFrom(estate, meeting, { url, madeAt: world.now() });
  world.tell({ progress: "gathered", entries: sheet.matters.length });
  if (options.formats.includes("json")) {
    for (const { id } of sheet.matters) {
      const file = await readRecountFile(place, meetingId, id);
      yield [`v/${safe(id, isId)}.json`, JSON.stringify(file)];
    }
  }
  if (options.formats.includes("html")) {
    yield ["recount/index.html", recountPage()];
    for (const name of ["recount.js", "recount.css"]) {
      yield [`recount/${name}`, await readFile(new URL(name, world.recountFolder))];
    }
    yield [`v/${meetingId}.html`, resultPage(sheet)];
  }
  if (options.formats.includes("pdf")) {
    yield [`v/${meetingId}.pdf`, await pdfOf(resultPrint(sheet))];
  }
}

async function readEstate({ client, path }: Place): Promise<Schema<"Estate">> {
  return answerOf(
    await client.GET("/api/districts/{districtId}/estates/{estateId}", { params: { path } }),
  );
}

/** A name that goes into a path is what it should be, or the run ends. */
function safe(name: string, isFine: (name: string) => boolean): string {
  if (!isFine(name)) throw new Failure(`不能用作文件名：${name} · not fit for a file's name`);
  return name;
}
