/** What rests on a source, and another key for it everywhere. */

import assert from 'node:assert/strict';

import { applyEdits } from '../../src/core/cite/clusters.js';
import { impact } from '../../src/core/cite/impact.js';
import { citationsOf, renameInRecords, renameInText } from '../../src/core/cite/keys.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import { layerOf } from '../../src/core/knowledge/folderLayer.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';

const files = {
  'countries/a.yaml':
    'name: A\nclaims:\n  - { say: One., cite: old p. 3 }\n  - { say: Two., cite: [old, new] }\n  - { say: Three., cite: new }\n',
  'people/p.yaml': 'name: P\nroles:\n  - { role: Minister, of: a, cite: old }\n',
  'relations/r.yaml': 'type: diplomatic\nof: a\nrows:\n  - { with: b, cite: [old, gone] }\n',
  'sources/s.yaml': '- { id: old, title: Old, status: withdrawn, why: Retracted }\n- { id: new, title: New }\n',
};
const { knowledge } = mergeLayers([
  layerOf(
    'desk',
    Object.entries(files).map(([file, text]) => decodeFile(file, text, 'desk')),
  ).layer,
]);

suite('what rests on a source', () => {
  test('claims, rows and posts, and whether they stand on it alone', () => {
    const { source, claims, rows, facts } = impact(knowledge, [], 'old');
    assert.equal(source?.status, 'withdrawn');
    assert.deepEqual(
      claims.map(({ claim, alone }) => [claim.say, alone]),
      [
        ['One.', true],
        ['Two.', false],
      ],
    );
    assert.deepEqual(
      rows.map(({ row, alone }) => [row.with, alone]),
      [['b', true]],
    );
    assert.deepEqual(
      facts.map(({ what }) => what),
      ['Minister'],
    );
  });

  const sentences: readonly (readonly [text: string, ...sentences: readonly string[]])[] = [
    ['No. One holds [@old, p. 3]. Two [@new].', 'One holds [@old, p. 3].'],
    ['One holds. [@old] Two.', 'One holds. [@old]'],
    ['One [@new; see @old]. Two [@old].', 'One [@new; see @old].', 'Two [@old].'],
    ['A.\n\nOne[^n]. Two.\n\n[^n]: [Old](#ref-old), p. 3.\n', 'One[^n].'],
    ['A ([Old](#ref-old "year only"), p. 3). B.', 'A ([Old](#ref-old "year only"), p. 3).'],
    ['old `[@old]` [@older]'],
  ];
  for (const [text, ...expected] of sentences) {
    test(JSON.stringify(text), () => {
      assert.deepEqual(
        impact(knowledge, [{ id: 'd', text }], 'old').sentences.map(sentence => sentence.text.replace(/^No\. /, '')),
        expected,
      );
    });
  }

  test('a sentence that cites another source does not stand on it alone', () => {
    const found = impact(knowledge, [{ id: 'd', text: 'One [@new; see @old]. Two [@old; @gone].' }], 'old').sentences;
    assert.deepEqual(
      found.map(({ alone }) => alone),
      [false, true],
    );
  });
});

suite('another key', () => {
  const texts: readonly (readonly [text: string, key: string, newKey: string, expected: string])[] = [
    ['[@old, p. 3; -@old-2] @old. `@old`', 'old', 'new', '[@new, p. 3; -@old-2] @new. `@old`'],
    ['[@old]', 'old', 'a--b', '[@{a--b}]'],
    ['[@{a--b}] [x](#ref-a--b)', 'a--b', 'new', '[@{new}] [x](#ref-new)'],
    [
      '[Old (1)](#ref-old "in text") old <a id="ref-old"></a>',
      'old',
      'S/RES/1',
      '[Old (1)](#ref-S/RES/1 "in text") old <a id="ref-S/RES/1"></a>',
    ],
    ['[x](#ref-a%28b%29) [@{a(b)}]', 'a(b)', 'c', '[x](#ref-c) [@{c}]'],
  ];
  for (const [text, key, newKey, expected] of texts) {
    test(JSON.stringify(text), () => {
      assert.equal(applyEdits(text, renameInText(text, key, newKey)), expected);
      assert.equal(citationsOf(text, key).length, renameInText(text, key, newKey).length);
    });
  }

  test('in records, where it is defined and cited', () => {
    const rename = (path: keyof typeof files): string =>
      applyEdits(files[path], renameInRecords(path, files[path], 'old', 'better'));
    assert.match(rename('countries/a.yaml'), /cite: better p\. 3 \}\n.*\[better, new\]/);
    assert.match(rename('sources/s.yaml'), /^- \{ id: better, title: Old/);
    assert.match(rename('people/p.yaml'), /cite: better/);
  });
});
