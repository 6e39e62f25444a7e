/** Sources as CSL JSON and back: the item that citeproc, Zotero and Pandoc read, with the same keys. */

import { parseDate } from '../knowledge/dates.js';
import {
  type Consultation,
  consultations,
  type Source,
  type SourceStatus,
  sourceStatuses,
} from '../knowledge/model.js';

/** A source as a record says it, before it has a place in a file. */
export type NewSource = Pick<Source, 'id' | 'title'> &
  Partial<Omit<Source, 'id' | 'title' | 'origin'>> & { readonly note?: string };

/** A CSL item as JSON holds it; what it may hold is open. */
export interface CslItem {
  readonly id: string;
  readonly type: string;
  readonly [variable: string]: unknown;
}

/** Something of an imported file that could not be read. */
export interface ImportProblem {
  /** Which entry, by its key or its number. */
  readonly entry: string;
  readonly message: string;
}

export interface Imported {
  readonly sources: readonly NewSource[];
  readonly problems: readonly ImportProblem[];
}

/** A source as a CSL item; what CSL has no variable for stands under `custom`. */
export function toCsl(source: Source | NewSource): CslItem {
  const { id, title, type = 'document', authors = [], publisher, containerTitle, issued, accessed, archived } = source;
  const { url, number, language, descriptor, reliability, primary, consulted, status, why } = source;
  const custom = {
    ...optional('reliability', reliability),
    ...(primary === true ? { primary: true } : {}),
    ...(consulted === undefined || consulted === 'full' ? {} : { consulted }),
    ...(status === undefined || status === 'current' ? {} : { status }),
    ...optional('why', why),
  };
  return {
    id,
    type,
    title,
    ...(authors.length === 0 ? {} : { author: authors.map(nameOf) }),
    ...optional('publisher', publisher),
    ...optional('container-title', containerTitle),
    ...optional('issued', dateOf(issued)),
    ...optional('accessed', dateOf(accessed)),
    ...optional('archive_location', archived),
    ...optional('URL', url),
    ...optional('number', number),
    ...optional('language', language),
    ...optional('annote', descriptor),
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
  };
}

/** CSL JSON of sources, sorted by key, ready for Pandoc's `--bibliography`. */
export function printCslJson(sources: readonly (Source | NewSource)[]): string {
  return `${JSON.stringify(sortedByKey(sources).map(toCsl), null, 2)}\n`;
}

export function sortedByKey<T extends { readonly id: string }>(sources: readonly T[]): readonly T[] {
  return sources.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Reads CSL JSON: a list of items, one item, or Zotero's `{ items: [...] }`. Nothing is thrown. */
export function parseCslJson(text: string): Imported {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return {
      sources: [],
      problems: [
        { entry: 'file', message: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` },
      ],
    };
  }
  const items = Array.isArray(value)
    ? (value as readonly unknown[])
    : isRecord(value) && Array.isArray(value['items'])
      ? (value['items'] as readonly unknown[])
      : [value];
  return fromCslItems(items);
}

/** Reads CSL items; one that is none becomes a problem and stops no other. */
export function fromCslItems(items: readonly unknown[]): Imported {
  const sources: NewSource[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const source = isRecord(item) ? fromCsl(item) : undefined;
    if (source === undefined) {
      const id = isRecord(item) ? textOf(item['id']) : undefined;
      problems.push({ entry: id ?? String(index + 1), message: 'An item needs an `id` and a `title`.' });
    } else if (seen.has(source.id)) {
      problems.push({ entry: source.id, message: 'There are two items with this key; the first is taken.' });
    } else {
      seen.add(source.id);
      sources.push(source);
    }
  }
  return { sources, problems };
}

function fromCsl(item: Readonly<Record<string, unknown>>): NewSource | undefined {
  const id = textOf(item['id']);
  const title = textOf(item['title']) ?? textOf(item['title-short']);
  if (id === undefined || title === undefined) {
    return undefined;
  }
  const custom = isRecord(item['custom']) ? item['custom'] : {};
  const names = ['author', 'editor', 'director', 'interviewer'].map(role => item[role]).find(Array.isArray) as
    readonly unknown[] | undefined;
  const doi = textOf(item['DOI']);
  const reliability = textOf(custom['reliability']);
  const consulted = textOf(custom['consulted']);
  const status = textOf(custom['status']);
  const note = noteOf(item);
  return {
    id,
    type: textOf(item['type']) ?? 'document',
    title,
    authors: (names ?? []).map(authorOf).filter(name => name !== ''),
    ...optional('publisher', textOf(item['publisher'])),
    ...optional('containerTitle', textOf(item['container-title'])),
    ...optional('issued', dateText(item['issued'])),
    ...optional('accessed', dateText(item['accessed'])),
    ...optional('archived', textOf(item['archive_location'])),
    ...optional(
      'url',
      textOf(item['URL']) ??
        (doi === undefined ? undefined : `https://doi.org/${doi.replace(/^https?:\/\/(?:dx\.)?doi\.org\//, '')}`),
    ),
    ...optional('number', textOf(item['number'])),
    ...optional('language', textOf(item['language'])),
    ...optional('descriptor', textOf(item['annote'])),
    ...(reliability !== undefined && /^[A-F]$/.test(reliability) ? { reliability } : {}),
    ...(custom['primary'] === true ? { primary: true } : {}),
    ...optional(
      'consulted',
      consultations.find((value): value is Consultation => value === consulted),
    ),
    ...optional(
      'status',
      sourceStatuses.find((value): value is SourceStatus => value === status),
    ),
    ...optional('why', textOf(custom['why'])),
    ...optional('note', note),
  };
}

/** What a record has no field for, in words. */
function noteOf(item: Readonly<Record<string, unknown>>): string | undefined {
  const parts = (
    [
      ['volume', 'vol.'],
      ['issue', 'no.'],
      ['page', 'pp.'],
      ['ISBN', 'ISBN'],
    ] as const
  ).flatMap(([variable, label]) => {
    const value = textOf(item[variable]);
    return value === undefined ? [] : [`${label} ${value}`];
  });
  const note = [parts.join(', '), textOf(item['note'])].filter(part => part !== undefined && part !== '').join('. ');
  return note === '' ? undefined : note;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text without the little markup that CSL allows. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  const plain = text
    .replace(/<\/?(?:i|b|sc|sup|sub|span)(?: [^<>]*)?>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === '' ? undefined : plain;
}

interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly literal?: string;
}

/** `Lee, Sung-Yoon` has a family name; anything else is taken as it is. */
function nameOf(author: string): CslName {
  const match = /^([^,]+),\s*([^,]+)$/.exec(author.trim());
  return match === null
    ? { literal: author.trim() }
    : { family: (match[1] ?? '').trim(), given: (match[2] ?? '').trim() };
}

function authorOf(name: unknown): string {
  if (!isRecord(name)) {
    return textOf(name) ?? '';
  }
  const particle = [textOf(name['dropping-particle']), textOf(name['non-dropping-particle'])]
    .filter(part => part !== undefined)
    .join(' ');
  const family = [particle, textOf(name['family'])].filter(part => part !== undefined && part !== '').join(' ');
  const given = [textOf(name['given']), textOf(name['suffix'])].filter(part => part !== undefined).join(' ');
  return textOf(name['literal']) ?? (given === '' ? family : family === '' ? given : `${family}, ${given}`);
}

function dateOf(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) {
    return undefined;
  }
  const date = parseDate(text);
  if (date === undefined) {
    return { literal: text };
  }
  const parts = [date.year, date.month, date.day].filter(part => part !== undefined);
  return { 'date-parts': [parts], ...(date.approximate ? { circa: true } : {}) };
}

function dateText(value: unknown): string | undefined {
  if (!isRecord(value)) {
    return typeof value === 'string' && parseDate(value) !== undefined ? value : undefined;
  }
  const list: unknown = value['date-parts'];
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const parts = Array.isArray(first) ? first.map(Number).filter(part => Number.isInteger(part) && part > 0) : [];
  const mark = value['circa'] === undefined || value['circa'] === false ? '' : '~';
  const written = parts.map((part, i) => String(part).padStart(i === 0 ? 4 : 2, '0')).join('-') + mark;
  const raw = textOf(value['raw']) ?? textOf(value['literal']);
  return parseDate(written) !== undefined
    ? written
    : raw !== undefined && parseDate(raw) !== undefined
      ? raw
      : undefined;
}

function optional<K extends string, V>(name: K, value: V | undefined): { readonly [key in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in K]: V });
}
