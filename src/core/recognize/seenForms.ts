/**
 * Forms that texts have had, each with its spelling and what a scan asks of it side by side.
 *
 * A name that stands in a text stands there again. What the index says of a form lies in several tables, of which with
 * many names each is in no near cache of the processor. Here is what a scan asks, found by the hash of the words in the
 * text, in lines that lie as close together as the texts had them: spread over as much memory as all forms would take,
 * each would be on a page of its own, which the processor has to find first.
 */

import type { Numbers } from '../knowledge/pack.js';
import { entryType, caseMode, nameFlags, type NameForms } from './forms.js';
import { powerOfTwo } from './hash.js';
import { lettersOf, type Units } from './units.js';

/** Words of 32 bits for each form: its number, its traits, four letters in each of the others. */
const width = 16;
const spelling = 2;
const mostLetters = (width - spelling) * 4;
/** How many forms are kept at first, and at most. */
const fewKept = 1 << 12;
const mostKept = 1 << 17;

/** The lowest byte is how many letters the form has, with its blanks; the highest 16 bits are the capitals of its words. */
export const traits = {
  /** Its only entry is a name without a rule, as that of nearly all forms is. */
  isPlain: 0x100,
  isAcronym: 0x200,
  hasAnyCase: 0x400,
  /** No text that a rule asks for stands inside it. */
  isEmpty: 0x800,
} as const;

const capitalsShift = 16;

export function capitalsOf(value: number): number {
  return value >>> capitalsShift;
}

export class SeenForms {
  /** A line for each form, in the order in which texts had them. */
  #lines: Int32Array;
  /** By the hash of a form, at most half full: the hash, and the number of its line plus one. */
  #places: Int32Array;
  #mask: number;
  #count = 0;
  readonly #most: number;
  readonly #text: Units;
  /** Of the form that was found or put last. */
  traits = 0;
  #line = 0;

  /** @param size how many forms there are */
  constructor(size: number, text: Units) {
    this.#most = powerOfTwo(Math.min(size, mostKept));
    const lines = Math.min(fewKept, this.#most);
    this.#lines = new Int32Array(lines * width);
    this.#places = new Int32Array(lines * 4);
    this.#mask = lines * 2 - 1;
    this.#text = text;
  }

  /** The form with this hash that the text from `start` to `end` spells but for its case, if it is kept; else -1. */
  find(hash: number, start: number, end: number): number {
    const at = this.#placeOf(hash);
    const number = this.#places[at + 1] ?? 0;
    if (number === 0) {
      return -1;
    }
    const line = (number - 1) * width;
    const lines = this.#lines;
    this.#line = line;
    this.traits = lines[line + 1] ?? 0;
    return (this.traits & 0xff) === end - start && this.#reads(line + spelling, start, end) ? (lines[line] ?? 0) : -1;
  }

  /** Where a hash stands in the places, or may be put. */
  #placeOf(hash: number): number {
    const places = this.#places;
    const mask = this.#mask;
    let place = (hash ^ (hash >>> 16)) & mask;
    while (places[place * 2 + 1] !== 0 && places[place * 2] !== hash) {
      place = (place + 1) & mask;
    }
    return place * 2;
  }

  #reads(line: number, start: number, end: number): boolean {
    const lines = this.#lines;
    const { view } = this.#text;
    let at = start;
    let word = line;
    for (; at + 4 <= end; at += 4, word++) {
      if (folded(view.getInt32(at, true)) !== lines[word]) {
        return false;
      }
    }
    const left = end - at;
    return left === 0 || (folded(view.getInt32(at, true)) & ((1 << (left << 3)) - 1)) === lines[word];
  }

  /**
   * Keeps a form, or finds that it is kept; of one with other letters than those of ASCII, or with other signs than
   * blanks, no more than what it is like. Of two with one hash the later one stays.
   */
  put(hash: number, form: number, forms: NameForms): void {
    let at = this.#placeOf(hash);
    const known = this.#places[at + 1] ?? 0;
    if (known === 0 && this.#count === this.#lines.length / width) {
      this.#makeRoom();
      at = this.#placeOf(hash);
    }
    const number = known === 0 ? ++this.#count : known;
    const line = (number - 1) * width;
    const lines = this.#lines;
    this.#line = line;
    if (known !== 0 && lines[line] === form) {
      this.traits = lines[line + 1] ?? 0;
      return;
    }
    this.#places[at] = hash;
    this.#places[at + 1] = number;
    const { pool, formStart } = forms;
    const start = formStart[form] ?? 0;
    const length = (formStart[form + 1] ?? 0) - start;
    lines.fill(0, line, line + width);
    const isSimple = length <= mostLetters && areSimple(pool, start, length);
    for (let i = 0; isSimple && i < length; i++) {
      const word = line + spelling + (i >> 2);
      lines[word] = (lines[word] ?? 0) | ((pool[start + i] ?? 0) << ((i & 3) << 3));
    }
    this.traits = (isSimple ? length : 0) | traitsOf(forms, form);
    lines[line] = form;
    lines[line + 1] = this.traits;
  }

  /** Twice as many lines; where there are as many as there may be, all are forgotten. */
  #makeRoom(): void {
    const lines = this.#lines;
    const places = this.#places;
    if (this.#count === this.#most) {
      places.fill(0);
      this.#count = 0;
      return;
    }
    this.#lines = new Int32Array(lines.length * 2);
    this.#lines.set(lines);
    this.#places = new Int32Array(places.length * 2);
    this.#mask = this.#places.length / 2 - 1;
    for (let at = 0; at < places.length; at += 2) {
      const number = places[at + 1] ?? 0;
      if (number !== 0) {
        const place = this.#placeOf(places[at] ?? 0);
        this.#places[place] = places[at] ?? 0;
        this.#places[place + 1] = number;
      }
    }
  }

  /** Says of the form that was found last that nothing inside it is asked for. */
  tellEmpty(): void {
    this.traits |= traits.isEmpty;
    this.#lines[this.#line + 1] = this.traits;
  }
}

/** Four bytes with the capitals of ASCII made small. */
function folded(four: number): number {
  return four | ((lettersOf(four) >>> 2) & 0x20202020);
}

function areSimple(pool: Numbers, start: number, length: number): boolean {
  for (let at = start; at < start + length; at++) {
    const unit = pool[at] ?? 0;
    if (unit !== 0x20 && !(unit >= 0x61 && unit <= 0x7a) && !(unit >= 0x30 && unit <= 0x39)) {
      return false;
    }
  }
  return true;
}

function traitsOf({ entryStart, entryFlags, entryCapitals, entryRule }: NameForms, form: number): number {
  const entry = entryStart[form] ?? 0;
  const flags = entryFlags[entry] ?? 0;
  const capitals = entryCapitals[entry] ?? 0;
  const mode = (flags >>> 2) & 3;
  const isPlain =
    (entryStart[form + 1] ?? 0) - entry === 1 &&
    (flags & (nameFlags.closesWithParenthesis | nameFlags.closesWithDot | 3)) === entryType.name &&
    entryRule[entry] === 0 &&
    mode !== caseMode.exact &&
    capitals >>> capitalsShift === 0;
  return isPlain
    ? traits.isPlain |
        (mode === caseMode.capitals ? traits.isAcronym : 0) |
        (mode === caseMode.any ? traits.hasAnyCase : 0) |
        (capitals << capitalsShift)
    : 0;
}
