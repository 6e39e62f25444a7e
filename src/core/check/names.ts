/** What the rules about names share. */

import type { Entity, Name } from '../knowledge/model.js';
import type { Mention } from '../recognize/recognizer.js';
import { spanAt } from './document.js';
import type { CheckedSection, Fix, RuleFinding, Span } from './rule.js';

/** A mention that can mean one thing alone: only of such a rule may say that the name is wrong. */
export interface SoleMention extends Span {
  readonly entity: Entity;
  readonly name: Name;
  /** As it is written. */
  readonly text: string;
}

/** Several rules ask for the same list. */
export function soleMentions(section: CheckedSection): readonly SoleMention[] {
  return section.kept('sole mentions', () => section.mentions.flatMap(mention => soleOf(section, mention) ?? []));
}

function soleOf(section: CheckedSection, { start, end, senses }: Mention): SoleMention | undefined {
  const [sense] = senses;
  return sense === undefined || senses.length > 1
    ? undefined
    : { start, end, text: section.text.slice(start, end), ...sense };
}

/** The sentence and the paragraph around a mention; a name outside any prose has none. */
export function surroundings(
  section: CheckedSection,
  { start }: Span,
): { readonly sentence: Span; readonly paragraph: Span } | undefined {
  const sentence = spanAt(section.sentences, start);
  const paragraph = spanAt(section.paragraphs, start);
  return sentence === undefined || paragraph === undefined ? undefined : { sentence, paragraph };
}

/** A finding about one name, with the record behind it; words in somebody's mouth are not rewritten. */
export function nameFinding(
  section: CheckedSection,
  { start, end, entity }: SoleMention,
  message: string,
  fix: { readonly write: string; readonly safe: boolean } | undefined,
): RuleFinding {
  const quoted = section.isQuoted(start);
  const fixes: readonly Fix[] =
    fix === undefined || quoted
      ? []
      : [{ title: `Write ${fix.write}`, edits: [{ start, end, text: fix.write }], safe: fix.safe }];
  return {
    start,
    end,
    message,
    evidence: [{ message: `The record of ${entity.name}`, entity: entity.id }],
    fixes,
    ...(quoted ? { quoted } : {}),
  };
}

/** What to write for an entity: the house's name, else what the name itself recommends, else the record's name. */
export function rightName(section: CheckedSection, { entity, name }: SoleMention): string {
  return section.settings.preferredNames[entity.id] ?? name.prefer ?? entity.name;
}
