/**
 * Acronyms that a text spells out itself: "the African Development Bank (ADB)" says that ADB is not the Asian one in this
 * text, whatever the records have.
 */

import type { Entity } from '../knowledge/model.js';
import { foldText } from './fold.js';

/** What a block says of an acronym stands among its watched forms, far below them and what it says of people. */
const lowest = -(2 ** 40);

/** A block spells the acronym of a form out: as a record of it has it, or as none has it. */
export const spelled = (form: number, as: 'record' | 'other'): number => lowest - 2 * form - (as === 'record' ? 0 : 1);

/** The forms that a document spells out, and never as a record has them. */
export function formsOfOthers(counts: ReadonlyMap<number, number>): ReadonlySet<number> {
  const others = [...counts.keys()].filter(key => key <= lowest && key % 2 !== 0 && !counts.has(key + 1));
  return new Set(others.map(key => (lowest - key - 1) / 2));
}

/** The acronyms in brackets, where they stand, and the words before of which they are the initials. */
export function spelledOut(text: string): readonly { acronym: string; at: number; words: readonly string[] }[] {
  const found = text.includes('(') ? text.matchAll(/\((\p{Lu}{3,8})\)/gu) : [];
  return [...found].flatMap(({ 1: acronym = '', index: at }) => {
    const before = text.slice(Math.max(0, at - 120), at).replace(/.*[.;:!?()]/su, '');
    const words = initialed(before, acronym);
    return words.length === 0 ? [] : [{ acronym, at, words }];
  });
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
