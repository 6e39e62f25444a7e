/**
 * Citations grouped as Pandoc groups them: `[see @a, p. 3; -@b]` is one cluster of two, and `@a [p. 3; @b]` is one
 * citation whose first author is named in the text.
 *
 * Brackets are a cluster only if each part between `;` holds a key. `[@a; more]`, the text of a link, an inline note
 * and a span with attributes are no cluster; a key in them stands in the text. Brackets do not reach over a paragraph.
 */

import { findRegions, type Regions } from '../recognize/regions.js';
import { type Located, locatorIn } from './locators.js';

/** Half-open, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A change of a text: `text` takes the place of what stands from `start` to `end`. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** Applies edits that do not overlap, given in any order; those at one place in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}

/** A key as it is written, with its `@` and braces. */
export interface KeyToken extends Span {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Whether `-` stands before the `@`; the token begins with the `@`. */
  readonly dashed: boolean;
}

export type CitationMode = 'normal' | 'in-text' | 'suppressed';

/** One source of a group. */
export interface CitedSource {
  readonly token: KeyToken;
  readonly mode: CitationMode;
  /** What stands before the key in its part of the brackets, blanks made single. */
  readonly prefix: string;
  /** What stands behind the key, its comma and the locator included. */
  readonly suffix: string;
  readonly locator?: Located;
}

export interface CitationGroup extends Span {
  readonly kind: 'cluster' | 'in-text';
  readonly cited: readonly CitedSource[];
  /** Whether it stands inside another group. */
  readonly nested: boolean;
}

const keyText = String.raw`[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*`;
const keyAt = new RegExp(String.raw`@(?:\{([^{}\s]+(?:\{[^{}\s]*\}[^{}\s]*)*)\}|(${keyText}))`, 'uy');

/** Every key of a text, in its order. */
export function findKeys(text: string, regions: Regions = findRegions(text)): readonly KeyToken[] {
  const tokens: KeyToken[] = [];
  // Every citation key is a region without prose. A region that only contains an "@" is an e-mail address or code.
  for (let i = 0; i < regions.length; i += 2) {
    const start = regions[i] ?? 0;
    const dashed = text.charAt(start) === '-' && text.charAt(start + 1) === '@';
    const sign = dashed ? start + 1 : start;
    // Only what ends with its line, such as fenced code, leaves the next one free to begin with a key.
    const touches = i > 0 && regions[i - 1] === start && text.charAt(start - 1) !== '\n';
    if (text.charAt(sign) === '@' && !touches && mayStartAt(text, start)) {
      const token = tokenAt(text, sign, dashed);
      if (token !== undefined) {
        tokens.push(token);
      }
    }
  }
  return tokens;
}

function mayStartAt(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}@\\/:=&?#]/u.test(text.charAt(at - 1));
}

function tokenAt(text: string, sign: number, dashed: boolean): KeyToken | undefined {
  keyAt.lastIndex = sign;
  const match = keyAt.exec(text);
  if (match === null || text.charAt(sign + match[0].length) === '@') {
    return undefined;
  }
  const key = match[1] ?? match[2] ?? '';
  const keyStart = sign + (match[1] === undefined ? 1 : 2);
  return { start: sign, end: sign + match[0].length, key, keyStart, keyEnd: keyStart + key.length, dashed };
}

/** A pair of brackets, with what stands in it but in no pair inside it. */
interface Pair {
  readonly open: number;
  close: number;
  readonly keys: number[];
  readonly separators: number[];
  mayBeCluster: boolean;
}

const signs = /[[\];\\\n]/g;
const emptyLine = /\n[ \t>]*(?:\r?\n|$)/y;
const blanks = /(?:[ \t]*(?:\r?\n)?[ \t>]*)\[/y;

/** All groups of a text, in the order of their beginnings. */
export function findGroups(text: string, regions: Regions = findRegions(text)): readonly CitationGroup[] {
  const tokens = findKeys(text, regions);
  if (tokens.length === 0) {
    return [];
  }
  const pairs = findPairs(text, regions, tokens);
  const groups: CitationGroup[] = [];
  const grouped = new Uint8Array(tokens.length);
  for (const pair of pairs) {
    if (pair.mayBeCluster && pair.keys.length > 0) {
      const parts = partsOf(pair);
      const firsts = firstKeys(parts, pair, tokens);
      if (firsts.every(first => first !== undefined)) {
        groups.push({
          start: pair.open,
          end: pair.close + 1,
          kind: 'cluster',
          cited: firsts.flatMap((first, i) => citedIn(text, tokens[first], parts[i])),
          nested: false,
        });
        firsts.forEach(first => (grouped[first] = 1));
      }
    }
  }
  const all = withInText(text, tokens, pairs, grouped, groups);
  let reach = 0;
  return all
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .map(({ start, end, kind, cited }) => {
      const nested = start < reach;
      reach = Math.max(reach, end);
      return { start, end, kind, cited, nested };
    });
}

/** Keys of no cluster. The brackets behind one belong to it, and what would be a cluster of its own goes into them. */
function withInText(
  text: string,
  tokens: readonly KeyToken[],
  pairs: readonly Pair[],
  grouped: Uint8Array,
  groups: CitationGroup[],
): readonly CitationGroup[] {
  const byOpen = new Map(pairs.map(pair => [pair.open, pair]));
  const clusters = new Map(groups.map((group, index) => [group.start, index]));
  const swallowed = new Set<number>();
  for (const [index, token] of tokens.entries()) {
    if (grouped[index] === 1) {
      continue;
    }
    const own: CitedSource = { token, mode: 'in-text', prefix: '', suffix: '' };
    blanks.lastIndex = token.end;
    const open = blanks.test(text) ? blanks.lastIndex - 1 : -1;
    const pair = byOpen.get(open);
    const behind = pair !== undefined && pair.mayBeCluster ? bracketsBehind(text, tokens, pair, own) : undefined;
    if (pair === undefined || behind === undefined) {
      groups.push({ start: token.start, end: token.end, kind: 'in-text', cited: [own], nested: false });
      continue;
    }
    for (const key of behind.keys) {
      grouped[key] = 1;
    }
    const cluster = clusters.get(pair.open);
    if (cluster !== undefined) {
      swallowed.add(cluster);
    }
    groups.push({
      start: token.start,
      end: pair.close + 1,
      kind: 'in-text',
      cited: behind.cited,
      nested: false,
    });
  }
  return groups.filter((_, index) => !swallowed.has(index));
}

function bracketsBehind(
  text: string,
  tokens: readonly KeyToken[],
  pair: Pair,
  own: CitedSource,
): { readonly cited: readonly CitedSource[]; readonly keys: readonly number[] } | undefined {
  const parts = partsOf(pair);
  const firsts = firstKeys(parts, pair, tokens);
  if (firsts.some((first, i) => i > 0 && first === undefined)) {
    return undefined;
  }
  const rest = firsts.flatMap((first, i) => citedIn(text, first === undefined ? undefined : tokens[first], parts[i]));
  const keys = firsts.filter(first => first !== undefined);
  const [part] = parts;
  if (firsts[0] !== undefined || part === undefined) {
    return { cited: [own, ...rest], keys };
  }
  const suffix = plain(text.slice(part.start, part.end));
  const locator = locatorIn(text, part.start, part.end, false);
  return { cited: [{ ...own, suffix, ...(locator === undefined ? {} : { locator }) }, ...rest], keys };
}

function partsOf({ open, close, separators }: Pair): readonly Span[] {
  const edges = [open, ...separators, close];
  return edges.slice(1).map((end, i) => ({ start: (edges[i] ?? open) + 1, end }));
}

/** The first key of each part, parts and keys both ascending. */
function firstKeys(
  parts: readonly Span[],
  { keys }: Pair,
  tokens: readonly KeyToken[],
): readonly (number | undefined)[] {
  let next = 0;
  return parts.map(part => {
    while ((tokens[keys[next] ?? -1]?.start ?? Infinity) < part.start) {
      next++;
    }
    const key = keys[next];
    return key !== undefined && isIn(tokens[key], part) ? key : undefined;
  });
}

function isIn(token: KeyToken | undefined, { start, end }: Span): boolean {
  return token !== undefined && token.start >= start && token.start < end;
}

function citedIn(text: string, token: KeyToken | undefined, part: Span | undefined): readonly CitedSource[] {
  if (token === undefined || part === undefined) {
    return [];
  }
  const locator = locatorIn(text, token.end, part.end, true);
  return [
    {
      token,
      mode: token.dashed ? 'suppressed' : 'normal',
      prefix: plain(text.slice(part.start, token.start - (token.dashed ? 1 : 0))),
      suffix: plain(text.slice(token.end, part.end)),
      ...(locator === undefined ? {} : { locator }),
    },
  ];
}

function plain(text: string): string {
  return text
    .replace(/\n[ \t>]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Pairs of brackets in the order of their ends. What stands in code or in the target of a link is passed over. */
function findPairs(text: string, regions: Regions, tokens: readonly KeyToken[]): readonly Pair[] {
  const pairs: Pair[] = [];
  let stack: Pair[] = [];
  let region = 0;
  let token = 0;
  const takeKeys = (before: number): void => {
    for (; (tokens[token]?.start ?? before) < before; token++) {
      stack.at(-1)?.keys.push(token);
    }
  };
  signs.lastIndex = 0;
  for (let match = signs.exec(text); match !== null; match = signs.exec(text)) {
    const at = match.index;
    takeKeys(at);
    while ((regions[region + 1] ?? Infinity) <= at) {
      region += 2;
    }
    const start = regions[region] ?? Infinity;
    if (start <= at) {
      // `](target)` begins with the bracket that ends the link's text.
      if (start === at && match[0] === ']') {
        stack.pop();
      }
      const end = regions[region + 1] ?? text.length;
      signs.lastIndex = end;
      // Code in a quotation ends with the break of its last line, behind which the paragraph may end; the last line of a
      // tag may be a `>` alone, with which it ends too.
      emptyLine.lastIndex = Math.max(start, text.lastIndexOf('\n', end - 1));
      if (emptyLine.test(text)) {
        stack = [];
      }
      continue;
    }
    switch (match[0]) {
      case '\\':
        signs.lastIndex = at + 2;
        break;
      case '\n':
        emptyLine.lastIndex = at;
        if (emptyLine.test(text)) {
          stack = [];
        }
        break;
      case '[':
        stack.push({
          open: at,
          close: at,
          keys: [],
          separators: [],
          mayBeCluster: text.charAt(at - 1) !== '^' && text.charAt(at + 1) !== '^',
        });
        break;
      case ';':
        stack.at(-1)?.separators.push(at);
        break;
      default: {
        const pair = stack.pop();
        if (pair !== undefined) {
          pair.close = at;
          pair.mayBeCluster &&= !'{(['.includes(text.charAt(at + 1) || ' ');
          pairs.push(pair);
        }
      }
    }
  }
  return pairs;
}
