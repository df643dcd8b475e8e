import { schemeFor } from "@xinyi/jurisdictions";
import { expect, test } from "vitest";
import { jsonRules, ours, plainLoop } from "./engines.ts";
import { madeUpBodies } from "./made-up-bodies.ts";

const read = schemeFor("caotang-5");
if (!read.ok) throw new Error(read.rejection.kind);
const prepared = read.value;

test("a plain loop written apart answers every one of 3,000 bodies as the package does", () => {
  const bodies = madeUpBodies(3000, prepared.scheme, 5);
  const [one, other] = [ours(prepared), plainLoop(prepared.scheme)];
  const differ = bodies.filter((body) => one.ask(body) !== other.ask(body));
  expect(differ.slice(0, 5)).toEqual([]);
  const outcomes = new Set(bodies.map((body) => String(one.ask(body)).split(" ")[0]));
  expect(outcomes).toEqual(new Set(["classified", "needs-review", "out-of-scope"]));
});

test("json-rules-engine given the same rules answers alike", async () => {
  const engine = jsonRules(prepared.scheme);
  for (const body of madeUpBodies(40, prepared.scheme, 6)) {
    expect([body, await engine.ask(body)]).toEqual([body, ours(prepared).ask(body)]);
  }
});
