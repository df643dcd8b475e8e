import type { Schema } from "@xinyi/api-client";
import { add, type Money, money, toMoneyWire, zero } from "@xinyi/money";
import type { Api } from "./api.ts";
import type { Chance } from "./chance.ts";
import { type Receipt, statementXml } from "./statement.ts";

/** What the application acknowledged for one estate: everything that must be there in the end. */
export interface Acknowledged {
  readonly entryIds: Set<string>;
  readonly openings: Money<"CNY">[];
  readonly reasons: Set<string>;
  /** By month: how many bills, and their sum. */
  readonly bills: Map<string, { count: number; total: string }>;
  readonly receipts: Map<string, Money<"CNY">>;
  readonly units: Set<string>;
  /** The highest sequence and its hash that an answer named. */
  headSequence: number;
}

/** An estate under load: its next writes, and what was acknowledged of them. */
export interface Estate {
  readonly name: string;
  readonly path: string;
  readonly acknowledged: Acknowledged;
  /** Sends one more write and notes its acknowledgement. */
  work(): Promise<void>;
}

const firstYear = 2026;
const rate = "1.00";

const monthName = (index: number): string =>
  `${firstYear + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;

/** Makes an estate with its book, as the administrator, and gives its path. */
export async function makeEstate(api: Api, districtPath: string, number: number): Promise<string> {
  const estate = await api.write<Schema<"Estate">>({
    key: `soak-estate-${number}`,
    path: `${districtPath}/estates`,
    contentType: "application/json",
    body: JSON.stringify({
      name: `压力测试小区 ${number}`,
      communityName: "测试社区",
      contactPhone: "028-00000000",
      bookOpenedOn: `${firstYear}-01-01`,
      currency: "CNY",
    }),
  });
  return `${districtPath}/estates/${estate.id}`;
}

/** Fills an estate's roll and readies the writes that will load it. */
export async function loadedEstate(
  api: Api,
  chance: Chance,
  path: string,
  number: number,
  unitCount: number,
): Promise<Estate> {
  const name = `estate ${number}`;
  let writes = 0;
  const nextKey = (): string => `soak-${number}-${String(++writes).padStart(6, "0")}`;
  const json = async <Answer>(path: string, body: object): Promise<Answer> =>
    api.write<Answer>({
      key: nextKey(),
      path,
      contentType: "application/json",
      body: JSON.stringify(body),
    });

  const acknowledged: Acknowledged = {
    entryIds: new Set(),
    openings: [],
    reasons: new Set(),
    bills: new Map(),
    receipts: new Map(),
    units: new Set(),
    headSequence: 0,
  };
  let months = 0;
  let statements = 0;
  let rolls = 0;
  let balance: Money<"CNY"> = zero("CNY");

  const importRoll = async (count: number): Promise<void> => {
    rolls += 1;
    const building = `${rolls}栋`;
    const units = Array.from({ length: count }, (_, at) => `${rolls}-1-${101 + at}`);
    const rows = units.map((unit, at) => `${building},${unit},${80 + at}.50,住户${rolls},,${rate}`);
    const answer = await api.write<Schema<"RollImport">>({
      key: nextKey(),
      path: `${path}/roll-imports?from=${firstYear}-01-01`,
      contentType: "text/csv",
      body: `楼栋,房号,面积,业主,电话,费率\n${rows.join("\n")}\n`,
    });
    if (answer.created !== count)
      throw new Error(`${name}: ${count} units sent, ${JSON.stringify(answer)}`);
    for (const unit of units) acknowledged.units.add(unit);
  };

  const bill = async (): Promise<void> => {
    const month = monthName(months++);
    const answer = await json<Schema<"BillRun">>(`${path}/bill-runs`, { month });
    acknowledged.bills.set(month, { count: answer.billed, total: answer.total.amount });
  };

  const receive = async (): Promise<void> => {
    statements += 1;
    const known = [...acknowledged.units];
    const receipts: Receipt[] = Array.from({ length: chance.between(5, 25) }, (_, at) => ({
      reference: `S${number}-${statements}-${at + 1}`,
      amount: money(BigInt(chance.between(1, 20_000)), "CNY"),
      remark: chance.between(1, 4) === 1 ? "未写明" : `${chance.pick(known)} 物业费`,
    }));
    const opening = balance;
    balance = receipts.reduce((before, receipt) => add(before, receipt.amount), opening);
    const answer = await api.write<Schema<"StatementImport">>({
      key: nextKey(),
      path: `${path}/bank-statements`,
      contentType: "application/xml",
      body: statementXml({
        id: `SOAK-${number}-${statements}`,
        account: `0000 0000 ${String(number).padStart(4, "0")}`,
        on: `${monthName(Math.max(months - 1, 0))}-15`,
        opening,
        receipts,
      }),
    });
    if (answer.booked !== receipts.length) {
      throw new Error(`${name}: ${receipts.length} receipts sent, ${JSON.stringify(answer)}`);
    }
    for (const { reference, amount } of receipts) acknowledged.receipts.set(reference, amount);
  };

  const open = async (): Promise<void> => {
    const amount = money(BigInt(chance.between(1, 100_000)), "CNY");
    const reason = `期初 ${acknowledged.openings.length + 1}/${writes}`;
    const answer = await json<Schema<"Entry">>(`${path}/openings`, {
      occurredOn: `${firstYear}-01-01`,
      fund: "ordinary",
      amount: toMoneyWire(amount),
      reason,
    });
    acknowledged.openings.push(amount);
    acknowledged.reasons.add(reason);
    acknowledged.entryIds.add(answer.id);
    acknowledged.headSequence = Math.max(acknowledged.headSequence, answer.sequence);
  };

  await importRoll(unitCount);
  return {
    name,
    path,
    acknowledged,
    work: async () => {
      const kind = chance.between(1, 10);
      if (kind <= 4) await receive();
      else if (kind <= 6) await bill();
      else if (kind <= 8) await open();
      else await importRoll(chance.between(2, 6));
    },
  };
}
