import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance, type CaseRejection, fileCase, mergeCases, replay } from "./case.ts";
import { caseClock } from "./case-clock.ts";
import { caseFrom, isHandler } from "./case-fold.ts";
import type { Actor, Case, Step, StepOf } from "./case-log.ts";
import { whatIsDue } from "./escalation.ts";
import { rules } from "./fixtures/district.ts";
import { isGrassroots } from "./rules.ts";

const resident: Actor = { role: "reporter", person: "p1" };
const triage: Actor = { role: "triage" };
const hotline: Actor = { role: "hotline" };
const discipline: Actor = { role: "supervision", unit: "discipline-office" };
const unit = (id: string): Actor => ({ role: "unit", unit: id });
const company = unit("property-company");

/** 9 o'clock in the district on a day of March 2026. */
const at = (day: number, time = "09:00:00") =>
  `2026-03-${String(day).padStart(2, "0")}T${time}+08:00`;
const file: StepOf<"file"> = {
  verb: "file",
  id: "c1",
  class: "complaint",
  by: resident,
  at: at(2),
};
const dispatch: Step = { verb: "dispatch", lead: "property-company", by: triage, at: at(2) };
const accepted: Step = { verb: "accept", by: company, at: at(3) };
const answered: Step = { verb: "answer", by: company, at: at(4) };
const closed: Step = { verb: "close", by: hotline, at: at(5) };

function caseOf(...steps: readonly Step[]): Case {
  const made = replay(steps, rules);
  if (!made.ok) throw new Error(JSON.stringify(made.rejection));
  return made.value;
}

function refusal(steps: readonly Step[], last: Step): CaseRejection["kind"] | undefined {
  const next = advance(caseOf(...steps), last, rules);
  return next.ok ? undefined : next.rejection.kind;
}

describe("a case", () => {
  test("goes from filing to closing, each step by the one who may take it", () => {
    const rated: Step = { verb: "rate", rating: "satisfied", by: resident, at: at(5) };
    const made = caseOf(file, dispatch, accepted, answered, rated, closed);
    expect(made).toMatchObject({ state: "closed", lead: "property-company", rating: "satisfied" });
    expect(caseFrom(made.log)).toEqual(made);
  });

  test("waits for the person and goes on", () => {
    const asked: Step = { verb: "askPerson", by: company, at: at(4) };
    expect(caseOf(file, dispatch, accepted, asked).state).toBe("waiting-person");
    const said: Step = { verb: "personAnswers", by: resident, at: at(9) };
    expect(caseOf(file, dispatch, accepted, asked, said).state).toBe("accepted");
  });

  test("reopened keeps its first handler and its past, and begins another cycle", () => {
    const reopened: Step = { verb: "reopen", by: resident, at: at(20) };
    const made = caseOf(file, dispatch, accepted, answered, closed, reopened);
    expect(made).toMatchObject({ state: "reopened", lead: "property-company", cycle: 2 });
    expect(made.log).toHaveLength(6);
    const higher: Step = {
      verb: "escalate",
      level: 2,
      to: "street",
      by: { role: "system" },
      at: at(3),
    };
    const called: Step = { verb: "join", units: ["street"], by: company, at: at(3) };
    const risen = caseOf(file, dispatch, accepted, higher, called, answered, closed);
    expect([risen.level, risen.called.length]).toEqual([2, 1]);
    const anew = caseOf(...risen.log, reopened);
    expect([anew.level, anew.called, anew.isAccepted]).toEqual([0, [], false]);
    const clock = caseClock(made, at(20), rules);
    expect(clock).toHaveProperty("value.due.dueOn", "2026-04-13");
  });
});

describe("a step is refused, the first reason first", () => {
  const open = [file, dispatch, accepted];
  const object: Step = { verb: "object", proposes: "street", by: company, at: at(3) };
  const final: Step = { ...dispatch, lead: "property-company", final: true, at: at(3) } as Step;
  test.each<[string, readonly Step[], Step, CaseRejection["kind"]]>([
    [
      "the handler closes",
      [...open, answered],
      { ...closed, by: company },
      "handler-may-not-close",
    ],
    ["a stranger closes", [...open, answered], { ...closed, by: unit("street") }, "not-your-role"],
    [
      "an end is no beginning",
      [...open, answered, closed],
      { ...answered, at: at(6) },
      "already-ended",
    ],
    ["another accepts", [file, dispatch], { ...accepted, by: unit("street") }, "not-the-lead"],
    ["nobody leads yet", [file], accepted, "not-the-lead"],
    ["an answer before acceptance", [file, dispatch], answered, "not-yet-accepted"],
    ["a close before an answer", open, closed, "not-answered"],
    ["a rework before an answer", open, { verb: "rework", by: hotline, at: at(4) }, "not-answered"],
    [
      "a stranger rates",
      [...open, answered],
      { verb: "rate", rating: "satisfied", by: { role: "reporter", person: "p2" }, at: at(5) },
      "not-your-role",
    ],
    [
      "the discipline office handles",
      [file],
      { ...dispatch, by: discipline } as Step,
      "not-your-role",
    ],
    ["a unit urges", open, { verb: "supervise", by: company, at: at(4) }, "not-your-role"],
    ["final too early", [file, dispatch, object], final, "final-too-early"],
    [
      "an objection without a proposal",
      [file, dispatch],
      { ...object, proposes: "" } as Step,
      "no-proposal",
    ],
    [
      "an objection past its hours",
      [file, dispatch],
      { ...object, at: at(4, "09:00:01") },
      "objection-window-over",
    ],
    ["an objection after acceptance", open, object, "wrong-state"],
    ["a step before the last", open, { ...answered, at: at(2) }, "earlier-than-log"],
    [
      "a reopening past its days",
      [...open, answered, closed],
      { verb: "reopen", by: resident, at: "2026-05-05T09:00:00+08:00" },
      "reopen-window-over",
    ],
    [
      "a reopening before the end",
      [...open, answered],
      { verb: "reopen", by: resident, at: at(5) },
      "wrong-state",
    ],
    ["filed twice", [file], file, "already-filed"],
    ["assigned to nobody", [file], { ...dispatch, lead: "" } as Step, "no-lead"],
    [
      "merged into itself",
      [file],
      { verb: "merge", into: "c1", by: triage, at: at(3) },
      "merged-into-itself",
    ],
  ])("%s", (_, steps, last, kind) => {
    expect(refusal(steps, last)).toBe(kind);
  });

  test("after two objections an assignment may be final, and after the limit it is", () => {
    const rounds: Step[] = [file, dispatch, object, dispatchAt(3), object];
    const settled = [...rounds, final];
    expect(refusal(settled, object)).toBe("assignment-final");
    for (let round = 2; round < 5; round += 1) rounds.push(dispatchAt(3), object);
    expect(refusal([...rounds, dispatchAt(3)], object)).toBe("assignment-final");
  });

  test("every assignment is accepted anew, also one that a supervisor makes over an accepted one", () => {
    const moved: Step = { verb: "dispatch", lead: "street", by: { role: "supervisor" }, at: at(4) };
    const byStreet: Step = { verb: "answer", by: unit("street"), at: at(5) };
    expect(refusal([...open, moved], byStreet)).toBe("not-yet-accepted");
    expect(refusal([...open, moved], answered)).toBe("not-the-lead");
    expect(refusal(open, { ...dispatch, at: at(4) } as Step)).toBe("wrong-state");
  });

  test("an excluded unit neither leads nor helps nor is told", () => {
    const about = [{ ...file, excludes: ["community", "street"] }];
    const kinds = [
      { ...dispatch, lead: "street" },
      { ...dispatch, co: ["community"] },
      { ...dispatch, supervisor: "street" },
    ].map((step) => refusal(about, step as Step));
    expect(kinds).toEqual(["excluded-unit", "excluded-unit", "excluded-unit"]);
    const open: readonly Step[] = [...about, dispatch];
    const called: Step = { verb: "join", units: ["street"], by: company, at: at(3) };
    expect(refusal(open, called)).toBe("excluded-unit");
    const comes: Step = { verb: "join", by: unit("street"), at: at(3) };
    expect(refusal(open, comes)).toBe("excluded-unit");
    const higher: Step = {
      verb: "escalate",
      level: 1,
      to: "street",
      by: { role: "system" },
      at: at(3),
    };
    expect(refusal(open, higher)).toBe("excluded-unit");
  });

  test("a department's duty stays with departments, however often it is assigned", () => {
    const duty = [{ ...file, departmentsOnly: true }];
    expect(refusal(duty, dispatch)).toBe("not-for-grassroots");
    expect(refusal(duty, { ...dispatch, lead: "micro-3" } as Step)).toBe("not-for-grassroots");
    expect(refusal(duty, { ...dispatch, lead: "housing-department" } as Step)).toBeUndefined();
  });
});

function dispatchAt(day: number): Step {
  return { ...dispatch, at: at(day) } as Step;
}

describe("the clock", () => {
  const due = (steps: readonly Step[], now: string) => {
    const clock = caseClock(caseOf(...steps), now, rules);
    return clock.ok ? clock.value : undefined;
  };

  test("is read off the log, and an objection does not stop it", () => {
    const object: Step = { verb: "object", proposes: "street", by: company, at: at(3) };
    expect(due([file], at(2))?.due.dueOn).toBe("2026-03-23");
    expect(due([file, dispatch, object], at(10))).toMatchObject({
      due: { dueOn: "2026-03-23" },
      usedDays: 6,
      isPaused: false,
    });
  });

  test("stands still while the person is asked, up to the cap", () => {
    const asked: Step = { verb: "askPerson", by: company, at: at(4) };
    expect(due([file, dispatch, accepted, asked], at(9))).toMatchObject({
      isPaused: true,
      elapsedDays: 5,
      usedDays: 2,
      pausedDays: 3,
      due: { dueOn: "2026-03-26" },
    });
    expect(due([file, dispatch, accepted, asked], at(30))?.pausedDays).toBe(5);
  });

  test("gives a rework a fresh share, and an extension its days", () => {
    const rework: Step = { verb: "rework", by: hotline, at: at(5) };
    const extend: Step = { verb: "extend", days: 3, by: company, at: at(10) };
    const steps = [file, dispatch, accepted, answered, rework];
    expect(due(steps, at(6))?.due.dueOn).toBe("2026-03-16");
    expect(due([...steps, extend], at(11))?.due).toMatchObject({
      dueOn: "2026-03-19",
      replaced: ["2026-03-16"],
    });
    expect(refusal([...steps, extend], extend)).toBe("extension-limit");
  });

  test("of a called unit runs in hours, of mediation by the month", () => {
    const called: Step = { verb: "join", units: ["street", "street"], by: company, at: at(3) };
    const reports: Step = { verb: "join", by: unit("street"), at: at(4, "10:00:00") };
    const clock = due([file, dispatch, accepted, called], at(5));
    expect(clock?.called).toEqual([
      { unit: "street", calledAt: at(3), dueAt: at(4), isLate: true },
    ]);
    const reported = due([file, dispatch, accepted, called, reports], at(5));
    expect(reported?.called).toMatchObject([{ reportedAt: at(4, "10:00:00"), isLate: true }]);
    const mediate: Step = { verb: "mediate", by: triage, at: at(3) };
    const agreed: Step = { verb: "mediate", outcome: "extended", by: triage, at: at(30) };
    const mediating = [file, dispatch, accepted, mediate];
    expect(due(mediating, at(31))).toMatchObject({ mediationDueOn: "2026-04-03", isPaused: true });
    expect(due([...mediating, agreed], at(31))?.mediationDueOn).toBe("2026-05-06");
    const refused: Step = { verb: "mediate", outcome: "refused", by: resident, at: at(9) };
    const after = due([...mediating, refused], at(10));
    expect([after?.mediationDueOn, after?.isPaused, after?.pausedDays]).toEqual([
      undefined,
      false,
      4,
    ]);
  });

  test("keeps what was used and paused when the class changes", () => {
    const asked: Step = { verb: "askPerson", by: company, at: at(4) };
    const said: Step = { verb: "personAnswers", by: resident, at: at(9, "18:00:00") };
    const other: Step = { verb: "reclassify", class: "help", by: triage, at: at(10) };
    const steps = [file, dispatch, accepted, asked, said];
    const [before, after] = [due(steps, at(10)), due([...steps, other], at(10))];
    expect(after?.due.dueOn).toBe("2026-03-16");
    expect([after?.usedDays, after?.pausedDays]).toEqual([before?.usedDays, before?.pausedDays]);
  });
});

describe("what is due", () => {
  const when = (steps: readonly Step[], now: string) => {
    const due = whatIsDue(caseOf(...steps), now, rules);
    return due.ok ? due.value.map((each) => (each.kind === "escalate" ? each.to : each.kind)) : [];
  };

  test("is a reminder near the end, then one rung after the other", () => {
    const open = [file, dispatch, accepted];
    expect(when(open, at(10))).toEqual([]);
    expect(when(open, at(18))).toEqual(["community"]);
    expect(when(open, at(23))).toEqual(["remind", "community"]);
    expect(when(open, at(24))).toEqual(["community", "street"]);
    const told: Step = {
      verb: "escalate",
      level: 3,
      to: "street",
      by: { role: "system" },
      at: at(24),
    };
    expect(when([...open, told], at(25))).toEqual([]);
    expect(when([...open, told], at(30))).toEqual(["housing-department"]);
    const down: Step = { ...told, level: 1, to: "community" } as Step;
    expect(refusal([...open, told], down)).toBe("level-not-higher");
  });

  test("rises along the grids that cover the place, passing over the one that leads", () => {
    const covered = { ...file, grids: ["micro-1", "general-7", "general-2"] };
    const led: Step = { ...dispatch, lead: "micro-1" } as Step;
    const taken: Step = { verb: "accept", by: unit("micro-1"), at: at(3) };
    expect(when([covered, led, taken], at(12))).toEqual(["general-2"]);
    const general: Step = { ...dispatch, lead: "general-2" } as Step;
    expect(when([covered, general], at(12))).toEqual([]);
    expect(when([{ ...covered, excludes: ["general-2"] }, led], at(12))).toEqual([]);
  });

  test("passes over a unit that may not see the matter, and ends with the answer", () => {
    const open = [{ ...file, excludes: ["community"] }, dispatch, accepted];
    expect(when(open, at(24))).toEqual(["street"]);
    expect(when([...open, answered], at(30))).toEqual([]);
  });
});

describe("a merger", () => {
  const child = (steps: readonly Step[] = []) =>
    caseOf(
      { ...file, id: "c2", class: "enquiry", by: { role: "reporter", person: "p2" } },
      ...steps,
    );
  const merged = (small: Case, big: Case) =>
    mergeCases(small, big, { by: triage, at: at(4) }, rules);

  test("keeps every reporter and the earliest due day", () => {
    const made = merged(child(), caseOf(file, dispatch));
    if (!made.ok) throw new Error(made.rejection.kind);
    expect(made.value.child).toMatchObject({ state: "merged", mergedInto: "c1" });
    expect(made.value.parent.reporters).toEqual(["p1", "p2"]);
    expect(caseClock(made.value.parent, at(4), rules)).toHaveProperty(
      "value.due.dueOn",
      "2026-03-05",
    );
    const leaves: Step = { verb: "withdraw", by: resident, at: at(5) };
    const left = advance(made.value.parent, leaves, rules);
    expect(left).toHaveProperty("rejection.kind", "others-still-ask");
  });

  test("never makes a circle, nor brings a matter before a unit that may not see it", () => {
    const parent = caseOf(file, dispatch);
    const made = merged(child(), parent);
    if (!made.ok) throw new Error(made.rejection.kind);
    expect(merged(made.value.parent, made.value.child)).toHaveProperty(
      "rejection.kind",
      "already-ended",
    );
    expect(merged(parent, parent)).toHaveProperty("rejection.kind", "merged-into-itself");
    const about = { ...file, id: "c3", excludes: ["property-company"] };
    expect(merged(caseOf(about), parent)).toHaveProperty("rejection.kind", "excluded-unit");
    const duty = { ...file, id: "c4", departmentsOnly: true };
    expect(merged(caseOf(duty), parent)).toHaveProperty("rejection.kind", "not-for-grassroots");
  });
});

const units = ["property-company", "street", "community", "housing-department"];
const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constantFrom<Actor>(
    resident,
    triage,
    hotline,
    discipline,
    { role: "supervisor" },
    { role: "system" },
  ),
  fc.constantFrom(...units).map(unit),
);
const anyUnit = fc.constantFrom(...units);

/** Any verb by anyone, some hours later; most are refused. */
const attempt = fc.record({
  by: actor,
  hours: fc.nat(60),
  made: fc.oneof(
    fc.record({
      verb: fc.constant("dispatch" as const),
      lead: anyUnit,
      co: fc.subarray(units),
      final: fc.boolean(),
    }),
    fc.constantFrom(
      ...(
        [
          "accept",
          "askPerson",
          "personAnswers",
          "extend",
          "join",
          "mediate",
          "supervise",
          "answer",
          "close",
          "rework",
          "withdraw",
          "reopen",
        ] as const
      ).map((verb) => ({ verb })),
    ),
    fc.record({ verb: fc.constant("object" as const), proposes: anyUnit }),
    fc.record({
      verb: fc.constant("reclassify" as const),
      class: fc.constantFrom("help", "enquiry"),
    }),
    fc.record({ verb: fc.constant("escalate" as const), level: fc.nat(4), to: anyUnit }),
    fc.record({ verb: fc.constant("join" as const), units: fc.subarray(units) }),
    fc.record({
      verb: fc.constant("rate" as const),
      rating: fc.constantFrom("satisfied" as const, "unsatisfied" as const),
    }),
    fc.constant({ verb: "merge" as const, into: "c9" }),
  ),
});

/** The attempts that were accepted, with the case before and after each. */
function walk(
  first: StepOf<"file">,
  attempts: readonly { readonly by: Actor; readonly hours: number; readonly made: object }[],
): readonly (readonly [Case, Step, Case])[] {
  const begun = fileCase(first);
  if (!begun.ok) throw new Error(begun.rejection.kind);
  let state = begun.value;
  let moment = Date.parse(first.at);
  const taken: (readonly [Case, Step, Case])[] = [];
  for (const { by, hours, made } of attempts) {
    moment += hours * 3_600_000;
    const step = { ...made, by, at: new Date(moment).toISOString().replace(".000", "") } as Step;
    const next = advance(state, step, rules);
    if (!next.ok) continue;
    taken.push([state, step, next.value]);
    state = next.value;
  }
  return taken;
}

/** Attempts that follow a case's usual way, so that walks get beyond its first steps. */
const usual = fc.constantFrom(
  { by: triage, hours: 1, made: { verb: "dispatch", lead: "property-company" } },
  { by: company, hours: 5, made: { verb: "accept" } },
  { by: company, hours: 20, made: { verb: "askPerson" } },
  { by: resident, hours: 40, made: { verb: "personAnswers" } },
  { by: company, hours: 9, made: { verb: "answer" } },
  { by: resident, hours: 3, made: { verb: "rate", rating: "unsatisfied" } },
  { by: hotline, hours: 3, made: { verb: "close" } },
  { by: resident, hours: 30, made: { verb: "reopen" } },
  { by: company, hours: 1, made: { verb: "object", proposes: "street" } },
);
const attempts = fc.array(fc.oneof(usual, usual, attempt), { minLength: 8, maxLength: 40 });
const filings = fc.record({
  excludes: fc.subarray(["community", "street"]),
  departmentsOnly: fc.boolean(),
});

describe("laws", () => {
  const everyStep = (check: (before: Case, step: Step, after: Case) => void) =>
    fc.assert(
      fc.property(filings, attempts, (filing, list) => {
        for (const [before, step, after] of walk({ ...file, ...filing }, list))
          check(before, step, after);
      }),
      { numRuns: 300 },
    );

  test("the log only grows, and the state is what it comes to", () => {
    everyStep((before, step, after) => {
      expect(after.log).toEqual([...before.log, step]);
      expect(caseFrom(after.log)).toEqual(after);
    });
  });

  test("from the first assignment on exactly one unit leads", () => {
    everyStep((before, step, after) => {
      if (before.lead !== undefined || step.verb === "dispatch") {
        expect(typeof after.lead).toBe("string");
        expect(after.co).not.toContain(after.lead);
      }
    });
  });

  test("no excluded unit leads, helps, is called or told, and a duty stays with departments", () => {
    everyStep((_, step, { excludes, departmentsOnly, lead, co, called }) => {
      const told = step.verb === "escalate" ? [step.to] : [];
      for (const each of [lead, ...co, ...called.map((one) => one.unit), ...told]) {
        expect(excludes).not.toContain(each);
      }
      if (departmentsOnly && lead !== undefined) expect(isGrassroots(lead, rules)).toBe(false);
    });
  });

  test("each verb only by its part; who handles never closes, and the discipline office only urges", () => {
    const lead = ["accept", "object", "answer", "askPerson"];
    everyStep((before, { verb, by }) => {
      if (lead.includes(verb)) expect(by).toEqual({ role: "unit", unit: before.lead });
      if (verb === "close" || verb === "rework") expect(by.role).toBe("hotline");
      if (verb === "dispatch") expect(["triage", "supervisor", "system"]).toContain(by.role);
      if (by.role === "supervision") expect(verb).toBe("supervise");
      if (verb === "close" && by.role === "unit") expect(isHandler(by.unit, before)).toBe(false);
    });
  });

  test("an end is left only by reopening what was closed", () => {
    everyStep((before, { verb }) => {
      if (["closed", "withdrawn", "merged"].includes(before.state)) {
        expect([before.state, verb]).toEqual(["closed", "reopen"]);
      }
    });
  });

  test("levels only rise within a cycle, and objections are bounded", () => {
    everyStep((before, { verb }, after) => {
      if (verb !== "reopen") expect(after.level).toBeGreaterThanOrEqual(before.level);
      expect(after.objections).toBeLessThanOrEqual(rules.lifecycle.objections.limit);
    });
  });

  test("an open case has one due day; used and paused days are what has passed", () => {
    everyStep((_, step, after) => {
      const clock = caseClock(after, step.at, rules);
      if (!clock.ok) return expect(clock.rejection.kind).toBe("calendar-horizon");
      const { elapsedDays, usedDays, pausedDays } = clock.value;
      expect(usedDays + pausedDays).toBe(elapsedDays);
      expect(usedDays).toBeGreaterThanOrEqual(0);
    });
  });

  test("an objection, an acceptance and a note move no due day; an extension moves it later", () => {
    everyStep((before, step, after) => {
      const [was, is] = [caseClock(before, step.at, rules), caseClock(after, step.at, rules)];
      if (!was.ok || !is.ok) return;
      const [old, young] = [was.value.due.dueOn, is.value.due.dueOn];
      if (["object", "accept", "supervise", "escalate", "join"].includes(step.verb))
        expect(young).toBe(old);
      if (step.verb === "extend") expect(young > old).toBe(true);
    });
  });

  test("what is due names no excluded unit and no level already reached", () => {
    fc.assert(
      fc.property(filings, attempts, fc.nat(60), (filing, list, days) => {
        const last = walk({ ...file, ...filing }, list).at(-1)?.[2];
        if (last === undefined) return;
        const now = new Date(Date.parse(last.log.at(-1)!.at) + days * 86_400_000).toISOString();
        const due = whatIsDue(last, now, rules);
        if (!due.ok) return;
        expect(whatIsDue(last, now, rules)).toEqual(due);
        for (const each of due.value) {
          if (each.kind !== "escalate") continue;
          expect(last.excludes).not.toContain(each.to);
          expect(each.level).toBeGreaterThan(last.level);
        }
      }),
    );
  });

  test("a merger loses no reporter, and the parent is due no later than its child", () => {
    fc.assert(
      fc.property(attempts, fc.constantFrom("help", "enquiry", "complaint"), (list, name) => {
        const parent = walk(file, list).at(-1)?.[2] ?? caseOf(file);
        const moment = parent.log.at(-1)!.at;
        const small = caseOf({
          ...file,
          id: "c2",
          class: name,
          by: { role: "reporter", person: "p2" },
        });
        const made = mergeCases(small, parent, { by: triage, at: moment }, rules);
        if (!made.ok) return;
        expect(made.value.parent.reporters).toEqual(["p1", "p2"]);
        const clocks = [made.value.parent, small].map((each) => caseClock(each, moment, rules));
        const [big, own] = clocks.map((each) => (each.ok ? each.value.due.dueOn : ""));
        expect(String(big) <= String(own)).toBe(true);
        const back = mergeCases(
          made.value.parent,
          made.value.child,
          { by: triage, at: moment },
          rules,
        );
        expect(back.ok).toBe(false);
      }),
    );
  });
});
