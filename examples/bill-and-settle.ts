// A month's fee is billed to unit 1-101, and the owner pays 200 yuan: what is left over is kept in advance.
import chart from "@xinyi/jurisdictions/packs/cn-community-trust/chart.json" with { type: "json" };
import { formatAmount, money } from "@xinyi/money";
import { advanceOf, bill, bookFrom, chartFrom, openOf, receive } from "@xinyi/trust-accounting";
import { decodeChartPack } from "@xinyi/trust-accounting/schema";

const pack = decodeChartPack(chart);
if (!pack.ok) throw new Error(pack.problems.join("\n"));
const book = bookFrom({ chart: chartFrom(pack.value), currency: "CNY" });

const fee = { unit: "1-101", area: "89.47", rate: "1.50", months: 1 };
const billed = bill(book, { on: "2026-01-01", act: "1", ...fee });
if (!billed.ok) throw new Error(billed.rejection.kind);
console.log("owes", formatAmount(openOf(billed.value.book, "1-101"))); // owes 134.21

const receipt = { unit: "1-101", amount: money(20000n, "CNY"), ref: "bank-7" };
const paid = receive(billed.value.book, { on: "2026-01-05", act: "2", ...receipt });
if (!paid.ok) throw new Error(paid.rejection.kind);
console.log("in advance", formatAmount(advanceOf(paid.value.book, "1-101"))); // in advance 65.79
