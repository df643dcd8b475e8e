import { addDays, type LocalDate, localDateAt } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import { findEstate } from "../registry/store.ts";
import { createAccountWithoutPassword, endSlipDoor } from "../session/identity.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type OwnerRow, ownersOf } from "./owners.ts";
import type { SlipRefusal } from "./refusals.ts";

/** A slip's days: printed today, good through the thirtieth day after. */
const days = 30;

/** Everything that stands on one sheet of paper. */
export interface SlipSheet {
  readonly ownerName: string;
  readonly unitNumbers: readonly string[];
  readonly code: string;
  readonly link: string;
  readonly lastDay: LocalDate;
}

export interface SlipFacts {
  readonly estateName: string;
  readonly contactPhone: string;
  readonly printedOn: LocalDate;
  readonly isLocalAddress: boolean;
  readonly sheets: readonly SlipSheet[];
}

export interface IssuedSlips {
  readonly slips: { readonly slipId: string; readonly personId: string }[];
  readonly lastDay: LocalDate;
  /** The sheets as PDF, told once; null for a retry. */
  readonly sheetPdf: string | null;
}

export type PrintSlips = (facts: SlipFacts) => Promise<Uint8Array>;

/**
 * Prints a slip for each owner. What an earlier slip of the same owner had opened is shut at once:
 * a lost phone is a new slip, and whoever found the phone is out.
 */
export async function issueSlips(
  work: UnitOfWork,
  estateId: string,
  personIds: readonly string[],
  print: PrintSlips,
): Promise<Result<Done<IssuedSlips>, SlipRefusal>> {
  const { client, ports } = work;
  const estate = await findEstate(work, estateId);
  if (!estate) return reject({ kind: "not-found", what: "estate" });
  const today = localDateAt(work.now, estate.zone);
  const lastDay = addDays(today, days);
  // The day is what counts; the credential itself ends when that day is over everywhere.
  const expiresAt = new Date(Date.parse(work.now) + (days + 1) * 86_400_000).toISOString();
  const owners = new Map(
    (await ownersOf(work, estateId, today, personIds)).map((owner) => [owner.personId, owner]),
  );
  const sheets: SlipSheet[] = [];
  const slips: IssuedSlips["slips"] = [];
  for (const personId of new Set(personIds)) {
    const owner = owners.get(personId);
    if (!owner) return reject({ kind: "not-an-owner", personId });
    const accountId = await accountFor(work, owner);
    await endSlipDoor(client, accountId, work.now);
    const slipId = ports.ids.next();
    const code = ports.slipSecrets.newCode();
    await insertRows(client, "identity.slip", [
      {
        id: slipId,
        account_id: accountId,
        code_hmac: ports.slipSecrets.codeHmac(code),
        created_at: work.now,
        expires_at: expiresAt,
        redeemed_at: null,
        voided_at: null,
      },
    ]);
    await insertRows(client, "registry.slip_issue", [
      {
        district_id: work.districtId,
        id: slipId,
        estate_id: estateId,
        person_id: personId,
        issued_by: work.personId,
        issued_at: work.now,
        last_day: lastDay,
      },
    ]);
    slips.push({ slipId, personId });
    sheets.push({
      ownerName: owner.name,
      unitNumbers: owner.unitNumbers,
      code,
      // Behind the #, which no browser sends: the digits stand in no server's log.
      link: `${ports.publicUrl()}/resident/#/slip/${code}`,
      lastDay,
    });
  }
  const pdf = await print({
    estateName: estate.name,
    contactPhone: estate.contactPhone,
    printedOn: today,
    isLocalAddress: ports.settings.publicUrl === undefined,
    sheets,
  });
  const answer = { slips, lastDay, sheetPdf: Buffer.from(pdf).toString("base64") };
  return accept({
    answer,
    replay: { ...answer, sheetPdf: null },
    facts: { slips: slips.map(({ slipId }) => slipId) },
  });
}

/** The owner's account; made now where there was none, under a lock so that two make one. */
async function accountFor(work: UnitOfWork, owner: OwnerRow): Promise<string> {
  const { rows } = await work.client.query(
    "select account_id from registry.person where id = $1 for update",
    [owner.personId],
  );
  const known = rows[0].account_id as string | null;
  if (known !== null) return known;
  const id = work.ports.ids.next();
  await createAccountWithoutPassword(work.client, { id, now: work.now });
  await work.client.query("update registry.person set account_id = $2 where id = $1", [
    owner.personId,
    id,
  ]);
  return id;
}

export type Manner = "in-person" | "household-member" | "letterbox" | "post";

/** Says who put a slip into whose hands, and how: evidence that the owner was reached. */
export async function handOverSlip(
  work: UnitOfWork,
  estateId: string,
  slipId: string,
  fact: { manner: Manner; on: LocalDate },
): Promise<Result<Done<{ slipId: string }>, SlipRefusal>> {
  const { rows } = await work.client.query(
    `select i.issued_at, e.zone,
       exists (select from registry.slip_handover h where h.slip_id = i.id) as "isHandedOver"
     from registry.slip_issue i join registry.estate e on e.id = i.estate_id
     where i.id = $1 and i.estate_id = $2`,
    [slipId, estateId],
  );
  const found = rows[0];
  if (!found) return reject({ kind: "not-found", what: "slip" });
  if (found.isHandedOver) return reject({ kind: "handed-over-already" });
  const printedOn = localDateAt(found.issued_at, found.zone);
  if (fact.on < printedOn) return reject({ kind: "handed-over-before-printed", printedOn });
  if (fact.on > localDateAt(work.now, found.zone)) return reject({ kind: "handed-over-in-future" });
  // Two who record it at the same instant: the first stands.
  const written = await work.client.query(
    `insert into registry.slip_handover
       (district_id, slip_id, manner, handed_by, handed_on, recorded_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [work.districtId, slipId, fact.manner, work.personId, fact.on, work.now],
  );
  if (written.rowCount === 0) return reject({ kind: "handed-over-already" });
  return accept({ answer: { slipId }, facts: { slipId, ...fact } });
}
