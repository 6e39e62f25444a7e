/** The rolling hash of folded words, and where it leads in tables whose size is a power of two. */

const prime = 0x01000193;
const gap = 0x20;

export const startHash = 0x811c9dc5 | 0;

/** Adds one folded unit to a rolling hash. */
export function addUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, prime);
}

/** Adds the boundary between two words. */
export function addGap(hash: number): number {
  return Math.imul((hash ^ gap) + (hash >>> 13), prime);
}

/** All bits of a hash depend on all others afterwards; 32 bits without a sign. */
export function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** The next power of two, at least 64. */
export function powerOfTwo(atLeast: number): number {
  let size = 64;
  while (size < atLeast) {
    size *= 2;
  }
  return size;
}
