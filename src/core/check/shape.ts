/**
 * The shape of a sentence: its words, with one sign in place of each thing that it names and each date.
 *
 * "In 2000 the D.P.R.K. established relations with Italy" has the shape "In ⟨date⟩ the ⟨state⟩ established relations
 * with ⟨state⟩". What a sentence states can then be told by a regular expression, whatever the names look like. Marks
 * of Markdown, citations and link targets fall away, blanks are one blank, and apostrophes are straight.
 */

import type { Entity } from '../knowledge/model.js';
import type { Mention } from '../recognize/recognizer.js';
import { datesIn, type ProseDate } from './dates.js';
import { within } from './document.js';
import type { CheckedSection, Span } from './rule.js';

/** The signs; they come from the private use area, which texts do not use. */
export const sign = {
  state: '\ue000',
  adjective: '\ue001',
  organization: '\ue002',
  treaty: '\ue003',
  resolution: '\ue004',
  event: '\ue005',
  person: '\ue006',
  /** Anything else that is named, and names of two meanings. */
  other: '\ue007',
  date: '\ue008',
} as const;

/**
 * Letters, for a class in an expression without the flag `u`. Roughly Unicode's, but of a few ranges: with `\p{L}` and
 * surrogate pairs the expressions that shapes are read by take V8 most of a second to compile.
 */
export const letters = String.raw`A-Za-z\u00aa-\u02af\u0370-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufaff\uff21-\uffdc`;

/** What a text names in one place, for certain. */
export interface Named extends Span {
  readonly entity: Entity;
  readonly mention: Mention;
}

export interface Shape {
  readonly text: string;
  /** The sentence in the section. */
  readonly sentence: Span;
  /** The offset in the section of each unit of the shape. */
  readonly offsets: readonly number[];
  named(at: number): Named | undefined;
  date(at: number): ProseDate | undefined;
}

/** Longer stretches are no prose. */
const longestSentence = 2000;
const marks = /[*_`]/;

/** The shape of a sentence that names something and has a date; `undefined` for any other. */
export function shapeOf(section: CheckedSection, sentence: Span): Shape | undefined {
  const { text } = section;
  if (sentence.end - sentence.start > longestSentence) {
    return undefined;
  }
  const mentions = within(section.mentions, sentence).filter(({ end }) => end <= sentence.end);
  if (mentions.length === 0) {
    return undefined;
  }
  const written = text.slice(sentence.start, sentence.end);
  const dates = section.memo
    .of('dates', written, datesIn)
    .map(date => ({ ...date, start: date.start + sentence.start, end: date.end + sentence.start }))
    .filter(
      date => section.isProse(date.start) && !mentions.some(({ start, end }) => start < date.end && end > date.start),
    );
  return dates.length === 0 ? undefined : buildShape(section, sentence, mentions, dates);
}

/** The shape of a sentence that need not have a date. */
export function plainShape(section: CheckedSection, sentence: Span): Shape | undefined {
  if (sentence.end - sentence.start > longestSentence) {
    return undefined;
  }
  const mentions = within(section.mentions, sentence).filter(({ end }) => end <= sentence.end);
  return buildShape(section, sentence, mentions, []);
}

function buildShape(
  section: CheckedSection,
  sentence: Span,
  mentions: readonly Mention[],
  dates: readonly ProseDate[],
): Shape {
  const { text } = section;
  const units: string[] = [];
  const offsets: number[] = [];
  const named = new Map<number, Named>();
  const dated = new Map<number, ProseDate>();
  const items = [...mentions, ...dates].toSorted((a, b) => a.start - b.start);
  const dropped = droppedBrackets(section, sentence);
  let next = 0;
  let last: Mention | undefined;
  for (let at = sentence.start; at < sentence.end;) {
    const item = items[next];
    if (item !== undefined && item.start === at) {
      next++;
      // "the Food and Agriculture Organization (FAO) in 1977": the acronym would stand in the way.
      if (!('edtf' in item) && isAside(text, item, last)) {
        while (units.at(-1) === '(' || units.at(-1) === ' ') {
          units.pop();
          offsets.pop();
        }
        at = item.end + 1;
        continue;
      }
      last = 'edtf' in item ? undefined : item;
      if ('edtf' in item) {
        dated.set(units.length, item);
        units.push(sign.date);
      } else {
        const entity = onlyEntity(item);
        if (entity !== undefined) {
          named.set(units.length, { start: item.start, end: item.end, entity, mention: item });
        }
        units.push(entity === undefined ? sign.other : signOf(entity, item));
      }
      offsets.push(at);
      at = item.end;
      continue;
    }
    const unit = text.charAt(at);
    const written = unitOf(unit);
    if (written === ' ' ? units.at(-1) === ' ' : marks.test(written) || dropped.has(at) || !section.isProse(at)) {
      at++;
      continue;
    }
    units.push(written);
    offsets.push(at);
    at++;
  }
  return {
    text: units.join(''),
    sentence,
    offsets,
    named: at => named.get(at),
    date: at => dated.get(at),
  };
}

/** Whether a mention in brackets only repeats the one before the brackets. */
function isAside(text: string, mention: Mention, before: Mention | undefined): boolean {
  const entity = onlyEntity(mention);
  return (
    before !== undefined &&
    entity !== undefined &&
    onlyEntity(before) === entity &&
    text.charAt(mention.end) === ')' &&
    /^\s?\($/.test(text.slice(before.end, mention.start))
  );
}

function unitOf(unit: string): string {
  if (/\s/.test(unit)) {
    return ' ';
  }
  if (unit === '\u2019' || unit === '\u2018') {
    return "'";
  }
  if (unit === '[' || unit === ']') {
    return unit === '[' ? '(' : ')';
  }
  return unit >= '\ue000' && unit <= '\uf8ff' ? '?' : unit;
}

/** Brackets that belong to a link or a citation; what remains are the writer's own. */
function droppedBrackets(section: CheckedSection, { start, end }: Span): ReadonlySet<number> {
  const { text } = section;
  const dropped = new Set<number>();
  let open: number | undefined;
  let isTechnical = false;
  for (let at = start; at < end; at++) {
    const unit = text.charAt(at);
    if (unit === '[') {
      open = at;
      isTechnical = text.charAt(at + 1) === '^';
    } else if (open !== undefined && !section.isProse(at)) {
      isTechnical = true;
    }
    if (unit === ']' && open !== undefined) {
      if (isTechnical) {
        dropped.add(open).add(at);
      }
      open = undefined;
    }
  }
  return dropped;
}

/** A name with two meanings says nothing for certain. */
function onlyEntity({ senses }: Mention): Entity | undefined {
  return senses.length === 1 ? senses[0]?.entity : undefined;
}

function signOf({ kind }: Entity, { role }: Mention): string {
  switch (kind) {
    case 'country':
      return role === 'demonym' ? sign.adjective : sign.state;
    case 'organization':
    case 'regime':
      return sign.organization;
    case 'treaty':
      return sign.treaty;
    case 'resolution':
      return sign.resolution;
    case 'event':
    case 'negotiation':
      return sign.event;
    case 'person':
      return sign.person;
    default:
      return sign.other;
  }
}
