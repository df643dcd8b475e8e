import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundledPacks } from "@xinyi/jurisdictions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { days, did, type Hall, hallOf, kindOf } from "./testing.ts";

// Which rules a vote is under: the nation's, a district's own on top of them, an estate's bylaws.

let hall: Hall;
beforeAll(async () => {
  hall = await hallOf([{ number: "101", owners: ["owner1"] }]);
});
afterAll(() => hall.close());

const packs = `/api/districts`;
const upload = (files: object) =>
  hall.world.admin.send("POST", `${packs}/${hall.world.districtId}/voting-packs`, { files });
const head = {
  id: "cn-zz-jian",
  version: "1.0.0",
  kind: "place",
  level: "province",
  title: { zh: "某省", en: "Some province" },
  parent: "cn",
};
const notice = (days: number) => ({
  rules: {
    ordinary: {
      notice: [
        {
          from: "2026-01-01",
          source: "某省物业管理条例 第二十条",
          verified: false,
          value: { days, kind: "defect" },
        },
      ],
    },
  },
});

test("a district's pack is checked by the linter and kept only if it is usable", async () => {
  const lowered = await upload({ "pack.json": head, "voting.json": notice(7) });
  expect(lowered.body).toMatchObject({ isUsable: false, isKept: false });
  expect(lowered.body.findings).toContainEqual(
    expect.objectContaining({ severity: "error", kind: "not-raised" }),
  );
  const taken = await upload({ "pack.json": { ...head, id: "cn" }, "voting.json": notice(20) });
  expect(taken.body).toMatchObject({ isKept: false, issues: [{ path: "id" }] });
  const torn = await upload({ "pack.json": head, "voting.json": { rules: 7 } });
  expect(torn.body).toMatchObject({ isKept: false, issues: [{ file: "voting.json" }] });
  const kept = await upload({ "pack.json": head, "voting.json": notice(20) });
  expect(kept.body).toMatchObject({ isUsable: true, isKept: true });
  const other = await upload({ "pack.json": head, "voting.json": notice(25) });
  expect(kindOf(other)).toBe("pack-version-kept");
  const places = await did(hall.chair.get(`${hall.path}/voting-places`));
  expect(places.body.places).toContainEqual(
    expect.objectContaining({ id: "cn-zz-jian", isOwn: true, parent: "cn" }),
  );
});

test("a meeting keeps the law it was convened under, whatever is uploaded later", async () => {
  const rules = () => hall.chair.get(`${hall.path}/voting-rules?place=cn-zz-jian&on=2026-05-01`);
  const before = (await did(rules())).body;
  expect(
    before.matters.find(({ matter }: { matter: string }) => matter === "hire-manager"),
  ).toMatchObject({
    noticeDays: 20,
  });
  expect(before.unverified).toContainEqual(
    expect.objectContaining({ path: "rules/ordinary/notice", pack: "cn-zz-jian" }),
  );
  const convene = (noticeServedOn: string) =>
    hall.chair.send("POST", `${hall.path}/meetings`, {
      title: "会议",
      place: "cn-zz-jian",
      noticeServedOn,
      opensAt: days.opens,
      closesAt: days.closes,
      motions: [{ matter: "hire-manager", title: "续聘" }],
    });
  expect((await convene("2026-04-15")).body.facts).toMatchObject({ required: 20, given: 16 });
  const convened = await did(convene("2026-04-10"));
  await did(upload({ "pack.json": { ...head, version: "1.1.0" }, "voting.json": notice(30) }));
  expect((await did(rules())).body.hash).not.toBe(before.hash);
  const read = await did(hall.chair.get(`${hall.path}/meetings/${convened.body.id}`));
  expect(read.body.rules).toEqual(before);
});

test("bylaws move what the law lets them move, and nothing else", async () => {
  const convene = (voting: object) =>
    hall.chair.send("POST", `${hall.path}/meetings`, {
      title: "会议",
      place: "cn",
      noticeServedOn: days.notice,
      opensAt: days.opens,
      closesAt: days.closes,
      bylaws: { id: "estate-rules", version: "1.0.0", voting },
      motions: [{ matter: "hire-manager", title: "续聘" }],
    });
  const from = { from: "2026-01-01", source: "议事规则 第三条", verified: true };
  const half = { op: "moreThan", axis: "heads", tally: "for", base: "cast", share: [1, 2] };
  const lowered = await convene({ rules: { ordinary: { adopt: [{ ...from, value: half }] } } });
  expect(lowered.body.facts).toMatchObject({ rejection: { kind: "override-not-allowed" } });
  expect(kindOf(await convene({ rules: 7 }))).toBe("bylaws-unreadable");
  const ballot = {
    abstain: ["participating"],
    blank: ["participating"],
    invalid: [],
    change: "until-close",
    clash: "last-counts",
  };
  const moved = await did(convene({ ballot: [{ ...from, value: ballot }] }));
  expect(moved.body.rules).toMatchObject({
    ballot: { value: { change: "until-close" }, pack: "estate-rules" },
    packs: [{ id: "cn" }, { id: "estate-rules", level: "bylaws" }],
  });
});

test("a bundled pack has the hash of its file: nothing is added or lost when it is read", () => {
  for (const id of ["cn", "tw", "fr"]) {
    const path = new URL(
      `../../../../packages/jurisdictions/packs/${id}/voting.json`,
      import.meta.url,
    );
    const voting = bundledPacks.get(id)?.voting?.voting;
    expect(JSON.parse(JSON.stringify(voting))).toEqual(
      JSON.parse(readFileSync(fileURLToPath(path), "utf8")),
    );
  }
});
