import { randomBytes } from "node:crypto";
import type { DemoDistrict, DemoMonth } from "@xinyi/api/demo";
import { toMoneyWire } from "@xinyi/money";
import { type Server, type Session, signIn } from "./server.ts";

export interface Account {
  readonly username: string;
  readonly password: string;
}

interface Estate {
  readonly id: string;
  readonly name: string;
}

/**
 * Takes the demonstration into a running server the way its users would: the
 * administrator sets the estate up, a cashier books. Every write carries a key
 * made of the seed, so a run that broke off is simply run again.
 */
export async function loadDemo(
  url: URL,
  account: Account,
  demo: DemoDistrict,
  say: (line: string) => void,
): Promise<void> {
  const { server, session } = await signIn(url, account.username, account.password);
  if (session.mustChangePassword) {
    throw new Error(
      `${account.username}: change the first password in the console, then try again`,
    );
  }
  const districtId = districtOf(session, demo);
  const base = `/api/districts/${districtId}`;
  const key = (what: string): string => `demo-${demo.seed}-${what}`;
  const estate = await estateOf(server, base, demo, key);
  const home = `${base}/estates/${estate.id}`;
  say(`${estate.name}: ${estate.id}`);

  const roll = await server.post<{ accepted: number; faults: readonly unknown[] }>(
    `${home}/roll-imports?from=${demo.rollFrom}`,
    { type: "text/csv", text: demo.rollCsv },
    key("roll"),
  );
  say(`roll: ${roll.accepted} units, ${roll.faults.length} faults`);

  const books = mayBook(session, districtId, estate.id)
    ? server
    : await asCashier(url, server, home, key, say);
  const { occurredOn, fund, amount, reason } = demo.opening;
  await books.post(
    `${home}/openings`,
    { json: { occurredOn, fund, amount: toMoneyWire(amount), reason } },
    key("opening"),
  );
  for (const month of demo.months) await loadMonth(books, home, month, key, say);
}

/** Bills the month, takes its statement in, and explains what was paid out. */
async function loadMonth(
  server: Server,
  home: string,
  { month, statementXml, spendings }: DemoMonth,
  key: (what: string) => string,
  say: (line: string) => void,
): Promise<void> {
  const bills = await server.post<{ billed: number }>(
    `${home}/bill-runs`,
    { json: { month } },
    key(`bills-${month}`),
  );
  const booked = await server.post<Record<"booked" | "matched" | "suspense" | "bounced", number>>(
    `${home}/bank-statements`,
    { type: "application/xml", text: statementXml },
    key(`statement-${month}`),
  );
  const { lines } = await server.get<{ lines: readonly { id: string; reference: string }[] }>(
    `${home}/bank-lines?state=unexplained`,
  );
  const lineIds = new Map(lines.map((line) => [line.reference, line.id]));
  for (const { ref, head, payee, purpose, voucherNumber, voucherText } of spendings) {
    const lineId = lineIds.get(ref);
    if (lineId === undefined) continue;
    const voucher = await server.post<{ sha256: string }>(
      `${home}/vouchers`,
      { type: "application/octet-stream", text: voucherText },
      key(`voucher-${voucherNumber}`),
    );
    await server.post(
      `${home}/bank-lines/${lineId}/spending`,
      {
        json: { head, payee: payee.name, purpose, voucherNumber, voucherSha256: voucher.sha256 },
      },
      key(`spending-${voucherNumber}`),
    );
  }
  const { booked: count, matched, suspense, bounced } = booked;
  say(
    `${month}: ${bills.billed} bills; ${count} bank lines, ${matched} matched, ` +
      `${suspense} in suspense, ${bounced} bounced, ${spendings.length} spendings explained`,
  );
}

function districtOf(session: Session, demo: DemoDistrict): string {
  const { districts, username } = session;
  const found = districts.find(({ name }) => name === demo.district.name) ?? districts[0];
  if (found === undefined) throw new Error(`${username} has no role in any district`);
  return found.districtId;
}

async function estateOf(
  server: Server,
  base: string,
  demo: DemoDistrict,
  key: (what: string) => string,
): Promise<Estate> {
  const { estates } = await server.get<{ estates: readonly Estate[] }>(`${base}/estates`);
  const { name, contactPhone, occupiedFrom, bookOpenedOn, currency } = demo.estate;
  const known = estates.find((estate) => estate.name === name);
  if (known !== undefined) return known;
  const communityName = `${demo.town.name}${demo.community.name}`;
  return server.post(
    `${base}/estates`,
    { json: { name, communityName, contactPhone, occupiedFrom, bookOpenedOn, currency } },
    key("estate"),
  );
}

function mayBook(session: Session, districtId: string, estateId: string): boolean {
  const roles = session.districts.find((one) => one.districtId === districtId)?.roles ?? [];
  return roles.some(
    (role) =>
      (role.estateId === null || role.estateId === estateId) &&
      role.permissions.includes("books:write"),
  );
}

/** Who sets an estate up does not book in it: a cashier is added, and books. */
async function asCashier(
  url: URL,
  server: Server,
  home: string,
  key: (what: string) => string,
  say: (line: string) => void,
): Promise<Server> {
  const username = "demo-cashier";
  const { oneTimePassword } = await server.post<{ oneTimePassword: string | null }>(
    `${home}/members`,
    { json: { username, personName: "演示出纳", roleId: "company-cashier" } },
    key("cashier"),
  );
  if (oneTimePassword === null) {
    throw new Error(`${username} was added before: give its name and password instead`);
  }
  const password = randomBytes(12).toString("base64url");
  const signedIn = await signIn(url, username, oneTimePassword, password);
  say(`cashier: ${username}, password (shown once): ${password}`);
  return signedIn.server;
}
