/**
 * One style of citing for another, in a whole document, as edits that are undone at once.
 *
 * Every style is read into what Pandoc's style would say and written from there, so that each pair of styles is right
 * if each style alone is. What a style cannot say without loss stays as it is: Pandoc's citations are read in every
 * document. Notes that a person wrote remain notes; the sources they cite are rewritten inside them.
 *
 * Notes and endnotes that Dossier writes stand between two comments at the end of the text and go with them.
 */

import { findRegions, type Regions } from '../recognize/regions.js';
import { applyEdits, type CitationGroup, findGroups, findKeys, type Span, type TextEdit } from './clusters.js';
import { findBlock, findEndnoteMarks, findNotes, type NoteDefinition } from './notes.js';
import { detailsOf, type Sources } from './references.js';
import { type CitationStyle, findLinkTokens, type LinkToken, linkTo } from './styles.js';

/** One citation of a document: where it stands and what Pandoc's style would write there. */
export interface Passage extends Span {
  readonly raw: string;
  readonly kind: CitationGroup['kind'];
  readonly style: CitationStyle;
  /** Whether it stands in a note that a person wrote, or inside another citation. */
  readonly inNote: boolean;
  /** Where the writer's words stand that `raw` was made of: the place itself, or its note. */
  readonly body: Span;
}

export interface GeneratedSpan extends Span {
  readonly style: 'footnote' | 'endnote';
}

export interface Passages {
  readonly passages: readonly Passage[];
  /** What Dossier wrote for the style and what goes when the style goes: notes of citations and their block. */
  readonly generated: readonly GeneratedSpan[];
}

export interface ConvertOptions {
  /** What endnotes say of a source besides its reference. */
  readonly descriptors?: boolean;
  readonly reliability?: boolean;
}

/**
 * Edits that turn the citations of `from` into `to`; those of other styles stay.
 *
 * What is written is read again before it is given out: both texts must say the same in Pandoc's style. Signs of code
 * that stand alone can pair with others once a citation has moved; paragraphs with such signs are left as they are then.
 */
export function convertStyle(
  text: string,
  from: CitationStyle,
  to: CitationStyle,
  sources: Sources,
  options: ConvertOptions = {},
): readonly TextEdit[] {
  if (from === to || to === 'pandoc') {
    return from === to ? [] : editsFor(text, from, to, sources, options);
  }
  const meant = inPandocStyle(text, [from, to], sources);
  for (const mayChange of [() => true, placer(paragraphsWithoutSigns(text))]) {
    const edits = editsFor(text, from, to, sources, options, mayChange);
    if (inPandocStyle(applyEdits(text, edits), [to, from], sources) === meant) {
      return edits;
    }
  }
  return [];
}

/** The text with the citations of some styles as Pandoc's style writes them. */
function inPandocStyle(text: string, styles: readonly CitationStyle[], sources: Sources): string {
  return styles
    .filter(style => style !== 'pandoc')
    .reduce((plain, style) => applyEdits(plain, editsFor(plain, style, 'pandoc', sources, {})), text);
}

/** The paragraphs in which no code and no HTML can begin. */
function paragraphsWithoutSigns(text: string): readonly Span[] {
  let start = 0;
  const paragraphs: Span[] = [];
  for (const part of text.split(/(\n[ \t>]*\r?\n)/)) {
    const end = start + part.length;
    if (!/[`<]/.test(part)) {
      paragraphs.push({ start, end });
    }
    start = end;
  }
  return paragraphs;
}

function editsFor(
  text: string,
  from: CitationStyle,
  to: CitationStyle,
  sources: Sources,
  options: ConvertOptions,
  mayChange: (offset: number) => boolean = () => true,
): readonly TextEdit[] {
  const { passages, generated } = findPassages(text);
  // Links in a sentence or in a note are written alike in every style but Pandoc's.
  const wanted = passages.filter(
    ({ style, start }) => mayChange(start) && (style === from || (from !== 'pandoc' && style === 'author-date')),
  );
  if (to === 'pandoc') {
    return [
      ...wanted.map(({ start, end, raw }) => ({ start, end, text: raw })),
      ...(wanted.length === 0 ? [] : removals(generated, from)),
    ];
  }
  const writer = new StyleWriter(text, to, sources, options);
  const edits: TextEdit[] = [];
  for (const passage of wanted) {
    const written = writer.write(passage);
    // What cannot be said in the style comes back from its note at least.
    const result =
      written ?? (from === 'pandoc' ? undefined : { start: passage.start, end: passage.end, text: passage.raw });
    if (result !== undefined) {
      edits.push(result);
    }
  }
  if (edits.length === 0) {
    return [];
  }
  const block = writer.block();
  return [...edits, ...removals(generated, from), ...(block === undefined ? [] : [block])];
}

/**
 * Edits that put a citation at a place in the style of the document: `raw` is what Pandoc's style would write. A blank
 * before it is made where a word ends; a note goes to the other notes.
 */
export function insertCitation(
  text: string,
  at: number,
  raw: string,
  style: CitationStyle,
  sources: Sources,
  options: ConvertOptions = {},
): readonly TextEdit[] {
  const blank = /[^\s([{"'\u201c\u2018]$/u.test(text.slice(Math.max(0, at - 2), at)) ? ' ' : '';
  const plain = { start: at, end: at, text: blank + raw };
  if (style === 'pandoc') {
    return [plain];
  }
  const inserted = applyEdits(text, [plain]);
  const start = at + blank.length;
  const passage = findPassages(inserted).passages.find(found => found.style === 'pandoc' && found.start === start);
  const writer = new StyleWriter(inserted, style, sources, options);
  const written = passage === undefined ? undefined : writer.write(passage);
  if (written === undefined) {
    return [plain];
  }
  const block = writer.block();
  const shift = blank.length + raw.length;
  return [
    // The blank before a footnote goes, if it was there.
    { start: Math.min(at, written.start), end: at, text: inserted.slice(at, written.start) + written.text },
    ...(block === undefined ? [] : [{ start: block.start - shift, end: block.end - shift, text: block.text }]),
  ];
}

/** Notes and endnotes go with their style. */
function removals(generated: readonly GeneratedSpan[], from: CitationStyle): readonly TextEdit[] {
  return generated.filter(({ style }) => style === from).map(({ start, end }) => ({ start, end, text: '' }));
}

/** Every citation of a document, in whatever style, in the order of the text. */
export function findPassages(
  text: string,
  regions: Regions = findRegions(text),
  groups: readonly CitationGroup[] = findGroups(text, regions),
): Passages {
  const tokens = findLinkTokens(text, regions);
  const notes = findNotes(text, regions);
  const passages: Passage[] = [];
  const generated: GeneratedSpan[] = [];
  const inDefinition = placer(notes.definitions);
  for (const group of groups) {
    if (!group.nested) {
      passages.push({
        ...spanOf(group),
        raw: text.slice(group.start, group.end),
        kind: group.kind,
        style: 'pandoc',
        inNote: inDefinition(group.start),
        body: spanOf(group),
      });
    }
  }
  const taken =
    tokens.length === 0 ? new Set<LinkToken>() : notePassages(text, regions, tokens, notes, passages, generated);
  linkPassages(
    text,
    tokens.filter(token => !taken.has(token)),
    inDefinition,
    passages,
  );
  passages.sort((a, b) => a.start - b.start);
  return { passages, generated };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** Whether an offset lies in one of the spans, which ascend. */
function placer(spans: readonly Span[]): (offset: number) => boolean {
  return offset => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((spans[middle]?.end ?? 0) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const span = spans[low];
    return span !== undefined && span.start <= offset;
  };
}

/** A note whose first line is one citation and nothing else. */
interface CitationNote {
  readonly definition: Span;
  readonly body: Span;
  readonly raw: string;
  /** The key of the author whom the sentence names. */
  readonly named?: string;
  readonly tokens: readonly LinkToken[];
}

const detailLine =
  /^(?: {4}|\t)(?:<https?:|Retrieved |Archived: |Withdrawn|Superseded|Reliability: |Source descriptor: )/;

function notePassages(
  text: string,
  regions: Regions,
  tokens: readonly LinkToken[],
  { marks, definitions }: ReturnType<typeof findNotes>,
  passages: Passage[],
  generated: GeneratedSpan[],
): Set<LinkToken> {
  const taken = new Set<LinkToken>();
  const byEnd = new Map(tokens.map(token => [token.end, token]));
  const ordered = new TokensBetween(tokens);
  const add = (start: number, end: number, note: CitationNote, style: CitationStyle, attached: boolean): boolean => {
    const lead = note.named === undefined ? undefined : byEnd.get(start);
    if (note.named !== undefined && (lead?.key !== note.named || lead.title !== 'in text')) {
      return false;
    }
    if (lead !== undefined) {
      taken.add(lead);
    }
    for (const token of note.tokens) {
      taken.add(token);
    }
    const from = lead?.start ?? start;
    passages.push({
      start: from,
      end,
      raw:
        note.named === undefined && style === 'footnote' && !attached
          ? ` [${note.raw}]`
          : note.named === undefined
            ? `[${note.raw}]`
            : note.raw,
      kind: note.named === undefined ? 'cluster' : 'in-text',
      style,
      inNote: false,
      body: note.body,
    });
    return true;
  };
  const notesByLabel = new Map<string, CitationNote>();
  const written = findBlock(text, 'notes', regions);
  for (const definition of definitions) {
    const isOurs = written !== undefined && definition.start > written.start && definition.start < written.end;
    const note = noteOf(text, definition, ordered, isOurs);
    if (note !== undefined && !notesByLabel.has(definition.label)) {
      notesByLabel.set(definition.label, note);
    }
  }
  const used = new Set<CitationNote>();
  for (const { label, start, end } of marks) {
    const note = notesByLabel.get(label);
    if (note !== undefined && add(start, end, note, 'footnote', label.endsWith('_'))) {
      used.add(note);
    }
  }
  addGenerated(text, written, [...used], 'footnote', generated);

  const block = findBlock(text, 'endnotes', regions);
  if (block !== undefined) {
    const entries = endnotesOf(text, block, ordered);
    const usedEntries = new Set<CitationNote>();
    for (const { number, start, end } of findEndnoteMarks(text, regions)) {
      const note = entries.get(number);
      if (note !== undefined && add(start, end, note, 'endnote', true)) {
        usedEntries.add(note);
      }
    }
    addGenerated(text, block, [...usedEntries], 'endnote', generated);
  }
  return taken;
}

/** The block goes as a whole if nothing else stands in it; otherwise each note goes alone. */
function addGenerated(
  text: string,
  block: ReturnType<typeof findBlock>,
  notes: readonly CitationNote[],
  style: GeneratedSpan['style'],
  generated: GeneratedSpan[],
): void {
  const spans = notes.map(({ definition }) => definition).sort((a, b) => a.start - b.start);
  let rest = '';
  let from = block?.innerStart ?? 0;
  for (const span of block === undefined
    ? []
    : spans.filter(({ start }) => start >= block.start && start < block.end)) {
    rest += text.slice(from, span.start);
    from = span.end;
  }
  if (block !== undefined && spans.length > 0 && (rest + text.slice(from, block.innerEnd)).trim() === '') {
    generated.push({ ...aroundBlock(text, block), style });
  }
  for (const span of spans) {
    if (!generated.some(({ start, end }) => start <= span.start && span.end <= end)) {
      const newline = /^\r?\n(?:[ \t]*\r?\n)?/.exec(text.slice(span.end, span.end + 20))?.[0].length ?? 0;
      generated.push({ start: span.start, end: span.end + newline, style });
    }
  }
}

/** The block with the empty line before it, as `blockAt` put it there. */
function aroundBlock(text: string, { start, end }: Span): Span {
  const before = /(?:\r?\n){0,2}$/.exec(text.slice(Math.max(0, start - 4), start))?.[0] ?? '';
  const breaks = before.split('\n').length - 1;
  const behind = /^\r?\n/.exec(text.slice(end, end + 2))?.[0] ?? '';
  if (breaks === 2 && behind === '') {
    return { start: start - before.length, end };
  }
  const one = before.slice(before.indexOf('\n') + 1);
  return { start: start - (breaks === 2 ? one.length : 0), end: end + behind.length };
}

/** Reads a definition as the note of one citation, if it is one. */
function noteOf(
  text: string,
  { start, end, bodyStart }: NoteDefinition,
  ordered: TokensBetween,
  isOurs: boolean,
): CitationNote | undefined {
  const firstBreak = text.indexOf('\n', bodyStart);
  const lineEnd =
    firstBreak < 0 || firstBreak > end ? end : firstBreak - (text.charAt(firstBreak - 1) === '\r' ? 1 : 0);
  const more = text.slice(lineEnd, end).split(/\r?\n/).slice(1);
  return more.every(line => line.trim() === '' || detailLine.test(line))
    ? citationNote(text, { start, end }, { start: bodyStart, end: lineEnd }, ordered, isOurs)
    : undefined;
}

function citationNote(
  text: string,
  definition: Span,
  line: Span,
  ordered: TokensBetween,
  isOurs: boolean,
): CitationNote | undefined {
  const body = { start: line.start, end: text.charAt(line.end - 1) === '.' ? line.end - 1 : line.end };
  const tokens = ordered.between(body.start, body.end);
  const raw = unescapeBreaks(withKeys(text, body, tokens));
  const [first] = tokens;
  // In a note that a person wrote, a citation may stand in brackets of its own.
  if (first === undefined || (!isOurs && /[([]/.test(text.slice(body.start, first.start)))) {
    return undefined;
  }
  if (first.title === 'named in text') {
    const [group, second] = first.start === body.start ? findGroups(raw) : [];
    return group?.kind === 'in-text' && group.end === raw.length && second?.nested !== false
      ? { definition, body, raw, named: first.key, tokens }
      : undefined;
  }
  return isCluster(`[${raw}]`, tokens) ? { definition, body, raw, tokens } : undefined;
}

/** Whether the brackets are one cluster, none of whose sources is named in the sentence. */
function isCluster(raw: string, tokens: readonly LinkToken[]): boolean {
  const [group] = findGroups(raw);
  if (group?.kind !== 'cluster' || group.start !== 0 || group.end !== raw.length) {
    return false;
  }
  const keys = findKeys(raw);
  const places = new Map(keys.map(({ start }, index) => [start, index]));
  return (
    keys.length === tokens.length &&
    group.cited.every(({ token }) => {
      const title = tokens[places.get(token.start) ?? -1]?.title;
      return title === undefined || title === 'year only';
    })
  );
}

const endnoteStart = /^(\d{1,6})\. <a id="note-(\d{1,6})"><\/a>/gm;

function endnotesOf(
  text: string,
  { innerStart, innerEnd }: NonNullable<ReturnType<typeof findBlock>>,
  ordered: TokensBetween,
): ReadonlyMap<string, CitationNote> {
  const entries = new Map<string, CitationNote>();
  endnoteStart.lastIndex = innerStart;
  const starts: { readonly at: number; readonly bodyStart: number; readonly number: string }[] = [];
  for (let match = endnoteStart.exec(text); match !== null && match.index < innerEnd; match = endnoteStart.exec(text)) {
    starts.push({ at: match.index, bodyStart: endnoteStart.lastIndex, number: match[1] ?? '' });
  }
  for (const [i, { at, bodyStart, number }] of starts.entries()) {
    const next = starts[i + 1]?.at ?? innerEnd;
    const end = at + text.slice(at, next).trimEnd().length;
    const note = noteOf(text, { label: number, start: at, end, bodyStart }, ordered, true);
    if (note !== undefined && !entries.has(number)) {
      entries.set(number, note);
    }
  }
  return entries;
}

/** Tokens of a span by bisection, so that many notes take no quadratic time. */
class TokensBetween {
  readonly #tokens: readonly LinkToken[];

  constructor(tokens: readonly LinkToken[]) {
    this.#tokens = tokens;
  }

  between(start: number, end: number): readonly LinkToken[] {
    let low = 0;
    let high = this.#tokens.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#tokens[middle]?.start ?? 0) < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const found: LinkToken[] = [];
    for (let token = this.#tokens[low]; token !== undefined && token.end <= end; token = this.#tokens[++low]) {
      found.push(token);
    }
    return found;
  }
}

/** The words of a span with its links written as keys. */
function withKeys(text: string, { start, end }: Span, tokens: readonly LinkToken[]): string {
  return applyEdits(
    text.slice(start, end),
    tokens.map(token => ({ start: token.start - start, end: token.end - start, text: keyOf(token) })),
  );
}

function keyOf({ written, title }: LinkToken): string {
  return `${title === 'year only' ? '-' : ''}@${written}`;
}

/** Citations in the style of author and date: links in round or square brackets, or in the sentence. */
function linkPassages(
  text: string,
  tokens: readonly LinkToken[],
  inDefinition: (offset: number) => boolean,
  passages: Passage[],
): void {
  const ordered = new TokensBetween(tokens);
  const byEnd = new Map(tokens.map(token => [token.end, token]));
  const byStart = new Map(tokens.map(token => [token.start, token]));
  let reach = 0;
  for (const token of tokens) {
    if (token.start < reach) {
      continue;
    }
    const cluster = inSentence(token) ? undefined : clusterAround(text, token, ordered, byStart, byEnd, reach);
    if (cluster !== undefined) {
      reach = cluster.end;
      const span = spanOf(cluster);
      passages.push({
        ...span,
        raw: cluster.raw,
        kind: 'cluster',
        style: 'author-date',
        inNote: inDefinition(span.start),
        body: span,
      });
      continue;
    }
    // In the sentence; brackets behind it belong to it.
    const behind = /^[ \t]*(?:\r?\n[ \t>]*)?\[/.exec(text.slice(token.end, token.end + 200))?.[0].length;
    const isBracket = behind !== undefined && !byStart.has(token.end + behind - 1);
    const end = !isBracket ? undefined : closeBehind(text, token.end + behind, square, byStart);
    const span = { start: token.start, end: end === undefined ? token.end : end + 1 };
    const written = withKeys(text, span, ordered.between(span.start, span.end));
    const whole = findGroups(written)[0];
    const isOne = whole?.kind === 'in-text' && whole.start === 0 && whole.end === written.length;
    const own = isOne ? span : { start: token.start, end: token.end };
    reach = own.end;
    passages.push({
      ...own,
      raw: isOne ? written : `@${token.written}`,
      kind: 'in-text',
      style: 'author-date',
      inNote: inDefinition(token.start),
      body: own,
    });
  }
}

const round = ['(', ')'] as const;
const square = ['[', ']'] as const;

function inSentence({ title }: LinkToken): boolean {
  return title === 'in text' || title === 'named in text';
}

/** The brackets around a link, if what they hold is a cluster: round ones as Dossier writes them, or square ones. */
function clusterAround(
  text: string,
  token: LinkToken,
  ordered: TokensBetween,
  byStart: ReadonlyMap<number, LinkToken>,
  byEnd: ReadonlyMap<number, LinkToken>,
  reach: number,
): (Span & { readonly raw: string }) | undefined {
  for (const brackets of [round, square]) {
    const open = openBefore(text, token.start, brackets, byEnd, reach);
    const close = open === undefined ? undefined : closeBehind(text, token.end, brackets, byStart);
    if (open !== undefined && close !== undefined) {
      const inside = ordered.between(open, close);
      const raw = `[${withKeys(text, { start: open + 1, end: close }, inside)}]`;
      if (isCluster(raw, inside)) {
        return { start: open, end: close + 1, raw };
      }
    }
  }
  return undefined;
}

const farthest = 2000;
const paragraphEnd = /\n[ \t>]*\r?\n/y;

function endsParagraph(text: string, at: number): boolean {
  paragraphEnd.lastIndex = at;
  return paragraphEnd.test(text);
}

/** The bracket of a kind in which a link stands: the nearest that is not closed before it, links passed over. */
function openBefore(
  text: string,
  from: number,
  [open, close]: readonly [string, string],
  byEnd: ReadonlyMap<number, LinkToken>,
  reach: number,
): number | undefined {
  let depth = 0;
  for (let i = from - 1; i >= Math.max(reach, from - farthest); i--) {
    const unit = text.charAt(i);
    const link = unit === ')' ? byEnd.get(i + 1) : undefined;
    if (link !== undefined) {
      i = link.start;
    } else if (unit === '\n') {
      if (endsParagraph(text, i)) {
        return undefined;
      }
    } else if (unit === close && text.charAt(i - 1) !== '\\') {
      depth++;
    } else if (unit === open && text.charAt(i - 1) !== '\\' && depth-- === 0) {
      return i;
    }
  }
  return undefined;
}

/** The bracket that closes what was opened before `from`; `undefined` at the end of the paragraph. */
function closeBehind(
  text: string,
  from: number,
  [open, close]: readonly [string, string],
  byStart: ReadonlyMap<number, LinkToken>,
): number | undefined {
  let depth = 0;
  for (let i = from; i < Math.min(text.length, from + farthest); i++) {
    const unit = text.charAt(i);
    const link = unit === '[' ? byStart.get(i) : undefined;
    if (link !== undefined) {
      i = link.end - 1;
    } else if (unit === '\n') {
      if (endsParagraph(text, i)) {
        return undefined;
      }
    } else if (unit === open && text.charAt(i - 1) !== '\\') {
      depth++;
    } else if (unit === close && text.charAt(i - 1) !== '\\' && depth-- === 0) {
      return i;
    }
  }
  return undefined;
}

/**
 * Whether round brackets around the citation would be found again: its own are balanced and none stands around a key,
 * for `((see [Lee 2016](#ref-lee)))` does not say which pair is the citation.
 */
function isBalanced(raw: string): boolean {
  const keys = findKeys(raw);
  let key = 0;
  let depth = 0;
  for (let i = 0; i < raw.length; i++) {
    if (keys[key]?.start === i) {
      if (depth > 0) {
        return false;
      }
      i = (keys[key++]?.end ?? i) - 1;
      continue;
    }
    const unit = raw.charAt(i);
    if ((unit === '(' || unit === ')') && raw.charAt(i - 1) !== '\\') {
      depth += unit === '(' ? 1 : -1;
      if (depth < 0) {
        return false;
      }
    }
  }
  return depth === 0;
}

/** Line breaks of a citation would end its note. */
function escapeBreaks(text: string): string {
  return text
    .replace(/&((?:amp;)*#1[03];)/g, '&amp;$1')
    .replace(/\r/g, '&#13;')
    .replace(/\n/g, '&#10;');
}

function unescapeBreaks(text: string): string {
  return text
    .replace(/&#1([03]);/g, (_, sign: string) => (sign === '3' ? '\r' : '\n'))
    .replace(/&amp;((?:amp;)*#1[03];)/g, '&$1');
}

interface MadeNote {
  readonly name: string;
  readonly body: string;
  readonly details: string;
}

/** Writes passages in one style and collects the notes they need. */
class StyleWriter {
  readonly #text: string;
  readonly #style: Exclude<CitationStyle, 'pandoc'>;
  readonly #sources: Sources;
  readonly #options: ConvertOptions;
  readonly #made = new Map<string, MadeNote>();
  readonly #labels: Set<string>;
  /** The notes that are there already, to which the new ones go. */
  readonly #existing: ReturnType<typeof findBlock>;
  readonly #firstNumber: number;

  constructor(text: string, style: Exclude<CitationStyle, 'pandoc'>, sources: Sources, options: ConvertOptions) {
    this.#text = text;
    this.#style = style;
    this.#sources = sources;
    this.#options = options;
    const { marks, definitions } = findNotes(text);
    this.#labels = new Set([...marks, ...definitions].map(({ label }) => label.toLowerCase()));
    this.#existing = style === 'author-date' ? undefined : findBlock(text, style === 'footnote' ? 'notes' : 'endnotes');
    const inBlock = this.#existing === undefined ? '' : text.slice(this.#existing.innerStart, this.#existing.innerEnd);
    const marked = findEndnoteMarks(text, findRegions(text)).map(({ number }) => Number(number));
    const listed = [...inBlock.matchAll(endnoteStart)].map(match => Number(match[1]));
    this.#firstNumber = [...marked, ...listed].reduce((most, number) => Math.max(most, number), 0) + 1;
  }

  /** `undefined` where the style cannot say it without loss. */
  write({ start, end, raw: written, kind, inNote }: Passage): TextEdit | undefined {
    const raw = written.trimStart();
    const lead = written.slice(0, written.length - raw.length);
    const before = lead === '' ? this.#text.charAt(start - 1) : lead.slice(-1);
    if (/[!^\]\\]/.test(before) || unsafe(raw, kind)) {
      return undefined;
    }
    if (this.#style === 'author-date' || inNote) {
      const linked = this.#linked(raw, kind === 'in-text' ? 'in text' : undefined);
      const content = kind === 'cluster' ? linked.slice(1, -1) : linked;
      const isRound = kind === 'cluster';
      if (isRound && !isBalanced(raw)) {
        return undefined;
      }
      return { start, end, text: lead + (isRound ? `(${content})` : linked) };
    }
    if (/[<`]/.test(raw.replace(/<(?![A-Za-z/!?])/g, ''))) {
      return undefined;
    }
    const note = this.#noteFor(raw, kind, lead, start);
    const mark = this.#style === 'footnote' ? `[^${note.name}]` : `[[${note.name}]](#note-${note.name})`;
    if (kind === 'in-text') {
      const [token] = findKeys(raw);
      return {
        start,
        end,
        text: `${lead}${linkTo(raw.slice((token?.start ?? 0) + 1, token?.end), { style: this.#style, title: 'in text' }, this.#sources)}${mark}`,
      };
    }
    // A footnote's number stands close to its word; whether a blank stood there, the label says.
    if (this.#style === 'endnote') {
      return { start, end, text: lead + mark };
    }
    const blank = lead === ' ' ? 0 : this.#blankBefore(start) ? 1 : 0;
    return { start: start - blank, end, text: mark };
  }

  #blankBefore(start: number): boolean {
    return this.#text.charAt(start - 1) === ' ' && /[^\s!^\]\\]/.test(this.#text.charAt(start - 2));
  }

  #linked(raw: string, lead: 'in text' | 'named in text' | undefined): string {
    const groups = findGroups(raw);
    const modes = new Map(groups.flatMap(({ cited }) => cited.map(({ token, mode }) => [token.start, mode] as const)));
    const edits = findKeys(raw).map((token, index) => {
      const mode = modes.get(token.start);
      const title =
        index === 0 && lead !== undefined
          ? lead
          : mode === 'suppressed'
            ? 'year only'
            : mode === 'in-text'
              ? 'in text'
              : undefined;
      return {
        start: token.start - (title === 'year only' ? 1 : 0),
        end: token.end,
        text: linkTo(raw.slice(token.start + 1, token.end), { style: this.#style, title }, this.#sources),
      };
    });
    return applyEdits(raw, edits);
  }

  #noteFor(raw: string, kind: Passage['kind'], lead: string, start: number): MadeNote {
    const attached = kind === 'cluster' && this.#style === 'footnote' && lead !== ' ' && !this.#blankBefore(start);
    const id = `${attached ? '_' : ' '}${raw}`;
    const known = this.#made.get(id);
    if (known !== undefined) {
      return known;
    }
    const linked = this.#linked(raw, kind === 'in-text' ? 'named in text' : undefined);
    const keys = [...new Set(findKeys(raw).map(({ key }) => key))];
    const note = {
      name:
        this.#style === 'endnote'
          ? String(this.#firstNumber + this.#made.size)
          : this.#label(keys[0] ?? 'note', attached),
      body: escapeBreaks(kind === 'cluster' ? linked.slice(1, -1) : linked),
      details: keys
        .map(key => this.#sources.source(key))
        .map(source => (source === undefined ? '' : detailsOf(source, this.#options)))
        .filter(details => details !== '')
        .join(' '),
    };
    this.#made.set(id, note);
    return note;
  }

  #label(key: string, attached: boolean): string {
    const plain = key.replace(/[\s[\]^\\`<>{}|]+/gu, '-').slice(0, 100);
    const end = attached ? '_' : '';
    for (let number = 1; ; number++) {
      const label = `${plain}${number === 1 ? (plain.endsWith('_') ? '-1' : '') : `-${number}`}${end}`;
      if (!this.#labels.has(label.toLowerCase())) {
        this.#labels.add(label.toLowerCase());
        return label;
      }
    }
  }

  /** The notes, to stand at the end of the text. */
  block(): TextEdit | undefined {
    if (this.#made.size === 0) {
      return undefined;
    }
    const newline = this.#text.includes('\r\n') ? '\r\n' : '\n';
    const name = this.#style === 'footnote' ? 'notes' : 'endnotes';
    const entries = [...this.#made.values()].map(({ name: label, body, details }) => {
      const lead = this.#style === 'footnote' ? `[^${label}]: ` : `${label}. <a id="note-${label}"></a>`;
      return `${lead}${body}.${details === '' ? '' : `${newline}    ${details}`}`;
    });
    if (this.#existing !== undefined) {
      const at = this.#existing.innerEnd;
      return { start: at, end: at, text: entries.map(entry => entry + newline + newline).join('') };
    }
    const block = [`<!-- dossier:${name} -->`, ...entries, `<!-- /dossier:${name} -->`].join(`${newline}${newline}`);
    const at = this.#text.length;
    const ends = this.#text.endsWith('\n');
    return { start: at, end: at, text: ends ? `${newline}${block}${newline}` : `${newline}${newline}${block}` };
  }
}

/** Whether a link in the place of a key would be read as something else: an image, a note, a link of its own. */
function unsafe(raw: string, kind: Passage['kind']): boolean {
  return findKeys(raw).some(({ start, dashed }, index) => {
    const before = raw.charAt(start - (dashed ? 2 : 1));
    return (kind === 'cluster' || index > 0) && /[!^\]\\]/.test(before);
  });
}
