import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { armor, Encrypter } from "age-encryption";

/** A letter that only the office can open, and the number by which it is known. */
export interface SealedLetter {
  /** An age file in its text form: it can be saved, sent on, or printed and typed in again. */
  readonly file: string;
  /** SHA-256 of that file. Not of the letter: a short letter could be guessed from its hash. */
  readonly sha256: string;
}

/** Letters are filled up to a multiple of this, so that a file's size tells little of what is in it. */
const STEP_BYTES = 4_096;

/**
 * Seals a letter for whoever holds the key of this recipient (`age1…`), in this browser: nothing
 * is sent, and not even the writer can open it again. Throws at what is no recipient.
 */
export async function seal(letter: string, recipient: string): Promise<SealedLetter> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const file = armor.encode(await encrypter.encrypt(filledUp(letter)));
  return { file, sha256: bytesToHex(sha256(utf8ToBytes(file))) };
}

/** Whether a file can be sealed for this text at all: an office's key that was mistyped is no key. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Line ends at the close of a letter are nothing to its reader. */
function filledUp(letter: string): string {
  const size = utf8ToBytes(letter).length;
  return letter + "\n".repeat(STEP_BYTES - (size % STEP_BYTES));
}
