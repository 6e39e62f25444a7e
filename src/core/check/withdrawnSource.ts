/** withdrawn-source: a citation of a source that was withdrawn, or that another has taken the place of. */

import type { Rule } from './rule.js';

export const withdrawnSource: Rule = {
  id: 'withdrawn-source',
  title: 'A citation of a withdrawn or superseded source',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    for (const { key, keyStart, keyEnd } of document.citations) {
      const source = document.knowledge.source(key);
      if (source === undefined || source.status === 'current') {
        continue;
      }
      const what = source.status === 'withdrawn' ? 'was withdrawn' : 'has been superseded';
      yield {
        start: keyStart,
        end: keyEnd,
        message: `“${source.title}” ${what}${source.why === undefined ? '' : `: ${source.why.replace(/[.\s]+$/, '')}`}. Does the sentence still stand?`,
        severity: source.status === 'withdrawn' ? 'warning' : 'info',
        evidence: [{ message: source.title, source: key }],
        fixes: [],
      };
    }
  },
};
