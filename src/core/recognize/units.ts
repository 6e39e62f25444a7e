/**
 * The units of a text as numbers, read once, each twice: as it is, and as the byte that the scan reads.
 *
 * Looking at a unit of a string costs about three times what it costs in an array of numbers, and a scan looks at most
 * of them more than once. Of bytes four are looked at together. The byte of a letter is that of ASCII to which it folds,
 * in its case, so that Côte and Cote are alike; text of ASCII alone is copied by the encoder of the platform.
 */

import { classOf, entryOf, firstLigature, foldOf, ligatureOf, unitClass, unitMask } from './fold.js';
import { addLetters, letterAt } from './hash.js';

/** Longer than nearly every block; what a longer one needs is given back with the next. */
const usualSize = 1 << 14;
/** Below this, asking the encoder costs more than it saves. */
const fewUnits = 40;

/**
 * What a search for the beginnings of words has to know of a unit. The first bit says that it is in a word, the second
 * that it may begin one.
 */
export const unitKind = { outside: 0, inside: 1, letter: 3, silent: 16, ideograph: 32 } as const;
/** The bits of a unit that has to be looked at where the one before is in no word, or anywhere. */
export const worthALook = 2 | unitKind.silent | unitKind.ideograph;

/** The highest bit of each of four bytes. Where it is set, the byte stands for a unit that has none in ASCII. */
export const highBits = 0x80808080 | 0;
const strange = 0x80;
/** The byte of what is in no word. */
export const otherByte = 0x01;
const unknown = 0xff;
/** How many bytes behind a text may be looked at. */
const behind = 8;

/** Of four bytes, the highest bit of each that is a letter of ASCII. Bytes with that bit set are none. */
export function lettersOf(four: number): number {
  const low = four | 0x20202020;
  return (low + 0x1f1f1f1f) & ~(low + 0x05050505) & ~four & highBits;
}

/** The same of each that is a letter or a digit. */
export function wordBytes(four: number, letters: number): number {
  return letters | ((four + 0x50505050) & ~(four + 0x46464646) & ~four & highBits);
}

/** Whether one of four bytes is a capital, a digit or none of ASCII. Of a few signs it says so too. */
export function mayBeginIn(four: number): boolean {
  const twice = four << 1;
  const capitals = four & ~twice;
  const digits = ~four & twice & (four << 2);
  return (((capitals | digits) & 0x40404040) | (four & highBits)) !== 0;
}

/** All bits of the bytes below the first that has its highest bit set. */
export function bytesBelow(first: number): number {
  return ((first & -first) >>> 7) - 1;
}

/** Adds the letters from one unit to another, folded and without what is none, to a hash. */
export function addFolded(hash: number, units: ArrayLike<number>, from: number, to: number): number {
  let added = hash;
  let letters = 0;
  let place = 0;
  for (let at = from; at < to; at++) {
    const entry = entryOf(units[at] ?? 0);
    if ((entry & unitMask.letter) !== 0) {
      const folded = entry & unitMask.folded;
      if (folded >= firstLigature && ligatureOf(folded) !== '') {
        return addSpelledOut(hash, units, from, to);
      }
      letters ^= letterAt(folded, place);
      if (++place === 4) {
        added = addLetters(added, letters);
        letters = 0;
        place = 0;
      }
    }
  }
  return place === 0 ? added : addLetters(added, letters);
}

/** The same with the letters of ligatures side by side; apart, since words without any are nearly all. */
function addSpelledOut(hash: number, units: ArrayLike<number>, from: number, to: number): number {
  const letters: number[] = [];
  for (let at = from; at < to; at++) {
    const folded = foldOf(units[at] ?? 0);
    const ligature = ligatureOf(folded);
    letters.push(...(ligature === '' ? [folded] : Array.from(ligature, letter => letter.charCodeAt(0))));
  }
  return addFolded(hash, letters, 0, letters.length);
}

export class Units {
  /** The kind of each unit that has been read. */
  readonly kinds: Uint8Array = new Uint8Array(0x10000).fill(unknown);
  /** The byte of each unit that is no ASCII and has been read. */
  readonly #bytes = new Uint8Array(0x10000);
  readonly #encoder = new TextEncoder();
  /** Whether all units of the text that was read last are. */
  isAscii = true;
  #units = new Uint16Array(0);
  /** Of how many units of ASCII `#units` does not know yet. */
  #unread = 0;
  /** Their bytes, with at least four of no letter behind them. */
  bytes = new Uint8Array(0);
  /** The same bytes, to look at four of them from any place on. */
  view = new DataView(new ArrayBuffer(0));
  /** The same bytes, four by four. */
  quads = new Int32Array(0);

  constructor() {
    for (let unit = 0; unit < 0x80; unit++) {
      this.kinds[unit] = kindOf(unit);
      this.#bytes[unit] = unit;
    }
    this.#make(usualSize);
  }

  /**
   * The units of the text that was read last, from index 0 on. What lies behind them means nothing. Of ASCII they are
   * made of the bytes when somebody asks for them, as for most blocks nobody does.
   */
  get units(): Uint16Array {
    if (this.#unread > 0) {
      this.#units.set(this.bytes.subarray(0, this.#unread));
      this.#unread = 0;
    }
    return this.#units;
  }

  /** Reads a text. What `kinds` and the table of `fold.ts` say of all its units is known afterwards. */
  read(text: string): void {
    const { length } = text;
    const size = Math.max(usualSize, length);
    if (this.#units.length < size || (this.#units.length > usualSize && size === usualSize)) {
      this.#make(size);
    }
    const { bytes } = this;
    this.isAscii = true;
    this.#unread = 0;
    if (length < fewUnits) {
      for (let i = 0; i < length; i++) {
        this.#put(i, text.charCodeAt(i));
      }
      bytes.fill(0, length, length + behind);
      return;
    }
    const { written } = this.#encoder.encodeInto(text, bytes);
    // Only what is ASCII has as many bytes as units.
    if (written === length) {
      this.#unread = length;
    } else {
      this.#decode(written);
    }
    bytes.fill(0, length, Math.max(length, written) + behind);
  }

  /** UTF-8 in the place of the bytes to units and their bytes, of which there are fewer. */
  #decode(written: number): void {
    const { bytes } = this;
    const units = this.#units;
    let length = 0;
    for (let at = 0; at < written;) {
      const first = bytes[at] ?? 0;
      if (first < 0x80) {
        units[length] = first;
        bytes[length++] = first;
        at++;
      } else if (first < 0xe0) {
        this.#put(length++, ((first & 0x1f) << 6) | ((bytes[at + 1] ?? 0) & 0x3f));
        at += 2;
      } else if (first < 0xf0) {
        this.#put(
          length++,
          ((first & 0x0f) << 12) | (((bytes[at + 1] ?? 0) & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f),
        );
        at += 3;
      } else {
        // A pair, of which each half is a sign and no more.
        this.#put(length++, 0xd800);
        this.#put(length++, 0xdc00);
        at += 4;
      }
    }
  }

  #put(at: number, unit: number): void {
    this.isAscii &&= unit < 0x80;
    if (this.kinds[unit] === unknown) {
      this.kinds[unit] = kindOf(unit);
      this.#bytes[unit] = byteOf(unit);
    }
    this.#units[at] = unit;
    this.bytes[at] = this.#bytes[unit] ?? 0;
  }

  #make(size: number): void {
    // A unit has three bytes of UTF-8 at the most, half a pair two.
    const buffer = new ArrayBuffer((size * 3 + behind + 3) & ~3);
    this.#units = new Uint16Array(size);
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
    this.quads = new Int32Array(buffer);
  }
}

function byteOf(unit: number): number {
  switch (classOf(unit)) {
    case unitClass.lower:
      return foldOf(unit) < 0x80 ? foldOf(unit) : strange;
    case unitClass.upper:
      return foldOf(unit) < 0x80 ? foldOf(unit) & ~0x20 : strange;
    case unitClass.digit:
    case unitClass.uncased:
    case unitClass.ideograph:
    case unitClass.mark:
    case unitClass.ignorable:
      return strange;
    case unitClass.blank:
      return 0x20;
    default:
      return otherByte;
  }
}

function kindOf(unit: number): number {
  switch (classOf(unit)) {
    case unitClass.lower:
    case unitClass.upper:
    case unitClass.digit:
    case unitClass.uncased:
      return unitKind.letter;
    case unitClass.ideograph:
      return unitKind.ideograph;
    case unitClass.mark:
    case unitClass.ignorable:
      return unitKind.silent;
    default:
      return unitKind.outside;
  }
}
