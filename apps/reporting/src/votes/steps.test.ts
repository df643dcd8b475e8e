import { receiptFor } from "@xinyi/committee-voting";
import { describe, expect, test } from "vitest";
import { carried, recountFile, resultOf, short } from "../fixtures/vote.ts";
import { checkBallot, countAgain, type RecountFile } from "../recount/steps.ts";

const file: RecountFile = recountFile(carried, "更换电梯");
const text = JSON.stringify(file);
const kinds = (given: string) => countAgain(given).steps.map(({ kind, isSo }) => [kind, isSo]);

describe("counting a published vote again", () => {
  test("goes through every step and comes to the published verdict", () => {
    expect(kinds(text)).toEqual([
      ["file", true],
      ["packs", true],
      ["rules", true],
      ["roll", true],
      ["log", true],
      ["verdict", true],
    ]);
    const { packs: _, ...verdict } = resultOf(1, "", carried).verdict;
    expect(countAgain(text).verdict).toMatchObject(verdict);
  });

  test.each([
    ["a file of something else", "{}", "file"],
    ["a rule made easier", text.replaceAll("[2,3]", "[1,3]"), "packs"],
    ["an area made larger", text.replace('"area":"89.37"', '"area":"98.37"'), "roll"],
    ["a ballot turned round", text.replace('"choice":"against"', '"choice":"for"'), "log"],
    ["a verdict turned round", text.replace('"status":"passed"', '"status":"failed"'), "verdict"],
  ])("%s is found out at its own step", (_, given, step) => {
    expect(kinds(given).at(-1)).toEqual([step, false]);
  });
});

describe("one's own ballot", () => {
  const [ballot] = carried.box.ballots;
  if (ballot === undefined) throw new Error("an empty box");
  const receipt = receiptFor(carried.box, ballot.id);

  test("is found by the number on the receipt, as it was cast", () => {
    const found = checkBallot(file, ` ${ballot.id} `);
    expect(found).toEqual({ kind: "found", ballot, position: 1, of: 7, standing: "counts" });
    expect(checkBallot(file, "999").kind).toBe("not-found");
  });

  test("is proved by the receipt that was handed out", () => {
    expect(checkBallot(file, JSON.stringify({ published: ballot, receipt })).kind).toBe("found");
    const turned = { published: { ...ballot, choice: "against" }, receipt };
    expect(checkBallot(file, JSON.stringify(turned)).kind).toBe("not-proved");
  });

  test("a receipt of the day of voting still leads to the ballot, one of another vote does not", () => {
    const then = { ...carried.box, ballots: carried.box.ballots.slice(0, 3) };
    const early = { published: ballot, receipt: receiptFor(then, ballot.id) };
    expect(checkBallot(file, JSON.stringify(early)).kind).toBe("found");
    const other = { ...short.box, ballots: [{ ...ballot, choice: "against" as const }] };
    const foreign = { published: other.ballots[0], receipt: receiptFor(other, ballot.id) };
    expect(checkBallot(file, JSON.stringify(foreign)).kind).toBe("not-proved");
  });
});
