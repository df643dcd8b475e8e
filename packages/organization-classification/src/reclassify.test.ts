import { describe, expect, test } from "vitest";
import { scheme } from "./fixtures/scheme.ts";
import { prepare, reclassify, type Scheme } from "./index.ts";

const made = (change: Partial<Scheme> = {}) => {
  const prepared = prepare({ ...scheme, ...change });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.rejection));
  return prepared.value;
};
const bodies = [
  { id: "dance", facts: { name: "舞蹈队", description: "" } },
  { id: "patrol", facts: { name: "巡逻队", description: "" } },
  { id: "repair", facts: { name: "", description: "维修" } },
];
const withWords = (id: string, words: readonly string[]) =>
  made({ rules: scheme.rules.map((rule) => (rule.id === id ? { ...rule, words } : rule)) });

describe("a new version", () => {
  test("that says the same changes nobody", () => {
    const renamed = scheme.rules.map((rule) => ({ ...rule, id: `${rule.id}-2` }));
    expect(reclassify(bodies, made(), made({ rules: renamed }))).toEqual([]);
  });

  test("names who changes, from what to what, and the words that do it", () => {
    const changed = reclassify(bodies, made(), withWords("patrol", ["值守"]));
    expect(changed).toMatchObject([
      {
        id: "patrol",
        before: { outcome: "classified", primary: "safety" },
        after: { outcome: "insufficient" },
        because: [{ rule: "patrol", text: "巡逻", before: 4 }],
      },
    ]);
    expect(changed[0]?.because[0]).not.toHaveProperty("after");
  });

  test("that only raises a bar changes without a finding", () => {
    const strict = made({ thresholds: { accept: 5, margin: 3 } });
    expect(reclassify(bodies, made(), strict)).toMatchObject([
      { id: "dance", after: { outcome: "needs-review", reasons: ["too-little"] }, because: [] },
      { id: "patrol", because: [] },
    ]);
  });

  test("that excludes a body names the clause", () => {
    const firm = scheme.exclusions.find(({ id }) => id === "firm");
    if (firm === undefined) throw new Error("the scheme excludes firms");
    const all = [{ field: "name", words: ["队"], at: "end" }] as const;
    const stricter = made({ exclusions: [{ ...firm, all }] });
    expect(reclassify(bodies, made(), stricter)[0]).toMatchObject({
      after: { outcome: "out-of-scope" },
      because: [{ rule: "firm", text: "art. 2", after: 0 }],
    });
  });
});
