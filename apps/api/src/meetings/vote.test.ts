import { recount, resolveVoting } from "@xinyi/committee-voting";
import { decodeVotingLayer } from "@xinyi/committee-voting/schema";
import { verifyInclusion } from "@xinyi/merkle-log";
import { afterAll, beforeAll, expect, test } from "vitest";
import { days, did, type Hall, hallOf, kindOf, opened, votersIn } from "./testing.ts";

// One vote from its convening to a stranger's recount, by the law of China.
let hall: Hall;
let meetingId: string;
let meeting: string;
let voters: ReadonlyMap<string, string>;
let motions: { id: string; title: string }[];

const flats = [
  { number: "101", owners: ["owner1"] },
  { number: "102", owners: ["owner2"] },
  { number: "103", owners: ["owner3"] },
  { number: "104", owners: ["owner4"], area: "88.50" },
  { number: "105", owners: ["owner5"] },
  { number: "106", owners: ["owner5"] },
];
const owner = (number: string) => hall.owners.get(number)!;

beforeAll(async () => {
  hall = await hallOf(flats);
});
afterAll(() => hall.close());

test("a meeting is convened under the law of its day, word for word", async () => {
  const draft = {
    title: "2026 年第一次业主大会会议",
    place: "cn",
    noticeServedOn: days.notice,
    opensAt: days.opens,
    closesAt: days.closes,
    closingRule: "五月十五日八时截止,之后收到的不计",
    motions: [
      { matter: "hire-manager", title: "续聘物业服务企业", subject: "trustee" },
      {
        matter: "other-major",
        title: "通过 2027 年预算",
        subject: "budget:2027",
        secrecy: "named",
      },
    ],
  };
  const send = (change: object) =>
    hall.chair.send("POST", `${hall.path}/meetings`, { ...draft, ...change });
  const guessed = await send({ motions: [{ matter: "paint-the-moon", title: "?" }] });
  expect([guessed.status, kindOf(guessed)]).toEqual([422, "matter-without-rule"]);
  expect(kindOf(await send({ place: "atlantis" }))).toBe("unknown-place");
  const late = await send({ noticeServedOn: "2026-04-20" });
  expect(late.body.facts).toMatchObject({ required: 15, given: 11 });
  const convened = await send({});
  expect(convened.status).toBe(201);
  expect(convened.body).toMatchObject({ number: 1, status: "convened", heldOn: "2026-05-01" });
  expect(convened.body.rules.packs).toMatchObject([{ id: "cn", level: "national" }]);
  // What nobody has read in its source goes with every answer.
  expect(convened.body.rules.unverified.map(({ path }: { path: string }) => path)).toContain(
    "ballot",
  );
  meetingId = convened.body.id;
  meeting = `${hall.path}/meetings/${meetingId}`;
  motions = convened.body.motions;
});

test("the roll counts heads and areas, and can be objected to until it is frozen", async () => {
  expect(kindOf(await hall.chair.send("POST", `${meeting}/roll/freeze`))).toBe("no-roll");
  const drawn = await did(hall.chair.send("POST", `${meeting}/roll`, { on: "2026-04-10" }));
  // Six flats, five heads: who owns two is one.
  expect(drawn.body.roll).toMatchObject({
    status: "draft",
    units: 6,
    voters: 5,
    totals: { heads: "5", area: "588.50" },
  });
  const raised = await owner("104").send("POST", `${meeting}/objections`, {
    unitNumber: "104",
    words: "产权证上是 98.50 平方米",
  });
  expect(raised.status).toBe(201);
  expect(kindOf(await hall.chair.send("POST", `${meeting}/roll/freeze`))).toBe("objections-open");
  const settle = (body: object) =>
    hall.chair.send("POST", `${meeting}/objections/${raised.body.id}/settlement`, body);
  const baseless = await settle({
    decision: "dismissed",
    words: "不符",
    correction: { areas: { register: "98.50" } },
  });
  expect(kindOf(baseless)).toBe("correction-without-cause");
  const settled = await settle({
    decision: "upheld",
    words: "已核对产权证",
    correction: { areas: { register: "98.50" } },
  });
  const { correction } = settled.body.settlement;
  expect(correction.was.areas).toEqual({ register: "88.50" });
  expect(correction.hashBefore).not.toBe(correction.hashAfter);
  expect(kindOf(await settle({ decision: "dismissed", words: "再看" }))).toBe(
    "objection-settled-already",
  );
  const frozen = await did(hall.chair.send("POST", `${meeting}/roll/freeze`));
  expect(frozen.body.roll).toMatchObject({
    status: "frozen",
    corrections: 1,
    totals: { area: "598.50" },
  });
  expect(frozen.body.roll.namedHash).toMatch(/^[0-9a-f]{64}$/);
  expect(frozen.body.roll.secretHash).not.toBe(frozen.body.roll.namedHash);
  voters = await votersIn(hall, meetingId);
  expect(kindOf(await hall.chair.send("POST", `${meeting}/roll`, { on: "2026-04-10" }))).toBe(
    "roll-frozen-already",
  );
});

test("nothing opens before everything is ready, nor before its time", async () => {
  hall.at(days.opens);
  const early = await hall.chair.send("POST", `${meeting}/opening`);
  expect(early.body.facts.missing).toEqual(["ballots-delivered"]);
  const proof = await did(
    hall.clerk.send("POST", `${meeting}/scans`, "送达回执", { type: "application/octet-stream" }),
  );
  hall.at("2026-04-13T00:00:00.000Z");
  const delivered = await did(
    hall.clerk.send("POST", `${meeting}/deliveries`, {
      voterIds: [...voters.values()],
      how: "in-person",
      deliveredAt: "2026-04-12T09:00:00+08:00",
      proofSha256: proof.body.sha256,
    }),
  );
  expect(delivered.body).toEqual({ recorded: 5, delivered: 5 });
  expect(kindOf(await hall.chair.send("POST", `${meeting}/opening`))).toBe("not-open-yet");
  await opened(hall, meetingId);
});

async function cast(number: string, choice: string, which = [0, 1], as = number) {
  return owner(as).send("POST", `${meeting}/ballots`, {
    voterId: voters.get(number),
    choices: which.map((at) => ({ motionId: motions[at]?.id, choice })),
  });
}

test("an owner votes once, with one's own ballot", async () => {
  const first = await cast("101", "for");
  expect(first.status).toBe(201);
  expect(first.body.ballots).toMatchObject([{ position: 0 }, { position: 0 }]);
  expect(kindOf(await cast("101", "against"))).toBe("already-voted");
  expect(kindOf(await cast("102", "against", [0], "103"))).toBe("not-your-ballot");
  expect((await cast("102", "for")).status).toBe(201);
  expect((await cast("105", "for")).status).toBe(201);
  const own = await owner("105").get(`${meeting}/own-ballots`);
  expect(own.body.ballots).toMatchObject([{ units: ["105", "106"], weights: { heads: "1" } }]);
  expect(own.body.ballots[0].motions[0].ballots).toMatchObject([
    { choice: "for", standing: "counts" },
  ]);
});

test("paper is read by two, and by a third where they differ", async () => {
  const scan = await did(
    hall.clerk.send("POST", `${meeting}/scans`, "选票 103", { type: "application/octet-stream" }),
  );
  const papers = await did(hall.clerk.get(`${meeting}/papers`));
  const paper = papers.body.papers.find(
    ({ units }: { units: string[] }) => units[0] === "103",
  ).paperNumber;
  const found = await hall.clerk.get(`${meeting}/papers/${paper.toLowerCase()}`);
  expect(found.body.voterId).toBe(voters.get("103"));
  const enter = (by: Hall["chair"], choice: string, change: object = {}) =>
    by.send("POST", `${meeting}/sheets`, {
      sheet: paper,
      voterId: voters.get("103"),
      scanSha256: scan.body.sha256,
      receivedAt: "2026-05-01T10:00:00+08:00",
      choices: motions.map(({ id }) => ({ motionId: id, choice })),
      ...change,
    });
  const first = await enter(hall.clerk, "against");
  expect(first.body).toMatchObject({ status: "waits-for-second", mayEnter: false });
  expect(kindOf(await enter(hall.clerk, "against"))).toBe("sheet-read-by-you");
  expect(kindOf(await enter(hall.chair, "for", { voterId: voters.get("104") }))).toBe(
    "sheet-of-another-voter",
  );
  const second = await enter(hall.chair, "for");
  expect(second.body).toMatchObject({ status: "differs", differsIn: ["choice"] });
  // Nobody is shown what another has read.
  const listed = await hall.third.get(`${meeting}/sheets`);
  expect(JSON.stringify(listed.body)).not.toMatch(/"(for|against)"/);
  const third = await enter(hall.third, "against");
  expect(third.body).toMatchObject({ status: "entered", enteredBy: ["clerk", "chair", "third"] });
  expect(kindOf(await enter(hall.third, "against"))).toBe("sheet-done");
  // The same voter on the phone afterwards: kept, and the declared rule sets it aside.
  expect((await cast("103", "for", [0])).status).toBe(201);
  const mine = await owner("103").get(`${meeting}/own-ballots`);
  expect(
    mine.body.ballots[0].motions[0].ballots.map(({ channel, standing }: Record<string, string>) => [
      channel,
      standing,
    ]),
  ).toEqual([
    ["paper", "counts"],
    ["electronic", "clash"],
  ]);
});

test("the count is watched by those allowed, with what is still needed", async () => {
  expect((await hall.cashier.get(`${meeting}/count`)).status).toBe(403);
  expect((await owner("101").get(`${meeting}/count`)).status).toBe(403);
  const count = await did(hall.auditor.get(`${meeting}/count`));
  expect(count.body.motions[0]).toMatchObject({
    verdict: { status: "passed", rule: "ordinary" },
    electronic: 4,
    paper: 1,
    setAside: 1,
    tallies: { for: { heads: "3", area: "400.00" }, against: { heads: "1", area: "100.00" } },
    stillNeeded: { heads: { participation: "0", for: "0", isReachable: true } },
  });
  expect((await owner("101").get(`${meeting}/result`)).status).toBe(409);
});

test("it closes at its announced end, and what is carried becomes a resolution", async () => {
  expect(kindOf(await hall.chair.send("POST", `${meeting}/closing`))).toBe("still-open");
  hall.at(days.after);
  await did(hall.chair.send("POST", `${meeting}/closing`));
  expect(kindOf(await cast("104", "for"))).toBe("closed");
  expect((await hall.chair.get(`${hall.open}/meetings/${meetingId}`)).body.result).toBeNull();
  const published = await did(hall.chair.send("POST", `${meeting}/publication`));
  expect(published.body.status).toBe("published");
  const { results } = (await hall.chair.get(`${meeting}/result`)).body;
  expect(results[0].verdict).toMatchObject({
    status: "passed",
    strictStatus: "passed",
    body: { decides: "owners-assembly", binds: "all-owners" },
    challenge: { months: 12, until: "2027-05-15" },
  });
  expect(results[0].verdict.rollHash).not.toBe(results[1].verdict.rollHash);
  expect(results[0].mandateId).not.toBeNull();
  const mandates = await hall.chair.get(`${hall.path}/mandates`);
  expect(mandates.body.mandates).toMatchObject([
    { subject: expect.stringMatching(/trustee|budget:2027/), confirmedBy: null, mayConfirm: false },
    { resolutionId: expect.stringMatching(/^2026-1-[12]$/) },
  ]);
  const confirmed = await hall.clerk.send(
    "POST",
    `${hall.path}/mandates/${results[0].mandateId}/confirmation`,
  );
  expect(confirmed.status).toBe(201);
});

test("a stranger recounts from the published files alone, and each owner finds the own ballot", async () => {
  for (const [at, motion] of motions.entries()) {
    const response = await hall.world.app.request(
      `${hall.open}/meetings/${meetingId}/motions/${motion.id}/recount.json`,
    );
    expect(response.status).toBe(200);
    const file = JSON.parse(await response.text());
    const layers = file.layers.map((layer: { hash: string; voting: unknown }) => {
      const decoded = decodeVotingLayer(layer as never, layer.voting);
      if (!decoded.ok) throw new Error("a layer cannot be read");
      expect(decoded.value.hash).toBe(layer.hash);
      return decoded.value;
    });
    const rules = resolveVoting(layers, file.on);
    if (!rules.ok) throw new Error(rules.rejection.kind);
    const again = recount(file.vote, rules.value);
    expect(again.ok && JSON.parse(JSON.stringify(again.value))).toEqual(file.verdict);
    // Named motions list units, secret ones none; persons nowhere.
    const text = JSON.stringify(file.vote);
    expect(text.includes('"105"')).toBe(at === 1);
    for (const name of ["owner1", "owner5", voters.get("101") ?? ""]) {
      expect(text).not.toContain(name);
    }
    const receipts = (await owner("102").get(`${meeting}/receipts`)).body.receipts;
    const own = receipts.find(({ motionId }: { motionId: string }) => motionId === motion.id);
    expect(own).toMatchObject({ choice: "for", standing: "counts" });
    expect(own.receipt.root).toBe(file.vote.logRoot);
    expect(verifyInclusion(own.receipt, own.receipt.proof)).toBe(true);
    expect(file.vote.box.ballots).toContainEqual(own.published);
  }
});
