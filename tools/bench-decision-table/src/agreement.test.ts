import { expect, test } from "vitest";
import { contestants } from "./engines.ts";
import { routingFacts, routingRules } from "./routing.ts";

const rules = routingRules(100, 7);
const facts = routingFacts(120, 8);
/** One after another: not every engine takes a second question before it has answered. */
async function answers(make: (typeof contestants)[number]["make"]): Promise<readonly string[]> {
  const { ask } = make(rules);
  const given: string[] = [];
  for (const one of facts) given.push(await ask(one));
  return given;
}

test.each(contestants)(
  "$name gives the answers of the naive loop, fact by fact",
  async ({ make }) => {
    const naive = contestants.find(({ name }) => name.startsWith("naive"))!;
    const expected = await answers(naive.make);
    expect(new Set(expected).size).toBeGreaterThan(3);
    expect(await answers(make)).toEqual(expected);
  },
);
