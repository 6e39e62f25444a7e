/**
 * citation: a citation that leads nowhere or does not read as one: an unknown key, an open bracket, a note without its
 * text. What is wrong is found by the room of citing; here it becomes a finding like every other.
 */

import { citationProblems } from '../cite/citationProblems.js';
import type { Rule } from './rule.js';

export const citation: Rule = {
  id: 'citation',
  title: 'A citation that leads nowhere or does not read as one',
  severity: 'warning',
  scope: 'document',
  *check({ text, knowledge, regions, citationGroups }) {
    for (const { start, end, message, severity, fixes } of citationProblems(text, knowledge, regions, citationGroups)) {
      yield {
        start,
        end,
        message,
        severity: severity === 'error' ? 'warning' : severity,
        evidence: [],
        fixes: fixes.map(({ title, edits, create }) => ({
          title,
          edits,
          ...(create === undefined ? {} : { create }),
          safe: false,
        })),
      };
    }
  },
};
