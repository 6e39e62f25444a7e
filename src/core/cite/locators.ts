/** The place in a source that a citation gives: `p. 3`, `paras. 4-6`, `{Annex II}`, `00:12:30`. */

/** A locator as written, and where it stands. */
export interface Located {
  /** Without its braces, blanks made single. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const label =
  String.raw`(?:pages?|pp?\.?|paragraphs?|paras?\.?|¶{1,2}|chapters?|chaps?\.?|chs?\.|sections?|secs?\.?|§{1,2}|figures?|figs?\.?|` +
  String.raw`volumes?|vols?\.?|annex(?:es)?|app(?:endix|\.)|articles?|arts?\.?|books?|bks?\.?|columns?|cols?\.?|folios?|fols?\.?|footnotes?|fn\.?|` +
  String.raw`issues?|lines?|ll?\.|notes?|nn?\.|nos?\.|numbers?|op\.|opera|opus|opp\.|parts?|pts?\.?|slides?|tables?|tabs?\.|` +
  String.raw`sub verbo|s\.vv?\.|verses?|vv?\.|timestamps?|time|at|min\.)`;
const value = String.raw`(?:\(?[A-Za-z]{0,3}[-.]?\d[\w.:/]*(?<![.:/])\)?|\(?[ivxlcdm]+\)?(?![\w]))`;
const range = String.raw`${value}(?:\s*[-\u2013\u2014]{1,2}\s*${value})?`;
const list = String.raw`${range}(?:(?:,\s*|\s*&\s*|,?\s+and\s+)${range})*`;
const labelled = String.raw`${label}\s*${list}`;
const behindKey = new RegExp(
  String.raw`,?\s*(?:\{([^{}\n]*)\}|(${labelled}(?:,?\s+${labelled})*|${list}(?![\p{L}\p{N}])))`,
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
