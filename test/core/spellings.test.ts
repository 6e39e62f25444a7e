/** Each name that the records list without a rule is found in whatever spelling of it a text has. */

import assert from 'node:assert/strict';

import { readLayer } from '../../src/cli/files.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';

const { knowledge } = mergeLayers([readLayer('knowledge', 'built-in').layer]);
const recognizer = new Recognizer(knowledge);
const plain = knowledge.entities.flatMap(({ id, names }) =>
  names.filter(({ rule }) => rule === undefined).map(name => ({ id, ...name })),
);

interface Spelling {
  readonly of: (name: string) => string;
  /** Whether it can be asked of a name at all. */
  readonly fits?: (name: (typeof plain)[number]) => boolean;
}

const isLatin = ({ text }: { readonly text: string }): boolean => !/[^\p{Script=Latin}\p{Script=Common}]/u.test(text);

const ligatures: Readonly<Record<string, string>> = {
  ff: '\ufb00',
  fi: '\ufb01',
  fl: '\ufb02',
  ffi: '\ufb03',
  ffl: '\ufb04',
  st: '\ufb06',
};

const spellings: Readonly<Record<string, Spelling>> = {
  'as it is listed': { of: name => name },
  'decomposed accents': { of: name => name.normalize('NFD'), fits: isLatin },
  'no accents': { of: name => name.normalize('NFD').replace(/\p{M}/gu, ''), fits: isLatin },
  'curly apostrophes': { of: name => name.replaceAll("'", '’') },
  'blanks that do not break': { of: name => name.replaceAll(' ', '\u00a0') },
  'narrow blanks': { of: name => name.replaceAll(' ', '\u202f') },
  'two blanks': { of: name => name.replaceAll(' ', '  ') },
  'a soft line break': { of: name => name.replace(' ', '\n') },
  'a line break with a carriage return': { of: name => name.replace(' ', '\r\n') },
  'hyphens that do not break': { of: name => name.replaceAll('-', '\u2011') },
  'dashes for hyphens': { of: name => name.replaceAll('-', '–') },
  'a soft hyphen': { of: name => name.replace(/(\p{L}{2})(\p{L}{2})/u, '$1\u00ad$2') },
  'the ligatures of a PDF': {
    of: name => name.replace(/ffi|ffl|ff|fi|fl|st/g, letters => ligatures[letters] ?? letters),
  },
  'a possessive': { of: name => `${name}’s` },
  'bold print': { of: name => `**${name}**` },
  italics: { of: name => `_${name}_` },
  'quotation marks': { of: name => `“${name}”` },
  'a link': { of: name => `[${name}](https://example.org)` },
  'a list': { of: name => `- ${name}` },
  'a table': { of: name => `| ${name} |` },
  'a footnote mark behind it': { of: name => `${name}[^1]` },
  'the end of a sentence': { of: name => `They know ${name}.` },
};

suite('a name is found with', () => {
  for (const [what, { of, fits }] of Object.entries(spellings)) {
    test(what, () => {
      const asked = plain.filter(name => fits?.(name) ?? true);
      assert.ok(asked.length > 5000, String(asked.length));
      const missed = asked.filter(({ id, text }) => {
        // Of these the article is not marked.
        const letters = text.replace(/^The (?=Bahamas$|Gambia$)|[^\p{L}\p{N}]/gu, '').length;
        const spelled = of(text);
        return !recognizer
          .analyze(spelled)
          .mentions.some(
            ({ start, end, senses }) =>
              spelled.slice(start, end).normalize('NFKC').length >= letters &&
              senses.some(({ entity }) => entity.id === id),
          );
      });
      assert.deepEqual(
        missed.map(({ id, text }) => `${id}: ${text}`),
        [],
      );
    });
  }
});
