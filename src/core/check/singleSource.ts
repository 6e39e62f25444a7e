/** single-source: a paragraph of several sentences in which every citation is of one source. */

import { within } from './document.js';
import type { SectionRule } from './rule.js';

const fewestSentences = 3;
const fewestCitations = 2;

export const singleSource: SectionRule = {
  id: 'single-source',
  title: 'A paragraph that rests on one source',
  severity: 'hint',
  scope: 'section',
  *check(section) {
    for (const paragraph of section.paragraphs) {
      const citations = within(section.citations, paragraph);
      const [first] = citations;
      if (
        first !== undefined &&
        citations.length >= fewestCitations &&
        citations.every(({ key }) => key === first.key) &&
        within(section.sentences, paragraph).length >= fewestSentences
      ) {
        yield {
          start: first.keyStart,
          end: first.keyEnd,
          message: `Everything in this paragraph rests on one source, cited ${citations.length} times.`,
          evidence: [{ message: section.knowledge.source(first.key)?.title ?? first.key, source: first.key }],
          fixes: [],
        };
      }
    }
  },
};
