/** withdrawn-source: a citation of a source that was withdrawn, or that another has taken the place of. */

import type { SectionRule } from './rule.js';

export const withdrawnSource: SectionRule = {
  id: 'withdrawn-source',
  title: 'A citation of a withdrawn or superseded source',
  severity: 'warning',
  scope: 'section',
  *check(section) {
    for (const { key, keyStart, keyEnd } of section.citations) {
      const source = section.knowledge.source(key);
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
