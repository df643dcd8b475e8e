import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ports } from "../ports.ts";
import { runReporting } from "../processes/reporting.ts";
import { findEstate } from "../registry/store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { papersOf } from "./deliveries.ts";
import { type MeetingRow, motionsOf } from "./store.ts";

export type PaperFacts = Awaited<ReturnType<typeof paperFacts>>;

/** What stands on one page of the roll's ballots; the rest is printed by the next cursor. */
export async function paperFacts(
  work: UnitOfWork,
  meeting: MeetingRow,
  asked: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const estate = await findEstate(work, meeting.estateId);
  if (!estate) throw new Error(`meeting ${meeting.id} of no estate`);
  const { papers } = await papersOf(work, meeting.id, asked);
  const motions = await motionsOf(work, meeting.id);
  const base = `${work.ports.publicUrl()}/resident/#/ballot/${meeting.id}`;
  return {
    estate: {
      name: estate.name,
      communityName: estate.communityName,
      districtName: estate.districtName,
      zone: estate.zone,
      contactPhone: estate.contactPhone,
    },
    meeting: {
      title: meeting.title,
      opensAt: meeting.opensAt,
      closesAt: meeting.closesAt,
      ...(meeting.closingRule === null ? {} : { closingRule: meeting.closingRule }),
      noticeServedOn: meeting.noticeServedOn,
    },
    matters: motions
      .filter(({ ballot }) => ballot === "first")
      .map(({ ordinal, title, words }) => ({ number: ordinal, title, text: words ?? "" })),
    ...(meeting.silenceWarned && meeting.silenceClause !== null
      ? { deemedWarning: `收到后不表态的，按规约处理：${meeting.silenceClause}` }
      : {}),
    rollHash: meeting.namedHash ?? "",
    papers: papers.map(({ paperNumber, units, weights }) => ({
      ballotNumber: paperNumber,
      units,
      weights,
      url: base,
    })),
    isLocalUrl: work.ports.settings.publicUrl === undefined,
  };
}

/** Has reporting set the sheets. The roll goes over a pipe, and the file is gone when it is read. */
export async function printPapers(
  ports: Ports,
  facts: PaperFacts,
): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await mkdtemp(join(tmpdir(), "xinyi-ballots-"));
  try {
    const args = ["ballots", "--out", folder];
    const [file] = await runReporting(ports, { folder, args, input: JSON.stringify(facts) });
    if (file !== "ballots.pdf") throw new Error(`reporting made ${file} instead of ballots`);
    return new Uint8Array(await readFile(join(folder, file)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
