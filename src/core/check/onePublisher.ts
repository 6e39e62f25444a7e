/** one-publisher: every source of a text comes from one publisher. */

import type { CitationMention } from '../cite/citations.js';
import { movedSpan } from './moved.js';
import { someOf } from './notes.js';
import type { DocumentRule } from './rule.js';
import { sourceEvidence } from './sourcesInWords.js';

const fewestSources = 3;

export const onePublisher: DocumentRule<readonly CitationMention[]> = {
  id: 'one-publisher',
  title: 'A text whose sources all come from one publisher',
  severity: 'hint',
  scope: 'document',
  note: ({ citations }) => someOf(citations),
  *check({ knowledge, sections }, notes) {
    const keys = new Set<string>();
    let publisher: string | undefined;
    for (const note of notes) {
      for (const { key } of note ?? []) {
        const own = knowledge.source(key)?.publisher;
        if (own === undefined || own !== (publisher ??= own)) {
          return;
        }
        keys.add(key);
      }
    }
    const at = notes.findIndex(note => note !== undefined);
    const first = notes[at]?.[0];
    if (first !== undefined && keys.size >= fewestSources) {
      yield {
        ...movedSpan({ start: first.keyStart, end: first.keyEnd }, sections[at]?.start ?? 0),
        message: `All ${keys.size} sources of this text were published by ${publisher}.`,
        evidence: sourceEvidence(knowledge, [...keys]),
        fixes: [],
      };
    }
  },
};
