import { canonicalJson } from "@xinyi/merkle-log";
import { fromMoneyWire, type MoneyWire } from "@xinyi/money";
import { describe, expect, test } from "vitest";
import type { EntryDraft } from "./entry.ts";
import {
  entryForm,
  type Genesis,
  genesisForm,
  genesisHash,
  opens,
  type SealedEntry,
  saltsNeeded,
  sealEntry,
  verifyEntries,
} from "./sealed-entry.ts";
import vectors from "./vectors.json" with { type: "json" };

const genesis = vectors.genesis[0]?.given as Genesis;
const sealed = vectors.entries.map((vector, at) => {
  const previous = at === 0 ? genesisHash(genesis) : (vectors.entries[at - 1]?.hash ?? "");
  return sealEntry(draftOf(vector.draft), {
    book: genesis.book,
    id: vector.id,
    sequence: vector.sequence,
    recordedAt: vector.recordedAt,
    actor: vector.actor,
    previous,
    salts: vector.salts.map(bytes),
  });
});
const entries = sealed.map(({ entry }) => entry);

describe("the committed form", () => {
  test.each(vectors.genesis)("of a book: $hash", ({ given, canonical, hash }) => {
    expect(canonicalJson(genesisForm(given as Genesis))).toBe(canonical);
    expect(genesisHash(given as Genesis)).toBe(hash);
  });

  test.each(vectors.entries)(
    "of entry $sequence",
    ({ sequence, canonical, hash, draft, salts }) => {
      const entry = entries[sequence - 1] as SealedEntry;
      expect(canonicalJson(entryForm(entry))).toBe(canonical);
      expect(entry.hash).toBe(hash);
      expect(salts).toHaveLength(saltsNeeded(draftOf(draft)));
    },
  );
});

describe("a chain of entries", () => {
  test("leads from the genesis to its head", () => {
    expect(verifyEntries(genesis, entries)).toEqual({ ok: true, value: entries[2]?.hash });
  });

  test("begins where the book began", () => {
    const other = { ...genesis, openedOn: "2026-01-02" } as const;
    expect(verifyEntries(other, entries)).toEqual({
      ok: false,
      rejection: { kind: "broken-link", at: 0 },
    });
  });

  test.each<[string, (entry: SealedEntry) => SealedEntry]>([
    ["date", (entry) => ({ ...entry, occurredOn: "2026-01-06" })],
    ["time", (entry) => ({ ...entry, recordedAt: "2026-01-11T09:30:01.000Z" })],
    ["actor", (entry) => ({ ...entry, actor: "0".repeat(64) })],
    ["reason", (entry) => ({ ...entry, reason: "0".repeat(64) })],
    ["vouchers", (entry) => ({ ...entry, vouchers: "0".repeat(64) })],
    ["link", ({ reverses: _, ...entry }) => entry],
    ["fen", (entry) => ({ ...entry, postings: entry.postings.map(oneFenMore) })],
    ["fund", (entry) => ({ ...entry, postings: entry.postings.map(toCommon) })],
  ])("shows a changed %s", (_, change) => {
    const [first, second, third] = entries as [SealedEntry, SealedEntry, SealedEntry];
    expect(verifyEntries(genesis, [first, change(second), third])).toEqual({
      ok: false,
      rejection: { kind: "wrong-hash", at: 1 },
    });
  });

  test("shows an entry that is missing, moved or another book's", () => {
    const [first, second, third] = entries as [SealedEntry, SealedEntry, SealedEntry];
    const missing = verifyEntries(genesis, [first, third]);
    expect(missing).toMatchObject({ rejection: { kind: "wrong-sequence", at: 1 } });
    const renumbered = verifyEntries(genesis, [first, { ...third, sequence: 2 }]);
    expect(renumbered).toMatchObject({ rejection: { kind: "broken-link", at: 1 } });
    const foreign = verifyEntries(genesis, [{ ...first, book: "other" }, second]);
    expect(foreign).toMatchObject({ rejection: { kind: "other-book", at: 0 } });
  });
});

describe("what an entry hides", () => {
  const { entry, openings } = sealed[0] as (typeof sealed)[number];

  test("is opened field by field, and by nothing else", () => {
    expect(openings.map(({ field }) => field)).toEqual([
      "actor",
      "reason",
      "vouchers",
      "sub:1",
      "sub:2",
    ]);
    for (const opening of openings) {
      expect(opens(entry, opening)).toBe(true);
      expect(opens(entry, { ...opening, value: "someone else" })).toBe(false);
      expect(opens(entry, { ...opening, salt: "00".repeat(32) })).toBe(false);
    }
    expect(opens(entry, { field: "sub:0", salt: "00".repeat(32), value: "1-101" })).toBe(false);
  });

  test("is not in the entry, nor does one household's mark repeat", () => {
    const text = canonicalJson(entryForm(entry));
    for (const { value } of openings) expect(text).not.toContain(JSON.stringify(value));
    expect(entry.postings[1]?.sub).not.toBe(entry.postings[2]?.sub);
  });

  test("needs exactly its salts", () => {
    const draft = draftOf(vectors.entries[2]?.draft as Draft);
    const sealing = { ...entry, actor: "a", salts: [] };
    expect(() => sealEntry(draft, sealing)).toThrow("3 salts needed, 0 given");
  });
});

type Draft = (typeof vectors.entries)[number]["draft"];

function draftOf(wire: Draft): EntryDraft {
  const postings = wire.postings.map((line) => ({ ...line, amount: amountOf(line.amount) }));
  return { ...wire, postings } as EntryDraft;
}

function amountOf(wire: MoneyWire) {
  const read = fromMoneyWire(wire);
  if (!read.ok) throw new Error(read.rejection.kind);
  return read.value;
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

type Line = SealedEntry["postings"][number];

function oneFenMore(line: Line): Line {
  return { ...line, amount: { ...line.amount, minor: line.amount.minor + 1n } };
}

function toCommon(line: Line): Line {
  return { ...line, fund: "common" };
}
