import { type LocalDate, localDateAt } from "@xinyi/calendar";
import { formatAmount, money } from "@xinyi/money";
import { type ExportFile, exportOf, type Grants } from "../organizations/exports.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

/** A file of the register, with the grants that the books of the district's estates have awarded. */
export async function exportRegister(work: UnitOfWork, file: ExportFile): Promise<string> {
  const district = await work.client.query(
    "select division_code, zone from registry.district where id = $1",
    [work.districtId],
  );
  const { division_code: code, zone } = district.rows[0];
  return exportOf(work, file, {
    publicUrl: work.ports.publicUrl(),
    prefix: `360G-xinyi${code}`,
    grants: await grantsHere(work, zone),
  });
}

/**
 * Grants that stand as awarded. A recipient is known where a grant names a body of the register as
 * it is called there; another one stays unnamed here and is told as left out. The giver is the
 * estate whose owners' money it is.
 */
async function grantsHere(work: UnitOfWork, zone: string): Promise<Grants> {
  const { rows } = await work.client.query(
    `select g.id, g.recipient, g.purpose, g.estate_id, e.name as estate, a.confirmed_at, k.currency,
       (select sum(s.amount_minor)::bigint from trust.grant_stage s where s.grant_id = g.id) as awarded,
       (select o.id from organizations.body_now o where o.name = g.recipient order by o.id limit 1) as body_id
     from trust.grant_proposal g join trust.grant_award a on a.grant_id = g.id
       join trust.book k on k.id = g.book_id join registry.estate e on e.id = g.estate_id
     where exists (select from trust.entry n where n.act_id = a.act_id
       and not exists (select from trust.entry r where r.reverses = n.id))
     order by a.confirmed_at, g.id`,
  );
  const funders = new Map<string, string>(rows.map((row) => [row.estate_id, row.estate]));
  return {
    funders: [...funders].map(([id, name]) => ({ id, name: `${name}全体业主`, classes: [] })),
    grants: rows.map((row) => ({
      id: row.id,
      title: row.purpose,
      description: row.purpose,
      currency: row.currency,
      awarded: formatAmount(money(BigInt(row.awarded), row.currency)),
      awardedOn: localDateAt(row.confirmed_at, zone) as LocalDate,
      recipient: { kind: "body", id: row.body_id ?? "" },
      funderId: row.estate_id,
    })),
  };
}
