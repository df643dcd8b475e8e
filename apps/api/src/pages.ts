import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { html, raw } from "hono/html";
import type { Ports } from "./ports.ts";
import { refuse } from "./problem.ts";
import type { Env } from "./session/access.ts";

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".pdf": "application/pdf",
};

/** The public pages, made as files by reporting, and the two built faces: all only served. */
export function mountPages(app: OpenAPIHono<Env>, ports: Ports): void {
  const { publicFolder, adminFolder } = ports.settings;

  app.get("/", async (c) => c.html(await rootPage(publicFolder)));
  app.get("/n/:file", (c) => servePublic(c, publicFolder, "n", c.req.param("file")));
  app.get("/e/:file", (c) => servePublic(c, publicFolder, "e", c.req.param("file")));
  app.get("/v/:file", (c) => servePublic(c, publicFolder, "v", c.req.param("file")));
  // The page on which anyone counts a vote again: a script of ours that reads one public file.
  app.get("/recount", (c) => c.redirect("/recount/"));
  app.get("/recount/:file?", async (c) => {
    const name = c.req.param("file") ?? "index.html";
    const isKnown = /^(index\.html|recount\.(js|css))$/.test(name);
    const file = isKnown ? await fileAt(join(publicFolder, "recount", name)) : undefined;
    if (!file) return refuse(c, { kind: "not-found", what: "page" });
    return c.body(file.bytes, 200, { "content-type": file.type, "cache-control": "no-cache" });
  });

  app.get("/admin", (c) => c.redirect("/admin/"));
  app.get("/admin/*", (c) => serveScreens(c, "/admin/", adminFolder));
  app.get("/resident", (c) => c.redirect("/resident/"));
  app.get("/resident/*", (c) => serveScreens(c, "/resident/", join(adminFolder, "resident")));
}

/** A built face of ours: its files by name, and for any other address below it, its own page. */
async function serveScreens(c: Context<Env>, base: string, folder: string) {
  const path = plainPath(c.req.path.slice(base.length));
  if (path === undefined) return refuse(c, { kind: "not-found", what: "file" });
  const file = path === "" ? undefined : await fileAt(join(folder, path));
  if (file) {
    // Assets carry their hash in the name; everything else may change with a release.
    const cache = path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    return c.body(file.bytes, 200, { "content-type": file.type, "cache-control": cache });
  }
  if (extname(path) !== "") return refuse(c, { kind: "not-found", what: "file" });
  // Any other address is a screen of the face, which routes by itself.
  const index = await fileAt(join(folder, "index.html"));
  if (!index) return refuse(c, { kind: "not-found", what: "screens" });
  const nonce = c.get("secureHeadersNonce") ?? "";
  const page = new TextDecoder().decode(index.bytes).replaceAll("CSP_NONCE", nonce);
  return c.html(page, 200, { "cache-control": "no-cache" });
}

/** An address as a path below a folder; nothing where it points out of it or cannot be read. */
function plainPath(address: string): string | undefined {
  try {
    const path = decodeURIComponent(address);
    return /(^|[\\/])\.\.([\\/]|$)|\0/.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

async function fileAt(path: string) {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const bytes = await readFile(path);
  return {
    bytes: new Uint8Array(bytes).buffer,
    type: mediaTypes[extname(path)] ?? "application/octet-stream",
    madeAt: found.mtime,
  };
}

async function servePublic(c: Context<Env>, folder: string, kind: "n" | "e" | "v", name: string) {
  const wanted = /^([\w-]+?)(\.pdf|\.json)?$/.exec(name);
  if (!wanted) return refuse(c, { kind: "not-found", what: "page" });
  const [, code = "", ending] = wanted;
  const file = await fileAt(join(folder, kind, `${code}${ending ?? ".html"}`));
  if (!file) return refuse(c, { kind: "not-found", what: "page" });
  c.header("last-modified", file.madeAt.toUTCString());
  c.header("cache-control", "no-cache");
  if (ending) return c.body(file.bytes, 200, { "content-type": file.type });
  const replacedBy = await readFile(join(folder, kind, `${code}.replaced-by`), "utf8").catch(
    () => undefined,
  );
  const page = new TextDecoder().decode(file.bytes);
  return c.html(replacedBy === undefined ? page : page.replace("<!--state-->", banner(replacedBy)));
}

const banner = (code: string) =>
  `<p role="status" style="border:3px solid #a61d24;padding:1em">本公示已更正，请看<a href="/n/${code}">新的公示</a>。` +
  `下面是原来的内容，留作对照。 · This notice was replaced; the old text stays for comparison.</p>`;

interface EstatePage {
  readonly id: string;
  readonly name: string;
  readonly communityName: string;
}

/** Every estate that has published something, for somebody who comes without a link. */
async function rootPage(folder: string) {
  const names = await readdir(join(folder, "e")).catch(() => [] as string[]);
  const estates: EstatePage[] = [];
  for (const name of names.filter((one) => one.endsWith(".json")).sort()) {
    estates.push(JSON.parse(await readFile(join(folder, "e", name), "utf8")));
  }
  const list =
    estates.length === 0
      ? html`<p>还没有公示。请稍后再来。 · Nothing has been published yet.</p>`
      : html`<ul>${estates.map(
          (estate) =>
            html`<li><a href="/e/${estate.id}">${estate.communityName} ${estate.name}</a></li>`,
        )}</ul>`;
  return html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>信义 · 小区收支公示</title>
<style>${raw(rootStyle)}</style></head>
<body><main>
<h1>小区收支公示</h1>
<p>看一看自己小区的账：账户里有多少，收了多少，花了多少，花在哪里。</p>
${list}
<p><a href="/resident/#/report">反映问题，不用登录 · Report a problem, without signing in</a></p>
<p><a href="/resident/">业主登录：我的账单、投票 · Owners: my bills, my ballot</a></p>
<p><a href="/admin/">工作人员登录 · Staff sign-in</a></p>
</main></body></html>`;
}

const rootStyle = `
  body { margin: 0; background: #faf8f4; color: #1d1d1b; font: 24px/1.7 system-ui, "PingFang SC", "Noto Sans SC", sans-serif }
  main { max-width: 34em; margin: 0 auto; padding: 1.2em }
  h1 { font-size: 1.6em; border-bottom: 4px solid #8c1d18; padding-bottom: .3em }
  a { color: #7a1712; display: inline-block; padding: .35em 0 }
  ul { list-style: none; padding: 0 }
  li { border-bottom: 1px solid #ccc5b8 }
`;
