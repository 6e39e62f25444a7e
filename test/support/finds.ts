import assert from 'node:assert/strict';

import type { Recognizer } from '../../src/core/recognize/recognizer.js';
import { marked, markMentions } from './marked.js';

/** Makes tests of texts in which each `«…»` is a mention and nothing else is; ids, where given, are all senses in order. */
export function findsWith(recognizer: Recognizer): (source: string, ...ids: readonly string[]) => void {
  return (source, ...ids) => {
    test(source.replaceAll('\n', '⏎'), () => {
      const { text } = marked(source);
      const { mentions } = recognizer.analyze(text);
      assert.equal(markMentions(text, mentions), source);
      if (ids.length > 0) {
        assert.deepEqual(
          mentions.map(({ senses }) => senses.map(({ entity }) => entity.id).join('|')),
          ids,
        );
      }
    });
  };
}
