import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "./testing.ts";

let world: TestApp;
beforeAll(async () => {
  world = await testApp();
  const { publicFolder, adminFolder } = world.ports.settings;
  mkdirSync(join(publicFolder, "n"), { recursive: true });
  mkdirSync(join(publicFolder, "e"), { recursive: true });
  mkdirSync(join(adminFolder, "assets"), { recursive: true });
  writeFileSync(join(publicFolder, "n", "000000000001.html"), "<body><!--state--><p>旧</p></body>");
  writeFileSync(join(publicFolder, "n", "000000000001.replaced-by"), "000000000002");
  writeFileSync(join(publicFolder, "n", "000000000002.html"), "<body><!--state--><p>新</p></body>");
  writeFileSync(
    join(publicFolder, "e", "an-estate.json"),
    JSON.stringify({ id: "an-estate", name: "<b>胜天</b>", communityName: "胜天村" }),
  );
  writeFileSync(join(adminFolder, "index.html"), '<meta property="csp-nonce" nonce="CSP_NONCE">');
  writeFileSync(join(adminFolder, "assets", "app-1.js"), "1");
  mkdirSync(join(adminFolder, "resident"));
  writeFileSync(
    join(adminFolder, "resident", "index.html"),
    '<title>resident</title><meta property="csp-nonce" nonce="CSP_NONCE">',
  );
});
afterAll(() => world.close());

const get = (path: string) => world.app.request(path);

test("a replaced notice stays, under a word about the new one", async () => {
  const old = await (await get("/n/000000000001")).text();
  expect(old).toContain('href="/n/000000000002"');
  expect(old).toContain("旧");
  const present = await (await get("/n/000000000002")).text();
  expect(present).not.toContain("已更正");
});

test("the first page lists the estates, and a name is never markup", async () => {
  const page = await (await get("/")).text();
  expect(page).toContain('href="/e/an-estate"');
  expect(page).toContain("&lt;b&gt;胜天");
});

test("a public page may run nothing", async () => {
  const policy = (await get("/n/000000000002")).headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("script-src");
});

test.each(["/admin/journal", "/resident/"])(
  "%s carries the nonce of its policy, another each time",
  async (path) => {
    const nonceOf = async () => {
      const response = await get(path);
      const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "");
      expect(await response.text()).toContain(`nonce="${nonce?.[1]}"`);
      return nonce?.[1];
    };
    expect(await nonceOf()).not.toBe(await nonceOf());
  },
);

test("the residents' own pages are their own", async () => {
  expect(await (await get("/resident/")).text()).toContain("<title>resident</title>");
  expect((await get("/resident")).headers.get("location")).toBe("/resident/");
});

test.each([
  "/n/..%2f..%2fsession-secret",
  "/n/000000000001.replaced-by",
  "/admin/..%2f..%2fsession-secret",
  "/admin/%2e%2e/session-secret",
  "/admin/assets/missing.js",
  "/resident/..%2findex.html",
  "/resident/assets/missing.js",
  "/admin/%E0%A4%A",
])("nothing outside its folder is served: %s", async (path) => {
  expect((await get(path)).status).toBe(404);
});
