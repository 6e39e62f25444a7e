/** name-erroneous: a name that something never had, such as "International Postal Union". */

import { nameFinding, rightName, soleMentions } from './names.js';
import type { Rule } from './rule.js';

export const nameErroneous: Rule = {
  id: 'name-erroneous',
  title: 'A name that the record calls an error',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    for (const mention of soleMentions(document)) {
      if (mention.name.role === 'erroneous' || mention.name.flag === 'incorrect') {
        const write = rightName(document, mention);
        yield nameFinding(document, mention, `“${mention.text}” is a wrong name; the right one is “${write}”.`, {
          write,
          safe: true,
        });
      }
    }
  },
};
