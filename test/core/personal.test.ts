/** Names that people bear too: a text that says so twice, and never that they are a place, means the person. */

import assert from 'node:assert/strict';

import { decodeFile } from '../../src/core/knowledge/decode.js';
import { layerOf } from '../../src/core/knowledge/folderLayer.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';

const files: Readonly<Record<string, string>> = {
  'kb.yaml': 'match: { country: { people: [Jordan, Paris] } }\n',
  'countries/jordan.yaml': 'name: Jordan\ndemonyms: [Jordanian]\n',
  'countries/egypt.yaml': 'name: Egypt\n',
  'countries/france.yaml': 'name: France\nnames: [{ text: Paris, as: metonym }]\n',
};
const decoded = Object.entries(files).map(([path, text]) => decodeFile(path, text, 'desk'));
const { layer, problems } = layerOf('desk', decoded);
const recognizer = new Recognizer(mergeLayers([layer]).knowledge);

const cases: readonly (readonly [text: string, ...mentions: string[]])[] = [
  ['Jordan said no.', 'Jordan'],
  ['They greeted Valeska Paris and later Valeska Paris again. Paris left.'],
  ['Valeska Paris left them.\n\nValeska Paris came back.\n\nParis left.'],
  ['They greeted Hamilton Jordan. Jordan said no.', 'Jordan'],
  ['They greeted Hamilton Jordan, and Vernon Jordan too. Jordan said no.'],
  ['They greeted Jordan Henderson. Then Jordan Henderson scored. Jordan left.'],
  ['They greeted Hamilton Jordan, and Vernon Jordan too. Jordan and Egypt said no.', 'Jordan', 'Egypt'],
  ['They greeted Hamilton Jordan, and Vernon Jordan too. He flew to Jordan. Jordan said no.', 'Jordan', 'Jordan'],
  ["They greeted Hamilton Jordan, and Vernon Jordan too. Jordan's king said no.", 'Jordan'],
  ['They greeted Hamilton Jordan, and Vernon Jordan too. Jordanian envoys left.', 'Jordanian'],
  [
    'They greeted Hamilton Jordan, and Vernon Jordan too. Jordanian envoys left. Jordan said no.',
    'Jordanian',
    'Jordan',
  ],
  [
    'In Jordan it rained again. They greeted Hamilton Jordan, and Vernon Jordan too. Jordan said no.',
    'Jordan',
    'Jordan',
  ],
];

suite('a name that people bear too', () => {
  test('is listed in the settings of a folder', () => assert.deepEqual(problems, []));

  for (const [text, ...mentions] of cases) {
    test(text.replaceAll('\n\n', ' / '), () => {
      assert.deepEqual(
        recognizer.analyze(text).mentions.map(({ start, end }) => text.slice(start, end)),
        mentions,
      );
    });
  }

  test('means the same after edits as in a fresh reading', () => {
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const pieces = [...cases.map(([text]) => text), '\n\n', 'Jordan ', 'in ', 'They greeted Hamilton Jordan. ', '. '];
    let text = cases.map(([one]) => one).join('\n\n');
    let analysis = recognizer.analyze(text);
    const seen = new Set<number>();
    for (let step = 0; step < 400; step++) {
      const start = random(text.length);
      const edit = {
        start,
        end: Math.min(text.length, start + (step % 4 === 0 ? random(120) : random(8))),
        text: text.length < 3000 && step % 2 === 0 ? (pieces[random(pieces.length)] ?? '') : '',
      };
      analysis = recognizer.update(analysis, [edit]);
      text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
      assert.deepEqual(analysis.mentions, recognizer.analyze(text).mentions, `step ${step}`);
      seen.add(analysis.mentions.length);
    }
    assert.ok(seen.size > 5, String(seen.size));
  });
});
