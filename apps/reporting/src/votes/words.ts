import type { Title } from "../chart.ts";

/** What is counted, with the unit it is counted in. */
const axes: Readonly<Record<string, Title & { readonly unit: string }>> = {
  heads: { zh: "人数", en: "heads", unit: "人" },
  area: { zh: "专有部分面积", en: "area", unit: "平方米" },
  shares: { zh: "份额", en: "shares", unit: "份" },
  value: { zh: "份额值", en: "share value", unit: "份" },
  households: { zh: "户数", en: "households", unit: "户" },
  groups: { zh: "居民小组", en: "residents' groups", unit: "个" },
  votes: { zh: "表决权", en: "votes", unit: "票" },
};

const tallies: Readonly<Record<string, Title>> = {
  total: { zh: "全体", en: "all" },
  eligible: { zh: "有表决权者", en: "those entitled" },
  present: { zh: "出席者", en: "those present" },
  inPerson: { zh: "亲自出席者", en: "those present in person" },
  participating: { zh: "参与表决者", en: "those taking part" },
  cast: { zh: "投同意或反对票者", en: "votes cast" },
  valid: { zh: "有效票", en: "valid votes" },
  for: { zh: "同意者", en: "votes for" },
  against: { zh: "反对者", en: "votes against" },
  abstain: { zh: "弃权者", en: "abstentions" },
  blank: { zh: "空白票", en: "blank ballots" },
  invalid: { zh: "废票", en: "invalid ballots" },
  deemed: { zh: "已送达而未表态者", en: "reached and silent" },
  objecting: { zh: "书面反对者", en: "written objections" },
  requesting: { zh: "提议者", en: "those requesting" },
};

const statuses: Readonly<Record<string, Title>> = {
  passed: { zh: "通过", en: "carried" },
  failed: { zh: "未通过", en: "not carried" },
  "no-quorum": { zh: "参与不足，表决不成立", en: "no quorum" },
  "procedure-defect": { zh: "票数达到，程序有缺陷", en: "votes reached, procedure defective" },
  "passed-pending": { zh: "通过，待期满生效", en: "carried, pending" },
  "second-vote-available": {
    zh: "未通过，可在同一会议第二次表决",
    en: "not carried; a second vote may be held in the same meeting",
  },
  lapsed: { zh: "失效", en: "lapsed" },
  hold: { zh: "暂不能下结论", en: "held: no conclusion" },
  "input-error": { zh: "数据自相矛盾，不能下结论", en: "figures contradict each other" },
};

const parts: Readonly<Record<string, Title>> = {
  quorum: { zh: "参与", en: "quorum" },
  adopt: { zh: "同意", en: "adoption" },
  consents: { zh: "另须同意", en: "consents" },
  "second-ballot": { zh: "可否二次表决", en: "second ballot" },
};

const bodies: Readonly<Record<string, Title>> = {
  "owners-assembly": { zh: "业主大会", en: "owners' assembly" },
  "owners-meeting": { zh: "区分所有权人会议", en: "owners' meeting" },
  "general-assembly": { zh: "共有人大会", en: "general assembly of co-owners" },
  "general-meeting": { zh: "大会", en: "general meeting" },
  "owners-corporation": { zh: "业主法团", en: "owners corporation" },
  "association-meeting": { zh: "协会会议", en: "association meeting" },
  "residents-meeting": { zh: "居民会议", en: "residents' meeting" },
};

const bound: Readonly<Record<string, Title>> = {
  "all-owners": { zh: "全体业主", en: "all owners" },
  "all-owners-and-successors": { zh: "全体业主及其继受人", en: "all owners and their successors" },
  "all-co-owners": { zh: "全体共有人", en: "all co-owners" },
  "all-subsidiary-proprietors": { zh: "全体分层所有人", en: "all subsidiary proprietors" },
  "all-unit-owners": { zh: "全体单元业主", en: "all unit owners" },
  "residents-not-owners": {
    zh: "参加的居民；不当然约束业主",
    en: "the residents; it does not bind owners as such",
  },
};

const matters: Readonly<Record<string, Title>> = {
  "make-rules": { zh: "制定或修改议事规则", en: "rules of procedure" },
  "adopt-bylaws": { zh: "制定或修改管理规约", en: "bylaws" },
  "elect-committee": { zh: "选举或更换业主委员会", en: "electing the committee" },
  "hire-manager": { zh: "选聘或解聘物业服务人", en: "hiring or dismissing the manager" },
  "use-reserve": { zh: "使用维修资金", en: "using the maintenance fund" },
  "raise-reserve": { zh: "筹集维修资金", en: "raising the maintenance fund" },
  rebuild: { zh: "改建或重建", en: "rebuilding" },
  "change-common-use": { zh: "改变共有部分用途或经营", en: "changing the use of common parts" },
  "other-major": { zh: "其他重大事项", en: "other major matter" },
  ordinary: { zh: "一般事项", en: "ordinary matter" },
  resolution: { zh: "会议决议", en: "resolution" },
  "reconvened-resolution": { zh: "重新召集的会议决议", en: "resolution of a reconvened meeting" },
  "art-24": { zh: "第24条事项（过半数投票）", en: "art. 24" },
  "art-25": { zh: "第25条事项（全体过半数）", en: "art. 25" },
  "art-26": { zh: "第26条事项（加重多数）", en: "art. 26" },
};

const reasons: Readonly<Record<string, string>> = {
  "matter-without-rule": "规则包没有这一事项的规则，不套用任何默认多数",
  "rule-not-in-force": "所指的规则在表决日没有生效",
  "tally-missing": "缺一项规则要用的计数",
  "nothing-published": "规则要用的计数都没有公布",
  "notice-too-short": "通知时间不足",
};

const named = (list: Readonly<Record<string, Title>>, id: string): Title =>
  list[id] ?? { zh: id, en: id };

export const tallyTitle = (id: string): Title => named(tallies, id);
export const statusTitle = (id: string): Title => named(statuses, id);
export const partTitle = (id: string): Title => named(parts, id);
export const bodyTitle = (id: string): Title => named(bodies, id);
export const boundTitle = (id: string): Title => named(bound, id);
/** A district's own matter is shown under its own id. */
export const matterTitle = (id: string): Title => named(matters, id);
export const reasonText = (kind: string): string => reasons[kind] ?? kind;

export function axisTitle(id: string): Title & { readonly unit: string } {
  return axes[id] ?? { zh: id, en: id, unit: "" };
}

export const choiceTitles: Readonly<Record<string, Title>> = {
  for: { zh: "同意", en: "for" },
  against: { zh: "反对", en: "against" },
  abstain: { zh: "弃权", en: "abstain" },
  blank: { zh: "空白", en: "blank" },
  invalid: { zh: "废票", en: "invalid" },
};
