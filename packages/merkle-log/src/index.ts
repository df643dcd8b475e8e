export { canonicalJson } from "./canonical.ts";
export { type ChainRejection, type Link, verifyChain } from "./chain.ts";
export { commitment, opensTo } from "./commitment.ts";
export { hashOf, sha256Hex } from "./hash.ts";
