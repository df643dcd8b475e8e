import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BookWorld, bookWorld, cny, kindOf } from "./testing.ts";

// A short year: opened on the last day of October, three months, closed and handed over.
let it: BookWorld;
const get = (way: string) => it.cashier.get(`${it.path}/${way}`);
const checklist = async (month: string) =>
  new Map<string, { standing: string; count: number; amount: { amount: string } | null }>(
    (await get(`closing-checklist?month=${month}`)).body.items.map((item: { kind: string }) => [
      item.kind,
      item,
    ]),
  );
const seal = (month: string, by = it.cashier) => by.send("POST", `${it.path}/seals`, { month });

beforeAll(async () => {
  it = await bookWorld("2026-11-05T02:00:00.000Z", "2026-10-31");
  await it.cashier.send("POST", `${it.path}/openings`, {
    occurredOn: "2026-10-31",
    fund: "ordinary",
    amount: cny("1000.00"),
    reason: "期初",
  });
});
afterAll(() => it.world.close());

describe("a month", () => {
  test("is not sealed before it is over, nor while the bank is not heard", async () => {
    const early = await seal("2026-11");
    expect([early.status, kindOf(early)]).toEqual([409, "checklist-open"]);
    expect(early.body.facts.items).toEqual(["month-over", "bank-agrees"]);
  });

  test("is sealed when every line is explained and the book agrees with the bank", async () => {
    await it.cashier.send("POST", `${it.path}/bill-runs`, { month: "2026-11" });
    const lines = await it.statement({
      opening: "1000.00",
      closing: "1170.00",
      from: "2026-11-01",
      on: "2026-11-30",
      lines: [
        ["IN1", "200.00", "2026-11-10", "1-102"],
        ["OUT1", "-30.00", "2026-11-12"],
      ],
    });
    it.world.clock.set("2026-12-01T02:00:00.000Z");
    expect((await checklist("2026-11")).get("lines-explained")).toMatchObject({
      standing: "blocking",
      count: 1,
    });
    expect((await checklist("2026-11")).get("bank-agrees")?.amount).toEqual(cny("30.00"));
    const explained = await it.cashier.send(
      "POST",
      `${it.path}/bank-lines/${lines.get("OUT1")?.id}/spending`,
      { head: "repairs", payee: "甲维修部", purpose: "换锁", voucherNumber: "V1" },
    );
    expect(explained.status, JSON.stringify(explained.body)).toBe(201);
    const sealed = await seal("2026-11");
    expect(sealed.status, JSON.stringify(sealed.body)).toBe(201);
    expect(sealed.body).toMatchObject({ sealedBy: "cashier", noted: ["remuneration-accrued"] });
    expect(kindOf(await seal("2026-11"))).toBe("sealed-already");
  });

  test("takes nothing any more once it is sealed: not by the package, not by the database", async () => {
    const late = await it.cashier.send("POST", `${it.path}/openings`, {
      occurredOn: "2026-11-30",
      fund: "common",
      amount: cny("1.00"),
      reason: "迟到",
    });
    expect(kindOf(late)).toBe("period-sealed");
    // The evening the book was opened on is sealed with its first month.
    const before = await it.cashier.send("POST", `${it.path}/openings`, {
      occurredOn: "2026-10-31",
      fund: "common",
      amount: cny("1.00"),
      reason: "迟到",
    });
    expect(kindOf(before)).toBe("period-sealed");
    const entry = (await get("entries")).body.entries.at(-1);
    const reversal = await it.cashier.send("POST", `${it.path}/entries/${entry.id}/reversal`, {
      occurredOn: "2026-11-30",
      reason: "x",
    });
    expect(kindOf(reversal)).toBe("period-sealed");
    await expect(
      it.world.database.owner.query(
        `insert into trust.entry select district_id, gen_random_uuid(), book_id, sequence + 1,
           act_id, occurred_on, recorded_at, actor_id, null, form, hash, hash
         from trust.entry order by sequence desc limit 1`,
      ),
    ).rejects.toThrow(/sealed|violates|follow/);
  });

  test("is countersigned by the other party, once", async () => {
    const sign = (by = it.member) => by.send("POST", `${it.path}/seals/2026-11/countersignature`);
    expect(kindOf(await sign(it.cashier))).toBe("same-hand-twice");
    expect(kindOf(await sign(it.manager))).toBe("same-party");
    const signed = await sign();
    expect(signed.body).toMatchObject({ countersignedBy: "member", mayCountersign: false });
    expect(kindOf(await sign())).toBe("countersigned-already");
  });
});

describe("a year", () => {
  const close = () => it.cashier.send("POST", `${it.path}/year-closings`, { year: 2026 });

  test("is closed after it is over; its result goes to the fund and December is sealed last", async () => {
    expect(kindOf(await close())).toBe("checklist-open");
    await it.statement({
      opening: "1170.00",
      closing: "1170.00",
      from: "2026-12-01",
      on: "2026-12-31",
      lines: [],
    });
    it.world.clock.set("2027-01-05T02:00:00.000Z");
    const early = await seal("2026-12");
    expect(early.body.facts.items).toEqual(["year-closed"]);
    const closed = await close();
    expect(closed.status, JSON.stringify(closed.body)).toBe(201);
    expect(kindOf(await close())).toBe("year-closed-already");
    const { funds } = (await get("fund-balances?occurredOn=2026-12-31")).body;
    const ordinary = funds.find(({ fund }: { fund: string }) => fund === "ordinary");
    const accounts = ordinary.accounts.map(({ account }: { account: string }) => account);
    expect(accounts.filter((account: string) => /^(income|expenses)/.test(account))).toEqual([]);
    // 1000.00 at first, 350.00 billed, 30.00 spent; billing for December was left out and is noted.
    expect(
      ordinary.accounts.find(
        ({ account }: { account: string }) => account === "equity:fund:ordinary",
      ).amount,
    ).toEqual(cny("-1320.00"));
    // As it was recorded before the year was closed, the income still stands there.
    const asRecorded = await get("fund-balances?recordedAt=2027-01-01T00:00:00Z");
    expect(JSON.stringify(asRecorded.body)).toContain("income:fee");
    const sealed = await seal("2026-12", it.manager);
    expect(sealed.status, JSON.stringify(sealed.body)).toBe(201);
    expect(sealed.body.noted).toContain("units-billed");
  });
});

describe("a hand-over", () => {
  let made: {
    bookId: string;
    successorBookId: string;
    packSha256: string;
    publicKey: string;
    headHash: string;
  };

  test("needs a resolution, and brings every account to the next book", async () => {
    const fact = { successor: "乙物业", occurredOn: "2027-01-04", reason: "合同到期" };
    const before = (await get("fund-balances")).body;
    const mandateId = await it.mandate("hand-over");
    const handed = await it.manager.send("POST", `${it.path}/hand-overs`, { ...fact, mandateId });
    expect(handed.status, JSON.stringify(handed.body)).toBe(201);
    made = handed.body;
    const after = (await get("fund-balances")).body;
    expect(after.funds).toEqual(before.funds);
    const chain = (await get("chain")).body;
    expect(chain).toMatchObject({ intact: true, headSequence: 1 });
    expect(
      (await it.world.admin.get(`/api/districts/${it.world.districtId}/estates`)).body.estates,
    ).toHaveLength(1);
    const { rows } = await it.world.database.owner.query(
      "select sum(amount_minor)::text as nil from trust.posting where book_id = $1 group by account, fund, sub having sum(amount_minor) <> 0",
      [made.bookId],
    );
    expect(rows).toEqual([]);
    const { rows: genesis } = await it.world.database.owner.query(
      "select genesis::jsonb -> 'predecessor' as before from trust.book where id = $1",
      [made.successorBookId],
    );
    expect(genesis[0].before).toEqual({ book: made.bookId, head: made.headHash });
  });

  test("leaves a pack that a stranger can verify, and that tells any change", async () => {
    const pack = (await get(`hand-overs/${made.bookId}/pack`)).body as {
      files: Record<string, string>;
    };
    expect(checked(pack, made.publicKey)).toMatch(/^✓ \d+ entries, 7 files, head [0-9a-f]{64}/);
    const entries = pack.files["entries.jsonl"] ?? "";
    const changed = (name: string, text: string) =>
      checked({ ...pack, files: { ...pack.files, [name]: text } }, made.publicKey);
    expect(changed("entries.jsonl", entries.replace("200.00", "201.00"))).toContain(
      "entries.jsonl: another content than the manifest names",
    );
    expect(changed("entries.jsonl", entries.split("\n").slice(1).join("\n"))).toContain(
      "does not follow the one before",
    );
    expect(changed("balances.jsonl", "")).toContain("not what the entries add up to");
    expect(changed("more.txt", "x")).toContain("a file the manifest does not name");
    const otherKey = made.publicKey.replace(/.{8}$/, "AAAAAAAA");
    expect(checked(pack, otherKey)).toContain("the signature is not of this key");
  });
});

/** What the program for strangers says of a pack. */
function checked(pack: object, publicKey: string): string {
  const file = join(it.world.ports.settings.dataFolder, "pack.json");
  writeFileSync(file, JSON.stringify(pack));
  const program = fileURLToPath(new URL("../../../../docs/verify-hand-over.mjs", import.meta.url));
  return spawnSync(process.execPath, [program, file, publicKey], { encoding: "utf8" }).stdout;
}
