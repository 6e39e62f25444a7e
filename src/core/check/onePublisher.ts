/** one-publisher: every source of a text comes from one publisher. */

import type { Rule } from './rule.js';
import { sourceEvidence } from './sourcesInWords.js';

const fewestSources = 3;

export const onePublisher: Rule = {
  id: 'one-publisher',
  title: 'A text whose sources all come from one publisher',
  severity: 'hint',
  scope: 'document',
  *check(document) {
    const keys = [...new Set(document.citations.map(({ key }) => key))];
    const publishers = new Set(keys.map(key => document.knowledge.source(key)?.publisher));
    const [publisher] = publishers;
    const [first] = document.citations;
    if (first !== undefined && publisher !== undefined && publishers.size === 1 && keys.length >= fewestSources) {
      yield {
        start: first.keyStart,
        end: first.keyEnd,
        message: `All ${keys.length} sources of this text were published by ${publisher}.`,
        evidence: sourceEvidence(document.knowledge, keys),
        fixes: [],
      };
    }
  },
};
