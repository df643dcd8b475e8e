import { generateSync } from "otplib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Caller } from "../testing.ts";
import { days, did, type Hall, hallOf, kindOf, opened, readyMeeting, votersIn } from "./testing.ts";

// From a vote to a budget to money paid, and back again by whoever asks.

let hall: Hall;
let manager: Caller;
beforeAll(async () => {
  hall = await hallOf([
    { number: "101", owners: ["owner1"] },
    { number: "102", owners: ["owner2"] },
    { number: "103", owners: ["owner3"] },
  ]);
  manager = await hall.person("manager", "company-manager");
});
afterAll(() => hall.close());

const cny = (amount: string) => ({ amount, currency: "CNY" });

async function carried(motions: readonly Readonly<Record<string, unknown>>[]) {
  hall.at("2026-04-10T02:00:00.000Z");
  const id = await readyMeeting(hall, { motions });
  const voters = await votersIn(hall, id);
  const meeting = await opened(hall, id);
  const listed = (await hall.chair.get(meeting)).body.motions as { id: string }[];
  for (const number of ["101", "102", "103"]) {
    await did(
      hall.owners.get(number)!.send("POST", `${meeting}/ballots`, {
        voterId: voters.get(number),
        choices: listed.map(({ id: motionId }) => ({ motionId, choice: "for" })),
      }),
    );
  }
  hall.at(days.after);
  await did(hall.chair.send("POST", `${meeting}/closing`));
  await did(hall.chair.send("POST", `${meeting}/publication`));
  const { results } = (await hall.chair.get(`${meeting}/result`)).body;
  return results as { mandateId: string; motionId: string; resolutionId: string }[];
}

test("a carried motion adopts the budget, and the payment from it leads back to the vote", async () => {
  const drafted = await did(
    hall.cashier.send("POST", `${hall.path}/budgets`, {
      year: 2026,
      lines: [{ line: "repairs", amount: cny("1000.00") }],
      remunerationRate: "0.10",
    }),
  );
  const draft = `${hall.path}/budgets/${drafted.body.id}`;
  hall.at("2026-04-10T02:00:00.000Z");
  await did(hall.cashier.send("POST", `${draft}/publication`, { closesOn: "2026-04-20" }));
  const [budget, policy] = await carried([
    { matter: "other-major", title: "通过 2026 年预算", subject: "budget:2026" },
    { matter: "other-major", title: "设定支付权限", subject: "access-policy" },
  ]);
  const adopt = () => manager.send("POST", `${draft}/adoption`, { mandateId: budget?.mandateId });
  // One hand, even one that counted votes, is not two.
  expect(kindOf(await adopt())).toBe("mandate-not-confirmed");
  const confirm = (by: Caller, id: string | undefined) =>
    by.send("POST", `${hall.path}/mandates/${id}/confirmation`);
  expect(kindOf(await confirm(hall.chair, budget?.mandateId))).toBe("same-hand-twice");
  await did(confirm(hall.clerk, budget?.mandateId));
  await did(confirm(hall.clerk, policy?.mandateId));
  expect((await adopt()).status).toBe(201);

  const offered = await did(hall.cashier.get(`${hall.path}/access-policies`));
  await did(
    manager.send("POST", `${hall.path}/access-policies`, {
      from: "2026-05-15",
      mandateId: policy?.mandateId,
      policy: offered.body.preset,
    }),
  );
  const orderId = await paid();

  // biome-ignore lint/suspicious/noExplicitAny: a wrong expectation fails where it stands
  const anyone = async (path: string): Promise<any> =>
    (await hall.world.app.request(`${hall.open}${path}`)).json();
  const forwards = await anyone(`/resolutions/${budget?.mandateId}/chain`);
  expect(forwards).toMatchObject({
    resolution: {
      resolutionId: budget?.resolutionId,
      subject: "budget:2026",
      isConfirmed: true,
      motionId: budget?.motionId,
      verdictStatus: "passed",
    },
    budget: { draftId: drafted.body.id, year: 2026, total: cny("1000.00") },
    payments: [{ orderId, line: "repairs", amount: cny("120.00"), status: "executed" }],
  });
  const backwards = await anyone(`/payments/${orderId}/chain`);
  expect(backwards.resolution).toEqual(forwards.resolution);
  expect(backwards.budget).toEqual(forwards.budget);
  // Whom the money went to is for those who may read orders.
  expect(JSON.stringify([forwards, backwards])).not.toContain("甲维修部");
  const ofPolicy = await anyone(`/resolutions/${policy?.mandateId}/chain`);
  expect(ofPolicy).toMatchObject({ budget: null, policy: { from: "2026-05-15" }, payments: [] });
  expect((await anyone(`/payments/${drafted.body.id}/chain`)).status).toBe(404);
});

/** An order opened by two keys and paid by the bank; its id. */
async function paid(): Promise<string> {
  await did(
    hall.cashier.send("POST", `${hall.path}/openings`, {
      occurredOn: "2026-01-01",
      fund: "ordinary",
      amount: cny("1000.00"),
      reason: "期初余额",
    }),
  );
  const bytes = new TextEncoder().encode("发票");
  const voucher = await did(
    hall.cashier.send("POST", `${hall.path}/vouchers`, bytes, { type: "application/octet-stream" }),
  );
  const payee = await did(
    hall.cashier.send("POST", `${hall.path}/payees`, {
      name: "甲维修部",
      bankName: "农商银行",
      number: "6222000000001234",
    }),
  );
  const order = await did(
    hall.cashier.send("POST", `${hall.path}/payment-orders`, {
      payeeId: payee.body.id,
      amount: cny("120.00"),
      line: "repairs",
      purpose: "3 号楼水管",
      voucherSha256: voucher.body.sha256,
      isEmergency: false,
    }),
  );
  for (const [at, by] of [manager, hall.clerk].entries()) {
    hall.at(`2026-05-15T0${at + 2}:00:00.000Z`);
    const secret = (await did(by.send("POST", "/api/session/totp"))).body.secret;
    const code = (offset: number) =>
      generateSync({ secret, epoch: Date.parse(hall.world.clock.now()) / 1000 + offset });
    await did(by.send("POST", "/api/session/totp/confirmation", { code: code(0) }));
    hall.at(`2026-05-15T0${at + 2}:10:00.000Z`);
    await did(
      by.send("POST", `${hall.path}/payment-orders/${order.body.id}/approvals`, {
        hash: order.body.hash,
        code: code(0),
      }),
    );
  }
  const statement = await did(
    hall.cashier.send("POST", `${hall.path}/bank-statements`, paidXml("120.00", "2026-05-15"), {
      type: "application/xml",
    }),
  );
  expect(statement.status).toBe(200);
  const { lines } = (await hall.cashier.get(`${hall.path}/bank-lines?state=unexplained`)).body;
  await did(
    hall.cashier.send("POST", `${hall.path}/bank-lines/${lines[0].id}/execution`, {
      orderId: order.body.id,
    }),
  );
  return order.body.id;
}

/** A bank statement with the one payment in it. */
function paidXml(amount: string, on: string): string {
  const balance = (code: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`;
  const to = `<RltdPties><Cdtr><Pty><Nm>甲维修部</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>6222000000001234</Id></Othr></Id></CdtrAcct></RltdPties>`;
  const entry = `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt><AcctSvcrRef>OUT1</AcctSvcrRef><NtryDtls><TxDtls>${to}</TxDtls></NtryDtls></Ntry>`;
  const account = `<Acct><Id><Othr><Id>TRUST1</Id></Othr></Id><Ccy>CNY</Ccy></Acct>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>${on}T00:00:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id>${account}${balance("OPBD")}${balance("CLBD")}${entry}</Stmt></BkToCstmrStmt></Document>`;
}
