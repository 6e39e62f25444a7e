/**
 * Acronyms that a text spells out itself: "the African Development Bank (ADB)" says that ADB is not the Asian one in this
 * text, whatever the records have.
 */

import type { Entity } from '../knowledge/model.js';
import { classOf, foldText, unitClass } from './fold.js';

/** What a block says of an acronym stands among its watched forms, far below them and what it says of people. */
const lowest = -(2 ** 40);

/** A block spells the acronym of a form out: as a record of it has it, or as none has it. */
export const spelled = (form: number, as: 'record' | 'other'): number => lowest - 2 * form - (as === 'record' ? 0 : 1);

/** The forms that a document spells out, and never as a record has them. */
export function formsOfOthers(counts: ReadonlyMap<number, number>): ReadonlySet<number> {
  const others = [...counts.keys()].filter(key => key <= lowest && key % 2 !== 0 && !counts.has(key + 1));
  return new Set(others.map(key => (lowest - key - 1) / 2));
}

const longestAcronym = 8;
/** How far before a bracket its words may begin. */
const reach = 120;

/** The acronyms in brackets, where they stand, and the words before of which they are the initials. */
export function spelledOut(text: string): readonly { acronym: string; at: number; words: readonly string[] }[] {
  const found: { acronym: string; at: number; words: readonly string[] }[] = [];
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
    let end = at + 1;
    while (end - at <= longestAcronym && classOf(text.charCodeAt(end)) === unitClass.upper) {
      end++;
    }
    if (end - at > 3 && text.charAt(end) === ')') {
      const acronym = text.slice(at + 1, end);
      const words = initialed(text.slice(startOfPart(text, at), at), acronym);
      if (words.length > 0) {
        found.push({ acronym, at, words });
      }
    }
  }
  return found;
}

const endsPart = new Set(Array.from('.;:!?()', sign => sign.charCodeAt(0)));

/** Where the part of the sentence begins that ends at an offset. */
function startOfPart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < reach && !endsPart.has(text.charCodeAt(start - 1))) {
    start--;
  }
  return start;
}

/**
 * Whether a record has an acronym for such words. In "World Health Organisation" it has, though the record writes a z; of
 * the two Development Banks the first word tells. What cannot be told counts as if it had.
 */
export function isSpelledAs({ names }: Entity, acronym: string, words: readonly string[]): boolean {
  const own = names.map(({ text }) => initialed(text, acronym)).filter(({ length }) => length > 0);
  return (
    own.length === 0 ||
    own.some(others => {
      const alike = others.map((word, i) => foldText(word).slice(0, 4) === foldText(words[i] ?? '').slice(0, 4));
      return alike[0] === true && alike.filter(Boolean).length * 2 >= alike.length;
    })
  );
}

const links = new Set(['and', 'for', 'in', 'of', 'on', 'the', 'to']);

/** The last words of a text whose initials an acronym is, with those that link them or without. */
function initialed(text: string, acronym: string): readonly string[] {
  const words = text.match(/\p{L}[\p{L}\p{M}'\u2019]*/gu) ?? [];
  const run = words.slice(words.findLastIndex(word => !/^\p{Lu}/u.test(word) && !links.has(word)) + 1);
  const both = [run.filter(word => !links.has(word)), run].map(list => list.slice(-acronym.length));
  return both.find(list => list.map(word => word.charAt(0).toUpperCase()).join('') === acronym) ?? [];
}
