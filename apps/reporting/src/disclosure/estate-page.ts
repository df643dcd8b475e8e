import type { Schema } from "@xinyi/api-client";
import type { Instant } from "@xinyi/calendar";
import { html, type Markup } from "../formats/markup.ts";
import { monthFrom } from "../wire.ts";
import { clockTime, monthInWords } from "./dates.ts";
import { codeInGroups } from "./figures.ts";
import { page } from "./page-frame.ts";

/**
 * An estate's page: its notices, newest month first, and under each the versions
 * that a correction replaced, which stay readable. `inTheMaking` is published
 * together with this page, so it counts although the API does not say so yet.
 */
export function estatePage(
  estate: Schema<"Estate">,
  notices: readonly Schema<"Notice">[],
  inTheMaking: string,
  madeAt: Instant,
): string {
  const shown = notices.filter(
    ({ id, state }) => id === inTheMaking || state === "published" || state === "replaced",
  );
  const months = [...new Set(shown.map(({ month }) => month))].sort().reverse();
  return page(
    `${estate.name} 收支公示`,
    html`<h1>${estate.name} 收支公示</h1>
<p>${estate.districtName} ${estate.communityName}。点开一个月，看账户里有多少、收了多少、花了多少、花在哪里。</p>
<ul class="months">${months.map((month) =>
      monthItem(
        month,
        shown.filter((notice) => notice.month === month).sort((a, b) => b.version - a.version),
      ),
    )}</ul>
<h2>有疑问就问</h2>
<p><a class="call" href="tel:${estate.contactPhone.replace(/[^\d+]/g, "")}">${estate.contactPhone}</a></p>
<p>制作时间：${clockTime(madeAt, estate.zone)}。</p>`,
  );
}

function monthItem(month: string, versions: readonly Schema<"Notice">[]): Markup {
  const [newest, ...older] = versions;
  if (newest === undefined) throw new Error(`no notice of ${month}`);
  const name = `${monthInWords(monthFrom(month))}收支公示`;
  return html`<li class="link"><a href="/n/${newest.code}">${name}</a>${
    older.length === 0 ? "" : `（第 ${newest.version} 版，已更正）`
  }${older.map(
    ({ code, version }) =>
      html`<br>原第 ${version} 版：<a href="/n/${code}">${codeInGroups(code)}</a>`,
  )}</li>`;
}

/** What the server's first page lists an estate by. */
export function estateCard(estate: Schema<"Estate">): string {
  const { id, name, communityName, districtName } = estate;
  return `${JSON.stringify({ id, name, communityName, districtName })}\n`;
}
