export { canonicalJson } from "./canonical.ts";
export { type ChainRejection, type Link, verifyChain } from "./chain.ts";
export { commitment, opensTo } from "./commitment.ts";
export { hashOf, sha256Hex } from "./hash.ts";
export {
  type Consistency,
  type Inclusion,
  verifyConsistency,
  verifyInclusion,
} from "./proof.ts";
export {
  consistencyProof,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  type Tree,
  treeOf,
} from "./tree.ts";
