/** Bodies of the demonstration. Every name says that it is made up; none is anybody's. */
export interface DemoOrganization {
  readonly name: string;
  readonly description: string;
  readonly community: string;
  readonly foundedOn: string;
  readonly members: number;
}

const places = ["一", "二", "三", "四", "五", "六"] as const;

/** What bodies of each type do, in the words people use; the last group leaves it open. */
const trades = [
  ["邻里互助队", "邻里互助、结对探访独居老人"],
  ["时间银行小组", "时间银行、互帮互助"],
  ["同伴支持小组", "同伴支持、互助分享"],
  ["助餐服务站", "为老人助餐、送餐"],
  ["家电维修队", "家电维修、便民服务"],
  ["托管服务队", "假期儿童托管、托幼"],
  ["健康服务队", "医疗保健、健康讲座"],
  ["舞蹈队", "广场舞、舞蹈排练"],
  ["合唱团", "合唱排练与演出"],
  ["读书会", "读书分享、诗词朗诵"],
  ["太极队", "太极拳、健身"],
  ["书画社", "书画练习与展览"],
  ["乒乓球队", "乒乓球训练和友谊赛"],
  ["议事会", "收集议题、议事协商"],
  ["物业监督小组", "监督物业服务、公开协商"],
  ["巡逻队", "夜间治安巡逻、平安宣传"],
  ["消防志愿队", "消防演练、隐患排查"],
  ["反诈宣传队", "反诈宣传、安全提示"],
  ["交通劝导队", "路口交通劝导"],
  ["环保小组", "环保、垃圾分类宣传"],
  ["动物关爱小组", "流浪动物救助"],
  ["先锋队", "党员志愿者队伍"],
] as const;

/** So many bodies, one trade after another through the communities. */
export function demoOrganizations(count: number): readonly DemoOrganization[] {
  return Array.from({ length: count }, (_, at) => {
    const [trade, description] = trades[at % trades.length] ?? trades[0];
    const place = places[Math.floor(at / trades.length) % places.length] ?? "一";
    return {
      name: `虚构${place}社区${trade}`,
      description,
      community: `虚构${place}社区`,
      foundedOn: `${2019 + (at % 5)}-0${1 + (at % 9)}-15`,
      members: 12 + ((at * 7) % 30),
    };
  });
}

export interface DemoEstate {
  readonly name: string;
  readonly community: string;
  readonly mode: string;
  readonly isPilot: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
}

const estate = (
  name: string,
  at: number,
  mode: string,
  facts: Readonly<Record<string, unknown>>,
  isPilot = false,
): DemoEstate => ({
  name: `虚构${name}`,
  community: `虚构${places[at % places.length]}社区`,
  mode,
  isPilot,
  facts,
});

const well = { feeCollectionRate: 0.88, satisfactionRate: 0.91, disclosureOnTimeRate: 1 };
const trusted = (households: number, more: Readonly<Record<string, unknown>>) => ({
  households,
  ...well,
  ...more,
});
const resettlement = { housing: "resettlement", deliveredAfterRule: true, deliveredYear: 2024 };
const resettledBefore = { housing: "resettlement", deliveredAfterRule: false, deliveredYear: 2016 };
const rural = { housing: "rural-concentrated", deliveredYear: 2022 };
const old = { housing: "reformed-public", builtYear: 1994 };
const fresh = { housing: "commodity", deliveredYear: 2024 };
const grown = { housing: "commodity", deliveredYear: 2014 };

/**
 * Estates of the five classes in every state: seventeen pilots run by trust besides 胜天小区 and the
 * one that is converted on the way, and others that ask for something.
 */
export const demoEstates: readonly DemoEstate[] = [
  estate("云溪苑", 0, "trust", trusted(420, resettlement), true),
  estate("云溪苑二期", 0, "trust", trusted(380, resettlement), true),
  estate("向阳苑", 1, "trust", trusted(510, resettlement), true),
  estate("和顺苑", 1, "trust", trusted(260, resettledBefore), true),
  estate("和顺苑二期", 1, "trust", trusted(240, resettledBefore), true),
  estate("石桥新居", 2, "trust", trusted(300, resettledBefore), true),
  estate("柳岸新居", 2, "trust", trusted(190, rural), true),
  estate("梨园新村", 3, "trust", trusted(220, rural), true),
  estate("青禾新村", 3, "trust", trusted(175, rural), true),
  estate("田畔新村", 3, "trust", trusted(160, rural), true),
  estate("老厂院", 4, "trust", trusted(96, { ...old, builtYear: 1989 }), true),
  estate("纺织院", 4, "trust", trusted(84, old), true),
  estate("粮站院", 4, "trust", trusted(72, old), true),
  estate("江湾一期", 5, "trust", trusted(640, fresh), true),
  estate("江湾二期", 5, "trust", trusted(700, fresh), true),
  estate("学府里", 5, "trust", trusted(520, grown), true),
  estate("竹影里", 0, "trust", { ...trusted(330, grown), satisfactionRate: 0.52 }, true),
  estate("锦屏苑", 1, "street-custody", { ...resettledBefore, households: 410, subsidised: true }),
  estate("安顺苑", 2, "lump-sum", { ...resettlement, households: 290, problems: ["业主未入住"] }),
  estate("铁路院", 4, "lump-sum", { ...old, households: 110, feeCollectionRate: 0.55 }),
  estate("百货院", 4, "self-managed", { ...old, households: 38 }),
  estate("缫丝院", 4, "none", {
    ...old,
    households: 84,
    courtyards: 3,
    adjacentCourtyards: true,
    householdsPerCourtyard: [30, 26, 28],
  }),
  estate("滨河里", 5, "lump-sum", { ...grown, households: 760, lawsuits: 2, problems: ["停车"] }),
  estate("湖光里", 5, "remuneration", { ...grown, households: 430, disputesPer1000Households: 14 }),
  estate("望江里", 5, "remuneration", { ...grown, households: 380, feeCollectionRate: 0.9 }),
  estate("新城里", 0, "lump-sum", { ...fresh, households: 900, feeCollectionRate: 0.82 }),
  estate("北门里", 1, "lump-sum", {
    ...grown,
    households: 350,
    commonIncomeDisclosed: false,
    contractEndsInMonths: 4,
  }),
  estate("矿区院", 2, "former-employer", {
    housing: "reformed-public",
    builtYear: 2004,
    households: 150,
  }),
  estate("河心洲", 3, "none", {}),
];

/** The one whose conversion is told from the first step to the hand-over. */
export const demoConversion: DemoEstate = estate("东岸苑", 2, "remuneration", {
  ...resettledBefore,
  households: 340,
  feeCollectionRate: 0.61,
  satisfactionRate: 0.7,
});
