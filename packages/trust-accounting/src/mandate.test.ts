import { expect, test } from "vitest";
import { confirmMandate, isMandateSubject, type MandateRecord, useMandate } from "./mandate.ts";

const recorded: MandateRecord = {
  mandate: { resolutionId: "2026-1", resolvedOn: "2026-01-10", subject: "budget:2026" },
  scanSha256: "0".repeat(64),
  recordedBy: "a",
};

test("a resolution takes two people, whoever they are", () => {
  expect(confirmMandate(recorded, "a")).toEqual({
    ok: false,
    rejection: { kind: "same-hand-twice", by: "a" },
  });
  const confirmed = confirmMandate(recorded, "b");
  expect(confirmed).toMatchObject({ ok: true, value: { confirmedBy: "b" } });
  if (!confirmed.ok) return;
  expect(confirmMandate(confirmed.value, "c")).toMatchObject({
    rejection: { kind: "mandate-confirmed-already" },
  });
});

test("it opens its own door once, and no other", () => {
  const confirmed = { ...recorded, confirmedBy: "b" };
  expect(useMandate(recorded, "budget:2026", new Set())).toMatchObject({
    rejection: { kind: "mandate-not-confirmed" },
  });
  expect(useMandate(confirmed, "budget:2027", new Set())).toMatchObject({
    rejection: { kind: "mandate-for-other-subject", wanted: "budget:2027" },
  });
  expect(useMandate(confirmed, "budget:2026", new Set(["2026-1"]))).toMatchObject({
    rejection: { kind: "mandate-used-already" },
  });
  expect(useMandate(confirmed, "budget:2026", new Set())).toEqual({
    ok: true,
    value: recorded.mandate,
  });
});

test("a subject that nobody knows is none", () => {
  expect(
    [
      "budget:2026",
      "tariff:service",
      "fee-relief",
      "governance-mode:trust",
      "ratification:o-1",
    ].every(isMandateSubject),
  ).toBe(true);
  expect(
    ["budget:26", "budget:", "", "policy", "tariff:", "tariff:Service", "fee-relief:1"].some(
      isMandateSubject,
    ),
  ).toBe(false);
});
