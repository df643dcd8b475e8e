import type { Instant, LocalDate } from "@xinyi/calendar";
import type { PackRef, Verdict } from "@xinyi/committee-voting";
import { dateInWords } from "../disclosure/dates.ts";
import { bodyTitle, boundTitle, reasonText, statusTitle } from "./words.ts";

/** Everything a notice of result says, as the API keeps it: print and page are made of the same. */
export interface ResultSheet {
  readonly estate: {
    readonly id: string;
    readonly name: string;
    readonly communityName: string;
    readonly districtName: string;
    readonly zone: string;
    readonly contactPhone: string;
  };
  readonly meeting: {
    readonly id: string;
    readonly title: string;
    /** Year and running number, under which it is cited. */
    readonly number: string;
    readonly closingRule: string | undefined;
    readonly noticeServedOn: LocalDate;
    readonly opensAt: Instant;
    readonly closesAt: Instant;
    readonly publishedAt: Instant;
  };
  readonly roll: {
    /** Of the roll with flats, and of the one with pseudonyms; each motion was published by one. */
    readonly namedHash: string;
    readonly secretHash: string;
    readonly voters: number;
    /** Decimals of each axis' unit. */
    readonly totals: Readonly<Record<string, string>>;
    /** Voters whose weights so few others share that a neighbour may know the line. */
    readonly thin: number;
  };
  readonly matters: readonly MatterResult[];
  readonly url: string;
  readonly isLocalUrl: boolean;
  readonly madeAt: Instant;
}

/** One motion with its stored verdict and what was counted. */
export interface MatterResult {
  readonly id: string;
  readonly number: number;
  readonly resolutionId: string;
  readonly isSecondBallot: boolean;
  readonly title: string;
  readonly text: string;
  readonly verdict: Verdict;
  /** By tally and axis, decimals. */
  readonly tallies: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly logRoot: string;
  readonly logSize: number;
}

/** What there is to say beside the figures, each as a sentence; nothing is reckoned. */
export function remarksOn({ verdict }: MatterResult): readonly string[] {
  const { body, deemed, challenge, pendingUntil, reasons, status, strictStatus } = verdict;
  return [
    ...(body === undefined
      ? []
      : [`作出决定的是${bodyTitle(body.decides).zh}，约束${boundTitle(body.binds).zh}。`]),
    ...(status === "failed" || status === "no-quorum"
      ? ["未通过只表示没有达到门槛，不表示相反的意见获得通过。"]
      : []),
    ...(deemed === undefined ? [] : [deemedText(deemed, statusTitle(strictStatus).zh)]),
    ...reasons.map((reason) => `${reasonText(reason.kind)}。`),
    ...(pendingUntil === undefined
      ? []
      : [`书面反对期到${dateInWords(pendingUntil)}，反对不足则自该日后成立。`]),
    ...verdict.next.map(
      ({ kind, source, within }) =>
        `${nextTitles[kind]}${within === undefined ? "" : `（${withinText(within)}）`}，依据 ${source}。`,
    ),
    ...(challenge === undefined
      ? []
      : [
          `不服的业主可以在${challenge.from === "knowledge" ? "知道或应当知道之日起" : "决议之日起"} ${challenge.months} 个月内请求法院撤销${challenge.until === undefined ? "" : `（至${dateInWords(challenge.until)}）`}，依据 ${challenge.source}。`,
        ]),
  ];
}

const nextTitles = {
  "second-ballot": "可以就同一事项第二次表决",
  reconvene: "可以就同一事项重新召集会议",
  "second-call": "可以第二次召集",
  poll: "可以要求按份额计票",
} as const;

const withinText = (within: string): string =>
  within === "the same meeting" ? "在同一会议内" : within;

function deemedText(deemed: NonNullable<Verdict["deemed"]>, strict: string): string {
  switch (deemed.kind) {
    case "counted": {
      const way = {
        for: "同意",
        against: "反对",
        "participation-only": "只计参与，不计同意或反对",
      };
      return `送达而未表态的按规约视为${way[deemed.direction]}并计入；不计入时的结论：${strict}。`;
    }
    case "left-out":
      return `未表态的没有计入（${deemed.reasons.map(whyLeftOut).join("；")}）。`;
    case "undecided":
      return `未表态的是否计入不能判断，缺：${deemed.missing.join("、")}。`;
  }
}

type LeftOut = Extract<NonNullable<Verdict["deemed"]>, { kind: "left-out" }>["reasons"][number];

function whyLeftOut(reason: LeftOut): string {
  if (reason.kind === "no-policy") return "规则不允许";
  if (reason.kind === "floor-not-reached") return "实际同意的没有达到规定的底线";
  return {
    bylawClause: "规约没有这样的条款",
    deliveryProof: "没有送达证据",
    warningPrinted: "表决票没有印明后果",
  }[reason.precondition];
}

/** cn 1.0.0 */
export const packName = ({ id, version }: PackRef): string => `${id} ${version}`;

const always = ["total", "participating", "for", "against"];
const ifAny = ["abstain", "blank", "invalid", "deemed"];
const ifAsked = ["eligible", "present", "inPerson", "cast", "valid"];

/** The tallies worth a line: the four of every vote, what the rule asks for, and what is not nil. */
export function shownTallies({
  tallies,
  verdict,
}: MatterResult): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  const asked = new Set<string | undefined>(
    verdict.conditions.flatMap(({ tally, base }) => [tally, base]),
  );
  const isNil = (amounts: Readonly<Record<string, string>>): boolean =>
    Object.values(amounts).every((amount) => /^[0.]*$/.test(amount));
  return Object.entries(tallies)
    .filter(
      ([name, amounts]) =>
        always.includes(name) ||
        (ifAsked.includes(name) && asked.has(name)) ||
        (ifAny.includes(name) && !isNil(amounts)),
    )
    .sort(([left], [right]) => order.indexOf(left) - order.indexOf(right));
}

const order = ["total", ...ifAsked, "participating", "for", "against", ...ifAny];
