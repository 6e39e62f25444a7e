/**
 * name-former: a name that is no longer in use, for something that exists under another: "Burma's present government".
 *
 * Silent where the text speaks of the time of the name: a year before it ended in the paragraph or, where the paragraph
 * gives none, in the last one of its section that does; words such as "former", "then" or "renamed"; the present name
 * beside it; or a text that is itself as old as the name. A name that ended long ago ("Nazi Germany", "the Russian
 * Empire") is written on purpose.
 */

import { placeOf, spanAt, within } from './document.js';
import type { CheckedDocument, Rule, Span } from './rule.js';
import { nameFinding, rightName, type SoleMention, soleMentions, surroundings } from './names.js';

const ofThePast =
  /\b(?:former(?:ly)?|then|ex|old|historic(?:al|ally)?|colonial|imperial|ancient|once|past|days of|era|period|renamed|re-named|known as|called|name[ds]?|now|today|successors?|predecessors?|independence|until|before|revolution)\b/gi;
const anyYear = /\b(1[5-9]\d\d|20\d\d)(?:s\b|\b)/g;

/** Years after which nobody takes a name for today's by mistake: Burma (1989) is, the Third Reich is not. */
const longAgo = 50;
/** Paragraphs in which the time of a narrative is looked for. */
const farthest = 12;

export const nameFormer: Rule = {
  id: 'name-former',
  title: 'A former name for something that has another today',
  severity: 'info',
  scope: 'document',
  *check(document) {
    const former = soleMentions(document).filter(({ name }) => name.role === 'former' && name.flag === undefined);
    if (former.length === 0) {
      return;
    }
    const times = timesOf(document);
    for (const mention of former) {
      const write = rightName(document, mention);
      if (write !== mention.text && isPresent(document, mention, times)) {
        const until = mention.name.until === undefined ? '' : ` until ${mention.name.until.slice(0, 4)}`;
        yield nameFinding(document, mention, `“${mention.text}” was the name${until}; today it is “${write}”.`, {
          write,
          safe: false,
        });
      }
    }
  },
};

/** What places a text in time; found once, since a long paragraph may hold very many former names. */
interface Times {
  readonly years: readonly (Span & { readonly year: number })[];
  /** The earliest year of each paragraph that was asked for, by its start. */
  readonly earliest: Map<number, number>;
  /** Words that say that a sentence is about the past. */
  readonly words: readonly Span[];
  /** The present names of each entity. */
  readonly present: ReadonlyMap<string, readonly Span[]>;
}

function timesOf(document: CheckedDocument): Times {
  const { text, citations, analysis } = document;
  const present = new Map<string, Span[]>();
  for (const { start, end, senses } of analysis.mentions) {
    for (const { entity, name } of senses) {
      if (name.role === 'name') {
        const spans = present.get(entity.id) ?? [];
        spans.push({ start, end });
        present.set(entity.id, spans);
      }
    }
  }
  const spansOf = (pattern: RegExp): readonly (Span & { readonly words: string })[] =>
    [...text.matchAll(pattern)].map(({ index, 0: words }) => ({ start: index, end: index + words.length, words }));
  return {
    // The year in a key, `@report-1983`, is that of a source.
    years: spansOf(anyYear)
      .filter(({ start }) => spanAt(citations, start) === undefined)
      .map(({ start, end, words }) => ({ start, end, year: Number(words.slice(0, 4)) })),
    earliest: new Map(),
    words: spansOf(ofThePast),
    present,
  };
}

function isPresent(document: CheckedDocument, mention: SoleMention, times: Times): boolean {
  const { entity, name, start } = mention;
  const around = surroundings(document, mention);
  const asOf = Number(document.asOf.slice(0, 4));
  const ended = Number(name.until?.slice(0, 4) ?? asOf);
  // In a heading, a title or a table there is no sentence to tell the time from.
  if (around === undefined || document.isHeading(start) || entity.to !== undefined) {
    return false;
  }
  if (
    document.settings.preferredNames[entity.id] === name.text ||
    (name.until !== undefined && (asOf <= ended || asOf - ended > longAgo))
  ) {
    return false;
  }
  return (
    !hasAny(times.words, around.sentence) &&
    !hasAny(times.present.get(entity.id) ?? [], around.paragraph) &&
    !isOfTheTime(document, around.paragraph, ended, times)
  );
}

function hasAny(items: readonly Span[], { start, end }: Span): boolean {
  return placeOf(items, start) < placeOf(items, end);
}

/** Whether the paragraph, or before it the last one in its section with a year, gives a year of the name's time. */
function isOfTheTime(document: CheckedDocument, paragraph: Span, ended: number, { years, earliest }: Times): boolean {
  if (hasAny(years, paragraph)) {
    let first = earliest.get(paragraph.start);
    if (first === undefined) {
      first = within(years, paragraph).reduce((least, { year }) => Math.min(least, year), Infinity);
      earliest.set(paragraph.start, first);
    }
    return first <= ended;
  }
  const at = placeOf(document.paragraphs, paragraph.start);
  for (let i = at - 1; i >= Math.max(0, at - farthest); i--) {
    const before = document.paragraphs[i] ?? paragraph;
    if (hasAny(years, before)) {
      return (years[placeOf(years, before.end) - 1]?.year ?? Infinity) <= ended;
    }
    if (document.isHeading(before.start)) {
      return false;
    }
  }
  return false;
}
