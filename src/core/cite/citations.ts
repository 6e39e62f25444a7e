/**
 * Citations in a text, read as Pandoc reads them: `[@key, p. 3; see -@b]`, a bare `@key` and `@key [p. 3]`.
 *
 * A key begins with a letter, a digit or `_` and may hold single marks of `:.#$%&-+?<>~/` between letters, so that
 * `S/RES/2270` is a key and the full stop behind `@key.` is none of it; any other key stands in braces. An e-mail
 * address is no citation, nor is anything in code, in a link's address or behind a backslash.
 */

import { findRegions, isInside, type Regions } from '../recognize/regions.js';

export interface CitationMention {
  /** From the `-` or `@` to the end of the key or its locator; half-open, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The key alone, without `@` and braces. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly key: string;
  /** The place in the source, as written: `p. 3`, `paras. 4-6`, `00:12:30`. */
  readonly locator?: string;
  /** What stands before the key in its part of the brackets: `see`. */
  readonly prefix?: string;
  readonly suppressAuthor: boolean;
  /** Whether it stands in brackets. */
  readonly inCluster: boolean;
}

/** A key that is being written. */
export interface KeyAtCursor {
  /** The key alone, from its first letter to its last, behind the cursor too. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** The part before the cursor. */
  readonly typed: string;
  /** Whether it stands in brackets. */
  readonly inCluster: boolean;
}

const keyText = String.raw`[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*`;
const keyAt = new RegExp(String.raw`@(?:\{([^{}\s]+(?:\{[^{}\s]*\}[^{}\s]*)*)\}|(${keyText}))`, 'uy');
const plainKey = new RegExp(`^${keyText}$`, 'u');

const locatorLabel =
  String.raw`(?:pages?|pp?\.?|paragraphs?|paras?\.?|¶{1,2}|chapters?|chaps?\.?|ch\.|sections?|secs?\.?|§{1,2}|figures?|figs?\.?|` +
  String.raw`volumes?|vols?\.?|annex(?:es)?|app(?:endix|\.)|articles?|arts?\.?|books?|bk\.?|columns?|cols?\.?|folios?|fols?\.?|footnotes?|fn\.?|` +
  String.raw`issues?|lines?|ll?\.|notes?|nn?\.|nos?\.|numbers?|op\.|parts?|pts?\.?|slides?|tables?|tabs?\.|verses?|vv?\.|` +
  String.raw`timestamps?|time|at|min\.)`;
const locatorValue = String.raw`(?:\(?[A-Za-z]{0,3}[-.]?\d[\w.:/]*(?<![.:/])\)?|\(?[ivxlcdm]+\)?(?![\w]))`;
const locatorRange = String.raw`${locatorValue}(?:\s*[-\u2013\u2014]{1,2}\s*${locatorValue})?`;
const locatorList = String.raw`${locatorRange}(?:(?:,\s*|\s*&\s*|,?\s+and\s+)${locatorRange})*`;
/** Behind the key: a label with its numbers, bare numbers, or anything in braces. */
const locatorAt = new RegExp(
  String.raw`,?\s*(?:\{([^{}\n]*)\}|(${locatorLabel}\s*${locatorList}|${locatorList}(?![\p{L}\p{N}])))`,
  'uy',
);
const bracketedLocator = new RegExp(String.raw` ?\[(${locatorLabel}\s*${locatorList}|${locatorList})(?=[\],;])`, 'uy');

const farthestBracket = 2000;

export function findCitations(text: string, regions: Regions = findRegions(text)): readonly CitationMention[] {
  const citations: CitationMention[] = [];
  // Every citation key is a region without prose. A region that only contains an "@" is an e-mail address or code.
  for (let i = 0; i < regions.length; i += 2) {
    const start = regions[i] ?? 0;
    const suppressAuthor = text.charAt(start) === '-' && text.charAt(start + 1) === '@';
    const sign = suppressAuthor ? start + 1 : start;
    const touches = i > 0 && regions[i - 1] === start;
    if (text.charAt(sign) === '@' && !touches && mayStartAt(text, start)) {
      const citation = citationAt(text, start, sign);
      if (citation !== undefined) {
        citations.push(citation);
      }
    }
  }
  return citations;
}

function mayStartAt(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}@\\/:=&?#]/u.test(text.charAt(at - 1));
}

function citationAt(text: string, start: number, sign: number): CitationMention | undefined {
  const match = matchAt(keyAt, text, sign);
  if (match === undefined || text.charAt(sign + match[0].length) === '@') {
    return undefined;
  }
  const key = match[1] ?? match[2] ?? '';
  const keyStart = sign + (match[1] === undefined ? 1 : 2);
  const keyEnd = sign + match[0].length;
  const segment = segmentAround(text, start);
  const located = locatorOf(text, keyEnd, segment !== undefined);
  const prefix = segment === undefined ? '' : text.slice(segment, start).replace(/\s+/g, ' ').trim();
  return {
    start,
    end: located?.end ?? keyEnd,
    keyStart,
    keyEnd: keyStart + key.length,
    key,
    ...(located === undefined ? {} : { locator: located.locator }),
    ...(prefix === '' ? {} : { prefix }),
    suppressAuthor: sign > start,
    inCluster: segment !== undefined,
  };
}

/** In brackets the locator follows the key; a bare key may carry brackets of its own. */
function locatorOf(
  text: string,
  at: number,
  inCluster: boolean,
): { readonly locator: string; readonly end: number } | undefined {
  const match = matchAt(inCluster ? locatorAt : bracketedLocator, text, at);
  const locator = (match?.[1] ?? match?.[2])?.replace(/\s+/g, ' ').trim();
  if (match === undefined || locator === undefined || locator === '') {
    return undefined;
  }
  const end = at + match[0].length;
  return { locator, end: !inCluster && text.charAt(end) === ']' ? end + 1 : end };
}

/** Where the part of the brackets around `at` starts, behind `[` or `;`; brackets do not reach over a paragraph. */
function segmentAround(text: string, at: number): number | undefined {
  let segment: number | undefined;
  const from = Math.max(0, at - farthestBracket);
  for (let i = at - 1; i >= from; i--) {
    switch (text.charAt(i)) {
      case ';':
        segment ??= i + 1;
        break;
      case '[':
        return segment ?? i + 1;
      case ']':
        return undefined;
      case '\n':
        if (/^\n[ \t>]*\r?\n/.test(text.slice(i, i + 200))) {
          return undefined;
        }
    }
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** `[@key, para. 4]`, or `[@key]`; keys and locators that would end the brackets too early stand in braces. */
export function formatCitation(key: string, locator?: string): string {
  const written = plainKey.test(key) ? key : `{${key.replace(/[{}\s]+/g, '')}}`;
  const place = (locator ?? '').replace(/[\s[\]{}]+/g, ' ').trim();
  if (place === '') {
    return `[@${written}]`;
  }
  return `[@${written}, ${place.includes(';') ? `{${place}}` : place}]`;
}

const keyBefore = /(?:^|[^\p{L}\p{N}@\\/:=&?#.+%~])@(\{[^{}\s]*|[^\s[\]{}@;,()"“”]*)$/u;
const keyBehind = new RegExp(String.raw`[:.#$%&\-+?<>~/]?${keyText}|[:.#$%&\-+?<>~/](?=$)`, 'uy');

/**
 * The key in which the cursor stands: behind `[@`, behind `; @`, or in a bare `@key`; `undefined` anywhere else, in
 * code, in an e-mail address and behind `@@`, which asks for a name.
 */
export function clusterAt(text: string, offset: number): KeyAtCursor | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const match = keyBefore.exec(text.slice(Math.max(lineStart, offset - 500), offset));
  const written = match?.[1];
  if (written === undefined) {
    return undefined;
  }
  const sign = offset - written.length - 1;
  const regions = findRegions(text);
  const isKey = !isInside(regions, sign) || startsAt(regions, sign) || startsAt(regions, sign - 1);
  if (!isKey) {
    return undefined;
  }
  const inBraces = written.startsWith('{');
  const typed = inBraces ? written.slice(1) : written;
  const rest = inBraces
    ? (/^[^{}\s]*/.exec(text.slice(offset, offset + 500))?.[0].length ?? 0)
    : (matchAt(keyBehind, text, offset)?.[0].length ?? 0);
  return {
    keyStart: offset - typed.length,
    keyEnd: offset + rest,
    typed,
    inCluster: segmentAround(text, sign) !== undefined,
  };
}

function startsAt(regions: Regions, at: number): boolean {
  return at >= 0 && isInside(regions, at) && (at === 0 || !isInside(regions, at - 1));
}

/** The key being typed in brackets at the end of a line: behind `[@` or `; @`. */
export function keyBeingTyped(before: string): { readonly start: number; readonly typed: string } | undefined {
  const found = clusterAt(before, before.length);
  return found === undefined || !found.inCluster ? undefined : { start: found.keyStart, typed: found.typed };
}
