import { html, raw } from "hono/html";
import type { EstateRow } from "../registry/store.ts";
import type { BudgetDraftWire } from "./store.ts";

export interface Consultation {
  readonly districtId: string;
  readonly estateId: string;
  readonly draftId: string;
  readonly estate: EstateRow;
  readonly draft: BudgetDraftWire;
  readonly closesOn: string;
  readonly isOpen: boolean;
  readonly owner:
    | { readonly personId: string; readonly unitId: string; readonly unitNumber: string }
    | undefined;
  /** Of this showing of the form: sent twice, it is taken once. */
  readonly key: string;
}

export type Told = "sent" | "closed" | "empty" | "too-many" | "signed-out";

const told: Readonly<Record<Told, readonly [zh: string, en: string]>> = {
  sent: ["您的意见已收到，答复会写在这一页上。", "Your comment is here; the answer will be, too."],
  closed: ["征求意见已经截止，没有收下。", "The time for comments is over; nothing was taken."],
  empty: ["请写下您的意见，不超过两千字。", "Write your comment, two thousand characters at most."],
  "too-many": ["您今天写得很多了，请明天再写。", "That is much for one day; come back tomorrow."],
  "signed-out": ["请先登录再提意见，没有收下。", "Sign in first; nothing was taken."],
};

/** The page as it is read on any phone, by anybody, without a script. */
export function consultationPage(seen: Consultation, why?: Told, words = "") {
  const { estate, draft } = seen;
  const title = `${estate.name} ${draft.year} 年预算（第 ${draft.version} 稿）`;
  return html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${raw(style)}</style></head>
<body><main>
<p>${estate.communityName} ${estate.name}</p>
<h1>${title}</h1>
${why === undefined ? "" : notice(why)}
<p>${state(seen)}</p>
<h2>打算怎么花 · Lines</h2>
<table><thead><tr><th>科目 Line</th><th>金额 Yuan</th></tr></thead><tbody>
${draft.lines.map(
  (line) =>
    html`<tr><td>${line.titleZh} <small>${line.titleEn}</small></td><td>${grouped(line.amount.amount)}</td></tr>`,
)}
<tr><th>合计 Total</th><th>${grouped(draft.check.linesTotal.amount)}</th></tr>
<tr><td>酬金 Trustee's fee</td><td>${grouped(draft.check.remuneration.amount)}</td></tr>
<tr><th>全年要花 Planned</th><th>${grouped(draft.check.planned.amount)}</th></tr>
</tbody></table>
<p>${balance(draft)}</p>
<h2 id="said">大家的意见 · Comments</h2>
${
  draft.comments.length === 0
    ? html`<p>还没有意见。 · None yet.</p>`
    : html`<ol>${draft.comments.map(comment)}</ol>`
}
${form(seen, words)}
<p class="small">不会用手机的业主，可以打办公室电话 ${estate.contactPhone}，或到办公室说，由工作人员登记在这里。
 · Or say it at the office, ${estate.contactPhone}.</p>
</main></body></html>`;
}

function notice(why: Told) {
  const [zh, en] = told[why];
  return html`<p class="${why === "sent" ? "good" : "bad"}" role="status">${zh} · ${en}</p>`;
}

function state({ draft, closesOn, isOpen }: Consultation): string {
  if (draft.adoption) {
    return `已由业主大会决议 ${draft.adoption.resolutionId} 通过。 · Adopted by resolution ${draft.adoption.resolutionId}.`;
  }
  return isOpen
    ? `这是草案。${closesOn} 以前，每位业主都可以提意见，每条意见都要答复，答复完才能表决。 · A draft, open for comments until ${closesOn}; each one is answered before the vote.`
    : `征求意见已于 ${closesOn} 截止。 · The time for comments ended on ${closesOn}.`;
}

/** 以收定支, in one sentence: whether what is planned is covered by what will come in. */
function balance({ check }: BudgetDraftWire): string {
  if (check.standing === "no-collection-yet" || check.expectedCollection === null) {
    return "以收定支：还没有收缴记录，算不出能收多少。 · Nothing has been collected yet, so nothing can be expected.";
  }
  const expected = grouped(check.expectedCollection.amount);
  return check.standing === "within"
    ? `以收定支：按实际收缴率，全年能收 ${expected} 元，够花。 · At the present rate ${expected} will come in: enough.`
    : `以收定支：按实际收缴率，全年只能收 ${expected} 元，不够花。 · At the present rate only ${expected} will come in: not enough.`;
}

/** In threes, as banks print it: 12,000.00. */
const grouped = (amount: string) => amount.replace(/\B(?=(\d{3})+\.)/g, ",");

function comment(one: BudgetDraftWire["comments"][number]) {
  const gone = "（已删除 · erased）";
  return html`<li><p><b>${one.unitNumber === null ? "业主" : `${one.unitNumber} 业主`}</b>：${one.words ?? gone}</p>
${
  one.answeredAt === null
    ? html`<p class="wait">还没有答复 · not answered yet</p>`
    : html`<p class="answer"><b>答复</b>：${one.answer ?? gone}</p>`
}</li>`;
}

function form({ isOpen, owner, draftId, key }: Consultation, words: string) {
  if (!isOpen) return "";
  if (!owner) {
    return html`<p><a class="button" href="/resident/">业主登录后提意见 · Owners sign in to comment</a></p>`;
  }
  return html`<form method="post" action="/budgets/${draftId}">
<label for="words">${owner.unitNumber} 业主的意见 · Your comment</label>
<textarea id="words" name="words" required maxlength="2000" rows="5">${words}</textarea>
<input type="hidden" name="key" value="${key}">
<p class="small">写下的意见会公开在这一页上，只写房号，不写姓名。 · It is shown here with the unit, without a name.</p>
<button>提交 · Send</button>
</form>`;
}

const style = `
  body { margin: 0; background: #faf8f4; color: #1d1d1b; font: 20px/1.7 system-ui, "PingFang SC", "Noto Sans SC", sans-serif; overflow-wrap: anywhere }
  main { max-width: 34em; margin: 0 auto; padding: 1em }
  h1 { font-size: 1.5em; line-height: 1.35; border-bottom: 4px solid #8c1d18; padding-bottom: .3em }
  h2 { font-size: 1.2em; margin-top: 1.6em }
  table { width: 100%; border-collapse: collapse }
  th, td { text-align: left; border-bottom: 1px solid #ccc5b8; padding: .35em .2em }
  td:last-child, th:last-child { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
  small, .small { color: #4b4a45; font-size: .85em }
  ol { padding-left: 1.4em }
  .answer { border-left: 5px solid #17613c; padding-left: .8em }
  .wait { color: #7a4f00 }
  .good, .bad { padding: .8em 1em; border-left: 6px solid #17613c; background: #eaf4ee }
  .bad { border-color: #97231b; background: #fbecea }
  label { display: block; font-weight: 700 }
  textarea { width: 100%; box-sizing: border-box; font: inherit; padding: .5em; border: 2px solid #6d675c; border-radius: 8px }
  button, .button { display: inline-block; min-height: 48px; padding: .5em 1.4em; border: 2px solid #8c1d18; border-radius: 8px; background: #8c1d18; color: #fff; font: inherit; font-weight: 700; text-decoration: none; box-sizing: border-box; cursor: pointer }
  a { color: #7a1712 }
`;
