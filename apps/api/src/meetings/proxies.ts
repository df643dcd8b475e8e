import { createHash } from "node:crypto";
import { admitProxies, type ProxyAuthority, type RefusedProxy } from "@xinyi/committee-voting";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { letFall } from "./box.ts";
import { scanType } from "./deliveries.ts";
import { type Law, loadLaw } from "./law.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { refuseUnless, rollOf, type VoterRow, votersOf } from "./roll.ts";
import { lockMeeting } from "./store.ts";

export interface ProxyRow {
  readonly id: string;
  readonly voterId: string;
  readonly holder: string;
  readonly holderName: string | null;
  readonly holderPersonId: string | null;
  readonly holderVoterId: string | null;
  readonly relation: string;
  readonly isWritten: boolean;
  readonly scanSha256: string | null;
  readonly receivedAt: string;
  readonly refusedBecause: RefusedProxy["reason"] | null;
}

/** The proxies of a meeting as its law admits them; the same list, the same answer. */
export async function proxiesOf(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
  law: Law,
  voters: readonly VoterRow[],
): Promise<readonly ProxyRow[]> {
  const { rows } = await work.client.query(
    `select p.id, p.voter_id as "voterId", p.holder, h.name as "holderName",
       p.holder_person_id as "holderPersonId", p.holder_voter_id as "holderVoterId", p.relation,
       p.is_written as "isWritten", p.scan_sha256 as "scanSha256", p.received_at as "receivedAt"
     from voting.proxy p left join voting.proxy_holder h on h.proxy_id = p.id
      where p.meeting_id = $1 order by p.received_at, p.id`,
    [meetingId],
  );
  const policy = law.rules.proxies?.value;
  if (policy === undefined) return [];
  const names = new Map(voters.map((voter) => [voter.id, voter.namedId]));
  const authorities = rows.map(
    ({ id, voterId, holder, holderVoterId, relation, isWritten, receivedAt }): ProxyAuthority => ({
      id,
      voterId: names.get(voterId) ?? voterId,
      holder,
      ...(holderVoterId === null ? {} : { holderVoterId: names.get(holderVoterId) ?? "" }),
      relation,
      isWritten,
      receivedAt,
    }),
  );
  const { refused } = admitProxies(authorities, rollOf(voters, "named", law.rules), policy);
  const reasons = new Map(refused.map(({ proxy, reason }) => [proxy.id, reason]));
  return rows.map((row) => ({ ...row, refusedBecause: reasons.get(row.id) ?? null }));
}

export interface NewProxy {
  readonly voterId: string;
  readonly holderName: string;
  readonly holderPersonId?: string | undefined;
  readonly holderVoterId?: string | undefined;
  readonly relation: string;
  readonly isWritten: boolean;
  readonly scanSha256?: string | undefined;
  readonly receivedAt: string;
}

/**
 * Registers an authority to vote for another. One that names nobody is refused outright: it could
 * be filled in by whoever finds it. What exceeds the law's limits is kept and not admitted; a
 * ballot cast under an authority that falls later falls with it.
 */
export async function registerProxy(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  fact: NewProxy,
): Promise<Result<Done<ProxyRow & { units: string[] }>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  const refusal = refuseUnless(row, ["convened", "open"]);
  if (!row || refusal) return reject(refusal ?? { kind: "not-found", what: "meeting" });
  if (fact.holderName === "") return reject({ kind: "blank-proxy" });
  const law = await loadLaw(work, row.lawHash);
  if (law.rules.proxies === undefined) return reject({ kind: "no-proxy-rule", place: row.place });
  const voters = await votersOf(work, meetingId);
  for (const voterId of [fact.voterId, fact.holderVoterId]) {
    if (voterId !== undefined && !voters.some(({ id }) => id === voterId)) {
      return reject({ kind: "unknown-voter", voterId });
    }
  }
  const scan = fact.scanSha256;
  if (scan !== undefined && (await scanType(work, meetingId, scan)) === undefined) {
    return reject({ kind: "not-found", what: "scan" });
  }
  if (fact.holderPersonId !== undefined) {
    const person = await work.client.query("select 1 from registry.person where id = $1", [
      fact.holderPersonId,
    ]);
    if (!person.rowCount) return reject({ kind: "not-found", what: "person" });
  }
  const id = work.ports.ids.next();
  await insertRows(work.client, "voting.proxy", [
    {
      district_id: work.districtId,
      id,
      meeting_id: meetingId,
      voter_id: fact.voterId,
      // Who holds several must be one holder; a name itself lies apart and can be erased.
      holder: fact.holderVoterId ?? fact.holderPersonId ?? hashed(meetingId, fact.holderName),
      holder_person_id: fact.holderPersonId ?? null,
      holder_voter_id: fact.holderVoterId ?? null,
      relation: fact.relation,
      is_written: fact.isWritten,
      scan_sha256: scan ?? null,
      received_at: fact.receivedAt,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  await insertRows(work.client, "voting.proxy_holder", [
    { district_id: work.districtId, proxy_id: id, name: fact.holderName },
  ]);
  const proxies = await proxiesOf(work, meetingId, law, voters);
  await letFallUnder(
    work,
    meetingId,
    proxies.flatMap((proxy) => (proxy.refusedBecause === null ? [] : [proxy.id])),
  );
  const made = proxies.find((proxy) => proxy.id === id);
  if (!made) throw new Error("the proxy just registered is not visible");
  const answer = { ...made, units: unitsOf(voters, made.voterId) };
  return accept({ answer, facts: { meetingId, proxyId: id, refused: made.refusedBecause } });
}

export const unitsOf = (voters: readonly VoterRow[], voterId: string): string[] => [
  ...(voters.find(({ id }) => id === voterId)?.units ?? []),
];

async function letFallUnder(
  work: UnitOfWork,
  meetingId: string,
  proxyIds: readonly string[],
): Promise<void> {
  if (proxyIds.length === 0) return;
  const { rows } = await work.client.query(
    `select b.id from voting.ballot b join voting.motion o on o.id = b.motion_id
      where o.meeting_id = $1 and b.form::jsonb ->> 'proxyId' = any($2)`,
    [meetingId, proxyIds],
  );
  await letFall(
    work,
    rows.map(({ id }) => id),
    "proxy-refused",
  );
}

function hashed(meetingId: string, name: string): string {
  return createHash("sha256").update(`${meetingId}\n${name}`).digest("hex");
}

/** Names the co-owner whose vote is the voter's; whoever was named last is. */
export async function nominateCoOwner(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  fact: {
    readonly voterId: string;
    readonly personId: string;
    readonly scanSha256?: string | undefined;
  },
): Promise<Result<Done<{ voterId: string; personId: string }>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  const refusal = refuseUnless(row, ["convened", "open"]);
  if (refusal) return reject(refusal);
  const voter = (await votersOf(work, meetingId)).find(({ id }) => id === fact.voterId);
  if (voter === undefined) return reject({ kind: "unknown-voter", voterId: fact.voterId });
  const { voterId, personId, scanSha256: scan } = fact;
  if (!voter.owners.includes(personId)) return reject({ kind: "not-a-co-owner", personId });
  if (scan !== undefined && (await scanType(work, meetingId, scan)) === undefined) {
    return reject({ kind: "not-found", what: "scan" });
  }
  await insertRows(work.client, "voting.nomination", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      voter_id: voterId,
      person_id: personId,
      scan_sha256: scan ?? null,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return accept({ answer: { voterId, personId }, facts: { meetingId, voterId, personId } });
}

export async function nomineeOf(
  work: Pick<UnitOfWork, "client">,
  voterId: string,
): Promise<string | undefined> {
  const { rows } = await work.client.query(
    "select person_id from voting.nomination where voter_id = $1 order by recorded_at desc, id desc limit 1",
    [voterId],
  );
  return rows[0]?.person_id;
}
