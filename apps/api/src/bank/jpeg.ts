/** What a picture shows, without what it tells about who took it, where and with what. */
export interface PlainImage {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const [app0, exif, icc, adobe] = [0xe0, 0xe1, 0xe2, 0xee];
const [startOfScan, endOfImage] = [0xda, 0xd9];

/**
 * A JPEG cut down to what is needed to draw it: of its application segments only JFIF, colour
 * profile and Adobe's transform stay, comments go, and so does whatever follows its end, a video
 * say. Which way is up stays, as the one entry of a fresh EXIF block: a photo on its side is of no
 * use to a reader. Undefined where it is no whole JPEG.
 */
export function plainJpeg(given: Uint8Array): PlainImage | undefined {
  const kept: Uint8Array[] = [given.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  let at = 2;
  while (at + 4 <= given.length) {
    if (given[at] !== 0xff) return undefined;
    const marker = given[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) {
      kept.push(given.subarray(at, at + 2));
      return size && { ...size, bytes: joined(kept) };
    }
    const length = 2 + ((given[at + 2] ?? 0) << 8) + (given[at + 3] ?? 0);
    const segment = given.subarray(at, at + length);
    if (length < 4 || segment.length < length) return undefined;
    if (isFrame(marker)) size = sizeIn(segment);
    if (marker === exif) {
      const orientation = orientationIn(segment);
      if (orientation !== undefined && orientation > 1) kept.push(exifWith(orientation));
    } else if (isKept(marker)) kept.push(segment);
    at += length;
    if (marker === startOfScan) {
      const end = endOfScan(given, at);
      kept.push(given.subarray(at, end));
      at = end;
    }
  }
  // The last marker is two bytes, without a length.
  if (given[at] === 0xff && given[at + 1] === endOfImage && size) {
    kept.push(given.subarray(at, at + 2));
    return { ...size, bytes: joined(kept) };
  }
  return undefined;
}

function isKept(marker: number): boolean {
  const isApplication = marker >= app0 && marker <= 0xef;
  const isComment = marker === 0xfe;
  return !isComment && (!isApplication || [app0, icc, adobe].includes(marker));
}

/** A start of frame, of whichever coding; C4, C8 and CC are tables. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const sizeIn = (frame: Uint8Array) => ({
  height: ((frame[5] ?? 0) << 8) + (frame[6] ?? 0),
  width: ((frame[7] ?? 0) << 8) + (frame[8] ?? 0),
});

/** Where coded data ends: at a marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}

/** The entry 0x0112 of the first directory, in whichever byte order. */
function orientationIn(segment: Uint8Array): number | undefined {
  const head = 4 + 6;
  if (new TextDecoder().decode(segment.subarray(4, 8)) !== "Exif") return undefined;
  const view = new DataView(segment.buffer, segment.byteOffset + head, segment.length - head);
  if (view.byteLength < 14) return undefined;
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return undefined;
  const count = view.getUint16(directory, little);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > view.byteLength) return undefined;
    if (view.getUint16(at, little) !== 0x0112) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An EXIF block with the orientation and nothing else. */
function exifWith(orientation: number): Uint8Array {
  return new Uint8Array([
    ...[0xff, exif, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0x00, 0x00],
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01],
    ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00],
    ...[0x00, 0x00, 0x00, 0x00],
  ]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
