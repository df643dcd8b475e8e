import { money } from "@xinyi/money";
import { describe, expect, test } from "vitest";
import {
  type BankLine,
  type BankStatement,
  type Candidate,
  checkContinuity,
  matchReceipt,
  unitNumbersIn,
} from "./reconciliation.ts";

const yuan = (text: number) => money(BigInt(Math.round(text * 100)), "CNY");

const candidates: readonly Candidate[] = [
  { unit: "u1", number: "3-2-502", open: yuan(134.21), payerNames: ["张三"] },
  { unit: "u2", number: "3-2-503", open: yuan(88), payerNames: ["李四", "李四 "] },
  { unit: "u3", number: "13-2-502", open: yuan(88), payerNames: ["王五"] },
  { unit: "u4", number: "1-101", open: yuan(88), payerNames: ["王五"] },
  { unit: "u5", number: "A-1203", open: yuan(10), payerNames: [] },
];

function line(remark: string, payerName = "", amount = yuan(134.21)): BankLine {
  return { ref: "r", bookedOn: "2026-03-05", amount, payerName, remark };
}

describe("unit numbers in a remark", () => {
  test.each([
    ["3-2-502", ["3-2-502"]],
    ["物业费3-2-502一月", ["3-2-502"]],
    ["３－２－５０２物业费", ["3-2-502"]],
    ["3栋2单元502", ["3-2-502"]],
    ["3幢2单元502室", ["3-2-502"]],
    ["3号楼2单元502号", ["3-2-502"]],
    ["3 栋 2 单元 502", ["3-2-502"]],
    ["3#2单元502", ["3-2-502"]],
    ["3#楼2-502", ["3-2-502"]],
    ["三栋二单元502", ["3-2-502"]],
    ["十三栋2单元502", ["13-2-502"]],
    ["3栋2单元5楼502", ["3-2-502"]],
    ["03-02-502", ["3-2-502"]],
    ["3—2—502", ["3-2-502"]],
    ["A座1203", ["A-1203"]],
    ["1-2-3-402", ["1-2-3-402"]],
    ["3-2-502、3-2-503", ["3-2-502", "3-2-503"]],
    ["3-2-502 2026-01 物业费", ["3-2-502"]],
    ["3幢2单元502号 1月", ["3-2-502"]],
    ["3幢2单元502号1月", ["3-2-502"]],
    ["3栋2单元502室 2026年1月", ["3-2-502"]],
    ["12号3单元502", ["12-3-502"]],
  ])("%s", (text, expected) => {
    expect(unitNumbersIn(text)).toEqual(expected);
  });

  test.each([
    ["502"],
    ["物业费 2026-01"],
    ["2026/1/15 转账"],
    ["电话028-85551234"],
    ["单号20260105-0001"],
    ["134.21"],
    ["1-2-3-4-5"],
    [""],
  ])("none in %s", (text) => {
    expect(unitNumbersIn(text)).toEqual([]);
  });

  test.each([["13-2-502"], ["3-2-5021"], ["3-2-502-1"], ["33-2-502"], ["3栋12单元502"]])(
    "%s is another number than 3-2-502",
    (text) => {
      expect(unitNumbersIn(text)).not.toContain("3-2-502");
    },
  );
});

describe("whose a receipt is", () => {
  test("the unit number decides, whoever pays and however much", () => {
    expect(matchReceipt(line("3栋2单元502物业费", "某公司", yuan(1)), candidates)).toEqual({
      status: "matched",
      unit: "u1",
      because: { kind: "unit-number", found: "3-2-502" },
    });
  });

  test("a longer number is its own unit's", () => {
    expect(matchReceipt(line("13-2-502"), candidates)).toMatchObject({ unit: "u3" });
  });

  test("two units' numbers decide nothing", () => {
    expect(matchReceipt(line("3-2-502和3-2-503"), candidates)).toEqual({
      status: "suspense",
      because: { kind: "several-unit-numbers", units: ["u1", "u2"] },
    });
  });

  test("a number that is no unit's is not overruled by a name", () => {
    expect(matchReceipt(line("3-2-999", "张三"), candidates)).toEqual({
      status: "suspense",
      because: { kind: "unknown-unit-number", found: "3-2-999" },
    });
  });

  test("name and exact amount decide together", () => {
    expect(matchReceipt(line("物业费 2026-01", "张 三"), candidates)).toEqual({
      status: "matched",
      unit: "u1",
      because: { kind: "name-and-amount", name: "张 三" },
    });
    expect(matchReceipt(line("", "张三", yuan(134.2)), candidates)).toMatchObject({
      status: "suspense",
      because: { kind: "name-without-amount", units: ["u1"] },
    });
  });

  test("one name and one amount for two units decide nothing", () => {
    expect(matchReceipt(line("", "王五", yuan(88)), candidates)).toEqual({
      status: "suspense",
      because: { kind: "several-names-and-amounts", units: ["u3", "u4"] },
    });
  });

  test("a name kept twice for one unit is one name", () => {
    expect(matchReceipt(line("", "李四", yuan(88)), candidates)).toMatchObject({ unit: "u2" });
  });

  test("a stranger's money waits, and money out is no receipt", () => {
    expect(matchReceipt(line("谢谢", "赵六"), candidates)).toMatchObject({
      because: { kind: "nothing-known" },
    });
    for (const amount of [yuan(-1), yuan(0)]) {
      expect(matchReceipt(line("3-2-502", "张三", amount), candidates)).toMatchObject({
        because: { kind: "not-a-receipt" },
      });
    }
    const back = { ...line("3-2-502"), reversalOf: "r0" };
    expect(matchReceipt(back, candidates)).toMatchObject({ because: { kind: "not-a-receipt" } });
  });
});

describe("a statement's continuity", () => {
  const statement: BankStatement = {
    account: "trust",
    currency: "CNY",
    from: "2026-03-01",
    to: "2026-03-31",
    openingBalance: yuan(100),
    closingBalance: yuan(170),
    lines: [
      { ref: "1", bookedOn: "2026-03-02", amount: yuan(100) },
      { ref: "2", bookedOn: "2026-03-09", amount: yuan(-30) },
    ],
  };

  test("whole when the lines lead from opening to closing", () => {
    expect(checkContinuity(statement, yuan(100))).toEqual({
      gap: yuan(0),
      gapToPrevious: yuan(0),
      repeatedRefs: [],
      isWhole: true,
    });
  });

  test("a missing line shows as the gap, to the fen", () => {
    const short = { ...statement, closingBalance: yuan(170.01) };
    expect(checkContinuity(short)).toMatchObject({ gap: yuan(-0.01), isWhole: false });
  });

  test("a statement left out and a line read twice are told apart", () => {
    const [first] = statement.lines;
    const twice = { ...statement, lines: [...statement.lines, ...(first ? [first] : [])] };
    expect(checkContinuity(twice)).toMatchObject({ gap: yuan(100), repeatedRefs: ["1"] });
    expect(checkContinuity(statement, yuan(90))).toMatchObject({
      gapToPrevious: yuan(10),
      isWhole: false,
    });
  });
});
