/** Compiled knowledge: what is read back is what was compiled, and what lies on top counts as if all were made anew. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { readLayer } from '../../src/cli/files.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import { layerOf, type LayerDraft, mergeLayers } from '../../src/core/knowledge/layers.js';
import { compileKnowledge, readCompiled, recognizerOf } from '../../src/core/recognize/compiledKnowledge.js';
import { type Analysis, Recognizer } from '../../src/core/recognize/recognizer.js';

const below = readLayer('examples/briefing/knowledge', 'below').layer;
const shipped = readLayer('knowledge', 'built-in').layer;
const text =
  readFileSync('examples/briefing/dprk-foreign-relations.md', 'utf8') +
  readFileSync('examples/briefing/notes.txt', 'utf8') +
  '\nThe Ministry of Quiet in Zembla signed resolution 2270 and S/RES/9999 (2030). Zemblan envoys met Koreans.';

function deskOf(...files: readonly (readonly [string, string])[]): LayerDraft {
  return layerOf(
    'desk',
    files.map(([path, content]) => decodeFile(path, content, 'desk')),
  ).layer;
}

const desk = deskOf(
  ['countries/zembla.yaml', 'name: Zembla\ndemonyms: [Zemblan, Zemblans]\nnames: [Nova Zembla]'],
  ['countries/china.yaml', 'names: [Middle Kingdom]\nsummary: Changed on the desk.'],
  [
    'organizations/moq.yaml',
    'name: Ministry of Quiet\nnames: [{ text: the Ministry, when: { document-has: [Zembla] } }]',
  ],
  ['resolutions/unscr-9999.yaml', 'name: Security Council resolution 9999\nsymbol: S/RES/9999 (2030)'],
  ['resolutions/unscr-2270.yaml', 'summary: Changed on the desk.'],
);

function describe({ mentions }: Analysis): readonly string[] {
  return mentions.map(
    ({ start, end, role, senses }) =>
      `${start}-${end} ${text.slice(start, end)} ${role} ${senses.map(({ entity, name }) => `${entity.id}:${name.text}`).join(' ')}`,
  );
}

suite('compiled knowledge', () => {
  const compiled = readCompiled(compileKnowledge(shipped));

  test('gives back every record, source and table as it was', () => {
    const before = mergeLayers([shipped]).knowledge;
    const after = mergeLayers([compiled.layer]).knowledge;
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    assert.ok(before.entities.length > 2000);
    assert.deepEqual(plain(after.entities), plain(before.entities));
    assert.deepEqual(plain(after.sources), plain(before.sources));
    assert.deepEqual(plain(after.relations), plain(before.relations));
  });

  for (const [what, above] of [
    ['alone', []],
    ['under the folder of the example', [below]],
    ['under a desk that changes and adds records', [desk]],
    ['under two folders', [below, desk]],
  ] as const) {
    test(`recognises ${what} what records made anew would`, () => {
      const fresh = mergeLayers([shipped, ...above]).knowledge;
      const expected = describe(new Recognizer(fresh).analyze(text));
      const { knowledge } = mergeLayers([compiled.layer, ...above]);
      const found = describe(recognizerOf(knowledge, compiled, above).analyze(text));
      assert.ok(found.length > 100);
      assert.deepEqual(found, expected);
      assert.equal(
        found.some(line => line.includes('Zembla name')),
        above.some(layer => layer === desk),
      );
    });
  }

  test('a desk that changes the rules of a kind has them obeyed', () => {
    const rules = deskOf(
      ['kb.yaml', 'match: { country: { not-before: [envoys] } }'],
      ['countries/zembla.yaml', 'name: Zembla\ndemonyms: [Zemblan]'],
    );
    const { knowledge } = mergeLayers([compiled.layer, rules]);
    const found = describe(recognizerOf(knowledge, compiled, [rules]).analyze(text));
    assert.ok(!found.some(line => line.includes('Zemblan')));
  });

  test('bytes that are no compiled records are refused with a reason', () => {
    const good = compileKnowledge(desk);
    assert.throws(() => readCompiled(new TextEncoder().encode('{"layer": {}} and more')), /no file of compiled/);
    assert.throws(() => readCompiled(good.subarray(0, good.length - 40)), /cut off/);
    // A view into a larger buffer at an odd place, as a pooled read gives it.
    const shifted = new Uint8Array(good.length + 3);
    shifted.set(good, 3);
    assert.equal(readCompiled(shifted.subarray(3)).layer.label, 'desk');
  });
});
