/**
 * What an index of words is made of, in typed arrays: the words of many texts, numbered and put in order, and lists of
 * numbers under numbers.
 */

import { entryOf, ligatureOf, unitMask, wordEnd } from '../recognize/fold.js';
import { addLetters, addWord, mix, powerOfTwo, startHash } from '../recognize/hash.js';
import { bytesBelow, highBits, lettersOf, Units, wordBytes } from '../recognize/units.js';

/** Many sequences of numbers, one behind the other: number `k` lies from `starts[k]` to `starts[k + 1]`. */
export interface Sequences<T> {
  readonly values: T;
  readonly starts: Uint32Array;
}

/** Texts are read together when they have so many units: few enough for a near cache, and for `Units` as it is made. */
const readAtOnce = 1 << 13;
/** Put between two texts, so that no word goes on from one to the next. */
export const gap = '\n';
const dot = 0x2e;
const firstDigit = 0x30;
/** Makes capitals of ASCII small, four at once, and leaves digits as they are. */
const small = 0x20202020;

/**
 * Collects the words of texts as sequences of numbers: a table of hashes over folded units, so that a word that has
 * been met is found again without making a text of it.
 */
export class WordCollector {
  readonly #units = new Units();
  /** What has not been read yet, how many units that is, and at which of them sequences end. */
  readonly #texts: string[] = [];
  #size = 0;
  readonly #ends: number[] = [];
  /** The folded units of all different words, one after the other. */
  #pool = new Uint16Array(1 << 16);
  /** Where each word begins in the pool, and where the last one ends. */
  #starts = new Uint32Array(1 << 14);
  #hashes = new Uint32Array(1 << 14);
  /** Word numbers plus one, by hash; at least half of them are free. */
  #slots = new Uint32Array(1 << 15);
  #words = 0;
  /** The numbers of the words of all sequences. */
  #read = new Uint32Array(1 << 16);
  #length = 0;
  /** Where each sequence begins among them, and where the last one ends. */
  #sequences = new Uint32Array(1 << 14);
  #count = 0;

  /** Adds a sequence: the words of a text. */
  add(text: string): void {
    this.#texts.push(text);
    this.#size += text.length + gap.length;
    this.#ends.push(this.#size);
    if (this.#size >= readAtOnce) {
      this.#readTexts();
    }
  }

  #readTexts(): void {
    const text = this.#texts.join(gap);
    this.#makeRoom(text.length, this.#ends.length);
    this.#units.read(text);
    const { bytes, view } = this.#units;
    const pool = this.#pool;
    let at = 0;
    for (const end of this.#ends) {
      while (at < end) {
        if ((bytes[at] ?? 0) < firstDigit) {
          at++;
          continue;
        }
        const from = at;
        let hash = startHash;
        let four = view.getInt32(at, true);
        let behind = wordBytes(four, lettersOf(four)) ^ highBits;
        while (behind === 0) {
          hash = addLetters(hash, four | small);
          at += 4;
          four = view.getInt32(at, true);
          behind = wordBytes(four, lettersOf(four)) ^ highBits;
        }
        const own = bytesBelow(behind);
        hash = own === 0 ? hash : addLetters(hash, (four | small) & own);
        at += (31 - Math.clz32(behind & -behind)) >> 3;
        const stop = bytes[at] ?? 0;
        if (stop >= 0x80 || stop === dot) {
          at = this.#readWord(text, from);
        } else if (at === from) {
          at++;
        } else {
          let to = this.#starts[this.#words] ?? 0;
          for (let i = from; i < at; i++) {
            pool[to++] = (bytes[i] ?? 0) | 0x20;
          }
          this.#read[this.#length++] = this.#wordOf(at - from, mix(hash));
        }
      }
      this.#sequences[++this.#count] = this.#length;
    }
    this.#texts.length = 0;
    this.#ends.length = 0;
    this.#size = 0;
  }

  /** Reads what begins at `from` letter by letter, as units that are no ASCII and dots ask for. Gives where to go on. */
  #readWord(text: string, from: number): number {
    if ((entryOf(text.charCodeAt(from)) & unitMask.letter) === 0) {
      return from + 1;
    }
    const end = wordEnd(text, from);
    const start = this.#starts[this.#words] ?? 0;
    let to = start;
    for (let at = from; at < end; at++) {
      const entry = entryOf(text.charCodeAt(at));
      if ((entry & unitMask.letter) !== 0) {
        const folded = entry & unitMask.folded;
        const ligature = ligatureOf(folded);
        this.#pool[to++] = ligature === '' ? folded : ligature.charCodeAt(0);
        for (let i = 1; i < ligature.length; i++) {
          this.#pool[to++] = ligature.charCodeAt(i);
        }
      }
    }
    this.#read[this.#length++] = this.#wordOf(to - start, mix(addWord(startHash, this.#pool, start, to)));
    return end;
  }

  /** The number of the word whose units have been put behind the pool. */
  #wordOf(length: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let known = this.#slots[slot] ?? 0; known > 0; known = this.#slots[slot] ?? 0) {
      if (this.#hashes[known - 1] === hash && this.#isLast(known - 1, length)) {
        return known - 1;
      }
      slot = (slot + 1) & mask;
    }
    const word = this.#words++;
    this.#starts[word + 1] = (this.#starts[word] ?? 0) + length;
    this.#hashes[word] = hash;
    this.#slots[slot] = word + 1;
    return word;
  }

  /** Whether a word is the same as the one behind the pool. */
  #isLast(word: number, length: number): boolean {
    const start = this.#starts[word] ?? 0;
    if ((this.#starts[word + 1] ?? 0) - start !== length) {
      return false;
    }
    const last = this.#starts[this.#words] ?? 0;
    let i = 0;
    while (i < length && this.#pool[start + i] === this.#pool[last + i]) {
      i++;
    }
    return i === length;
  }

  /** Lets all arrays be large enough for a text of so many units that ends so many sequences. */
  #makeRoom(units: number, sequences: number): void {
    // Ideographs are words without anything between them, and a ligature is three letters at most.
    this.#pool = withRoom(this.#pool, (this.#starts[this.#words] ?? 0) + units * 3);
    this.#read = withRoom(this.#read, this.#length + units);
    this.#sequences = withRoom(this.#sequences, this.#count + sequences + 1);
    this.#starts = withRoom(this.#starts, this.#words + units + 1);
    this.#hashes = withRoom(this.#hashes, this.#words + units);
    if ((this.#words + units) * 2 > this.#slots.length) {
      this.#rehash(powerOfTwo((this.#words + units) * 2));
    }
  }

  #rehash(size: number): void {
    const slots = new Uint32Array(size);
    const mask = size - 1;
    for (let word = 0; word < this.#words; word++) {
      let slot = (this.#hashes[word] ?? 0) & mask;
      while (slots[slot] !== 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = word + 1;
    }
    this.#slots = slots;
  }

  /** The different words in their order, and all sequences, each word by its rank. Ends the collecting. */
  sorted(): { readonly words: SortedWords; readonly read: Sequences<Uint32Array> } {
    this.#readTexts();
    const words = { values: this.#pool, starts: this.#starts.subarray(0, this.#words + 1) };
    const order = sequenceOrder(words, 1, lastOfAscii);
    const ranks = new Uint32Array(this.#words);
    for (let rank = 0; rank < order.length; rank++) {
      ranks[order[rank] ?? 0] = rank;
    }
    const values = this.#read.subarray(0, this.#length);
    for (let i = 0; i < values.length; i++) {
      values[i] = ranks[values[i] ?? 0] ?? 0;
    }
    return {
      words: new SortedWords(gathered(words, order, Uint16Array)),
      read: { values, starts: this.#sequences.subarray(0, this.#count + 1) },
    };
  }
}

/** Different words in the order of their units; a word's rank is its place among them. */
export class SortedWords {
  readonly #units: Uint16Array;
  readonly #starts: Uint32Array;

  constructor({ values, starts }: Sequences<Uint16Array>) {
    this.#units = values;
    this.#starts = starts;
  }

  get size(): number {
    return this.#starts.length - 1;
  }

  /** The rank of the first word that is not before the text. */
  from(text: string): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, text) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The rank behind the last word that begins with the text. */
  behind(text: string): number {
    return this.from(`${text}\uffff`);
  }

  /** The rank of the word, or -1. */
  rankOf(text: string): number {
    const rank = this.from(text);
    return rank < this.size && this.#compare(rank, text) === 0 ? rank : -1;
  }

  #compare(rank: number, text: string): number {
    const start = this.#starts[rank] ?? 0;
    const length = (this.#starts[rank + 1] ?? 0) - start;
    const shared = Math.min(length, text.length);
    for (let i = 0; i < shared; i++) {
      const difference = (this.#units[start + i] ?? 0) - text.charCodeAt(i);
      if (difference !== 0) {
        return difference;
      }
    }
    return length - text.length;
  }
}

/** Values under keys, both numbers, as they are collected. */
export class Pairs {
  /** Of each key the value that was added last, plus one. */
  readonly #last: Uint32Array;
  /** A key and its value, pair by pair. */
  #pairs = new Uint32Array(1 << 12);
  #length = 0;

  /** Keys are below `keys`. */
  constructor(keys: number) {
    this.#last = new Uint32Array(keys);
  }

  /** A value that under its key follows itself counts once. */
  add(key: number, value: number): void {
    if (this.#last[key] === value + 1) {
      return;
    }
    this.#last[key] = value + 1;
    if (this.#length === this.#pairs.length) {
      this.#pairs = grown(this.#pairs);
    }
    this.#pairs[this.#length++] = key;
    this.#pairs[this.#length++] = value;
  }

  /** The values of each key, in the order of their coming. */
  grouped(): Sequences<Uint32Array> {
    const keys = this.#last.length;
    const starts = new Uint32Array(keys + 1);
    for (let i = 0; i < this.#length; i += 2) {
      const key = this.#pairs[i] ?? 0;
      starts[key + 1] = (starts[key + 1] ?? 0) + 1;
    }
    for (let key = 0; key < keys; key++) {
      starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
    }
    const next = starts.slice();
    const values = new Uint32Array(this.#length / 2);
    for (let i = 0; i < this.#length; i += 2) {
      const key = this.#pairs[i] ?? 0;
      const at = next[key] ?? 0;
      values[at] = this.#pairs[i + 1] ?? 0;
      next[key] = at + 1;
    }
    return { values, starts };
  }
}

/** What is above this unit in a folded word is none of ASCII. */
const lastOfAscii = 0x7a;
/** Up to here every whole number can be told from the next. */
const wholeNumbers = 2 ** 53;

/**
 * Every `step`-th of some sequences, counted among those, in the order of their values, as texts are ordered; equal ones
 * in that of `tie`.
 *
 * Sorting by a function asks it a dozen times for each of ten thousand; numbers are sorted without one. So the first
 * values of a sequence are made one number together with its own, and the function is asked only where those values are
 * the same. Values above `largest` are all alike in it, and what stands behind one is left out.
 */
export function sequenceOrder(
  sequences: Sequences<Uint16Array | Uint32Array>,
  step: number,
  largest: number,
  tie: (a: number, b: number) => number = () => 0,
): Uint32Array {
  const { values, starts } = sequences;
  const count = (starts.length - 1) / step;
  const scale = 2 ** (32 - Math.clz32(count));
  // A digit is 0 behind the end of a sequence, and the last one for all values above the largest.
  const last = largest + 2;
  let digits = 0;
  for (let reach = (last + 1) * scale; reach <= wholeNumbers; reach *= last + 1) {
    digits++;
  }
  const keys = new Float64Array(count);
  for (let of = 0; of < count; of++) {
    let at = starts[of * step] ?? 0;
    let end = starts[of * step + 1] ?? 0;
    let key = 0;
    for (let i = 0; i < digits; i++) {
      let digit = at < end ? (values[at++] ?? 0) + 1 : 0;
      if (digit >= last) {
        digit = last;
        end = at;
      }
      key = key * (last + 1) + digit;
    }
    keys[of] = key * scale + of;
  }
  keys.sort();
  const order = new Uint32Array(count);
  const compare = (a: number, b: number): number => compareSequences(sequences, a * step, b * step) || tie(a, b);
  let from = 0;
  let before = -1;
  for (let i = 0; i < count; i++) {
    const both = keys[i] ?? 0;
    const key = Math.floor(both / scale);
    order[i] = both - key * scale;
    if (key !== before) {
      sortBetween(order, from, i, compare);
      from = i;
      before = key;
    }
  }
  sortBetween(order, from, count, compare);
  return order;
}

function sortBetween(order: Uint32Array, from: number, to: number, compare: (a: number, b: number) => number): void {
  if (to - from > 1) {
    order.subarray(from, to).sort(compare);
  }
}

function compareSequences({ values, starts }: Sequences<Uint16Array | Uint32Array>, a: number, b: number): number {
  const ofA = starts[a] ?? 0;
  const ofB = starts[b] ?? 0;
  const lengthA = (starts[a + 1] ?? 0) - ofA;
  const lengthB = (starts[b + 1] ?? 0) - ofB;
  const shared = Math.min(lengthA, lengthB);
  for (let i = 0; i < shared; i++) {
    const difference = (values[ofA + i] ?? 0) - (values[ofB + i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return lengthA - lengthB;
}

/** Some sequences in an order of their own, in an array of the given kind. */
export function gathered<T extends Uint16Array | Uint32Array>(
  { values, starts }: Sequences<Uint16Array | Uint32Array>,
  order: Uint32Array,
  Values: new (length: number) => T,
): Sequences<T> {
  let length = 0;
  for (const of of order) {
    length += (starts[of + 1] ?? 0) - (starts[of] ?? 0);
  }
  const inOrder = new Values(length);
  const startsInOrder = new Uint32Array(order.length + 1);
  length = 0;
  for (let place = 0; place < order.length; place++) {
    const of = order[place] ?? 0;
    const end = starts[of + 1] ?? 0;
    for (let at = starts[of] ?? 0; at < end; at++) {
      inOrder[length++] = values[at] ?? 0;
    }
    startsInOrder[place + 1] = length;
  }
  return { values: inOrder, starts: startsInOrder };
}

function grown<T extends Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(array: T): T {
  return withRoom(array, array.length * 2);
}

/** The array, or where it is shorter than `length` one that is not. */
function withRoom<T extends Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(array: T, length: number): T {
  if (length <= array.length) {
    return array;
  }
  const larger = new (array.constructor as new (length: number) => T)(powerOfTwo(length));
  larger.set(array);
  return larger;
}
