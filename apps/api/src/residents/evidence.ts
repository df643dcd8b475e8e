import type { LocalDate } from "@xinyi/calendar";
import type { UnitOfWork } from "../unit-of-work.ts";

/** What is known of an owner's latest slip: that it was printed, handed over, used, and by whom. */
export interface SlipEvidence {
  readonly personId: string;
  readonly slipId: string;
  readonly printedBy: string;
  readonly printedAt: string;
  readonly lastDay: LocalDate;
  readonly handedBy: string | null;
  readonly handedOn: string | null;
  readonly manner: "in-person" | "household-member" | "letterbox" | "post" | null;
  readonly usedAt: string | null;
}

/**
 * For any module that must show an owner was reached: the latest slip of each owner of the estate
 * who was ever given one. `handedOn` says it was put into the owner's hands or letterbox, `usedAt`
 * that the owner came in with it, which no letterbox shows.
 */
export async function slipEvidence(
  work: UnitOfWork,
  estateId: string,
): Promise<ReadonlyMap<string, SlipEvidence>> {
  const { rows } = await work.client.query(
    `select distinct on (i.person_id) i.person_id as "personId", i.id as "slipId",
       printer.name as "printedBy", i.issued_at as "printedAt", i.last_day as "lastDay",
       bearer.name as "handedBy", h.handed_on as "handedOn", h.manner, r.redeemed_at as "usedAt"
     from registry.slip_issue i
       join registry.person printer on printer.id = i.issued_by
       left join registry.slip_handover h on h.slip_id = i.id
       left join registry.person bearer on bearer.id = h.handed_by
       left join registry.slip_redemption r on r.slip_id = i.id
     where i.estate_id = $1 order by i.person_id, i.issued_at desc, i.id desc`,
    [estateId],
  );
  return new Map((rows as SlipEvidence[]).map((row) => [row.personId, row]));
}
