import { describe, expect, test } from "vitest";
import { answerCase, caseKinds, recountCase } from "./cases.ts";
import { rulesOf } from "./fixtures/sample.ts";

const rules = rulesOf();
const tallies = {
  total: { heads: "900", area: 90_000 },
  participating: { heads: "600", area: "60000.00" },
  for: { heads: 301, area: "30000.01" },
};

describe("a case", () => {
  test("is answered from decimal strings and short numbers alike", () => {
    expect(answerCase("verdict", { matter: "budget", tallies }, rules)).toMatchObject({
      ok: true,
      value: { status: "passed", strictStatus: "passed" },
    });
  });

  test("of a kind or with a field that is not known is refused, with its place", () => {
    expect(caseKinds).toHaveLength(6);
    expect(answerCase("plebiscite", {}, rules)).toEqual({
      ok: false,
      rejection: { kind: "unknown-kind", name: "plebiscite" },
    });
    expect(answerCase("toString", {}, rules)).toMatchObject({ ok: false });
    expect(answerCase("verdict", { matter: "budget", tallies, mood: "good" }, rules)).toMatchObject(
      {
        rejection: { kind: "malformed" },
      },
    );
    const facts = { axes: "heads" };
    expect(answerCase("verdict", { matter: "budget", tallies, facts }, rules)).toMatchObject({
      rejection: { kind: "malformed", path: "facts/axes" },
    });
  });

  test("with a figure that is no amount is an input error, not a crash", () => {
    for (const heads of ["-1", "1e9", "12.5", "many", ""]) {
      const wrong = { ...tallies, for: { heads, area: "1" } };
      expect(answerCase("verdict", { matter: "budget", tallies: wrong }, rules)).toMatchObject({
        value: { status: "input-error" },
      });
    }
  });

  test("of a roll counts heads, area and the ordinary quorum", () => {
    const units = [
      { count: 200, owner: "developer", state: "unsold", area: "100" },
      { count: 800, owner: "each-own", area: 100 },
    ];
    expect(answerCase("roll", { units }, rules)).toMatchObject({
      value: { heads: "801", area: "100000.00", quorum: { heads: "534", area: "66666.67" } },
    });
    expect(answerCase("roll", { units: [{ id: "1", owners: ["A"] }] }, rules)).toMatchObject({
      value: { status: "input-error", reasons: [{ kind: "no-area", unit: "1" }] },
    });
  });

  test("comes back to the same verdict through a roll and ballots", () => {
    expect(recountCase({ matter: "budget", tallies }, rules)).toMatchObject({
      status: "passed",
      rollHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(recountCase({ matter: "picnic", tallies }, rules)).toBeUndefined();
  });
});
