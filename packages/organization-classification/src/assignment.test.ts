import { expect, test } from "vitest";
import { scheme } from "./fixtures/scheme.ts";
import { type Assignment, assign, classify, inEffect, prepare } from "./index.ts";

const made = prepare(scheme);
if (!made.ok) throw new Error(made.rejection.kind);
const answer = classify({ name: "舞蹈队", description: "" }, made.value);

const engine: Assignment = {
  id: "a1",
  subject: "org-1",
  scheme: "small",
  code: "culture",
  by: { kind: "engine", answer },
  from: "2024-03-01",
};
const person: Assignment = {
  ...engine,
  id: "a2",
  code: "safety",
  by: { kind: "person", person: "p-7", reason: "now patrols", basis: "art. 4" },
  from: "2024-04-01",
};
const both = [engine, person];

test("a person's word stands beside the engine's and comes first", () => {
  const first = assign([], engine);
  if (!first.ok) throw new Error(first.rejection.kind);
  expect(assign(first.value, person)).toEqual({ ok: true, value: both });
  expect(inEffect(both, "org-1", "small")).toBe(person);
  expect(inEffect([engine], "org-1", "small")).toBe(engine);
  expect(inEffect(both, "org-2", "small")).toBeUndefined();
});

test.each([
  ["id-taken", both, person],
  ["reason-missing", [], { ...person, by: { ...person.by, reason: " " } }],
  ["not-of-the-answer", [], { ...engine, code: "safety" }],
  ["nothing-superseded", [], { ...engine, supersedes: "a0" }],
  ["must-supersede", both, { ...person, id: "a3" }],
  ["before-its-predecessor", both, { ...person, id: "a3", supersedes: "a2", from: "2024-03-31" }],
] as const)("%s", (kind, record, next) => {
  expect(assign(record, next as Assignment)).toMatchObject({ ok: false, rejection: { kind } });
});

test("an engine never supersedes a person", () => {
  const again = { ...engine, id: "a3", supersedes: "a1", from: "2024-05-01" } as const;
  const next = assign(both, again);
  if (!next.ok) throw new Error(next.rejection.kind);
  expect(inEffect(next.value, "org-1", "small")).toBe(person);
});
