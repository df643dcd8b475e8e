import { accept, type Result, reject } from "@xinyi/result";
import type { Blob } from "../bank/blobs.ts";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import { loadLaw } from "./law.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { preparationOf, refuseUnless, votersOf } from "./roll.ts";
import { findMeeting, lockMeeting } from "./store.ts";

type How = "in-person" | "letterbox" | "registered-mail" | "electronic";

export interface Asked {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Keeps a scan by its content, for those who record this meeting's ballots and nobody else. */
export async function storeScan(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  bytes: Uint8Array,
): Promise<Result<Done<Blob>, MeetingRefusal>> {
  if (!(await findMeeting(work, estateId, meetingId))) {
    return reject({ kind: "not-found", what: "meeting" });
  }
  const stored = await work.ports.blobs.put(bytes);
  if (!stored.ok) return stored;
  const { sha256, mediaType, bytes: size } = stored.value;
  await work.client.query(
    `insert into voting.scan (district_id, meeting_id, sha256, media_type, bytes, stored_by, stored_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [work.districtId, meetingId, sha256, mediaType, size, work.personId, work.now],
  );
  return accept({ answer: stored.value, facts: { meetingId, sha256 } });
}

export async function scanType(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
  sha256: string,
): Promise<string | undefined> {
  const { rows } = await work.client.query(
    `select media_type as "mediaType" from voting.scan where meeting_id = $1 and sha256 = $2`,
    [meetingId, sha256],
  );
  return rows[0]?.mediaType;
}

/** How, when and by whom ballot papers reached voters; the proof is a scan of this meeting. */
export async function recordDeliveries(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  fact: {
    readonly voterIds: readonly string[];
    readonly how: How;
    readonly deliveredAt: string;
    readonly proofSha256?: string | undefined;
  },
): Promise<Result<Done<{ recorded: number; delivered: number }>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  const refusal = refuseUnless(row, ["convened", "open"]);
  if (!row || refusal) return reject(refusal ?? { kind: "not-found", what: "meeting" });
  const stranger = await strangerAmong(work, meetingId, fact.voterIds);
  if (stranger !== undefined) return reject({ kind: "unknown-voter", voterId: stranger });
  const proof = fact.proofSha256;
  if (proof !== undefined && (await scanType(work, meetingId, proof)) === undefined) {
    return reject({ kind: "not-found", what: "scan" });
  }
  await insertRows(
    work.client,
    "voting.delivery",
    fact.voterIds.map((voterId) => ({
      district_id: work.districtId,
      id: work.ports.ids.next(),
      meeting_id: meetingId,
      voter_id: voterId,
      how: fact.how,
      delivered_at: fact.deliveredAt,
      proof_sha256: proof ?? null,
      recorded_by: work.personId,
      recorded_at: work.now,
    })),
  );
  const { ballotsDelivered } = await preparationOf(work, row);
  const answer = { recorded: fact.voterIds.length, delivered: ballotsDelivered };
  return accept({ answer, facts: { meetingId, how: fact.how, ...answer } });
}

/** The first of these that is not on the meeting's roll. */
export async function strangerAmong(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
  voterIds: readonly string[],
): Promise<string | undefined> {
  const { rows } = await work.client.query(
    "select id from voting.voter where meeting_id = $1 and id = any($2)",
    [meetingId, voterIds],
  );
  const known = new Set(rows.map(({ id }) => id));
  return voterIds.find((id) => !known.has(id));
}

export async function deliveriesOf(
  work: UnitOfWork,
  meetingId: string,
  asked: Asked & { readonly missing: "yes" | "no" },
) {
  const { rows } = await work.client.query(
    `select d.voter_id as "voterId", d.how, d.delivered_at as "deliveredAt", p.name as by,
       d.proof_sha256 as "proofSha256"
     from voting.delivery d join registry.person p on p.id = d.recorded_by
      where d.meeting_id = $1 order by d.recorded_at, d.id`,
    [meetingId],
  );
  const byVoter = Map.groupBy(rows, ({ voterId }) => voterId as string);
  const all = (await votersOf(work, meetingId))
    .map(({ id, units }) => ({
      voterId: id,
      units: [...units],
      isDelivered: byVoter.has(id),
      deliveries: (byVoter.get(id) ?? []).map(({ voterId: _, ...delivery }) => delivery) as {
        how: How;
        deliveredAt: string;
        by: string;
        proofSha256: string | null;
      }[],
    }))
    .filter(({ isDelivered }) => asked.missing === "no" || !isDelivered);
  const page = pageWithin(all, asked, ({ voterId }) => [voterId]);
  return { deliveries: page.items, nextCursor: page.next };
}

export async function recordPublicNotice(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  fact: {
    readonly postedOn: string;
    readonly where: string;
    readonly proofSha256?: string | undefined;
  },
): Promise<Result<Done<{ postedOn: string }>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  if (!row) return reject({ kind: "not-found", what: "meeting" });
  const proof = fact.proofSha256;
  if (proof !== undefined && (await scanType(work, meetingId, proof)) === undefined) {
    return reject({ kind: "not-found", what: "scan" });
  }
  await insertRows(work.client, "voting.public_notice", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      meeting_id: meetingId,
      posted_on: fact.postedOn,
      posted_at_place: fact.where,
      proof_sha256: proof ?? null,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  const { postedOn } = fact;
  return accept({ answer: { postedOn }, facts: { meetingId, postedOn } });
}

export async function recordAttendance(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  fact: { readonly voterIds: readonly string[]; readonly isInPerson: boolean },
): Promise<Result<Done<{ present: number }>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  const refusal = refuseUnless(row, ["convened", "open"]);
  if (refusal) return reject(refusal);
  const stranger = await strangerAmong(work, meetingId, fact.voterIds);
  if (stranger !== undefined) return reject({ kind: "unknown-voter", voterId: stranger });
  await work.client.query(
    `insert into voting.attendance (district_id, voter_id, is_in_person, recorded_by, recorded_at)
     select $1, unnest($2::uuid[]), $3, $4, $5 on conflict do nothing`,
    [work.districtId, fact.voterIds, fact.isInPerson, work.personId, work.now],
  );
  const { rows } = await work.client.query(
    `select count(distinct a.voter_id)::int as present from voting.attendance a
       join voting.voter v on v.id = a.voter_id where v.meeting_id = $1`,
    [meetingId],
  );
  const { present } = rows[0];
  return accept({ answer: { present }, facts: { meetingId, present } });
}

/** Puts a voter in a class that this meeting's law names; before the first ballot only. */
export async function classifyVoter(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  fact: { readonly voterId: string; readonly class: string; readonly evidence: string },
): Promise<Result<Done<{ voterId: string }>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  const refusal = refuseUnless(row, ["convened"]);
  if (!row || refusal) return reject(refusal ?? { kind: "not-found", what: "meeting" });
  if ((await strangerAmong(work, meetingId, [fact.voterId])) !== undefined) {
    return reject({ kind: "unknown-voter", voterId: fact.voterId });
  }
  const { rules } = await loadLaw(work, row.lawHash);
  const known = [
    ...(rules.eligibility?.value.map(({ when }) => when) ?? []),
    ...(rules.weights?.value.flatMap((one) => (one.kind === "scale" ? [one.ownerClass] : [])) ??
      []),
  ];
  if (!known.includes(fact.class)) {
    return reject({ kind: "class-unknown-to-law", class: fact.class });
  }
  const kept = await work.client.query(
    `insert into voting.voter_class (district_id, voter_id, class, evidence, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [work.districtId, fact.voterId, fact.class, fact.evidence, work.personId, work.now],
  );
  if (!kept.rowCount) return reject({ kind: "classified-already", class: fact.class });
  const { voterId } = fact;
  return accept({ answer: { voterId }, facts: { meetingId, voterId, class: fact.class } });
}

export async function papersOf(work: UnitOfWork, meetingId: string, asked: Asked) {
  const page = pageWithin(await votersOf(work, meetingId), asked, ({ id }) => [id]);
  return {
    papers: page.items.map(({ id, units, building, weights, paperNumber }) => ({
      paperNumber,
      voterId: id,
      units: [...units],
      building,
      weights: { ...weights },
    })),
    nextCursor: page.next,
  };
}
