import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "../testing.ts";
import { days, did, type Hall, hallOf, kindOf, opened, readyMeeting, votersIn } from "./testing.ts";

// Who may put what in the box: one owner at two windows, several owners of one flat, proxies,
// buyers, the silent, and strangers.

let hall: Hall;
beforeAll(async () => {
  hall = await hallOf([
    { number: "101", owners: ["solo"] },
    { number: "102", owners: ["wife", "husband"] },
    { number: "103", owners: ["seller"] },
    { number: "104", owners: ["buyer"] },
    { number: "105", owners: ["holder"] },
    { number: "106", owners: ["absent1"] },
    { number: "107", owners: ["absent2"] },
    { number: "108", owners: ["absent3"] },
  ]);
});
afterAll(() => hall.close());

const title = "续聘物业服务企业";
async function running(change: Readonly<Record<string, unknown>> = {}) {
  hall.at("2026-04-10T02:00:00.000Z");
  const id = await readyMeeting(hall, change);
  const voters = await votersIn(hall, id);
  const meeting = `${hall.path}/meetings/${id}`;
  const { motions } = (await hall.chair.get(meeting)).body;
  const motionId = motions[0].id as string;
  const cast = (by: Caller, number: string, choice: string, key?: string) =>
    by.send(
      "POST",
      `${meeting}/ballots`,
      { voterId: voters.get(number), choices: [{ motionId, choice }] },
      key === undefined ? {} : { key },
    );
  const count = async () => (await did(hall.auditor.get(`${meeting}/count`))).body.motions[0];
  return { id, voters, meeting, motionId, cast, count };
}
const owner = (number: string) => hall.owners.get(number) as Caller;

describe("at two windows at once", () => {
  test("one of an owner's ballots goes in, and the other is told so", async () => {
    const vote = await running();
    await opened(hall, vote.id);
    const choices = ["for", "against", "abstain", "for", "against", "abstain"];
    const answers = await Promise.all(
      choices.map((choice) => vote.cast(owner("101"), "101", choice)),
    );
    const taken = answers.filter(({ status }) => status === 201);
    expect(taken).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status !== 201) expect(kindOf(answer)).toBe("already-voted");
    }
    expect(await vote.count()).toMatchObject({ electronic: 1, setAside: 0 });
  });

  test("the same request again is answered as before and counts once", async () => {
    const vote = await running();
    await opened(hall, vote.id);
    const keys = ["same-key-0001", "same-key-0001", "same-key-0001"];
    const answers = await Promise.all(
      keys.map((key) => vote.cast(owner("101"), "101", "for", key)),
    );
    expect(new Set(answers.map(({ body }) => body.ballots[0].ballotId)).size).toBe(1);
    expect((await vote.cast(owner("101"), "101", "against", "same-key-0001")).status).toBe(422);
    expect(await vote.count()).toMatchObject({ electronic: 1 });
  });

  test("ballots that come at once get places in the log, without a gap", async () => {
    const vote = await running();
    await opened(hall, vote.id);
    const numbers = ["101", "103", "104", "105", "106", "107", "108"];
    await Promise.all(numbers.map((number) => did(vote.cast(owner(number), number, "for"))));
    const { rows } = await hall.world.database.owner.query(
      "select position from voting.ballot where motion_id = $1 order by position",
      [vote.motionId],
    );
    expect(rows.map(({ position }) => position)).toEqual(numbers.map((_, at) => at));
  });
});

describe("several owners of one flat", () => {
  test("vote by the one they name", async () => {
    const vote = await running();
    await opened(hall, vote.id);
    const wife = owner("102");
    expect(kindOf(await vote.cast(wife, "102", "for"))).toBe("not-the-nominee");
    const voterId = vote.voters.get("102");
    const listed = await did(hall.clerk.get(`${vote.meeting}/voters/${voterId}/owners`));
    const named = listed.body.owners.find(({ name }: { name: string }) => name === "wife");
    const name = (personId: string) =>
      hall.clerk.send("POST", `${vote.meeting}/nominations`, { voterId, personId });
    expect(kindOf(await name(hall.estateId))).toBe("not-a-co-owner");
    await did(name(named.personId));
    await did(vote.cast(wife, "102", "for"));
    expect(await vote.count()).toMatchObject({ tallies: { for: { heads: "1", area: "100.00" } } });
  });
});

describe("a proxy", () => {
  const proxy = (vote: Awaited<ReturnType<typeof running>>, number: string, change: object = {}) =>
    hall.clerk.send("POST", `${vote.meeting}/proxies`, {
      voterId: vote.voters.get(number),
      holderName: "holder",
      holderVoterId: vote.voters.get("105"),
      relation: "owner",
      isWritten: true,
      receivedAt: "2026-04-20T00:00:00Z",
      ...change,
    });

  test("that names nobody is refused, and one that is not written is not admitted", async () => {
    const vote = await running();
    expect(kindOf(await proxy(vote, "106", { holderName: " " }))).toBe("blank-proxy");
    const oral = await did(proxy(vote, "106", { isWritten: false }));
    expect(oral.body.refusedBecause).toBe("not-written");
  });

  test("lets its holder vote for another, as far as the law's limit goes", async () => {
    const french = { place: "fr", motions: [{ matter: "art-24", title: "Budget prévisionnel" }] };
    await expect(running(french)).rejects.toThrow(/no-weight/);
    const facts = ["101", "102", "103", "104", "105", "106", "107", "108"].map((unitNumber) => ({
      unitNumber,
      weights: { shares: "1000" },
      evidence: "règlement de copropriété",
    }));
    await did(hall.clerk.send("POST", `${hall.path}/unit-facts`, { facts }));
    const vote = await running(french);
    const person = await hall.world.database.owner.query(
      "select id from registry.person where name = 'holder' and account_id is not null",
    );
    const holderPersonId = person.rows[0].id;
    const made = [];
    for (const number of ["101", "106", "107", "108"]) {
      made.push((await did(proxy(vote, number, { holderPersonId }))).body);
    }
    // Three mandates, or more while all voices carried stay within a tenth: two are an eighth each.
    expect(made.map(({ refusedBecause }) => refusedBecause)).toEqual([
      null,
      null,
      null,
      "over-the-limit",
    ]);
    await opened(hall, vote.id);
    await did(vote.cast(owner("105"), "106", "against"));
    expect(kindOf(await vote.cast(owner("105"), "108", "against"))).toBe("not-your-ballot");
    const box = await hall.world.database.owner.query(
      "select form from voting.ballot where motion_id = $1",
      [vote.motionId],
    );
    expect(JSON.parse(box.rows[0].form)).toMatchObject({ proxyId: made[1].id });
  });
});

describe("a flat sold while the vote is open", () => {
  test("leaves the ballot that was cast, and lets the buyer vote where none was", async () => {
    const vote = await running({
      motions: [
        { matter: "hire-manager", title },
        { matter: "other-major", title: "通过预算" },
      ],
    });
    const meeting = await opened(hall, vote.id);
    const { motions } = (await hall.chair.get(meeting)).body;
    await did(vote.cast(owner("103"), "103", "for"));
    const { rows } = await hall.world.database.owner.query(
      `with buyer as (select id from registry.person where name = 'buyer' and account_id is not null),
         sold as (update registry.ownership o set to_on = '2026-05-01' from registry.unit u
           where u.id = o.unit_id and u.number = '103' and o.to_on is null returning o.district_id, o.unit_id)
       insert into registry.ownership (district_id, id, unit_id, person_id, from_on)
       select sold.district_id, $1, sold.unit_id, buyer.id, '2026-05-02' from sold, buyer returning id`,
      [hall.world.ports.ids.next()],
    );
    expect(rows).toHaveLength(1);
    const sale = await did(
      hall.clerk.send("POST", `${meeting}/sales`, { unitNumbers: ["103"], soldOn: "2026-05-02" }),
    );
    expect(sale.body.sales[0].outcomes).toMatchObject([
      { ballot: "stands", mayVote: "nobody-anew" },
      { ballot: "none", mayVote: "buyer" },
    ]);
    const on = (by: Caller, at: number) =>
      by.send("POST", `${meeting}/ballots`, {
        voterId: vote.voters.get("103"),
        choices: [{ motionId: motions[at].id, choice: "against" }],
      });
    expect(kindOf(await on(owner("104"), 0))).toBe("not-your-ballot");
    // Who owns nothing here any more has no door left.
    expect(kindOf(await on(owner("103"), 1))).toBe("not-found");
    await did(on(owner("104"), 1));
    const own = await did(owner("104").get(`${meeting}/own-ballots`));
    expect(own.body.ballots.map(({ via }: { via: string }) => via).sort()).toEqual([
      "buyer",
      "owner",
    ]);
    await hall.world.database.owner.query(
      `delete from registry.ownership where from_on = '2026-05-02';`,
    );
    await hall.world.database.owner.query(
      `update registry.ownership set to_on = null where to_on = '2026-05-01'`,
    );
  });
});

describe("the silent", () => {
  const silence = { bylawClause: "议事规则第九条", warningPrinted: true };
  async function silent(change: Readonly<Record<string, unknown>>, isProven: boolean) {
    const vote = await running(change);
    const proof = await did(
      hall.clerk.send("POST", `${vote.meeting}/scans`, "回执", {
        type: "application/octet-stream",
      }),
    );
    await did(
      hall.clerk.send("POST", `${vote.meeting}/deliveries`, {
        voterIds: ["106", "107", "108"].map((number) => vote.voters.get(number)),
        how: "registered-mail",
        deliveredAt: "2026-04-14T00:00:00Z",
        ...(isProven ? { proofSha256: proof.body.sha256 } : {}),
      }),
    );
    await opened(hall, vote.id);
    for (const number of ["101", "103", "104", "105"]) {
      await did(vote.cast(owner(number), number, "for"));
    }
    return (await vote.count()).verdict;
  }

  test("are counted only with clause, proof and warning, and the strict verdict stands beside", async () => {
    // Four of eight voted; the quorum is two thirds.
    expect(await silent({}, true)).toMatchObject({ status: "no-quorum" });
    expect(await silent({ silence }, false)).toMatchObject({
      status: "no-quorum",
      deemed: { kind: "left-out" },
    });
    expect(await silent({ silence: { ...silence, warningPrinted: false } }, true)).toMatchObject({
      status: "no-quorum",
      deemed: { kind: "left-out" },
    });
    expect(await silent({ silence }, true)).toMatchObject({
      status: "passed",
      strictStatus: "no-quorum",
      deemed: { kind: "counted", direction: "for" },
      unverified: expect.arrayContaining([expect.objectContaining({ path: "deemed" })]),
    });
  });
});

describe("paper", () => {
  test("handed in before the end may be read after it, and not the other way round", async () => {
    const vote = await running();
    const scan = await did(
      hall.clerk.send("POST", `${vote.meeting}/scans`, "选票", {
        type: "application/octet-stream",
      }),
    );
    await opened(hall, vote.id);
    hall.at(days.after);
    await did(hall.chair.send("POST", `${vote.meeting}/closing`));
    const enter = (by: Caller, number: string, receivedAt: string) =>
      by.send("POST", `${vote.meeting}/sheets`, {
        sheet: `sheet-${number}`,
        voterId: vote.voters.get(number),
        scanSha256: scan.body.sha256,
        receivedAt,
        choices: [{ motionId: vote.motionId, choice: "for" }],
      });
    await did(enter(hall.clerk, "101", "2026-05-10T00:00:00Z"));
    expect(kindOf(await hall.chair.send("POST", `${vote.meeting}/publication`))).toBe(
      "papers-waiting",
    );
    expect((await enter(hall.chair, "101", "2026-05-10T00:00:00Z")).body.status).toBe("entered");
    await did(enter(hall.clerk, "106", "2026-05-15T00:30:00Z"));
    expect((await enter(hall.chair, "106", "2026-05-15T00:30:00Z")).body).toMatchObject({
      status: "refused",
      refusedBecause: "closed",
    });
    await did(hall.chair.send("POST", `${vote.meeting}/publication`));
    expect(kindOf(await enter(hall.clerk, "107", "2026-05-10T00:00:00Z"))).toBe("meeting-status");
  });
});

describe("a stranger", () => {
  test("finds no scan, no secret choice and no other district's vote", async () => {
    const vote = await running();
    const scan = await did(
      hall.clerk.send("POST", `${vote.meeting}/scans`, "选票", {
        type: "application/octet-stream",
      }),
    );
    for (const caller of [hall.cashier, owner("101"), hall.auditor]) {
      const looked = await caller.get(`${vote.meeting}/scans/${scan.body.sha256}`);
      expect(looked.status).toBe(403);
    }
    expect((await hall.clerk.get(`${vote.meeting}/scans/${"0".repeat(64)}`)).status).toBe(404);
    const elsewhere = hall.world.ports.ids.next();
    const open = hall.open.replace(hall.world.districtId, elsewhere);
    expect((await hall.chair.get(`${open}/meetings/${vote.id}`)).status).toBe(404);
    expect((await hall.chair.get(`${open}/meetings`)).body.meetings).toEqual([]);
    const early = `${hall.open}/meetings/${vote.id}/motions/${vote.motionId}/recount.json`;
    expect(kindOf(await hall.chair.get(early))).toBe("not-published-yet");
  });

  test("what is evidence cannot be changed, not even by our own hand", async () => {
    const vote = await running();
    await opened(hall, vote.id);
    await did(vote.cast(owner("101"), "101", "for"));
    const { owner: database } = hall.world.database;
    for (const change of [
      "update voting.ballot set choice = 'against'",
      "delete from voting.ballot",
      "truncate voting.voter cascade",
      "update voting.roll_freeze set named_hash = secret_hash",
    ]) {
      await expect(database.query(change)).rejects.toThrow(/append-only/);
    }
    const forged = `insert into voting.ballot select district_id, motion_id, position + 1, $1, voter_id,
      'against', channel, null, true, replace(form, '"for"', '"against"'), leaf, cast_by, recorded_at
      from voting.ballot where motion_id = $2`;
    await expect(
      database.query(forged, [hall.world.ports.ids.next(), vote.motionId]),
    ).rejects.toThrow(/check/);
  });
});
