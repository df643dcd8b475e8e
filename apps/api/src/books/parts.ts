import type { YearMonth } from "@xinyi/calendar";
import { money } from "@xinyi/money";
import type { Imprest, Remuneration, SubsidyGrant } from "@xinyi/trust-accounting";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { BookRow } from "./ledger-store.ts";

// The parts of a book beside its entries. What became of each is read from the ledger: a grant
// whose entry is reversed has ended, a fee or an imprest whose entry is reversed is gone.

/** Whether nothing has reversed the entries of an act; one without entries stands. */
export const actStands = (act: string): string =>
  `not exists (select from trust.entry e join trust.entry r on r.reverses = e.id
    where e.act_id = ${act})`;

/** The grants of some units, with the act that ended each where one did. */
export async function subsidyGrants(
  { client }: UnitOfWork,
  row: BookRow,
  units: readonly string[],
): Promise<readonly SubsidyGrant[]> {
  if (units.length === 0) return [];
  const { rows } = await client.query(
    `select g.unit_id as unit, g.period, g.amount_minor as amount, g.act_id as act,
       (select r.act_id from trust.entry e join trust.entry r on r.reverses = e.id
         where e.act_id = g.act_id limit 1) as "endedBy"
     from trust.subsidy_grant g where g.book_id = $1 and g.unit_id = any($2) order by g.act_id`,
    [row.id, units],
  );
  return rows.map(({ amount, endedBy, ...grant }) => ({
    ...grant,
    amount: money(amount, row.currency),
    ...(endedBy !== null && { endedBy }),
  }));
}

/** Every month of the trustee's fee that stands, with the marks that stand. */
export async function remunerationRows(
  { client }: UnitOfWork,
  row: BookRow,
): Promise<readonly Remuneration[]> {
  const { rows } = await client.query(
    `select m.month, m.act_id as act, m.amount_minor as amount, m.held_minor as held,
       c.act_id as "appraisalAct", c.earned_minor as earned
     from trust.remuneration m
       left join trust.appraisal_confirmation c on c.book_id = m.book_id and c.month = m.month
         and ${actStands("c.act_id")}
      where m.book_id = $1 and ${actStands("m.act_id")} order by m.month`,
    [row.id],
  );
  return rows.map((one) => ({
    month: one.month as YearMonth,
    act: one.act,
    amount: money(one.amount, row.currency),
    held: money(one.held, row.currency),
    ...(one.appraisalAct !== null && {
      appraisal: { act: one.appraisalAct, earned: money(one.earned, row.currency) },
    }),
  }));
}

/** What petty cash was set to, oldest first. */
export async function imprestRows(
  { client }: UnitOfWork,
  row: BookRow,
): Promise<readonly Imprest[]> {
  const { rows } = await client.query(
    `select i.act_id as act, i.amount_minor as amount from trust.imprest i
      where i.book_id = $1 and ${actStands("i.act_id")} order by i.recorded_at, i.act_id`,
    [row.id],
  );
  return rows.map(({ act, amount }) => ({ act, amount: money(amount, row.currency) }));
}
