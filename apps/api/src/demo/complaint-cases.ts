import type { StepFact } from "../complaints/cases/take-step.ts";
import type { ReporterStepFact } from "../complaints/cases/tracked.ts";

/** The desks of the demonstration, each with one person of an invented name. */
export const demoDesks = [
  {
    unitId: "property-company",
    title: "物业客服中心",
    capacity: 20,
    personName: "甲演荷",
    isOfEstate: true,
  },
  {
    unitId: "courtyard-committee",
    title: "院委会值班",
    capacity: 8,
    personName: "乙演兰",
    isOfEstate: true,
  },
  {
    unitId: "general-1",
    title: "第一网格员",
    capacity: 10,
    personName: "丙演菊",
    isOfEstate: true,
  },
  {
    unitId: "community",
    title: "社区服务站",
    capacity: 20,
    personName: "丁演竹",
    isOfEstate: false,
  },
  {
    unitId: "street",
    title: "街道便民中心",
    capacity: 30,
    personName: "戊演梅",
    isOfEstate: false,
  },
  {
    unitId: "mediation-committee",
    title: "人民调解室",
    capacity: 6,
    personName: "己演桂",
    isOfEstate: false,
  },
  {
    unitId: "urban-management",
    title: "综合执法中队",
    capacity: 15,
    personName: "庚演枫",
    isOfEstate: false,
  },
  {
    unitId: "market-supervision",
    title: "市场监管所",
    capacity: 15,
    personName: "辛演柏",
    isOfEstate: false,
  },
  {
    unitId: "housing-department",
    title: "住建局物管科",
    capacity: 15,
    personName: "壬演榆",
    isOfEstate: false,
  },
] as const;

export const demoGrids = [
  { id: "general-1", title: "第一网格" },
  { id: "micro-1", title: "第一微网格" },
] as const;

export interface DemoCase {
  readonly key: string;
  readonly daysAgo: number;
  readonly category: string;
  readonly class?: string;
  readonly channel?: "web" | "phone" | "paper" | "visit";
  readonly place?: string;
  readonly text: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly isAnonymous?: boolean;
  readonly reporter: { readonly name: string; readonly phone: string };
  readonly steps: readonly {
    readonly daysAgo: number;
    /** A unit, an office of the district, the reporter, or the hotline calling him back. */
    readonly by: string;
    readonly step: StepFact | ReporterStepFact | { readonly outcome: string };
  }[];
}

/** Telephones of a prefix that no operator of the mainland has been given. */
const reporter = (number: number, name: string) => ({
  name,
  phone: `1540000${String(9000 + number)}`,
});

/** A case that went all its way: accepted, answered, called back, closed. */
function ended(
  key: string,
  daysAgo: number,
  took: number,
  unit: string,
  category: string,
  text: string,
  answer: string,
  number: number,
  outcome: "satisfied" | "unsatisfied" = "satisfied",
): DemoCase {
  const last = daysAgo - took;
  return {
    key,
    daysAgo,
    category,
    channel: "phone",
    text,
    reporter: reporter(number, `癸演${"松柳杉槐桐椿榕樟"[number % 8]}`),
    steps: [
      { daysAgo: daysAgo - 0.5, by: unit, step: { verb: "accept" } },
      { daysAgo: last, by: unit, step: { verb: "answer", words: answer } },
      { daysAgo: last - 0.8, by: "callback", step: { outcome } },
      { daysAgo: last - 0.9, by: "office", step: { verb: "close" } },
    ],
  };
}

const parking = [
  "消防通道又被私家车堵住了",
  "二号门前乱停车，救护车进不来",
  "地面车位被外来车辆占用",
  "夜里车停在单元门口，轮椅出不去",
  "访客车辆无人管理，一圈都停满",
  "消防通道上停了三辆车",
].map(
  (text, at): DemoCase => ({
    key: `parking-${at + 1}`,
    daysAgo: 9 - at * 1.3,
    category: "parking",
    channel: at % 2 === 0 ? "web" : "phone",
    text,
    reporter: reporter(20 + at, `甲演${"桃李杏梨橘柚"[at]}`),
    steps: at === 0 ? [{ daysAgo: 8, by: "general-1", step: { verb: "accept" } }] : [],
  }),
);

/** What the desk of the demonstration holds, oldest last. */
export const demoCases: readonly DemoCase[] = [
  ended("old-1", 44, 4, "property-company", "cleaning", "楼道灯罩积灰", "已擦拭", 1),
  ended("old-2", 42, 9, "property-company", "greening", "草坪枯死一片", "已补种", 2),
  ended("old-3", 40, 3, "market-supervision", "price", "停车收费没有公示", "已责令公示", 3),
  ended("old-4", 39, 6, "urban-management", "waste-dumping", "北门外堆了建筑垃圾", "已清运", 4),
  ended(
    "old-5",
    38,
    12,
    "property-company",
    "security",
    "夜间门岗无人",
    "已增加一人",
    5,
    "unsatisfied",
  ),
  ended("old-6", 36, 5, "street", "committee.term", "业委会何时换届", "下月启动", 6),
  {
    key: "lift-late",
    daysAgo: 37,
    category: "repair",
    channel: "phone",
    place: "3栋2单元",
    text: "电梯厅顶棚漏水，修了一次又漏",
    reporter: reporter(7, "乙演桐"),
    steps: [{ daysAgo: 36, by: "property-company", step: { verb: "accept" } }],
  },
  {
    key: "gate-late",
    daysAgo: 31,
    category: "facilities",
    channel: "web",
    place: "南门",
    text: "南门门禁坏了一个月，谁都能进",
    reporter: reporter(8, "丙演椿"),
    steps: [],
  },
  {
    key: "rework",
    daysAgo: 24,
    category: "greening",
    channel: "visit",
    text: "树枝伸进二楼窗户，要求修剪",
    reporter: reporter(9, "丁演榕"),
    steps: [
      { daysAgo: 23, by: "property-company", step: { verb: "accept" } },
      { daysAgo: 12, by: "property-company", step: { verb: "answer", words: "已修剪" } },
      { daysAgo: 11, by: "callback", step: { outcome: "unsatisfied" } },
      { daysAgo: 10, by: "office", step: { verb: "rework", words: "只剪了一半，窗前仍有枝条" } },
    ],
  },
  {
    key: "fees-mediated",
    daysAgo: 14,
    category: "fees.dispute",
    channel: "visit",
    text: "地下室进水期间的物业费应否减免",
    facts: { bothPartiesAgreeToMediate: true },
    reporter: reporter(10, "戊演樟"),
    steps: [
      { daysAgo: 13, by: "mediation-committee", step: { verb: "accept" } },
      { daysAgo: 12, by: "mediation-committee", step: { verb: "mediate", outcome: "begun" } },
    ],
  },
  {
    key: "ledger-question",
    daysAgo: 11,
    category: "ledger.question",
    class: "enquiry",
    text: "上季度公共收益里的广告费为什么少了",
    reporter: reporter(11, "己演松"),
    steps: [
      { daysAgo: 10.5, by: "courtyard-committee", step: { verb: "accept" } },
      {
        daysAgo: 10,
        by: "courtyard-committee",
        step: { verb: "askPerson", words: "您指的是电梯广告还是大门广告？" },
      },
    ],
  },
  ...parking,
  {
    key: "objected",
    daysAgo: 6,
    category: "security",
    text: "流浪狗进小区咬伤孩子",
    reporter: reporter(12, "庚演柳"),
    steps: [
      {
        daysAgo: 5,
        by: "property-company",
        step: { verb: "object", proposes: "urban-management", words: "流浪犬处置属执法部门职责" },
      },
    ],
  },
  {
    key: "to-call-back",
    daysAgo: 8,
    category: "food-safety",
    channel: "phone",
    text: "小区门口早餐摊用油发黑",
    reporter: reporter(13, "辛演杉"),
    steps: [
      { daysAgo: 7, by: "market-supervision", step: { verb: "accept" } },
      { daysAgo: 1, by: "market-supervision", step: { verb: "answer", words: "已检查并责令整改" } },
    ],
  },
  {
    key: "visit",
    daysAgo: 4,
    category: "vulnerable.visit",
    class: "help",
    channel: "phone",
    text: "独居老人近来腿脚不便，请求上门探访",
    reporter: reporter(14, "壬演槐"),
    steps: [],
  },
  {
    key: "cleaning-1",
    daysAgo: 3,
    category: "cleaning",
    place: "5栋",
    text: "五栋楼道一周没有打扫，垃圾堆在门口",
    reporter: reporter(15, "癸演梧"),
    steps: [{ daysAgo: 2.5, by: "property-company", step: { verb: "accept" } }],
  },
  {
    key: "cleaning-2",
    daysAgo: 2,
    category: "cleaning",
    place: "5栋1单元",
    text: "五栋楼道垃圾没人打扫，有异味",
    reporter: reporter(16, "甲演桑"),
    steps: [],
  },
  {
    key: "fees-triage",
    daysAgo: 1,
    category: "fees.dispute",
    text: "空置房物业费要交全额吗",
    reporter: reporter(17, "乙演榉"),
    steps: [],
  },
  {
    key: "lift-trapped",
    daysAgo: 0.4,
    category: "safety.lift-trapped",
    channel: "phone",
    place: "2栋1单元",
    text: "电梯停在四楼，里面有人",
    reporter: reporter(18, "丙演楠"),
    steps: [],
  },
  {
    key: "other",
    daysAgo: 0.2,
    category: "other",
    text: "希望小区里能装一个旧衣回收箱",
    class: "suggestion",
    reporter: reporter(19, "丁演橡"),
    steps: [],
  },
];
