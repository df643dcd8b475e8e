import { describe, expect, test } from "vitest";
import { divisionsFor, gridSizesFor } from "./geography.ts";
import { readPackFolder } from "./pack-folder.ts";

describe("a place", () => {
  test("gives the sizes of its grids for a day, or says that nothing is in force", () => {
    expect(gridSizesFor("cn-sc-chengdu", "2024-11-20")).toMatchObject({
      ok: true,
      value: { verified: false, value: { ordinary: { least: 300, most: 500 } } },
    });
    expect(gridSizesFor("cn-sc-chengdu", "2021-12-31")).toMatchObject({
      rejection: { kind: "nothing-in-force" },
    });
    expect(gridSizesFor("nowhere", "2024-11-20")).toMatchObject({
      rejection: { kind: "unknown-place" },
    });
  });

  test("lists its divisions with what became of codes given up", () => {
    const listed = divisionsFor("cn-sc-chengdu");
    if (!listed.ok) throw new Error(listed.rejection.kind);
    const { divisions } = listed.value;
    expect(divisions).toContainEqual({ code: "510105007000", name: "草堂街道" });
    expect(divisions.find(({ code }) => code === "512081000000")?.becomes).toEqual([
      "510185000000",
    ]);
    expect(divisionsFor("cn-sc")).toMatchObject({ rejection: { kind: "nothing-in-force" } });
  });
});

test("faulty sizes and divisions are named with file and place", () => {
  const head = {
    id: "here",
    version: "1.0.0",
    kind: "place",
    level: "city",
    title: { zh: "此地", en: "Here" },
  };
  const value = { micro: { least: 100, most: 30 } };
  const read = readPackFolder({
    "pack.json": head,
    "grids.json": { sizes: [{ from: "2022-01-01", source: "s", verified: false, value }] },
    "divisions.json": { source: "s", verified: false, divisions: [{ code: "510105", name: "a" }] },
  });
  const places = read.ok ? [] : read.rejection.map(({ file, path }) => `${file} ${path}`);
  expect(places).toEqual(["grids.json sizes/0/value/micro", "divisions.json divisions/0/code"]);
});
