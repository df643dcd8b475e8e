import { clockTime, dateInWords } from "../disclosure/dates.ts";
import { page } from "../disclosure/page-frame.ts";
import { html, type Markup, nothing } from "../formats/markup.ts";
import { grouped } from "../formats/plain-text.ts";
import { conditionSentence, figuresOf } from "./conditions.ts";
import {
  type MatterResult,
  packName,
  type ResultSheet,
  remarksOn,
  shownTallies,
} from "./result-sheet.ts";
import { axisTitle, partTitle, statusTitle, tallyTitle } from "./words.ts";

/**
 * The result for everybody: what was decided first, then why, then how to
 * count it again. No script; the page that counts is a page of its own.
 */
export function resultPage(sheet: ResultSheet): string {
  const { estate, meeting } = sheet;
  const name = `${estate.name} ${meeting.title} 表决结果`;
  return page(
    name,
    html`<h1>${name}</h1>
<dl class="figures">${sheet.matters.map(
      ({ number, title, verdict }) =>
        html`<div><dt>${number}. ${title}</dt><dd>${statusTitle(verdict.status).zh}</dd></div>`,
    )}</dl>
${sheet.matters.map((matter) => matterSection(matter))}
${rollSection(sheet)}
${filesSection(sheet)}
<section><h2>有疑问就问</h2>
<p>请打电话，说出会议编号：</p>
<p><a class="call" href="tel:${estate.contactPhone.replace(/[^\d+]/g, "")}">${estate.contactPhone}</a></p></section>`,
  );
}

function matterSection(matter: MatterResult): Markup {
  const { verdict } = matter;
  return html`<section>
<h2>${matter.number}. ${matter.title}${matter.isSecondBallot ? "（二次表决）" : ""}</h2>
${matter.text === "" ? nothing : html`<p>${matter.text}</p>`}
<p class="sum"><strong>${statusTitle(verdict.status).zh}</strong></p>
<h3>规则要求什么，达到了多少</h3>
<ul>${verdict.conditions.map((condition) => conditionItem(condition))}</ul>
${talliesList(matter)}
<ul>${remarksOn(matter).map((text) => html`<li>${text}</li>`)}</ul>
${
  verdict.unverified.length === 0
    ? nothing
    : html`<p class="draft">下面的依据没有人核对过正式文本，结论依赖它们：${verdict.unverified
        .map(({ source }) => source)
        .join("；")}</p>`
}
<p class="link"><a class="call" href="/recount/?motion=${matter.id}">自己重新计票</a></p>
<p>您的手机会下载公布的名册和选票，自己数一遍，和上面的结果对照。凭选票回执还能查到自己那一票。</p>
<p class="link"><a href="/v/${matter.id}.json">下载复核文件（JSON）</a>：名册和选票用代号，没有姓名。</p>
<p>决议编号 ${matter.resolutionId}。规则包：${verdict.packs.map(packName).join(" → ")}，${verdict.on} 生效。选票 ${matter.logSize} 张，记录的指纹是 <span class="hash">${matter.logRoot}</span>。</p>
</section>`;
}

function conditionItem(condition: MatterResult["verdict"]["conditions"][number]): Markup {
  const figures = figuresOf(condition);
  const group = condition.group === undefined ? "" : `〔${condition.group}〕`;
  return html`<li>${partTitle(condition.part).zh}：${group}${conditionSentence(condition).zh}。要求 <b>${figures.required}</b>，达到 <b>${figures.reached}</b>，<strong>${figures.standing}</strong>${
    condition.met === false ? `，${figures.off}` : ""
  }。依据 ${condition.source}${condition.verified ? "" : "（未核对原文）"}。</li>`;
}

function talliesList(matter: MatterResult): Markup {
  const items = shownTallies(matter).map(([name, amounts]) => {
    const said = Object.entries(amounts)
      .map(([axis, amount]) => `${axisTitle(axis).zh} ${grouped(amount)} ${axisTitle(axis).unit}`)
      .join("，");
    return html`<li>${tallyTitle(name).zh}：${said}</li>`;
  });
  return html`<h3>计票</h3><ul>${items}</ul>`;
}

function rollSection({ roll, meeting, estate }: ResultSheet): Markup {
  const totals = Object.entries(roll.totals)
    .map(([axis, amount]) => `${axisTitle(axis).zh} ${grouped(amount)} ${axisTitle(axis).unit}`)
    .join("，");
  return html`<section><h2>名册和时间</h2>
<p>${dateInWords(meeting.noticeServedOn)}送达通知，${clockTime(meeting.opensAt, estate.zone)} 至 ${clockTime(meeting.closesAt, estate.zone)} 表决，${clockTime(meeting.publishedAt, estate.zone)} 公布。${meeting.closingRule ?? ""}</p>
<p>名册在表决前冻结：${roll.voters} 个表决权人，${totals}。名册的指纹：含房号的 <span class="hash">${roll.namedHash}</span>，代号的 <span class="hash">${roll.secretHash}</span>。</p>
${
  roll.thin === 0
    ? nothing
    : html`<p class="draft">提醒：有 ${roll.thin} 人的面积或份额很少有人相同，熟悉的人可能认出公布文件里的哪一行是谁。</p>`
}
</section>`;
}

function filesSection({ meeting, madeAt, estate }: ResultSheet): Markup {
  const { id, number } = meeting;
  return html`<section><h2>文件</h2>
<p class="link"><a href="/v/${id}.pdf">看打印版（PDF）</a></p>
<p class="link"><a href="/resident/#/decisions">业主登录，看决议带来的预算和付款</a></p>
<p class="link"><a href="/">各小区的公示</a></p>
<p>会议编号 <b class="code">${number}</b>。制作时间：${clockTime(madeAt, estate.zone)}。</p>
</section>`;
}
