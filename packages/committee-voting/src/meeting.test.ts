import { describe, expect, test } from "vitest";
import { moreThanHalf, rulesWith, since } from "./fixtures/sample.ts";
import { closeVoting, convene, openVoting, publish, readinessOf } from "./meeting.ts";

const rules = rulesWith(moreThanHalf, { notice: since({ days: 15, kind: "defect" }) });
const facts = {
  id: "m1",
  matters: ["budget"],
  noticeServedOn: "2024-05-17",
  heldOn: "2024-06-01",
  opensAt: "2024-06-01T00:00:00+08:00",
  closesAt: "2024-06-15T00:00:00+08:00",
} as const;
const prepared = {
  rollHash: "a".repeat(64),
  openObjections: 0,
  voters: 900,
  ballotsDelivered: 900,
  isPubliclyNotified: false,
};
const convened = () => {
  const meeting = convene(facts, rules);
  if (!meeting.ok) throw new Error(meeting.rejection.kind);
  return meeting.value;
};

describe("a meeting", () => {
  test("goes from convened to open, closed and published, and never back", () => {
    const open = openVoting(convened(), facts.opensAt, prepared, rules);
    if (!open.ok) throw new Error(open.rejection.kind);
    const closed = closeVoting(open.value, facts.closesAt);
    if (!closed.ok) throw new Error(closed.rejection.kind);
    const published = publish(closed.value, "2024-06-16T09:00:00+08:00", "b".repeat(64));
    expect(published).toMatchObject({
      ok: true,
      value: { status: "published", rollHash: prepared.rollHash, logRoot: "b".repeat(64) },
    });
    const wrong = { ok: false, rejection: { kind: "wrong-status" } };
    expect(openVoting(open.value, facts.opensAt, prepared, rules)).toMatchObject(wrong);
    expect(closeVoting(closed.value, facts.closesAt)).toMatchObject(wrong);
    expect(publish(open.value, facts.closesAt, "")).toMatchObject(wrong);
  });

  test.each([
    [{ matters: [] }, { kind: "no-matter" }],
    [{ matters: ["budget", "budget"] }, { kind: "matter-listed-twice", matter: "budget" }],
    [{ closesAt: facts.opensAt }, { kind: "closes-before-it-opens" }],
    [{ matters: ["budget", "picnic"] }, { kind: "matter-without-rule", matter: "picnic" }],
    [
      { noticeServedOn: "2024-05-18" },
      {
        kind: "notice-too-short",
        matter: "budget",
        required: 15,
        given: 14,
        source: "Sample Act s. 1",
      },
    ],
  ] as const)("is not called with %j", (more, rejection) => {
    expect(convene({ ...facts, ...more }, rules)).toEqual({ ok: false, rejection });
  });

  test.each([
    [{ openObjections: 2 }, "objections-settled"],
    [{ ballotsDelivered: 899 }, "ballots-delivered"],
  ] as const)("does not open while %j", (more, missing) => {
    expect(openVoting(convened(), facts.opensAt, { ...prepared, ...more }, rules)).toEqual({
      ok: false,
      rejection: { kind: "not-ready", missing: [missing] },
    });
  });

  test("does not open on a roll that was not frozen, nor before its time, nor without ballot rules", () => {
    const { rollHash: _, ...unfrozen } = prepared;
    expect(openVoting(convened(), facts.opensAt, unfrozen, rules)).toMatchObject({
      rejection: { missing: ["roll-frozen"] },
    });
    expect(openVoting(convened(), "2024-05-31T23:59:59+08:00", prepared, rules)).toMatchObject({
      rejection: { kind: "not-open-yet" },
    });
    const { ballot: __, ...silent } = rules;
    expect(readinessOf(convened(), prepared, silent)).toContainEqual({
      kind: "ballot-rules-declared",
      isMet: false,
    });
  });

  test("public notice stands in for ballots that could not be delivered", () => {
    const some = { ...prepared, ballotsDelivered: 800, isPubliclyNotified: true };
    expect(openVoting(convened(), facts.opensAt, some, rules)).toMatchObject({ ok: true });
    expect(readinessOf(convened(), some, rules)).toContainEqual({
      kind: "ballots-delivered",
      isMet: true,
      missing: 100,
    });
  });

  test("is not closed before its announced end", () => {
    const open = openVoting(convened(), facts.opensAt, prepared, rules);
    if (!open.ok) throw new Error(open.rejection.kind);
    expect(closeVoting(open.value, "2024-06-14T23:59:59+08:00")).toMatchObject({
      rejection: { kind: "still-open" },
    });
  });
});
