import { addDays, localDateAt } from "@xinyi/calendar";
import type { UnitOfWork } from "../../unit-of-work.ts";
import { clockAt } from "../cases/clock.ts";
import { type CaseRecord, loadCases, wordsKey, wordsOf } from "../cases/store.ts";
import { categoryTitle, type UnitNames, unitNames } from "../rules/units.ts";
import { Open311Fault } from "./fault.ts";
import type { Record_ } from "./wire.ts";

/** The standard's own bounds of one answer. */
const daysAtMost = 90;
const requestsAtMost = 1_000;

export interface RequestFilter {
  readonly numbers: readonly string[];
  readonly services: readonly string[];
  readonly statuses: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly page: number;
  readonly pageSize: number;
}

/** Reads the query. What is empty counts as not given; ids override everything else. */
export function filterFrom(
  query: (name: string) => string | undefined,
  now: string,
): RequestFilter {
  const list = (name: string): readonly string[] =>
    (query(name) ?? "")
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");
  const statuses = list("status").map((status) => status.toLowerCase());
  const strange = statuses.find((status) => status !== "open" && status !== "closed");
  if (strange !== undefined)
    throw new Open311Fault(400, `status must be open or closed: ${strange}`);
  const span = daysAtMost * 86_400_000;
  const start = instantIn("start_date", query("start_date"));
  const end = instantIn("end_date", query("end_date"));
  const to = end ?? (start === undefined ? Date.parse(now) : start + span);
  const from = start ?? to - span;
  if (to - from > span) {
    throw new Open311Fault(
      400,
      `start_date and end_date may not span more than ${daysAtMost} days`,
    );
  }
  return {
    numbers: list("service_request_id"),
    services: list("service_code"),
    statuses,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    page: whole("page", query("page"), 1, 1_000_000),
    pageSize: whole("page_size", query("page_size"), requestsAtMost, requestsAtMost),
  };
}

function instantIn(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  // A plus sign that a client did not encode arrives as a space.
  const given = text.trim().replace(/ (\d\d:\d\d)$/, "+$1");
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
  const at = shape.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new Open311Fault(400, `${name} must be a date and time such as 2010-01-01T00:00:00Z`);
  }
  return at;
}

function whole(name: string, text: string | undefined, otherwise: number, most: number): number {
  if (text === undefined || text.trim() === "") return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new Open311Fault(400, `${name} must be a whole number from 1`);
  }
  return Math.min(value, most);
}

const ended = "('closed', 'withdrawn', 'merged', 'redirected')";

/**
 * The requests that anyone may see. The second wall is shut here by never being opened, and those
 * whose reporter did not want them listed are left out besides.
 */
export async function publicRequests(
  work: UnitOfWork,
  filter: RequestFilter,
): Promise<readonly Record_[]> {
  const { numbers, services, statuses, from, to, page, pageSize } = filter;
  const byNumber = numbers.length > 0;
  const { rows } = await work.client.query(
    `select i.case_id from complaints.case_index i join complaints.matter m on m.id = i.case_id
      where m.is_public and not m.is_confidential
        and case when $1 then m.number = any($2::bigint[])
          else i.received_at between $3 and $4
            and ($5::text[] = '{}' or i.category = any($5))
            and ($6::text[] = '{}' or (case when i.state in ${ended} then 'closed' else 'open' end) = any($6))
          end
      order by i.received_at desc, m.number desc limit $7 offset $8`,
    [
      byNumber,
      numbers.filter((number) => /^\d{1,15}$/.test(number)),
      from,
      to,
      services,
      statuses,
      pageSize,
      (page - 1) * pageSize,
    ],
  );
  return requestWires(
    work,
    rows.map(({ case_id }) => case_id),
  );
}

async function requestWires(work: UnitOfWork, ids: readonly string[]): Promise<readonly Record_[]> {
  const records = await loadCases(work, ids);
  const [first] = records;
  if (!first) return [];
  const names = await unitNames(work, first.version.routing.pack);
  const words = await wordsOf(work, ids);
  return records.map((record) => requestWire(record, names, words, work.now));
}

/**
 * One request in public: what it is, where no nearer than its estate, where it stands and who
 * answers. Nothing that somebody wrote, and nobody's name.
 */
function requestWire(
  record: CaseRecord,
  names: UnitNames,
  words: ReadonlyMap<string, string>,
  now: string,
): Record_ {
  const { matter, state, version, rules } = record;
  const title = categoryTitle(version, matter.category);
  const last = state?.log.at(-1)?.at ?? matter.receivedAt;
  const due = clockAt(record, now)?.due;
  const { decision } = matter;
  const to = decision.disposition === "redirect" ? decision.to : undefined;
  const unit = names.maybe(state?.lead ?? to);
  const point = (words.get(wordsKey(matter.id, 1, "point")) ?? "").split(",");
  return {
    service_request_id: matter.number,
    status: statusOf(record),
    status_notes: notes[state?.state ?? "redirected"] ?? null,
    service_name: `${title.zh} ${title.en}`,
    service_code: matter.category,
    description: null,
    agency_responsible: unit === null ? null : `${unit.titleZh} ${unit.titleEn}`,
    service_notice: to === undefined ? null : noticeOf(to, names),
    requested_datetime: plain(matter.receivedAt),
    updated_datetime: plain(last),
    expected_datetime:
      due === undefined ? null : plain(due.dueAt ?? endOfDay(due.dueOn, rules.clock.zone)),
    address: matter.estateName,
    address_id: matter.estateId,
    zipcode: null,
    lat: coarse(point[0]),
    long: coarse(point[1]),
    media_url: null,
  };
}

export function noticeOf(to: string, names: UnitNames): string {
  const { titleZh, titleEn, channel } = names.of(to);
  const number = channel === null ? "" : ` ${channel}`;
  return `紧急情况请立即联系${titleZh}${number} · this is an emergency: call ${titleEn}${number} at once`;
}

export function statusOf({ state }: CaseRecord): "open" | "closed" {
  if (state === undefined) return "closed";
  return ["closed", "withdrawn", "merged"].includes(state.state) ? "closed" : "open";
}

export const notes: Readonly<Record<string, string>> = {
  redirected: "已转紧急渠道 · sent to an emergency number",
  received: "已受理，待派单 · received, to be assigned",
  dispatched: "已派单 · assigned",
  objected: "派单复核中 · the assignment is being reviewed",
  accepted: "办理中 · being handled",
  "waiting-person": "待诉求人补充 · waiting for the reporter",
  answered: "已答复，待回访 · answered, to be called back",
  callback: "已回访 · called back",
  rework: "重新办理 · being handled again",
  closed: "已办结 · closed",
  withdrawn: "已撤回 · withdrawn",
  merged: "与同一事项合并办理 · handled together with another about the same",
  reopened: "已重开 · reopened",
};

/** Two decimals are about a kilometre: near enough for a map of a town, too far to find a door. */
function coarse(text: string | undefined): number | null {
  const value = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : null;
}

/** Whole seconds, as every client of the standard reads them. */
export const plain = (instant: string): string => instant.replace(/\.\d+(?=Z|[+-])/, "");

/** The last second of a civil day in a zone, with the zone's offset of that day. */
function endOfDay(day: string, zone: string): string {
  const naive = Date.parse(`${day}T23:59:59Z`);
  for (let minutes = -14 * 60; minutes <= 14 * 60; minutes += 15) {
    const at = new Date(naive - minutes * 60_000).toISOString();
    const next = new Date(naive - minutes * 60_000 + 1000).toISOString();
    const isLast =
      localDateAt(at, zone) === day && localDateAt(next, zone) === addDays(day as never, 1);
    if (!isLast) continue;
    const sign = minutes < 0 ? "-" : "+";
    const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
    const two = (value: number): string => String(value).padStart(2, "0");
    return `${day}T23:59:59${sign}${two(hours)}:${two(rest)}`;
  }
  throw new Error(`${zone} has no end of ${day}`);
}
