import { describe, expect, test } from "vitest";
import { type Ballot, castBallot, countedBallots, openBox } from "./ballot.ts";
import type { Condition } from "./condition.ts";
import type { Count } from "./count.ts";
import { decideElection } from "./election.ts";
import {
  bothAxes,
  countOf,
  layerOf,
  moreThanHalf,
  quorumOfTwoThirds,
  ruleOf,
  rulesOf,
  rulesWith,
  samplePack,
  since,
} from "./fixtures/sample.ts";
import { resolveVoting } from "./layers.ts";
import type { BallotPolicy, ProxyPolicy, RollPolicy, RuleEntry, VotingPack } from "./pack.ts";
import { admitProxies, jointVoice, type ProxyAuthority } from "./representation.ts";
import { type Roll, rollFrom, type Unit } from "./roll.ts";
import { countVote } from "./tally.ts";
import { decideVerdict } from "./verdict.ts";
import { barVoters, weighRoll } from "./weights.ts";

/**
 * Each mechanic that a statute forces on the engine, as one worked case: the
 * answer with the operator, and the other answer that follows without it. If
 * an operator stopped working, both would be the same and the case goes red.
 */
function mechanic(name: string, working: () => unknown, answer: unknown, disabled: () => unknown) {
  test(name, () => {
    expect(working()).toEqual(answer);
    expect(disabled()).not.toEqual(answer);
  });
}

const status = (count: Count, adopt: Condition, more: Partial<RuleEntry> = {}) =>
  decideVerdict("budget", count, rulesWith(adopt, more)).status;
const heads = (
  op: "atLeast" | "moreThan",
  tally: "for" | "present",
  base: "total" | "cast" | "present" | "participating" | "eligible" | "valid",
  share: readonly [number, number],
): Condition => ({
  op,
  axis: "heads",
  tally,
  base,
  share,
});
const ofParticipating = heads("moreThan", "for", "participating", [1, 2]);
const ofPresent = heads("moreThan", "for", "present", [1, 2]);
const onArea = (condition: Condition): Condition =>
  JSON.parse(JSON.stringify(condition).replaceAll("heads", "area"));
const carried = countOf({
  total: [100, 1000],
  present: [60, 600],
  participating: [60, 600],
  for: [31, 310],
  against: [20, 200],
});

describe("conditions", () => {
  mechanic(
    "1 each axis has a base of its own",
    () =>
      status(carried, {
        all: [
          heads("moreThan", "for", "participating", [1, 2]),
          onArea(heads("atLeast", "for", "total", [3, 10])),
        ],
      }),
    "passed",
    () =>
      status(carried, {
        all: [
          heads("moreThan", "for", "total", [1, 2]),
          onArea(heads("atLeast", "for", "total", [3, 10])),
        ],
      }),
  );
  const exactlyHalf = countOf({ total: [100, 1000], participating: [60, 600], for: [30, 300] });
  mechanic(
    "2 at least includes the number, more than does not",
    () => status(exactlyHalf, bothAxes("atLeast", "for", "participating", [1, 2])),
    "passed",
    () => status(exactlyHalf, bothAxes("moreThan", "for", "participating", [1, 2])),
  );
  const oneAxis = countOf({ total: [100, 1000], participating: [70, 700], for: [40, 300] });
  const halves = [
    heads("moreThan", "for", "participating", [1, 2]),
    onArea(heads("moreThan", "for", "participating", [1, 2])),
  ];
  mechanic(
    "3 all of the conditions, not any",
    () => status(oneAxis, { all: halves }),
    "failed",
    () => status(oneAxis, { any: halves }),
  );
  mechanic(
    "3 any of the conditions, not all",
    () => status(oneAxis, { any: halves }),
    "passed",
    () => status(oneAxis, { all: halves }),
  );
  const two = countOf({ total: [10, 100], present: [2, 20], for: [2, 20] });
  const fifth = heads("atLeast", "present", "total", [1, 5]);
  const half = heads("moreThan", "for", "present", [1, 2]);
  const quorum = (condition: Condition) => ({
    quorum: since({ check: "always" as const, condition }),
  });
  mechanic(
    "4 a floor in persons beside the share",
    () =>
      status(
        two,
        half,
        quorum({ all: [fifth, { op: "count", axis: "heads", tally: "present", min: 3 }] }),
      ),
    "no-quorum",
    () => status(two, half, quorum(fifth)),
  );
  const inPerson = countOf({
    total: [3000, 3000],
    inPerson: [100, 100],
    for: [60, 60],
    against: [40, 40],
  });
  const lesser = {
    op: "shareOrCount",
    axis: "heads",
    tally: "inPerson",
    base: "total",
    share: [5, 100],
    count: 100,
  } as const;
  mechanic(
    "4 the lesser of a share and a number",
    () => status(inPerson, { ...lesser, take: "lesser" }),
    "passed",
    () => status(inPerson, { ...lesser, take: "greater" }),
  );
  const level = countOf({ total: [100, 1000], for: [10, 100], against: [10, 100] });
  mechanic(
    "5 for against against, without a base: a tie fails",
    () => status(level, { op: "outnumbers", axis: "heads", tally: "for", other: "against" }),
    "failed",
    () => status(level, heads("atLeast", "for", "cast", [1, 2])),
  );
  const opposed = countOf({ total: [100, 1000], for: [30, 300], against: [10, 100] });
  const against = { axis: "heads", tally: "against", base: "cast", share: [1, 4] } as const;
  mechanic(
    "6 opposition is capped, the number itself allowed",
    () => status(opposed, { op: "atMost", ...against }),
    "passed",
    () => status(opposed, { op: "lessThan", ...against }),
  );
  mechanic(
    "16 the assent of an affected class, which no majority replaces",
    () =>
      status({ ...carried, consents: { "top-floor": { of: 2, given: 1 } } }, half, {
        consents: since({ op: "consent", of: "top-floor" }),
      }),
    "failed",
    () => status({ ...carried, consents: { "top-floor": { of: 2, given: 1 } } }, half),
  );
  const groups = {
    building: {
      A: countOf({ total: [50, 500], for: [40, 400] }).tallies,
      B: countOf({ total: [50, 500], for: [29, 290] }).tallies,
    },
  };
  const whole = countOf({ total: [100, 1000], for: [69, 690] }, { groups });
  const threeFifths = heads("atLeast", "for", "total", [3, 5]);
  mechanic(
    "16 a majority in every building",
    () =>
      status(whole, {
        all: [threeFifths, { op: "eachGroup", by: "building", condition: threeFifths }],
      }),
    "failed",
    () => status(whole, threeFifths),
  );
  mechanic(
    "22 the exact boundary is flagged",
    () =>
      decideVerdict("budget", exactlyHalf, rulesWith(ofParticipating)).conditions[0]?.onBoundary,
    true,
    () =>
      decideVerdict(
        "budget",
        countOf({ total: [100, 1000], participating: [60, 600], for: [31, 310] }),
        rulesWith(ofParticipating),
      ).conditions[0]?.onBoundary,
  );
});

describe("ballots and bases", () => {
  const scales = rulesOf().scales;
  const policy = rulesOf().roll!.value;
  const units = (owners: readonly string[][]): readonly Unit[] =>
    owners.map((own, at) => ({ id: `${at + 1}`, owners: own, area: "100" }));
  const roll = (owners: readonly string[][], how: RollPolicy = policy): Roll => {
    const built = rollFrom(units(owners), how, scales);
    if (!built.ok) throw new Error(built.rejection.kind);
    return built.value;
  };
  const box = (choices: Record<string, Ballot["choice"]>) => ({
    ...openBox("m", "2024-06-01T00:00:00Z", "2024-06-15T00:00:00Z"),
    ballots: Object.entries(choices).map(
      ([voterId, choice]): Ballot => ({
        id: `b-${voterId}`,
        voterId,
        choice,
        channel: "paper",
        castAt: "2024-06-02T08:00:00Z",
      }),
    ),
  });
  const ballotPolicy = rulesOf().ballot!.value;
  const three = roll([["A"], ["B"], ["C"]]);
  const counted = (how: Partial<BallotPolicy>) =>
    countVote({ roll: three, box: box({ A: "for", B: "abstain" }) }, { ...ballotPolicy, ...how })
      .count.tallies.participating?.heads;
  mechanic(
    "7 an abstention takes part where the law says so",
    () => counted({ abstain: ["participating"] }),
    2n,
    () => counted({ abstain: ["present"] }),
  );
  mechanic(
    "8 several flats of one owner are one head",
    () => roll([["A"], ["A"], ["B"]]).totals.heads,
    2n,
    () => roll([["A"], ["A"], ["B"]], { ...policy, heads: "unit" }).totals.heads,
  );
  const big = roll([["A"], ["A"], ["A"], ["B"]]);
  mechanic(
    "8 what one owner has above a fifth is not counted",
    () => {
      const {
        totals,
        scales: fine,
        voters,
      } = weighRoll(big, [{ kind: "cap", axes: ["area"], share: [1, 5], inBase: false }]);
      return [voters[0]!.weights.area! / fine.area!.perOne, totals.area! / fine.area!.perOne];
    },
    [80n, 400n],
    () => [big.voters[0]!.weights.area! / big.scales.area!.perOne, 400n],
  );
  mechanic(
    "8 the majority owner is cut to the sum of the others, and the whole shrinks",
    () => weighRoll(big, [{ kind: "sumOfOthers", axis: "area" }]).totals.area,
    2_000_000n,
    () => big.totals.area,
  );
  mechanic(
    "8 the original owner counts with a third",
    () => {
      const weighed = weighRoll(
        big,
        [
          {
            kind: "scale",
            axis: "area",
            ownerClass: "original-owner",
            atLeast: [1, 2],
            moreThanUnits: 2,
            factor: [1, 3],
          },
        ],
        { "original-owner": ["A"] },
      );
      return weighed.totals.area! / weighed.scales.area!.perOne;
    },
    200n,
    () => big.totals.area! / big.scales.area!.perOne,
  );
  const bar = (effect: "barVote" | "leaveBase") => {
    const { roll: left, barred } = barVoters(
      three,
      [{ when: "arrears", effect, exceptRules: ["unanimous"] }],
      { arrears: ["C"] },
      "ordinary",
    );
    const { tallies } = countVote(
      { roll: left, barred, box: box({ A: "for" }) },
      ballotPolicy,
    ).count;
    return [tallies.total?.heads, tallies.eligible?.heads];
  };
  mechanic(
    "9 a barred voter stays in the whole",
    () => bar("barVote"),
    [3n, 2n],
    () => bar("leaveBase"),
  );
  mechanic(
    "9 an excluded voter leaves the whole",
    () => bar("leaveBase"),
    [2n, 2n],
    () => bar("barVote"),
  );
  test("9 a bar does not reach the rules it excepts", () => {
    const bars = [{ when: "arrears", effect: "leaveBase", exceptRules: ["unanimous"] }] as const;
    expect(barVoters(three, bars, { arrears: ["C"] }, "unanimous").roll.totals.heads).toBe(3n);
  });
  const couple = [
    { owner: "A", choice: "for", interest: 2n },
    { owner: "B", choice: "against", interest: 1n },
  ] as const;
  const voiceBy = (how: Parameters<typeof jointVoice>[2], nominee?: string) =>
    jointVoice(["A", "B"], couple, how, nominee);
  mechanic(
    "10 co-owners unitary",
    () => voiceBy("unitary"),
    { kind: "none", reason: "divided" },
    () => voiceBy("first-named"),
  );
  mechanic(
    "10 co-owners nominated",
    () => voiceBy("nominated", "B"),
    { kind: "voice", choice: "against" },
    () => voiceBy("first-named"),
  );
  mechanic(
    "10 co-owners first named",
    () => voiceBy("first-named"),
    { kind: "voice", choice: "for" },
    () => voiceBy("unitary"),
  );
  mechanic(
    "10 co-owners majority in interest",
    () => voiceBy("majority-in-interest"),
    { kind: "voice", choice: "for" },
    () => voiceBy("unanimous"),
  );
  mechanic(
    "10 co-owners unanimous",
    () => jointVoice(["A", "B"], couple.slice(0, 1), "unanimous"),
    { kind: "none", reason: "somebody-missing" },
    () => jointVoice(["A", "B"], couple.slice(0, 1), "unitary"),
  );
  mechanic(
    "10 the only one present casts all",
    () => jointVoice(["A", "B"], couple.slice(0, 1), "one-present-casts-all"),
    { kind: "voice", choice: "for" },
    () => jointVoice(["A", "B"], couple.slice(0, 1), "nominated"),
  );
  const proxies = ["A", "B", "C"].map(
    (voterId): ProxyAuthority => ({
      id: voterId,
      holder: "X",
      voterId,
      relation: "anyone",
      isWritten: true,
      receivedAt: "2024-06-01T00:00:00Z",
    }),
  );
  const limits: ProxyPolicy = {
    who: ["anyone"],
    written: true,
    maxCount: 2,
    maxOf: "lesser",
    onExcess: "drop-excess",
    inPerson: false,
  };
  const admitted = (how: ProxyPolicy, given = proxies) =>
    admitProxies(given, three, how).admitted.map(({ id }) => id);
  const { maxCount: _, ...unlimited } = limits;
  mechanic(
    "11 proxies over the count are dropped",
    () => admitted(limits),
    ["A", "B"],
    () => admitted(unlimited),
  );
  mechanic(
    "11 proxies over the share are dropped",
    () => admitted({ ...unlimited, maxShares: [{ axis: "area", share: [1, 3] }] }),
    ["A"],
    () => admitted(unlimited),
  );
  mechanic(
    "11 whoever carries too many loses all",
    () => admitted({ ...limits, onExcess: "refuse-holder" }),
    [],
    () => admitted(limits),
  );
  mechanic(
    "11 the greater of two limits",
    () =>
      admitted({
        ...limits,
        maxCount: 1,
        maxShares: [{ axis: "area", share: [2, 3] }],
        maxOf: "greater",
      }),
    ["A", "B"],
    () => admitted({ ...limits, maxCount: 1, maxShares: [{ axis: "area", share: [2, 3] }] }),
  );
  mechanic(
    "11 only those the law lets",
    () => admitted({ ...limits, who: ["spouse"] }),
    [],
    () => admitted(limits),
  );
  mechanic(
    "11 only in writing",
    () =>
      admitted(
        limits,
        proxies.map((proxy) => ({ ...proxy, isWritten: false })),
      ),
    [],
    () =>
      admitted(
        { ...limits, written: false },
        proxies.map((proxy) => ({ ...proxy, isWritten: false })),
      ),
  );
  const clashing = {
    ...box({ A: "for" }),
    ballots: [
      ...box({ A: "for" }).ballots,
      {
        id: "late",
        voterId: "A",
        choice: "against",
        channel: "electronic",
        castAt: "2024-06-03T08:00:00Z",
      } as const,
    ],
  };
  const clash = (rule: BallotPolicy["clash"]) =>
    countedBallots(clashing, { ...ballotPolicy, clash: rule }).counted.map(({ choice }) => choice);
  mechanic(
    "a declared rule when paper and screen clash: first",
    () => clash("first-counts"),
    ["for"],
    () => clash("last-counts"),
  );
  mechanic(
    "… last",
    () => clash("last-counts"),
    ["against"],
    () => clash("first-counts"),
  );
  mechanic(
    "… paper",
    () => clash("paper-counts"),
    ["for"],
    () => clash("electronic-counts"),
  );
  mechanic(
    "… electronic",
    () => clash("electronic-counts"),
    ["against"],
    () => clash("paper-counts"),
  );
  mechanic(
    "… neither",
    () => clash("invalid-if-different"),
    ["invalid"],
    () => clash("first-counts"),
  );
  test("a second ballot on the same channel is refused", () => {
    const again = { ...box({ A: "for" }).ballots[0]!, id: "again" };
    expect(castBallot(box({ A: "for" }), again, { roll: three })).toMatchObject({
      rejection: { kind: "already-voted" },
    });
  });
});

describe("events", () => {
  const silent = countOf(
    {
      total: [100, 1000],
      participating: [60, 600],
      deemed: [20, 200],
      for: [40, 400],
      against: [10, 100],
    },
    { deemed: { bylawClause: true, deliveryProof: true, warningPrinted: true } },
  );
  const withQuorum = { quorum: since({ check: "always" as const, condition: quorumOfTwoThirds }) };
  const pack = (more: Partial<VotingPack>): VotingPack => ({
    ...samplePack,
    rules: { ordinary: ruleOf(moreThanHalf, withQuorum) },
    ...more,
  });
  const deemed = since({
    direction: "follow-majority" as const,
    preconditions: ["bylawClause" as const],
  });
  mechanic(
    "12 silence counts with its preconditions",
    () => decideVerdict("budget", silent, rulesOf(pack({ deemed }))).status,
    "passed",
    () => decideVerdict("budget", silent, rulesOf(pack({}))).status,
  );
  const against = {
    ...silent,
    tallies: { ...silent.tallies, ...countOf({ for: [10, 100], against: [40, 400] }).tallies },
  };
  mechanic(
    "12 silence follows the majority, also against",
    () => decideVerdict("budget", against, rulesOf(pack({ deemed }))).status,
    "failed",
    () =>
      decideVerdict(
        "budget",
        {
          ...against,
          tallies: {
            ...against.tallies,
            ...countOf({ for: [25, 250], against: [10, 100] }).tallies,
          },
        },
        rulesOf(
          pack({
            deemed: since({ direction: "for" as const, preconditions: ["bylawClause" as const] }),
          }),
        ),
      ).status,
  );
  const third = heads("atLeast", "for", "total", [1, 3]);
  const fallback = (kind: "second-ballot" | "reconvene") => ({
    fallback: since([{ kind, toRule: "ordinary", when: "either" as const, precondition: third }]),
  });
  const thirds = countOf({ total: [90, 900], for: [30, 300], against: [35, 350] });
  const ofAll = heads("moreThan", "for", "total", [1, 2]);
  mechanic(
    "13 a second ballot in the same meeting",
    () => status(thirds, ofAll, fallback("second-ballot")),
    "second-vote-available",
    () => status(thirds, ofAll, fallback("reconvene")),
  );
  test("13 the second ballot opens no third", () => {
    expect(status({ ...thirds, ballot: "second" }, ofAll, fallback("second-ballot"))).toBe(
      "failed",
    );
  });
  mechanic(
    "13 a reconvened meeting is a new event: the first stays failed and names it",
    () => {
      const { status: first, next } = decideVerdict(
        "budget",
        thirds,
        rulesWith(ofAll, fallback("reconvene")),
      );
      return [first, next.map(({ kind }) => kind)];
    },
    ["failed", ["reconvene"]],
    () => {
      const { status: first, next } = decideVerdict("budget", thirds, rulesWith(ofAll));
      return [first, next.map(({ kind }) => kind)];
    },
  );
  const few = countOf({ total: [100, 1000], present: [2, 20], for: [2, 20] });
  const waiting = since({
    check: "always" as const,
    condition: heads("atLeast", "present", "total", [3, 10]),
    afterEvent: {
      event: "half-hour",
      condition: { op: "count" as const, axis: "heads", tally: "present" as const, min: 2 },
    },
  });
  mechanic(
    "13 the quorum falls after half an hour's waiting",
    () => status({ ...few, events: ["half-hour"] }, ofPresent, { quorum: waiting }),
    "passed",
    () => status(few, ofPresent, { quorum: waiting }),
  );
  const window = {
    after: since([
      {
        kind: "objection" as const,
        days: 7,
        lapsesIf: bothAxes("moreThan", "objecting", "total", [1, 2]),
      },
    ]),
  };
  mechanic(
    "14 a window for objections",
    () => status(carried, ofPresent, window),
    "passed-pending",
    () => status(carried, ofPresent),
  );
  const later = {
    after: since([
      { kind: "measure" as const, weeks: 12, condition: heads("atLeast", "for", "total", [9, 10]) },
    ]),
  };
  const measured = countOf({ total: [100, 1000], for: [89, 890] }).tallies;
  mechanic(
    "14 measured again at a later day",
    () => status({ ...carried, measured }, ofPresent, later),
    "lapsed",
    () => status({ ...carried, measured }, ofPresent),
  );
  const notice = { servedOn: "2024-05-20", heldOn: "2024-06-01" } as const;
  mechanic(
    "15 short notice as a defect",
    () =>
      status({ ...carried, notice }, ofPresent, {
        notice: since({ days: 15, kind: "defect" as const }),
      }),
    "procedure-defect",
    () =>
      status({ ...carried, notice }, ofPresent, {
        notice: since({ days: 15, kind: "definition" as const }),
      }),
  );
  mechanic(
    "15 short notice as no such resolution",
    () =>
      status({ ...carried, notice }, ofPresent, {
        notice: since({ days: 15, kind: "definition" as const }),
      }),
    "failed",
    () => status({ ...carried, notice }, ofPresent),
  );
  const uneven = countOf({ total: [10, 1000], for: [6, 100], against: [4, 900] });
  const more = (axis: string): Condition => ({
    op: "outnumbers",
    axis,
    tally: "for",
    other: "against",
  });
  mechanic(
    "17 a poll counts the same motion by weight",
    () => status(uneven, more("area")),
    "failed",
    () => status(uneven, more("heads")),
  );
  const level = countOf(
    { total: [20, 20], for: [10, 10], against: [10, 10] },
    { tieBroken: "for" },
  );
  mechanic(
    "18 a casting vote, where the law gives one",
    () => status(level, more("heads"), { tie: since("casting-vote" as const) }),
    "passed",
    () => status(level, more("heads")),
  );
  const elect = (tieBreak: readonly string[], seed?: string) => {
    const policy = {
      matter: "budget",
      qualify: moreThanHalf,
      rankBy: ["heads"],
      tieBreak,
      formedAbove: [1, 2],
    } as const;
    const rules = rulesOf({ ...samplePack, election: since(policy) });
    const votes = (h: number, a: number) => countOf({ for: [h, a] }).tallies.for!;
    const facts = {
      seats: 1,
      total: votes(90, 900),
      participating: votes(60, 600),
      candidates: [
        { id: "E", for: votes(40, 400) },
        { id: "F", for: votes(40, 410) },
      ],
    };
    return decideElection(seed === undefined ? facts : { ...facts, seed }, rules).elected;
  };
  mechanic(
    "18 a tie broken by area",
    () => elect(["area"]),
    ["F"],
    () => elect([]),
  );
  mechanic(
    "18 a tie drawn by a published seed",
    () => elect(["lot"], "seed 7"),
    ["E"],
    () => elect(["lot"]),
  );
  const dated: VotingPack = {
    ...samplePack,
    matters: {
      budget: [
        { from: "2020-01-01", to: "2023-12-31", source: "old", verified: true, value: "none" },
        { from: "2024-01-01", source: "new", verified: true, value: "ordinary" },
      ],
    },
  };
  mechanic(
    "19 the law of the day decides",
    () => decideVerdict("budget", carried, rulesOf(dated, "2023-12-31")).status,
    "hold",
    () => decideVerdict("budget", carried, rulesOf(dated, "2024-01-01")).status,
  );
  const bylaws = (share: readonly [number, number], by: readonly ("bylaws" | "city")[]) => {
    const law = {
      ...samplePack,
      rules: {
        ordinary: {
          ...ruleOf(moreThanHalf),
          adopt: since(moreThanHalf, { override: { by, direction: "raise" } }),
        },
      },
    };
    const own = {
      rules: {
        ordinary: {
          body: since({ decides: "a", binds: "b" }),
          adopt: since(bothAxes("moreThan", "for", "participating", share)),
        },
      },
    };
    const { body: _, ...adoptOnly } = own.rules.ordinary;
    const resolved = resolveVoting(
      [
        layerOf(law),
        layerOf({ rules: { ordinary: adoptOnly } }, { id: "estate", level: "bylaws" }),
      ],
      "2024-06-01",
    );
    return resolved.ok ? "allowed" : resolved.rejection.kind;
  };
  mechanic(
    "20 bylaws may raise a bar where the law lets them",
    () => bylaws([2, 3], ["bylaws"]),
    "allowed",
    () => bylaws([2, 3], ["city"]),
  );
  mechanic(
    "20 and not lower it",
    () => bylaws([1, 3], ["bylaws"]),
    "not-raised",
    () => bylaws([2, 3], ["bylaws"]),
  );
  const split = countOf({
    total: [100, 1000],
    participating: [90, 900],
    for: [46, 440],
    against: [44, 460],
  });
  test("21 a motion that failed is not its opposite adopted", () => {
    const opposite = countOf({
      total: [100, 1000],
      participating: [90, 900],
      for: [44, 460],
      against: [46, 440],
    });
    expect([status(split, moreThanHalf), status(opposite, moreThanHalf)]).toEqual([
      "failed",
      "failed",
    ]);
  });
});
