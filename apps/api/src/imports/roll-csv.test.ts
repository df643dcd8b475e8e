import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RollFile, type RollFileFault, readRollCsv } from "./roll-csv.ts";
import type { TableLimits } from "./roll-table.ts";

const head = "楼栋,房号,面积,业主,电话,费率";

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function read(text: string | Uint8Array, limits?: TableLimits): RollFile {
  const file = readRollCsv(typeof text === "string" ? utf8(text) : text, limits);
  if (!file.ok) throw new Error(JSON.stringify(file.rejection));
  return file.value;
}

function refusal(text: string | Uint8Array, limits?: TableLimits): RollFileFault {
  const file = readRollCsv(typeof text === "string" ? utf8(text) : text, limits);
  if (file.ok) throw new Error("it was read");
  return file.rejection;
}

/** The faults of one row under the usual header. */
function faultsOf(row: string) {
  return read(`${head}\n${row}\n`).faults;
}

describe("good rows", () => {
  test("a roll under Chinese headings", () => {
    const { rows, faults, marked } = read(`${head}\n3栋,3-2-502,89.47,甲演松,15400000001,0.8\n`);
    expect(rows).toEqual([
      {
        line: 2,
        unit: "3-2-502",
        building: "3栋",
        areaCm2: 894_700n,
        owner: "甲演松",
        phone: "15400000001",
        rate: "0.8",
      },
    ]);
    expect(faults).toEqual([]);
    expect(marked).toBe("");
  });

  test("a roll under English headings, in any order, with columns of its own", () => {
    const text = "No,Owner,Unit No.,Area (m²),Rate,Notes\n1,甲演松,3-2-502,90,1.2345,=ok\n";
    expect(read(text).rows).toMatchObject([
      { unit: "3-2-502", building: "3栋", areaCm2: 900_000n, phone: null, rate: "1.2345" },
    ]);
  });

  test("a title above the header, blank rows, quotes, semicolons, tabs and lone CR", () => {
    const row = '3栋;3-2-502;89.5;"甲演松、乙演竹";;0.8';
    const semicolons = `胜天小区名册;;;;;\n${head.replaceAll(",", ";")}\n\n;;;;;\n${row}\n`;
    expect(read(semicolons).rows).toMatchObject([{ line: 5, owner: "甲演松、乙演竹" }]);
    const tabs = `${head}\r\n3栋,3-2-502,89.5,甲演松,,0.8\r\n`.replaceAll(",", "\t");
    expect(read(tabs).rows).toMatchObject([{ line: 2, areaCm2: 895_000n }]);
    expect(read(`${head}\r3栋,3-2-502,89.5,甲演松,,0.8`).rows).toMatchObject([{ line: 2 }]);
  });

  test("a heading that breaks its line", () => {
    const text = `楼栋,房号,"面积\n(㎡)",业主,电话,费率\n3栋,3-2-502,89.5,甲演松,,0.8\n`;
    expect(read(text).rows).toMatchObject([{ line: 3, areaCm2: 895_000n }]);
  });

  test("owners on lines of their own within a cell are a list", () => {
    const text = `${head}\n3栋,3-2-502,89.5,"甲演松\n乙演竹",,0.8\n3栋,3-2-503,89.5,丙,,0.8\n`;
    expect(read(text).rows.map(({ line, owner }) => [line, owner])).toEqual([
      [2, "甲演松、乙演竹"],
      [4, "丙"],
    ]);
  });

  test("full-width digits, units of measure and other spellings of a number", () => {
    const text = `${head}\n３,３栋２单元５０２室,８９.５０㎡,甲演松,+86 154-0000-0001,0.80元/㎡·月\n`;
    expect(read(text).rows).toMatchObject([
      {
        unit: "3-2-502",
        building: "3栋",
        areaCm2: 895_000n,
        phone: "15400000001",
        rate: "0.80",
      },
    ]);
  });

  test("UTF-8 with its mark, UTF-16 and GB 18030", () => {
    const text = `${head}\n3栋,3-2-502,89.47,甲演松,,0.8\n`;
    expect(read(`\uFEFF${text}`).rows).toHaveLength(1);
    const units = [0xfeff, ...Array.from(text, (sign) => sign.charCodeAt(0))];
    expect(read(new Uint8Array(Uint16Array.from(units).buffer)).rows).toHaveLength(1);
    // 房号,面积,业主,费率 and 1-1-101,80,甲,1 as a Chinese spreadsheet saves them.
    const national = [
      ...[0xb7, 0xbf, 0xba, 0xc5, 0x2c, 0xc3, 0xe6, 0xbb, 0xfd, 0x2c, 0xd2, 0xb5, 0xd6, 0xf7],
      ...[0x2c, 0xb7, 0xd1, 0xc2, 0xca, 0x0a],
      ...utf8("1-1-101,80,"),
      ...[0xbc, 0xd7],
      ...utf8(",1\n"),
    ];
    expect(read(Uint8Array.from(national)).rows).toMatchObject([
      { unit: "1-1-101", building: "1栋", owner: "甲" },
    ]);
  });
});

describe("rows with faults", () => {
  test.each([
    ["3栋,3-2-502,0,甲,,0.8", { column: "area", kind: "not-positive", value: "0" }],
    ["3栋,3-2-502,0.00,甲,,0.8", { column: "area", kind: "not-positive" }],
    ["3栋,3-2-502,-5,甲,,0.8", { column: "area", kind: "not-positive", value: "-5" }],
    ["3栋,3-2-502,89.475,甲,,0.8", { column: "area", kind: "too-many-decimals", allowed: 2 }],
    ["3栋,3-2-502,1e400,甲,,0.8", { column: "area", kind: "not-a-number" }],
    ["3栋,3-2-502,八十,甲,,0.8", { column: "area", kind: "not-a-number" }],
    ["3栋,3-2-502,8947,甲,,10000", { column: "rate", kind: "too-large", limit: 1000 }],
    ["3栋,3-2-502,,甲,,0.8", { column: "area", kind: "missing", value: null }],
    ["3栋,3-2-502,89,甲,,0.80005", { column: "rate", kind: "too-many-decimals", allowed: 4 }],
    ["3栋,3-2-502,89,甲,,", { column: "rate", kind: "missing" }],
    ["3栋,3-2-502,89, ,,0.8", { column: "owner", kind: "missing" }],
    ["3栋,,89,甲,,0.8", { column: "unit", kind: "missing" }],
    [",商铺12,89,甲,,0.8", { column: "building", kind: "missing" }],
    ["3栋,3-2-502,89,=1+1,,0.8", { column: "owner", kind: "formula", value: "=1+1" }],
    ["3栋,3-2-502,89,＝1+1,,0.8", { column: "owner", kind: "formula" }],
    ["3栋,@SUM(A1),89,甲,,0.8", { column: "unit", kind: "formula" }],
    ["3栋,3-2-502,89,\t甲,,0.8", { column: "owner", kind: "formula" }],
    ["3栋,3-2-502,=A1*2,甲,,0.8", { column: "area", kind: "formula" }],
    ["3栋,3-2-502,89,甲,@cmd,0.8", { column: "phone", kind: "formula" }],
    ["3栋,3-2-502,89,甲,1.54E+10,0.8", { column: "phone", kind: "bad-phone", value: "1.5***10" }],
    ["3栋,3-2-502,89,甲,1540000,0.8", { column: "phone", kind: "bad-phone", value: "154**00" }],
    [
      "3栋,3-2-502,89,甲,,0.8,x",
      { column: null, kind: "wrong-column-count", expected: 6, given: 7 },
    ],
    ["3栋,3-2-502,89", { column: null, kind: "wrong-column-count", expected: 6, given: 3 }],
    [`3栋,3-2-502,89,${"甲".repeat(101)},,0.8`, { column: "owner", kind: "too-long", limit: 100 }],
  ])("%s", (row, fault) => {
    expect(faultsOf(row)).toMatchObject([{ line: 2, ...fault }]);
  });

  test("a row tells all of its faults at once", () => {
    expect(faultsOf("3栋,,x,,12,-1").map(({ column, kind }) => [column, kind])).toEqual([
      ["unit", "missing"],
      ["area", "not-a-number"],
      ["owner", "missing"],
      ["phone", "bad-phone"],
      ["rate", "not-positive"],
    ]);
  });

  test("the second row of a unit is the faulty one, in whichever spelling", () => {
    const text = `${head}\n3栋,3-2-502,89,甲,,0.8\n,3栋2单元502,90,乙,,0.8\n`;
    const { rows, faults } = read(text);
    expect(rows).toHaveLength(1);
    expect(faults).toMatchObject([
      { line: 3, column: "unit", kind: "duplicate-unit", value: "3-2-502", firstLine: 2 },
    ]);
  });

  test("a stray quotation mark costs its own row and no other", () => {
    const good = (n: number) => `3栋,3-2-50${n},89,甲,,0.8`;
    const open = `3栋,3-2-599,89,"甲,,0.8`;
    const { rows, faults } = read([head, good(1), open, good(2), good(3)].join("\n"));
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 5]);
    expect(faults).toMatchObject([{ line: 3, kind: "unclosed-quote" }]);
    const quoted = `"3栋","3-2-504",89,"甲、""乙"",丙",,0.8`;
    expect(read([head, open, quoted].join("\n")).rows).toMatchObject([
      { line: 3, building: "3栋", owner: '甲、"乙",丙' },
    ]);
    const closedLater = [head, good(1), open, good(2), open, good(3)].join("\n");
    expect(read(closedLater).rows.map(({ line }) => line)).toEqual([2, 4, 6]);
  });
});

describe("the marked sheet", () => {
  const text = [
    `${head},备注`,
    "3栋,3-2-501,89,甲,,0.8,good",
    "3栋,3-2-502,89,=HYPERLINK(1),+154,0.8,-5",
    "3栋,3-2-503,89",
  ].join("\n");

  test("holds the bad rows only, each with its faults in Chinese and English", () => {
    const { marked } = read(text);
    expect(marked.startsWith("\uFEFF")).toBe(true);
    const rows: string[][] = parse(marked, { bom: true });
    expect(rows[0]).toEqual([...head.split(","), "备注", "问题"]);
    expect(rows).toHaveLength(3);
    expect(rows[1]?.at(-1)).toBe(
      "业主：不能以 = + - @ 等公式符号开头 · owner: must not begin like a formula；" +
        "电话：不是电话号码 · phone: is not a telephone number",
    );
    expect(rows[2]?.at(-1)).toBe("应有 7 列，实有 3 列 · 7 columns expected, 3 given");
  });

  test("no cell of it runs as a formula", () => {
    const quoted = `${head}\n3栋,3-2-502,89,"=cmd|' /C calc'!A0, ""x""",@a,"\t-1"\n`;
    const rows: string[][] = parse(read(quoted).marked, { bom: true });
    expect(rows[1]?.slice(3, 6)).toEqual([`'=cmd|' /C calc'!A0, "x"`, "'@a", "'\t-1"]);
  });

  test("mended and sent again it is taken, and marked again it has one column of problems", () => {
    const again = read(text).marked.replace("'=HYPERLINK(1)", "乙").replace("'+154", "");
    const { rows, faults, marked } = read(again);
    expect(rows).toMatchObject([{ unit: "3-2-502", owner: "乙", phone: null }]);
    expect(faults.map(({ column, kind }) => [column, kind])).toEqual(
      [
        ["area", "missing"],
        ["owner", "missing"],
        ["rate", "missing"],
      ].slice(1),
    );
    expect(marked.split("问题")).toHaveLength(2);
  });
});

describe("files refused as a whole", () => {
  test("nothing in it", () => {
    expect(refusal("")).toEqual({ kind: "file-empty" });
    expect(refusal(" \r\n\r\n")).toEqual({ kind: "file-empty" });
  });

  test("no header, or one with a column twice", () => {
    expect(refusal("3栋,3-2-502,89,甲,,0.8\n")).toMatchObject({
      kind: "no-header",
      missing: ["unit", "area", "owner", "rate"],
    });
    expect(refusal("房号,面积,姓名\n1-1-101,80,甲\n")).toMatchObject({
      kind: "no-header",
      missing: ["rate"],
      found: ["房号", "面积", "姓名"],
    });
    expect(refusal("房号,面积,面积,姓名,费率\n")).toEqual({
      kind: "duplicate-column",
      column: "area",
    });
  });

  test("a workbook that was not saved as CSV, or no text at all", () => {
    expect(refusal(Uint8Array.of(0x50, 0x4b, 3, 4, 20))).toEqual({
      kind: "not-a-table",
      looksLike: "xlsx",
    });
    expect(refusal(Uint8Array.of(0x41, 0, 0x42))).toMatchObject({ looksLike: "binary" });
    expect(refusal(Uint8Array.of(0xff, 0xff, 0x41))).toMatchObject({ kind: "wrong-encoding" });
  });

  test("lines of nothing but quotation marks are counted, not pondered", () => {
    const lines = `${head}\n${'"\n'.repeat(200_000)}`;
    expect(refusal(lines)).toMatchObject({ kind: "too-many-rows", rows: 200_001 });
  });

  test("fifty megabytes, before they are looked at", () => {
    const limit = 8 * 1024 * 1024;
    const bytes = new Uint8Array(50 * 1024 * 1024);
    expect(refusal(bytes)).toEqual({ kind: "file-too-large", bytes: bytes.length, limit });
    const rows = `${head}\n${"a,b\n".repeat(20)}`;
    expect(refusal(rows, { maxBytes: 1_000, maxRows: 20 })).toMatchObject({
      kind: "too-many-rows",
      rows: 21,
    });
  });
});

describe("laws", () => {
  test("no bytes make it throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(typeof readRollCsv(bytes).ok).toBe("boolean");
      }),
    );
  });

  test("every row is good or has a fault, whatever stands in its cells", () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("=1", '"', "\n", "89", ""),
    );
    const row = fc.array(cell, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (noise) => {
        const lines = noise.map((cells) => cells.join(",")).join("\n");
        const file = readRollCsv(utf8(`${head}\n3栋,3-2-502,89,甲,,0.8\n${lines}`));
        if (!file.ok) return;
        // The good row above the noise is never lost to it.
        expect(file.value.rows[0]?.unit).toBe("3-2-502");
        expect(file.value.marked === "").toBe(file.value.faults.length === 0);
      }),
    );
  });
});
