/** Sets of small numbers as rows of 32-bit words: rules in a class, classes in a region. */

export function wordsFor(size: number): number {
  return Math.max(1, (size + 31) >>> 5);
}

export function emptyBits(size: number): Uint32Array {
  return new Uint32Array(wordsFor(size));
}

export function bitsOf(members: Iterable<number>, size: number): Uint32Array {
  const bits = emptyBits(size);
  for (const member of members) setBit(bits, member);
  return bits;
}

export function setBit(bits: Uint32Array, at: number): void {
  bits[at >>> 5]! |= 1 << (at & 31);
}

export function intersect(left: Uint32Array, right: Uint32Array): Uint32Array {
  return left.map((word, at) => word & right[at]!);
}

export function meets(left: Uint32Array, right: Uint32Array): boolean {
  for (let at = 0; at < left.length; at += 1) {
    if ((left[at]! & right[at]!) !== 0) return true;
  }
  return false;
}

export function isEmpty(bits: Uint32Array): boolean {
  return bits.every((word) => word === 0);
}

export function isWithin(inner: Uint32Array, outer: Uint32Array): boolean {
  return inner.every((word, at) => (word & ~outer[at]!) === 0);
}

/** The members in rising order. */
export function membersOf(bits: Uint32Array): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < bits.length; at += 1) {
    for (let word = bits[at]!; word !== 0; word &= word - 1) {
      found.push(at * 32 + 31 - Math.clz32(word & -word));
    }
  }
  return found;
}

/** A key for maps: equal rows have equal keys. */
export function bitsKey(bits: Uint32Array): string {
  let key = "";
  for (let at = 0; at < bits.length; at += 1) {
    key += String.fromCharCode(bits[at]! & 0xffff, bits[at]! >>> 16);
  }
  return key;
}
