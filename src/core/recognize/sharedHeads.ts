/**
 * Names that share their end: what joins "North" to "South Korea", "Greek" to "Turkish Cypriots", and in "First, Third
 * and Fourth Geneva Convention" each to the next.
 */

import { classOf, isWordClass, unitClass, wordEnd } from './fold.js';
import { foldedWord } from './surroundings.js';
import { otherByte } from './units.js';

/** How many words may stand before the name whose end they share; each costs a look at what stands behind it. */
export const mostSharing = 4;

/** Blanks, or the break of a line with the marks of a quotation; counted, as a text may have a megabyte of them. */
const gap = String.raw`(?:[ \t\u00a0]{1,9}|[ \t\u00a0]{0,9}\r?\n(?:[ \t]{0,3}>){0,5}[ \t]{0,9})`;
const joint = new RegExp(
  String.raw`(?:['\u2019]s)?[*_]{0,3}(?:\[\^[^\]\n]{1,40}\])?-?(?:,?${gap}(?:and/or|and|or|nor|&|versus|vs\.?|as${gap}well${gap}as)${gap}|,${gap}|[/\u2013-])[*_]{0,3}`,
  'iy',
);

/** Where the word begins to which the one before an offset is joined; a comma joins too: "North, South Korea sign". */
export function jointEnd(text: string, at: number): number | undefined {
  joint.lastIndex = at;
  const match = joint.exec(text);
  return match === null ? undefined : at + match[0].length;
}

/** The bytes with which what joins begins, blanks left out; a dash is none of ASCII. */
const joining = new Uint8Array(0x100);
for (const sign of "aAoOnNvV&/-*_[',\t\r\n") {
  joining[sign.charCodeAt(0)] = 1;
}
joining[otherByte] = 1;
const blank = 0x20;
const comma = 0x2c;

/** Behind "North," goes on what it would be joined to: "South Korea", "Central and". Few commas are such. */
function commaMayJoin(bytes: Uint8Array, at: number): boolean {
  let end = at + 2;
  if (!isCapital(bytes[end] ?? 0)) {
    return false;
  }
  while ((bytes[end] ?? 0) > 0x40) {
    end++;
  }
  const next = bytes[end + 1] ?? 0;
  return bytes[end] === blank && (isCapital(next) || next === 0x61 || next === 0x6f);
}

/** Whether a byte may be that of a capital. */
function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte !== 0x7f && (byte & 0x20) === 0;
}

/** Whether the signs behind a word may join it to the next one; nearly none do. */
export function mayJoin(bytes: Uint8Array, end: number): boolean {
  let at = end;
  while (bytes[at] === blank) {
    at++;
  }
  const sign = bytes[at] ?? 0;
  return joining[sign] === 1 && (sign !== comma || commaMayJoin(bytes, at));
}

/** How far apart two words are that " and " joins. */
export const andLength = 5;

/** Whether it stands before a word. */
export function isAfterAnd(text: string, start: number): boolean {
  return text.startsWith(' and ', start - andLength) || text.startsWith(' AND ', start - andLength);
}

/** The words of a stretch, folded, with single blanks between them. */
export function foldWords(text: string, from: number, to: number): string {
  const words: string[] = [];
  let at = from;
  while (at < to) {
    if (!isWordClass(classOf(text.charCodeAt(at)))) {
      at++;
      continue;
    }
    const end = wordEnd(text, at, to);
    words.push(foldedWord(text, { start: at, end }));
    at = end;
  }
  return words.join(' ');
}

/** A name in the plural: "African Development Banks". */
interface PluralName {
  readonly end: number;
  /** Its last words in the singular, folded: "development bank". */
  readonly tail: string;
}

/** What may be names in the plural that begin with the word before `headEnd`, the shortest first. */
export function* pluralsAt(text: string, headEnd: number, limit: number): Generator<PluralName> {
  let at = headEnd;
  let before = '';
  for (let words = 0; words < mostTail; words++) {
    const start = text.charCodeAt(at) === blank ? at + 1 : limit;
    if (start >= limit || classOf(text.charCodeAt(start)) !== unitClass.upper) {
      return;
    }
    const end = wordEnd(text, start, limit);
    const word = foldedWord(text, { start, end });
    if (word.length > 3 && word.endsWith('s')) {
      yield { end, tail: before + (word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1)) };
    }
    before += `${word} `;
    at = end;
  }
}

/** How many words two names may share. */
const mostTail = 4;
