import { accept, type Result } from "@xinyi/result";
import { insertRows } from "../../database/insert.ts";
import type { Done, UnitOfWork } from "../../unit-of-work.ts";
import type { RulesRefusal } from "../refusals.ts";

/** Where an accusation against an official is brought: the discipline office's own channel. */
export interface Channel {
  readonly number: string;
  readonly address: string;
  readonly hours: string;
  /** The office's age recipient, with which a browser seals a letter to it. */
  readonly recipient: string | null;
  readonly since: string;
  readonly isExample: boolean;
}

/** Until the district has entered its own: the national number, which needs no address. */
const national = {
  number: "12388",
  address: "全国纪检监察举报电话 12388，网站 www.12388.gov.cn",
  hours: "电话工作时间以当地公布为准",
  recipient: null,
  isExample: true,
} as const;

export async function disciplineChannel(work: UnitOfWork): Promise<Channel> {
  const { rows } = await work.client.query(
    `select number, address, hours, recipient, entered_at as since, false as "isExample"
       from complaints.discipline_channel order by entered_at desc, id desc limit 1`,
  );
  return rows[0] ?? { ...national, since: work.now };
}

export async function setDisciplineChannel(
  work: UnitOfWork,
  given: {
    readonly number: string;
    readonly address: string;
    readonly hours: string;
    readonly recipient?: string | undefined;
  },
): Promise<Result<Done<Channel>, RulesRefusal>> {
  await insertRows(work.client, "complaints.discipline_channel", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      number: given.number,
      address: given.address,
      hours: given.hours,
      recipient: given.recipient ?? null,
      entered_by: work.personId,
      entered_at: work.now,
    },
  ]);
  const channel = await disciplineChannel(work);
  return accept({ answer: channel, facts: { hasRecipient: channel.recipient !== null } });
}
