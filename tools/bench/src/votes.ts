/**
 * A vote of 100,000 units and 80,000 ballots: counted and decided by the rules of the Civil Code,
 * beside what the same sum costs when nothing is settled, merged, kept apart by building or exact.
 */
import { type Ballot, countVote, decideVerdict, rollFrom, rollHash } from "@xinyi/committee-voting";
import { rulesFor } from "@xinyi/jurisdictions";

const size = 100_000;
const rounds = 30;
const pack = rulesFor("cn", "2024-06-01");
if (!pack.ok) throw new Error(pack.rejection.kind);
const rules = pack.value.voting;
const units = Array.from({ length: size }, (_, at) => ({
  id: `u${at}`,
  owners: [`v${at}`],
  areas: { register: `${60 + (at % 80)}.${10 + (at % 90)}` },
  building: `b${at % 200}`,
}));
const makeRoll = () => {
  const made = rollFrom(units, rules.roll!.value, rules.scales);
  if (!made.ok) throw new Error(made.rejection.kind);
  return made.value;
};
const roll = makeRoll();
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

const areas = Float64Array.from(roll.voters, ({ weights }) => Number(weights.area));
const choices = Uint8Array.from(roll.voters, (_, at) => (at >= 80_000 ? 0 : at % 3 === 0 ? 2 : 1));
function plainLoop(): number {
  let yes = 0;
  for (let at = 0; at < size; at += 1) if (choices[at] === 1) yes += areas[at] ?? 0;
  return yes;
}
const counted = countVote(vote, rules.ballot!.value).count.tallies.for?.area;
if (BigInt(plainLoop()) !== counted) throw new Error("the loop and the count do not agree");

measure("a plain loop over typed arrays", plainLoop);
measure("count and verdict", () =>
  decideVerdict("make-rules", countVote(vote, rules.ballot!.value).count, rules),
);
measure("roll from units", makeRoll);
measure("hash of the roll", () => rollHash(roll));

/** The least and the middle of several rounds; the first ones warm up and are not counted. */
function measure(peer: string, work: () => unknown): void {
  const times: number[] = [];
  for (let round = -3; round < rounds; round += 1) {
    const began = performance.now();
    work();
    if (round >= 0) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const facts = { bench: "votes", units: size, peer };
  console.log(JSON.stringify({ ...facts, metric: "ms, least", value: times[0] }));
  console.log(JSON.stringify({ ...facts, metric: "ms, middle", value: times[rounds / 2] }));
}
