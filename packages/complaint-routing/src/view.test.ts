import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MatterRecord, publicCount, viewOf } from "./view.ts";

const record: MatterRecord = {
  id: "c1",
  category: "repair",
  grid: "general-1",
  state: "dispatched",
  lead: "property-company",
  receivedAt: "2026-03-02T09:00:00+08:00",
  estate: "e1",
  place: "3-2-501",
  text: "漏水",
  contact: "138…",
  reporters: ["p1"],
  isSensitive: false,
  isAccepted: false,
  excludes: ["street"],
};
const handler = { as: "handler", unit: "property-company" } as const;
const supervisor = { as: "supervisor", unit: "courtyard-committee" } as const;

describe("one sees of a matter", () => {
  test("in public neither who, nor the flat, nor the words", () => {
    expect(viewOf(record, { as: "public" })).toEqual({
      id: "c1",
      category: "repair",
      grid: "general-1",
      state: "dispatched",
      lead: "property-company",
      receivedAt: "2026-03-02T09:00:00+08:00",
    });
    expect(viewOf({ ...record, isSensitive: true }, { as: "public" })).toBeUndefined();
  });

  test("as the handler whom to call, once it has accepted", () => {
    expect(viewOf(record, handler)).not.toHaveProperty("contact");
    expect(viewOf({ ...record, isAccepted: true }, handler)).toHaveProperty("contact");
  });

  test("nothing as an excluded unit, in whatever part it asks", () => {
    expect(viewOf(record, { as: "handler", unit: "street" })).toBeUndefined();
    expect(viewOf(record, { as: "supervisor", unit: "street" })).toBeUndefined();
  });
});

test("a small count is not shown", () => {
  expect([publicCount(4, 5), publicCount(5, 5), publicCount(0, 5)]).toEqual([
    undefined,
    5,
    undefined,
  ]);
});

test("law: the public's part is in the handler's, the handler's in the supervisor's", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (isSensitive, isAccepted, full) => {
      const { contact: _, text: __, ...less } = record;
      const kept = { ...(full ? record : less), isSensitive, isAccepted };
      const views = [
        viewOf(kept, { as: "public" }),
        viewOf(kept, handler),
        viewOf(kept, supervisor),
      ];
      const [open = {}, mine = {}, all = {}] = views;
      expect(mine).toMatchObject(open);
      expect(all).toMatchObject(mine);
      expect(open).not.toHaveProperty("contact");
    }),
  );
});
