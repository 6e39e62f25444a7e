/** name-loaded: a name that takes sides, such as "Hermit Kingdom". */

import { nameFinding, rightName, soleMentions } from './names.js';
import type { SectionRule } from './rule.js';

export const nameLoaded: SectionRule = {
  id: 'name-loaded',
  title: 'A name that takes sides',
  severity: 'info',
  scope: 'section',
  *check(section) {
    for (const mention of soleMentions(section)) {
      if (mention.name.flag === 'loaded') {
        const write = rightName(section, mention);
        yield nameFinding(section, mention, `“${mention.text}” takes sides; “${write}” does not.`, {
          write,
          safe: false,
        });
      }
    }
  },
};
