import { describe, expect, test } from "vitest";
import type { Count } from "./count.ts";
import { bothAxes, countOf, moreThanHalf, rulesWith, since } from "./fixtures/sample.ts";
import type { Aftermath, Fallback, Quorum, RuleEntry } from "./pack.ts";
import { decideVerdict } from "./verdict.ts";

const ofPresent = bothAxes("moreThan", "for", "present", [1, 2]);
const decide = (count: Count, more: Partial<RuleEntry>, adopt = ofPresent) =>
  decideVerdict("budget", count, rulesWith(adopt, more));
const few = countOf({ total: [100, 1000], present: [20, 200], for: [15, 150] });

describe("a quorum that is checked only when it was counted", () => {
  const quorum: Quorum = {
    check: "when-counted",
    condition: bothAxes("atLeast", "present", "total", [1, 4]),
  };

  test("is missed when it was counted, and left aside when it was not", () => {
    expect(decide(few, { quorum: since(quorum) }).status).toBe("no-quorum");
    const { total: _, ...tallies } = few.tallies;
    expect(decide({ tallies }, { quorum: since(quorum) })).toMatchObject({
      status: "passed",
      conditions: [{ part: "adopt" }, { part: "adopt" }],
    });
  });

  test("is held where the law always asks for it", () => {
    const { total: _, ...tallies } = few.tallies;
    expect(decide({ tallies }, { quorum: since({ ...quorum, check: "always" }) }).status).toBe(
      "hold",
    );
  });

  test("of either kind is reached by one of them, and by what was counted of it", () => {
    const [area, heads] = [
      { op: "atLeast", axis: "area", tally: "present", base: "total", share: [1, 4] },
      { op: "atLeast", axis: "heads", tally: "present", base: "total", share: [1, 4] },
    ] as const;
    const either = since<Quorum>({ check: "when-counted", condition: { any: [area, heads] } });
    const byArea = countOf({ total: [100, 1000], present: [20, 250], for: [15, 200] });
    expect(decide(byArea, { quorum: either }).status).toBe("passed");
    expect(decide(few, { quorum: either }).status).toBe("no-quorum");
  });
});

describe("a second ballot", () => {
  const third = {
    op: "atLeast",
    axis: "heads",
    tally: "for",
    base: "total",
    share: [1, 3],
  } as const;
  const half = {
    op: "atLeast",
    axis: "heads",
    tally: "for",
    base: "present",
    share: [1, 2],
  } as const;
  const step: Fallback = {
    kind: "second-ballot",
    toRule: "ordinary",
    when: "failed",
    precondition: { all: [half, third] },
    within: "the same meeting",
  };
  const ofAll = bothAxes("moreThan", "for", "total", [1, 2]);
  const fallback = since([step]);

  test("is open with its precondition, and says under which rule", () => {
    const open = countOf({ total: [90, 900], present: [60, 600], for: [30, 300] });
    expect(decide(open, { fallback }, ofAll)).toMatchObject({
      status: "second-vote-available",
      next: [
        {
          kind: "second-ballot",
          rule: "ordinary",
          within: "the same meeting",
          source: "Sample Act s. 1",
        },
      ],
    });
    const closed = countOf({ total: [90, 900], present: [60, 600], for: [29, 300] });
    expect(decide(closed, { fallback }, ofAll)).toMatchObject({ status: "failed", next: [] });
  });

  test("cannot be told while a tally it asks for is missing, unless another part rules it out", () => {
    const unknown = countOf({ total: [90, 900], for: [30, 300] });
    expect(decide(unknown, { fallback }, ofAll)).toMatchObject({
      status: "hold",
      reasons: [{ kind: "tally-missing", tally: "present.heads" }],
    });
    const ruledOut = countOf({ total: [90, 900], for: [29, 300] });
    expect(decide(ruledOut, { fallback }, ofAll).status).toBe("failed");
    const single = since([{ ...step, precondition: half }]);
    expect(decide(unknown, { fallback: single }, ofAll).status).toBe("hold");
    const { precondition: _, ...free } = step;
    expect(decide(unknown, { fallback: since([free]) }, ofAll).status).toBe(
      "second-vote-available",
    );
  });
});

describe("what may still happen to a motion that was carried", () => {
  const objection: Aftermath = {
    kind: "objection",
    days: 7,
    lapsesIf: bothAxes("moreThan", "objecting", "total", [1, 2]),
  };
  const served = { minutesServedOn: "2024-06-03" } as const;
  const objected = (heads: number): Count => ({
    tallies: { ...few.tallies, ...countOf({ objecting: [heads, heads * 10] }).tallies },
    ...served,
  });
  const after = since([objection]);
  const on = (count: Count, asOf?: `${number}-${number}-${number}`) =>
    decide(asOf === undefined ? count : { ...count, asOf }, { after });

  test("it waits to the end of the last day for objections", () => {
    expect(on(objected(50), "2024-06-10")).toMatchObject({
      status: "passed-pending",
      pendingUntil: "2024-06-10",
    });
    expect(on(objected(50), "2024-06-11").status).toBe("passed");
    expect(on(objected(50)).status).toBe("passed-pending");
  });

  test("it lapses as soon as the objections are enough, and no sooner", () => {
    expect(on(objected(51), "2024-06-04").status).toBe("lapsed");
    expect(on(objected(50), "2024-06-04").status).toBe("passed-pending");
  });

  test("nobody is taken to have kept silent before objections were counted", () => {
    expect(on({ ...few, ...served }, "2024-07-01").status).toBe("passed-pending");
    const { minutesServedOn: _, ...unserved } = objected(1);
    expect(on(unserved, "2024-07-01").status).toBe("passed-pending");
  });

  test("the later of two windows is the one that is named, in whatever order", () => {
    const measure: Aftermath = { kind: "measure", weeks: 12, condition: moreThanHalf };
    const notice = { servedOn: "2024-05-01", heldOn: "2024-06-01" } as const;
    for (const steps of [
      [objection, measure],
      [measure, objection],
    ]) {
      expect(decide({ ...few, ...served, notice }, { after: since(steps) })).toMatchObject({
        status: "passed-pending",
        pendingUntil: "2024-08-24",
      });
    }
  });

  test("it stands when measured again and still supported", () => {
    const measure: Aftermath = { kind: "measure", weeks: 12, condition: ofPresent };
    const later = { after: since([measure]) };
    const measured = (heads: number) =>
      countOf({ present: [20, 200], for: [heads, heads * 10] }).tallies;
    expect(decide({ ...few, measured: measured(11) }, later).status).toBe("passed");
    expect(decide({ ...few, measured: measured(10) }, later).status).toBe("lapsed");
    expect(decide({ ...few, measured: {} }, later).status).toBe("passed-pending");
  });

  test("it waits for an approval until the body named has given it", () => {
    const approval = since<readonly Aftermath[]>([{ kind: "approval", by: "street-office" }]);
    expect(decide(few, { after: approval }).status).toBe("passed-pending");
    expect(decide({ ...few, approvedBy: ["manager"] }, { after: approval }).status).toBe(
      "passed-pending",
    );
    expect(decide({ ...few, approvedBy: ["street-office"] }, { after: approval }).status).toBe(
      "passed",
    );
  });
});

describe("ties and consents", () => {
  const level = countOf({ total: [20, 20], for: [10, 10], against: [10, 10] });
  const more = { op: "outnumbers", axis: "heads", tally: "for", other: "against" } as const;
  const tie = since("casting-vote" as const);

  test("a casting vote settles only a level vote, and only for the motion if cast for it", () => {
    expect(decide({ ...level, tieBroken: "for" }, { tie }, more).status).toBe("passed");
    expect(decide({ ...level, tieBroken: "against" }, { tie }, more).status).toBe("failed");
    const lost = countOf({ total: [20, 20], for: [9, 9], against: [10, 10] });
    expect(decide({ ...lost, tieBroken: "for" }, { tie }, more).status).toBe("failed");
    expect(decide({ ...level, tieBroken: "for" }, { tie: since("none") }, more).status).toBe(
      "failed",
    );
    const share = {
      op: "atLeast",
      axis: "heads",
      tally: "for",
      base: "total",
      share: [3, 5],
    } as const;
    expect(decide({ ...level, tieBroken: "for" }, { tie }, { all: [more, share] }).status).toBe(
      "failed",
    );
  });

  test("a consent not on record is held, and one refused fails what was carried", () => {
    const consents = since({ op: "consent" as const, of: "top-floor" });
    expect(decide(few, { consents })).toMatchObject({
      status: "hold",
      reasons: [{ kind: "tally-missing", tally: "consent of top-floor" }],
    });
    const given = (yes: number) => ({ ...few, consents: { "top-floor": { of: 2, given: yes } } });
    expect(decide(given(1), { consents }).status).toBe("failed");
    expect(decide(given(2), { consents })).toMatchObject({
      status: "passed",
      conditions: [{}, {}, { part: "consents", required: "2", reached: "2", onBoundary: true }],
    });
  });
});
