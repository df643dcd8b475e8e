import { Converter } from "opencc-js/t2cn";

/** A text as it is searched, and where each of its characters stood. */
export interface NormalText {
  readonly characters: readonly string[];
  /** Offsets into the original, in UTF-16 units: where each character begins and ends. */
  readonly spans: readonly (readonly [number, number])[];
}

const simplified = Converter({ from: "t", to: "cn" });

/** What each character becomes; a memory of what was worked out, no part of the answer. */
const folded = new Map<string, readonly string[]>();
const MOST_FOLDED = 20_000;

/**
 * Compatibility forms folded (NFKC), traditional characters simplified, letters
 * lowered, blanks dropped. Character by character, so that every match can be
 * shown in the text as it was written.
 */
export function normalize(text: string): NormalText {
  const characters: string[] = [];
  const spans: (readonly [number, number])[] = [];
  let at = 0;
  for (const written of text) {
    const end = at + written.length;
    for (const character of foldedOf(written)) {
      characters.push(character);
      spans.push([at, end]);
    }
    at = end;
  }
  return { characters, spans };
}

function foldedOf(written: string): readonly string[] {
  const known = folded.get(written);
  if (known !== undefined) return known;
  const made = [...simplified(written.normalize("NFKC")).toLowerCase()].filter(
    (character) => !/\s/.test(character),
  );
  if (folded.size >= MOST_FOLDED) folded.clear();
  folded.set(written, made);
  return made;
}
