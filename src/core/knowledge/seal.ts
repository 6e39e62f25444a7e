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

/**
 * FNV-1a over two lanes, four bytes at a time, 53 bits together: two versions of a file differ in it, save for one in
 * some quadrillions.
 */
export function hashOf(bytes: Uint8Array, name = ''): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fours = bytes.byteLength & ~3;
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let at = 0; at < fours; at += 4) {
    const value = view.getInt32(at, true);
    a = firstLane(a, value);
    b = secondLane(b, value);
  }
  const rest = [...bytes.subarray(fours), bytes.byteLength, ...Array.from(name, letter => letter.charCodeAt(0))];
  for (const value of rest) {
    a = firstLane(a, value);
    b = secondLane(b, value);
  }
  return (a >>> 0) + ((b >>> 0) & 0x1fffff) * 2 ** 32;
}

function firstLane(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193);
}

function secondLane(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
