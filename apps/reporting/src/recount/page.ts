import { html } from "../formats/markup.ts";

/**
 * The page that counts again: empty but for its words. Script and style are
 * files beside it, so that the strictest policy lets nothing else in; saved to
 * a disk with them, it works there too.
 */
export function recountPage(): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>自己重新计票 · 信义</title>
<link rel="stylesheet" href="recount.css">
<script src="recount.js" defer></script>
</head>
<body>
<main>
<h1>自己重新计票</h1>
<p>这个网页在<strong>您自己的手机或电脑上</strong>把公布的选票重新数一遍，逐步对照指纹和结论。它不把任何东西发给别人。</p>
<p class="quiet" lang="en">This page counts the published ballots again on your own device and compares every hash and the verdict. It sends nothing anywhere.</p>
<noscript><p class="bad">重新计票需要 JavaScript。不开也可以：下载复核文件，请别人用任何程序核算。</p></noscript>
<section aria-labelledby="choose">
<h2 id="choose">复核文件</h2>
<p id="loading" role="status"></p>
<p><label class="file" for="file">从自己的设备选一个复核文件</label><input id="file" type="file" accept=".json,application/json"></p>
</section>
<section id="result" hidden aria-labelledby="outcome" tabindex="-1">
<h2 id="outcome">结果</h2>
<div id="verdict"></div>
<h3>一步一步</h3>
<ol id="steps"></ol>
</section>
<section id="own" hidden aria-labelledby="own-title">
<h2 id="own-title">查我的票</h2>
<form id="own-form">
<p><label for="ballot">选票编号，或把整张回执粘贴在这里</label>
<textarea id="ballot" rows="3" autocomplete="off" spellcheck="false"></textarea></p>
<p><button type="submit">查一查</button></p>
</form>
<div id="own-answer" role="status"></div>
</section>
</main>
</body>
</html>
`.markup;
}
