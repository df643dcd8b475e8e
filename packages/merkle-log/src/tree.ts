import { concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { bytesOf, sha256Hex } from "./hash.ts";

/**
 * A Merkle tree by RFC 6962, section 2.1, over a list that only grows. Level 0
 * holds the leaf hashes in order; every other level the nodes over complete
 * pairs of the level below. All trees this one has grown out of lie in it.
 */
export interface Tree {
  readonly size: number;
  readonly levels: readonly (readonly string[])[];
}

/** The root of the empty tree: SHA-256 of nothing. */
export const emptyRoot: string = sha256Hex("");

/** The hash of one entry. The leading 0x00 keeps a leaf from passing for a node. */
export function leafHash(content: Uint8Array | string): string {
  return sha256Hex(concatBytes(Uint8Array.of(0x00), bytesOf(content)));
}

/** The hash of two subtrees, led by 0x01. */
export function nodeHash(left: string, right: string): string {
  return sha256Hex(concatBytes(Uint8Array.of(0x01), hexToBytes(left), hexToBytes(right)));
}

/** The tree over leaf hashes, in their order; one hash for each leaf. */
export function treeOf(leaves: readonly string[]): Tree {
  const levels: (readonly string[])[] = [];
  for (let level = leaves; level.length > 0; level = parentsOf(level)) levels.push(level);
  return { size: leaves.length, levels };
}

/** The root of the tree, or of the tree it was when it had `size` leaves. */
export function rootOf(tree: Tree, size: number = tree.size): string {
  assertSize(size, tree);
  return size === 0 ? emptyRoot : subroot(tree, 0, size);
}

/**
 * What leads from leaf `index` up to the root of the tree of `size` leaves: the
 * sibling subtrees, lowest first (RFC 6962, 2.1.1). An index outside throws.
 */
export function inclusionProof(
  tree: Tree,
  index: number,
  size: number = tree.size,
): readonly string[] {
  assertSize(size, tree);
  if (!Number.isInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`no leaf ${index} among ${size}`);
  }
  return path(tree, index, 0, size);
}

/**
 * What shows that the tree of `oldSize` leaves lives on unchanged in the tree
 * of `size` leaves (RFC 6962, 2.1.2); nothing is needed for the empty tree.
 */
export function consistencyProof(
  tree: Tree,
  oldSize: number,
  size: number = tree.size,
): readonly string[] {
  assertSize(size, tree);
  assertSize(oldSize, { size });
  return oldSize === 0 ? [] : subproof(tree, oldSize, 0, size, true);
}

/** The largest power of two below `size`: where a tree of more than one leaf divides. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function parentsOf(level: readonly string[]): readonly string[] {
  return Array.from({ length: Math.floor(level.length / 2) }, (_, index) =>
    nodeHash(nodeAt(level, 2 * index), nodeAt(level, 2 * index + 1)),
  );
}

/** The root over leaves `start` to before `end`: read where complete, else joined of two. */
function subroot(tree: Tree, start: number, end: number): string {
  const size = end - start;
  const height = 31 - Math.clz32(size);
  if (2 ** height === size) return nodeAt(tree.levels[height] ?? [], start / size);
  const middle = start + splitOf(size);
  return nodeHash(subroot(tree, start, middle), subroot(tree, middle, end));
}

function path(tree: Tree, index: number, start: number, end: number): readonly string[] {
  if (end - start === 1) return [];
  const middle = start + splitOf(end - start);
  return index < middle
    ? [...path(tree, index, start, middle), subroot(tree, middle, end)]
    : [...path(tree, index, middle, end), subroot(tree, start, middle)];
}

/** `whole` says that the verifier knows this subtree's root already: it is the old tree's. */
function subproof(
  tree: Tree,
  oldEnd: number,
  start: number,
  end: number,
  whole: boolean,
): readonly string[] {
  if (oldEnd === end) return whole ? [] : [subroot(tree, start, end)];
  const middle = start + splitOf(end - start);
  return oldEnd <= middle
    ? [...subproof(tree, oldEnd, start, middle, whole), subroot(tree, middle, end)]
    : [...subproof(tree, oldEnd, middle, end, false), subroot(tree, start, middle)];
}

function nodeAt(level: readonly string[], index: number): string {
  const node = level[index];
  if (node === undefined) throw new RangeError(`no node ${index} in a level of ${level.length}`);
  return node;
}

function assertSize(size: number, tree: { readonly size: number }): void {
  if (!Number.isInteger(size) || size < 0 || size > tree.size) {
    throw new RangeError(`no tree of ${size} leaves within one of ${tree.size}`);
  }
}
