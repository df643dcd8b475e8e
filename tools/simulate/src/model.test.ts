import { expect, test } from "vitest";
import { Books, monthlyFee } from "./model.ts";

test("a month's fee is rounded once, half a fen upwards", () => {
  // 89.47 m² × 1.50 = 134.205
  expect(monthlyFee(894_700n, 150n)).toBe(13_421n);
  expect(monthlyFee(600_000n, 203n)).toBe(12_180n);
});

test("what is paid ahead settles the next bill, and is owed again when the payment bounces", () => {
  const books = new Books();
  books.settle("1-1-101");
  books.receive("B1", 10_000n, "1-1-101");
  books.bill("1-1-101", 6_000n);
  expect(books.unit("1-1-101")).toEqual({ owed: 0n, ahead: 4_000n });
  expect(books.bounce("B1")).toBe("done");
  expect(books.unit("1-1-101")).toEqual({ owed: 6_000n, ahead: 0n });
  expect(books.ordinary).toBe(0n);
  expect(books.bounce("B1")).toBe("wrong-state");
});

test("an order commits its line to the fen, and is paid with both keys and no more", () => {
  const books = new Books();
  books.open(100_000n);
  books.adopt("repairs", 50_000n);
  expect(books.propose("O-1", "repairs", 50_001n, "2026-01-02", "2026-02-01")).toBe("over-budget");
  expect(books.propose("O-1", "repairs", 50_000n, "2026-01-02", "2026-02-01")).toBe("done");
  expect(books.available("repairs", "2026-02-01")).toBe(0n);
  expect(books.available("repairs", "2026-02-02")).toBe(50_000n);
  books.leave("B2", 50_001n);
  expect(books.execute("O-1", "B2", "2026-01-03")).toBe("approvals-missing");
  books.approve("O-1", "manager", "trustee", "2026-01-03");
  expect(books.approve("O-1", "manager", "trustee", "2026-01-03")).toBe("approved-already");
  books.approve("O-1", "member", "committee", "2026-01-03");
  expect(books.execute("O-1", "B2", "2026-01-03")).toBe("more-than-approved");
  books.leave("B3", 49_000n);
  expect(books.execute("O-1", "B3", "2026-01-03")).toBe("done");
  expect(books.available("repairs", "2026-01-04")).toBe(1_000n);
  expect(books.ordinary).toBe(51_000n);
});
