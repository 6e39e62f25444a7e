/** The place in a source that a citation gives: `p. 3`, `paras. 4-6`, `{Annex II}`, `00:12:30`. */

/** A locator as written, and where it stands. */
export interface Located {
  /** Without its braces, blanks made single. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** CSL's labels and what is written for them; the first that fits counts. */
const labels: readonly (readonly [label: string, pattern: string])[] = [
  ['page', String.raw`pages?|pp?\.?`],
  ['paragraph', String.raw`paragraphs?|paras?\.?|¶{1,2}`],
  ['chapter', String.raw`chapters?|chaps?\.?|chs?\.`],
  ['section', String.raw`sections?|secs?\.?|§{1,2}`],
  ['figure', String.raw`figures?|figs?\.?`],
  ['volume', String.raw`volumes?|vols?\.?`],
  ['appendix', String.raw`annex(?:es)?|app(?:endix|\.)`],
  ['article-locator', String.raw`articles?|arts?\.?`],
  ['book', String.raw`books?|bks?\.?`],
  ['column', String.raw`columns?|cols?\.?`],
  ['folio', String.raw`folios?|fols?\.?`],
  ['note', String.raw`footnotes?|fn\.?|notes?|nn?\.`],
  ['issue', 'issues?'],
  ['number', String.raw`nos?\.|numbers?`],
  ['line', String.raw`lines?|ll?\.`],
  ['opus', String.raw`op\.|opera|opus|opp\.`],
  ['part', String.raw`parts?|pts?\.?`],
  ['sub-verbo', String.raw`sub verbo|s\.vv?\.`],
  ['table', String.raw`tables?|tabs?\.`],
  ['verse', String.raw`verses?|vv?\.`],
  ['timestamp', String.raw`timestamps?|time|at|min\.`],
  ['slide', 'slides?'],
];
const label = `(?:${labels.map(([, pattern]) => pattern).join('|')})`;
const labelStart = labels.map(
  ([name, pattern]) =>
    [name, new RegExp(String.raw`^(?:${pattern})\s*(?=\(?(?:[A-Za-z]{0,3}[-.]?\d|[ivxlcdm]+\b))`)] as const,
);

/** CSL's label and the value; a bare number is a page, as for Pandoc. */
export function labelOf(locator: string): { readonly label: string; readonly value: string } {
  for (const [name, pattern] of labelStart) {
    const match = pattern.exec(locator);
    if (match !== null) {
      return { label: name, value: locator.slice(match[0].length) };
    }
  }
  return { label: 'page', value: locator };
}

const value = String.raw`(?:\(?[A-Za-z]{0,3}[-.]?\d[\w.:/]*(?<![.:/])\)?|\(?[ivxlcdm]+\)?(?![\w]))`;
const range = String.raw`${value}(?:\s*[-\u2013\u2014]{1,2}\s*${value})?`;
const list = String.raw`${range}(?:(?:,\s*|\s*&\s*)${range})*`;
const labelled = String.raw`${label}\s*${list}`;
const behindKey = new RegExp(
  String.raw`,?\s*(?:>\s*)?(?:\{([^{}\n]*)\}|(${labelled}(?:,?\s+${labelled})*|${list}(?![\p{L}\p{N}])))`,
  'uy',
);
const inBrackets = new RegExp(String.raw`\s*(?:\{([^{}\n]*)\}|(${labelled}|${list}))(?=[\],;\s])`, 'uy');

/** The locator at the place, if it ends before `end`: behind a key and its comma, or first in brackets of its own. */
export function locatorIn(text: string, at: number, end: number, isBehindKey: boolean): Located | undefined {
  const pattern = isBehindKey ? behindKey : inBrackets;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  const written = match?.[1] ?? match?.[2];
  if (match === null || written === undefined || written.trim() === '' || at + match[0].length > end) {
    return undefined;
  }
  const close = at + match[0].length;
  return {
    text: written.replace(/\s+/g, ' ').trim(),
    start: close - written.length - (match[1] === undefined ? 0 : 2) + (match[1] === undefined ? 0 : 1),
    end: match[1] === undefined ? close : close - 1,
  };
}
