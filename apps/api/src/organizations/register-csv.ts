import { isLocalDate } from "@xinyi/calendar";
import { parseCreditCode, parseResidentIdentity } from "@xinyi/identifiers";
import { accept, type Result, reject } from "@xinyi/result";
import { stringify } from "csv-stringify/sync";
import { type CellFault, readPhone, readText, tidy } from "../imports/roll-cells.ts";
import {
  readTable,
  type TableFault,
  type TableLimits,
  type TableRow,
} from "../imports/roll-table.ts";

export type RegisterColumn =
  | "name"
  | "description"
  | "community"
  | "kind"
  | "founded"
  | "members"
  | "phone"
  | "creditCode"
  | "leader"
  | "residentNumber";

/** A good row: a body as it was found. The resident number leaves this record only as a mark. */
export interface RegisterRow {
  readonly line: number;
  readonly name: string;
  readonly description: string;
  readonly community: string;
  readonly kind: string;
  readonly foundedOn?: string;
  readonly memberCount?: number;
  readonly phone?: string;
  readonly creditCode?: string;
  readonly leader?: string;
  readonly residentNumber?: string;
}

export interface RegisterFault {
  readonly line: number;
  readonly column: RegisterColumn | null;
  readonly kind: string;
  readonly value: string | null;
}

export type RegisterFileFault =
  | TableFault
  | {
      readonly kind: "no-header";
      readonly missing: readonly string[];
      readonly found: readonly string[];
    }
  | { readonly kind: "duplicate-column"; readonly column: string };

export interface RegisterFile {
  readonly rows: readonly RegisterRow[];
  readonly faults: readonly RegisterFault[];
  readonly marked: string;
}

export const registerLimits: TableLimits = { maxBytes: 16 * 1024 * 1024, maxRows: 50_000 };

const headings: Readonly<Record<RegisterColumn, RegExp>> = {
  name: /^(名称|组织名称|队伍名称|name)$/,
  description: /^(业务|业务范围|活动内容|简介|主要活动|description|activities)$/,
  community: /^(社区|所在社区|村社区|community)$/,
  kind: /^(类别|组织性质|性质|kind)$/,
  founded: /^(成立日期|成立时间|founded|foundedon)$/,
  members: /^(成员数|人数|成员人数|members)$/,
  phone: /^(电话|联系电话|phone)$/,
  creditCode: /^(统一社会信用代码|信用代码|creditcode)$/,
  leader: /^(负责人|联系人|leader)$/,
  residentNumber: /^(负责人身份证号|身份证号|公民身份号码|residentnumber)$/,
};
const columns = Object.keys(headings) as readonly RegisterColumn[];
const needed: readonly RegisterColumn[] = ["name", "description", "community"];

const kinds: Readonly<Record<string, string>> = {
  "": "community-organization",
  社区社会组织: "community-organization",
  联合会: "federation",
  村集体企业: "village-company",
  村集体公司: "village-company",
  社区社会企业: "social-enterprise",
  社会企业: "social-enterprise",
  服务中心: "support-centre",
};

interface Header {
  readonly index: number;
  readonly cells: readonly string[];
  readonly places: ReadonlyMap<RegisterColumn, number>;
}

/** Reads a list of bodies; a row with a fault comes back marked and takes no other with it. */
export function readRegisterCsv(
  bytes: Uint8Array,
  limits: TableLimits = registerLimits,
): Result<RegisterFile, RegisterFileFault> {
  const table = readTable(bytes, limits);
  if (!table.ok) return table;
  const { rows, delimiter } = table.value;
  if (rows.length > limits.maxRows) {
    return reject({ kind: "too-many-rows", rows: rows.length, limit: limits.maxRows });
  }
  const header = headerOf(rows);
  if (!header.ok) return header;
  const good: RegisterRow[] = [];
  const faults: RegisterFault[] = [];
  const bad: { row: TableRow; words: string }[] = [];
  const seen = new Map<string, number>();
  for (const row of rows.slice(header.value.index + 1)) {
    const read = readRow(row, header.value, seen);
    if (read.ok) {
      good.push(read.value);
      seen.set(`${read.value.community} ${read.value.name}`, row.line);
    } else {
      faults.push(...read.rejection);
      bad.push({ row, words: read.rejection.map(inWords).join("；") });
    }
  }
  return accept({ rows: good, faults, marked: marked(header.value, delimiter, bad) });
}

function headerOf(rows: readonly TableRow[]): Result<Header, RegisterFileFault> {
  for (const [index, { cells }] of rows.slice(0, 5).entries()) {
    const names = cells.map(headingOf);
    const places = new Map<RegisterColumn, number>();
    for (const column of columns) {
      const at = names.indexOf(column);
      if (at >= 0) places.set(column, at);
    }
    if (!needed.every((column) => places.has(column))) continue;
    const twice = columns.find((column) => names.filter((name) => name === column).length > 1);
    if (twice !== undefined) return reject({ kind: "duplicate-column", column: twice });
    return accept({ index, cells, places });
  }
  const found = rows[0]?.cells ?? [];
  const names = found.map(headingOf);
  return reject({
    kind: "no-header",
    missing: needed.filter((column) => !names.includes(column)),
    found: found.slice(0, 20).map((cell) => cell.slice(0, 40)),
  });
}

function headingOf(cell: string): RegisterColumn | undefined {
  const name = tidy(cell)
    .toLowerCase()
    .replace(/[(（【[].*$/, "")
    .replace(/[\s_:.*]/g, "");
  return columns.find((column) => headings[column].test(name));
}

function readRow(
  row: TableRow,
  header: Header,
  seen: ReadonlyMap<string, number>,
): Result<RegisterRow, readonly RegisterFault[]> {
  const { line, cells } = row;
  if (row.unclosedQuote) {
    return reject([{ line, column: null, kind: "unclosed-quote", value: null }]);
  }
  const faults: RegisterFault[] = [];
  const cellOf = (column: RegisterColumn) => cells[header.places.get(column) ?? -1] ?? "";
  const fault = (column: RegisterColumn, kind: string) =>
    faults.push({ line, column, kind, value: shown(column, cellOf(column)) });
  const take = <Value>(
    column: RegisterColumn,
    read: (cell: string) => Result<Value, CellFault>,
  ) => {
    const answer = read(cellOf(column));
    if (answer.ok) return answer.value;
    fault(column, answer.rejection.kind);
    return undefined;
  };
  const optional = (column: RegisterColumn, isGood: (text: string) => boolean, kind: string) => {
    const text = tidy(cellOf(column));
    if (text === "") return undefined;
    if (isGood(text)) return text;
    fault(column, kind);
    return undefined;
  };
  const name = take("name", readText);
  const description = take("description", readDescription);
  const community = take("community", readText);
  const phone = take("phone", readPhone);
  const kind = kinds[tidy(cellOf("kind"))];
  if (kind === undefined) fault("kind", "unknown-kind");
  const foundedOn = optional("founded", isLocalDate, "not-a-date");
  const members = optional("members", (text) => /^\d{1,6}$/.test(text), "not-a-number");
  const creditCode = optional(
    "creditCode",
    (text) => parseCreditCode(text).ok,
    "credit-code-wrong",
  );
  const residentNumber = optional(
    "residentNumber",
    (text) => parseResidentIdentity(text).ok,
    "resident-number-wrong",
  );
  const leader = tidy(cellOf("leader")) === "" ? undefined : take("leader", readText);
  if (residentNumber !== undefined && leader === undefined) fault("leader", "missing");
  if (name !== undefined && seen.has(`${community} ${name}`)) fault("name", "twice-in-file");
  if (
    faults.length > 0 ||
    name === undefined ||
    description === undefined ||
    community === undefined ||
    kind === undefined
  ) {
    return reject(faults);
  }
  return accept({
    line,
    name,
    description,
    community,
    kind,
    ...(foundedOn !== undefined && { foundedOn }),
    ...(members !== undefined && { memberCount: Number(members) }),
    ...(phone && { phone }),
    ...(creditCode !== undefined && { creditCode }),
    ...(leader !== undefined && { leader }),
    ...(residentNumber !== undefined && { residentNumber }),
  });
}

/** What a body does may be long, or not known yet. */
function readDescription(cell: string): Result<string, CellFault> {
  const text = tidy(cell);
  if (text === "") return accept("");
  if (text.length > 5000) return reject({ kind: "too-long", limit: 5000 });
  if (/^[=+\-@]/.test(text)) return reject({ kind: "formula" });
  return accept(text);
}

/** A resident number is never said back, not even where it is wrong. */
function shown(column: RegisterColumn, cell: string): string | null {
  if (cell.trim() === "") return null;
  if (column === "residentNumber" || column === "phone") return "***";
  return cell.length > 40 ? `${cell.slice(0, 40)}…` : cell;
}

const words: Readonly<Record<string, string>> = {
  "unclosed-quote": "引号没有成对 · a quotation mark is not closed",
  missing: "没有填写 · is missing",
  formula: "不能以公式符号开头 · must not begin like a formula",
  "too-long": "太长 · too long",
  "bad-phone": "不是电话号码 · not a telephone number",
  "unknown-kind": "不认识的类别 · unknown kind",
  "not-a-date": "日期写成 2024-08-01 · write the day as 2024-08-01",
  "not-a-number": "不是整数 · not a whole number",
  "credit-code-wrong":
    "信用代码校验不通过；确系通行的，请逐个登记并说明 · the code fails its check",
  "resident-number-wrong": "身份号码校验不通过 · the number fails its check",
  "twice-in-file": "同一社区同名的行重复 · stands twice in the file",
};

function inWords(fault: RegisterFault): string {
  return `${fault.column ?? ""} ${words[fault.kind] ?? fault.kind}`.trim();
}

const problemHeading = "问题";

/** The faulty rows as given, with a column that says why; of a resident number nothing is said back. */
function marked(
  header: Header,
  delimiter: string,
  bad: readonly { readonly row: TableRow; readonly words: string }[],
): string {
  if (bad.length === 0) return "";
  const former = header.cells.findIndex((cell) => tidy(cell) === problemHeading);
  const line = (cells: readonly string[], problem: string) => [
    ...cells.filter((_, place) => place !== former),
    problem,
  ];
  return stringify(
    [line(header.cells, problemHeading), ...bad.map(({ row, words: why }) => line(row.cells, why))],
    { bom: true, delimiter, escape_formulas: true, record_delimiter: "windows" },
  );
}
