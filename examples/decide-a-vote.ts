// 900 owners with 90,000 m² decide whether to hire a manager, under the Civil Code: one vote short of half is no majority.
import { decideVerdict } from "@xinyi/committee-voting";
import { rulesFor } from "@xinyi/jurisdictions";

const rules = rulesFor("cn", "2026-03-01");
if (!rules.ok) throw new Error(rules.rejection.kind);
const vote = (heads: bigint) =>
  decideVerdict(
    "hire-manager",
    {
      tallies: {
        total: { heads: 900n, area: 9_000_000n }, // in hundredths of a m²
        participating: { heads: 600n, area: 6_000_000n },
        for: { heads, area: 3_000_001n },
      },
    },
    rules.value.voting,
  );
console.log(vote(300n).status); // failed
console.log(vote(301n).status); // passed
