/** A name in both languages. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}
export type Titles = Readonly<Record<string, Title>>;

/** Names of the categories of packs that ship: a pack itself holds codes only. */
export const bundledTitles: Readonly<Record<string, Titles>> = {
  "jianyang-demo": {
    safety: { zh: "紧急情况", en: "Emergency" },
    "safety.fire": { zh: "火警", en: "Fire" },
    "safety.crime": { zh: "违法犯罪", en: "Crime" },
    "safety.medical": { zh: "急病受伤", en: "Medical emergency" },
    "safety.traffic": { zh: "交通事故", en: "Traffic accident" },
    "safety.lift-trapped": { zh: "电梯困人", en: "People trapped in a lift" },
    "safety.gas": { zh: "燃气泄漏", en: "Gas leak" },
    "safety.water-burst": { zh: "水管爆裂", en: "Burst water pipe" },
    accusation: { zh: "检举控告", en: "Accusation" },
    "accusation.official": { zh: "反映干部问题", en: "Accusation against an official" },
    fees: { zh: "物业费用", en: "Fees" },
    "fees.dispute": { zh: "物业费争议", en: "Dispute over fees" },
    "common-income": { zh: "公共收益", en: "Common income" },
    "common-income.question": { zh: "公共收益疑问", en: "Question about common income" },
    ledger: { zh: "小区账目", en: "Books of the estate" },
    "ledger.question": { zh: "账目疑问", en: "Question about the books" },
    committee: { zh: "业委会(院委会)", en: "Committee" },
    "committee.term": { zh: "换届", en: "Election of the committee" },
    "committee.dispute": { zh: "业委会纠纷", en: "Dispute about the committee" },
    vulnerable: { zh: "困难群众", en: "People in need" },
    "vulnerable.visit": { zh: "请求探访帮扶", en: "Ask for a visit and help" },
    "illegal-construction": { zh: "违法建设", en: "Illegal construction" },
    "street-stall": { zh: "占道经营", en: "Street stalls" },
    "waste-dumping": { zh: "乱倒垃圾", en: "Dumped waste" },
    price: { zh: "价格收费", en: "Prices" },
    "food-safety": { zh: "食品安全", en: "Food safety" },
    "lift-inspection": { zh: "电梯检验", en: "Inspection of lifts" },
    "property-firm-licence": { zh: "物业企业监管", en: "Supervision of property firms" },
    "reserve-fund": { zh: "维修资金", en: "Reserve fund" },
    noise: { zh: "噪声扰民", en: "Noise" },
    parking: { zh: "停车秩序", en: "Parking" },
    pets: { zh: "养犬养宠", en: "Pets" },
    cleaning: { zh: "环境保洁", en: "Cleaning" },
    greening: { zh: "绿化养护", en: "Greenery" },
    security: { zh: "秩序安保", en: "Security" },
    repair: { zh: "公共部位维修", en: "Repair of common parts" },
    facilities: { zh: "设施设备", en: "Facilities" },
  },
};

/** What is none of the categories: a person reads it and decides. */
export const otherCategory = "other";

/** Names of what every district's rules have without saying so. */
export const commonTitles: Titles = {
  [otherCategory]: { zh: "其他", en: "Something else" },
};

const classTitles: Titles = {
  enquiry: { zh: "咨询", en: "Enquiry" },
  help: { zh: "求助", en: "Ask for help" },
  suggestion: { zh: "意见建议", en: "Suggestion" },
  complaint: { zh: "投诉", en: "Complaint" },
  report: { zh: "举报", en: "Report" },
};

/** The name of a class of complaints; a place's own class is called by its id. */
export function classTitle(id: string): Title {
  return classTitles[id] ?? { zh: id, en: id };
}
