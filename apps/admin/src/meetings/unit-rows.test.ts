import { describe, expect, test } from "vitest";
import { readNumbers, readRows } from "./unit-rows.ts";

describe("rows pasted from a sheet", () => {
  test("are read with tabs, spaces, full-width figures and grouped thousands", () => {
    expect(readRows("1-1-101\t89.37\n\n１-1-102　1,250 ")).toEqual({
      rows: [
        { unitNumber: "1-1-101", figure: "89.37" },
        { unitNumber: "1-1-102", figure: "1250" },
      ],
    });
  });

  test.each(["1-1-101", "1-1-101 many", "1-1-101 1.2.3", "1-1-101 -5"])(
    "a line that is none is named: %s",
    (line) => {
      expect(readRows(`1-1-100 1\n${line}`)).toEqual({ faultAt: 2 });
    },
  );
});

test("numbers are listed as people list them", () => {
  expect(readNumbers("0012-7、0013-9\n 0014-1，0015-2 ")).toEqual([
    "0012-7",
    "0013-9",
    "0014-1",
    "0015-2",
  ]);
  expect(readNumbers("  ")).toEqual([]);
});
