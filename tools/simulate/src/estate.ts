import type { Chance } from "@xinyi/soak/chance";
import { Bank, yuan } from "./bank.ts";
import { Books, type Fen, monthlyFee } from "./model.ts";
import { type Answer, type Door, Person } from "./people.ts";

export interface Home {
  readonly number: string;
  readonly id: string;
  readonly fee: Fen;
}

/** An estate with its people on one side, and what its books must say on the other. */
export interface Estate {
  readonly name: string;
  readonly path: string;
  readonly cashier: Person;
  readonly manager: Person;
  readonly members: readonly [Person, Person];
  readonly homes: readonly Home[];
  readonly payeeId: string;
  readonly voucher: string;
  readonly bank: Bank;
  readonly books: Books;
  /** The application's ids of the orders, by the model's names, with the hash now to be approved. */
  readonly orders: Map<string, { id: string; hash: string }>;
  nextKey(): string;
}

/** Where the payee's money goes. */
export const payeeAccount = "6222000000001234";
const password = "simulated-password-1";
const opening: Fen = 30_000_00n;

/** What the owners adopt each year, in fen; small enough that orders reach the edge of a line. */
const budgetLines: readonly (readonly [string, Fen])[] = [
  ["repairs", 60_000_00n],
  ["cleaning", 24_000_00n],
  ["bank", 1_000_00n],
];
export const spendingLines = ["repairs", "cleaning"] as const;

export async function administrator(door: Door, printed: readonly string[]): Promise<Person> {
  const text = printed.join("\n");
  const username = /administrator:\s+(\S+)/.exec(text)?.[1];
  const first = /password[^:]*:\s+(\S+)/.exec(text)?.[1];
  if (username === undefined || first === undefined) {
    throw new Error(`no first administrator was told:\n${text}`);
  }
  const admin = new Person(door, username, first);
  await admin.signIn();
  await admin.changePassword(password);
  return admin;
}

/** Makes an estate as people would: roll, payee, opening money, resolutions, budget, policy. */
export async function makeEstate(facts: {
  readonly door: Door;
  readonly admin: Person;
  readonly district: string;
  readonly number: number;
  readonly on: string;
  readonly chance: Chance;
  /** Moves the clock on by half a minute and more, so that a telephone shows the next code. */
  readonly later: () => Promise<string>;
}): Promise<Estate> {
  const { door, admin, district, number, on, chance, later } = facts;
  let keys = 0;
  const nextKey = (): string => `sim-${number}-${String(++keys).padStart(6, "0")}`;
  const json = async (by: Person, path: string, body: object): Promise<Answer> => {
    const contentType = "application/json";
    return must(
      by.write({ by, path, contentType, body: JSON.stringify(body), key: nextKey() }),
      path,
    );
  };
  const made = await json(admin, `${district}/estates`, {
    name: `模拟小区 ${number}`,
    communityName: "模拟社区",
    contactPhone: "028-00000000",
    bookOpenedOn: on,
    currency: "CNY",
  });
  const path = `${district}/estates/${made.body.id}`;

  const staff = async (username: string, roleId: string): Promise<Person> => {
    const personName = `模拟${username}`;
    const added = await json(admin, `${path}/members`, { username, personName, roleId });
    const person = new Person(door, username, added.body.oneTimePassword);
    await person.signIn();
    await person.changePassword(password);
    return person;
  };
  const cashier = await staff(`cashier-${number}`, "company-cashier");
  const manager = await staff(`manager-${number}`, "company-manager");
  const members = [
    await staff(`member-a-${number}`, "committee-member"),
    await staff(`member-b-${number}`, "committee-member"),
  ] as const;
  for (const person of [manager, ...members]) {
    const enrolled = await json(person, "/api/session/totp", {});
    person.secret = enrolled.body.secret;
    await json(person, "/api/session/totp/confirmation", { code: person.code(await later()) });
  }

  const books = new Books();
  const homes = await importRoll(number, path, cashier, chance, nextKey, on);
  for (const home of homes) books.settle(home.number);

  const stored = await must(
    cashier.write({
      by: cashier,
      path: `${path}/vouchers`,
      contentType: "application/octet-stream",
      body: `发票与决议 ${number}`,
      key: nextKey(),
    }),
    "voucher",
  );
  const voucher = stored.body.sha256 as string;
  const payee = await json(cashier, `${path}/payees`, {
    name: "模拟维修部",
    bankName: "模拟银行",
    number: payeeAccount,
  });
  const amount = { amount: yuan(opening), currency: "CNY" };
  const reason = "期初余额";
  await json(cashier, `${path}/openings`, { occurredOn: on, fund: "ordinary", amount, reason });
  books.open(opening);

  const estate: Estate = {
    name: `estate ${number}`,
    path,
    cashier,
    manager,
    members,
    homes,
    payeeId: payee.body.id,
    voucher,
    bank: new Bank(`62${String(number).padStart(8, "0")}`, opening),
    books,
    orders: new Map(),
    nextKey,
  };
  const mandateId = await resolve(estate, json, "access-policy", on);
  const policies = await manager.read(`${path}/access-policies`);
  const policy = policies.body.preset;
  await json(manager, `${path}/access-policies`, { from: on, mandateId, policy });
  await adoptBudget(estate, Number(on.slice(0, 4)), on, json);
  return estate;
}

type Json = (by: Person, path: string, body: object) => Promise<Answer>;

/** A resolution as two people of the two parties record it. */
async function resolve(
  { path, manager, members, voucher }: Estate,
  json: Json,
  subject: string,
  resolvedOn: string,
): Promise<string> {
  const resolutionId = `${resolvedOn} ${subject}`;
  const fact = { resolutionId, resolvedOn, subject, scanSha256: voucher };
  const recorded = await json(manager, `${path}/mandates`, fact);
  await json(members[0], `${path}/mandates/${recorded.body.id}/confirmation`, {});
  return recorded.body.id;
}

/** The owners' budget of a year, in the application and in the model. */
async function adoptBudget(estate: Estate, year: number, on: string, json: Json): Promise<void> {
  const { path, cashier, manager, books } = estate;
  const drafted = await json(cashier, `${path}/budgets`, {
    year,
    lines: budgetLines.map(([line, fen]) => ({
      line,
      amount: { amount: yuan(fen), currency: "CNY" },
    })),
    remunerationRate: "0",
  });
  const draft = `${path}/budgets/${drafted.body.id}`;
  await json(manager, `${draft}/publication`, { closesOn: on });
  const mandateId = await resolve(estate, json, `budget:${year}`, on);
  await json(manager, `${draft}/adoption`, { mandateId });
  for (const [line, fen] of budgetLines) books.adopt(line, fen);
}

/** The next year's budget, adopted on its first day. */
export async function newYear(estate: Estate, on: string): Promise<void> {
  await adoptBudget(estate, Number(on.slice(0, 4)), on, async (by, path, body) => {
    const contentType = "application/json";
    const key = estate.nextKey();
    return must(by.write({ by, path, contentType, body: JSON.stringify(body), key }), path);
  });
}

async function importRoll(
  number: number,
  path: string,
  cashier: Person,
  chance: Chance,
  nextKey: () => string,
  on: string,
): Promise<readonly Home[]> {
  const rates = ["1.50", "1.85", "2.03"] as const;
  const rows = Array.from({ length: 24 }, (_, at) => ({
    number: `${number}-${1 + (at % 3)}-${101 + Math.floor(at / 3) * 100}`,
    areaCm2: BigInt(chance.between(6000, 14_000)) * 100n,
    rate: chance.pick(rates),
  }));
  const text = rows.map(
    ({ number: unit, areaCm2, rate }) =>
      `${number}栋,${unit},${yuan(areaCm2 / 100n)},住户,,${rate}`,
  );
  const body = `楼栋,房号,面积,业主,电话,费率\n${text.join("\n")}\n`;
  const key = nextKey();
  const importPath = `${path}/roll-imports?from=${on}`;
  await must(
    cashier.write({ by: cashier, path: importPath, contentType: "text/csv", body, key }),
    "roll",
  );
  const units = await cashier.read(`${path}/units`);
  return rows.map(({ number: unit, areaCm2, rate }) => ({
    number: unit,
    id: units.body.units.find((one: { number: string }) => one.number === unit).id,
    fee: monthlyFee(areaCm2, BigInt(rate.replace(".", ""))),
  }));
}

async function must(sent: Promise<Answer>, what: string): Promise<Answer> {
  const answer = await sent;
  if (answer.verdict !== "done") {
    throw new Error(
      `setting up failed at ${what}: ${answer.status} ${JSON.stringify(answer.body)}`,
    );
  }
  return answer;
}
