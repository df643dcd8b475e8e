import { describe, expect, test } from "vitest";
import { lineStanding } from "./budget.ts";
import { answerBooks } from "./cases.ts";
import { chart, play, refusalOf, yuan } from "./fixtures/played.ts";
import { execute as executeOrder, voidOrder } from "./payment-order.ts";
import type { StepWire } from "./step.ts";

const start: readonly StepWire[] = [
  { op: "open", on: "2026-01-01", fund: "ordinary", amount: "1000.00" },
  {
    op: "adopt-budget",
    on: "2026-01-02",
    year: 2026,
    lines: { repairs: "1500.00" },
    remunerationRate: "0",
    mandate: "R-1",
  },
];
const propose = (order: string, amount: string): StepWire => ({
  op: "propose",
  on: "2026-02-10",
  order,
  line: "repairs",
  amount,
  payee: "roofer",
  by: "w",
});
const approve = (by: string, role: "trustee" | "committee"): StepWire => ({
  op: "approve",
  on: "2026-02-11",
  order: "P1",
  by,
  role,
});
const keys = [approve("m", "trustee"), approve("z", "committee")];
const amend = (amount: string): StepWire => ({
  op: "amend-order",
  on: "2026-02-12",
  order: "P1",
  amount,
  by: "w",
});
const execute = (paid: string, ref = "b1"): StepWire => ({
  op: "execute",
  on: "2026-02-13",
  order: "P1",
  paid,
  ref,
  voucher: "v1",
});

function line(...steps: readonly StepWire[]): unknown {
  const answer = answerBooks(chart, "CNY", [...start, ...steps], { line: "repairs" });
  return answer.kind === "answered" ? (answer.fields.refused ?? answer.fields.statement) : answer;
}

function refusal(...steps: readonly StepWire[]): string | undefined {
  return refusalOf([...start, ...steps]);
}

describe("two keys", () => {
  test("a proposer may approve; no person approves twice in two roles", () => {
    expect(refusal(propose("P1", "1.00"), approve("w", "trustee"))).toBeUndefined();
    expect(refusal(propose("P1", "1.00"), approve("m", "trustee"), approve("m", "committee"))).toBe(
      "same-person",
    );
  });

  test("two people of one role are one key", () => {
    const twice = [approve("m", "trustee"), approve("n", "trustee")];
    expect(refusal(propose("P1", "1.00"), ...twice, execute("1.00"))).toBe("not-approved");
    const rest = [...twice, approve("m", "committee")];
    expect(refusal(propose("P1", "1.00"), ...rest)).toBe("same-person");
  });

  test("are remembered once for each person and role", () => {
    const given = [approve("m", "trustee"), approve("m", "trustee"), approve("n", "trustee")];
    const { book } = play([...start, propose("P1", "1.00"), ...given]);
    expect(book.orders.get("P1")?.state).toEqual({
      status: "open",
      approvals: [
        { by: "m", role: "trustee", on: "2026-02-11" },
        { by: "n", role: "trustee", on: "2026-02-11" },
      ],
    });
  });

  test("changing the amount voids every approval, whichever way it changes", () => {
    const changed = [propose("P1", "500.00"), ...keys, amend("400.00")];
    expect(refusal(...changed, execute("400.00"))).toBe("not-approved");
    const swapped = [approve("z", "trustee"), approve("m", "committee"), execute("400.00")];
    expect(refusal(...changed, ...swapped)).toBeUndefined();
  });

  test("is asked before the amount, and the amount before the account", () => {
    expect(refusal(propose("P1", "1500.00"), execute("1500.01"))).toBe("not-approved");
    expect(refusal(propose("P1", "1500.00"), ...keys, execute("1500.01"))).toBe(
      "more-than-approved",
    );
    expect(refusal(propose("P1", "1500.00"), ...keys, execute("1500.00"))).toBe("overdrawn");
  });

  test("turn for an order whose name nobody used before, and leave its voucher in the books", () => {
    expect(refusal(propose("P1", "1.00"), propose("P1", "1.00"))).toBe("order-exists");
    const { book } = play([...start, propose("P1", "10.00"), ...keys, execute("10.00")]);
    expect(book.entries.at(-1)).toMatchObject({ vouchers: ["v1"], reference: "b1" });
  });

  test("open nothing twice", () => {
    const done = [propose("P1", "10.00"), ...keys, execute("10.00")];
    expect(refusal(...done, execute("10.00"))).toBeUndefined();
    expect(refusal(...done, execute("10.00", "b2"))).toBe("order-not-open");
    expect(refusal(...done, amend("5.00"))).toBe("order-not-open");
    expect(refusal(...done, execute("9.00"))).toBe("reference-reused");
  });
});

describe("a line of the budget", () => {
  test("is committed by what is open, to the last fen", () => {
    expect(line(propose("P1", "1000.00"), propose("P2", "500.01"))).toBe("over-budget");
    expect(line(propose("P1", "1000.00"), propose("P2", "500.00"))).toEqual({
      line: "repairs",
      adopted: "1500.00",
      spent: "0.00",
      committed: "1500.00",
      available: "0.00",
    });
  });

  test("frees an amended order before it is committed anew", () => {
    expect(line(propose("P1", "1000.00"), amend("1500.00"))).toMatchObject({
      committed: "1500.00",
    });
    expect(line(propose("P1", "1000.00"), amend("1500.01"))).toBe("over-budget");
  });

  test("counts an executed order as spent for what was paid, and a returned one as nothing", () => {
    const paid = [propose("P1", "900.00"), ...keys, execute("850.00")];
    expect(line(...paid)).toMatchObject({
      spent: "850.00",
      committed: "0.00",
      available: "650.00",
    });
    const back: StepWire = { op: "reverse", on: "2026-02-20", step: 6, reason: "returned" };
    expect(line(...paid, back)).toMatchObject({ spent: "0.00", available: "1500.00" });
  });

  test("is of one year and one name: what others commit or spend leaves it as it is", () => {
    const next: StepWire = {
      op: "adopt-budget",
      on: "2027-01-02",
      year: 2027,
      lines: { repairs: "300.00", cleaning: "400.00" },
      remunerationRate: "0",
      mandate: "R-2",
    };
    const more: readonly StepWire[] = [
      ...[propose("P1", "900.00"), ...keys, execute("850.00")],
      { ...propose("P2", "200.00"), on: "2027-02-10" } as StepWire,
      { ...propose("P3", "70.00"), on: "2027-02-10", line: "cleaning" } as StepWire,
    ];
    const { book } = play([...start, next, ...more]);
    const standings = [
      lineStanding(book, 2026, "repairs"),
      lineStanding(book, 2027, "repairs"),
      lineStanding(book, 2027, "cleaning"),
    ];
    expect(standings.map(({ spent, committed }) => [spent, committed])).toEqual([
      [yuan("850.00"), yuan("0")],
      [yuan("0"), yuan("200.00")],
      [yuan("0"), yuan("70.00")],
    ]);
    expect(lineStanding(book, 2027, "repairs", "P2").committed).toEqual(yuan("0"));
  });

  test("exists only in an adopted budget of the year", () => {
    expect(refusalOf([propose("P1", "0.01")])).toBe("over-budget");
    expect(refusal({ ...propose("P1", "0.01"), on: "2027-01-01" } as StepWire)).toBe("over-budget");
  });
});

describe("an order given up", () => {
  test("frees what it committed, and opens to nothing any more", () => {
    const { book } = play([...start, propose("P1", "1500.00"), ...keys]);
    const voided = voidOrder(book, { on: "2026-02-12", act: "v", order: "P1", by: "w" });
    if (!voided.ok) throw new Error(voided.rejection.kind);
    expect(lineStanding(voided.value.book, 2026, "repairs").available).toEqual(yuan("1500.00"));
    const again = voidOrder(voided.value.book, {
      on: "2026-02-12",
      act: "v",
      order: "P1",
      by: "w",
    });
    expect(again).toMatchObject({ rejection: { kind: "order-not-open", status: "voided" } });
  });
});

test("a refusal names the keys that are missing", () => {
  const { book } = play([...start, propose("P1", "1.00"), approve("m", "trustee")]);
  const fact = {
    on: "2026-02-13",
    act: "x",
    order: "P1",
    paid: yuan("1.00"),
    voucher: "v",
  } as const;
  expect(executeOrder(book, { ...fact, ref: "b1" })).toEqual({
    ok: false,
    rejection: { kind: "not-approved", missing: ["committee"] },
  });
  expect(executeOrder(book, { ...fact, ref: "b1", order: "P9" })).toEqual({
    ok: false,
    rejection: { kind: "unknown-order", order: "P9" },
  });
});
