import { inForceOn, isLocalDate } from "@xinyi/calendar";
import rules from "@xinyi/jurisdictions/packs/cn-community-trust/disclosure.json" with {
  type: "json",
};
import type { Chart } from "../chart.ts";
import { figure } from "./figures.ts";
import type { NoticeSheet } from "./sheet.ts";

/** What a reader must know to take the figures for what they are, and for no more. */
export function notesOf(sheet: Omit<NoticeSheet, "notes">, chart: Chart): readonly string[] {
  const { issue, suspense, advances, broughtIn } = sheet;
  return [
    "本表按账户里实际收到和付出的钱编制；应收未收的物业费不算收入。",
    ...(broughtIn.minor > 0n
      ? [`收入中有 ${figure(broughtIn)} 元是建账时转入的原有余额，不是本月新收的钱。`]
      : []),
    ...(suspense.minor > 0n
      ? [
          `期末有 ${figure(suspense)} 元收款还不知道是哪一户付的，钱在账户里；付过款的住户请来核对。`,
        ]
      : []),
    ...(advances.minor > 0n
      ? [`期末余额中有 ${figure(advances)} 元是住户预交的物业费，以后逐月抵扣。`]
      : []),
    ...(sheet.reversals.length > 0
      ? ["冲销是对错误或退回款项的更正：原来的一行不删除，另记一行相反的，单独列出。"]
      : []),
    ...(chart.isVerified ? [] : ["收支科目的名称为本系统默认，尚未经主管部门核定。"]),
    ...(issue.kind === "published" && !isPeriodVerified(issue.shown.from)
      ? ["公示期天数为本系统默认值，未经核定；以业主大会决议或当地规定为准。"]
      : []),
    ...(issue.kind === "published" && issue.isLocalUrl
      ? ["制作本公示时系统只在本机使用：二维码和网址在别的手机、电脑上打不开。"]
      : []),
  ];
}

function isPeriodVerified(on: NoticeSheet["period"]["from"]): boolean {
  const dated = rules.publicationDays.flatMap((rule) =>
    isLocalDate(rule.from) ? [{ ...rule, from: rule.from }] : [],
  );
  return inForceOn(dated, on)?.verified === true;
}
