/**
 * The list of the sources that a document cites, kept between two comments.
 *
 * What stands between them is written anew each time and says the same for the same sources, so that running it twice
 * changes nothing. What stands around them is the writer's and is never touched; the source summary statement is
 * therefore written once, behind the list, for the writer to complete. The opening comment holds the options of the
 * list: `<!-- dossier:sources order=alphabetical descriptors reliability -->`.
 */

import type { Source } from '../knowledge/model.js';
import { findRegions } from '../recognize/regions.js';
import type { TextEdit } from './clusters.js';
import { citedKeys, type DocumentCitation, documentCitations } from './documentCitations.js';
import { type Block, findBlock } from './notes.js';
import { detailsOf, familyName, fullReference, inlineText, shortAuthor, type Sources } from './references.js';
import { anchorOf } from './styles.js';

export interface SourceListOptions {
  readonly order?: 'first-use' | 'alphabetical';
  readonly descriptors?: boolean;
  readonly reliability?: boolean;
  /** Write the skeleton of a source summary statement behind a new list. */
  readonly summary?: boolean;
  /** Where a new list goes; left out: below the heading of the sources, or at the end. */
  readonly at?: number;
  /** The heading over a list at the end of a text that has none; empty for no heading. */
  readonly heading?: string;
}

const headings =
  /^(?:#{1,6}[ \t]+(?:\d+(?:\.\d+)*\.?[ \t]+)?(sources|sources cited|works cited|references|bibliography|list of sources)[ \t]*#*|(sources|sources cited|works cited|references|bibliography|list of sources)[ \t]*:?[ \t]*\r?\n[-=]{3,}[ \t]*)\r?$/gim;

/** Edits that insert the list or bring it up to date; none if it is. An empty list is not begun. */
export function sourceList(text: string, sources: Sources, options: SourceListOptions = {}): readonly TextEdit[] {
  const regions = findRegions(text);
  const block = findBlock(text, 'sources', regions);
  const cited = documentCitations(text, regions).filter(
    ({ start }) => block === undefined || start < block.start || start >= block.end,
  );
  const keys = citedKeys(cited);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (block !== undefined) {
    const written = listOf(keys, cited, sources, { ...options, ...optionsIn(text, block) });
    const inner = [``, ``, ...written, ``, ``].join(newline);
    const whole = written.length === 0 ? `${newline}${newline}` : inner;
    return text.slice(block.innerStart, block.innerEnd) === whole
      ? []
      : [{ start: block.innerStart, end: block.innerEnd, text: whole }];
  }
  if (keys.length === 0) {
    return [];
  }
  const lines = [
    commentOf(options),
    '',
    ...listOf(keys, cited, sources, options),
    '',
    '<!-- /dossier:sources -->',
    ...(options.summary === true && !/source summary statement/i.test(text) ? ['', summaryOf(keys, sources)] : []),
  ];
  return [insertion(text, lines, options, regions, newline)];
}

/** Whether a text has a list that `sourceList` keeps: for keeping it on save. */
export function hasSourceList(text: string): boolean {
  return text.includes('<!-- dossier:sources') && findBlock(text, 'sources') !== undefined;
}

function commentOf({ order = 'first-use', descriptors, reliability }: SourceListOptions): string {
  const words = [
    `order=${order}`,
    descriptors === true ? 'descriptors' : '',
    reliability === true ? 'reliability' : '',
  ];
  return `<!-- dossier:sources ${words.filter(word => word !== '').join(' ')} -->`;
}

function optionsIn(text: string, { start, innerStart }: Block): SourceListOptions {
  const words = text.slice(start, innerStart).split(/\s+/);
  return {
    order: words.includes('order=alphabetical') ? 'alphabetical' : 'first-use',
    descriptors: words.includes('descriptors'),
    reliability: words.includes('reliability'),
  };
}

function listOf(
  keys: readonly string[],
  cited: readonly DocumentCitation[],
  sources: Sources,
  options: SourceListOptions,
): readonly string[] {
  const isLinked = new Set(cited.filter(({ style }) => style !== 'pandoc').map(({ key }) => key));
  const entries = keys.map(key => ({ key, source: sources.source(key) }));
  const ordered =
    options.order === 'alphabetical'
      ? entries.toSorted((a, b) => compare(sortKey(a.source, a.key), sortKey(b.source, b.key)) || compare(a.key, b.key))
      : entries;
  return ordered.map(({ key, source }, index) => {
    const sign = options.order === 'alphabetical' ? '-' : `${index + 1}.`;
    const anchor = isLinked.has(key) ? `<a id="${anchorOf(key)}"></a>` : '';
    if (source === undefined) {
      return `${sign} ${anchor}${inlineText(key)}: there is no such source in the record.`;
    }
    const details = detailsOf(source, options);
    return `${sign} ${anchor}${inlineText(fullReference(source)).replace(/([.?!])?("?)$/, (_, stop = '.', quote = '') => `${stop}${quote}`)}${details === '' ? '' : ` ${details}`}`;
  });
}

function sortKey(source: Source | undefined, key: string): string {
  return source === undefined
    ? key
    : `${familyName(source.authors[0] ?? shortAuthor(source)).replace(/^["']?(?:(?:the|an?) )?/i, '')} ${source.issued ?? ''} ${source.title}`;
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

function compare(a: string, b: string): number {
  return collator.compare(a, b);
}

/** The skeleton of ICD 206's statement: what can be counted is counted, what must be judged is left to the writer. */
export function summaryOf(keys: readonly string[], sources: Sources): string {
  const known = keys.map(key => sources.source(key)).filter(source => source !== undefined);
  const primary = known.filter(source => source.primary).length;
  const rated = known.filter(({ reliability }) => reliability === 'A' || reliability === 'B').length;
  const unread = known.filter(({ consulted }) => consulted !== 'full').length;
  const facts = [
    `${primary} of them primary`,
    ...(known.some(({ reliability }) => reliability !== undefined) ? [`${rated} rated A or B`] : []),
    ...(unread === 0 ? [] : [`${unread} read in part`]),
  ];
  return `Source summary statement: This product rests on ${keys.length} ${keys.length === 1 ? 'source' : 'sources'}, ${facts.join(', ')}. The strongest support is for (…); (…) rests on a single source. We have no reporting on (…).`;
}

function insertion(
  text: string,
  lines: readonly string[],
  { at, heading = 'Sources' }: SourceListOptions,
  regions: readonly number[],
  newline: string,
): TextEdit {
  if (at !== undefined) {
    return padded(text, Math.max(0, Math.min(at, text.length)), lines, newline);
  }
  headings.lastIndex = 0;
  let found: RegExpExecArray | undefined;
  for (let match = headings.exec(text); match !== null; match = headings.exec(text)) {
    const { index } = match;
    const isCode = regions.some((start, i) => i % 2 === 0 && start <= index && index < (regions[i + 1] ?? 0));
    found = isCode ? found : match;
  }
  if (found !== undefined) {
    return padded(text, found.index + found[0].replace(/\r$/, '').length, lines, newline);
  }
  const blocks = ['notes', 'endnotes'].map(name => findBlock(text, name, regions)?.start ?? text.length);
  const end = Math.min(...blocks);
  const isPlain = !/^#{1,6} |\]\(|\*\*/m.test(text) && /^[-=]{3,}[ \t]*\r?$/m.test(text);
  const title = heading === '' ? [] : isPlain ? [heading, '-'.repeat(heading.length), ''] : [`## ${heading}`, ''];
  return padded(text, end, [...title, ...lines], newline);
}

/** The lines between empty lines, without more of them than are needed. */
function padded(text: string, at: number, lines: readonly string[], newline: string): TextEdit {
  const before = /(?:\r?\n[ \t]*)*$/.exec(text.slice(Math.max(0, at - 10), at))?.[0].split('\n').length ?? 1;
  const behind = /^(?:[ \t]*\r?\n)*/.exec(text.slice(at, at + 10))?.[0].split('\n').length ?? 1;
  const lead = at === 0 ? '' : newline.repeat(Math.max(0, 3 - before));
  const tail = at === text.length ? newline : newline.repeat(Math.max(0, 3 - behind));
  return { start: at, end: at, text: `${lead}${lines.join(newline)}${tail}` };
}
