import { html, type Markup, nothing } from "../formats/markup.ts";
import { checkingSteps, equation } from "./checking.ts";
import { clockTime, dateInWords, dayInWords, monthInWords, periodInWords } from "./dates.ts";
import { codeInGroups, figure, percentage, signedFigure } from "./figures.ts";
import { page } from "./page-frame.ts";
import type { ChangeLine, IncomeLine, NoticeSheet, PaymentLine, SpendingHead } from "./sheet.ts";

/**
 * The resident's page: one column of large text, the three figures first, then
 * every payment as a sentence. No script and nothing from elsewhere. The server
 * puts a banner at `<!--state-->` when a newer version has replaced it.
 */
export function noticePage(sheet: NoticeSheet): string {
  const { estate, issue } = sheet;
  const name = `${estate.name} ${monthInWords(sheet.month)}收支公示`;
  return page(
    name,
    html`<h1>${name}</h1>
${issue.kind === "draft" ? html`<p class="draft">草稿，还没有公示。</p>` : nothing}
${threeFigures(sheet)}
${spendingSection(sheet)}
${incomeSection(sheet)}
${changesSection(sheet)}
${fundsSection(sheet)}
${feeSection(sheet)}
${askSection(sheet)}
${checkSection(sheet)}
${issueSection(sheet)}`,
  );
}

function threeFigures({ period, total }: NoticeSheet): Markup {
  return html`<dl class="figures">
<div><dt>${dateInWords(period.to)}账户里有</dt><dd>${figure(total.closing)}<small> 元</small></dd></div>
<div><dt>本月收到</dt><dd>${figure(total.received)}<small> 元</small></dd></div>
<div><dt>本月花出</dt><dd>${figure(total.paid)}<small> 元</small></dd></div>
</dl>`;
}

function spendingSection({ spending }: NoticeSheet): Markup {
  if (spending.length === 0) {
    return html`<section><h2>支出：钱花在哪里</h2><p>本月没有支出。</p></section>`;
  }
  return html`<section>
<h2>支出：钱花在哪里</h2>
${spending.map(
  (head) => html`<h3>${head.title.zh} 共 <b>${figure(head.total)} 元</b></h3>
<ul>${head.payments.map((payment) => html`<li>${sentence(payment, head)}</li>`)}</ul>`,
)}
</section>`;
}

/** One payment as one sentence: who was paid, for what, which voucher, how much, on what day. */
function sentence(payment: PaymentLine, head: SpendingHead): Markup {
  const { on, payee, purpose, vouchers, amount, isReversed } = payment;
  const voucher = vouchers.length === 0 ? "没有登记凭证号" : `凭证号 ${vouchers.join("、")}`;
  return html`${dayInWords(on)}，付给${payee ?? "住户（不公示姓名）"} <b>${figure(amount)} 元</b>，用于${purpose ?? head.title.zh}，${voucher}。${
    isReversed ? html`<strong>这一笔后来冲销了，见下面“冲销”。</strong>` : nothing
  }`;
}

function incomeSection({ income, funds }: NoticeSheet): Markup {
  const line = ({ title, fund, count, amount }: IncomeLine): Markup =>
    html`<li>${title.zh}：${count} 笔，共 <b>${figure(amount)} 元</b>${funds.length > 1 ? `，计入${fund.zh}` : ""}。</li>`;
  return html`<section>
<h2>收入：钱从哪里来</h2>
${income.length === 0 ? html`<p>本月没有收入。</p>` : html`<ul>${income.map(line)}</ul>`}
</section>`;
}

function changesSection({ reversals, moves }: NoticeSheet): Markup {
  const line = ({ on, text, amount, fund }: ChangeLine): Markup =>
    html`<li>${dayInWords(on)}，${text}，${fund.zh} <b>${signedFigure(amount)} 元</b>。</li>`;
  return html`${
    reversals.length === 0
      ? nothing
      : html`<section><h2>冲销（退回和更正）</h2><ul>${reversals.map(line)}</ul></section>`
  }${
    moves.length === 0
      ? nothing
      : html`<section><h2>基金之间的划转</h2><ul>${moves.map(line)}</ul></section>`
  }`;
}

function fundsSection({ funds, places }: NoticeSheet): Markup {
  return html`<section>
<h2>钱在哪里</h2>
<ul>${places.map(({ title, amount }) => html`<li>${title.zh}：<b>${figure(amount)} 元</b></li>`)}</ul>
${
  funds.length < 2
    ? nothing
    : html`<p>其中各基金：</p>
<ul>${funds.map((fund) => html`<li>${fund.title.zh}：<b>${figure(fund.closing)} 元</b></li>`)}</ul>`
}
</section>`;
}

function feeSection({ fee, owed, period }: NoticeSheet): Markup {
  const rate =
    fee.basisPoints === undefined
      ? html`<p>本月没有开出物业费账单。</p>`
      : html`<p>本月应收物业费 ${figure(fee.billed)} 元（${fee.unitsBilled} 户），到${dateInWords(period.to)}已收 ${figure(fee.collected)} 元（${fee.unitsPaid} 户已缴清），收缴率 <b>${percentage(fee)}</b>。</p>`;
  return html`<section>
<h2>物业费收缴</h2>
${rate}
<p>各月合计还没有收到的物业费：${figure(owed)} 元。这里只公布总数，不公布哪一户。</p>
</section>`;
}

function askSection({ estate }: NoticeSheet): Markup {
  return html`<section class="ask">
<h2>有疑问就问</h2>
<p>请打电话，说出月份和凭证号：</p>
<p><a class="call" href="tel:${estate.contactPhone.replace(/[^\d+]/g, "")}">${estate.contactPhone}</a></p>
<p>也可以到${estate.communityName}或业主委员会当面问，要求看凭证。</p>
</section>`;
}

function checkSection(sheet: NoticeSheet): Markup {
  return html`<section>
<h2>怎样自己核对</h2>
<p class="sum">${equation(sheet)}</p>
<ol>${checkingSteps(sheet).map((step) => html`<li>${step}</li>`)}</ol>
</section>`;
}

function issueSection(sheet: NoticeSheet): Markup {
  const { issue, head, estate } = sheet;
  const published =
    issue.kind === "draft"
      ? nothing
      : html`<p class="link"><a href="/n/${issue.code}.pdf">看打印版（PDF）</a></p>
<p class="link"><a href="/e/${estate.id}">看本小区以前各月的公示</a></p>
<p>验证码 <b class="code">${codeInGroups(issue.code)}</b>，第 ${issue.version} 版${
          issue.replaces === undefined
            ? ""
            : html`，代替<a href="/n/${issue.replaces}">第 ${issue.version - 1} 版（${codeInGroups(issue.replaces)}）</a>`
        }。</p>
<p>公示期：${periodInWords(issue.shown)}。</p>`;
  return html`<section>
<h2>关于这份公示</h2>
${published}
<ul>${sheet.notes.map((note) => html`<li>${note}</li>`)}</ul>
<p>制作时间：${clockTime(sheet.madeAt, estate.zone)}。账簿记到第 ${head.sequence} 号分录，它的指纹（哈希）是 <span class="hash">${head.hash}</span>。</p>
<p>${estate.districtName} ${estate.communityName} ${estate.name}</p>
</section>`;
}
