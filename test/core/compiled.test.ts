/** Compiled knowledge: what is read back is what was compiled, and what lies on top counts as if all were made anew. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { readLayer } from '../../src/cli/files.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import { DeskFiles } from '../../src/core/knowledge/deskFiles.js';
import { FolderLayer, layerOf } from '../../src/core/knowledge/folderLayer.js';
import { type LayerDraft, mergeLayers } from '../../src/core/knowledge/layers.js';
import { readPack, type Sections, writePack } from '../../src/core/knowledge/pack.js';
import { compileKnowledge, readCompiled, recognizerOf } from '../../src/core/recognize/compiledKnowledge.js';
import { type DeskNames, nameDesk, readDeskNames, writeDeskNames } from '../../src/core/recognize/deskNames.js';
import { type Analysis, Recognizer } from '../../src/core/recognize/recognizer.js';

const below = readLayer('examples/briefing/knowledge', 'below').layer;
const shipped = readLayer('knowledge', 'built-in').layer;
const text =
  readFileSync('examples/briefing/dprk-foreign-relations.md', 'utf8') +
  readFileSync('examples/briefing/notes.txt', 'utf8') +
  '\nThe Ministry of Quiet in Zembla signed resolution 2270 and S/RES/9999 (2030). Zemblan envoys met Koreans on Zembla Airlines.';

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

  test('of a record that is put on top again and again the last counts', () => {
    const stages = ['Zembla', 'Zemblania', 'Zemblastan'].map(
      name => mergeLayers([deskOf(['countries/zembla.yaml', `name: ${name}`])]).knowledge,
    );
    const names = stages.reduce((before, { entities, rules }) => before.with(entities, rules), compiled.names);
    const { entities, rules } = stages[2] ?? assert.fail();
    const recognizer = new Recognizer(
      { entities, rules, entity: id => entities.find(entity => entity.id === id) },
      names,
    );
    const found = recognizer.analyze('Zembla, Zemblania, Zemblastan').mentions.map(({ start, end }) => [start, end]);
    assert.deepEqual(found, [[19, 29]]);
  });

  test('a desk that changes the rules of a kind has them obeyed', () => {
    const rules = deskOf(
      ['kb.yaml', 'match: { country: { not-before: [envoys] } }'],
      ['countries/zembla.yaml', 'name: Zembla\ndemonyms: [Zemblan]'],
    );
    const { knowledge } = mergeLayers([compiled.layer, rules]);
    const found = describe(recognizerOf(knowledge, compiled, [rules]).analyze(text));
    assert.ok(!found.some(line => line.includes('Zemblan')));
  });

  test('a desk whose records name lists of the shipped records and of its own', () => {
    const lists = deskOf(
      ['kb.yaml', 'lists: { quiet: [envoys] }'],
      ['countries/zembla.yaml', 'name: Zembla\nnames: [{ text: Zemblan, as: demonym, not-before: [<quiet>, <boat>] }]'],
    );
    const { knowledge } = mergeLayers([compiled.layer, lists]);
    const recognizer = recognizerOf(knowledge, compiled, [lists]);
    const found = recognizer.analyze('Zemblan envoys; a Zemblan ferry; a Zemblan; the Niger flooded').mentions;
    assert.deepEqual(
      found.map(({ start }) => start),
      [35],
    );
  });

  suite('a desk whose records change', () => {
    const zembla = 'name: Zembla\ndemonyms: [Zemblan, Zemblans]\nnames: [Nova Zembla]';
    const listed = 'name: Zembla\nnames: [{ text: Zemblan, as: demonym, not-before: [<quiet>] }]';
    const files = {
      'countries/zembla.yaml': zembla,
      'organizations/moq.yaml':
        'name: Ministry of Quiet\nnames: [{ text: the Ministry, when: { document-has: [Zembla] } }]',
      'resolutions/unscr-2270.yaml': 'summary: Changed on the desk.',
    };
    const states: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['as it is', files],
      ['with another name', { ...files, 'countries/zembla.yaml': zembla.replace('Zemblan,', 'Zemblian,') }],
      ['with the name back', files],
      ['with a file in the folder of another kind', { 'people/zembla.yaml': zembla }],
      ['with the file back in its folder', files],
      ['with a record more', { ...files, 'resolutions/unscr-9999.yaml': 'name: R\nsymbol: S/RES/9999 (2030)' }],
      [
        'with a copy of a shipped record',
        { ...files, 'resolutions/a-copy.yaml': 'name: R\nsymbol: S/RES/2270 (2016)' },
      ],
      ['with another', { ...files, 'resolutions/x-copy.yaml': 'name: R\nsymbol: S/RES/2270 (2016)' }],
      ['without the copy', files],
      ['with records gone', { 'countries/zembla.yaml': zembla }],
      ['with a shipped name taken away', { ...files, 'countries/china.yaml': 'name: Cathay\nnames: []' }],
      ['with a rule for a kind', { ...files, 'kb.yaml': 'match: { country: { not-before: [envoys] } }' }],
      ['with a list', { ...files, 'kb.yaml': 'lists: { quiet: [envoys] }', 'countries/zembla.yaml': listed }],
      ['with another list', { ...files, 'kb.yaml': 'lists: { quiet: [troops] }', 'countries/zembla.yaml': listed }],
      ['without anything', {}],
    ];
    /** The folder as one load after another has it. */
    function layerFor(state: Readonly<Record<string, string>>): FolderLayer {
      const decoded = new DeskFiles('a');
      const files = Object.entries(state).map(([path, content]) =>
        decoded.of('desk', path, new TextEncoder().encode(content), () => decodeFile(path, content, 'desk')),
      );
      return new FolderLayer('desk', files);
    }

    test('has after each change the names that records made anew would have', () => {
      let before: DeskNames | undefined;
      for (const [what, state] of states) {
        const above = [layerFor(state)];
        const { knowledge } = mergeLayers([compiled.layer, ...above]);
        const named = nameDesk(knowledge, compiled, above, before);
        const fresh = mergeLayers([shipped, ...above]).knowledge;
        const expected = describe(new Recognizer(fresh).analyze(text));
        assert.deepEqual(describe(new Recognizer(knowledge, named.names).analyze(text)), expected, what);
        before = named;
      }
    }).timeout(20_000);

    test('is asked for the names of what changed alone', () => {
      const above = [layerFor(files)];
      const first = nameDesk(mergeLayers([compiled.layer, ...above]).knowledge, compiled, above);
      const asked: string[] = [];
      const changed = [layerFor({ ...files, 'countries/zembla.yaml': 'name: Zembla' })];
      const { knowledge } = mergeLayers([compiled.layer, ...changed]);
      const watched = Object.create(knowledge, {
        entity: { value: (id: string) => (asked.push(id), knowledge.entity(id)) },
      }) as typeof knowledge;
      Object.defineProperty(watched, 'size', { value: knowledge.size });
      Object.defineProperty(watched, 'rules', { value: knowledge.rules });
      nameDesk(watched, compiled, changed, first);
      assert.deepEqual([...new Set(asked)], ['zembla']);
    });

    test('has its names at the next start from the file in which they are kept', () => {
      const above = [layerFor(files)];
      const first = nameDesk(mergeLayers([compiled.layer, ...above]).knowledge, compiled, above);
      const pack = readPack(writePack(new Map(writeDeskNames(first))));
      const kept = readDeskNames(pack, compiled);
      const changed = [layerFor({ ...files, 'countries/zembla.yaml': 'name: Zembla' })];
      const { knowledge } = mergeLayers([compiled.layer, ...changed]);
      const found = describe(
        new Recognizer(knowledge, nameDesk(knowledge, compiled, changed, kept).names).analyze(text),
      );
      const fresh = mergeLayers([shipped, ...changed]).knowledge;
      assert.deepEqual(found, describe(new Recognizer(fresh).analyze(text)));
      assert.equal(readDeskNames(pack, { ...compiled, id: 'another' }), undefined);
      assert.equal(readDeskNames(pack, undefined), undefined);
    });

    test('has the names of the files that are kept with them without saying which these are', () => {
      const decoded = new DeskFiles('a');
      for (const [path, content] of Object.entries(files)) {
        decoded.of('desk', path, new TextEncoder().encode(content), () => decodeFile(path, content, 'desk'));
      }
      const layersIn = (of: DeskFiles): readonly FolderLayer[] =>
        Array.from(of.folders, ([label, kept]) => new FolderLayer(label, kept));
      const above = layersIn(decoded);
      const first = nameDesk(mergeLayers([compiled.layer, ...above]).knowledge, compiled, above);
      const written = decoded.write();
      const pack = (names: ReturnType<typeof writeDeskNames>): Sections =>
        readPack(writePack(new Map([...written, ...names])));
      const whole = pack(writeDeskNames(first));
      const spared = pack(writeDeskNames(first, layersIn(decoded)));
      assert.equal(spared.get('desk.stamps')?.byteLength, 0);
      assert.equal(readDeskNames(spared, compiled), undefined);
      const next = new DeskFiles('a');
      assert.ok(next.read(spared));
      const named = readDeskNames(spared, compiled, layersIn(next));
      const plain = ({ above: layers, names }: DeskNames): unknown => [
        layers.map(({ draftIds, stamps, settings }) => [draftIds, [...stamps], settings]),
        names.write(),
      ];
      const [expected, found] = [readDeskNames(whole, compiled), named].map(desk => desk && plain(desk));
      assert.ok(found !== undefined);
      assert.deepEqual(found, expected);
      // What the files of another state have is said.
      const changed = new DeskFiles('a');
      changed.of('desk', 'countries/other.yaml', new Uint8Array(), () =>
        decodeFile('countries/other.yaml', 'name: O', 'desk'),
      );
      const mixed = pack(writeDeskNames(first, layersIn(changed)));
      const ofMixed = readDeskNames(mixed, compiled);
      assert.deepEqual(ofMixed && plain(ofMixed), expected);
    });

    test('has its names made anew when too many old ones are left', () => {
      const small = readCompiled(compileKnowledge(desk));
      let before: DeskNames | undefined;
      let most = 0;
      for (let i = 0; i < 300; i++) {
        const above = [layerFor({ 'countries/zembla.yaml': `name: Zembla\nnames: [Zembla ${i}]` })];
        before = nameDesk(mergeLayers([small.layer, ...above]).knowledge, small, above, before);
        most = Math.max(most, before.names.ids.length);
      }
      assert.ok(most > 50 && most < 150, String(most));
    });
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
