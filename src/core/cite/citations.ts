/**
 * Citations in a text, read as Pandoc reads them: `[@key, p. 3; see -@b]` and a bare `@key`.
 *
 * A key begins with a letter, a digit or `_` and may hold single marks of `:.#$%&-+?<>~/` between letters; any other
 * key stands in braces. An e-mail address is no citation, nor is anything in code.
 */

import { findRegions, isInside } from '../recognize/regions.js';

export interface CitationMention {
  /** From the `-` or `@` to the end of the key or its locator; half-open, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The key alone, without `@` and braces. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly key: string;
  readonly locator?: string;
  readonly prefix?: string;
  readonly suppressAuthor: boolean;
  /** Whether it stands in brackets. */
  readonly inCluster: boolean;
}

const keyAt = /@(?:\{([^}\n]+)\}|([\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*))/gu;

export function findCitations(text: string): readonly CitationMention[] {
  // A key is itself a region that is no prose; only what lies in code, addresses and HTML counts here.
  const regions = findRegions(text);
  const citations: CitationMention[] = [];
  for (const match of text.matchAll(keyAt)) {
    const sign = match.index;
    const before = text.charAt(sign - 1);
    if (/[\p{L}\p{N}_@\\]/u.test(before) || (sign > 0 && isInside(regions, sign - 1))) {
      continue;
    }
    if (isInside(regions, sign) && !startsRegion(regions, sign)) {
      continue;
    }
    const key = match[1] ?? match[2] ?? '';
    const keyStart = sign + (match[1] === undefined ? 1 : 2);
    const cluster = clusterBounds(text, sign);
    const suppressAuthor = before === '-';
    const start = suppressAuthor ? sign - 1 : sign;
    const end = sign + match[0].length;
    const segmentEnd = cluster === undefined ? end : segmentEndAt(text, end, cluster.end);
    const locator = cluster === undefined ? undefined : /^\s*,?\s*(.+?)\s*$/s.exec(text.slice(end, segmentEnd))?.[1];
    const prefix = cluster === undefined ? '' : text.slice(segmentStartAt(text, start, cluster.start), start).trim();
    citations.push({
      start,
      end: locator === undefined ? end : segmentEnd,
      keyStart,
      keyEnd: keyStart + key.length,
      key,
      ...(locator === undefined ? {} : { locator }),
      ...(prefix === '' ? {} : { prefix }),
      suppressAuthor,
      inCluster: cluster !== undefined,
    });
  }
  return citations;
}

function startsRegion(regions: readonly number[], at: number): boolean {
  for (let i = 0; i < regions.length; i += 2) {
    if (regions[i] === at) {
      return true;
    }
  }
  return false;
}

/** The brackets around an offset, within its paragraph; the closing one has to be there. */
function clusterBounds(text: string, at: number): { readonly start: number; readonly end: number } | undefined {
  for (let open = at - 1; open >= 0 && at - open < 2000; open--) {
    const sign = text.charAt(open);
    if (sign === ']' || (sign === '\n' && /\n\s*\n/.test(text.slice(open, open + 3)))) {
      return undefined;
    }
    if (sign === '[') {
      const close = text.indexOf(']', at);
      const isCluster = close >= 0 && text.charAt(close + 1) !== '(' && !/\n[ \t]*\n/.test(text.slice(open, close));
      return isCluster ? { start: open + 1, end: close } : undefined;
    }
  }
  return undefined;
}

function segmentEndAt(text: string, from: number, limit: number): number {
  const next = text.indexOf(';', from);
  return next < 0 || next > limit ? limit : next;
}

function segmentStartAt(text: string, before: number, limit: number): number {
  const last = text.lastIndexOf(';', before);
  return last < limit ? limit : last + 1;
}

/** `[@key, para. 4]`, or `[@key]`; a key that needs braces gets them. */
export function formatCitation(key: string, locator?: string): string {
  const plain = /^[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*$/u.test(key) ? key : `{${key}}`;
  const place = locator?.trim() ?? '';
  return place === '' ? `[@${plain}]` : `[@${plain}, ${place}]`;
}

/** The key being typed at the end of a text: after `[@`, after `; @` in a cluster. */
export function keyBeingTyped(before: string): { readonly start: number; readonly typed: string } | undefined {
  const match = /(?:\[|\[[^\]\n]*[\s;-])-?@\{?([^\s\]@;,{}]*)$/.exec(before.slice(-500));
  const typed = match?.[1];
  return typed === undefined ? undefined : { start: before.length - typed.length, typed };
}
