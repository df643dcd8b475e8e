import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  auditGrids,
  auditGridTree,
  type Grid,
  keepIdentity,
  liesIn,
  maskIdentity,
  parseCreditCode,
  parseDivisionCode,
  parseOrganizationCode,
  parseResidentIdentity,
} from "./index.ts";

describe("a credit code", () => {
  test("is read in its parts; a check digit of 0 counts", () => {
    expect(parseCreditCode(" 51510105mj00002020 ")).toEqual({
      ok: true,
      value: {
        code: "51510105MJ00002020",
        department: "5",
        kind: "1",
        registeredIn: "510105",
        organizationCode: "MJ0000202",
      },
    });
  });

  test.each([
    ["9111000060003734", { kind: "wrong-length", length: 16 }],
    ["9111000060003734IL", { kind: "wrong-character", at: 17 }],
    ["91A10000600037341L", { kind: "wrong-character", at: 3 }],
    ["91110000600037342L", { kind: "wrong-organization-check", expected: "1" }],
    ["91350203M0001QAY9B", { kind: "wrong-check", expected: "9" }],
  ])("%s is refused", (text, rejection) => {
    expect(parseCreditCode(text)).toEqual({ ok: false, rejection });
  });

  test("one character changed is always found", () => {
    const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const code = "91110000600037341L";
    fc.assert(
      fc.property(fc.nat(17), fc.constantFrom(...alphabet), (at, character) => {
        const other = code.slice(0, at) + character + code.slice(at + 1);
        return parseCreditCode(other).ok === (other === code);
      }),
    );
  });
});

test("an organization code is read with or without its hyphen", () => {
  expect(parseOrganizationCode("60003734-1")).toEqual({ ok: true, value: "600037341" });
  expect(parseOrganizationCode("600037342")).toEqual({
    ok: false,
    rejection: { kind: "wrong-check", expected: "1" },
  });
});

describe("a resident identity number", () => {
  test.each([
    ["510185200002290036", true],
    ["51018519850615007x", true],
    ["510185199002290014", false],
    ["510185200002290037", false],
    ["51018520000229003", false],
    ["5101852000O2290036", false],
  ])("%s", (text, ok) => {
    expect(parseResidentIdentity(text).ok).toBe(ok);
  });

  test("only its end is shown", () => {
    expect(maskIdentity("51018519850615007x")).toBe("**************007X");
    expect(maskIdentity("007X")).toBe("****");
  });
});

describe("a division code", () => {
  test("names what lies above it", () => {
    const village = parseDivisionCode("510185108208");
    const county = parseDivisionCode("510185000000");
    if (!village.ok || !county.ok) throw new Error("both are codes");
    expect(village.value).toEqual({
      code: "510185108208",
      level: "village",
      above: ["510000000000", "510100000000", "510185000000", "510185108000"],
    });
    expect(liesIn(village.value, county.value)).toBe(true);
    expect(liesIn(county.value, village.value)).toBe(false);
  });

  test("has no hole", () => {
    expect(parseDivisionCode("510100108208")).toEqual({
      ok: false,
      rejection: { kind: "hole", level: "county" },
    });
    expect(parseDivisionCode("510185")).toEqual({
      ok: false,
      rejection: { kind: "not-twelve-digits" },
    });
  });
});

test("a grid outside its size is named with the difference", () => {
  const sizes = { ordinary: { least: 300, most: 500 }, micro: { least: 30, most: 100 } };
  expect(
    auditGrids(
      [
        { id: "1", kind: "ordinary", households: 500 },
        { id: "2", kind: "ordinary", households: 501 },
        { id: "3", kind: "micro", households: 12 },
        { id: "4", kind: "dedicated", households: 3 },
      ],
      sizes,
    ),
  ).toEqual([
    { id: "2", kind: "ordinary", finding: "too-large", by: 1 },
    { id: "3", kind: "micro", finding: "too-small", by: 18 },
  ]);
});

describe("what is kept of a resident identity number", () => {
  const key = new Uint8Array(32).fill(7);

  test("is its hash under the key and its last four characters", () => {
    // From another implementation, Python's hmac.
    expect(keepIdentity(" 51018519850615007x ", key)).toEqual({
      ok: true,
      value: {
        hash: "eb601042167184b148953f8c076340a9d11e445da9acf4624f1f2109b18da2aa",
        lastFour: "007X",
      },
    });
  });

  test("another key, another hash; a short key and a wrong number are refused", () => {
    const [one, other] = [key, new Uint8Array(32).fill(8)].map((with_) =>
      keepIdentity("510185200002290036", with_),
    );
    expect(one).not.toEqual(other);
    expect(keepIdentity("510185200002290036", new Uint8Array(31))).toEqual({
      ok: false,
      rejection: { kind: "weak-key", bytes: 31, least: 32 },
    });
    expect(keepIdentity("510185199002290014", key)).toMatchObject({
      rejection: { kind: "no-such-day" },
    });
  });
});

test("grids that stand wrongly among the others are named", () => {
  const grids: readonly Grid[] = [
    { id: "g", kind: "general", households: 700 },
    { id: "o1", kind: "ordinary", households: 400, partOf: "g" },
    { id: "o2", kind: "ordinary", households: 290, partOf: "g" },
    { id: "m1", kind: "micro", households: 400, partOf: "o1" },
    { id: "m2", kind: "micro", households: 40, partOf: "g" },
    { id: "m3", kind: "micro", households: 40, partOf: "x" },
    { id: "m4", kind: "micro", households: 40 },
    { id: "d", kind: "dedicated", households: 0 },
    { id: "m1", kind: "micro", households: 1, partOf: "o1" },
  ];
  expect(auditGridTree(grids)).toEqual([
    { id: "g", finding: "households-differ", ofParts: 690 },
    { id: "o1", finding: "households-differ", ofParts: 401 },
    { id: "o2", finding: "without-parts" },
    { id: "m2", finding: "part-of-wrong-kind", partOf: "g", kind: "general" },
    { id: "m3", finding: "part-of-unknown", partOf: "x" },
    { id: "m4", finding: "part-of-nothing" },
    { id: "m1", finding: "twice" },
  ]);
});
