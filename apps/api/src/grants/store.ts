import { type MoneyWire, toMoneyWire } from "@xinyi/money";
import { ACCOUNTS, unawarded } from "@xinyi/trust-accounting";
import { inBook } from "../books/commands.ts";
import { type BookRow, loadBook } from "../books/ledger-store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export interface StageWire {
  readonly stage: number;
  readonly title: string;
  readonly amount: MoneyWire;
  readonly dueOn: string;
  readonly status: "planned" | "proved" | "accepted" | "paid";
  readonly evidenceSha256: string | null;
  readonly provedBy: string | null;
  readonly acceptedBy: string | null;
}

export interface GrantWire {
  readonly id: string;
  readonly fund: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly decisionSha256: string;
  readonly recordedBy: string;
  readonly confirmedBy: string | null;
  readonly status: "proposed" | "awarded" | "withdrawn";
  readonly awarded: MoneyWire;
  readonly paid: MoneyWire;
  readonly stages: StageWire[];
}

/** Whether an act still stands: its entries are there and none of them is reversed. */
const stands = (act: string): string =>
  `exists (select from trust.entry e where e.act_id = ${act}
     and not exists (select from trust.entry r where r.reverses = e.id))`;

export async function grantsOf(
  work: UnitOfWork,
  row: BookRow,
  id?: string,
): Promise<readonly GrantWire[]> {
  const { rows } = await work.client.query(
    `select g.id, g.fund, g.recipient, g.purpose, g.decision_sha256 as "decisionSha256",
       p.name as "recordedBy", q.name as "confirmedBy",
       case when a.act_id is null then 'proposed' when ${stands("a.act_id")} then 'awarded'
         else 'withdrawn' end as status
     from trust.grant_proposal g join registry.person p on p.id = g.recorded_by
       left join trust.grant_award a on a.grant_id = g.id
       left join registry.person q on q.id = a.confirmed_by
      where g.book_id = $1 and ($2::uuid is null or g.id = $2)
      order by g.recorded_at desc, g.id`,
    [row.id, id ?? null],
  );
  const stages = await work.client.query(
    `select s.grant_id as "grantId", s.ordinal as stage, s.title, s.amount_minor as "amountMinor",
       s.due_on as "dueOn", f.evidence_sha256 as "evidenceSha256", p.name as "provedBy",
       q.name as "acceptedBy",
       exists (select from trust.grant_payment m where m.grant_id = s.grant_id
         and m.ordinal = s.ordinal and ${stands("m.act_id")}) as "isPaid"
     from trust.grant_stage s join trust.grant_proposal g on g.id = s.grant_id
       left join trust.grant_proof f on f.grant_id = s.grant_id and f.ordinal = s.ordinal
       left join registry.person p on p.id = f.recorded_by
       left join trust.grant_acceptance c on c.grant_id = s.grant_id and c.ordinal = s.ordinal
       left join registry.person q on q.id = c.accepted_by
      where g.book_id = $1 and ($2::uuid is null or g.id = $2) order by s.ordinal`,
    [row.id, id ?? null],
  );
  return rows.map((grant) => {
    const own = stages.rows.filter(({ grantId }) => grantId === grant.id);
    const sum = (list: readonly { amountMinor: bigint }[]): MoneyWire =>
      inBook(
        row,
        list.reduce((total, { amountMinor }) => total + amountMinor, 0n),
      );
    return {
      ...grant,
      awarded: sum(own),
      paid: sum(own.filter(({ isPaid }) => isPaid)),
      stages: own.map(({ grantId: _, amountMinor, isPaid, ...stage }) => ({
        ...stage,
        amount: inBook(row, amountMinor),
        status: statusOf(isPaid, stage),
      })),
    };
  });
}

function statusOf(
  isPaid: boolean,
  stage: { provedBy: string | null; acceptedBy: string | null },
): StageWire["status"] {
  if (isPaid) return "paid";
  if (stage.acceptedBy !== null) return "accepted";
  return stage.provedBy === null ? "planned" : "proved";
}

/** Every fund that was given to for a purpose: what came, what is promised, what is free. */
export async function purposeFunds(work: UnitOfWork, row: BookRow) {
  const gifts = await work.client.query(
    `select p.fund, -sum(p.amount_minor)::bigint as given,
       count(*) filter (where e.reverses is null and not exists
         (select from trust.entry r where r.reverses = e.id))::int as gifts
     from trust.posting p join trust.entry e on e.id = p.entry_id
      where p.book_id = $1 and p.account = $2 group by p.fund order by p.fund`,
    [row.id, ACCOUNTS.restrictedDonation],
  );
  const book = await loadBook(work, row, {
    accounts: [{ account: ACCOUNTS.trustBank }, { account: ACCOUNTS.grant }],
  });
  const promised = await work.client.query(
    `select fund, -sum(amount_minor)::bigint as promised from trust.posting
      where book_id = $1 and account = $2 group by fund`,
    [row.id, ACCOUNTS.grant],
  );
  return gifts.rows.map(({ fund, given, gifts: count }) => ({
    fund: fund as string,
    given: inBook(row, given),
    gifts: count as number,
    promised: inBook(row, promised.rows.find((one) => one.fund === fund)?.promised ?? 0n),
    free: toMoneyWire(unawarded(book, fund)),
  }));
}
