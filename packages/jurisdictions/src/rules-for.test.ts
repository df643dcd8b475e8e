import { describe, expect, test } from "vitest";
import cnHead from "../packs/cn/pack.json" with { type: "json" };
import cnVoting from "../packs/cn/voting.json" with { type: "json" };
import cnChart from "../packs/cn-community-trust/chart.json" with { type: "json" };
import calendarSchema from "../schemas/calendar.schema.json" with { type: "json" };
import complaintsSchema from "../schemas/complaints.schema.json" with { type: "json" };
import divisionsSchema from "../schemas/divisions.schema.json" with { type: "json" };
import gridsSchema from "../schemas/grids.schema.json" with { type: "json" };
import packSchema from "../schemas/pack.schema.json" with { type: "json" };
import votingSchema from "../schemas/voting.schema.json" with { type: "json" };
import { bundledPacks } from "./bundled.ts";
import { bundledCharts, chartFor, readChart } from "./chart.ts";
import { checkPack } from "./check-pack.ts";
import { libraryWith } from "./library.ts";
import { type PackFolder, packJsonSchemas } from "./pack-folder.ts";
import { rulesFor } from "./rules-for.ts";

const title = { zh: "某区", en: "A district" };
const dated = (value: unknown, more: object = {}) => [
  { from: "2024-01-01", source: "区规〔2024〕1号 第三条", verified: true, value, ...more },
];
const district = (voting: unknown, head: object = {}): PackFolder => ({
  "pack.json": {
    id: "cn-sc-district",
    version: "1.0.0",
    kind: "place",
    level: "city",
    parent: "cn-sc",
    title,
    ...head,
  },
  "voting.json": voting,
  "cases/voting.json": { suite: "committee-voting", cases: [] },
});
const longer = { rules: { ordinary: { notice: dated({ days: 20, kind: "defect" }) } } };

describe("the rules of a place", () => {
  test("are the nation's before and after the Code, by the day asked for", () => {
    const before = rulesFor("cn", "2020-12-31");
    const after = rulesFor("cn", "2021-01-01");
    expect(before).toMatchObject({
      value: { voting: { matters: { "hire-manager": { value: "more-than-half-of-all" } } } },
    });
    expect(after).toMatchObject({
      value: {
        voting: {
          matters: { "hire-manager": { value: "ordinary", source: "Civil Code art. 278(1)(4)" } },
        },
      },
    });
  });

  test("name every layer they were drawn from, outermost first, with its hash", () => {
    const rules = rulesFor("cn-sc-chengdu", "2024-06-01");
    if (!rules.ok) throw new Error(rules.rejection.kind);
    expect(rules.value.voting.packs.map(({ id, level }) => [id, level])).toEqual([
      ["cn", "national"],
      ["cn-sc", "province"],
      ["cn-sc-chengdu", "city"],
    ]);
    for (const { hash } of rules.value.voting.packs) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(rules.value.voting.roll).toMatchObject({ pack: "cn-sc", verified: false });
    expect(rules.value.voting.rules.ordinary?.adopt).toMatchObject({ pack: "cn", verified: true });
  });

  test("are refused for a place nobody wrote a pack for", () => {
    for (const place of ["atlantis", "constructor", ""]) {
      expect(rulesFor(place, "2024-06-01")).toMatchObject({ rejection: { kind: "unknown-place" } });
    }
  });

  test("take in a district's own folder and an estate's bylaws", () => {
    const library = libraryWith([district(longer)], bundledPacks);
    if (!library.ok) throw new Error(JSON.stringify(library.rejection));
    expect(rulesFor("cn-sc-district", "2024-06-01", { library: library.value })).toMatchObject({
      value: {
        voting: {
          rules: { ordinary: { notice: { value: { days: 20 }, pack: "cn-sc-district" } } },
        },
      },
    });
    const bylaws = library.value.get("cn-sc-district")?.voting;
    expect(bylaws).toBeDefined();
    const estate = { ...bylaws!, id: "estate-1", level: "bylaws" as const };
    expect(rulesFor("cn", "2024-06-01", { bylaws: estate })).toMatchObject({ ok: true });
    const bars = { adopt: [{ ...cnVoting.rules.ordinary.adopt[0]!, override: undefined }] };
    const bold = { ...estate, voting: { rules: { ordinary: bars } } } as unknown as typeof estate;
    expect(rulesFor("cn", "2024-06-01", { bylaws: bold })).toMatchObject({
      rejection: { kind: "layer-refused", rejection: { kind: "override-not-allowed" } },
    });
  });
});

describe("a library", () => {
  test("refuses an id that is taken, a parent that is missing, and a fault with its place", () => {
    const issues = (...folders: PackFolder[]) => {
      const library = libraryWith(folders, bundledPacks);
      return library.ok ? [] : library.rejection;
    };
    expect(issues(district(longer, { id: "cn-sc" }))).toMatchObject([
      { pack: "cn-sc", path: "id" },
    ]);
    expect(issues(district(longer, { parent: "cn-xx" }))).toMatchObject([{ path: "parent" }]);
    const nameless = {
      rules: { ordinary: { notice: dated({ days: 20, kind: "defect" }, { source: "" }) } },
    };
    expect(issues(district(nameless))).toMatchObject([
      { pack: "cn-sc-district", file: "voting.json", path: "rules/ordinary/notice/0/source" },
    ]);
    expect(issues({ "pack.json": { id: "x" } })[0]).toMatchObject({ pack: "x", file: "pack.json" });
    expect(issues({})).toMatchObject([{ pack: "", file: "pack.json" }]);
  });
});

describe("a check", () => {
  test("finds every bundled pack usable, and names each unverified value", () => {
    const report = checkPack({
      "pack.json": cnHead,
      "voting.json": cnVoting,
      "cases/voting.json": {},
    });
    expect(report).toMatchObject({ id: "cn", isUsable: true, issues: [] });
    expect(report.findings.every(({ kind }) => kind === "unverified")).toBe(true);
    expect(report.findings.map(({ path }) => path)).toContain("deemed");
  });

  test("lets a district lengthen a notice and refuses it a lower bar", () => {
    expect(checkPack(district(longer))).toMatchObject({ isUsable: true, findings: [] });
    const shorter = { rules: { ordinary: { notice: dated({ days: 7, kind: "defect" }) } } };
    expect(checkPack(district(shorter))).toMatchObject({
      isUsable: false,
      findings: [{ severity: "error", kind: "not-raised", path: "rules/ordinary/notice" }],
    });
    const low = {
      rules: { ordinary: { adopt: dated({ op: "count", axis: "heads", tally: "for", min: 1 }) } },
    };
    const findings = checkPack(district(low));
    expect(findings.isUsable).toBe(false);
  });

  test("says so when a pack has no case, and when its parents lead in a circle", () => {
    const { "cases/voting.json": _, ...bare } = district(longer);
    expect(checkPack(bare).findings).toMatchObject([{ severity: "notice", kind: "no-case" }]);
    expect(checkPack(district(longer, { parent: "cn-sc-district" })).isUsable).toBe(false);
  });
});

describe("the chart of accounts", () => {
  test("is read through the accounting domain's schema", () => {
    expect(chartFor("cn-community-trust")).toMatchObject({
      ok: true,
      value: { id: "cn-community-trust", currency: "CNY" },
    });
    for (const id of bundledCharts) expect(chartFor(id), id).toMatchObject({ ok: true });
    expect(chartFor("toString")).toMatchObject({ rejection: { kind: "unknown-chart" } });
    expect(readChart("other", cnChart)).toMatchObject({ rejection: { kind: "faulty-chart" } });
    expect(readChart("x", { id: "x" })).toMatchObject({ rejection: { kind: "faulty-chart" } });
  });
});

test("the JSON Schemas that ship are those of this version", () => {
  expect(packJsonSchemas()).toEqual({
    "calendar.schema.json": calendarSchema,
    "complaints.schema.json": complaintsSchema,
    "grids.schema.json": gridsSchema,
    "divisions.schema.json": divisionsSchema,
    "pack.schema.json": packSchema,
    "voting.schema.json": votingSchema,
  });
});
