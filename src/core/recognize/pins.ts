/**
 * Pins: what an analyst has settled about a name that may mean several things.
 *
 * Dossier shows both Congos until somebody says which one is meant, once for the document or for one place:
 *
 *     ---
 *     dossier:
 *       pins:
 *         Congo: congo-republic      every "Congo" here is this one
 *         Georgia: none              and no "Georgia" is in the records
 *     ---
 *     The Congo<!-- dossier: congo-drc --> was an exception.
 *
 * `pins: [congo-republic]` settles every name that may mean the record. A pin is text that anybody can read, change and
 * delete; a reader of the briefing never sees it. The place wins over the document, a name over the list.
 *
 * Front matter is read line by line, as far as pins need it: nothing in it is an error, and it takes linear time.
 */

import { foldText } from './fold.js';
import type { Mention, Sense } from './recognizer.js';
import { frontMatterEnd } from './regions.js';

/** What a pin says: the id of a record, or `none`. */
export const noMeaning = 'none';

export interface Pin {
  readonly id: string;
  /** The name as written, for a pin of the document that has one. */
  readonly name?: string;
  /** Where the id stands. */
  readonly start: number;
  readonly end: number;
}

export interface Pins {
  readonly byName: ReadonlyMap<string, Pin>;
  readonly byId: ReadonlyMap<string, Pin>;
  /** Pins of places; each is looked for right behind its name. */
  readonly hasPlaces: boolean;
}

/** A pin that settles nothing. */
export interface PinProblem {
  readonly code: 'unknown-record' | 'no-such-meaning' | 'no-name-before';
  readonly pin: Pin;
}

export interface PinEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const noPins: Pins = { byName: new Map(), byId: new Map(), hasPlaces: false };

/** The pins of a text. */
export function pinsOf(text: string): Pins {
  const hasPlaces = hasPlacePins(text);
  const block = pinBlockOf(text);
  if (block === undefined) {
    return hasPlaces ? { ...noPins, hasPlaces } : noPins;
  }
  const byName = new Map<string, Pin>();
  const byId = new Map<string, Pin>();
  for (const { key, value } of block.entries) {
    if (isNothing(value.text)) {
      continue;
    }
    const pin = { id: value.text, start: value.start, end: value.end };
    if (key === undefined) {
      byId.set(pin.id, pin);
    } else {
      byName.set(foldText(key.text), { ...pin, name: key.text });
    }
  }
  return { byName, byId, hasPlaces };
}

/** Whether two first blocks of a document settle the same names in the same way. */
export function arePinsSame(one: string, other: string): boolean {
  return one === other || pinsSaid(one) === pinsSaid(other);
}

function pinsSaid(text: string): string {
  const { byName, byId } = pinsOf(text);
  return JSON.stringify([[...byName].map(([name, { id }]) => [name, id]), [...byId.keys()]]);
}

export function hasPlacePins(text: string): boolean {
  return text.includes('<!--') && placePin.test(text);
}

/** The mentions as the pins have them, and the pins that settle nothing. */
export function applyPins(
  text: string,
  mentions: readonly Mention[],
  isRecord: (id: string) => boolean,
  pins: Pins = pinsOf(text),
): { readonly mentions: readonly Mention[]; readonly problems: readonly PinProblem[] } {
  if (pins.byName.size + pins.byId.size === 0 && !pins.hasPlaces) {
    return { mentions, problems: [] };
  }
  const problems: PinProblem[] = [];
  const report = (pin: Pin, code: 'no-such-meaning' | 'no-name-before'): void => {
    problems.push({ code: pin.id === noMeaning || isRecord(pin.id) ? code : 'unknown-record', pin });
  };
  const settled = new Set<Pin>();
  const failed = new Set<Pin>();
  const places = new Set<number>();
  const result: Mention[] = [];
  for (const mention of mentions) {
    const place = pins.hasPlaces ? placePinBehind(text, mention.end) : undefined;
    if (place !== undefined) {
      places.add(place.pin.start);
    }
    const pin = place?.pin ?? documentPin(pins, text, mention);
    const pinned = pin === undefined ? mention : pinnedTo(mention, pin.id);
    if (pinned === undefined) {
      settled.add(pin ?? noPin);
      continue;
    }
    if (pin !== undefined && pinned === mention && mention.senses[0]?.entity.id !== pin.id) {
      if (place === undefined) {
        failed.add(pin);
      } else {
        report(pin, 'no-such-meaning');
      }
    } else if (pin !== undefined) {
      settled.add(pin);
    }
    result.push(pinned);
  }
  for (const pin of [...pins.byName.values(), ...pins.byId.values()]) {
    if (failed.has(pin) || (!settled.has(pin) && pin.id !== noMeaning && !isRecord(pin.id))) {
      report(pin, 'no-such-meaning');
    }
  }
  if (pins.hasPlaces) {
    for (const match of text.matchAll(new RegExp(placePin, 'gi'))) {
      const pin = pinOfMatch(match, match.index);
      if (pin !== undefined && !places.has(pin.start)) {
        report(pin, 'no-name-before');
      }
    }
  }
  return { mentions: result, problems };
}

const noPin: Pin = { id: noMeaning, start: 0, end: 0 };

function documentPin(pins: Pins, text: string, mention: Mention): Pin | undefined {
  const named = pins.byName.size === 0 ? undefined : pins.byName.get(foldText(text.slice(mention.start, mention.end)));
  if (named !== undefined || pins.byId.size === 0 || mention.senses.length < 2) {
    return named;
  }
  const listed = mention.senses.flatMap(({ entity }) => pins.byId.get(entity.id) ?? []);
  return listed.length === 1 ? listed[0] : undefined;
}

/** The mention in the sense that a pin leaves, itself where the pin does not fit, or nothing. */
function pinnedTo(mention: Mention, id: string): Mention | undefined {
  if (id === noMeaning) {
    return undefined;
  }
  const sense = mention.senses.find(({ entity }) => entity.id === id);
  if (sense === undefined || mention.senses.length === 1) {
    return mention;
  }
  return { ...mention, role: sense.name.role, senses: [sense], unpinned: mention.senses };
}

/** What a mention might mean without a pin. */
export function allSenses(mention: Mention): readonly Sense[] {
  return mention.unpinned ?? mention.senses;
}

// ---- a place

/** Whatever a comment says behind `dossier:` that is no word of ours is meant as an id, so that a wrong one is reported. */
const placePin =
  /<!--[ \t]{0,9}dossier:[ \t]{0,9}(?!(?:ignore|sources|notes|endnotes)\b)([^\s<>-][^<>\n]{0,99}?)[ \t]{0,9}-->/i;
/** A possessive and what closes an emphasis or a quotation may stand between the name and its pin. */
const placePinHere = new RegExp(`(?:['’]s?)?[*_~"”»)\\]]{0,4}[ \\t]{0,3}(${placePin.source})`, 'iy');

function pinOfMatch(match: readonly (string | undefined)[], start: number): Pin | undefined {
  const [comment, id] = match;
  if (comment === undefined || id === undefined) {
    return undefined;
  }
  const from = start + comment.indexOf(id, comment.indexOf(':'));
  return { id: id.toLowerCase(), start: from, end: from + id.length };
}

/** Where the comment that pins what stands before an offset ends; the offset itself if there is none. */
export function behindPin(text: string, at: number): number {
  return placePinBehind(text, at)?.end ?? at;
}

interface PlacePin {
  readonly pin: Pin;
  readonly start: number;
  readonly end: number;
}

function placePinBehind(text: string, at: number): PlacePin | undefined {
  placePinHere.lastIndex = at;
  const match = placePinHere.exec(text);
  const comment = match?.[1];
  if (match === null || comment === undefined) {
    return undefined;
  }
  const end = at + match[0].length;
  const start = end - comment.length;
  const pin = pinOfMatch([comment, match[2]], start);
  return pin === undefined ? undefined : { pin, start, end };
}

// ---- the front matter

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Entry {
  /** The name; left out in a list of ids. */
  readonly key?: Piece;
  readonly value: Piece;
  /** All of the entry: its line or lines, or its part of a flow. */
  readonly start: number;
  readonly end: number;
}

/** Where the pins stand in the front matter. */
interface PinBlock {
  readonly style: 'lines' | 'flow' | 'list' | 'flow-list';
  readonly entries: readonly Entry[];
  /** Of lines: their indent, and where another is put. Of a flow: the place before its closing sign. */
  readonly indent: string;
  readonly insertAt: number;
  /** The lines from `pins:`, and from `dossier:`, to the end of what they hold. */
  readonly lines: { readonly start: number; readonly end: number };
  readonly parent: { readonly start: number; readonly end: number };
  /** The `~` or `null` that stands where pins would. */
  readonly nothing?: { readonly start: number; readonly end: number };
  /** Key and value where they stand in the braces of `dossier: { … }`. */
  readonly inTop?: { readonly start: number; readonly end: number };
}

interface Line {
  readonly start: number;
  /** Behind the line break. */
  readonly end: number;
  readonly text: string;
  readonly indent: number;
  readonly isBlank: boolean;
}

function linesOf(text: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  for (let start = from; start < to;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 || newline >= to ? to : newline + 1;
    const content = text.slice(start, end).replace(/\r?\n$/, '');
    const indent = content.length - content.trimStart().length;
    lines.push({ start, end, text: content, indent, isBlank: /^\s*(?:#|$)/.test(content) });
    start = end;
  }
  return lines;
}

/** The lines between the marks of the front matter, and where the closing mark begins. */
function frontMatter(text: string): { readonly lines: readonly Line[]; readonly close: number } | undefined {
  const end = frontMatterEnd(text);
  if (end === 0) {
    return undefined;
  }
  const close = text.lastIndexOf('\n', end - 1) + 1;
  return { lines: linesOf(text, text.indexOf('\n') + 1, close), close };
}

/** The lines that belong to the key in line `index`: those that are indented more, or empty. */
function heldBy(lines: readonly Line[], index: number): number {
  const indent = lines[index]?.indent ?? 0;
  let last = index;
  for (let i = index + 1; i < lines.length; i++) {
    const line = lines[i];
    const isItem = line?.text.trimStart().startsWith('-') === true && line.indent === indent;
    if (line === undefined || (!line.isBlank && line.indent <= indent && !isItem)) {
      break;
    }
    last = line.isBlank ? last : i;
  }
  return last;
}

function keyLine(lines: readonly Line[], key: string, from: number, to: number, indent: number): number {
  const pattern = new RegExp(`^\\s*["']?${key}["']?\\s*:(?:\\s|$)`);
  for (let i = from; i <= to; i++) {
    const line = lines[i];
    if (line?.indent === indent && pattern.test(line.text)) {
      return i;
    }
  }
  return -1;
}

function pinBlockOf(text: string): PinBlock | undefined {
  const matter = frontMatter(text);
  if (matter === undefined) {
    return undefined;
  }
  const { lines } = matter;
  const top = keyLine(lines, 'dossier', 0, lines.length - 1, 0);
  const topLine = lines[top];
  if (topLine === undefined) {
    return undefined;
  }
  const last = heldBy(lines, top);
  const parent = { start: topLine.start, end: lines[last]?.end ?? topLine.end };
  const brace = /^[^:]*:[ \t]{0,99}\{/.exec(topLine.text);
  if (brace !== null) {
    return pinsInFlow(text, topLine.start + brace[0].length - 1, parent);
  }
  // Deeper lines may be text: the `pins:` of a note.
  const indent = lines.slice(top + 1, last + 1).find(({ isBlank }) => !isBlank)?.indent ?? 0;
  const own = keyLine(lines, 'pins', top + 1, last, indent);
  const ownLine = lines[own];
  if (ownLine === undefined) {
    return undefined;
  }
  const ownLast = heldBy(lines, own);
  const span = { start: ownLine.start, end: lines[ownLast]?.end ?? ownLine.end };
  const colon = ownLine.text.indexOf(':') + 1;
  const rest = ownLine.text.slice(colon);
  if (/^\s*[[{]/.test(rest)) {
    return flowBlock(text, ownLine.start + colon + (rest.length - rest.trimStart().length), span, parent);
  }
  const entries: Entry[] = [];
  let style: PinBlock['style'] = 'lines';
  let entryIndent = ' '.repeat(ownLine.indent + 2);
  for (const line of lines.slice(own + 1, ownLast + 1)) {
    if (line.isBlank) {
      continue;
    }
    if (entries.length === 0) {
      entryIndent = line.text.slice(0, line.indent);
    }
    const item = /^\s*-\s+/.exec(line.text);
    if (item !== null) {
      style = 'list';
      entries.push({
        ...itemAt(text, line.start + item[0].length, line.start + line.text.length, '#'),
        start: line.start,
        end: line.end,
      });
      continue;
    }
    const pair = pairAt(text, line.start + line.indent, line.start + line.text.length, '#');
    if (pair !== undefined) {
      entries.push({ ...pair, start: line.start, end: line.end });
    }
  }
  const nothing = nothingIn(ownLine);
  return {
    style,
    entries: entries.filter(isWritten),
    indent: entryIndent,
    insertAt: span.end,
    lines: span,
    parent,
    ...(nothing === undefined ? {} : { nothing }),
  };
}

/** The `~` or `null` behind the key of a line. */
function nothingIn({ start, text }: Line): { readonly start: number; readonly end: number } | undefined {
  const match = /^([^:]*:[ \t]*)(~|null)[ \t]*(?:#.*)?$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) {
    return undefined;
  }
  const at = start + match[1].length;
  return { start: at, end: at + match[2].length };
}

/** Whether a key or a value stands there: a key without a value can be given one. */
function isWritten({ key, value }: Entry): boolean {
  return key !== undefined || value.text !== '';
}

function isNothing(value: string): boolean {
  return value === '' || value === '~' || value === 'null';
}

/** The pins among the settings in braces, of which the first opens at `at`. */
function pinsInFlow(text: string, at: number, parent: PinBlock['parent']): PinBlock | undefined {
  for (const item of flowAt(text, at, parent.end).items) {
    const key = /^(\s*)["']?pins["']?\s*:\s*/.exec(text.slice(item.start, Math.min(item.end, item.start + 500)));
    if (key?.[1] === undefined) {
      continue;
    }
    const from = item.start + key[0].length;
    const value = text.slice(from, item.end).trimEnd();
    const inTop = { start: item.start + key[1].length, end: from + value.length };
    const nothing = isNothing(value) ? { start: from, end: inTop.end } : undefined;
    const block =
      nothing === undefined
        ? flowBlock(text, from, parent, parent)
        : { style: 'flow' as const, entries: [], indent: '', insertAt: from, lines: parent, parent, nothing };
    return block === undefined ? undefined : { ...block, inTop };
  }
  return undefined;
}

/** Pins in braces or brackets from `at` on. */
function flowBlock(
  text: string,
  at: number,
  lines: PinBlock['lines'],
  parent: PinBlock['parent'],
): PinBlock | undefined {
  const open = text.charAt(at);
  if (open !== '{' && open !== '[') {
    return undefined;
  }
  const isList = open === '[';
  const { items, close } = flowAt(text, at, lines.end);
  const entries = items.flatMap(({ start, end }): Entry[] => {
    const entry = isList ? itemAt(text, start, end, ',') : pairAt(text, start, end, ',');
    return entry === undefined ? [] : [{ ...entry, start, end }];
  });
  const style = isList ? 'flow-list' : 'flow';
  return { style, entries: entries.filter(isWritten), indent: '', insertAt: close, lines, parent };
}

/**
 * What stands between the commas of a flow that opens at `at`, and where it closes: at `to` at the latest when it never
 * does. Quotes and other flows in it are passed over.
 */
function flowAt(
  text: string,
  at: number,
  to: number,
): { readonly items: readonly { readonly start: number; readonly end: number }[]; readonly close: number } {
  const items: { start: number; end: number }[] = [];
  let quote = '';
  let depth = 0;
  let start = at + 1;
  let close = start;
  for (; close < to; close++) {
    const sign = text.charAt(close);
    if (quote !== '') {
      close += quote === '"' && sign === '\\' ? 1 : 0;
      quote = sign === quote ? '' : quote;
    } else if ((sign === '"' || sign === "'") && /[\s{,[:]/.test(text.charAt(close - 1))) {
      quote = sign;
    } else if (sign === '{' || sign === '[') {
      depth++;
    } else if ((sign === '}' || sign === ']') && depth-- === 0) {
      break;
    } else if (sign === ',' && depth === 0) {
      items.push({ start, end: close });
      start = close + 1;
    }
  }
  const end = Math.min(close, to);
  return { items: [...items, { start, end }], close: end };
}

/** A scalar with its quotes taken off; `stop` ends one without quotes. */
function scalarAt(text: string, from: number, to: number, stop: '#' | ','): Piece {
  const raw = text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const content = raw.trim();
  // Of quoted signs the escapes stay: names are compared by their words.
  const quoted = /^(?:"[^"\\]*(?:\\.[^"\\]*)*|'[^']*(?:''[^']*)*)/.exec(content)?.[0];
  if (quoted !== undefined) {
    return { text: quoted.slice(1), start: start + 1, end: start + quoted.length };
  }
  if (content === '' || (stop === '#' && content.startsWith('#'))) {
    return { text: '', start: from, end: from };
  }
  const comment = stop === '#' ? content.search(/\s#/) : -1;
  const plain = comment < 0 ? content : content.slice(0, comment).trimEnd();
  return { text: plain, start, end: start + plain.length };
}

/** An item of a list: an id, or a name with one. */
function itemAt(text: string, from: number, to: number, stop: '#' | ','): Pick<Entry, 'key' | 'value'> {
  return pairAt(text, from, to, stop) ?? { value: scalarAt(text, from, to, stop) };
}

function pairAt(text: string, from: number, to: number, stop: '#' | ','): Pick<Entry, 'key' | 'value'> | undefined {
  const pair = /^\s*(?:"[^"\\]*(?:\\.[^"\\]*)*"|'[^']*(?:''[^']*)*'|[^:"']+(?:['"][^:]*)?)\s*:\s/.exec(
    `${text.slice(from, Math.min(to, from + 500))} `,
  );
  if (pair === null) {
    return undefined;
  }
  const colon = from + pair[0].lastIndexOf(':');
  return { key: scalarAt(text, from, colon, stop), value: scalarAt(text, colon + 1, to, stop) };
}

// ---- writing

export type PinScope = 'document' | 'place';

/** The edits that pin a name to a record, or to `none`. */
export function pinEdits(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  id: string,
  scope: PinScope,
): readonly PinEdit[] {
  const place = placePinBehind(text, end);
  if (scope === 'place') {
    return [
      place === undefined
        ? { start: end, end, text: `<!-- dossier: ${id} -->` }
        : { start: place.pin.start, end: place.pin.end, text: id },
    ];
  }
  // What is said here and for the document must not differ.
  return [documentPinEdit(text, text.slice(start, end), id), ...(place === undefined ? [] : [removal(place)])];
}

function documentPinEdit(text: string, surface: string, id: string): PinEdit {
  const name = surface.replace(/[\s>]+/g, ' ').replace(/[\u00ad\u200b-\u200f]/g, '');
  const pair = `${keyOf(name)}: ${id}`;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const matter = frontMatter(text);
  if (matter === undefined) {
    const at = text.startsWith('\ufeff') ? 1 : 0;
    return inserted(at, ['---', 'dossier:', '  pins:', `    ${pair}`, '---', ''].join(newline));
  }
  const block = pinBlockOf(text);
  const known = block?.entries.find(({ key }) => key !== undefined && foldText(key.text) === foldText(name));
  if (known !== undefined) {
    return { start: known.value.start, end: known.value.end, text: known.value.text === '' ? ` ${id}` : id };
  }
  if (block === undefined) {
    const { lines } = matter;
    const top = lines[keyLine(lines, 'dossier', 0, lines.length - 1, 0)];
    if (top === undefined) {
      return inserted(matter.close, ['dossier:', '  pins:', `    ${pair}`, ''].join(newline));
    }
    const nothing = nothingIn(top);
    if (nothing !== undefined) {
      return { ...nothing, text: `{ pins: { ${pair} } }` };
    }
    const brace = top.text.indexOf('{');
    const first = lines.slice(lines.indexOf(top) + 1).find(({ isBlank }) => !isBlank);
    const indent = first === undefined || first.indent === 0 ? '  ' : first.text.slice(0, first.indent);
    return brace < 0
      ? inserted(top.end, [`${indent}pins:`, `${indent}  ${pair}`, ''].join(newline))
      : inserted(top.start + brace + 1, ` pins: { ${pair} }${/^\s*\}/.test(top.text.slice(brace + 1)) ? '' : ','}`);
  }
  if (block.nothing !== undefined) {
    return { ...block.nothing, text: `{ ${pair} }` };
  }
  switch (block.style) {
    case 'lines':
      return inserted(block.insertAt, `${block.indent}${pair}${newline}`);
    case 'list':
      return inserted(block.insertAt, `${block.indent}- ${pair}${newline}`);
    default: {
      const last = block.entries.at(-1);
      return last === undefined ? inserted(block.insertAt, ` ${pair} `) : inserted(endOfValue(text, last), `, ${pair}`);
    }
  }
}

function inserted(at: number, text: string): PinEdit {
  return { start: at, end: at, text };
}

function removal({ start, end }: { readonly start: number; readonly end: number }): PinEdit {
  return { start, end, text: '' };
}

/** A name as a YAML key; in quotes where YAML might read something else. */
function keyOf(name: string): string {
  return /^\p{L}[\p{L}\p{N} .'-]*$/u.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name)
    ? name
    : JSON.stringify(name);
}

/** Behind the value, its quote included. */
function endOfValue(text: string, { value }: Entry): number {
  return value.end + (/["']/.test(text.charAt(value.end)) ? 1 : 0);
}

/** The edits that take away what pins a name: at its place if it is pinned there, or else in the front matter. */
export function unpinEdits(
  text: string,
  mention: { readonly start: number; readonly end: number; readonly unpinned?: readonly Sense[] },
): readonly PinEdit[] {
  const place = placePinBehind(text, mention.end);
  if (place !== undefined) {
    return [removal(place)];
  }
  const block = pinBlockOf(text);
  if (block === undefined) {
    return [];
  }
  const name = foldText(text.slice(mention.start, mention.end));
  const ids = new Set(mention.unpinned?.map(({ entity }) => entity.id));
  const entry =
    block.entries.find(({ key }) => key !== undefined && foldText(key.text) === name) ??
    block.entries.find(({ key, value }) => key === undefined && ids.has(value.text));
  if (entry === undefined) {
    return [];
  }
  if (block.entries.length > 1) {
    const index = block.entries.indexOf(entry);
    const isFlow = block.style === 'flow' || block.style === 'flow-list';
    // Of a flow, one of the commas around the item goes too.
    return [
      !isFlow
        ? removal(entry)
        : index > 0
          ? removal({ start: entry.start - 1, end: endOfValue(text, entry) })
          : removal({ start: entry.start, end: entry.end + 1 }),
    ];
  }
  const { inTop } = block;
  if (inTop !== undefined) {
    const before = text.slice(block.lines.start, inTop.start);
    const behind = text.slice(inTop.end, block.lines.end);
    if (!/\{\s*$/.test(before) || !/^\s*\}/.test(behind)) {
      // Other settings stand in the same braces; one of the commas around the pins goes with them.
      const comma = /,\s*$/.exec(before)?.[0].length ?? 0;
      const next = comma > 0 ? 0 : (/^\s*,\s*/.exec(behind)?.[0].length ?? 0);
      return [removal({ start: inTop.start - comma, end: inTop.end + next })];
    }
  }
  // The last pin takes what is empty without it along.
  const matter = frontMatter(text);
  const onlyPins = (outer: { readonly start: number; readonly end: number }, key: RegExp): boolean =>
    [block.lines, ...(outer === block.lines ? [] : [outer])].every(span =>
      linesOf(text, span.start, span.end)
        .filter(line => line.start < block.lines.start || line.start >= block.lines.end)
        .every(line => line.isBlank || key.test(line.text)),
    );
  if (!onlyPins(block.parent, /^dossier\s*:\s*$/)) {
    return [removal(block.lines)];
  }
  const whole =
    matter !== undefined &&
    matter.lines.every(line => line.start >= block.parent.start && line.end <= block.parent.end);
  if (!whole) {
    return [removal(block.parent)];
  }
  const end = frontMatterEnd(text);
  const behind = /^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  return [removal({ start: text.startsWith('\ufeff') ? 1 : 0, end: end + behind })];
}
