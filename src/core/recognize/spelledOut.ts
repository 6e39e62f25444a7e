/**
 * Acronyms that a text spells out itself: "the African Development Bank (ADB)" says that ADB is not the Asian one in this
 * text, whatever the records have.
 */

import type { Entity } from '../knowledge/model.js';
import { classOf, foldText, isWordClass, unitClass } from './fold.js';

/** What a block says of an acronym stands among its watched forms, far below them and what it says of people. */
const lowest = -(2 ** 40);

/** A block spells the acronym of a form out: as a record of it has it, or as none has it. */
export const spelled = (form: number, as: 'record' | 'other'): number => lowest - 2 * form - (as === 'record' ? 0 : 1);

/** The forms that a document spells out, and never as a record has them. */
export function formsOfOthers(counts: ReadonlyMap<number, number>): ReadonlySet<number> {
  const others = [...counts.keys()].filter(key => key <= lowest && key % 2 !== 0 && !counts.has(key + 1));
  return new Set(others.map(key => (lowest - key - 1) / 2));
}

const shortestAcronym = 3;
const longestAcronym = 8;
/** How far before a bracket its words may begin. */
const reach = 120;

interface Spelled {
  readonly acronym: string;
  /** Where the bracket stands. */
  readonly at: number;
  readonly words: readonly string[];
}

/** The acronyms in brackets or before them, with the words on the other side of which they are the initials. */
export function spelledOut(text: string): readonly Spelled[] {
  const found: Spelled[] = [];
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
    const { acronym, words } = inBrackets(text, at) ?? beforeBrackets(text, at) ?? { acronym: '', words: [] };
    if (words.length > 0) {
      found.push({ acronym, at, words });
    }
  }
  return found;
}

/** "African Development Bank (ADB)". */
function inBrackets(text: string, at: number): Omit<Spelled, 'at'> | undefined {
  let end = at + 1;
  while (end - at <= longestAcronym && classOf(text.charCodeAt(end)) === unitClass.upper) {
    end++;
  }
  if (end - at <= shortestAcronym || text.charAt(end) !== ')') {
    return undefined;
  }
  const acronym = text.slice(at + 1, end);
  return { acronym, words: initialed(text.slice(startOfPart(text, at), at), acronym) };
}

/** "ADB (African Development Bank)". */
function beforeBrackets(text: string, at: number): Omit<Spelled, 'at'> | undefined {
  const end = text.charAt(at - 1) === ' ' ? at - 1 : at;
  let start = end;
  while (end - start <= longestAcronym && classOf(text.charCodeAt(start - 1)) === unitClass.upper) {
    start--;
  }
  const close = end - start < shortestAcronym ? -1 : text.slice(at + 1, at + reach).indexOf(')');
  if (close < 0 || end - start > longestAcronym || isWordClass(classOf(text.charCodeAt(start - 1)))) {
    return undefined;
  }
  const acronym = text.slice(start, end);
  const inside = text.slice(at + 1, at + 1 + close);
  const words = initialed(inside, acronym);
  return inside.startsWith(words[0] ?? '') ? { acronym, words } : undefined;
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
