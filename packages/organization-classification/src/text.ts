import { Converter } from "opencc-js/t2cn";

/** A text as it is searched, and where each of its characters stood. */
export interface NormalText {
  readonly characters: readonly string[];
  /** Offsets into the original, in UTF-16 units: where each character begins and ends. */
  readonly spans: readonly (readonly [number, number])[];
}

const simplified = Converter({ from: "t", to: "cn" });

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
    for (const character of simplified(written.normalize("NFKC")).toLowerCase()) {
      if (/\s/.test(character)) continue;
      characters.push(character);
      spans.push([at, end]);
    }
    at = end;
  }
  return { characters, spans };
}
