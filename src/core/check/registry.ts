/** The rules that ship; a new rule is one line here and one import. */

import { claimDate } from './claimDate.js';
import type { Rule } from './rule.js';

export const rules: readonly Rule[] = [claimDate];
