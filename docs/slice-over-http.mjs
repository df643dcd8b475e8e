// From a bank file to a notice on the board, over HTTP: what the console's clicks send.
// XINYI_URL=http://localhost:8080 XINYI_PASSWORD=… node docs/slice-over-http.mjs DEMO_FOLDER
import { readFileSync } from "node:fs";

const { XINYI_URL: url = "http://localhost:8080", XINYI_PASSWORD: password = "" } = process.env;
const folder = process.argv[2] ?? "demo-1";
const file = (name) => readFileSync(`${folder}/${name}`);

let cookie = "";
async function call(method, path, body, type = "application/json") {
  const key = crypto.randomUUID(); // kept by a caller that retries: the same key is done once
  const response = await fetch(url + path, {
    method,
    headers: { cookie, "content-type": type, "idempotency-key": key },
    body: body === undefined || type !== "application/json" ? body : JSON.stringify(body),
  });
  const cookies = response.headers.getSetCookie().map((one) => one.split(";")[0]);
  if (cookies.length > 0) cookie = cookies.join("; ");
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) throw new Error(`${answer.title} ${JSON.stringify(answer.facts ?? {})}`);
  return answer;
}
async function signIn(username, secret) {
  const session = await call("POST", "/api/session", { username, password: secret });
  if (!session.mustChangePassword) return session;
  const change = { currentPassword: secret, newPassword: `${secret}-changed` };
  return call("POST", "/api/session/password", change);
}

const { districts } = await signIn("admin", password);
const district = `/api/districts/${districts[0].districtId}`;
const estate = await call("POST", `${district}/estates`, {
  name: process.argv[3] ?? "示范小区",
  communityName: "三星镇胜天村",
  contactPhone: "028-00000000",
  bookOpenedOn: "2025-12-31",
});
const base = `${district}/estates/${estate.id}`;
const username = `cashier-${estate.id.slice(-8)}`;
const cashier = { username, personName: "演示出纳", roleId: "company-cashier" };
const { oneTimePassword } = await call("POST", `${base}/members`, cashier);
await signIn(username, oneTimePassword);

const amount = { amount: "38260.55", currency: "CNY" };
const opening = { occurredOn: "2025-12-31", fund: "ordinary", amount, reason: "期初余额" };
await call("POST", `${base}/openings`, opening);
const roll = file("roll.csv");
const { created, faults } = await call(
  "POST",
  `${base}/roll-imports?from=2026-01-01`,
  roll,
  "text/csv",
);
const bills = await call("POST", `${base}/bill-runs`, { month: "2026-01" });
const statement = file("camt053-2026-01.xml");
const bank = await call("POST", `${base}/bank-statements`, statement, "application/xml");
const again = await call("POST", `${base}/bank-statements`, statement, "application/xml");
const { lines } = await call("GET", `${base}/bank-lines?state=unexplained`);
for (const line of lines) {
  const spending = JSON.parse(file("spendings.json")).find((one) => one.ref === line.reference);
  const { head, payee, purpose, voucherNumber } = spending;
  const body = { head, payee: payee.name, purpose, voucherNumber };
  await call("POST", `${base}/bank-lines/${line.id}/spending`, body);
}
const summary = await call("GET", `${base}/summary?month=2026-01`);
let notice = await call("POST", `${base}/notices`, { month: "2026-01" });
while (notice.state === "requested") notice = await call("GET", `${base}/notices/${notice.id}`);

console.log(`名册 roll        ${created} 户 units, ${faults.length} 行有误 faults`);
console.log(`账单 billed      ${bills.billed} 户 units, ${bills.total.amount}`);
console.log(`流水 bank lines  ${bank.booked} 入账 booked; 再传一次 again: ${again.booked}`);
console.log(`账户 in account  ${summary.bankBalance.amount}`);
console.log(`公示 notice      ${notice.state} ${notice.pageUrl}`);
