import { describe, expect, test } from "vitest";
import { answerCaseDeadline, answerDeadline, answerLifecycle, answerRoute } from "./cases.ts";
import { routing, rules } from "./fixtures/district.ts";

const receivedAt = "2026-03-02T10:00:00+08:00";
const file = { verb: "file", by: "resident", at: receivedAt };
const dispatch = { verb: "dispatch", by: "triage", at: receivedAt, lead: "property-company" };

describe("a worked case answers", () => {
  test("a day, a moment or the error that none can be told", () => {
    const due = (amount: number, unit: string, at = receivedAt) =>
      answerDeadline({ receivedAt: at, term: { amount, unit } }, rules);
    expect(due(3, "working-day")).toEqual({ ok: true, value: { dueOn: "2026-03-05" } });
    expect(due(2, "hour")).toHaveProperty("value.dueAt", "2026-03-02T12:00:00+08:00");
    expect(due(9, "working-day", "2026-12-25T10:00:00+08:00")).toEqual({
      ok: true,
      value: { error: "calendar-horizon" },
    });
  });

  test("a due day under a class, or the refusal", () => {
    const extension = { askedAt: "2026-03-24T09:00:00+08:00", days: 5 };
    const asked = { class: "complaint", receivedAt };
    expect(answerCaseDeadline(asked, rules)).toHaveProperty("value.dueOn", "2026-03-23");
    expect(answerCaseDeadline({ ...asked, extension }, rules)).toEqual({
      ok: true,
      value: { refused: "extension-after-expiry" },
    });
  });

  test("where a matter goes", () => {
    const answer = (given: object) => {
      const read = answerRoute(given, routing);
      return read.ok ? read.value : read.rejection;
    };
    expect(answer({ category: "cleaning", estate: "e1" })).toMatchObject({
      disposition: "dispatch",
      lead: "property-company",
      supervisor: "courtyard-committee",
      textStored: true,
    });
    expect(answer({ category: "safety.gas" })).toMatchObject({ to: "emergency-property" });
    expect(answer({ category: "none" })).toMatchObject({ disposition: "triage" });
  });

  test("a state, or why the last step was refused", () => {
    const life = (...steps: readonly object[]) => answerLifecycle({ steps }, rules);
    expect(life(file, dispatch)).toEqual({ ok: true, value: { state: "dispatched" } });
    const stranger = { verb: "accept", by: "street", at: receivedAt };
    expect(life(file, dispatch, stranger)).toHaveProperty("value.refused", "not-the-lead");
    expect(life(dispatch)).toHaveProperty("value.refused", "not-filed");
  });
});

describe("what is not known is a failure and never an answer", () => {
  test.each([
    ["an unknown verb", { steps: [{ ...file, verb: "shout" }] }, "unknown-verb"],
    ["a rating that is missing", { steps: [file, { ...dispatch, verb: "rate" }] }, "unknown-verb"],
    ["an unknown field", { steps: [{ ...file, mood: "bad" }] }, "malformed"],
    ["no step", { steps: [] }, "malformed"],
    ["an earlier step that is refused", { steps: [dispatch, file] }, "step-refused"],
  ])("%s", (_, given, kind) => {
    expect(answerLifecycle(given, rules)).toHaveProperty("rejection.kind", kind);
  });

  test("also in the other kinds", () => {
    const term = { amount: 1, unit: "moon" };
    expect(answerDeadline({ receivedAt, term }, rules)).toHaveProperty(
      "rejection.kind",
      "malformed",
    );
    expect(answerRoute({ colour: 1 }, routing)).toHaveProperty("rejection.kind", "malformed");
    expect(answerCaseDeadline({ receivedAt }, rules)).toHaveProperty("ok", false);
  });
});
