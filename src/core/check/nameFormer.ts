/**
 * name-former: a name that is no longer in use, for something that exists under another: "Burma's present government".
 *
 * Silent where the text speaks of the time of the name: a year before it ended in the paragraph or, where the paragraph
 * gives none, in the last one of its section that does; words such as "former", "then" or "renamed"; the present name
 * beside it; or a text that is itself as old as the name. A name that ended long ago ("Nazi Germany", "the Russian
 * Empire") is written on purpose.
 */

import { placeOf, spanAt, within } from './document.js';
import { moved } from './moved.js';
import { someOf } from './notes.js';
import { nameFinding, rightName, type SoleMention, soleMentions, surroundings } from './names.js';
import type { CheckedSection, DocumentRule, PlacedSection, RuleFinding, Span } from './rule.js';

const ofThePast =
  /\b(?:former(?:ly)?|then|ex|old|historic(?:al|ally)?|colonial|imperial|ancient|once|past|days of|era|period|renamed|re-named|known as|called|name[ds]?|now|today|successors?|predecessors?|independence|until|before|revolution)\b/gi;
const anyYear = /\b(1[5-9]\d\d|20\d\d)(?:s\b|\b)/g;

/** Years after which nobody takes a name for today's by mistake: Burma (1989) is, the Third Reich is not. */
const longAgo = 50;
/** Paragraphs in which the time of a narrative is looked for. */
const farthest = 12;

/** A former name that its own paragraph does not place in the time of that name. */
interface FormerName {
  readonly finding: RuleFinding;
  /** The year in which the name ended. */
  readonly ended: number;
  /** Its paragraph's place in the section, where the paragraphs above it decide, since it gives no year itself. */
  readonly above: number | undefined;
}

export const nameFormer: DocumentRule<readonly FormerName[]> = {
  id: 'name-former',
  title: 'A former name for something that has another today',
  severity: 'info',
  scope: 'document',
  note: section => someOf([...formerNames(section)]),
  *check({ sections }, notes) {
    for (const [at, { start }] of sections.entries()) {
      for (const { finding, ended, above } of notes[at] ?? []) {
        if (above === undefined || !isOfTheTime(sections, at, above, ended)) {
          yield moved(finding, start);
        }
      }
    }
  },
};

function* formerNames(section: CheckedSection): Generator<FormerName> {
  for (const mention of soleMentions(section)) {
    const { name, start } = mention;
    const write = rightName(section, mention);
    if (
      name.role !== 'former' ||
      name.flag !== undefined ||
      write === mention.text ||
      !mayBePresent(section, mention)
    ) {
      continue;
    }
    const around = surroundings(section, mention);
    // In a heading, a title or a table there is no sentence to tell the time from.
    if (around === undefined || section.isHeading(start)) {
      continue;
    }
    const { sentence, paragraph } = around;
    const { entity } = mention;
    const ended = endOf(section, mention);
    const { [paragraphAt(section, paragraph)]: { first: year } = { first: undefined } } = timesOf(section);
    const isPast =
      hasAny(
        section.kept('words of the past', () => spansOf(section, ofThePast)),
        sentence,
      ) ||
      hasAny(presentNames(section).get(entity.id) ?? [], paragraph) ||
      (year !== undefined && year <= ended);
    if (!isPast) {
      const until = name.until === undefined ? '' : ` until ${name.until.slice(0, 4)}`;
      const message = `“${mention.text}” was the name${until}; today it is “${write}”.`;
      yield {
        finding: nameFinding(section, mention, message, { write, safe: false }),
        ended,
        above: year === undefined ? paragraphAt(section, paragraph) : undefined,
      };
    }
  }
}

function endOf({ asOf }: CheckedSection, { name }: SoleMention): number {
  return Number(name.until?.slice(0, 4) ?? asOf.slice(0, 4));
}

/** Whether the name could be meant for what exists today, as far as record and settings go. */
function mayBePresent(section: CheckedSection, mention: SoleMention): boolean {
  const { entity, name } = mention;
  const asOf = Number(section.asOf.slice(0, 4));
  const ended = endOf(section, mention);
  return (
    entity.to === undefined &&
    section.settings.preferredNames[entity.id] !== name.text &&
    (name.until === undefined || (asOf > ended && asOf - ended <= longAgo))
  );
}

/** The years that a paragraph gives. */
interface Times {
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly isHeading: boolean;
}

/** The times of the section's paragraphs. The year in a key, `@report-1983`, is that of a source. */
function timesOf(section: CheckedSection): readonly Times[] {
  return section.kept('years', () => {
    const years = spansOf(section, anyYear).filter(({ start }) => spanAt(section.citations, start) === undefined);
    return section.paragraphs.map(paragraph => {
      const own = within(years, paragraph).map(({ words }) => Number(words.slice(0, 4)));
      return {
        first: own.length === 0 ? undefined : own.reduce((least, year) => Math.min(least, year)),
        last: own.at(-1),
        isHeading: section.isHeading(paragraph.start),
      };
    });
  });
}

function spansOf({ text }: CheckedSection, pattern: RegExp): readonly (Span & { readonly words: string })[] {
  return [...text.matchAll(pattern)].map(({ index, 0: words }) => ({ start: index, end: index + words.length, words }));
}

function paragraphAt({ paragraphs }: CheckedSection, { start }: Span): number {
  return placeOf(paragraphs, start);
}

/** Where in a section the present name of each entity stands. */
function presentNames(section: CheckedSection): ReadonlyMap<string, readonly Span[]> {
  return section.kept('present names', () => {
    const present = new Map<string, Span[]>();
    for (const { start, end, senses } of section.mentions) {
      for (const { entity, name } of senses) {
        if (name.role === 'name') {
          const spans = present.get(entity.id) ?? [];
          spans.push({ start, end });
          present.set(entity.id, spans);
        }
      }
    }
    return present;
  });
}

function hasAny(items: readonly Span[], { start, end }: Span): boolean {
  return placeOf(items, start) < placeOf(items, end);
}

/** Whether, above a paragraph, the last one under the same heading that gives a year gives one of the name's time. */
function isOfTheTime(sections: readonly PlacedSection[], index: number, paragraph: number, ended: number): boolean {
  let left = farthest;
  for (let i = index, times = above(sections[i], paragraph); ; times = above(sections[--i])) {
    for (const { last, isHeading } of times) {
      if (left-- === 0) {
        return false;
      }
      if (last !== undefined) {
        return last <= ended;
      }
      if (isHeading) {
        return false;
      }
    }
    if (i <= 0) {
      return false;
    }
  }
}

/** The times of the paragraphs of a section above one of them, or of all, the nearest first. */
function above(placed: PlacedSection | undefined, paragraph?: number): readonly Times[] {
  return placed === undefined ? [] : timesOf(placed.section).slice(0, paragraph).reverse();
}
