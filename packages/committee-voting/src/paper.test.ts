import { expect, test } from "vitest";
import { matchEntries } from "./paper.ts";

const entry = {
  ballotId: "b1",
  voterId: "v1",
  choice: "for",
  scan: "f".repeat(64),
  enteredBy: "p1",
} as const;
const castAt = "2024-06-02T08:00:00+08:00";

test("what two persons read alike becomes a paper ballot", () => {
  expect(matchEntries(entry, { ...entry, enteredBy: "p2" }, castAt)).toEqual({
    ok: true,
    value: { id: "b1", voterId: "v1", choice: "for", channel: "paper", castAt },
  });
});

test("one person is not two, and a difference is named and not settled", () => {
  expect(matchEntries(entry, entry, castAt)).toMatchObject({ rejection: { kind: "same-person" } });
  const other = { ...entry, enteredBy: "p2", choice: "against", voterId: "v2" } as const;
  expect(matchEntries(entry, other, castAt)).toEqual({
    ok: false,
    rejection: { kind: "entries-differ", fields: ["voterId", "choice"] },
  });
});
