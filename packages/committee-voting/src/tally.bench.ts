import { expect, test } from "vitest";
import type { Ballot } from "./ballot.ts";
import { rulesOf } from "./fixtures/sample.ts";
import { type Roll, rollFrom, rollHash } from "./roll.ts";
import { countVote } from "./tally.ts";
import { decideVerdict } from "./verdict.ts";

const SIZE = 100_000;
const rules = rulesOf();
const units = Array.from({ length: SIZE }, (_, at) => ({
  id: `u${at}`,
  owners: [`v${at}`],
  areas: { register: `${60 + (at % 80)}.${10 + (at % 90)}` },
  building: `b${at % 200}`,
}));
const built = rollFrom(units, rules.roll!.value, rules.scales);
if (!built.ok) throw new Error(built.rejection.kind);
const roll: Roll = built.value;
const ballots = units.slice(0, 80_000).map(
  ({ owners: [voterId = ""] }, at): Ballot => ({
    id: `b${at}`,
    voterId,
    choice: at % 3 === 0 ? "against" : "for",
    channel: "electronic",
    castAt: "2024-06-02T08:00:00Z",
  }),
);
const vote = {
  roll,
  rollHash: rollHash(roll),
  box: { motion: "m", opensAt: "2024-06-01T00:00:00Z", closesAt: "2024-06-15T00:00:00Z", ballots },
};

// What the same count costs when nothing is checked, merged, settled or exact.
const areas = Float64Array.from(roll.voters, ({ weights }) => Number(weights.area));
const choices = Uint8Array.from(roll.voters, (_, at) => (at >= 80_000 ? 0 : at % 3 === 0 ? 2 : 1));
function plainLoop(): number {
  let yes = 0;
  for (let at = 0; at < SIZE; at += 1) if (choices[at] === 1) yes += areas[at] ?? 0;
  return yes;
}

test("a hundred thousand units and ballots", async ({ bench }) => {
  expect(BigInt(plainLoop())).toBe(countVote(vote, rules.ballot!.value).count.tallies.for?.area);
  await bench("a plain loop over typed arrays", () => {
    plainLoop();
  }).run();
  await bench("count and verdict", () => {
    decideVerdict("budget", countVote(vote, rules.ballot!.value).count, rules);
  }).run();
  await bench("roll from units", () => {
    rollFrom(units, rules.roll!.value, rules.scales);
  }).run();
});
