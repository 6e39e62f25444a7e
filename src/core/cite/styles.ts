/**
 * Styles of citing, and how a citation keeps what a machine needs in each.
 *
 * In Pandoc's style a source is `@key`. In every other style it is a link to its place in the source list, with the key
 * in the address and the style's words as its text:
 *
 *   author-date  ([Lee 2016](#ref-lee-2016), p. 3; see [Kim 2015](#ref-kim-2015))
 *   footnote     text[^lee-2016]     [^lee-2016]: [Sung-Yoon Lee, "Title," Post, 2016](#ref-lee-2016), p. 3.
 *   endnote      text [[1]](#note-1)     1. [Sung-Yoon Lee, "Title," Post, 2016](#ref-lee-2016), p. 3.
 *
 * So nothing is said twice: prefix, locator and suffix are the writer's own words in every style, can be corrected in
 * every style, and are carried over as they stand. `#ref-key` is also the anchor that Pandoc's citeproc gives to the
 * entry of a source. A link's title says the rest: "year only" for an author who is suppressed, "in text" for one who
 * is named in the sentence.
 */

import { findRegions, isInside, type Regions } from '../recognize/regions.js';
import type { Span, TextEdit } from './clusters.js';
import { isPlainKey } from './plainKey.js';
import { fullReference, inlineText, shortAuthor, type Sources, yearOf } from './references.js';

export const citationStyles = ['pandoc', 'footnote', 'endnote', 'author-date'] as const;
export type CitationStyle = (typeof citationStyles)[number];

const frontMatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*\r?$/m;
const styleLine = /^citation-style:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\r\n]*?))[ \t]*(?:#[^\n]*)?\r?$/m;

/** The style that the front matter names; `undefined` where it names none or one that does not exist. */
export function styleOf(text: string): CitationStyle | undefined {
  const match = styleLine.exec(headOf(text)?.[1] ?? '');
  const written = (match?.[1] ?? match?.[2] ?? match?.[3])?.trim();
  return citationStyles.find(style => style === written);
}

function headOf(text: string): RegExpExecArray | undefined {
  const match = text.startsWith('---') || text.startsWith('\uFEFF---') ? frontMatter.exec(text) : null;
  return match?.index === 0 ? match : undefined;
}

/** Writes the style into the front matter, which is made where there is none. */
export function styleEdits(text: string, style: CitationStyle): readonly TextEdit[] {
  if (styleOf(text) === style) {
    return [];
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const head = headOf(text);
  if (head === undefined) {
    const at = text.startsWith('\uFEFF') ? 1 : 0;
    return [{ start: at, end: at, text: `---${newline}citation-style: ${style}${newline}---${newline}${newline}` }];
  }
  const bodyStart = head[0].indexOf('\n') + 1;
  const line = styleLine.exec(head[1] ?? '');
  const start = bodyStart + (line?.index ?? head[1]?.length ?? 0);
  const end = line === null ? start : start + line[0].replace(/\r$/, '').length;
  return [{ start, end, text: `citation-style: ${style}${line === null ? newline : ''}` }];
}

/** What a link to a source says besides its key. */
export type TokenTitle = 'year only' | 'in text' | 'named in text';

/** A source as a link: `[Lee 2016](#ref-lee-2016)`. */
export interface LinkToken extends Span {
  readonly key: string;
  /** The key as Pandoc's style writes it, with braces where it had them. */
  readonly written: string;
  /** The key in the link's address, percent signs included. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly label: string;
  readonly title?: TokenTitle;
}

/** Stands in every link to a source. */
export const linkMark = '](#ref-';
const target = /\]\(#ref-([^\s()"<>[\]]+)(?: "(year only|in text|named in text)")?\)/y;
const farthestLabel = 1000;

/** Links to sources, in their order; none in code. */
export function findLinkTokens(text: string, regions: Regions = findRegions(text)): readonly LinkToken[] {
  const tokens: LinkToken[] = [];
  let from = 0;
  for (let at = text.indexOf(linkMark); at >= 0; at = text.indexOf(linkMark, at + 1)) {
    target.lastIndex = at;
    const match = target.exec(text);
    // The target of a link is a region of its own; one inside a longer region is code or a comment.
    const isLink =
      match !== null && isInside(regions, at) && (at === 0 || !isInside(regions, at - 1) || startsAt(regions, at));
    const start = isLink ? labelStart(text, at, from) : undefined;
    if (match === null || start === undefined) {
      continue;
    }
    const written = decode(match[1] ?? '');
    const title = match[2] as TokenTitle | undefined;
    const braced = /^\{(.*)\}$/s.exec(written);
    const key = braced?.[1] ?? written;
    from = at + match[0].length;
    tokens.push({
      start,
      end: from,
      key,
      written: braced === null && !isPlainKey(key) ? `{${key}}` : written,
      keyStart: at + 7 + (braced === null ? 0 : 3),
      keyEnd: at + 7 + (match[1]?.length ?? 0) - (braced === null ? 0 : 3),
      label: text.slice(start + 1, at),
      ...(title === undefined ? {} : { title }),
    });
  }
  return tokens;
}

function startsAt(regions: Regions, at: number): boolean {
  let low = 0;
  let high = regions.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((regions[middle * 2] ?? 0) < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return regions[low * 2] === at;
}

/** The bracket that opens the label; a label holds no other that is not behind a backslash. */
function labelStart(text: string, close: number, from: number): number | undefined {
  for (let i = close - 1; i >= Math.max(from, close - farthestLabel); i--) {
    const unit = text.charAt(i);
    if ((unit === '[' || unit === ']') && text.charAt(i - 1) !== '\\') {
      return unit === '[' ? i : undefined;
    }
    if (unit === '\n') {
      return undefined;
    }
  }
  return undefined;
}

function decode(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** The address of a source in a document, for a link and for the anchor of its entry. */
export function anchorOf(key: string): string {
  // What would end the address, and `%`, which would be read as half of something else.
  return `ref-${key.replace(/[\s()"<>[\]{}%\\^`|@]/gu, unit => encodeURIComponent(unit).replace('(', '%28').replace(')', '%29'))}`;
}

/** A key as the address of a link holds it. */
export function keyInAddress(key: string): string {
  return anchorOf(key).slice('ref-'.length);
}

export interface TokenWords {
  readonly style: Exclude<CitationStyle, 'pandoc'>;
  readonly title?: TokenTitle | undefined;
}

/** Writes the link to a source; `written` is its key as Pandoc's style writes it. */
export function linkTo(written: string, { style, title }: TokenWords, sources: Sources): string {
  const key = /^\{(.*)\}$/s.exec(written)?.[1] ?? written;
  const keeps = written !== key && isPlainKey(key);
  const source = sources.source(key);
  const label =
    source === undefined
      ? key
      : style === 'author-date'
        ? title === 'year only'
          ? yearOf(source)
          : title === 'in text'
            ? `${shortAuthor(source)} (${yearOf(source)})`
            : `${shortAuthor(source)} ${yearOf(source)}`
        : title === 'in text'
          ? shortAuthor(source)
          : fullReference(source);
  return `[${inlineText(label)}](#${anchorOf(keeps ? written : key)}${title === undefined ? '' : ` "${title}"`})`;
}
