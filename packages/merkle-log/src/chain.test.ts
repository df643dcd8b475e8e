import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashOf, type Link, sha256Hex, verifyChain } from "./index.ts";
import vectors from "./vectors.json" with { type: "json" };

const genesis = sha256Hex("");

function chainOf(contents: readonly unknown[]): readonly Link[] {
  let previous = genesis;
  return contents.map((content) => {
    const form = { content, previous };
    const link = { previous, hash: hashOf(form), form };
    previous = link.hash;
    return link;
  });
}

test("the committed chain leads to its head", () => {
  const { links, head } = vectors.chain;
  expect(verifyChain(vectors.chain.genesis, links)).toEqual({ ok: true, value: head });
});

test("an empty chain's head is its genesis", () => {
  expect(verifyChain(genesis, [])).toEqual({ ok: true, value: genesis });
});

test("changed content, a removed entry and a form that names another past are found", () => {
  const [first, second, third] = chainOf(["a", "b", "c"]) as [Link, Link, Link];
  const rejected = (kind: string, at: number) => ({ ok: false, rejection: { kind, at } });

  const altered = { ...second, form: { content: "B", previous: second.previous } };
  expect(verifyChain(genesis, [first, altered, third])).toEqual(rejected("wrong-hash", 1));
  expect(verifyChain(genesis, [first, third])).toEqual(rejected("broken-link", 1));
  expect(verifyChain(first.hash, [first])).toEqual(rejected("broken-link", 0));

  // Hashed correctly, but the hashed form itself does not bind what came before.
  const unbound = { previous: first.hash, hash: hashOf({ content: "b" }), form: { content: "b" } };
  expect(verifyChain(genesis, [first, unbound])).toEqual(rejected("broken-link", 1));
  const bare = { previous: first.hash, hash: hashOf(null), form: null };
  expect(verifyChain(genesis, [first, bare])).toEqual(rejected("broken-link", 1));
});

describe("laws", () => {
  const contents = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 });

  test("every chain built by its rule verifies, and every proper part of it has another head", () => {
    fc.assert(
      fc.property(contents, (list) => {
        const links = chainOf(list);
        expect(verifyChain(genesis, links)).toEqual({ ok: true, value: links.at(-1)?.hash });
        const shorter = verifyChain(genesis, links.slice(0, -1));
        expect(shorter.ok && shorter.value !== links.at(-1)?.hash).toBe(true);
      }),
    );
  });

  test("whichever entry is exchanged, the chain fails there", () => {
    fc.assert(
      fc.property(contents, fc.nat(), fc.jsonValue(), (list, pick, other) => {
        const at = pick % list.length;
        fc.pre(JSON.stringify(list[at]) !== JSON.stringify(other));
        const links = chainOf(list).map((link, index) =>
          index === at ? { ...link, form: { content: other, previous: link.previous } } : link,
        );
        expect(verifyChain(genesis, links)).toEqual({
          ok: false,
          rejection: { kind: "wrong-hash", at },
        });
      }),
    );
  });
});
