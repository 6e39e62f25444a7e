/** Hashes of bytes, and a seal by which damage to a pack shows. */

import { jsonBytes, jsonOf, section, type Sections } from './pack.js';

const seal = 'seal';

/** Sections with a seal: what lies in them is read bit by bit, long after the file. */
export function sealed(sections: Sections): Sections {
  return new Map([...sections, [seal, jsonBytes(sealOf(sections))]]);
}

/** Whether sections are what was sealed; throws where their seal is none. */
export function isWhole(sections: Sections): boolean {
  const others = new Map(sections);
  others.delete(seal);
  return jsonOf(section(sections, seal)) === sealOf(others);
}

function sealOf(sections: Sections): number {
  return hashOf(jsonBytes(Array.from(sections, ([name, bytes]) => [name, hashOf(bytes)])));
}

const bytesAtOnce = 16;

/**
 * A hash of 53 bits: two versions of a file differ in it, save for one in some quadrillions. Four numbers of 32 bits are
 * taken at once, each into a lane of its own, so that the processor need not wait for one to go on with the next.
 */
export function hashOf(bytes: Uint8Array, name = ''): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const even = bytes.byteLength - (bytes.byteLength % bytesAtOnce);
  let a = 0x811c9dc5 | 0;
  let b = 0x01000193;
  let c = 0x9e3779b1 | 0;
  let d = 0x27d4eb2f;
  for (let at = 0; at < even; at += bytesAtOnce) {
    a = mixed(a, view.getInt32(at, true));
    b = mixed(b, view.getInt32(at + 4, true));
    c = mixed(c, view.getInt32(at + 8, true));
    d = mixed(d, view.getInt32(at + 12, true));
  }
  const tail = bytes.byteLength - even;
  for (let i = 0; i <= tail + name.length; i++) {
    const value = i < tail ? (bytes[even + i] ?? 0) : i === tail ? bytes.byteLength : name.charCodeAt(i - tail - 1);
    a = mixed(a, value);
    b = mixed(b, a);
  }
  for (const lane of [c, d]) {
    a = mixed(a, lane);
    b = mixed(b, lane);
  }
  return (a >>> 0) + ((b >>> 0) & 0x1fffff) * 2 ** 32;
}

/** One to one for either of the two, so that a single change is never lost. */
function mixed(hash: number, value: number): number {
  const product = Math.imul(hash ^ value, 0x85ebca6b);
  return product ^ (product >>> 13);
}
