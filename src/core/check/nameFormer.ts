/**
 * name-former: a name that is no longer in use, for something that exists under another: "Burma's present government".
 *
 * Silent where the sentence is about the time of the name: a year before it ended in the paragraph, words such as
 * "former", "then" or "renamed", or the present name beside it.
 */

import type { CheckedDocument, Rule } from './rule.js';
import { nameFinding, rightName, type SoleMention, soleMentions, surroundings } from './names.js';

const ofThePast =
  /\b(?:former(?:ly)?|then|ex|old|historic(?:al|ally)?|colonial|imperial|ancient|once|past|days of|era|period|renamed|re-named|known as|called|name[ds]?|now|today|successors?|predecessors?|independence|until|before|revolution)\b/i;
const anyYear = /\b(1[5-9]\d\d|20\d\d)(?:s\b|\b)/g;

export const nameFormer: Rule = {
  id: 'name-former',
  title: 'A former name for something that has another today',
  severity: 'info',
  *check(document) {
    for (const mention of soleMentions(document)) {
      if (mention.name.role === 'former' && mention.name.flag === undefined && isPresent(document, mention)) {
        const write = rightName(document, mention);
        const until = mention.name.until === undefined ? '' : ` until ${mention.name.until.slice(0, 4)}`;
        if (write !== mention.text) {
          yield nameFinding(document, mention, `“${mention.text}” was the name${until}; today it is “${write}”.`, {
            write,
            safe: false,
          });
        }
      }
    }
  },
};

function isPresent(document: CheckedDocument, mention: SoleMention): boolean {
  const { entity, name } = mention;
  if (entity.to !== undefined || document.settings.preferredNames[entity.id] === name.text) {
    return false;
  }
  const { sentence, paragraph, span } = surroundings(document, mention);
  // In a heading, a title or a table there is no sentence to tell the time from.
  if (sentence === '' || document.isHeading(mention.start) || ofThePast.test(sentence)) {
    return false;
  }
  const ended = Number(name.until?.slice(0, 4) ?? document.asOf.slice(0, 4));
  const isThen = [...paragraph.matchAll(anyYear)].some(([, year]) => Number(year) <= ended);
  const hasPresentName = document.analysis.mentions.some(
    ({ start, senses }) =>
      start >= span.start &&
      start < span.end &&
      senses.some(sense => sense.entity === entity && sense.name.role === 'name'),
  );
  return !isThen && !hasPresentName;
}
