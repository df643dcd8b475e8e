import { auditGrids, codesOn, divisionOn, divisionTable } from "@xinyi/identifiers";
import { divisionsFor, gridSizesFor } from "@xinyi/jurisdictions";
import { expect, test } from "vitest";

test("the divisions that ship are a table without holes, and follow a code given up", () => {
  const listed = divisionsFor("cn-sc-chengdu");
  if (!listed.ok) throw new Error(listed.rejection.kind);
  const table = divisionTable(listed.value.divisions);
  if (!table.ok) throw new Error(JSON.stringify(table.rejection));
  expect(table.value.size).toBe(589);
  expect(divisionOn("510185108208", "2024-11-20", table.value)).toMatchObject({ ok: true });
  expect(codesOn("512081000000", "2024-11-20", table.value)).toEqual(["510185000000"]);
});

test("grids are held to the sizes their place gives for the day", () => {
  const sizes = gridSizesFor("cn-sc-chengdu", "2024-11-20");
  if (!sizes.ok) throw new Error(sizes.rejection.kind);
  const grids = [
    { id: "a", kind: "ordinary", households: 501 },
    { id: "b", kind: "micro", households: 100 },
    { id: "c", kind: "general", households: 9000 },
  ] as const;
  expect(auditGrids(grids, sizes.value.value)).toEqual([
    { id: "a", kind: "ordinary", finding: "too-large", by: 1 },
  ]);
});
