import { compareInstants } from "@xinyi/calendar";
import { type Choice, matchEntries } from "@xinyi/committee-voting";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import { putInBox } from "./box.ts";
import { scanType } from "./deliveries.ts";
import { type Law, loadLaw } from "./law.ts";
import { proxiesOf } from "./proxies.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { refuseUnless, type VoterRow, votersOf } from "./roll.ts";
import { lockMeeting, type MeetingRow, motionsOf } from "./store.ts";

interface Entry {
  readonly sheet: string;
  readonly personId: string;
  readonly personName: string;
  readonly voterId: string;
  readonly scanSha256: string;
  readonly receivedAt: string;
  readonly proxyId: string | null;
  readonly isInPerson: boolean;
  readonly choices: Readonly<Record<string, Choice>>;
}

export interface SheetWire {
  readonly sheet: string;
  readonly voterId: string;
  readonly units: string[];
  readonly status: "waits-for-second" | "differs" | "entered" | "refused";
  readonly refusedBecause: string | null;
  readonly scanSha256: string;
  readonly receivedAt: string;
  readonly enteredBy: string[];
  readonly mayEnter: boolean;
  readonly differsIn: string[];
}

export interface PaperFact {
  readonly sheet: string;
  readonly voterId: string;
  readonly scanSha256: string;
  readonly receivedAt?: string | undefined;
  readonly proxyId?: string | undefined;
  readonly isInPerson?: boolean | undefined;
  readonly choices: readonly { readonly motionId: string; readonly choice: Choice }[];
}

/**
 * One person's reading of a paper sheet. Nobody reads a sheet twice, and nobody is shown what
 * another read; as soon as two readings agree in everything, the sheet is in the box. Paper handed
 * in before the end may be read after it, until the result.
 */
export async function enterPaper(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  fact: PaperFact,
): Promise<Result<Done<SheetWire>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  const refusal = refuseUnless(row, ["open", "closed"]);
  if (!row || refusal) return reject(refusal ?? { kind: "not-found", what: "meeting" });
  const voters = await votersOf(work, meetingId);
  const voter = voters.find(({ id }) => id === fact.voterId);
  if (voter === undefined) return reject({ kind: "unknown-voter", voterId: fact.voterId });
  const owner = voters.find(({ paperNumber }) => paperNumber === fact.sheet);
  if (owner !== undefined && owner.id !== voter.id) {
    return reject({ kind: "sheet-of-another-voter", sheet: fact.sheet });
  }
  if ((await scanType(work, meetingId, fact.scanSha256)) === undefined) {
    return reject({ kind: "not-found", what: "scan" });
  }
  const law = await loadLaw(work, row.lawHash);
  const unfit = await unfitIn(work, row, law, voters, voter, fact);
  if (unfit !== undefined) return reject(unfit);
  const before = (await entriesOf(work, meetingId)).filter(({ sheet }) => sheet === fact.sheet);
  const outcome = (await outcomesOf(work, meetingId)).get(fact.sheet);
  if (outcome !== undefined) return reject({ kind: "sheet-done", sheet: fact.sheet });
  if (before.some(({ personId }) => personId === work.personId)) {
    return reject({ kind: "sheet-read-by-you" });
  }
  const receivedAt = before[0]?.receivedAt ?? instant(fact.receivedAt ?? work.now);
  if (compareInstants(receivedAt, work.now) > 0) return reject({ kind: "malformed-request" });
  const entry: Entry = {
    sheet: fact.sheet,
    personId: work.personId,
    personName: "",
    voterId: fact.voterId,
    scanSha256: fact.scanSha256,
    receivedAt,
    proxyId: fact.proxyId ?? null,
    isInPerson: fact.isInPerson ?? false,
    choices: Object.fromEntries(fact.choices.map(({ motionId, choice }) => [motionId, choice])),
  };
  await insertRows(work.client, "voting.paper_entry", [
    {
      district_id: work.districtId,
      meeting_id: meetingId,
      sheet: entry.sheet,
      person_id: work.personId,
      ordinal: before.length + 1,
      voter_id: entry.voterId,
      scan_sha256: entry.scanSha256,
      received_at: receivedAt,
      proxy_id: entry.proxyId,
      is_in_person: entry.isInPerson,
      choices: entry.choices,
      entered_at: work.now,
    },
  ]);
  const twin = before.find((earlier) => differences(earlier, entry).length === 0);
  if (twin !== undefined) await settle(work, row, law, voter, entry);
  const sheets = await sheetsOf(work, meetingId);
  const answer = sheets.find(({ sheet }) => sheet === fact.sheet);
  if (!answer) throw new Error("the sheet just read is not visible");
  const facts = { meetingId, sheet: fact.sheet, status: answer.status };
  return accept({ answer, facts });
}

const instant = (text: string) => new Date(text).toISOString();

async function unfitIn(
  work: UnitOfWork,
  row: MeetingRow,
  law: Law,
  voters: readonly VoterRow[],
  voter: VoterRow,
  fact: PaperFact,
): Promise<MeetingRefusal | undefined> {
  const motions = new Set((await motionsOf(work, row.id)).map(({ id }) => id));
  const seen = new Set<string>();
  for (const { motionId } of fact.choices) {
    if (!motions.has(motionId)) return { kind: "not-found", what: "motion" };
    if (seen.has(motionId)) return { kind: "motion-twice", motionId };
    seen.add(motionId);
  }
  if (fact.proxyId === undefined) return undefined;
  const { proxyId } = fact;
  const proxies = await proxiesOf(work, row.id, law, voters);
  const proxy = proxies.find(({ id, voterId }) => id === proxyId && voterId === voter.id);
  if (proxy === undefined) return { kind: "not-found", what: "proxy" };
  const reason = proxy.refusedBecause;
  return reason === null ? undefined : { kind: "proxy-not-admitted", proxyId, reason };
}

/** Where two readings part; the package compares what stands on the sheet. */
function differences(first: Entry, second: Entry): readonly string[] {
  const motions = new Set([...Object.keys(first.choices), ...Object.keys(second.choices)]);
  const fields = new Set<string>();
  for (const motionId of motions) {
    const read = ({ sheet, voterId, scanSha256, personId, choices }: Entry) => ({
      ballotId: `${sheet}/${motionId}`,
      voterId,
      choice: choices[motionId] ?? ("invalid" as const),
      scan: scanSha256,
      enteredBy: personId,
    });
    const matched = matchEntries(read(first), read(second), first.receivedAt);
    if (!matched.ok && matched.rejection.kind === "entries-differ") {
      for (const field of matched.rejection.fields) fields.add(field);
    }
    if ((first.choices[motionId] === undefined) !== (second.choices[motionId] === undefined)) {
      fields.add("choice");
    }
  }
  if (first.proxyId !== second.proxyId) fields.add("proxy");
  if (first.isInPerson !== second.isInPerson) fields.add("inPerson");
  return [...fields].sort();
}

/** Two have read alike: every motion's ballot goes in, or the sheet is refused whole. */
async function settle(
  work: UnitOfWork,
  meeting: MeetingRow,
  law: Law,
  voter: VoterRow,
  entry: Entry,
): Promise<void> {
  await work.client.query("savepoint sheet");
  let because: string | null = null;
  for (const motion of await motionsOf(work, meeting.id)) {
    const choice = entry.choices[motion.id];
    if (choice === undefined) continue;
    const put = await putInBox(work, meeting, motion, law, voter, {
      choice,
      channel: "paper",
      castAt: entry.receivedAt,
      ...(entry.proxyId === null ? {} : { proxyId: entry.proxyId }),
      ...(entry.isInPerson ? { isInPerson: true } : {}),
    });
    if (put.ok) continue;
    because = put.rejection.kind;
    await work.client.query("rollback to savepoint sheet");
    break;
  }
  await insertRows(work.client, "voting.sheet_outcome", [
    {
      district_id: work.districtId,
      meeting_id: meeting.id,
      sheet: entry.sheet,
      status: because === null ? "entered" : "refused",
      because,
      at: work.now,
    },
  ]);
}

async function entriesOf(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
): Promise<readonly Entry[]> {
  const { rows } = await work.client.query(
    `select e.sheet, e.person_id as "personId", p.name as "personName", e.voter_id as "voterId",
       e.scan_sha256 as "scanSha256", e.received_at as "receivedAt", e.proxy_id as "proxyId",
       e.is_in_person as "isInPerson", e.choices
     from voting.paper_entry e join registry.person p on p.id = e.person_id
      where e.meeting_id = $1 order by e.sheet, e.ordinal`,
    [meetingId],
  );
  return rows;
}

async function outcomesOf(work: Pick<UnitOfWork, "client">, meetingId: string) {
  const { rows } = await work.client.query(
    "select sheet, status, because from voting.sheet_outcome where meeting_id = $1",
    [meetingId],
  );
  return new Map(
    rows.map((row) => [
      row.sheet as string,
      row as { status: "entered" | "refused"; because: string | null },
    ]),
  );
}

/** Every sheet read so far, and where it stands; never what anybody read. */
export async function sheetsOf(work: UnitOfWork, meetingId: string): Promise<readonly SheetWire[]> {
  const entries = Map.groupBy(await entriesOf(work, meetingId), ({ sheet }) => sheet);
  const outcomes = await outcomesOf(work, meetingId);
  const voters = new Map((await votersOf(work, meetingId)).map((voter) => [voter.id, voter]));
  return [...entries].flatMap(([sheet, readings]): SheetWire[] => {
    const [first] = readings;
    if (first === undefined) return [];
    const outcome = outcomes.get(sheet);
    const status = outcome?.status ?? (readings.length > 1 ? "differs" : "waits-for-second");
    const parted = readings.flatMap((left, at) =>
      readings.slice(at + 1).flatMap((right) => differences(left, right)),
    );
    return [
      {
        sheet,
        voterId: first.voterId,
        units: [...(voters.get(first.voterId)?.units ?? [])],
        status,
        refusedBecause: outcome?.because ?? null,
        scanSha256: first.scanSha256,
        receivedAt: first.receivedAt,
        enteredBy: readings.map(({ personName }) => personName),
        mayEnter:
          outcome === undefined && readings.every(({ personId }) => personId !== work.personId),
        differsIn: status === "differs" ? [...new Set(parted)].sort() : [],
      },
    ];
  });
}

export async function sheetsWire(
  work: UnitOfWork,
  meetingId: string,
  asked: { readonly cursor?: string | undefined; readonly limit: number; readonly status: string },
) {
  const all = (await sheetsOf(work, meetingId)).filter(
    ({ status }) => asked.status === "all" || status === asked.status,
  );
  const page = pageWithin(all, asked, ({ sheet }) => [sheet]);
  return { sheets: page.items, nextCursor: page.next };
}
