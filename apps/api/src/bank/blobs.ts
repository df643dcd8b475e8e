import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { accept, type Result, reject } from "@xinyi/result";

export type BlobRefusal =
  | { readonly kind: "empty-file" }
  | { readonly kind: "unknown-file-type"; readonly accepted: readonly string[] };

export interface Blob {
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** Files by their content: the name is the hash, so a file can neither change nor be stored twice. */
export interface BlobStore {
  /** Synced to disk when it answers: a row may then name it. */
  put(bytes: Uint8Array): Promise<Result<Blob, BlobRefusal>>;
  get(sha256: string): Promise<Uint8Array | undefined>;
}

const accepted = ["application/pdf", "image/png", "image/jpeg", "text/plain"] as const;

export function blobStoreIn(folder: string, nonce: () => string): BlobStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    async put(given) {
      if (given.length === 0) return reject({ kind: "empty-file" });
      const mediaType = sniff(given);
      if (mediaType === undefined) return reject({ kind: "unknown-file-type", accepted });
      const bytes = mediaType === "image/jpeg" ? withoutExif(given) : given;
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const path = pathOf(sha256);
      const exists = await stat(path).then(
        () => true,
        () => false,
      );
      if (!exists) await writeSynced(path, bytes, nonce());
      return accept({ sha256, mediaType, bytes: bytes.length });
    },
    async get(sha256) {
      return readFile(pathOf(sha256)).catch(() => undefined);
    },
  };
}

/** Written beside, synced, then renamed: a reader finds the whole file or none. */
async function writeSynced(path: string, bytes: Uint8Array, nonce: string): Promise<void> {
  const folder = join(path, "..");
  await mkdir(folder, { recursive: true });
  const temporary = `${path}.${nonce}`;
  const file = await open(temporary, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const parent = await open(folder, "r");
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}

/** The type by content: what a file is called, or claims to be, decides nothing. */
function sniff(bytes: Uint8Array): (typeof accepted)[number] | undefined {
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return "application/pdf";
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (starts(0xff, 0xd8, 0xff)) return "image/jpeg";
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const isPlain = ![...text].some(
      (character) => character < " " && !"\t\r\n".includes(character),
    );
    return isPlain && !/^\s*<(!doctype|html|svg|script)/i.test(text) ? "text/plain" : undefined;
  } catch {
    return undefined;
  }
}

/** A photo without its metadata: where and by whom it was taken is nobody's business. */
function withoutExif(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) break;
    const length = 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    const isMetadata = marker === 0xe1 || marker === 0xed || marker === 0xfe;
    if (!isMetadata) kept.push(bytes.subarray(at, at + length));
    at += length;
  }
  kept.push(bytes.subarray(at));
  const whole = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of kept) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
