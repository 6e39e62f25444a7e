/**
 * Words with the places where they stand, as they are collected for an index: a table of hashes over folded units, so
 * that a word that has been met is found again without making a text of it.
 */

import { foldInto, FoldedUnits, isSeparator } from '../recognize/fold.js';
import { addWord, mix, startHash } from '../recognize/hash.js';

export class WordPostings {
  readonly #folded = new FoldedUnits();
  /** The units of all different words, one after the other. */
  #pool = new Uint16Array(1 << 14);
  #starts = new Uint32Array(1 << 11);
  /** Of each word the posting that was added last, plus one. */
  #last = new Uint32Array(1 << 11);
  /** Word numbers plus one. */
  #slots = new Uint32Array(1 << 12);
  #words = 0;
  /** Pairs of a word's number and a posting. */
  #pairs = new Uint32Array(1 << 14);
  #length = 0;

  /** Adds the words of a text; a posting that follows itself counts once. */
  add(text: string, posting: number): void {
    this.addWords(this.wordsOf(text), posting);
  }

  addWords(words: readonly number[], posting: number): void {
    for (const word of words) {
      this.#push(word, posting);
    }
  }

  /** The numbers of a text's words; for texts that are added more than once. */
  wordsOf(text: string): readonly number[] {
    const folded = this.#folded;
    foldInto(text, folded);
    const { units, length } = folded;
    const words: number[] = [];
    let from = 0;
    for (let i = 0; i <= length; i++) {
      if (i < length && !isSeparator(units[i] ?? 0)) {
        continue;
      }
      if (i > from) {
        words.push(this.#wordOf(units, from, i));
      }
      from = i + 1;
    }
    return words;
  }

  #push(word: number, posting: number): void {
    if (this.#last[word] === posting + 1) {
      return;
    }
    this.#last[word] = posting + 1;
    if (this.#length * 2 === this.#pairs.length) {
      this.#pairs = grown(this.#pairs);
    }
    this.#pairs[this.#length * 2] = word;
    this.#pairs[this.#length * 2 + 1] = posting;
    this.#length++;
  }

  #wordOf(units: readonly number[], from: number, to: number): number {
    const mask = this.#slots.length - 1;
    let slot = mix(addWord(startHash, units, from, to)) & mask;
    for (let known = this.#slots[slot] ?? 0; known > 0; known = this.#slots[slot] ?? 0) {
      if (this.#reads(known - 1, units, from, to)) {
        return known - 1;
      }
      slot = (slot + 1) & mask;
    }
    const start = this.#starts[this.#words] ?? 0;
    const word = this.#words++;
    while (start + to - from > this.#pool.length) {
      this.#pool = grown(this.#pool);
    }
    for (let i = from; i < to; i++) {
      this.#pool[start + i - from] = units[i] ?? 0;
    }
    if (this.#words + 1 >= this.#starts.length) {
      this.#starts = grown(this.#starts);
      this.#last = grown(this.#last);
    }
    this.#starts[this.#words] = start + to - from;
    this.#slots[slot] = word + 1;
    if (this.#words * 2 > this.#slots.length) {
      this.#rehash();
    }
    return word;
  }

  #reads(word: number, units: readonly number[], from: number, to: number): boolean {
    const start = this.#starts[word] ?? 0;
    if ((this.#starts[word + 1] ?? 0) - start !== to - from) {
      return false;
    }
    let i = from;
    while (i < to && this.#pool[start + i - from] === units[i]) {
      i++;
    }
    return i === to;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    for (let word = 0; word < this.#words; word++) {
      const hash = addWord(startHash, this.#pool, this.#starts[word] ?? 0, this.#starts[word + 1] ?? 0);
      let slot = mix(hash) & (slots.length - 1);
      while (slots[slot] !== 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = word + 1;
    }
    this.#slots = slots;
  }

  /** The words in order; the postings of word `i` are `starts[i]` to `starts[i + 1]`, in the order of their coming. */
  sorted(): { readonly words: readonly string[]; readonly starts: Uint32Array; readonly postings: Uint32Array } {
    const texts = Array.from({ length: this.#words }, (_, word) =>
      String.fromCharCode(...this.#pool.subarray(this.#starts[word] ?? 0, this.#starts[word + 1] ?? 0)),
    );
    const order = texts.map((text, word) => ({ text, word, key: sortKey(text) })).sort(byKeyThenText);
    const ranks = new Uint32Array(this.#words);
    for (const [rank, { word }] of order.entries()) {
      ranks[word] = rank;
    }
    const starts = new Uint32Array(this.#words + 1);
    for (let i = 0; i < this.#length; i++) {
      const rank = ranks[this.#pairs[i * 2] ?? 0] ?? 0;
      starts[rank + 1] = (starts[rank + 1] ?? 0) + 1;
    }
    for (let rank = 0; rank < this.#words; rank++) {
      starts[rank + 1] = (starts[rank + 1] ?? 0) + (starts[rank] ?? 0);
    }
    const next = starts.slice();
    const postings = new Uint32Array(this.#length);
    for (let i = 0; i < this.#length; i++) {
      const rank = ranks[this.#pairs[i * 2] ?? 0] ?? 0;
      const at = next[rank] ?? 0;
      postings[at] = this.#pairs[i * 2 + 1] ?? 0;
      next[rank] = at + 1;
    }
    return { words: order.map(({ text }) => text), starts, postings };
  }
}

/** A number that sorts as the first three units of a text do; most comparisons of texts need no more. */
export function sortKey(text: string): number {
  return ((text.charCodeAt(0) || 0) * 0x10000 + (text.charCodeAt(1) || 0)) * 0x10000 + (text.charCodeAt(2) || 0);
}

interface Sortable {
  readonly text: string;
  readonly key: number;
}

export function byKeyThenText(a: Sortable, b: Sortable): number {
  return a.key - b.key || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);
}

function grown<T extends Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}
