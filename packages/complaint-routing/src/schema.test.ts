import { expect, test } from "vitest";
import caseStep from "../schemas/case-step.json" with { type: "json" };
import complaints from "../schemas/complaints.json" with { type: "json" };
import routingPack from "../schemas/routing-pack.json" with { type: "json" };
import { pack } from "./fixtures/district.ts";
import { decodeComplaintLaw, decodeRoutingPack, decodeStep, jsonSchemas } from "./schema.ts";

test("the schemas that ship say what the code reads; if not: node scripts/write-schemas.mjs", () => {
  const made = JSON.parse(JSON.stringify(jsonSchemas()));
  expect({
    "routing-pack.json": routingPack,
    "complaints.json": complaints,
    "case-step.json": caseStep,
  }).toEqual(made);
});

test("a pack keeps its content when written and read again", () => {
  expect(decodeRoutingPack(JSON.parse(JSON.stringify(pack)))).toEqual({ ok: true, value: pack });
});

test.each([
  ["an unknown member", { ...pack, extra: 1 }, ""],
  ["a day that does not exist", { ...pack, effectiveFrom: "2026-02-30" }, "effectiveFrom"],
  ["a confidence above one", { ...pack, leastConfidence: "1.5" }, "leastConfidence"],
  [
    "a limit of no length",
    { ...pack, limits: { soon: { amount: 0, unit: "hour" } } },
    "limits/soon/amount",
  ],
  ["no pack at all", null, ""],
])("%s is named with its place", (_, content, path) => {
  const read = decodeRoutingPack(content);
  expect(read.ok ? [] : read.rejection.map((issue) => issue.path)).toContain(path);
});

test("a time limit without its source is refused", () => {
  const value = { amount: 3, unit: "working-day" };
  const read = decodeComplaintLaw({
    classes: { help: [{ from: "2026-01-01", verified: true, value }] },
  });
  expect(read.ok ? [] : read.rejection.map((issue) => issue.path)).toEqual([
    "classes/help/0/source",
  ]);
});

test("a step is read as it was written, and nothing that nobody may do", () => {
  const by = { role: "unit", unit: "property-company" };
  const step = { verb: "object", proposes: "street", by, at: "2026-03-02T09:00:00+08:00" };
  expect(decodeStep(step)).toEqual({ ok: true, value: step });
  for (const wrong of [
    { ...step, verb: "delete" },
    { ...step, proposes: "" },
    { ...step, at: "yesterday" },
    { ...step, by: { role: "god" } },
    { ...step, text: "free words do not belong here" },
  ]) {
    expect(decodeStep(wrong).ok).toBe(false);
  }
});
