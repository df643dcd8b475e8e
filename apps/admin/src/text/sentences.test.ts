import { describe, expect, test } from "vitest";
import { en } from "./en.ts";
import { factsOf, problemKinds } from "./problem-kind.ts";
import { zh } from "./zh.ts";

const bare = factsOf(undefined, (line) => `line ${line}`);

describe("a sentence for each refusal", () => {
  test.each(problemKinds)("%s is whole in both languages, even without facts", (kind) => {
    for (const sentence of [zh.problems[kind](bare), en.problems[kind](bare)]) {
      expect(sentence).toMatch(/[。.?]$/);
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  test("Chinese is set with Chinese stops", () => {
    for (const kind of problemKinds) {
      expect(zh.problems[kind](bare)).not.toMatch(/[\u4e00-\u9fff][,;:?!]/);
    }
  });

  test("facts are told in the words of the sentence", () => {
    const facts = factsOf(
      { expected: "CNY", found: "EUR", at: { path: "Document/Stmt", line: 12 } },
      zh.refusal.place,
    );
    expect(zh.problems["other-currency-than-account"](facts)).toContain("EUR");
    expect(zh.problems["other-currency-than-account"](facts)).toContain("第 12 行");
    expect(factsOf({ limitBytes: 20_971_520 }, String).bytes("limitBytes")).toBe("20 MB");
    expect(factsOf({ missing: ["area", "rate"] }, String).text("missing")).toBe("area、rate");
  });
});
