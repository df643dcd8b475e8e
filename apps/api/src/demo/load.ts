import { toMoneyWire } from "@xinyi/money";
import type { Result } from "@xinyi/result";
import { importStatement } from "../bank/import-statement.ts";
import { explainLine } from "../bank/place-line.ts";
import { storeVoucher } from "../bank/vouchers.ts";
import { postOpening } from "../books/commands.ts";
import { insertRows } from "../database/insert.ts";
import { transaction } from "../database/transaction.ts";
import { requestNotice } from "../disclosure/notices.ts";
import { runBills } from "../fees/run.ts";
import { readRollCsv } from "../imports/roll-csv.ts";
import type { Ports } from "../ports.ts";
import type { Refusal } from "../refusal.ts";
import { createEstate } from "../registry/commands.ts";
import { takeInRoll } from "../registry/roll.ts";
import { type Done, once, type UnitOfWork } from "../unit-of-work.ts";
import { loadComplaints } from "./complaints.ts";
import { loadEstates } from "./estates.ts";
import { type DemoDistrict, demoDistrict } from "./generate.ts";
import { loadOrganizations } from "./organizations.ts";

export const demoSeed = 1;

type Command<Answer> = (work: UnitOfWork) => Promise<Result<Done<Answer>, Refusal>>;

/**
 * Loads the demonstration estate through the same commands that a person's clicks run. Every step
 * has its own key, so a start that was killed half way is taken up where it stopped.
 */
export async function loadDemo(ports: Ports, districtId: string, personId: string): Promise<void> {
  const demo = demoDistrict(demoSeed);
  const step = async <Answer>(
    key: string,
    estateId: string | undefined,
    command: Command<Answer>,
  ): Promise<Answer> => {
    const order = {
      operation: `demo:${key}`,
      key: `demo:${demoSeed}:${key}`,
      fingerprint: key,
      status: 200,
      requestId: "demo",
    };
    const done = await once(ports, { districtId, personId, estateId }, order, command);
    if (!done.ok) throw new Error(`demo step ${key}: ${JSON.stringify(done.rejection)}`);
    return done.value.answer;
  };

  const estate = await step("estate", undefined, (work) =>
    createEstate(work, {
      name: demo.estate.name,
      communityName: `${demo.town.name}${demo.community.name}`,
      contactPhone: demo.estate.contactPhone,
      occupiedFrom: demo.estate.occupiedFrom,
      bookOpenedOn: demo.estate.bookOpenedOn,
      currency: demo.estate.currency,
    }),
  );
  await step("cashier", estate.id, (work) => makeCashier(work, estate.id));
  await step("opening", estate.id, (work) =>
    postOpening(work, estate.id, { ...demo.opening, amount: toMoneyWire(demo.opening.amount) }),
  );
  await step("roll", estate.id, (work) => loadRoll(work, estate.id, demo));
  for (const month of demo.months) {
    await step(`bills:${month.month}`, estate.id, (work) =>
      runBills(work, estate.id, { month: month.month }),
    );
    await step(`bank:${month.month}`, estate.id, (work) =>
      importStatement(work, estate.id, new TextEncoder().encode(month.statementXml)),
    );
    for (const spending of month.spendings) {
      const voucher = await step(`voucher:${spending.ref}`, estate.id, (work) =>
        storeVoucher(work, estate.id, new TextEncoder().encode(spending.voucherText)),
      );
      await step(`spending:${spending.ref}`, estate.id, async (work) =>
        explainLine(work, estate.id, await lineOf(work, spending.ref), {
          head: spending.head,
          payee: spending.payee.name,
          purpose: spending.purpose,
          voucherNumber: spending.voucherNumber,
          voucherSha256: voucher.sha256,
        }),
      );
    }
    await step(`notice:${month.month}`, estate.id, (work) =>
      requestNotice(work, estate.id, month.month),
    );
  }
  await loadComplaints(ports, step, estate.id);
  await loadOrganizations(ports, step);
  await loadEstates(ports, step, estate.id);
  await step("done", estate.id, async () => ({ ok: true, value: { answer: null, facts: {} } }));
}

/** Whether the demonstration is wanted here and not whole yet; then the administrator to load it as. */
export async function unfinishedDemo(
  ports: Ports,
): Promise<{ districtId: string; personId: string } | undefined> {
  const districts = await ports.pool.query("select id from registry.district");
  const districtId = districts.rows[0]?.id as string | undefined;
  if (districtId === undefined || districts.rows.length > 1) return undefined;
  return transaction(ports.pool, { district: districtId, readOnly: true }, async (client) => {
    const { rows } = await client.query(
      `select (select count(*)::int from registry.estate) as estates,
         exists (select from operations.idempotency where key = $1) as begun,
         exists (select from operations.idempotency where key = $2) as done,
         (select a.person_id from registry.role_assignment a
           where a.role_id = 'administrator' and a.estate_id is null and a.to_at is null
           order by a.from_at limit 1) as person`,
      [`demo:${demoSeed}:estate`, `demo:${demoSeed}:done`],
    );
    const { estates, begun, done, person } = rows[0];
    const isWanted = !done && (begun || estates === 0);
    return isWanted && person !== null ? { districtId, personId: person } : undefined;
  });
}

/** In the demonstration the first administrator also keeps the estate's cash, to try everything. */
async function makeCashier(work: UnitOfWork, estateId: string) {
  await insertRows(work.client, "registry.role_assignment", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      person_id: work.personId,
      role_id: "company-cashier",
      estate_id: estateId,
      from_at: work.now,
      to_at: null,
    },
  ]);
  return { ok: true as const, value: { answer: null, facts: { roleId: "company-cashier" } } };
}

async function loadRoll(work: UnitOfWork, estateId: string, demo: DemoDistrict) {
  const roll = readRollCsv(new TextEncoder().encode(demo.rollCsv));
  if (!roll.ok) return roll;
  const changes = await takeInRoll(work, estateId, demo.rollFrom, roll.value.rows);
  return { ok: true as const, value: { answer: changes, facts: { ...changes } } };
}

async function lineOf(work: UnitOfWork, reference: string): Promise<string> {
  const { rows } = await work.client.query("select id from trust.bank_line where reference = $1", [
    reference,
  ]);
  return rows[0]?.id ?? "";
}
