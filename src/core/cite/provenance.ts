/**
 * Pasting with provenance: from a text and the address it came from to a quotation with its citation and to the stub
 * of a source record, in one step.
 */

import type { Source } from '../knowledge/model.js';
import { parseDate } from '../knowledge/dates.js';
import { sourceYaml } from '../knowledge/writeSources.js';
import type { NewSource } from './csl.js';
import { formatCitation } from './writeCitation.js';

export interface Pasted {
  /** The words; empty where there is an address only. */
  readonly text: string;
  readonly address: string;
  /** The title of the page, where the clipboard or the browser said it. */
  readonly title?: string;
  /** Today as `YYYY-MM-DD`: the day of retrieval. */
  readonly today: string;
}

export interface ProvenanceOptions {
  readonly sources: readonly Pick<Source, 'id' | 'url'>[];
  /** A quotation of more words stands in lines of its own. */
  readonly longestInline?: number;
  readonly newline?: string;
}

export interface Provenance {
  readonly key: string;
  /** The record to be written; `undefined` where there is a source with this address. */
  readonly source?: NewSource;
  /** The record as a list item of a file of sources. */
  readonly yaml?: string;
  /** The quotation without its citation, and the citation as Pandoc's style writes it. */
  readonly quotation: string;
  readonly citation: string;
  /** Both, ready to be put at the cursor. */
  readonly text: string;
}

/** What to offer for a pasted text; `undefined` where the address is no address of the web. */
export function withProvenance(
  { text, address, title, today }: Pasted,
  options: ProvenanceOptions,
): Provenance | undefined {
  const url = addressOf(address);
  const words = text.replace(/\r\n?/g, '\n').trim();
  if (url === undefined || words === address.trim()) {
    return undefined;
  }
  const known = options.sources.find(source => source.url !== undefined && sameAddress(source.url, url));
  const issued = dateIn(url.pathname);
  const named = plainTitle(title) ?? titleIn(url.pathname) ?? hostOf(url);
  const key = known?.id ?? freshKey(keyFor(url, named, issued ?? today), new Set(options.sources.map(({ id }) => id)));
  const source: NewSource = {
    id: key,
    type: 'webpage',
    title: named,
    publisher: hostOf(url),
    ...(issued === undefined ? {} : { issued }),
    accessed: today,
    url: url.href,
    consulted: 'excerpt',
  };
  const newline = options.newline ?? '\n';
  const citation = formatCitation(key);
  const made = known === undefined ? { source, yaml: sourceYaml(source, newline) } : {};
  if (words === '') {
    return { key, ...made, quotation: '', citation, text: citation };
  }
  const isLong = words.split(/\s+/).length > (options.longestInline ?? 40) || words.includes('\n');
  const quotation = isLong
    ? words
        .split('\n')
        .map(line => (line.trim() === '' ? '>' : `> ${line.trimEnd()}`))
        .join(newline)
    : `\u201c${words.replace(/^["\u201c]|["\u201d]$/g, '').replace(/"([^"]*)"/g, '\u2018$1\u2019')}\u201d`;
  return {
    key,
    ...made,
    quotation,
    citation,
    text: isLong ? `${quotation}${newline}>${newline}> ${citation}${newline}` : `${quotation} ${citation}`,
  };
}

/** The record of a source that a text cites and no file has: its key, and what else a reader will ask for. */
export function stubYaml(key: string, newline = '\n'): string {
  const lines = [
    '  # What readers need to find and to weigh it; take the signs away from what you fill in.',
    '  # author: Panel of Experts',
    '  # publisher: United Nations',
    '  # issued: 2024-03-07',
    '  # accessed: 2024-05-31',
    '  # url: https://example.org/report',
    '  # descriptor: Who says it, from what position, and how they know.',
    '  # reliability: B',
  ];
  const known = sourceYaml({ id: key, type: 'document', title: key, consulted: 'none' }, newline);
  return known + lines.map(line => line + newline).join('');
}

const leadIn =
  /(?:^|[\s(\u2014\u2013-])(?:source|from|via|read more(?: at)?|see|link|url|copied from)?\s*[:\u2014\u2013-]?\s*\(?$/iu;
const addressAtEnd = /(?:^|\s|[(<[])(https?:\/\/[^\s<>()[\]"]+(?:\([^\s()]*\)[^\s<>()[\]"]*)*)[)>\]]?[.,]?\s*$/iu;
const addressAtStart = /^\s*<?(https?:\/\/[^\s<>"]+)>?[ \t]*\n/iu;
const longestAddress = 2000;

/**
 * What was copied together with its address, as browsers and readers put it: the address in a line or in brackets
 * behind the words or in a line before them, an address alone, or a link to the words, which names them itself.
 */
export function splitAddress(pasted: string): { readonly text: string; readonly address: string } | undefined {
  const text = pasted.replace(/\r\n?/g, '\n').trim();
  const tail = text.slice(-longestAddress);
  const behind = addressAtEnd.exec(tail);
  if (behind?.[1] !== undefined) {
    const before = text.slice(0, text.length - tail.length + behind.index).trimEnd();
    const words = before.replace(/\n[^\n]{0,60}$/u, line => (leadIn.test(line) && line.trim().length < 20 ? '' : line));
    return { text: words === '' ? (quotedIn(behind[1]) ?? '') : words.trimEnd(), address: behind[1] };
  }
  const first = addressAtStart.exec(text.slice(0, longestAddress));
  return first?.[1] === undefined ? undefined : { text: text.slice(first[0].length).trim(), address: first[1] };
}

/** `#:~:text=in%20its%20words`: a link to a highlight says what it highlights; one with two ends leaves out the middle. */
function quotedIn(address: string): string | undefined {
  const written = /#:~:text=([^&]*)/.exec(address)?.[1];
  const parts = written?.split(',').filter(part => !part.startsWith('-') && !part.endsWith('-')) ?? [];
  return parts.length === 1 && parts[0] !== undefined ? decoded(parts[0]) : undefined;
}

const tracking = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src|cmpid|ocid)$/i;

/** The address without what only says who clicked. */
function addressOf(written: string): URL | undefined {
  let url: URL;
  try {
    url = new URL(written.trim());
  } catch {
    return undefined;
  }
  if (!/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) {
    return undefined;
  }
  for (const name of [...url.searchParams.keys()].filter(name => tracking.test(name))) {
    url.searchParams.delete(name);
  }
  url.hash = url.hash.startsWith('#:~:') ? '' : url.hash;
  url.username = '';
  url.password = '';
  return url;
}

function sameAddress(known: string, url: URL): boolean {
  const other = addressOf(known);
  const plain = ({ hostname, pathname, search }: URL): string =>
    `${hostname.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}${search}`;
  return other !== undefined && plain(other) === plain(url);
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^www\./, '');
}

/** `/2016/02/16/`, `/2016-02-16-title`. */
function dateIn(path: string): string | undefined {
  const match = /(?:^|[/_-])((?:19|20)\d{2})[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/_.-]|$)/.exec(path);
  if (match === null) {
    return undefined;
  }
  const [, year = '', month = '', day] = match;
  const text = [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-');
  return parseDate(text) === undefined ? undefined : text;
}

function plainTitle(title: string | undefined): string | undefined {
  const plain = title?.replace(/\s+/g, ' ').trim();
  return plain === undefined || plain === '' ? undefined : plain;
}

/** The last part of the path that has words: `how-to-defang-a-tyrant.html`. */
function titleIn(path: string): string | undefined {
  const parts = path.split('/').map(part =>
    decoded(part)
      .replace(/\.\w{2,5}$/, '')
      .replace(/[-_+]+/g, ' ')
      .trim(),
  );
  const words = parts.findLast(part => /\p{L}{3,}.*\s.*\p{L}{2,}/u.test(part));
  return words === undefined ? undefined : words.charAt(0).toUpperCase() + words.slice(1);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const empty = new Set(
  'the a an of on in and for to how why what is are at by with from as le la les der die das'.split(' '),
);
const suffixes = new Set(['com', 'org', 'net', 'gov', 'edu', 'int', 'mil', 'co', 'ac', 'info', 'news']);

/** `washingtonpost-defang-2016`: who published it, what it is about, when. */
function keyFor(url: URL, title: string, date: string): string {
  const labels = hostOf(url).split('.');
  const name = labels.slice(0, -1).findLast(label => !suffixes.has(label)) ?? labels[0] ?? 'source';
  const words = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word.length > 2 && !empty.has(word) && !/^\d+$/.test(word));
  const subject = words.find(word => word !== name);
  return [name, subject, date.slice(0, 4)]
    .filter(part => part !== undefined && part !== '')
    .join('-')
    .replace(/[^a-z0-9.-]+/g, '')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .replace(/([.-])[.-]+/g, '$1');
}

/** The key, or with `b`, `c`, … behind it, and at last a number. */
export function freshKey(key: string, taken: ReadonlySet<string>): string {
  const base = key === '' ? 'source' : key;
  for (let number = 1; ; number++) {
    const fresh =
      number === 1 ? base : number <= 26 ? `${base}${String.fromCharCode(96 + number)}` : `${base}-${number}`;
    if (!taken.has(fresh)) {
      return fresh;
    }
  }
}
