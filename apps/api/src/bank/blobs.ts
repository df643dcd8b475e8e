import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { accept, type Result, reject } from "@xinyi/result";
import { plainJpeg } from "./jpeg.ts";
import { plainPng } from "./png.ts";

export type BlobRefusal =
  | { readonly kind: "empty-file" }
  | { readonly kind: "file-too-large"; readonly limitBytes: number }
  | { readonly kind: "unknown-file-type"; readonly accepted: readonly string[] }
  | { readonly kind: "broken-image" }
  | { readonly kind: "image-too-large"; readonly pixels: number; readonly limit: number };

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

export const limits = { bytes: 20 * 1024 * 1024, pixels: 64_000_000 } as const;

export function blobStoreIn(folder: string, nonce: () => string): BlobStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    async put(given) {
      if (given.length === 0) return reject({ kind: "empty-file" });
      if (given.length > limits.bytes) {
        return reject({ kind: "file-too-large", limitBytes: limits.bytes });
      }
      const mediaType = sniff(given);
      if (mediaType === undefined) return reject({ kind: "unknown-file-type", accepted });
      const plain = plainOf(given, mediaType);
      if (!plain.ok) return plain;
      const bytes = plain.value;
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
  const made = await mkdir(folder, { recursive: true });
  const temporary = `${path}.${nonce}`;
  const file = await open(temporary, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(folder);
  // A folder made just now is itself an entry of the one above it.
  if (made !== undefined) await syncFolder(join(folder, ".."));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
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

/** A picture without what it tells beside itself, and no larger than a reader can open. */
function plainOf(
  given: Uint8Array,
  mediaType: (typeof accepted)[number],
): Result<Uint8Array, BlobRefusal> {
  const strip =
    mediaType === "image/jpeg" ? plainJpeg : mediaType === "image/png" ? plainPng : undefined;
  if (strip === undefined) return accept(given);
  const image = strip(given);
  if (image === undefined) return reject({ kind: "broken-image" });
  // A small file may unfold to a picture that fills a phone's memory.
  const pixels = image.width * image.height;
  if (pixels > limits.pixels) {
    return reject({ kind: "image-too-large", pixels, limit: limits.pixels });
  }
  return pixels === 0 ? reject({ kind: "broken-image" }) : accept(image.bytes);
}
