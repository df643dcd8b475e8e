/** What a local rule asks of a body that wants to be filed; null where no rule we could read says it. */
export interface FilingRules {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly source: string;
  readonly verified: boolean;
  readonly society: {
    readonly naturalFounders: number | null;
    readonly legalFounders: number | null;
    readonly members: number | null;
  };
  readonly service: {
    readonly naturalFounders: number | null;
    readonly legalFounders: number | null;
    readonly staff: number | null;
  };
  readonly nameEndings: readonly string[] | null;
  readonly confirmEveryMonths: number | null;
  readonly dormantAfterMonths: number | null;
}

/** Provinces file by rules of their own. A number that was not readable stays null: never guessed. */
const packs: readonly FilingRules[] = [
  {
    id: "sc-2023",
    titleZh: "四川省社区社会组织登记备案管理暂行办法(修订)",
    titleEn: "Sichuan: registration and filing of community organizations (revised)",
    source: "2023-05-24;人数与期限未见原文",
    verified: false,
    society: { naturalFounders: null, legalFounders: null, members: null },
    service: { naturalFounders: null, legalFounders: null, staff: null },
    nameEndings: null,
    confirmEveryMonths: null,
    dormantAfterMonths: null,
  },
  {
    id: "gd-2022",
    titleZh: "广东省社区社会组织分类管理(试行)",
    titleEn: "Guangdong: community organizations by kind (trial)",
    source: "粤民规字〔2022〕2号",
    verified: true,
    society: { naturalFounders: 3, legalFounders: 2, members: 10 },
    service: { naturalFounders: 2, legalFounders: 1, staff: 2 },
    nameEndings: ["社", "站", "队", "中心", "组"],
    confirmEveryMonths: null,
    dormantAfterMonths: null,
  },
];

export function filingRules(id: string): FilingRules | undefined {
  return packs.find((pack) => pack.id === id);
}
