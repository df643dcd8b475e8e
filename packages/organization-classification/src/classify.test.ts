import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scheme } from "./fixtures/scheme.ts";
import { classify, mapped, prepare } from "./index.ts";

const made = prepare(scheme);
if (!made.ok) throw new Error(JSON.stringify(made.rejection));
const prepared = made.value;
const ask = (name: string, description = "") => classify({ name, description }, prepared);

describe("an answer", () => {
  test("shows the words it rests on where they stand", () => {
    expect(ask("青年舞蹈隊", "排練廣場舞")).toEqual({
      outcome: "classified",
      scheme: "small@1.0.0",
      primary: "culture",
      score: 10,
      alternatives: [],
      evidence: [
        { rule: "who", field: "name", span: [0, 2], text: "青年", effect: 0, source: "usage" },
        {
          rule: "dance",
          field: "name",
          span: [2, 4],
          text: "舞蹈",
          effect: 4,
          term: "culture",
          source: "usage",
        },
        {
          rule: "dance",
          field: "description",
          span: [2, 5],
          text: "廣場舞",
          effect: 6,
          term: "culture",
          source: "usage",
        },
      ],
    });
  });

  test("without evidence is no guess, and says what is missing", () => {
    expect(ask("")).toMatchObject({ outcome: "insufficient", missing: ["name", "description"] });
    expect(ask("某某队")).toMatchObject({ outcome: "insufficient", missing: ["description"] });
  });

  test.each([
    ["青年队", "", ["only-who"]],
    ["环保队", "", ["open-term"]],
    ["舞蹈队", "巡逻", ["name-and-activities-disagree", "alike"]],
    ["舞蹈巡逻队", "舞蹈、巡逻", ["alike"]],
    ["调解队", "", ["rule-asks"]],
    ["物业巡逻队", "", ["exclusion-possible"]],
  ])("%s %s asks a person", (name, description, reasons) => {
    const answer = ask(name, description);
    expect(answer.outcome).toBe("needs-review");
    if (answer.outcome === "needs-review")
      expect([...answer.reasons].sort()).toEqual(reasons.sort());
  });

  test("an exclusion names its clause; a firm is one only where its name ends so", () => {
    expect(ask("某某有限公司", "舞蹈")).toMatchObject({
      outcome: "out-of-scope",
      needsReview: false,
      clauses: [{ exclusion: "firm", clause: "art. 2" }],
    });
    expect(ask("公司舞蹈队")).toMatchObject({ outcome: "classified", primary: "culture" });
  });

  test("a negated word counts for nothing, a harmless phrase turns nothing", () => {
    expect(ask("", "不得巡逻,舞蹈")).toMatchObject({ primary: "culture", alternatives: [] });
    expect(ask("", "不巡逻,舞蹈")).toMatchObject({ primary: "culture", alternatives: [] });
    expect(ask("", "不定期巡逻")).toMatchObject({ primary: "safety", score: 6 });
    expect(ask("", "不,巡逻")).toMatchObject({ primary: "safety", score: 6 });
  });

  test("to forbid a hazard is the work itself", () => {
    expect(ask("", "不溺水")).toMatchObject({ primary: "safety", score: 6 });
  });

  test("an exclusion has its exceptions", () => {
    expect(ask("便民超市")).toMatchObject({ outcome: "out-of-scope", needsReview: true });
    expect(ask("舞蹈爱心超市")).toMatchObject({ outcome: "classified", primary: "culture" });
  });

  test("the word of a place's name says little of what is done there", () => {
    expect(ask("舞蹈路巡逻队")).toMatchObject({
      outcome: "classified",
      primary: "safety",
      alternatives: [{ code: "culture", score: 1 }],
    });
    expect(ask("舞蹈广场舞")).toMatchObject({ primary: "culture", score: 8 });
  });

  test("the longest word wins, and a word said twice counts once", () => {
    expect(ask("", "广场舞、广场舞").evidence.map(({ text, effect }) => [text, effect])).toEqual([
      ["广场舞", 6],
      ["广场舞", 0],
    ]);
  });

  test("what is done for each other counts as mutual aid, delivered as a service", () => {
    expect(ask("", "理发、维修")).toMatchObject({ primary: "service" });
    expect(ask("互助队", "互助理发、维修")).toMatchObject({
      outcome: "classified",
      primary: "aid",
    });
  });

  test("is told in the words of another scheme, by subject first", () => {
    expect(mapped(ask("舞蹈队"), scheme)).toEqual({ other: { code: "C", relation: "exact" } });
    expect(mapped(ask("科普队"), scheme)).toEqual({ other: { code: "E", relation: "related" } });
    expect(mapped(ask("某公司"), scheme)).toEqual({});
  });
});

test("a scheme that names what it lacks is refused with the place", () => {
  const [rule] = scheme.rules;
  if (rule === undefined) throw new Error("the scheme has rules");
  const refusal = (change: object) => {
    const answer = prepare({ ...scheme, rules: [{ ...rule, ...change }] });
    return answer.ok ? "accepted" : answer.rejection.kind;
  };
  expect(refusal({ term: "none" })).toBe("unknown-term");
  expect(refusal({ source: "none" })).toBe("unknown-source");
  expect(refusal({ words: [" "] })).toBe("empty-word");
  expect(refusal({ words: ["舞", "舞"] })).toBe("word-twice");
});

describe("laws", () => {
  const word = fc.constantFrom(
    ...scheme.rules.flatMap(({ words }) => words),
    "不",
    "的",
    ",",
    " ",
    "公司",
  );
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(""));

  test("the same facts give the same bytes", () => {
    fc.assert(
      fc.property(text, text, (name, description) => {
        const again = prepare(scheme);
        return (
          again.ok &&
          JSON.stringify(ask(name, description)) ===
            JSON.stringify(classify({ name, description }, again.value))
        );
      }),
    );
  });

  test("every piece of evidence stands in the text where it says", () => {
    fc.assert(
      fc.property(text, text, (name, description) => {
        for (const one of ask(name, description).evidence) {
          const field = one.field === "name" ? name : description;
          expect(field.slice(...one.span)).toBe(one.text);
        }
      }),
    );
  });

  test("a classified body has evidence, a lead and no excluding clause", () => {
    fc.assert(
      fc.property(text, text, (name, description) => {
        const answer = ask(name, description);
        if (answer.outcome !== "classified") return true;
        const next = answer.alternatives[0]?.score ?? 0;
        return answer.evidence.length > 0 && answer.score - next >= scheme.thresholds.margin;
      }),
    );
  });
});
