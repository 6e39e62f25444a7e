/**
 * Patterned names: Security Council resolutions.
 *
 * Nobody lists "UNSCR 2270", "S/RES/2270 (2016)" and "resolutions 1718 (2006), 1874 (2009) and 2094 (2013)" in a
 * record. Its symbol says the number and the year, and the forms follow from these.
 */

import type { Entity } from '../knowledge/model.js';

export interface NumberedResolution {
  readonly entity: number;
  readonly year: string;
}

const symbol = /^S\/RES\/(\d{1,4})\s*\((\d{4})\)$/;

/** The resolutions of a knowledge base by number. */
export function resolutionsByNumber(entities: readonly Entity[]): ReadonlyMap<string, NumberedResolution> {
  const byNumber = new Map<string, NumberedResolution>();
  entities.forEach((entity, index) => {
    const match = entity.symbol === undefined ? null : symbol.exec(entity.symbol);
    if (match?.[1] !== undefined && match[2] !== undefined) {
      byNumber.set(match[1], { entity: index, year: match[2] });
    }
  });
  return byNumber;
}

export interface ResolutionMention {
  readonly start: number;
  readonly end: number;
  readonly entity: number;
}

const firstNumber =
  /[\s\u00a0]*(?:\/|-|–)?[\s\u00a0]*(?:[Nn]os?\.?[\s\u00a0]*)?(\d{1,4})(?!\d|[.,]\d)(?:[\s\u00a0]*\((\d{4})\))?/y;
const furtherNumber =
  /[\s\u00a0]*(?:,|,?[\s\u00a0]+(?:and|or)|&|;)[\s\u00a0]*(\d{1,4})(?!\d|[.,]\d)(?:[\s\u00a0]*\((\d{4})\))?/y;
/** Bodies that number resolutions of their own. */
const otherBody = /(?:Assembly|House|Senate|Joint|Concurrent|Rights\s+Council|Board|Committee|Parliament)[\s\u00a0]+$/;
const council = /(?:(?:UN|U\.N\.|United[\s\u00a0]+Nations)[\s\u00a0]+)?Security[\s\u00a0]+Council[\s\u00a0]+$/;

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
  const before = text.slice(Math.max(0, start - 40), start);
  if (/^res/i.test(word) && otherBody.test(before)) {
    return [];
  }
  const found: ResolutionMention[] = [];
  const plural = /s$/i.test(word) && !/res$/i.test(word);
  let at = wordEnd;
  for (let pattern = firstNumber; ; pattern = furtherNumber) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const number = match?.[1];
    if (match === null || number === undefined) {
      return found;
    }
    const resolution = byNumber.get(number);
    const end = at + match[0].length;
    if (resolution !== undefined && (match[2] === undefined || match[2] === resolution.year)) {
      const numberStart = at + match[0].indexOf(number);
      const single = pattern === firstNumber && !plural;
      found.push({
        start: single ? start - (council.exec(before)?.[0].length ?? 0) : numberStart,
        end,
        entity: resolution.entity,
      });
    } else if (found.length === 0 && !plural) {
      return found;
    }
    at = end;
  }
}
