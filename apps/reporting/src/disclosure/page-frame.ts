import { html, type Markup } from "../formats/markup.ts";

/** The frame of every page for residents, and where the server may say that it was replaced. */
export function page(title: string, content: Markup): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>${{ markup: "<!--state-->" }}
${content}
</main>
</body>
</html>
`.markup;
}

// 24 CSS pixels are 18 points, the least that guidance for elders asks of main text.
const style: Markup = {
  markup: `
:root { color-scheme: light }
body { margin: 0; background: #faf8f4; color: #1d1d1b; font: 24px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere }
main { max-width: 34em; margin: 0 auto; padding: 1em .8em 3em }
h1 { font-size: 1.4em; line-height: 1.4; margin: .3em 0 .6em; padding-bottom: .3em; border-bottom: 4px solid #8c1d18 }
h2 { font-size: 1.25em; line-height: 1.4; margin: 1.8em 0 .5em; padding-bottom: .2em; border-bottom: 2px solid #8c1d18 }
h3 { font-size: 1em; margin: 1.2em 0 .2em; color: #5a1410 }
p { margin: .7em 0 }
ul, ol { margin: .4em 0; padding-left: 1.1em }
ol { padding-left: 1.6em }
li { margin: .5em 0 }
b, dd { font-variant-numeric: tabular-nums; white-space: nowrap }
a { color: #7a1712; text-underline-offset: .2em }
a:focus-visible { outline: 4px solid #1a4f8b; outline-offset: 3px }
.figures { margin: 0; border: 3px solid #8c1d18; border-radius: 10px; background: #fff; padding: .3em .8em }
.figures div { padding: .5em 0 }
.figures div + div { border-top: 1px solid #ccc5b8 }
.figures dt { line-height: 1.5 }
.figures dd { margin: 0; font-size: clamp(1.2em, 8.5vw, 1.75em); font-weight: 700; line-height: 1.3 }
.figures div:first-child dd { font-size: clamp(1.3em, 9.5vw, 2.1em) }
.figures small { font-size: 24px; font-weight: 400 }
.sum { background: #fff; border-left: 8px solid #8c1d18; padding: .5em .7em }
.call { display: inline-block; min-height: 44px; padding: .35em 1em; border-radius: 10px; background: #8c1d18; color: #fff; font-weight: 700; font-size: 1.25em; text-decoration: none }
.link a { display: inline-block; padding: .35em 0 }
.code { white-space: nowrap; letter-spacing: .04em }
.hash { font-family: ui-monospace, Menlo, Consolas, monospace }
.draft { border: 3px dashed #8c1d18; padding: .5em .8em; font-weight: 700 }
@media print {
  @page { size: A4; margin: 16mm }
  body { background: #fff; font-size: 12pt; line-height: 1.5 }
  main { max-width: none; padding: 0 }
  section, li { break-inside: avoid }
  .call { background: none; color: inherit; padding: 0 }
}
`,
};
