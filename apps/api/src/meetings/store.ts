import type { UnitOfWork } from "../unit-of-work.ts";
import { placeIn } from "../wire/paging.ts";

/** A meeting as it is kept, with what has happened to it so far. */
export interface MeetingRow {
  readonly id: string;
  readonly estateId: string;
  readonly estateName: string;
  readonly zone: string;
  readonly number: number;
  readonly title: string;
  readonly place: string;
  readonly lawHash: string;
  readonly noticeServedOn: string;
  readonly heldOn: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly closingRule: string | null;
  readonly silenceClause: string | null;
  readonly silenceWarned: boolean;
  readonly reconvenes: string | null;
  readonly convenedBy: string;
  readonly convenedAt: string;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly publishedAt: string | null;
  readonly namedHash: string | null;
  readonly secretHash: string | null;
}

export interface MotionRow {
  readonly id: string;
  readonly ordinal: number;
  readonly matter: string;
  readonly toRule: string | null;
  readonly title: string;
  readonly words: string | null;
  readonly secrecy: "named" | "secret";
  readonly subject: string | null;
  readonly ballot: "first" | "second";
  readonly follows: string | null;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly closedAt: string | null;
  readonly ballots: number;
  readonly verdictStatus: string | null;
}

const columns = `
  select m.id, m.estate_id as "estateId", e.name as "estateName", e.zone, m.number, m.title,
    m.place, m.law_hash as "lawHash", m.notice_served_on as "noticeServedOn",
    m.held_on as "heldOn", m.opens_at as "opensAt", m.closes_at as "closesAt",
    m.closing_rule as "closingRule", m.silence_clause as "silenceClause",
    m.silence_warned as "silenceWarned", m.reconvenes, p.name as "convenedBy",
    m.convened_at as "convenedAt",
    (select at from voting.meeting_event v where v.meeting_id = m.id and v.kind = 'opened') as "openedAt",
    (select at from voting.meeting_event v where v.meeting_id = m.id and v.kind = 'closed') as "closedAt",
    (select at from voting.meeting_event v where v.meeting_id = m.id and v.kind = 'published') as "publishedAt",
    f.named_hash as "namedHash", f.secret_hash as "secretHash"
  from voting.meeting m join registry.estate e on e.id = m.estate_id
    join registry.person p on p.id = m.convened_by
    left join voting.roll_freeze f on f.meeting_id = m.id`;

type Reads = Pick<UnitOfWork, "client">;

export async function findMeeting(
  work: Reads,
  estateId: string,
  id: string,
): Promise<MeetingRow | undefined> {
  const { rows } = await work.client.query(`${columns} where m.estate_id = $1 and m.id = $2`, [
    estateId,
    id,
  ]);
  return rows[0];
}

/** The same, held until the end of the transaction: those who write to one meeting queue. */
export async function lockMeeting(
  work: Reads,
  estateId: string,
  id: string,
): Promise<MeetingRow | undefined> {
  await work.client.query("select pg_advisory_xact_lock(hashtextextended($1, 13))", [id]);
  return findMeeting(work, estateId, id);
}

/** Meetings of an estate, newest first, one more than asked for. */
export async function meetingRows(
  work: Reads,
  estateId: string,
  asked: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<readonly MeetingRow[]> {
  const before = placeIn(asked.cursor)?.[0];
  const { rows } = await work.client.query(
    `${columns} where m.estate_id = $1 and m.number < $2 order by m.number desc limit $3`,
    [estateId, typeof before === "number" ? before : 2147483647, asked.limit + 1],
  );
  return rows;
}

const motionColumns = `
  select o.id, o.ordinal, o.matter, o.to_rule as "toRule", o.title, o.words, o.secrecy, o.subject,
    o.ballot, o.follows, o.opens_at as "opensAt", o.closes_at as "closesAt",
    c.closed_at as "closedAt",
    (select count(*)::int from voting.ballot b where b.motion_id = o.id) as ballots,
    (select v.status from voting.verdict v where v.motion_id = o.id order by v.ordinal desc limit 1) as "verdictStatus"
  from voting.motion o left join voting.motion_close c on c.motion_id = o.id`;

export async function motionsOf(work: Reads, meetingId: string): Promise<readonly MotionRow[]> {
  const { rows } = await work.client.query(
    `${motionColumns} where o.meeting_id = $1 order by o.ordinal`,
    [meetingId],
  );
  return rows;
}

export function statusOf(row: MeetingRow): "convened" | "open" | "closed" | "published" {
  if (row.publishedAt !== null) return "published";
  if (row.closedAt !== null) return "closed";
  return row.openedAt === null ? "convened" : "open";
}

/** Whether ballots may be cast on a motion at an instant; what the box says beside it, it says itself. */
export function stateOf(
  motion: MotionRow,
  meeting: MeetingRow,
): "waiting" | "open" | "closed" | "decided" {
  if (motion.verdictStatus !== null) return "decided";
  if (motion.closedAt !== null) return "closed";
  return meeting.openedAt === null ? "waiting" : "open";
}
