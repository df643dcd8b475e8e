import { describe, expect, test } from "vitest";
import type { Ballot, BallotBox } from "./ballot.ts";
import { layerOf, rulesOf, samplePack, since } from "./fixtures/sample.ts";
import { resolveVoting } from "./layers.ts";
import { decideMotion, type MotionTaken } from "./motion.ts";
import type { VotingPack } from "./pack.ts";
import { logRoot, type PublishedVote, recount } from "./recount.ts";
import { type Roll, rollForm, rollFrom, rollHash, type Unit } from "./roll.ts";
import { rulesAfter, type VotingRules } from "./rules.ts";

const lawOf = (change: Partial<VotingPack>): VotingRules => {
  const rules = resolveVoting([layerOf({ ...samplePack, ...change })], "2024-06-01");
  if (!rules.ok) throw new Error(JSON.stringify(rules.rejection));
  return rules.value;
};
const unitRoll = { ...rulesOf().roll!.value, heads: "unit" as const };
/** Ten flats of ten square metres: five of one owner, five of five others; each flat a head. */
const units: readonly Unit[] = Array.from({ length: 10 }, (_, at) => ({
  id: `u${at}`,
  owners: [at < 5 ? "many" : `single${at}`],
  area: "10",
}));
const rollUnder = (rules: VotingRules): Roll => {
  const roll = rollFrom(units, rules.roll!.value, rules.scales);
  if (!roll.ok) throw new Error(roll.rejection.kind);
  return roll.value;
};
const cast = (at: number, choice: Ballot["choice"], more: Partial<Ballot> = {}): Ballot => ({
  id: `b${at}`,
  voterId: `u${at}`,
  choice,
  channel: "paper",
  castAt: "2024-06-02T08:00:00+08:00",
  ...more,
});
const boxOf = (ballots: readonly Ballot[]): BallotBox => ({
  motion: "m",
  opensAt: "2024-06-01T00:00:00+08:00",
  closesAt: "2024-06-15T00:00:00+08:00",
  ballots,
});
const statusOf = (taken: MotionTaken, rules: VotingRules) => {
  const decided = decideMotion(taken, rules);
  return decided.ok ? decided.value.verdict.status : decided.rejection.kind;
};

describe("a motion", () => {
  const capped = lawOf({
    roll: since(unitRoll),
    weights: since([{ kind: "cap", axes: ["heads", "area"], share: [1, 5], inBase: true }]),
  });
  const roll = rollUnder(capped);
  const all = units.map((_, at) => cast(at, at < 5 ? "for" : "against"));
  const taken = { matter: "budget", roll, box: boxOf(all) };

  test("is decided on the weights that the statute leaves of the frozen roll", () => {
    const decided = decideMotion(taken, capped);
    if (!decided.ok) throw new Error(decided.rejection.kind);
    // Half of all, cut to a fifth of it: two heads of then seven.
    expect(decided.value.count.tallies.for?.area).toBe(20n * capped.scales.area!.perOne * 5n);
    expect(decided.value.verdict).toMatchObject({ status: "failed", rollHash: rollHash(roll) });
    const six = { ...taken, box: boxOf(all.map((vote, at) => (at === 5 ? cast(5, "for") : vote))) };
    expect(statusOf(six, capped)).toBe("failed");
    expect(statusOf(six, lawOf({ roll: since(unitRoll) }))).toBe("passed");
  });

  test("is recounted from the uncut roll with the holders' pseudonyms", () => {
    const form = rollForm(roll) as PublishedVote["roll"];
    const owners = new Map(roll.voters.map((voter) => [voter.id, voter.owners]));
    const log = logRoot(taken.box);
    const published: PublishedVote = {
      ...taken,
      rollHash: rollHash(roll),
      logRoot: log.root,
      logSize: log.size,
      roll: {
        ...form,
        voters: form.voters.map((voter) => ({ ...voter, owners: owners.get(voter.id) ?? [] })),
      },
    };
    const decided = decideMotion(taken, capped);
    const through = JSON.parse(JSON.stringify(published)) as PublishedVote;
    const again = recount(through, capped);
    expect(again).toEqual({ ok: true, value: decided.ok && decided.value.verdict });
    // Without them the one holder of five flats would pass for five.
    const strangers = { ...through, roll: form };
    expect(recount(strangers, capped)).not.toEqual(again);
  });

  test("leaves out whoever the law bars from it", () => {
    const barring = lawOf({
      roll: since(unitRoll),
      eligibility: since([{ when: "arrears", effect: "leaveBase", exceptRules: [] }]),
    });
    const classes = { arrears: ["u5", "u6", "u7"] };
    expect(statusOf(taken, barring)).toBe("failed");
    expect(statusOf({ ...taken, classes }, barring)).toBe("passed");
  });

  test("does not count a ballot that fell, and says why", () => {
    const plain = lawOf({ roll: since(unitRoll) });
    const box = boxOf([...all, cast(5, "for", { id: "b5 anew" })]);
    const fallen = [{ ballotId: "b5", because: "sold" as const }];
    expect(statusOf({ ...taken, box }, plain)).toBe("failed");
    const decided = decideMotion({ ...taken, box: { ...box, fallen } }, plain);
    expect(decided).toMatchObject({
      ok: true,
      value: { verdict: { status: "passed" }, setAside: [{ because: "sold" }] },
    });
  });

  test("is held where the law does not open the further vote asked for", () => {
    expect(statusOf({ ...taken, toRule: "ordinary" }, capped)).toBe("hold");
    expect(rulesAfter("budget", "ordinary", capped)).toMatchObject({
      ok: false,
      rejection: { kind: "rule-not-in-force" },
    });
  });
});

test("objections counted against a carried motion undo it", () => {
  const ordinary = samplePack.rules!.ordinary!;
  const objecting = {
    op: "moreThan" as const,
    axis: "heads",
    tally: "objecting" as const,
    base: "total" as const,
    share: [1, 2] as const,
  };
  const rules = lawOf({
    roll: since(unitRoll),
    rules: {
      ...samplePack.rules,
      ordinary: {
        ...ordinary,
        after: since([{ kind: "objection" as const, days: 7, lapsesIf: objecting }]),
      },
    },
  });
  const taken = {
    matter: "budget",
    roll: rollUnder(rules),
    box: boxOf(units.map((_, at) => cast(at, "for"))),
    facts: { minutesServedOn: "2024-06-16", asOf: "2024-06-24" } as const,
  };
  expect(statusOf(taken, rules)).toBe("passed-pending");
  expect(statusOf({ ...taken, objecting: ["u0"] }, rules)).toBe("passed");
  const most = units.slice(0, 6).map(({ id }) => id);
  expect(statusOf({ ...taken, objecting: most }, rules)).toBe("lapsed");
});
