/** What the rules about names share. */

import type { Entity, Name } from '../knowledge/model.js';
import type { Mention } from '../recognize/recognizer.js';
import { within } from './document.js';
import type { CheckedDocument, Evidence, Finding, Fix, Span } from './rule.js';

export type NameFinding = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: Finding['severity'] };

/** A mention that can mean one thing alone: only of such a rule may say that the name is wrong. */
export interface SoleMention extends Span {
  readonly entity: Entity;
  readonly name: Name;
  /** As it is written. */
  readonly text: string;
}

export function soleMentions(document: CheckedDocument): readonly SoleMention[] {
  return document.analysis.mentions.flatMap(mention => soleOf(document, mention) ?? []);
}

function soleOf(document: CheckedDocument, { start, end, senses }: Mention): SoleMention | undefined {
  const [sense] = senses;
  return sense === undefined || senses.length > 1
    ? undefined
    : { start, end, text: document.text.slice(start, end), ...sense };
}

/** The sentences around an offset, and what the paragraph around them says. */
export function surroundings(
  document: CheckedDocument,
  { start }: Span,
): { readonly sentence: string; readonly paragraph: string; readonly span: Span } {
  const paragraph = document.paragraphs.find(span => span.start <= start && start < span.end) ?? { start, end: start };
  const sentence = within(document.sentences, paragraph).find(span => span.start <= start && start < span.end);
  const { text } = document;
  return {
    sentence: sentence === undefined ? '' : text.slice(sentence.start, sentence.end),
    paragraph: text.slice(paragraph.start, paragraph.end),
    span: paragraph,
  };
}

/** A finding about one name, with the record behind it; words in somebody's mouth are not rewritten. */
export function nameFinding(
  document: CheckedDocument,
  { start, end, entity }: SoleMention,
  message: string,
  fix: { readonly write: string; readonly safe: boolean } | undefined,
  evidence: readonly Evidence[] = [],
): NameFinding {
  const quoted = document.isQuoted(start);
  const fixes: readonly Fix[] =
    fix === undefined || quoted
      ? []
      : [{ title: `Write ${fix.write}`, edits: [{ start, end, text: fix.write }], safe: fix.safe }];
  return {
    start,
    end,
    message,
    evidence: [{ message: `The record of ${entity.name}`, entity: entity.id }, ...evidence],
    fixes,
    ...(quoted ? { quoted } : {}),
  };
}

/** What to write for an entity: the house's name, else what the name itself recommends, else the record's name. */
export function rightName(document: CheckedDocument, { entity, name }: SoleMention): string {
  return document.settings.preferredNames[entity.id] ?? name.prefer ?? entity.name;
}
