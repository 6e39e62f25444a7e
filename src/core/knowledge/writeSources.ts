/**
 * Writing sources into a file of records, as edits of its text: what stands there keeps its order, its comments and its
 * shape to the letter.
 *
 * New sources go behind the last one of the list. A source that is there already gets only the fields that it lacks.
 */

import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';

/** A source as a record says it; the fields that a record of a source may have. */
export interface WrittenSource {
  readonly id: string;
  readonly title: string;
  readonly type?: string;
  readonly authors?: readonly string[];
  readonly publisher?: string;
  readonly containerTitle?: string;
  readonly issued?: string;
  readonly accessed?: string;
  readonly archived?: string;
  readonly url?: string;
  readonly number?: string;
  readonly language?: string;
  readonly primary?: boolean;
  readonly consulted?: string;
  readonly reliability?: string;
  readonly descriptor?: string;
  readonly status?: string;
  readonly why?: string;
  readonly note?: string;
}

export interface SourceEdits {
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  readonly added: readonly string[];
  /** Those that were there and got fields that they lacked. */
  readonly completed: readonly string[];
  /** Those that were there and lack nothing. */
  readonly kept: readonly string[];
  /** Why nothing can be written into this file. */
  readonly problem?: string;
}

/** Edits that put the sources into a file below `sources/`; `text` is empty for a file that is to be made. */
export function writeSources(text: string, sources: readonly WrittenSource[]): SourceEdits {
  const nothing = { edits: [], added: [], completed: [], kept: [] };
  const { contents, errors } = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  if (errors.length > 0) {
    return { ...nothing, problem: 'This file is not YAML throughout; mend it first.' };
  }
  if (contents !== null && (!isSeq(contents) || contents.flow === true)) {
    return {
      ...nothing,
      problem: 'Sources can be added only to a file that is a list, with a line "- id: …" for each.',
    };
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const places = new Map<
    string,
    { readonly fields: ReadonlySet<string>; readonly indent: number; readonly end: number; readonly flow: boolean }
  >();
  let last = 0;
  let indent = 0;
  for (const item of contents?.items ?? []) {
    if (isMap(item)) {
      const names = item.items.map(({ key }) => (isScalar(key) ? String(key.value).replaceAll('_', '-') : ''));
      const id: unknown = item.items.find(({ key }) => isScalar(key) && key.value === 'id')?.value;
      const start = item.range?.[0] ?? 0;
      last = item.range?.[1] ?? last;
      const lineStart = text.lastIndexOf('\n', start - 1) + 1;
      indent = text.slice(lineStart, start).indexOf('-');
      if (isScalar(id)) {
        places.set(String(id.value), {
          fields: new Set(names),
          indent: start - lineStart,
          end: last,
          flow: item.flow === true,
        });
      }
    }
  }
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const completed: string[] = [];
  const kept: string[] = [];
  const fresh: WrittenSource[] = [];
  for (const source of sources) {
    const place = places.get(source.id);
    if (place === undefined) {
      if (!fresh.some(({ id }) => id === source.id)) {
        fresh.push(source);
      }
      continue;
    }
    const lacking = Object.entries(fieldsOf(source)).filter(
      ([name]) => !place.fields.has(name) && name !== 'id' && !(name === 'title' && place.fields.has('name')),
    );
    if (lacking.length === 0 || place.flow) {
      kept.push(source.id);
      continue;
    }
    completed.push(source.id);
    const lines = yamlOf(Object.fromEntries(lacking), place.indent, newline);
    const at = lineEnd(text, place.end);
    edits.push({ start: at, end: at, text: `${at > 0 && text.charAt(at - 1) !== '\n' ? newline : ''}${lines}` });
  }
  if (fresh.length > 0) {
    const at = contents === null ? text.length : lineEnd(text, last);
    const lead = at > 0 && text.charAt(at - 1) !== '\n' ? newline : '';
    const pad = ' '.repeat(Math.max(0, indent));
    const items = fresh.map(source => {
      const lines = yamlOf(fieldsOf(source), pad.length + 2, newline);
      return `${pad}- ${lines.slice(pad.length + 2)}`;
    });
    edits.push({ start: at, end: at, text: lead + items.join('') });
  }
  return { edits, added: fresh.map(({ id }) => id), completed, kept };
}

/** A source as the text of a list item, for a snippet or a new file. */
export function sourceYaml(source: WrittenSource, newline = '\n'): string {
  return `- ${yamlOf(fieldsOf(source), 2, newline).slice(2)}`;
}

/** The line behind a place, since the value there may have a comment beside it. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text.charAt(at - 1) === '\n') {
    return at;
  }
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

/** The fields in the order in which records have them. */
function fieldsOf(source: WrittenSource): Readonly<Record<string, unknown>> {
  const { id, type, title, authors = [], publisher, containerTitle, issued, accessed, archived, url } = source;
  const { number, language, primary, consulted, reliability, descriptor, status, why, note } = source;
  const fields: Readonly<Record<string, unknown>> = {
    id,
    type,
    title,
    author: authors.length === 0 ? undefined : authors.length === 1 ? authors[0] : authors,
    publisher,
    'container-title': containerTitle,
    issued,
    accessed,
    archived,
    url,
    number,
    language,
    primary: primary === true ? true : undefined,
    consulted: consulted === 'full' ? undefined : consulted,
    reliability,
    descriptor,
    status: status === 'current' ? undefined : status,
    why,
    note,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function yamlOf(fields: Readonly<Record<string, unknown>>, indent: number, newline: string): string {
  const lines = stringify(fields, { lineWidth: 110, blockQuote: 'folded' }).split('\n').slice(0, -1);
  return lines.map(line => (line === '' ? newline : `${' '.repeat(indent)}${line}${newline}`)).join('');
}
