import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { administrationOn, codesOn, type Division, divisionOn, divisionTable } from "./index.ts";

const divisions: readonly Division[] = [
  { code: "512081000000", name: "简阳市", to: "2016-05-02", becomes: ["510185000000"] },
  { code: "510185000000", name: "简阳市", from: "2016-05-03" },
  {
    code: "510185101000",
    name: "某镇",
    to: "2019-12-31",
    becomes: ["510185005000", "510185006000"],
  },
  {
    code: "510185005000",
    name: "一街道",
    from: "2020-01-01",
    administeredBy: [{ body: "东部新区", from: "2020-05-06" }],
  },
  { code: "510185006000", name: "二街道", from: "2020-01-01" },
];
const made = divisionTable(divisions);
if (!made.ok) throw new Error(JSON.stringify(made.rejection));
const table = made.value;

describe("a code", () => {
  test("names a division on the days it was in use", () => {
    expect(divisionOn("512081000000", "2016-05-02", table)).toMatchObject({ ok: true });
    expect(divisionOn("512081000000", "2016-05-03", table)).toEqual({
      ok: false,
      rejection: { kind: "given-up", to: "2016-05-02", becomes: ["510185000000"] },
    });
    expect(divisionOn("510185000000", "2016-05-02", table)).toMatchObject({
      rejection: { kind: "not-yet", from: "2016-05-03" },
    });
    expect(divisionOn("510105000000", "2020-01-01", table)).toMatchObject({
      rejection: { kind: "unknown-division" },
    });
  });

  test("is followed to what its place is called on a day", () => {
    expect(codesOn("512081000000", "2024-01-01", table)).toEqual(["510185000000"]);
    expect(codesOn("512081000000", "2010-01-01", table)).toEqual(["512081000000"]);
    expect(codesOn("510185101000", "2024-01-01", table)).toEqual(["510185005000", "510185006000"]);
    expect(codesOn("110000000000", "2024-01-01", table)).toEqual([]);
  });

  test("says where a place lies, not who runs it", () => {
    const found = divisionOn("510185005000", "2024-01-01", table);
    if (!found.ok) throw new Error(found.rejection.kind);
    expect(administrationOn(found.value, "2020-05-05")).toBeUndefined();
    expect(administrationOn(found.value, "2020-05-06")).toBe("东部新区");
  });
});

test.each<[string, Division[]]>([
  ["faulty-code", [{ code: "510100108208", name: "a" }]],
  [
    "ends-before-it-begins",
    [{ code: "510105000000", name: "a", from: "2020-01-02", to: "2020-01-01" }],
  ],
  [
    "two-at-once",
    [
      { code: "510105000000", name: "a", to: "2020-01-01" },
      { code: "510105000000", name: "b", from: "2020-01-01" },
    ],
  ],
  ["unknown-successor", [{ code: "510105000000", name: "a", becomes: ["510106000000"] }]],
])("%s is refused", (kind, rows) => {
  expect(divisionTable(rows)).toMatchObject({ ok: false, rejection: { kind } });
});

test("whatever a code became is in use on the day that was asked", () => {
  const code = fc.constantFrom(...divisions.map((one) => one.code));
  const day = fc
    .date({ min: new Date("2010-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10) as `${number}-${number}-${number}`);
  fc.assert(
    fc.property(code, day, (asked, on) =>
      codesOn(asked, on, table).every((one) => divisionOn(one, on, table).ok),
    ),
  );
});
