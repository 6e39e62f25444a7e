/** name-loaded: a name that takes sides, such as "Hermit Kingdom". */

import { nameFinding, rightName, soleMentions } from './names.js';
import type { Rule } from './rule.js';

export const nameLoaded: Rule = {
  id: 'name-loaded',
  title: 'A name that takes sides',
  severity: 'info',
  scope: 'document',
  *check(document) {
    for (const mention of soleMentions(document)) {
      if (mention.name.flag === 'loaded') {
        const write = rightName(document, mention);
        yield nameFinding(document, mention, `“${mention.text}” takes sides; “${write}” does not.`, {
          write,
          safe: false,
        });
      }
    }
  },
};
