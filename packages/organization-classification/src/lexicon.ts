/** A literal found: which one, and the characters it covers, end excluded. */
export interface Hit {
  readonly literal: number;
  readonly from: number;
  readonly to: number;
}

/** Literals compiled for one pass over a text (Aho–Corasick). */
export interface Lexicon {
  readonly nodes: readonly Node[];
}

interface Node {
  readonly next: Map<string, number>;
  fail: number;
  /** The literal that ends here, and its length; the nearest node behind that ends one. */
  literal: number;
  length: number;
  shorter: number;
}

/** Compiles literals, each a list of characters; of equal ones the first counts. */
export function lexiconOf(literals: readonly (readonly string[])[]): Lexicon {
  const nodes: Node[] = [emptyNode()];
  for (const [at, literal] of literals.entries()) {
    let state = 0;
    for (const character of literal) {
      const node = nodes[state]!;
      let next = node.next.get(character);
      if (next === undefined) {
        next = nodes.length;
        nodes.push(emptyNode());
        node.next.set(character, next);
      }
      state = next;
    }
    const end = nodes[state]!;
    if (state > 0 && end.literal < 0) {
      end.literal = at;
      end.length = literal.length;
    }
  }
  linkFailures(nodes);
  return { nodes };
}

/**
 * The longest literals of a text that do not overlap, from its start: at each
 * place the longest that begins there wins, and what it covers is used up.
 * Linear in the text and in the number of occurrences.
 */
export function longestMatches(text: readonly string[], lexicon: Lexicon): readonly Hit[] {
  const longest = new Map<number, Hit>();
  for (const hit of occurrences(text, lexicon)) longest.set(hit.from, hit);
  const chosen: Hit[] = [];
  for (let at = 0; at < text.length; ) {
    const hit = longest.get(at);
    if (hit !== undefined) chosen.push(hit);
    at = hit?.to ?? at + 1;
  }
  return chosen;
}

/** Every occurrence of every literal, by its end, the longest first at each end. */
export function occurrences(text: readonly string[], { nodes }: Lexicon): readonly Hit[] {
  const hits: Hit[] = [];
  let state = 0;
  for (const [at, character] of text.entries()) {
    state = follow(nodes, state, character);
    for (let end = state; end > 0; end = nodes[end]!.shorter) {
      const { literal, length } = nodes[end]!;
      if (literal >= 0) hits.push({ literal, from: at + 1 - length, to: at + 1 });
    }
  }
  return hits;
}

function follow(nodes: readonly Node[], from: number, character: string): number {
  let state = from;
  while (state > 0 && !nodes[state]!.next.has(character)) state = nodes[state]!.fail;
  return nodes[state]!.next.get(character) ?? 0;
}

/** Breadth first, so that a node's failure is linked before the node's children are. */
function linkFailures(nodes: readonly Node[]): void {
  const queue = [...nodes[0]!.next.values()];
  for (const state of queue) {
    const node = nodes[state]!;
    for (const [character, child] of node.next) {
      const fail = follow(nodes, node.fail, character);
      const target = nodes[child]!;
      target.fail = fail;
      target.shorter = nodes[fail]!.literal >= 0 ? fail : nodes[fail]!.shorter;
      queue.push(child);
    }
  }
}

function emptyNode(): Node {
  return { next: new Map(), fail: 0, literal: -1, length: 0, shorter: 0 };
}
