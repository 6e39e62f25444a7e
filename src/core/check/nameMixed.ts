/**
 * name-mixed: one person or place in two spellings in one text, "Kim Jong Un" and "Kim Jong-un".
 *
 * Only names of the same number of words are spellings of each other; a surname alone, an initial or a title is not.
 */

import { foldText, withoutLigatures } from '../recognize/fold.js';
import { moved } from './moved.js';
import { nameFinding, type SoleMention, soleMentions } from './names.js';
import { someOf } from './notes.js';
import type { CheckedSection, DocumentRule } from './rule.js';

/** A name of which one text should have one spelling. */
interface Spelling {
  /** The same for all that are spellings of each other. */
  readonly key: string;
  /** As it is written, but for kinds of blanks and hyphens and for ligatures. */
  readonly plain: string;
  readonly mention: SoleMention;
}

export const nameMixed: DocumentRule<readonly Spelling[]> = {
  id: 'name-mixed',
  title: 'One person or place in two spellings',
  severity: 'hint',
  scope: 'document',
  note: section => someOf(spellingsIn(section)),
  *check({ sections }, notes) {
    const first = new Map<string, { readonly start: number; readonly spelling: Spelling }>();
    for (const [at, { section, start }] of sections.entries()) {
      for (const spelling of notes[at] ?? []) {
        const earlier = first.get(spelling.key);
        if (earlier === undefined) {
          first.set(spelling.key, { start, spelling });
        } else if (!isSame(earlier.spelling.plain, spelling.plain)) {
          const { mention } = spelling;
          const { mention: written } = earlier.spelling;
          const message = `“${mention.text}” is “${written.text}” further up; one text needs one spelling.`;
          const finding = moved(
            nameFinding(section, mention, message, { write: withoutLigatures(written.text), safe: false }),
            start,
          );
          const span = { start: earlier.start + written.start, end: earlier.start + written.end };
          yield {
            ...finding,
            evidence: [...finding.evidence, { message: `First written “${written.text}”`, span }],
          };
        }
      }
    }
  },
};

function spellingsIn(section: CheckedSection): readonly Spelling[] {
  return soleMentions(section).flatMap(mention => {
    if (!mayBeSpelling(mention) || section.isQuoted(mention.start)) {
      return [];
    }
    const words = foldText(mention.text).split(' ').length;
    const plain = withoutLigatures(mention.text)
      .replace(/[\s\u00a0]+/g, ' ')
      .replace(/[\u2010\u2011]/g, '-');
    return mention.entity.kind === 'person' && words < 2
      ? []
      : [{ key: `${mention.entity.id} ${words}`, plain, mention }];
  });
}

function mayBeSpelling({ entity, name }: SoleMention): boolean {
  const isNamed = name.role === 'name' || name.role === 'alias';
  return isNamed && name.flag === undefined && (entity.kind === 'person' || entity.kind === 'place');
}

function isSame(a: string, b: string): boolean {
  return a === b || a.toUpperCase() === b || a === b.toUpperCase();
}
