/**
 * Forms that texts have had, each with its spelling and what a scan asks of it side by side.
 *
 * A name that stands in a text stands there again. What the index says of a form lies in several tables, of which with
 * many names each is in no near cache of the processor; what lies here is found with one look. Of two forms with one
 * place the later one stays.
 */

import type { Numbers } from '../knowledge/pack.js';
import { entryType, caseMode, nameFlags, type NameForms } from './forms.js';
import { powerOfTwo } from './hash.js';
import { lettersOf, type Units } from './units.js';

/** Words of 32 bits for each form: its number plus one, its traits, four letters in each of the others. */
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
  #lines: Int32Array;
  #mask: number;
  readonly #most: number;
  /** How many forms took the place of others since there are so many places. */
  #replaced = 0;
  readonly #text: Units;
  /** Of the form that was asked for or put last. */
  traits = 0;
  #line = 0;

  /** @param size how many forms there are */
  constructor(size: number, text: Units) {
    this.#most = powerOfTwo(Math.min(size, mostKept));
    const places = Math.min(fewKept, this.#most);
    this.#lines = new Int32Array(places * width);
    this.#mask = places - 1;
    this.#text = text;
  }

  /** Whether a form is kept; what it is like is known then, as if it had been put. */
  has(form: number): boolean {
    const line = (form & this.#mask) * width;
    this.#line = line;
    this.traits = this.#lines[line + 1] ?? 0;
    return this.#lines[line] === form + 1;
  }

  /** Whether the text from `start` to `end` is the spelling of the form that was asked for last, but for its case. */
  isSpelled(start: number, end: number): boolean {
    return (this.traits & 0xff) === end - start && this.#reads(this.#line + spelling, start, end);
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

  /** Keeps a form; of one with other letters than those of ASCII, or with other signs than blanks, that it is such. */
  put(form: number, forms: NameForms): void {
    const { pool, formStart } = forms;
    const start = formStart[form] ?? 0;
    const length = (formStart[form + 1] ?? 0) - start;
    this.#makeRoom(form);
    const lines = this.#lines;
    const line = (form & this.#mask) * width;
    lines.fill(0, line, line + width);
    const isSimple = length <= mostLetters && areSimple(pool, start, length);
    for (let i = 0; isSimple && i < length; i++) {
      const word = line + spelling + (i >> 2);
      lines[word] = (lines[word] ?? 0) | ((pool[start + i] ?? 0) << ((i & 3) << 3));
    }
    this.#line = line;
    this.traits = (isSimple ? length : 0) | traitsOf(forms, form);
    lines[line] = form + 1;
    lines[line + 1] = this.traits;
  }

  /** Where texts have more names than there are places, there are soon twice as many. */
  #makeRoom(form: number): void {
    const places = this.#mask + 1;
    this.#replaced += this.#lines[(form & this.#mask) * width] === 0 ? 0 : 1;
    if (this.#replaced > places / 8 && places < this.#most) {
      this.#lines = new Int32Array(places * 2 * width);
      this.#mask = places * 2 - 1;
      this.#replaced = 0;
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
