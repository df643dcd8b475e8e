import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { days, did, type Hall, hallOf, kindOf, opened, readyMeeting, votersIn } from "./testing.ts";

// A motion that was not carried is put again: in the same meeting, as in France, or at another
// one, as in Taiwan; each time another event under its own rule.

const run = promisify(execFile);
const program = fileURLToPath(new URL("./recount-program.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "xinyi-recount-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a stranger with Node sees: the exit code and what the program prints. */
async function recounted(text: string): Promise<{ code: number; out: string }> {
  const file = join(folder, "recount.json");
  writeFileSync(file, text);
  return run(process.execPath, ["--no-warnings", program, file]).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, out: error.stdout }),
  );
}

async function file(hall: Hall, meetingId: string, motionId: string): Promise<string> {
  const path = `${hall.open}/meetings/${meetingId}/motions/${motionId}/recount.json`;
  const response = await hall.world.app.request(path);
  return response.text();
}

const shares = (entries: Readonly<Record<string, string>>) => ({
  facts: Object.entries(entries).map(([unitNumber, share]) => ({
    unitNumber,
    weights: { shares: share },
    evidence: "règlement de copropriété",
  })),
});

async function caster(hall: Hall, meetingId: string) {
  const voters = await votersIn(hall, meetingId);
  return (number: string, motionId: string, choice: string) =>
    did(
      hall.owners.get(number)!.send("POST", `${hall.path}/meetings/${meetingId}/ballots`, {
        voterId: voters.get(number),
        choices: [{ motionId, choice }],
      }),
    );
}

describe("by the law of France", () => {
  let hall: Hall;
  beforeAll(async () => {
    const lots = ["1", "2", "3", "4"];
    hall = await hallOf(lots.map((number) => ({ number, owners: [`proprio${number}`] })));
    // The first holds more than half, and is cut to what the others have together.
    const tantiemes = shares({ 1: "6000", 2: "1500", 3: "1500", 4: "1000" });
    await did(hall.chair.send("POST", `${hall.path}/unit-facts`, tantiemes));
  });
  afterAll(() => hall.close());

  test("a majority of all that was missed by a third and more is voted on at once by those who vote", async () => {
    const motions = [{ matter: "art-25", title: "Ravalement de la façade" }];
    const id = await readyMeeting(hall, { place: "fr", motions });
    const meeting = await opened(hall, id);
    const [motion] = (await hall.chair.get(meeting)).body.motions;
    const cast = await caster(hall, id);
    await cast("2", motion.id, "for");
    await cast("3", motion.id, "for");
    await cast("1", motion.id, "against");
    const again = (closesAt: string, on = motion.id) =>
      hall.chair.send("POST", `${meeting}/motions/${on}/second-ballot`, { closesAt });
    expect(kindOf(await again("2026-05-15T03:00:00Z"))).toBe("meeting-status");
    hall.at(days.after);
    await did(hall.chair.send("POST", `${meeting}/closing`));
    const count = await did(hall.auditor.get(`${meeting}/count`));
    // 3000 of 8000: not more than half of all, but a third.
    expect(count.body.motions[0].verdict).toMatchObject({
      status: "second-vote-available",
      next: [{ kind: "second-ballot", rule: "art-24" }],
    });
    const reopened = await did(again("2026-05-15T03:00:00Z"));
    const second = reopened.body.motions[1];
    expect(second).toMatchObject({
      ballot: "second",
      follows: motion.id,
      state: "open",
      rule: { rule: "art-24" },
    });
    expect(kindOf(await again("2026-05-15T03:00:00Z"))).toBe("further-vote-not-open");
    expect(kindOf(await hall.chair.send("POST", `${meeting}/publication`))).toBe(
      "second-ballot-running",
    );
    hall.at("2026-05-15T02:00:00.000Z");
    for (const number of ["2", "3", "4"]) await cast(number, second.id, "for");
    await cast("1", second.id, "abstain");
    hall.at("2026-05-15T03:00:00.000Z");
    await did(hall.chair.send("POST", `${meeting}/closing`));
    await did(hall.chair.send("POST", `${meeting}/publication`));
    const { results } = (await hall.chair.get(`${meeting}/result`)).body;
    expect(results.map((one: { verdict: object }) => one.verdict)).toMatchObject([
      { status: "second-vote-available", rule: "art-25" },
      { status: "passed", rule: "art-24", matter: "art-25" },
    ]);
    for (const { motionId } of results) {
      const text = await file(hall, id, motionId);
      expect(await recounted(text)).toMatchObject({ code: 0 });
    }
  });

  test("a file that was touched does not come to its verdict", async () => {
    const meetings = await hall.chair.get(`${hall.path}/meetings`);
    const { id } = meetings.body.meetings[0];
    const [motion] = (await hall.chair.get(`${hall.path}/meetings/${id}`)).body.motions;
    const text = await file(hall, id, motion.id);
    const turned = text.replace('"choice":"against"', '"choice":"for"');
    expect(turned).not.toBe(text);
    const { code, out } = await recounted(turned);
    expect(code).toBe(1);
    expect(out).toContain("log-root-differs");
    const praised = text.replace('"status":"second-vote-available"', '"status":"passed"');
    expect((await recounted(praised)).out).toContain("second-vote-available ≠ passed");
  });
});

describe("by the law of Taiwan", () => {
  let hall: Hall;
  beforeAll(async () => {
    const owned = (number: string) => (Number(number) <= 4 ? "dazhu" : `zhu${number}`);
    const numbers = Array.from({ length: 11 }, (_, at) => String(at + 1));
    hall = await hallOf(numbers.map((number) => ({ number, owners: [owned(number)] })));
    const parts = Object.fromEntries(numbers.map((number) => [number, "100"]));
    await did(hall.chair.send("POST", `${hall.path}/unit-facts`, shares(parts)));
  });
  afterAll(() => hall.close());

  test("a meeting without quorum is called again, under the rule for it, and objections may undo it", async () => {
    const motions = [
      { matter: "resolution", title: "修訂規約", subject: "access-policy", secrecy: "named" },
    ];
    const first = await readyMeeting(hall, { place: "tw", motions });
    const meeting = await opened(hall, first);
    const [motion] = (await hall.chair.get(meeting)).body.motions;
    const cast = await caster(hall, first);
    for (const number of ["1", "2", "5", "6", "7"]) await cast(number, motion.id, "for");
    const convene = (change: object = {}) =>
      hall.chair.send("POST", `${hall.path}/meetings`, {
        title: "重新召集會議",
        place: "tw",
        noticeServedOn: "2026-05-16",
        opensAt: "2026-06-01T00:00:00.000Z",
        closesAt: "2026-06-02T00:00:00.000Z",
        reconvenes: first,
        motions: [{ ...motions[0], follows: motion.id }],
        ...change,
      });
    expect(kindOf(await convene())).toBe("motion-not-decided");
    hall.at(days.after);
    await did(hall.chair.send("POST", `${meeting}/closing`));
    await did(hall.chair.send("POST", `${meeting}/publication`));
    const { results } = (await hall.chair.get(`${meeting}/result`)).body;
    // Four flats of one owner count as a fifth of eleven: 2.2 of then 9.2 heads.
    expect(results[0].verdict).toMatchObject({
      status: "no-quorum",
      next: [{ kind: "reconvene", rule: "reconvened" }],
    });
    expect(results[0].tallies.total).toEqual({ heads: "9.2", shares: "920" });
    expect(await recounted(await file(hall, first, motion.id))).toMatchObject({ code: 0 });

    expect(kindOf(await convene({ reconvenes: undefined }))).toBe("not-found");
    const called = await did(convene());
    expect(called.body.motions[0].rule.rule).toBe("reconvened");
    expect(kindOf(await convene())).toBe("further-vote-not-open");
    const second = called.body.id as string;
    const again = `${hall.path}/meetings/${second}`;
    await did(hall.chair.send("POST", `${again}/roll`, { on: "2026-05-16" }));
    await did(hall.chair.send("POST", `${again}/roll/freeze`));
    await did(
      hall.clerk.send("POST", `${again}/public-notice`, {
        postedOn: "2026-05-17",
        where: "公布欄",
      }),
    );
    hall.at("2026-06-01T00:00:00.000Z");
    await did(hall.chair.send("POST", `${again}/opening`));
    const next = called.body.motions[0].id as string;
    const voters = await votersIn(hall, second);
    await did(
      hall.clerk.send("POST", `${again}/attendance`, {
        voterIds: ["5", "6", "7"].map((number) => voters.get(number)),
        isInPerson: true,
      }),
    );
    const castAgain = await caster(hall, second);
    for (const number of ["5", "6"]) await castAgain(number, next, "for");
    await castAgain("7", next, "against");
    hall.at("2026-06-02T00:00:00.000Z");
    await did(hall.chair.send("POST", `${again}/closing`));
    await did(hall.chair.send("POST", `${again}/publication`));
    const outcome = async () => (await hall.chair.get(`${again}/result`)).body.results[0];
    expect(await outcome()).toMatchObject({
      verdict: { status: "passed-pending" },
      mandateId: null,
    });

    const record = (fact: object) =>
      did(hall.chair.send("POST", `${again}/motions/${next}/facts`, fact));
    await record({ kind: "minutes-served", on: "2026-06-03" });
    await record({ kind: "objections", voterIds: [voters.get("7")] });
    const review = () => hall.chair.send("POST", `${again}/motions/${next}/review`);
    const pending = await did(review());
    expect(pending.body.verdict).toMatchObject({
      status: "passed-pending",
      pendingUntil: "2026-06-10",
    });
    hall.at("2026-06-12T00:00:00.000Z");
    const stands = await did(review());
    expect(stands.body).toMatchObject({
      verdict: { status: "passed" },
      earlier: [{ status: "passed-pending" }, { status: "passed-pending" }],
      mandateId: expect.any(String),
    });
    expect(await recounted(await file(hall, second, next))).toMatchObject({ code: 0 });
    // Looked at once more it says the same, and is one resolution still.
    expect((await did(review())).body.earlier).toHaveLength(2);
    const resolutions = (await hall.chair.get(`${hall.open}/resolutions`)).body.resolutions;
    expect(resolutions).toMatchObject([{ subject: "access-policy", meetingId: second }]);
  });
});
