/**
 * A text as the rules see it: its sections, with their paragraphs, headings, sentences and quotations, and the date it
 * speaks as of. A keystroke changes one section of hundreds; the others, with all that is known of them, stay.
 *
 * A section is read line by line, not parsed as Markdown. Lines that are no prose (front matter, code, comments) fall
 * away; the rest falls into blocks, and each block into sentences. A sentence may run over several lines of a
 * paragraph that is wrapped by hand, but never out of a list item, a table cell or a heading.
 */

import { AnalysedCitations } from '../cite/analysedCitations.js';
import type { CitationMention } from '../cite/citations.js';
import type { CitationGroup } from '../cite/clusters.js';
import { parseDate } from '../knowledge/dates.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { Found } from '../recognize/mention.js';
import type { Analysis, Mention } from '../recognize/recognizer.js';
import { isInside, type Regions } from '../recognize/regions.js';
import type { Section } from '../recognize/sections.js';
import { isDirectiveLine } from './ignore.js';
import { Memo } from './memo.js';
import type { CheckedDocument, CheckedSection, CheckSettings, Span } from './rule.js';
import { splitSentences } from './sentences.js';

export const defaultCheckSettings: CheckSettings = {
  severities: {},
  preferredNames: {},
  likelihoodScale: 'icd203',
  commonAcronyms: ['UN', 'EU', 'US', 'USA', 'UK', 'NATO', 'USSR'],
};

export interface DocumentOptions {
  readonly analysis: Analysis;
  readonly knowledge: KnowledgeBase;
  readonly settings?: CheckSettings;
  /** The as-of date of the setting; front matter comes before it. */
  readonly asOf?: string | undefined;
  /** Today as an EDTF date, for a text that nobody dated. */
  readonly today: string;
  /** Kept from one version of a text to the next, it spares the sections that did not change. */
  readonly memo?: Memo;
}

/** The document of one version of a text. Of the last version the sections are taken over that stayed what they were. */
export function checkedDocument(options: DocumentOptions): CheckedDocument {
  const { analysis, knowledge, settings = defaultCheckSettings, asOf, today, memo = new Memo() } = options;
  const written = asOfDate(analysis.slice(0, farthestFrontMatter));
  const context = {
    knowledge,
    settings,
    asOf: written ?? validDate(asOf) ?? validDate(today) ?? today,
    memo,
  };
  memo.within([knowledge, context.asOf, JSON.stringify(settings)]);
  const citations = AnalysedCitations.of(analysis);
  const sections = analysis.sections.map(placed => {
    const found = analysis.foundIn(placed);
    let section = memo.sections.get(placed.section);
    // In a text that cites by links, what a section cites may have been written elsewhere.
    const linked = citations.isLinked ? citations.in(placed) : undefined;
    if (!(section instanceof TextSection) || !section.isOf(found, linked)) {
      const own = linked ?? citations.in(placed);
      section = new TextSection(context, placed.section, found, own, citations.groupsIn(placed));
      memo.sections.set(placed.section, section);
    }
    return { section, start: placed.start };
  });
  return { analysis, sections, ...context };
}

type Context = Pick<CheckedSection, 'knowledge' | 'settings' | 'asOf' | 'memo'>;

class TextSection implements CheckedSection {
  readonly text: string;
  readonly knowledge: KnowledgeBase;
  readonly settings: CheckSettings;
  readonly asOf: string;
  readonly memo: Memo;
  readonly citations: readonly CitationMention[];
  readonly citationGroups: readonly CitationGroup[];
  readonly #section: Section;
  readonly #found: readonly Found[];
  readonly #kept = new Map<string, unknown>();
  #mentions: readonly Mention[] | undefined;
  #blocks: Blocks | undefined;
  #sentences: readonly Span[] | undefined;
  #quotations: readonly Span[] | undefined;

  constructor(
    { knowledge, settings, asOf, memo }: Context,
    section: Section,
    found: readonly Found[],
    citations: readonly CitationMention[],
    groups: readonly CitationGroup[],
  ) {
    this.text = section.text;
    this.knowledge = knowledge;
    this.settings = settings;
    this.asOf = asOf;
    this.memo = memo;
    this.citations = citations;
    this.citationGroups = groups;
    this.#section = section;
    this.#found = found;
  }

  /** Whether this is the section with those names and, where links of the text lead elsewhere, citations. */
  isOf(found: readonly Found[], linked: readonly CitationMention[] | undefined): boolean {
    return (
      found === this.#found &&
      (linked === undefined || linked === this.citations || JSON.stringify(linked) === JSON.stringify(this.citations))
    );
  }

  get mentions(): readonly Mention[] {
    this.#mentions ??= this.#section.mentions(this.#found);
    return this.#mentions;
  }

  get regions(): Regions {
    return this.#section.regions;
  }

  get paragraphs(): readonly Span[] {
    return this.#allBlocks().paragraphs;
  }

  get sentences(): readonly Span[] {
    this.#sentences ??= this.#allBlocks().pieces.flatMap(piece => splitSentences(this.text, piece));
    return this.#sentences;
  }

  isProse(offset: number): boolean {
    return !isInside(this.regions, offset);
  }

  isQuoted(offset: number): boolean {
    this.#quotations ??= findQuotations(this.text, this.#allBlocks());
    return spanAt(this.#quotations, offset) !== undefined;
  }

  isHeading(offset: number): boolean {
    return spanAt(this.#allBlocks().headings, offset) !== undefined;
  }

  kept<T>(what: string, make: (section: CheckedSection) => T): T {
    if (this.#kept.has(what)) {
      return this.#kept.get(what) as T;
    }
    const made = make(this);
    this.#kept.set(what, made);
    return made;
  }

  #allBlocks(): Blocks {
    this.#blocks ??= findBlocks(this.text, this.regions);
    return this.#blocks;
  }
}

/** The items, ascending and without overlap, that start in the span: its mentions, citations or sentences. */
export function within<T extends Span>(items: readonly T[], { start, end }: Span): readonly T[] {
  return items.slice(placeOf(items, start), placeOf(items, end));
}

/** The span, of ascending ones without overlap, in which the offset lies. */
export function spanAt<T extends Span>(items: readonly T[], offset: number): T | undefined {
  const found = items[placeOf(items, offset + 1) - 1];
  return found !== undefined && offset < found.end ? found : undefined;
}

/** The place of the first item, of ascending ones, that starts at the offset or behind it. */
export function placeOf(items: readonly Span[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.start ?? offset) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

const farthestFrontMatter = 20_100;
const frontMatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]{0,20000}?)^(?:---|\.\.\.)[ \t]*$/m;
const asOfLine = /^(as[-_ ]?of|date)[ \t]*:[ \t]*["']?([^"'#\r\n]*)/gim;

/** What the front matter of a text's beginning says: `as-of` before `date`. A time behind a day is cut off. */
function asOfDate(text: string): string | undefined {
  const block = frontMatter.exec(text)?.[1] ?? '';
  let found: string | undefined;
  for (const [, key = '', value = ''] of block.matchAll(asOfLine)) {
    const date = validDate(value);
    if (date !== undefined && key.toLowerCase() !== 'date') {
      return date;
    }
    found ??= date;
  }
  return found;
}

function validDate(value: string | undefined): string | undefined {
  const written = value?.trim().replace(/^(\d{4}-\d{2}-\d{2})[T ].*$/, '$1');
  return written !== undefined && parseDate(written) !== undefined ? written.replace(/[~?%]$/, '') : undefined;
}

/** What the lines of a text make up. */
interface Blocks {
  readonly paragraphs: readonly Span[];
  readonly headings: readonly Span[];
  /** Stretches no sentence leaves: what a paragraph holds, or a list item, a table cell, a heading. */
  readonly pieces: readonly Span[];
  readonly blockQuotes: readonly Span[];
}

interface Line extends Span {
  /** Behind the marks of quotations. */
  readonly content: number;
  readonly isQuote: boolean;
}

const quoteMarks = /[ \t]*(?:>[ \t]?)+/y;
const atxHeading = /^[ \t]{0,3}#{1,6}(?:[ \t]|$)/;
const setextLine = /^[ \t]{0,3}(?:=+|-{2,})[ \t]*$/;
const ruleLine = /^[ \t]{0,3}(?:[-*_][ \t]*){3,}$/;
const itemStart =
  /^[ \t]*(?:[-*+\u2022\u2023\u25aa\u2013][ \t]+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)][ \t]+|\[\^[^\]\n]{1,60}\]:)/;
const tableRow = /^[ \t]*\|/;
const tableRule = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

function findBlocks(text: string, regions: Regions): Blocks {
  const paragraphs: Span[] = [];
  const headings: Span[] = [];
  const pieces: Span[] = [];
  const blockQuotes: Span[] = [];
  let block: Line[] = [];
  let isLast = false;

  const close = (): void => {
    const [first] = block;
    const last = block.at(-1);
    if (first === undefined || last === undefined) {
      return;
    }
    const span = { start: first.content, end: last.end };
    paragraphs.push(span);
    if (first.isQuote) {
      blockQuotes.push(span);
    }
    if (block.length === 1 && !isLast && looksLikeHeading(text.slice(first.content, first.end))) {
      headings.push(span);
      pieces.push(span);
    } else {
      addPieces(pieces, text, block);
    }
    block = [];
  };
  const heading = (span: Span): void => {
    paragraphs.push(span);
    headings.push(span);
    pieces.push(span);
  };

  for (const line of proseLines(text, regions)) {
    if (line === undefined) {
      close();
      continue;
    }
    const content = text.slice(line.content, line.end);
    if (setextLine.test(content) && block.length > 0 && block.length < 3 && !itemStart.test(content)) {
      const [first] = block;
      const last = block.at(-1);
      if (first !== undefined && last !== undefined) {
        heading({ start: first.content, end: last.end });
      }
      block = [];
    } else if (ruleLine.test(content)) {
      close();
    } else if (atxHeading.test(content)) {
      close();
      heading({ start: line.content, end: line.end });
    } else {
      if (block.at(-1) !== undefined && block.at(-1)?.isQuote !== line.isQuote) {
        close();
      }
      block.push(line);
    }
  }
  isLast = true;
  close();
  return { paragraphs, headings, pieces, blockQuotes };
}

/** The lines that hold prose; `undefined` between them stands for a blank line or anything that is no prose. */
function* proseLines(text: string, regions: Regions): Generator<Line | undefined> {
  let region = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline + 1;
    let end = newline < 0 ? text.length : newline;
    while (end > start && isBlank(text.charCodeAt(end - 1))) {
      end--;
    }
    quoteMarks.lastIndex = start;
    const marks = quoteMarks.exec(text)?.[0].length ?? 0;
    let content = start + marks;
    while (content < end && isBlank(text.charCodeAt(content))) {
      content++;
    }
    while ((regions[region + 1] ?? Infinity) <= content) {
      region += 2;
    }
    const inRegion = (regions[region] ?? Infinity) <= content && (regions[region + 1] ?? 0) >= end;
    if (content >= end || inRegion) {
      yield undefined;
    } else if (!isDirectiveLine(text.slice(content, Math.min(end, content + 400)))) {
      // A line of leading blanks keeps them as part of its mark only: list items are told by what follows.
      yield { start, content, end, isQuote: marks > 0 };
    }
    start = next;
  }
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0d || unit === 0xa0 || unit === 0xfeff;
}

const longestHeading = 100;

/** A line on its own that is no sentence: short, without an end, all in capitals or all in bold. */
function looksLikeHeading(line: string): boolean {
  if (line.length > longestHeading || itemStart.test(line) || tableRow.test(line)) {
    return false;
  }
  if (/^(?:\*\*|__)[^*_]+(?:\*\*|__):?$/.test(line) || (/\p{Lu}/u.test(line) && !/\p{Ll}/u.test(line))) {
    return true;
  }
  return !/[.!?:;,\u2026"'\u201d\u2019)\]*_]$/.test(line) && line.split(/\s+/).length <= 12;
}

/** Adds the parts of a block that sentences may not leave. */
function addPieces(pieces: Span[], text: string, block: readonly Line[]): void {
  const isTable = block.length > 1 && block.some(({ content, end }) => isTableRule(text.slice(content, end)));
  let open: { start: number; end: number } | undefined;
  for (const { content, end } of block) {
    const line = text.slice(content, end);
    if (isTable || tableRow.test(line)) {
      open = undefined;
      if (!isTableRule(line)) {
        addCells(pieces, line, content);
      }
      continue;
    }
    const item = itemStart.exec(line)?.[0].length ?? 0;
    if (open !== undefined && item === 0) {
      open.end = end;
    } else if (content + item < end) {
      open = { start: content + item, end };
      pieces.push(open);
    }
  }
}

function isTableRule(line: string): boolean {
  return line.includes('|') && line.length < 2000 && tableRule.test(line);
}

function addCells(cells: Span[], line: string, offset: number): void {
  let from = 0;
  for (let i = 0; i <= line.length; i++) {
    if (i === line.length || (line.charAt(i) === '|' && line.charAt(i - 1) !== '\\')) {
      const cell = line.slice(from, i);
      const trimmed = cell.trim();
      if (trimmed !== '') {
        const start = offset + from + cell.indexOf(trimmed);
        cells.push({ start, end: start + trimmed.length });
      }
      from = i + 1;
    }
  }
}

const quoteSigns = /["\u201c\u201d\u201e\u00ab\u00bb]/g;

/**
 * The stretches inside quotation marks, and block quotations. A quotation that a paragraph leaves open ends with the
 * paragraph: in a long quotation each paragraph opens anew and only the last one closes.
 */
function findQuotations(text: string, { paragraphs, blockQuotes }: Blocks): readonly Span[] {
  const quotations: Span[] = [...blockQuotes];
  for (const { start, end } of paragraphs) {
    if (spanAt(blockQuotes, start) !== undefined) {
      continue;
    }
    let open: number | undefined;
    for (const match of text.slice(start, end).matchAll(quoteSigns)) {
      const at = start + match.index;
      if (open === undefined) {
        open = closes(text, at) ? undefined : at + 1;
      } else if (!opens(text, at)) {
        quotations.push({ start: open, end: at });
        open = undefined;
      }
    }
    if (open !== undefined && open < end) {
      quotations.push({ start: open, end });
    }
  }
  return quotations.sort((a, b) => a.start - b.start);
}

function opens(text: string, at: number): boolean {
  const sign = text.charAt(at);
  return sign === '"'
    ? /^(?:|[\s([\u2014-])$/.test(text.charAt(at - 1)) && /\S/.test(text.charAt(at + 1))
    : '\u201c\u00ab\u201e'.includes(sign);
}

function closes(text: string, at: number): boolean {
  const sign = text.charAt(at);
  return sign === '"' ? /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) : sign === '\u201d' || sign === '\u00bb';
}
