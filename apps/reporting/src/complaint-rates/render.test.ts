import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPdf } from "../fixtures/read-pdf.ts";
import { pdfOf } from "../formats/pdf.ts";
import type { RateFacts } from "./facts.ts";
import { ratesCsv, ratesPage, ratesPrint } from "./render.ts";
import { runRates } from "./run.ts";
import { rateSheet } from "./sheet.ts";

const none = { part: 0, whole: 0, rate: null, low: null, high: null };
const nine = { part: 9, whole: 10, rate: "0.9000", low: "0.5549", high: "0.9975" };
const facts: RateFacts = {
  districtName: "三星镇",
  estateName: null,
  from: "2026-01-01",
  to: "2026-03-31",
  asOf: "2026-04-01T16:30:00Z",
  zone: "Asia/Shanghai",
  confidence: "0.95",
  whole: { cases: 12, response: nine, resolution: nine, satisfaction: none },
  units: [
    {
      unit: { id: "property-company", titleZh: "物业服务企业", titleEn: "Property company" },
      cases: 12,
      response: nine,
      resolution: nine,
      satisfaction: none,
    },
  ],
  unclocked: 2,
};
const sheet = rateSheet(facts);

test("ninety per cent never stands without its counts and what they leave open", async () => {
  const [print] = await readPdf(await pdfOf(ratesPrint(sheet)));
  const count = (text: string, of: string) => text.split(of).length - 1;
  for (const said of [ratesPage(sheet), print?.text ?? "", ratesCsv(sheet)]) {
    expect(count(said, "90.0%")).toBe(4);
    expect(count(said, "9/10")).toBe(4);
    expect(count(said, "55.4–99.8%")).toBe(4);
  }
  expect(print?.text).toContain("另有2件");
});

test("what cannot be counted yet is no nought", () => {
  expect(sheet.whole.satisfaction).toBeUndefined();
  expect(ratesPage(sheet)).toContain("还没有可统计的");
  expect(ratesPage(sheet)).not.toMatch(/\D0\.0%/);
});

test("the hour is the district's", () => {
  expect(sheet.asOf).toContain("2026/4/2");
});

test("a table for a spreadsheet holds no formula and no date by mistake", () => {
  const evil = rateSheet({
    ...facts,
    units: facts.units.map((one) => ({
      ...one,
      unit: { ...one.unit, titleZh: '=HYPERLINK("x")', titleEn: "+1" },
    })),
  });
  const csv = ratesCsv(evil);
  expect(csv.startsWith("\uFEFF牵头单位,leading unit,件数,响应率,响应率件数,响应率95%区间")).toBe(
    true,
  );
  expect(csv).toContain(`合计,All units,12,90.0%,'9/10,55.4–99.8%`);
  expect(csv).toContain(`"'=HYPERLINK(""x"")",'+1,12`);
});

test("facts handed in become the files asked for, and no others", async () => {
  const folder = mkdtempSync(join(tmpdir(), "xinyi-rates-"));
  try {
    const files: string[] = [];
    await runRates(["--stdin", "--format", "html,csv", "--out", "job"], {
      env: {},
      fetch: () => Promise.reject(new Error("nothing is asked for")),
      folder,
      input: () => Promise.resolve(JSON.stringify(facts)),
      tell: ({ file }) => files.push(file),
    });
    expect(files).toEqual(["rates.html", "rates.csv"]);
    expect(readFileSync(join(folder, "job/rates.html"), "utf8")).toContain("物业服务企业");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
