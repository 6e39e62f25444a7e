/**
 * Lines set in capitals, where an acronym that is also a word is read as the word: WHO IS TO BLAME; and headings, which
 * belong to the paragraph below them.
 */

import { unitMask, unitTable } from './fold.js';

/** A stretch of a text on a line, with whether it is a headline. */
export interface Headline {
  readonly from: number;
  readonly to: number;
  readonly is: boolean;
}

export const noHeadline: Headline = { from: 0, to: 0, is: false };

/** How far a line is looked at on either side, so that each costs the same however long it is. */
const reach = 400;
const lineBreak = 0x0a;
const inAlphabet = unitMask.lower | unitMask.upper | unitMask.uncased | unitMask.ideograph;

/**
 * The line around a place, as far as it is looked at. A row of acronyms, with signs between them, is no headline.
 *
 * @param units those of the text, of which `unitTable` knows all
 */
export function headlineAround(text: string, units: Uint16Array, at: number): Headline {
  let from = at;
  while (from > 0 && at - from < reach && units[from - 1] !== lineBreak) {
    from--;
  }
  const end = Math.min(text.length, at + reach);
  let to = from;
  let letters = 0;
  let capitals = 0;
  for (; to < end && (to < at || units[to] !== lineBreak); to++) {
    const entry = unitTable[units[to] ?? 0] ?? 0;
    letters += (entry & inAlphabet) === 0 ? 0 : 1;
    capitals += (entry & unitMask.upper) === 0 ? 0 : 1;
  }
  const is = letters > 6 && capitals >= letters * 0.7 && sentenceInCapitals.test(text.slice(from, to));
  return { from, to: to + 1, is };
}

/** Two words with nothing but a blank between; "and" makes a row too. */
const sentenceInCapitals = /(?<!\p{L})(?!(?:AND|OR)\s)\p{Lu}+[ \u00a0]+(?!(?:AND|OR)\s)\p{Lu}/u;

/** A line with `#`, or one or two of capitals alone that are no item of a list and no row of a table. */
const heading =
  /^[ \t]{0,3}(?:#{1,6}[ \t][^\n]{1,300}|(?![-+|>]|\*[ \t])[^\p{Ll}\n]{2,150}(?:\n[^\p{Ll}\n]{2,150})?)\s{2,}$/u;

/** Whether a paragraph, its blank line included, is a heading of the next one: two words at least, and no sentence. */
export function isHeading(paragraph: string): boolean {
  return (
    paragraph.length < 400 &&
    mayBeHeading(paragraph) &&
    heading.test(paragraph) &&
    !/\.["'\u201d\u2019*_)]{0,3}\s*$/.test(paragraph) &&
    /\p{Lu}[^\s]*\s+\S*\p{L}/u.test(paragraph)
  );
}

/** Every block is asked, and nearly all have a small letter in their first word. */
function mayBeHeading(paragraph: string): boolean {
  for (let at = 0; at < paragraph.length; at++) {
    const unit = paragraph.charCodeAt(at);
    if (unit === 0x23) {
      return true;
    }
    if (unit >= 0x61 && unit <= 0x7a) {
      return false;
    }
  }
  return true;
}

/** Acronyms of the records that are words too; only these are silent in a line of capitals. */
const words = new Set(
  (
    'WHO US IT AS IS IN ON AT OR AN AND ACT AID CARE CAR CAN START ECO ICE AIR ARM ART BIS IDA ARE FOR SALT SEAL CAP CAT APT ' +
    'MAP PACT SAFE STAR NO SO TO BE BY DO GO HE IF ME MY OF UP WE'
  ).split(' '),
);

/** Of these, the words before which there is no article: THE US is the country. */
const withoutArticle = new Set(
  'WHO US IT AS IS IN ON AT OR AN AND FOR NO SO TO BE BY DO GO HE IF ME MY OF UP WE'.split(' '),
);
const longest = Math.max(...[...words].map(word => word.length));

/** Where a clause begins: at the start of a line, perhaps behind its marks, and behind a sign that parts. */
const clauseStart = /(?:^|\n|[,;:/|("\u201c\u2018\u2013\u2014]|\s-)[#>*_\s]*$/;
const inCompound = /^(?:['\u2019]S\b|[-\u2010\u2011]\p{Lu})/u;

/** Whether an acronym at a place of a text is a word too, so that a headline would mean the word. */
export function mayBeWord(text: string, start: number, end: number): boolean {
  const word = end - start > longest ? '' : text.slice(start, end);
  const before = text.slice(Math.max(0, start - 12), start);
  return (
    words.has(word) &&
    !(withoutArticle.has(word) && /\bTHE\s$/.test(before)) &&
    // The pronoun begins nothing and owns nothing.
    !(
      word === 'US' &&
      (clauseStart.test(start > 12 ? `X${before}` : before) || inCompound.test(text.slice(end, end + 2)))
    )
  );
}
