import { fileURLToPath } from "node:url";
import { isLocalDate } from "@xinyi/calendar";
import { answerCase, recountCase } from "@xinyi/committee-voting/cases";
import { rulesFor } from "@xinyi/jurisdictions";
import { expect, test } from "vitest";
import { readCases } from "./case.ts";

const file = fileURLToPath(new URL("../cases/committee-voting.json", import.meta.url));
const verdicts = readCases(file).cases.filter(({ kind }) => kind === "verdict");

// A tally can be right by luck of the arithmetic; a roll and ballots that add
// up to it go through every counting rule before the same verdict is drawn.
test.each(verdicts.map((one) => [one.id, one] as const))(
  "%s, from a roll and ballots",
  (_, one) => {
    if (!isLocalDate(one.on)) throw new Error(one.on);
    const rules = rulesFor(one.pack, one.on);
    if (!rules.ok) throw new Error(JSON.stringify(rules.rejection));
    const answer = answerCase("verdict", one.given, rules.value.voting);
    if (!answer.ok) throw new Error(JSON.stringify(answer.rejection));
    const { status, strictStatus } = answer.value;
    const again = recountCase(one.given, rules.value.voting);
    // What is held or impossible has no ballots behind it.
    if (status === "hold" || status === "input-error") expect(again).toBeUndefined();
    else expect(again).toMatchObject({ status, strictStatus });
  },
);
