/** The sources behind a finding: in its message, and to be opened. */

import { shortAuthor, yearOf } from '../cite/references.js';
import { bestFirst } from '../knowledge/bestSources.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { Evidence } from './rule.js';

const mostNamed = 3;

/** ` (Federal Register 2016, Lee 2016, …)`, the best first; nothing where there is no source. */
export function sourcesInWords(knowledge: KnowledgeBase, keys: readonly string[]): string {
  const names = new Set(
    ordered(knowledge, keys).map(key => {
      const source = knowledge.source(key);
      return source === undefined ? key : `${shortAuthor(source)} ${yearOf(source)}`;
    }),
  );
  const shown = [...names].slice(0, mostNamed).join(', ');
  return shown === '' ? '' : ` (${shown}${names.size > mostNamed ? ', …' : ''})`;
}

/** Each source once, the best first. */
export function sourceEvidence(knowledge: KnowledgeBase, keys: readonly string[]): readonly Evidence[] {
  return ordered(knowledge, keys).map(key => {
    const source = knowledge.source(key);
    if (source === undefined) {
      return { message: key, source: key };
    }
    // Brackets mark a title as the record's own words.
    const title = source.title.replace(/^\[([^[\]]+)\]$/, '$1');
    const who = source.authors.length === 0 ? source.publisher : shortAuthor(source);
    return { message: who === undefined ? title : `${who}: ${title}`, source: key };
  });
}

function ordered(knowledge: KnowledgeBase, keys: readonly string[]): readonly string[] {
  return bestFirst(
    [...new Set(keys)].map(key => ({ key })),
    knowledge,
  ).map(({ key }) => key);
}
