/**
 * uncited-assertion: a sentence that names something and gives a date, a figure or somebody's words, with no citation in
 * reach. A citation reaches back to the beginning of its paragraph: writers put one behind several sentences.
 */

import { within } from './document.js';
import type { SectionRule } from './rule.js';
import { assertionIn, citesAtAll, hasCitation } from './sourcing.js';

const messages = {
  date: 'This sentence gives a date without a source.',
  number: 'This sentence gives a figure without a source.',
  report: 'This sentence tells what somebody said without a source.',
} as const;

export const uncitedAssertion: SectionRule = {
  id: 'uncited-assertion',
  title: 'A date, a figure or a report without a source',
  severity: 'hint',
  scope: 'section',
  // Notes for oneself cite nothing, and nobody wants to be told at each sentence.
  where: citesAtAll,
  *check(section) {
    for (const paragraph of section.paragraphs) {
      const sentences = within(section.sentences, paragraph);
      const lastCited = sentences.findLastIndex((sentence, index) =>
        hasCitation(section, { start: sentence.start, end: sentences[index + 1]?.start ?? paragraph.end }),
      );
      for (const sentence of sentences.slice(lastCited + 1)) {
        const what = assertionIn(section, sentence);
        if (what !== undefined) {
          yield { ...sentence, message: messages[what], evidence: [], fixes: [] };
        }
      }
    }
  },
};
