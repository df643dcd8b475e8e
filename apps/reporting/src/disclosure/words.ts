import type { MoneySource } from "@xinyi/trust-accounting";
import type { Title } from "../chart.ts";

/** How a sheet speaks of where money came from or went to. */
export const sourceTitles: Readonly<Record<MoneySource, Title>> = {
  fee: { zh: "物业费", en: "Fees" },
  unknown: { zh: "待核实收款（还不知道是哪一户付的）", en: "Receipts not yet identified" },
  opening: { zh: "建账时转入的余额", en: "Balance brought in" },
  "common-income": { zh: "公共收益", en: "Common income" },
  subsidy: { zh: "补贴", en: "Subsidy" },
  "pass-through": { zh: "代收代付款", en: "Money collected for others" },
  deposit: { zh: "押金", en: "Deposits" },
  collective: { zh: "集体分成", en: "Share of the collective" },
  donation: { zh: "捐赠", en: "Donations" },
  grant: { zh: "资助款", en: "Grants" },
  maintenance: { zh: "专项维修资金", en: "Maintenance money" },
  remuneration: { zh: "受托人酬金", en: "Trustee's remuneration" },
  income: { zh: "其他收入", en: "Other income" },
  expense: { zh: "支出", en: "Spending" },
  other: { zh: "其他", en: "Other" },
};

/** Kinds of common income as books name them; another kind is shown under its own name. */
const kindTitles: Readonly<Record<string, Title>> = {
  advert: { zh: "广告", en: "advertising" },
  elevator: { zh: "电梯广告", en: "lift advertising" },
  parking: { zh: "停车", en: "parking" },
  rent: { zh: "场地出租", en: "rent" },
  venue: { zh: "场地", en: "venues" },
  express: { zh: "快递柜", en: "parcel lockers" },
  charging: { zh: "充电桩", en: "charging points" },
  recycling: { zh: "废品回收", en: "recycling" },
  telecom: { zh: "通信基站", en: "telecom masts" },
};

export function kindTitle(kind: string): Title {
  return kindTitles[kind] ?? { zh: kind, en: kind };
}
