/** What the rules about names share. */

import type { Entity, Name } from '../knowledge/model.js';
import type { Mention } from '../recognize/recognizer.js';
import { spanAt } from './document.js';
import type { CheckedDocument, Evidence, Finding, Fix, Span } from './rule.js';

export type NameFinding = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: Finding['severity'] };

/** A mention that can mean one thing alone: only of such a rule may say that the name is wrong. */
export interface SoleMention extends Span {
  readonly entity: Entity;
  readonly name: Name;
  /** As it is written. */
  readonly text: string;
}

/** Five rules ask for the same list. */
const listed = new WeakMap<CheckedDocument, readonly SoleMention[]>();

export function soleMentions(document: CheckedDocument): readonly SoleMention[] {
  let mentions = listed.get(document);
  if (mentions === undefined) {
    mentions = document.analysis.mentions.flatMap(mention => soleOf(document, mention) ?? []);
    listed.set(document, mentions);
  }
  return mentions;
}

function soleOf(document: CheckedDocument, { start, end, senses }: Mention): SoleMention | undefined {
  const [sense] = senses;
  return sense === undefined || senses.length > 1
    ? undefined
    : { start, end, text: document.text.slice(start, end), ...sense };
}

/** The sentence and the paragraph around a mention; a name outside any prose has none. */
export function surroundings(
  document: CheckedDocument,
  { start }: Span,
): { readonly sentence: Span; readonly paragraph: Span } | undefined {
  const sentence = spanAt(document.sentences, start);
  const paragraph = spanAt(document.paragraphs, start);
  return sentence === undefined || paragraph === undefined ? undefined : { sentence, paragraph };
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
