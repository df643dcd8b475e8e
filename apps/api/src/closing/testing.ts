import {
  type Caller,
  changeFirstPassword,
  type TestApp,
  testApp,
  testPassword,
} from "../testing.ts";

/** For tests only: an estate with three units, the people of both parties, and a bank. */
export interface BookWorld {
  readonly world: TestApp;
  readonly path: string;
  readonly cashier: Caller;
  readonly manager: Caller;
  readonly member: Caller;
  readonly units: ReadonlyMap<string, string>;
  store(text: string): Promise<string>;
  mandate(subject: string): Promise<string>;
  /** A statement of the trust account; answers its lines by reference. */
  statement(given: {
    opening: string;
    closing: string;
    from: string;
    on: string;
    lines: readonly (readonly [reference: string, amount: string, on: string, remark?: string])[];
  }): Promise<ReadonlyMap<string, { id: string; state: string }>>;
}

export const cny = (amount: string): { amount: string; currency: string } => ({
  amount,
  currency: "CNY",
});

export const kindOf = (answer: { body: { type?: string } }): string | undefined =>
  answer.body.type?.split(":").at(-1);

export async function bookWorld(now: string, openedOn = "2025-12-31"): Promise<BookWorld> {
  const world = await testApp();
  world.clock.set(now);
  const made = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
    name: "甲小区",
    communityName: "甲社区",
    contactPhone: "028-00000000",
    bookOpenedOn: openedOn,
  });
  const path = `/api/districts/${world.districtId}/estates/${made.body.id}`;
  const person = async (username: string, roleId: string): Promise<Caller> => {
    const member = { username, personName: username, roleId };
    const added = await world.admin.send("POST", `${path}/members`, member);
    const password = added.body.oneTimePassword;
    const first = await world.signIn(username, password);
    await changeFirstPassword(world.app, first, { currentPassword: password });
    return world.signIn(username, testPassword);
  };
  const cashier = await person("cashier", "company-cashier");
  const manager = await person("manager", "company-manager");
  const member = await person("member", "committee-member");
  const roll =
    "房号,面积,业主,电话,单价\n1-101,100.00,张三,13800000001,1.00\n" +
    "1-102,200.00,李四,13800000002,1.00\n1-103,50.00,王五,13800000003,1.00\n";
  await cashier.send("POST", `${path}/roll-imports?from=2026-01-01`, roll, { type: "text/csv" });
  const listed = await cashier.get(`${path}/units`);
  const units = new Map<string, string>(
    listed.body.units.map(({ number, id }: { number: string; id: string }) => [number, id]),
  );
  const store = async (text: string): Promise<string> => {
    const type = "application/octet-stream";
    return (await cashier.send("POST", `${path}/vouchers`, text, { type })).body.sha256;
  };
  let resolutions = 0;
  let statements = 0;
  return {
    world,
    path,
    cashier,
    manager,
    member,
    units,
    store,
    async mandate(subject) {
      resolutions += 1;
      const resolutionId = `R${resolutions}`;
      const scanSha256 = await store(`决议 ${resolutionId}`);
      const body = { resolutionId, resolvedOn: "2026-01-01", subject, scanSha256 };
      const recorded = await manager.send("POST", `${path}/mandates`, body);
      if (recorded.status !== 201) throw new Error(JSON.stringify(recorded.body));
      await member.send("POST", `${path}/mandates/${recorded.body.id}/confirmation`);
      return recorded.body.id;
    },
    async statement(given) {
      statements += 1;
      const imported = await cashier.send(
        "POST",
        `${path}/bank-statements`,
        camt053(`S${statements}`, given),
        { type: "application/xml" },
      );
      if (imported.status !== 200) throw new Error(JSON.stringify(imported.body));
      const { lines } = (await cashier.get(`${path}/bank-lines`)).body;
      return new Map(
        lines.map((line: { reference: string; id: string; state: string }) => [
          line.reference,
          line,
        ]),
      );
    },
  };
}

function camt053(id: string, given: Parameters<BookWorld["statement"]>[0]): string {
  const sign = (amount: string) => (amount.startsWith("-") ? "DBIT" : "CRDT");
  const balance = (code: string, amount: string, on: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${amount}</Amt>` +
    `<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`;
  const entries = given.lines.map(
    ([reference, amount, on, remark]) =>
      `<Ntry><Amt Ccy="CNY">${amount.replace("-", "")}</Amt><CdtDbtInd>${sign(amount)}</CdtDbtInd>` +
      `<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt>` +
      `<AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls>` +
      `${remark === undefined ? "" : `<RmtInf><Ustrd>${remark}</Ustrd></RmtInf>`}` +
      `</TxDtls></NtryDtls></Ntry>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?>` +
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>` +
    `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${given.on}T00:00:00</CreDtTm></GrpHdr>` +
    `<Stmt><Id>${id}</Id><Acct><Id><Othr><Id>TRUST1</Id></Othr></Id><Ccy>CNY</Ccy></Acct>` +
    `${balance("OPBD", given.opening, given.from)}${balance("CLBD", given.closing, given.on)}` +
    `${entries.join("")}</Stmt></BkToCstmrStmt></Document>`
  );
}
