import { joined, type PlainImage } from "./jpeg.ts";

/** Texts, times and camera data: what a PNG can tell beside its picture. */
const told = new Set(["tEXt", "zTXt", "iTXt", "eXIf", "tIME"]);

/**
 * A PNG without its texts, times and camera data, and without whatever follows its end. Undefined
 * where it is no whole PNG. Checksums stay those of the chunks, which are kept as they are.
 */
export function plainPng(given: Uint8Array): PlainImage | undefined {
  const view = new DataView(given.buffer, given.byteOffset, given.length);
  const kept: Uint8Array[] = [given.subarray(0, 8)];
  let size: { width: number; height: number } | undefined;
  let at = 8;
  while (at + 12 <= given.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > given.length) return undefined;
    const type = new TextDecoder().decode(given.subarray(at + 4, at + 8));
    if (type === "IHDR" && length === 13) {
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    }
    if (!told.has(type)) kept.push(given.subarray(at, end));
    if (type === "IEND") return size && { ...size, bytes: joined(kept) };
    at = end;
  }
  return undefined;
}
