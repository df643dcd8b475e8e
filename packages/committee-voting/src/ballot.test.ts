import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Ballot,
  boxHash,
  castBallot,
  countedBallots,
  openBox,
  replaceBallot,
  settleSale,
} from "./ballot.ts";
import { rulesOf } from "./fixtures/sample.ts";
import { holdsReceipt, logRoot, type PublishedVote, receiptFor, recount } from "./recount.ts";
import { type Roll, rollForm, rollFrom, rollHash } from "./roll.ts";
import { countVote } from "./tally.ts";
import { decideVerdict } from "./verdict.ts";

const rules = rulesOf();
const policy = rules.ballot!.value;
const rollOf = (voters: number): Roll => {
  const units = Array.from({ length: voters }, (_, at) => ({
    id: `u${at}`,
    owners: [`v${at}`],
    area: `${60 + at}.25`,
    building: at % 2 === 0 ? "A" : "B",
  }));
  const roll = rollFrom(units, rules.roll!.value, rules.scales);
  if (!roll.ok) throw new Error(roll.rejection.kind);
  return roll.value;
};
const roll = rollOf(9);
const ballot = (voter: number, choice: Ballot["choice"], more: Partial<Ballot> = {}): Ballot => ({
  id: `b${voter}`,
  voterId: `v${voter}`,
  choice,
  channel: "electronic",
  castAt: "2024-06-02T08:00:00+08:00",
  ...more,
});
const empty = openBox("m1", "2024-06-01T00:00:00+08:00", "2024-06-15T00:00:00+08:00");
const boxOf = (ballots: readonly Ballot[]) => ({ ...empty, ballots });

describe("a ballot box", () => {
  test("takes a ballot of a voter on the roll while it is open", () => {
    const cast = castBallot(empty, ballot(1, "for"), { roll });
    expect(cast).toMatchObject({ ok: true, value: { ballots: [{ voterId: "v1" }] } });
  });

  test.each([
    ["not-open-yet", { castAt: "2024-05-31T23:59:59+08:00" }],
    ["closed", { castAt: "2024-06-15T00:00:00+08:00" }],
    ["unknown-voter", { voterId: "v99" }],
    ["barred", { voterId: "v2" }],
    ["ballot-id-used", { id: "b0" }],
    ["already-voted", { id: "other", voterId: "v0" }],
  ])("refuses with %s", (kind, more) => {
    const box = boxOf([ballot(0, "for")]);
    const refused = castBallot(box, ballot(1, "for", more), { roll, barred: { v2: "arrears" } });
    expect(refused).toMatchObject({ ok: false, rejection: { kind } });
  });

  test("lets a mind change only where the rules do, and keeps what was said first", () => {
    const box = boxOf([ballot(1, "for")]);
    const changed = ballot(1, "against", { id: "b1b", castAt: "2024-06-03T08:00:00+08:00" });
    expect(replaceBallot(box, changed, { roll }, policy)).toMatchObject({
      rejection: { kind: "change-not-allowed" },
    });
    const free = { ...policy, change: "until-close" } as const;
    const replaced = replaceBallot(box, changed, { roll }, free);
    if (!replaced.ok) throw new Error(replaced.rejection.kind);
    expect(replaced.value.ballots).toHaveLength(2);
    expect(countedBallots(replaced.value, free)).toMatchObject({
      counted: [{ choice: "against" }],
      setAside: [{ ballot: { id: "b1" }, because: "replaced", by: "b1b" }],
    });
    expect(replaceBallot(box, ballot(3, "for"), { roll }, free)).toMatchObject({
      rejection: { kind: "nothing-to-replace" },
    });
  });
});

describe("a sale while the vote is open", () => {
  const two = { id: "v1", units: ["u1", "u2"] };
  const voted = boxOf([ballot(1, "for")]);
  test.each([
    [
      "the earlier ballot stands",
      voted,
      ["u1", "u2"],
      "earlier-ballot-stands",
      "stands",
      "nobody-anew",
    ],
    [
      "or falls, and the buyer votes anew",
      voted,
      ["u1", "u2"],
      "buyer-votes-anew",
      "falls",
      "buyer",
    ],
    [
      "the buyer votes where the seller had not",
      empty,
      ["u1", "u2"],
      "earlier-ballot-stands",
      "none",
      "buyer",
    ],
    [
      "a seller who keeps a unit keeps the head",
      empty,
      ["u1"],
      "buyer-votes-anew",
      "none",
      "seller",
    ],
    ["and the ballot given for it", voted, ["u1"], "buyer-votes-anew", "stands", "nobody-anew"],
  ] as const)("%s", (_, box, sold, policy, becomes, mayVote) => {
    expect(settleSale(box, two, sold, policy)).toEqual({ ballot: becomes, mayVote });
  });
});

describe("a count", () => {
  const vote = {
    roll,
    box: boxOf([
      ballot(0, "for"),
      ballot(1, "against"),
      ballot(2, "abstain"),
      ballot(3, "blank"),
      ballot(4, "invalid"),
    ]),
    attendance: [{ voterId: "v5", isInPerson: true }],
    delivered: ["v0", "v5", "v6"],
  };
  const { count } = countVote(vote, policy);
  const headsOf = Object.fromEntries(
    Object.entries(count.tallies).map(([name, axes]) => [name, axes.heads]),
  );

  test("puts each ballot where the policy says, and silence where delivery is proven", () => {
    expect(headsOf).toEqual({
      total: 9n,
      eligible: 9n,
      present: 6n,
      inPerson: 1n,
      participating: 4n,
      cast: 2n,
      valid: 2n,
      for: 1n,
      against: 1n,
      abstain: 1n,
      blank: 1n,
      invalid: 1n,
      deemed: 1n,
    });
  });

  test("takes a ballot cast in person for presence, and silence at the meeting for no assent", () => {
    const box = boxOf([ballot(0, "for", { isInPerson: true }), ballot(1, "invalid")]);
    const attendance = [{ voterId: "v5", isInPerson: false }];
    const silentPolicy = { ...policy, invalid: [] };
    const { tallies, axes } = countVote(
      { roll, box, attendance, delivered: ["v5", "v6"], axes: ["heads"] },
      silentPolicy,
    ).count;
    expect(axes).toEqual(["heads"]);
    expect(tallies.present?.heads).toBe(2n);
    expect(tallies.inPerson?.heads).toBe(1n);
    expect(tallies.deemed?.heads).toBe(1n);
    expect(countVote({ roll, box }, policy).count).not.toHaveProperty("axes");
  });

  test("is kept by building as well", () => {
    expect(count.groups?.building?.A?.for).toEqual({ heads: 1n, area: 602_500n });
    expect(count.groups?.building?.B?.total?.heads).toBe(4n);
  });

  const choices = fc.array(fc.constantFrom("for", "against", "abstain", "blank", "invalid"), {
    maxLength: 9,
  });
  test("law: no order of ballots, voters or attendance changes it", () => {
    fc.assert(
      fc.property(choices, (said) => {
        const ballots = said.map((choice, at) => ballot(at, choice as Ballot["choice"]));
        const forth = countVote({ ...vote, box: boxOf(ballots) }, policy).count;
        const turned = { ...roll, voters: [...roll.voters].reverse() };
        const back = countVote(
          { ...vote, roll: turned, box: boxOf([...ballots].reverse()) },
          policy,
        );
        expect(back.count.tallies).toEqual(forth.tallies);
        expect(back.count.rollHash).toBe(forth.rollHash);
        expect(boxHash(boxOf(ballots))).toBe(boxHash(boxOf([...ballots].reverse())));
      }),
    );
  });

  test("law: for, against, abstaining and blank are all who took part", () => {
    fc.assert(
      fc.property(choices, (said) => {
        const ballots = said.map((choice, at) => ballot(at, choice as Ballot["choice"]));
        const { tallies } = countVote({ ...vote, box: boxOf(ballots) }, policy).count;
        const of = (name: "for" | "against" | "abstain" | "blank" | "participating") =>
          tallies[name]?.area ?? 0n;
        expect(of("for") + of("against") + of("abstain") + of("blank")).toBe(of("participating"));
      }),
    );
  });
});

describe("a recount", () => {
  const box = boxOf(
    [0, 1, 2, 3, 4, 5].map((voter) => ballot(voter, voter < 4 ? "for" : "against")),
  );
  const log = logRoot(box);
  const published: PublishedVote = {
    matter: "budget",
    rollHash: rollHash(roll),
    logRoot: log.root,
    logSize: log.size,
    roll: rollForm(roll) as PublishedVote["roll"],
    box,
  };
  const verdict = decideVerdict("budget", countVote({ roll, box }, policy).count, rules);

  test("from the published files alone comes to the same verdict", () => {
    const through = JSON.parse(JSON.stringify(published)) as PublishedVote;
    expect(recount(through, rules)).toEqual({ ok: true, value: verdict });
  });

  test("finds a weight, a ballot or a hash that was touched", () => {
    const [first, ...rest] = published.roll.voters;
    const heavier = { ...first!, weights: { ...first!.weights, area: "999.25" } };
    const kindOf = (vote: PublishedVote) => {
      const again = recount(vote, rules);
      return again.ok ? "recounted" : again.rejection.kind;
    };
    const roll = { ...published.roll, voters: [heavier, ...rest] };
    expect(kindOf({ ...published, roll })).toBe("totals-differ");
    expect(kindOf({ ...published, rollHash: "0".repeat(64) })).toBe("roll-hash-differs");
    const turned = box.ballots.map((cast, at) =>
      at === 0 ? { ...cast, choice: "against" as const } : cast,
    );
    expect(kindOf({ ...published, box: boxOf(turned) })).toBe("log-root-differs");
    expect(kindOf({ ...published, box: boxOf(box.ballots.slice(1)) })).toBe("log-root-differs");
  });

  test("gives each owner a receipt that holds for their ballot and no other", () => {
    for (const cast of box.ballots) {
      const receipt = receiptFor(box, cast.id)!;
      expect(holdsReceipt(cast, receipt, log.root)).toBe(true);
      expect(holdsReceipt({ ...cast, choice: "abstain" }, receipt, log.root)).toBe(false);
      expect(holdsReceipt(cast, receipt, "0".repeat(64))).toBe(false);
    }
    expect(receiptFor(box, "not there")).toBeUndefined();
  });
});
