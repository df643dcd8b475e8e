import { isHash } from "./hash.ts";
import { emptyRoot, nodeHash, splitOf } from "./tree.ts";

/** The claim that `leaf` stands at `index` of the published tree of `size` leaves and this root. */
export interface Inclusion {
  readonly leaf: string;
  readonly index: number;
  readonly size: number;
  readonly root: string;
}

/** The claim that the tree published first lives on unchanged in the one published later. */
export interface Consistency {
  readonly oldSize: number;
  readonly oldRoot: string;
  readonly size: number;
  readonly root: string;
}

/**
 * Whether the proof leads from the leaf to the root. It follows the tree's own
 * definition from the root down, so that index and size leave the proof no
 * choice. Whatever a stranger sends is answered; nothing throws.
 */
export function verifyInclusion(claim: Inclusion, proof: readonly string[]): boolean {
  if (!isCount(claim.index) || !isCount(claim.size) || claim.index >= claim.size) return false;
  if (!isHash(claim.leaf) || !proof.every(isHash)) return false;
  return rootAbove(claim.leaf, claim.index, claim.size, proof) === claim.root;
}

/** Whether the proof rebuilds both roots from the same subtrees. */
export function verifyConsistency(claim: Consistency, proof: readonly string[]): boolean {
  const { oldSize, oldRoot, size, root } = claim;
  if (!isCount(oldSize) || !isCount(size) || oldSize > size) return false;
  if (!isHash(oldRoot) || !proof.every(isHash)) return false;
  if (oldSize === 0) {
    return proof.length === 0 && oldRoot === emptyRoot && (size > 0 || root === emptyRoot);
  }
  const rebuilt = rootsAbove(oldRoot, oldSize, size, proof);
  return rebuilt !== undefined && rebuilt.old === oldRoot && rebuilt.now === root;
}

/** The root over a leaf, by the siblings in `proof`; undefined where they are too few or too many. */
function rootAbove(
  leaf: string,
  index: number,
  size: number,
  proof: readonly string[],
): string | undefined {
  const sibling = proof.at(-1);
  if (size === 1 || sibling === undefined) {
    return size === 1 && sibling === undefined ? leaf : undefined;
  }
  const split = splitOf(size);
  const rest = proof.slice(0, -1);
  if (index < split) {
    const left = rootAbove(leaf, index, split, rest);
    return left === undefined ? undefined : nodeHash(left, sibling);
  }
  const right = rootAbove(leaf, index - split, size - split, rest);
  return right === undefined ? undefined : nodeHash(sibling, right);
}

interface Roots {
  readonly old: string;
  readonly now: string;
}

/**
 * The roots of a tree of `size` leaves and of its first `oldSize`. `known` is
 * the old root as long as the old tree lies at the very left, where the proof
 * leaves it out; once a left sibling is split off, the proof itself names it.
 */
function rootsAbove(
  known: string | undefined,
  oldSize: number,
  size: number,
  proof: readonly string[],
): Roots | undefined {
  const sibling = proof.at(-1);
  const rest = proof.slice(0, -1);
  if (oldSize === size) {
    const common = known ?? sibling;
    const unused = known === undefined ? rest : proof;
    return common === undefined || unused.length > 0 ? undefined : { old: common, now: common };
  }
  if (sibling === undefined) return undefined;
  const split = splitOf(size);
  if (oldSize <= split) {
    const left = rootsAbove(known, oldSize, split, rest);
    return left && { old: left.old, now: nodeHash(left.now, sibling) };
  }
  const right = rootsAbove(undefined, oldSize - split, size - split, rest);
  return right && { old: nodeHash(sibling, right.old), now: nodeHash(sibling, right.now) };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
