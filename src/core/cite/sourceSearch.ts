/** Finding a source by whatever its reader remembers: words of the title, author, publisher, year or key, in any order. */

import type { Source } from '../knowledge/model.js';
import { foldText } from '../recognize/fold.js';

interface Entry {
  readonly source: Source;
  readonly words: readonly string[];
  readonly title: string;
}

export class SourceIndex {
  readonly #entries: readonly Entry[];

  constructor(knowledge: { readonly sources: readonly Source[] }) {
    this.#entries = knowledge.sources.map(source => {
      const parts = [
        source.id,
        source.title,
        ...source.authors,
        source.publisher,
        source.containerTitle,
        source.issued,
        source.number,
      ];
      const text = foldText(parts.filter(part => part !== undefined).join(' '));
      return { source, words: text.split(' '), title: foldText(source.title) };
    });
  }

  /** Sources in which every word of the query begins some word; those in `first` come before the others. */
  find(query: string, limit: number, first: ReadonlySet<string> = new Set()): readonly Source[] {
    const wanted = foldText(query)
      .split(' ')
      .filter(word => word !== '');
    return this.#entries
      .filter(({ words }) => wanted.every(part => words.some(word => word.startsWith(part))))
      .map(entry => ({
        entry,
        score: (first.has(entry.source.id) ? 0 : 2) + (entry.title.startsWith(wanted.join(' ')) ? 0 : 1),
      }))
      .sort((a, b) => a.score - b.score || (a.entry.title < b.entry.title ? -1 : 1))
      .slice(0, limit)
      .map(({ entry }) => entry.source);
  }
}
