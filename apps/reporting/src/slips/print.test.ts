import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { qrOf, readPdf } from "../fixtures/read-pdf.ts";
import { pdfOf } from "../formats/pdf.ts";
import type { SlipFacts } from "./facts.ts";
import { slipsPrint } from "./print.ts";
import { runSlips } from "./run.ts";

const sheet = (code: string, ownerName: string) => ({
  ownerName,
  unitNumbers: ["1-1-101", "1-1-102"],
  code,
  link: `https://xinyi.example/resident/#/slip/${code}`,
  lastDay: "2026-05-10" as const,
});
const facts: SlipFacts = {
  estateName: "胜天小区",
  contactPhone: "028-27000000",
  printedOn: "2026-04-10",
  isLocalAddress: false,
  sheets: [sheet("402913875506", "张三"), sheet("118800442277", "欧阳建国")],
};

test("one sheet per owner, its QR code leading to its own digits", async () => {
  const pages = await readPdf(await pdfOf(slipsPrint(facts)));
  expect(pages.map(qrOf)).toEqual(facts.sheets.map(({ link }) => link));
  expect(pages[0]?.text).toContain("402913875506");
  expect(pages[0]?.text).toContain("有效期到2026年5月10日，只能用一次");
  expect(pages[0]?.text).toContain("送达回执");
  expect(pages[0]?.text).not.toContain("118800442277");
  expect(pages[1]?.text).toContain("欧阳建国");
  expect(pages[0]?.text).toContain("网址：https://xinyi.example/resident/");
});

test("a sheet that no other phone can open says so", async () => {
  const [page] = await readPdf(await pdfOf(slipsPrint({ ...facts, isLocalAddress: true })));
  expect(page?.text).toContain("只在本机使用");
});

test("the command reads its facts from standard input and tells its file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "xinyi-slips-test-"));
  const told: string[] = [];
  const world = { folder, tell: ({ file }: { file: string }) => told.push(file) };
  await runSlips(["--out", "."], { ...world, input: JSON.stringify(facts) });
  expect(told).toEqual(["slips.pdf"]);
  expect(readFileSync(join(folder, "slips.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
  await expect(runSlips(["--out", "."], { ...world, input: "{}" })).rejects.toThrow("wrong facts");
  await expect(runSlips([], { ...world, input: "" })).rejects.toThrow("--out");
  rmSync(folder, { recursive: true });
});
