/**
 * uncited-assertion: a sentence that names something and gives a date, a figure or somebody's words, with no citation in
 * reach. A citation reaches back to the beginning of its paragraph: writers put one behind several sentences.
 */

import { within } from './document.js';
import type { Rule } from './rule.js';
import { assertionIn, citesAtAll, hasCitation } from './sourcing.js';

const messages = {
  date: 'This sentence gives a date without a source.',
  number: 'This sentence gives a figure without a source.',
  report: 'This sentence tells what somebody said without a source.',
} as const;

export const uncitedAssertion: Rule = {
  id: 'uncited-assertion',
  title: 'A date, a figure or a report without a source',
  severity: 'hint',
  scope: 'document',
  *check(document) {
    if (!citesAtAll(document)) {
      return;
    }
    for (const paragraph of document.paragraphs) {
      const sentences = within(document.sentences, paragraph);
      const lastCited = sentences.findLastIndex((sentence, index) =>
        hasCitation(document, { start: sentence.start, end: sentences[index + 1]?.start ?? paragraph.end }),
      );
      for (const sentence of sentences.slice(lastCited + 1)) {
        const what = assertionIn(document, sentence);
        if (what !== undefined) {
          yield { ...sentence, message: messages[what], evidence: [], fixes: [] };
        }
      }
    }
  },
};
