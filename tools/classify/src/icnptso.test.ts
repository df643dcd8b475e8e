import { readFileSync } from "node:fs";
import { readScheme } from "@xinyi/jurisdictions";
import { classify } from "@xinyi/organization-classification";
import { expect, test } from "vitest";
import { fixtureRows } from "./fixtures.ts";
import { schemeOfIcnptso } from "./icnptso.ts";

const pack = new URL("../../../examples/packs/icnptso/scheme.json", import.meta.url);
const content: unknown = JSON.parse(readFileSync(pack, "utf8"));

test("the pack is what its tables make; if not: node tools/classify/src/write-icnptso.ts", () => {
  const made = schemeOfIcnptso(fixtureRows("icnptso"), fixtureRows("ukcat"));
  expect(content).toEqual(JSON.parse(JSON.stringify(made)));
});

test("a body gets one code, with the place that speaks for it", () => {
  const read = readScheme("icnptso", content);
  if (!read.ok) throw new Error(JSON.stringify(read.rejection));
  const answer = classify(
    { name: "Bath Cats and Swans", description: "Rescue and veterinary care of animals." },
    read.value,
  );
  expect(answer).toMatchObject({ outcome: "classified", primary: "E21" });
  expect(answer.evidence.map(({ text }) => text)).toContain("Cats");
});
