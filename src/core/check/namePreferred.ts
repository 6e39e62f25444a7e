/**
 * name-preferred: another name than the one that the house has chosen in its settings, Kiev for Kyiv.
 *
 * Adjectives, acronyms, capitals and official names are left alone, and so is a name that needs its context ("the
 * North"): they are not what the choice is between. Of a person, only a name as long as the chosen one is meant.
 */

import { foldText, withoutLigatures } from '../recognize/fold.js';
import { nameFinding, type SoleMention, soleMentions } from './names.js';
import type { SectionRule } from './rule.js';

const chosenBetween = new Set(['name', 'alias', 'former']);

export const namePreferred: SectionRule = {
  id: 'name-preferred',
  title: 'Another name than the one your house prefers',
  severity: 'info',
  scope: 'section',
  *check(section) {
    for (const mention of soleMentions(section)) {
      const write = section.settings.preferredNames[mention.entity.id];
      if (write !== undefined && isOther(mention, write)) {
        yield nameFinding(section, mention, `Your house writes “${write}”, not “${mention.text}”.`, {
          write,
          safe: true,
        });
      }
    }
  },
};

function isOther({ entity, name, text }: SoleMention, preferred: string): boolean {
  if (!chosenBetween.has(name.role) || name.rule !== undefined || name.flag !== undefined) {
    return false;
  }
  const written = withoutLigatures(text).replace(/[\s\u00a0]+/g, ' ');
  const isShort =
    entity.kind === 'person' && foldText(written).split(' ').length !== foldText(preferred).split(' ').length;
  return written !== preferred && written !== preferred.toUpperCase() && !isShort;
}
