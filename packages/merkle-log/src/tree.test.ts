import { hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { consistencyProof, inclusionProof, leafHash, nodeHash, rootOf, treeOf } from "./index.ts";
import vectors from "./vectors.json" with { type: "json" };

const leaves = vectors.tree.leaves.map((content) => leafHash(hexToBytes(content)));
const tree = treeOf(leaves);

test("the roots of all sizes, of trees made so and of trees grown beyond", () => {
  vectors.tree.roots.forEach((root, size) => {
    expect(rootOf(treeOf(leaves.slice(0, size)))).toBe(root);
    expect(rootOf(tree, size)).toBe(root);
  });
});

test.each(vectors.tree.inclusion)("leaf $index of $size is proved as published", (vector) => {
  expect(inclusionProof(tree, vector.index, vector.size)).toEqual(vector.proof);
});

test.each(vectors.tree.consistency)("$oldSize to $size is proved as published", (vector) => {
  expect(consistencyProof(tree, vector.oldSize, vector.size)).toEqual(vector.proof);
});

test("the empty tree is part of every tree without proof", () => {
  expect(consistencyProof(tree, 0)).toEqual([]);
});

test("text is a leaf by its UTF-8, and a leaf never passes for a node", () => {
  expect(leafHash("信")).toBe(leafHash(Uint8Array.of(0xe4, 0xbf, 0xa1)));
  const [left = "", right = ""] = leaves;
  expect(leafHash(hexToBytes(left + right))).not.toBe(nodeHash(left, right));
});

test("a leaf or a size outside the tree is a defect", () => {
  expect(() => inclusionProof(tree, 8)).toThrow("no leaf 8 among 8");
  expect(() => inclusionProof(tree, 5, 5)).toThrow("no leaf 5 among 5");
  expect(() => inclusionProof(tree, -1)).toThrow("no leaf -1 among 8");
  expect(() => rootOf(tree, 9)).toThrow("no tree of 9 leaves within one of 8");
  expect(() => rootOf(tree, 1.5)).toThrow("no tree of 1.5 leaves within one of 8");
  expect(() => consistencyProof(tree, 6, 5)).toThrow("no tree of 6 leaves within one of 5");
});

describe("laws", () => {
  /** The definition of RFC 6962, section 2.1, word for word. */
  function definedRoot(list: readonly string[]): string {
    const [only] = list;
    if (list.length === 1 && only !== undefined) return only;
    const split = 2 ** Math.floor(Math.log2(list.length - 1));
    return nodeHash(definedRoot(list.slice(0, split)), definedRoot(list.slice(split)));
  }

  test("the root is the one defined, for any number of leaves", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), (size) => {
        const list = Array.from({ length: size }, (_, index) => leafHash(String(index)));
        expect(rootOf(treeOf(list))).toBe(definedRoot(list));
      }),
    );
  });

  test("a proof is no longer than the tree is high", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (size, pick) => {
        const list = Array.from({ length: size }, (_, index) => leafHash(String(index)));
        const height = Math.ceil(Math.log2(size));
        expect(inclusionProof(treeOf(list), pick % size).length).toBeLessThanOrEqual(height);
        expect(consistencyProof(treeOf(list), pick % size).length).toBeLessThanOrEqual(height + 1);
      }),
    );
  });
});
