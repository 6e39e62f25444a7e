/**
 * Patterned names: Security Council resolutions.
 *
 * Nobody lists "UNSCR 2270", "S/RES/2270 (2016)" and "resolutions 1718 (2006), 1874 (2009) and 2094 (2013)" in a
 * record. Its symbol says the number and the year, and the forms follow from these. In a list that begins in the middle
 * of a sentence, "resolutions, including 825 (1993)" or "resolutions on the matter, in particular 1540 (2004)", the year
 * that the record gives says that the number is a resolution's. Of a range, "resolutions 1718-2397", both ends are named;
 * two numbers that may be years, "resolutions 1970-1985", are years unless each has its own behind it.
 */

import type { Entity } from '../knowledge/model.js';

export interface NumberedResolution {
  readonly entity: number;
  readonly year: string;
}

const symbol = /^S\/RES\/(\d{1,4})\s*\((\d{4})\)$/;

/** Resolutions with their numbers, of which several records may have the same. */
export type NumberedResolutions = readonly (readonly [number: string, resolution: NumberedResolution])[];

/** The resolutions among some entities. */
export function numberedResolutions(entities: readonly Entity[]): NumberedResolutions {
  return entities.flatMap((entity, index) => {
    const match = entity.symbol === undefined ? null : symbol.exec(entity.symbol);
    return match?.[1] === undefined || match[2] === undefined
      ? []
      : [[match[1], { entity: index, year: match[2] }] as const];
  });
}

export interface ResolutionMention {
  readonly start: number;
  readonly end: number;
  readonly entity: number;
}

/** Blanks, or the break of a line with the marks of a quotation. Counted: of a megabyte of them, every split would be tried. */
const gap = String.raw`(?:[ \t\u00a0]{0,9}\r?\n(?:[ \t]{0,3}>){1,5}[ \t]{0,9}|\s{0,9})`;
const someGap = String.raw`(?=[\s\u00a0])${gap}`;
const year = String.raw`(?:${gap}\((?<year>\d{4})\))?`;
/**
 * In emphasis or a link, since briefings link each number to its text. In brackets without a target it is a note's.
 * Not half of a longer number, of "1718x1080" or "1540s"; nor the Assembly's: "68/262" by session, before 1976 "1514 (XV)"
 * and "3201 (S-VI)", in parts "2202 A (XXI)" and "2202 A".
 */
const session = String.raw`\s{0,9}\((?:E?S-(?:[IVXL]+|\d{1,2})|[IVXL]+)(?:-[A-Z])?\)`;
const part = String.raw`[ \t\u00a0]{1,3}[A-HJ-Z](?![\p{L}\d.'\u2019-]|[ \t\u00a0]\p{Lu}{2})`;
const number = String.raw`(?:\[(?=[^[\]\n]{1,20}\]\())?[*_]{0,3}(?!\d\d?\/\d)(?<number>\d{1,4})(?![\p{L}\d]|[.,]\d|${session}|${part}|[ \t\u00a0]{1,3}[A-Z]{1,2}${session})`;
/** What closes the number before: emphasis, the target of its link, notes and keys. */
const closing = String.raw`[*_]{0,3}(?:\]\((?:[^()\n]|\([^()\n]{0,99}\)){0,300}\))?(?:\s?\[[\^@][^\]\n]{1,100}\]){0,3}`;
const and = String.raw`(?:and|AND|or|OR|as${someGap}well${someGap}as)`;
const through = String.raw`(?<range>[-\u2010-\u2013]|${someGap}(?:to|through)(?=[\s\u00a0]))`;
const firstNumber = new RegExp(
  `(?:${gap}\\((?:UN)?SCRs?\\))?${gap}(?:/|-|–)?${gap}(?:[Nn](?:os?|umbers?)\\.?${gap})?${number}${year}`,
  'uy',
);
const furtherNumber = new RegExp(
  `${closing}${gap}(?:,|,?${someGap}${and}|&|;|/|${through})${gap}(?:(?:UNSCR|SCR|S/RES/)${gap})?${number}${year}`,
  'uy',
);
const yearOfRange = String.raw`(?:19[4-9]|20[0-4])\d`;
const rangeOfYears = new RegExp(
  String.raw`${yearOfRange}(?:${gap}[-\u2010-\u2013]${gap}|${someGap}(?:to|through)${someGap})${yearOfRange}(?!\d|${gap}\()`,
  'y',
);
/** The first number of a list that does not follow at once; its year must stand behind it. */
const laterNumber = /[^\n.;\d]{0,80}?(?<![\d./-])(?<number>\d{1,4})\s{0,9}\((?<year>\d{4})\)/y;
/** Bodies that number resolutions of their own; of acronyms, all but those that may stand before the Council's. */
const otherBody =
  /(?:[Ss]creen|[Dd]isplay|[Ii]mage|[Pp]ixel|Assembly|House|Senate|Joint|Concurrent|(?:Rights|Social|European|[A-Z]{2,5})\s+Council|Board|Committee|Parliament|Congress|(?<![\p{L}\p{N}])(?!(?:UN|UNSC|SC|DPRK|ROK|US)\s)[A-Z]{2,6})[\s>]+$/u;
/** The same behind the number: "resolution 1718 of the Parliamentary Assembly". */
const ofOtherBody =
  /^\s{1,3}(?:\(\d{4}\)\s)?of\sthe\s(?:Parliamentary|General|Human|European|Federal|National|House|Senate|Congress|Assembly)/;
const council = /(?:(?:UN|U\.N\.|United[\s>]+Nations)[\s>]+)?Security[\s>]+Council[\s>]+$/;

/**
 * The resolutions named from a word such as "resolution" or "UNSCR" on. The mention of a single one takes that word
 * and the Council in front of it; in a list, each is its own number.
 */
export function resolutionsAt(
  text: string,
  start: number,
  wordEnd: number,
  byNumber: ReadonlyMap<string, NumberedResolution>,
): readonly ResolutionMention[] {
  const word = text.slice(start, wordEnd);
  const lead = text.slice(Math.max(0, start - 40), start);
  // In a line of capitals every word looks like an acronym.
  if (/^[Rr]es/.test(word) && otherBody.test(lead)) {
    return [];
  }
  const found: ResolutionMention[] = [];
  const plural = /s$/i.test(word) && !/res$/i.test(word);
  // "Res." is shortened with a dot; any other dot ends the sentence.
  let at = /res$/i.test(word) && text.charAt(wordEnd) === '.' ? wordEnd + 1 : wordEnd;
  let match = matchAt(firstNumber, text, at) ?? (plural ? matchAt(laterNumber, text, at) : null);
  let before = 0;
  for (let first = true; match !== null; first = false) {
    const [all] = match;
    const { number = '', year, range } = match.groups ?? {};
    const place = at + numberIn(all, number, year);
    if (range !== undefined ? !plural || Number(number) <= before : matchAt(rangeOfYears, text, place) !== null) {
      return found;
    }
    before = Number(number);
    const end = at + all.length;
    const resolution = ofOtherBody.test(text.slice(end, end + 40)) ? undefined : byNumber.get(number);
    if (resolution !== undefined && (year === undefined || year === resolution.year)) {
      const isAlone = first && !plural && !all.includes('[');
      found.push({
        start: isAlone ? start - (council.exec(lead)?.[0].length ?? 0) : place,
        end,
        entity: resolution.entity,
      });
    } else if (found.length === 0 && !plural) {
      return found;
    }
    at = end;
    match = matchAt(furtherNumber, text, at);
  }
  return found;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Where the number stands in what was matched; the year behind it may hold the same digits. */
function numberIn(all: string, number: string, year: string | undefined): number {
  return (year === undefined ? all : all.slice(0, all.lastIndexOf('('))).lastIndexOf(number);
}
