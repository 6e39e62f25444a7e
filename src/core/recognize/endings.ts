/**
 * Following a name: from the word at which it may begin to the places at which it may end.
 *
 * The rolling hash of the words is looked up word by word for as long as the index says that a name goes on like this.
 * Nothing is compared with the text on the way; `formAt` does that for an ending somebody is interested in.
 */

import type { Numbers } from '../knowledge/pack.js';
import { goesOnInWord, isSeparator, ligatureOf, unitMask, unitTable } from './fold.js';
import { addGap, addLetters, mix, startHash } from './hash.js';
import { filterBits, type NameIndex } from './nameIndex.js';
import { SeenForms } from './seenForms.js';
import { addFolded, bytesBelow, highBits, lettersOf, type Units, wordBytes } from './units.js';

const mostWords = 32;
/** Looking at one name may ask for the endings of others beside it, three deep. */
const room = 8 * mostWords;
const inWord = unitMask.letter | unitMask.silent;
const strange = 0x80;
const smallA = 0x61;
const smallS = 0x73;
const smallZ = 0x7a;
const dot = 0x2e;
const blank = 0x20;

/**
 * A stack of places at which a form may end, as columns: an object for each would be most of what a scan allocates.
 * Offsets are counted from the start of the block.
 */
export class Endings {
  readonly #index: NameIndex;
  readonly #filter: Numbers;
  readonly #filterMask: number;
  readonly #text: Units;
  /** Where the mention ends. */
  readonly end = new Int32Array(room);
  /** Where the name ends: before a plural `s` behind an acronym, which is in the mention, not in the name. */
  readonly nameEnd = new Int32Array(room);
  readonly hash = new Int32Array(room);
  readonly words = new Int32Array(room);
  /** Bit `k`: word `k` begins with a small letter. */
  readonly smallWords = new Int32Array(room);
  /** Not 0 where the name has a small letter. */
  readonly #small = new Int32Array(room);
  size = 0;
  /** Of the form that was found last. */
  readonly seen: SeenForms;
  /** Of the word that was looked at last: its end, and what the index says of it. */
  firstEnd = 0;
  firstBits = 0;
  /** Of the word that was read letter by letter: its end, the hash with it, and whether it has a small letter. */
  #wordEnd = 0;
  #wordHash = 0;
  #wordSmall = 0;

  /** @param text the block that is read; it must stay what it is while it is */
  constructor(index: NameIndex, text: Units) {
    this.#index = index;
    this.#text = text;
    this.#filter = index.filter;
    this.#filterMask = (index.filter.length << 4) - 1;
    this.seen = new SeenForms(index.size, text);
  }

  hasSmall(ending: number): boolean {
    return this.#small[ending] !== 0;
  }

  /** Puts every place at which a form may end that starts at `start` on the stack, shortest first. */
  follow(start: number, limit: number): void {
    const { bytes, view } = this.#text;
    let hash = startHash;
    let at = start;
    let smallWords = 0;
    let small = 0;
    for (let word = 0; word < mostWords; word++) {
      const hashBefore = hash;
      const smallBefore = small;
      let end = at;
      for (;;) {
        const four = view.getInt32(end, true);
        const letters = lettersOf(four);
        const behind = wordBytes(four, letters) ^ highBits;
        if (behind === 0) {
          hash = addLetters(hash, four | 0x20202020);
          small |= letters & (four << 2);
          end += 4;
          continue;
        }
        if ((four & highBits) !== 0) {
          end = limit + 1;
          break;
        }
        const own = bytesBelow(behind);
        if (own !== 0) {
          hash = addLetters(hash, (four | 0x20202020) & own);
          small |= letters & (four << 2) & own;
          end += (32 - Math.clz32(own)) >> 3;
        }
        break;
      }
      let next = end;
      if (end > limit || (end - at === 1 && bytes[end] === dot)) {
        this.#readWord(at, limit, hashBefore);
        hash = this.#wordHash;
        small = smallBefore | this.#wordSmall;
        next = this.#wordEnd;
        end = this.#withoutIgnorable(next);
      }
      if (this.#isSmall(at)) {
        smallWords |= 1 << word;
      }
      const bits = this.#look(hash);
      if (word === 0) {
        this.firstEnd = next;
        this.firstBits = bits;
      }
      if (mayBePlural(bytes[end - 2] ?? 0, bytes[end - 1] ?? 0)) {
        this.#pushSingular(at, end, hashBefore, smallBefore, word + 1, smallWords);
      }
      if ((bits & filterBits.isForm) !== 0) {
        this.#push(end, end, hash, word + 1, smallWords, small);
      }
      if ((bits & filterBits.goesOn) === 0) {
        return;
      }
      at =
        bytes[next] === blank && next + 1 < limit && isAsciiWord(bytes[next + 1] ?? 0)
          ? next + 1
          : nextWord(this.#text.units, next, limit);
      if (at < 0) {
        return;
      }
      hash = addGap(hash);
    }
  }

  #isSmall(at: number): boolean {
    const byte = this.#text.bytes[at] ?? 0;
    return byte < strange
      ? byte >= smallA && byte <= smallZ
      : ((unitTable[this.#text.units[at] ?? 0] ?? 0) & unitMask.lower) !== 0;
  }

  /** Reads the word at `at` letter by letter, as units that are no ASCII, dots and the end of the prose ask for. */
  #readWord(at: number, limit: number, hashBefore: number): void {
    const { units } = this.#text;
    const entry = unitTable[units[at] ?? 0] ?? 0;
    const dotted = units[at + 1] === dot && (entry & unitMask.upper) !== 0 ? dottedEnd(units, at, limit) : 0;
    let end = dotted;
    if (dotted === 0) {
      end = at + 1;
      while (
        end < limit &&
        (entry & unitMask.ideograph) === 0 &&
        ((unitTable[units[end] ?? 0] ?? 0) & goesOnInWord) !== 0
      ) {
        end++;
      }
    }
    this.#wordEnd = end;
    this.#addLetters(at, end, hashBefore);
  }

  #addLetters(from: number, to: number, hashBefore: number): void {
    const { units } = this.#text;
    let classes = 0;
    for (let i = from; i < to; i++) {
      classes |= unitTable[units[i] ?? 0] ?? 0;
    }
    this.#wordHash = addFolded(hashBefore, units, from, to);
    this.#wordSmall = classes & unitMask.lower;
  }

  #withoutIgnorable(end: number): number {
    const { units } = this.#text;
    let at = end;
    while (((unitTable[units[at - 1] ?? 0] ?? 0) & unitMask.ignorable) !== 0) {
      at--;
    }
    return at;
  }

  /** The two filter bits of a rolling hash. */
  #look(hash: number): number {
    const at = mix(hash) & this.#filterMask;
    return ((this.#filter[at >>> 4] ?? 0) >>> ((at & 15) << 1)) & 3;
  }

  /** "NGOs" ends a form where "NGO" does. */
  #pushSingular(
    from: number,
    end: number,
    hashBefore: number,
    smallBefore: number,
    words: number,
    smallWords: number,
  ): void {
    const { units } = this.#text;
    const s = letterBefore(units, end, from);
    if (
      units[s] !== smallS ||
      s <= from ||
      ((unitTable[units[letterBefore(units, s, from)] ?? 0] ?? 0) & unitMask.upper) === 0
    ) {
      return;
    }
    this.#addLetters(from, s, hashBefore);
    const hash = this.#wordHash;
    if ((this.#look(hash) & filterBits.isForm) !== 0) {
      this.#push(end, s, hash, words, smallWords, smallBefore | this.#wordSmall);
    }
  }

  #push(end: number, nameEnd: number, hash: number, words: number, smallWords: number, small: number): void {
    const at = this.size++;
    this.end[at] = end;
    this.nameEnd[at] = nameEnd;
    this.hash[at] = hash;
    this.words[at] = words;
    this.smallWords[at] = smallWords;
    this.#small[at] = small;
  }

  /** The form of an ending that the text spells from `start` on, or -1; what it is like is known then. */
  formAt(ending: number, start: number): number {
    const end = this.nameEnd[ending] ?? 0;
    const hash = this.hash[ending] ?? 0;
    const seen = this.seen.find(hash, start, end);
    return seen < 0 ? this.#formOf(hash, start, end) : seen;
  }

  #formOf(hash: number, start: number, end: number): number {
    const form = this.#index.find(hash, found => this.#spells(found, start, end));
    if (form >= 0) {
      this.seen.put(hash, form, this.#index.forms);
    }
    return form;
  }

  /** Compares a form with the text unit by unit, separators included. */
  #spells(form: number, start: number, end: number): boolean {
    const { pool, formStart } = this.#index.forms;
    const { units } = this.#text;
    const first = formStart[form] ?? 0;
    const last = formStart[form + 1] ?? 0;
    if (last - first === end - start) {
      // Nearly all names stand in a text as they stand in the pool.
      let i = first;
      for (let at = start; i < last && pool[i] === ((unitTable[units[at] ?? 0] ?? 0) & unitMask.folded); at++) {
        i++;
      }
      if (i === last) {
        return true;
      }
    }
    return this.#spellsLoosely(first, last, start, end);
  }

  #spellsLoosely(first: number, last: number, start: number, end: number): boolean {
    const { pool } = this.#index.forms;
    const { units } = this.#text;
    let at = start;
    for (let i = first; i < last; i++) {
      const expected = pool[i] ?? 0;
      if (isSeparator(expected)) {
        // The last dot of "U.N." belongs to the word before, not to what stands between the words.
        if (units[at] === dot && at - 2 >= start && units[at - 2] === dot) {
          at++;
        }
        const next = at < end ? separatorEnd(units, at, end, expected) : -1;
        if (next < 0) {
          return false;
        }
        at = next;
        continue;
      }
      // Inside a word: marks, soft hyphens and the dots of an acronym do not count.
      while (at < end && isPassedOver(units[at] ?? 0)) {
        at++;
      }
      const folded = at < end ? (unitTable[units[at] ?? 0] ?? 0) & unitMask.folded : 0;
      if (folded !== expected) {
        const ligature = ligatureOf(folded);
        if (ligature === '' || !isInPool(pool, i, last, ligature)) {
          return false;
        }
        i += ligature.length - 1;
      }
      at++;
    }
    while (at < end && isPassedOver(units[at] ?? 0)) {
      at++;
    }
    return at === end;
  }
}

/** Whether a form, which ends at `end` of the pool, goes on at `at` with some letters. */
function isInPool(pool: Numbers, at: number, end: number, letters: string): boolean {
  let i = 0;
  while (i < letters.length && at + i < end && pool[at + i] === letters.charCodeAt(i)) {
    i++;
  }
  return i === letters.length;
}

/** Whether the last two bytes of a word may be a capital and a plural `s`. */
function mayBePlural(first: number, last: number): boolean {
  return last === smallS ? first <= 0x5a || first >= strange : last >= strange;
}

/** Whether a word goes on with a byte, or begins with it. */
function isAsciiWord(byte: number): boolean {
  return byte < strange && ((unitTable[byte] ?? 0) & unitMask.letter) !== 0;
}

function isPassedOver(unit: number): boolean {
  return ((unitTable[unit] ?? 0) & (unitMask.silent | unitMask.dot)) !== 0;
}

/** Where the last letter before `end` stands, silent units passed over; not before `from`. */
function letterBefore(units: Uint16Array, end: number, from: number): number {
  let at = end - 1;
  while (at > from && ((unitTable[units[at] ?? 0] ?? 0) & unitMask.silent) !== 0) {
    at--;
  }
  return at;
}

/** The end of a dotted acronym of at least two capitals at `at`, its last dot included, or 0. */
function dottedEnd(units: Uint16Array, at: number, limit: number): number {
  let letters = 1;
  let end = at + 1;
  while (
    end + 1 < limit &&
    units[end] === dot &&
    ((unitTable[units[end + 1] ?? 0] ?? 0) & unitMask.upper) !== 0 &&
    (end + 2 >= limit || ((unitTable[units[end + 2] ?? 0] ?? 0) & inWord) === 0)
  ) {
    letters++;
    end += 2;
  }
  if (letters < 2) {
    return 0;
  }
  return end < limit && units[end] === dot ? end + 1 : end;
}

/** Where the next word of a name may start after `end`, or -1: a few separators, one line break at the most. */
function nextWord(units: Uint16Array, end: number, limit: number): number {
  let newlines = 0;
  let marks = 0;
  for (let at = end; at < limit && at - end < 80; at++) {
    const unit = units[at] ?? 0;
    const entry = unitTable[unit] ?? 0;
    if ((entry & unitMask.letter) !== 0) {
      return at === end && ((entry | (unitTable[units[end - 1] ?? 0] ?? 0)) & unitMask.ideograph) === 0 ? -1 : at;
    }
    if ((entry & unitMask.newline) !== 0) {
      if (unit !== 0x0d && ++newlines > 1) {
        return -1;
      }
    } else if ((entry & (unitMask.blank | unitMask.silent)) === 0 && ++marks > 3) {
      return -1;
    }
  }
  return -1;
}

/**
 * Where the separator between two words ends, or -1 if the text has one that the name does not allow. Blanks (with one
 * line break), a hyphen (at the end of a line too) and an apostrophe are interchangeable, and emphasis does not count; another sign must stand in
 * the name, which may have further ones beside it.
 */
function separatorEnd(units: Uint16Array, from: number, end: number, expected: number): number {
  let at = from;
  let blanks = 0;
  let hyphens = 0;
  let endsLine = false;
  let apostrophes = 0;
  let others = 0;
  let emphasis = 0;
  let isAsExpected = expected === blank;
  let broken = false;
  for (; at < end; at++) {
    const unit = units[at] ?? 0;
    const entry = unitTable[unit] ?? 0;
    if ((entry & unitMask.letter) !== 0) {
      break;
    }
    if ((entry & (unitMask.blank | unitMask.newline)) !== 0) {
      blanks++;
      broken ||= (entry & unitMask.newline) !== 0;
    } else if ((entry & unitMask.hyphen) !== 0) {
      hyphens++;
      endsLine = ((unitTable[units[at + 1] ?? 0] ?? 0) & unitMask.newline) !== 0;
    } else if ((entry & unitMask.apostrophe) !== 0) {
      apostrophes++;
    } else if (unit === expected) {
      isAsExpected = true;
    } else if (isEmphasis(unit)) {
      emphasis++;
    } else if ((entry & unitMask.silent) === 0 && !isOfLine(unit, units[at + 1] ?? 0, broken)) {
      others++;
    }
  }
  const isAllowed = others === 0 || (isAsExpected && expected !== blank);
  // Without a blank, `_` is a part of some file's name.
  const isOther =
    hyphens > 1 || apostrophes > 1 || (hyphens === 1 && blanks > 0 && !endsLine) || (emphasis > 0 && blanks === 0);
  return isAllowed && !isOther ? at : -1;
}

function isEmphasis(unit: number): boolean {
  return unit === 0x2a || unit === 0x5f;
}

/** A quotation's `>` at the start of a line, or the `\\` that keeps a line break. */
function isOfLine(unit: number, next: number, broken: boolean): boolean {
  return (unit === 0x3e && broken) || (unit === 0x5c && next === 0x0a);
}
