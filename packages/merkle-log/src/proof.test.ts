import { hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Consistency,
  consistencyProof,
  type Inclusion,
  inclusionProof,
  leafHash,
  rootOf,
  sha256Hex,
  treeOf,
  verifyConsistency,
  verifyInclusion,
} from "./index.ts";
import vectors from "./vectors.json" with { type: "json" };

const { roots } = vectors.tree;
const leaves = vectors.tree.leaves.map((content) => leafHash(hexToBytes(content)));
const stranger = sha256Hex("a hash from nowhere");

function inclusionOf(index: number, size: number): Inclusion {
  return { leaf: leaves[index] ?? "", index, size, root: roots[size] ?? "" };
}

function consistencyOf(oldSize: number, size: number): Consistency {
  return { oldSize, oldRoot: roots[oldSize] ?? "", size, root: roots[size] ?? "" };
}

test.each(vectors.tree.inclusion)("leaf $index of $size is accepted", ({ index, size, proof }) => {
  expect(verifyInclusion(inclusionOf(index, size), proof)).toBe(true);
});

test.each(vectors.tree.consistency)("$oldSize to $size is accepted", (vector) => {
  expect(verifyConsistency(consistencyOf(vector.oldSize, vector.size), vector.proof)).toBe(true);
});

test.each(vectors.tree.inclusion)(
  "leaf $index of $size is refused when anything is off",
  (vector) => {
    const { index, size, proof } = vector;
    const claim = inclusionOf(index, size);
    const claims: readonly Inclusion[] = [
      { ...claim, index: index - 1 },
      { ...claim, index: index + 1 },
      { ...claim, index: index + size },
      { ...claim, index: index + 0.5 },
      { ...claim, size: size * 2 },
      { ...claim, size: 0 },
      { ...claim, size: Number.POSITIVE_INFINITY },
      { ...claim, leaf: stranger },
      { ...claim, leaf: "" },
      { ...claim, root: stranger },
      { ...claim, root: "" },
    ];
    for (const wrong of claims)
      expect(verifyInclusion(wrong, proof), JSON.stringify(wrong)).toBe(false);
    for (const wrong of corrupted(proof)) expect(verifyInclusion(claim, wrong)).toBe(false);
  },
);

test.each(vectors.tree.consistency)(
  "$oldSize to $size is refused when anything is off",
  (vector) => {
    const { oldSize, size, proof } = vector;
    const claim = consistencyOf(oldSize, size);
    const claims: readonly Consistency[] = [
      { ...claim, oldSize: size + 1 },
      { ...claim, oldSize: -1 },
      { ...claim, size: oldSize - 1 },
      { ...claim, size: Number.NaN },
      { ...claim, oldRoot: stranger },
      { ...claim, oldRoot: "" },
      { ...claim, root: stranger },
      { ...claim, root: "" },
    ];
    for (const wrong of claims) {
      expect(verifyConsistency(wrong, proof), JSON.stringify(wrong)).toBe(false);
    }
    for (const wrong of corrupted(proof)) expect(verifyConsistency(claim, wrong)).toBe(false);
  },
);

test("only the empty root is the root of nothing", () => {
  const empty = roots[0] ?? "";
  const claim: Consistency = { oldSize: 0, oldRoot: empty, size: 3, root: stranger };
  expect(verifyConsistency(claim, [])).toBe(true);
  expect(verifyConsistency(claim, [stranger])).toBe(false);
  expect(verifyConsistency({ ...claim, oldRoot: stranger }, [])).toBe(false);
  expect(verifyConsistency({ ...claim, size: 0 }, [])).toBe(false);
  expect(verifyConsistency({ ...claim, size: 0, root: empty }, [])).toBe(true);
});

describe("laws", () => {
  const sizes = fc.integer({ min: 1, max: 70 });
  const leafAt = (index: number) => leafHash(`ballot ${index}`);
  const grown = (size: number) => treeOf(Array.from({ length: size }, (_, index) => leafAt(index)));

  test("every leaf of every tree is proved, and by the proof of no other leaf", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, pick, otherPick) => {
        const [index, other] = [pick % size, otherPick % size];
        const tree = grown(size);
        const claim = { leaf: leafAt(index), index, size, root: rootOf(tree) };
        expect(verifyInclusion(claim, inclusionProof(tree, index))).toBe(true);
        expect(verifyInclusion(claim, inclusionProof(tree, other))).toBe(index === other);
        expect(verifyInclusion({ ...claim, index: other }, inclusionProof(tree, index))).toBe(
          index === other,
        );
      }),
    );
  });

  test("every earlier tree is proved part of the later, and no other tree is", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, pick) => {
        const oldSize = pick % (size + 1);
        const tree = grown(size);
        const proof = consistencyProof(tree, oldSize);
        const claim = { oldSize, oldRoot: rootOf(tree, oldSize), size, root: rootOf(tree) };
        expect(verifyConsistency(claim, proof)).toBe(true);
        expect(verifyConsistency({ ...claim, oldRoot: stranger }, proof)).toBe(false);
        if (oldSize > 0) {
          expect(verifyConsistency({ ...claim, root: stranger }, proof)).toBe(false);
        }
      }),
    );
  });
});

/** What a forger or a broken line may make of a proof. */
function corrupted(proof: readonly string[]): readonly (readonly string[])[] {
  return [
    [...proof, stranger],
    [stranger, ...proof],
    [...proof, ""],
    ["not a hash", ...proof],
    ...proof.map((_, at) => proof.filter((_hash, index) => index !== at)),
    ...proof.map((_, at) => proof.map((hash, index) => (index === at ? stranger : hash))),
    ...proof.map((_, at) => proof.map((hash, index) => (index === at ? hash.slice(1) : hash))),
    ...proof.map((_, at) => proof.map((hash, index) => (index === at ? `${hash}0` : hash))),
  ];
}
