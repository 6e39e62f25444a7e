/**
 * Citations in a text, read as Pandoc reads them: `[@key, p. 3; see -@b]`, a bare `@key` and `@key [p. 3]`.
 *
 * A key begins with a letter, a digit or `_` and may hold single marks of `:.#$%&-+?<>~/` between letters, so that
 * `S/RES/2270` is a key and the full stop behind `@key.` is none of it; any other key stands in braces. An e-mail
 * address is no citation, nor is anything in code, in a link's address or behind a backslash.
 */

import { findRegions, isInside, type Regions } from '../recognize/regions.js';
import { type CitationGroup, type CitedSource, findGroups } from './clusters.js';
import { documentCitations } from './documentCitations.js';
import type { Located } from './locators.js';
import { linkMark } from './styles.js';

export { formatCitation } from './writeCitation.js';

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

const farthestBracket = 2000;

/** @param groups those of the text in Pandoc's style, where they are at hand */
export function findCitations(
  text: string,
  regions: Regions = findRegions(text),
  groups: readonly CitationGroup[] = findGroups(text, regions),
): readonly CitationMention[] {
  const written = groups.flatMap(group => group.cited.map(cited => mentionOf(group, cited)));
  return [...written, ...linked(text, regions, groups)].sort((a, b) => a.keyStart - b.keyStart);
}

/** Citations of the other styles: links to the list of sources, each with its key in the address. */
function linked(text: string, regions: Regions, groups: readonly CitationGroup[]): readonly CitationMention[] {
  return !text.includes(linkMark)
    ? []
    : documentCitations(text, regions, groups)
        .filter(({ style }) => style !== 'pandoc')
        .map(({ start, end, keySpan, key, locator, prefix, mode }) => ({
          start,
          end,
          keyStart: keySpan.start,
          keyEnd: keySpan.end,
          key,
          ...(locator === undefined ? {} : { locator }),
          ...(prefix === '' ? {} : { prefix }),
          suppressAuthor: mode === 'suppressed',
          inCluster: mode !== 'in-text',
        }));
}

function mentionOf(group: CitationGroup, { token, mode, prefix, locator }: CitedSource): CitationMention {
  return {
    start: token.start - (token.dashed ? 1 : 0),
    end: locatedEnd(group, token.end, locator),
    keyStart: token.keyStart,
    keyEnd: token.keyEnd,
    key: token.key,
    ...(locator === undefined ? {} : { locator: locator.text }),
    ...(prefix === '' ? {} : { prefix }),
    suppressAuthor: token.dashed,
    inCluster: mode !== 'in-text',
  };
}

/** The bracket or brace behind a locator belongs to it. */
function locatedEnd(group: CitationGroup, keyEnd: number, locator: Located | undefined): number {
  return locator === undefined
    ? keyEnd
    : group.kind === 'in-text' && locator.end === group.end - 1
      ? group.end
      : locator.end;
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
