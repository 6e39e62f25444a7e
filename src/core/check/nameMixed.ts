/**
 * name-mixed: one person or place in two spellings in one text, "Kim Jong Un" and "Kim Jong-un".
 *
 * Only names of the same number of words are spellings of each other; a surname alone, an initial or a title is not.
 */

import { foldText } from '../recognize/fold.js';
import { nameFinding, type SoleMention, soleMentions } from './names.js';
import type { Rule } from './rule.js';

export const nameMixed: Rule = {
  id: 'name-mixed',
  title: 'One person or place in two spellings',
  severity: 'hint',
  scope: 'document',
  *check(document) {
    const first = new Map<string, SoleMention>();
    for (const mention of soleMentions(document)) {
      if (!mayBeSpelling(mention)) {
        continue;
      }
      const words = foldText(mention.text).split(' ').length;
      if ((mention.entity.kind === 'person' && words < 2) || document.isQuoted(mention.start)) {
        continue;
      }
      const key = `${mention.entity.id} ${words}`;
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, mention);
      } else if (!isSame(earlier.text, mention.text)) {
        yield nameFinding(
          document,
          mention,
          `“${mention.text}” is “${earlier.text}” further up; one text needs one spelling.`,
          { write: earlier.text, safe: false },
          [{ message: `First written “${earlier.text}”`, span: { start: earlier.start, end: earlier.end } }],
        );
      }
    }
  },
};

function mayBeSpelling({ entity, name }: SoleMention): boolean {
  const isNamed = name.role === 'name' || name.role === 'alias';
  return isNamed && name.flag === undefined && (entity.kind === 'person' || entity.kind === 'place');
}

function isSame(a: string, b: string): boolean {
  const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').replace(/[\u2010\u2011]/g, '-');
  return plain(a) === plain(b) || plain(a).toUpperCase() === plain(b) || plain(a) === plain(b).toUpperCase();
}
