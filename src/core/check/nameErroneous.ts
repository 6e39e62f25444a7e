/** name-erroneous: a name that something never had, such as "International Postal Union". */

import { nameFinding, rightName, soleMentions } from './names.js';
import type { SectionRule } from './rule.js';

export const nameErroneous: SectionRule = {
  id: 'name-erroneous',
  title: 'A name that the record calls an error',
  severity: 'warning',
  scope: 'section',
  *check(section) {
    for (const mention of soleMentions(section)) {
      if (mention.name.role === 'erroneous' || mention.name.flag === 'incorrect') {
        const write = rightName(section, mention);
        yield nameFinding(section, mention, `“${mention.text}” is a wrong name; the right one is “${write}”.`, {
          write,
          safe: true,
        });
      }
    }
  },
};
