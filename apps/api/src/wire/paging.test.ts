import fc from "fast-check";
import { expect, test } from "vitest";
import { pageOf, pageWithin, placeIn } from "./paging.ts";

const rows = ["a", "b", "c", "d", "e"].map((id) => ({ id }));
const place = ({ id }: { id: string }) => [id];

test("a list of five in pages of two", () => {
  const first = pageWithin(rows, { limit: 2 }, place);
  const second = pageWithin(rows, { limit: 2, cursor: first.next ?? "" }, place);
  const third = pageWithin(rows, { limit: 2, cursor: second.next ?? "" }, place);
  expect([first, second, third].map(({ items }) => items.map(place).join())).toEqual([
    "a,b",
    "c,d",
    "e",
  ]);
  expect(third.next).toBeNull();
});

test("rows written before the page's place shift nothing", () => {
  const { next } = pageWithin(rows, { limit: 2 }, place);
  const grown = [{ id: "0" }, ...rows];
  expect(pageWithin(grown, { limit: 2, cursor: next ?? "" }, place).items).toEqual(
    rows.slice(2, 4),
  );
});

test("a cursor is read back as it was written, and nothing else is read", () => {
  const { next } = pageOf(rows, 2, ({ id }) => [id, 7]);
  expect(placeIn(next ?? "")).toEqual(["b", 7]);
  for (const forged of ["", "nonsense", "bnVsbA", "W3t9XQ"])
    expect(placeIn(forged)).toBeUndefined();
});

test("whatever the size of pages, they are the list", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), fc.integer({ min: 1, max: 9 }), (ids, limit) => {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const asked = { limit, ...(cursor !== undefined && { cursor }) };
        const page = pageWithin(ids, asked, (id) => [id]);
        seen.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(ids);
    }),
  );
});
