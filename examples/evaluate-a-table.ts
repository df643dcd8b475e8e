// Who answers for a broken lamp? The table says it, and says itself what it forgot.
import { analyze, compile, decide } from "@xinyi/decision-table";

const table = {
  hitPolicy: "unique",
  inputs: [{ name: "place", values: '"stairs","street","flat"' }],
  outputs: [{ name: "handler" }],
  rules: [
    { when: ['"stairs"'], then: ['"property-company"'] },
    { when: ['"street"'], then: ['"city-lighting"'] },
  ],
} as const;

const compiled = compile(table);
if (!compiled.ok) throw new Error(compiled.rejection.kind);
console.log(decide({ place: "street" }, compiled.value).value); // city-lighting
const analysis = analyze(table);
if (analysis.ok) console.log(analysis.value.gaps.map((gap) => gap.when)); // [ [ '"flat"' ] ]
