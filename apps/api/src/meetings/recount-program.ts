import { readFileSync } from "node:fs";
import {
  type PublishedVote,
  recount,
  resolveVoting,
  type Verdict,
  type VotingLayer,
  type VotingRules,
} from "@xinyi/committee-voting";
import { decodeVotingLayer } from "@xinyi/committee-voting/schema";
import { canonicalJson } from "@xinyi/merkle-log";

/**
 * Counts published votes again: `node recount.mjs recount.json …`. It is built into one file that
 * asks nobody anything. Ends with 0 when every file comes to the verdict it was published with.
 */

interface PublishedFile {
  readonly form: string;
  readonly title?: string;
  readonly on: VotingRules["on"];
  readonly layers: readonly (Pick<VotingLayer, "id" | "version" | "level" | "hash"> & {
    readonly voting: unknown;
  })[];
  readonly vote: PublishedVote;
  readonly verdict: Verdict;
}

const help = `复核一次表决 · count a vote again

  node recount.mjs recount.json [recount.json …]

每个文件含规则、名册、选票与结论。程序核对规则、名册与选票记录的哈希,重新计票,并与公布的结论比较。
Each file holds rules, roll, ballots and verdict. The hashes of rules, roll and ballot log are worked
out anew, the vote is counted again, and the verdict compared with the published one.
Compare the two hashes printed below with those on the posted notice: a file can only vouch for itself.
`;

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stdout.write(help);
  process.exitCode = 2;
}
for (const file of files) {
  console.log(file);
  if (!countAgain(file)) process.exitCode = 1;
}

function countAgain(path: string): boolean {
  let file: PublishedFile;
  try {
    file = JSON.parse(readFileSync(path, "utf8")) as PublishedFile;
  } catch (error) {
    return isNot("文件 file", (error as Error).message);
  }
  if (file.form !== "xinyi-recount-1") return isNot("文件 file", `form ${String(file.form)}`);
  if (file.title !== undefined) console.log(`  ${file.title}`);
  const layers: VotingLayer[] = [];
  for (const { id, version, level, hash, voting } of file.layers) {
    const layer = decodeVotingLayer({ id, version, level }, voting);
    if (!layer.ok) return isNot("规则 rules", `${id}: ${layer.rejection[0]?.message ?? ""}`);
    if (layer.value.hash !== hash) return isNot("规则 rules", `${id}: ${layer.value.hash}`);
    layers.push(layer.value);
  }
  const rules = resolveVoting(layers, file.on);
  if (!rules.ok) return isNot("规则 rules", rules.rejection.kind);
  isSo(
    "规则 rules",
    `${layers.map(({ id, version }) => `${id} ${version}`).join(" → ")}, ${file.on}`,
  );
  const again = recount(file.vote, rules.value);
  if (!again.ok) return isNot("名册与选票 roll and ballots", JSON.stringify(again.rejection));
  isSo("名册 roll", file.vote.rollHash);
  isSo("选票 ballots", `${file.vote.logSize}, ${file.vote.logRoot}`);
  for (const { part, axis, required, reached, met } of again.value.conditions) {
    console.log(
      `    ${part} ${axis ?? ""}: ${reached ?? "?"} / ${required ?? "?"} ${met ? "✓" : "✗"}`,
    );
  }
  // Through JSON, where an absent value is absent.
  const found = canonicalJson(JSON.parse(JSON.stringify(again.value)));
  if (found !== canonicalJson(file.verdict)) {
    return isNot("结论 verdict", `${again.value.status} ≠ ${file.verdict.status}`);
  }
  isSo("结论 verdict", again.value.status);
  for (const { path: value, source } of again.value.unverified) {
    console.log(`    未核实 unverified: ${value} (${source})`);
  }
  return true;
}

function isSo(what: string, found: string): void {
  console.log(`  ✓ ${what}: ${found}`);
}

function isNot(what: string, found: string): false {
  console.log(`  ✗ ${what}: ${found}`);
  return false;
}
