/** What files gave is kept for the bytes and the decoder that it comes from, and for nothing else. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

import { decodeBytes, decodeFile } from '../../src/core/knowledge/decode.js';
import { type DeskFile, DeskFiles } from '../../src/core/knowledge/deskFiles.js';
import { hashOf } from '../../src/core/knowledge/seal.js';
import { FolderLayer, layerOf } from '../../src/core/knowledge/folderLayer.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { jsonBytes, readPack, type Sections, writePack } from '../../src/core/knowledge/pack.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const kenya = `name: Kenya\n# ${'x'.repeat(300_000)}\n`;
const packed = (files: DeskFiles): Sections => readPack(writePack(new Map(files.write())));

/** What has to be decoded of the given files, after reading what another start kept. */
function decodedBy(files: DeskFiles, texts: Readonly<Record<string, string>>): readonly string[] {
  const decoded: string[] = [];
  for (const [name, text] of Object.entries(texts)) {
    const bytes = bytesOf(text);
    files.of('desk', name, bytes, () => {
      decoded.push(name);
      return decodeBytes(name, bytes, 'desk');
    });
  }
  return decoded;
}

suite('files of a desk that are kept', () => {
  test('spare the next start the decoding, save of what changed', () => {
    const first = new DeskFiles('a');
    assert.deepEqual(decodedBy(first, { 'countries/ke.yaml': kenya, 'countries/ug.yaml': 'name: Uganda\n' }).length, 2);
    assert.ok(first.isWorthKeeping && first.isChanged);
    const kept = packed(first);
    assert.ok(!first.isChanged);
    const next = new DeskFiles('a');
    assert.ok(next.read(kept));
    const changed = {
      'countries/ke.yaml': kenya,
      'countries/ug.yaml': 'name: Uganda!\n',
      'countries/tz.yaml': 'name: T\n',
    };
    assert.deepEqual(decodedBy(next, changed), ['countries/ug.yaml', 'countries/tz.yaml']);
    assert.ok(next.isChanged);
    const third = new DeskFiles('a');
    third.read(packed(next));
    assert.deepEqual(decodedBy(third, changed), []);
    assert.ok(!third.isChanged);
    const names = Object.entries(changed).map(
      ([name, text]) => third.of('desk', name, bytesOf(text), () => assert.fail()).draft(0)?.name,
    );
    assert.deepEqual(names, ['Kenya', 'Uganda!', 'T']);
  });

  for (const [name, build, spoil] of [
    ['by another decoder', 'b', (sections: Sections) => sections],
    ['in a file without them', 'a', () => new Map()],
    ['as something else', 'a', (sections: Sections) => new Map([...sections, ['files', bytesOf('[7')]])],
    ['as nothing', 'a', (sections: Sections) => new Map([...sections, ['files', bytesOf('null')]])],
    [
      'with fewer records than files have',
      'a',
      (sections: Sections) => new Map([...sections, ['files', jsonBytes({ build: 'a', folders: [], more: [] })]]),
    ],
  ] as const) {
    test(`are left when they were kept ${name}`, () => {
      const first = new DeskFiles('a');
      decodedBy(first, { 'countries/ke.yaml': kenya });
      const next = new DeskFiles(build);
      assert.ok(!next.read(spoil(packed(first))));
      assert.deepEqual(decodedBy(next, { 'countries/ke.yaml': kenya }), ['countries/ke.yaml']);
    });
  }

  test('are not written for a small folder', () => {
    const files = new DeskFiles('a');
    decodedBy(files, { 'countries/ke.yaml': 'name: Kenya\n' });
    assert.ok(!files.isWorthKeeping);
  });

  test('give the same layer before they are kept, behind that, and at the next start', () => {
    const paths = ['.', 'countries', 'resolutions', 'relations', 'sources', 'talks', 'treaties'].flatMap(folder =>
      readdirSync(`knowledge/${folder}`)
        .filter(name => name.endsWith('.yaml'))
        .map(name => (folder === '.' ? name : `${folder}/${name}`)),
    );
    assert.ok(paths.length > 200, String(paths.length));
    const wanted = paths.filter((path, i) => i % 8 === 0 || path === 'kb.yaml');
    const wrong = { 'countries/zz.yaml': 'names: [Z]\n', 'sources/zz.yaml': '- { id: zz }\n- { id: zz, title: Z }\n' };
    const read = (files: DeskFiles): readonly DeskFile[] =>
      [
        ...wanted.map(path => [path, readFileSync(`knowledge/${path}`)] as const),
        ...Object.entries(wrong).map(([path, text]) => [path, bytesOf(text)] as const),
      ].map(([path, bytes]) => files.of('desk', path, bytes, () => decodeBytes(path, bytes, 'desk')));
    const saying = (layer: FolderLayer): unknown => [
      layer.whole(),
      layer.problems,
      layer.partialIds,
      [...layer.draftIds],
      [...layer.stamps],
    ];

    const first = new DeskFiles('a');
    const files = read(first);
    const before = new FolderLayer('desk', files);
    const expected = structuredClone(saying(before));
    assert.equal(before.partialIds.length, 1);
    assert.ok(before.problems.length > 1 && Object.keys(before.settings.match).length > 0);
    const kept = packed(first);
    assert.deepEqual(saying(before), expected);
    const next = new DeskFiles('a');
    next.read(kept);
    const again = read(next);
    assert.ok(!next.isChanged);
    assert.deepEqual(saying(new FolderLayer('desk', again)), expected);
  });

  test('have their ids in order, whatever order the files have them in, and whatever the ids are', () => {
    const ids = ['b', 'a9', 'a10', '"q"', '', 'two\nlines', 'ü', '\ud800', 'Z', 'a9', 'b'];
    const list = (of: readonly string[]): string =>
      of.map(id => `- { id: ${JSON.stringify(id)}, title: ${JSON.stringify(`T${id}`)} }\n`).join('');
    const files = new DeskFiles('a');
    decodedBy(files, { 'sources/b.yaml': list(ids.slice(0, 5)), 'sources/a.yaml': list(ids.slice(5)) });
    const layerIn = (of: DeskFiles): FolderLayer => new FolderLayer('desk', of.folders.get('desk') ?? []);
    const next = new DeskFiles('a');
    const before = layerIn(files);
    assert.ok(next.read(packed(files)));
    for (const layer of [before, layerIn(files), layerIn(next)]) {
      const known = ids.filter(id => id !== '');
      assert.deepEqual(
        layer.sourceIds.filter(id => id !== ''),
        [...new Set(known)].sort(),
      );
      assert.deepEqual(
        known.map(id => layer.source(id)?.title),
        known.map(id => `T${id}`),
      );
      assert.deepEqual(
        layer.problems.filter(({ code }) => code === 'repeated-id').map(({ file }) => file),
        ['sources/a.yaml', 'sources/a.yaml'],
      );
      assert.equal(layer.source('none'), undefined);
    }
  });

  test('have another hash for every change of a letter', () => {
    const seen = new Set<number>();
    for (let i = 0; i < 300; i++) {
      seen.add(hashOf(bytesOf(`${'a'.repeat(i)}b${'a'.repeat(299 - i)}`)));
    }
    assert.equal(seen.size, 300);
  });
});

suite('a folder of files', () => {
  test('has the first of records with one id, and says where it is', () => {
    const files = ['One', 'Two'].map((title, i) =>
      decodeFile(`sources/${i}.yaml`, `- { id: same, title: ${title} }\n`, 'desk'),
    );
    const { layer, problems } = layerOf('desk', files);
    assert.deepEqual(
      layer.sources.map(({ title }) => title),
      ['One'],
    );
    assert.deepEqual(
      problems.map(({ code, file, message }) => [code, file, message.includes('sources/0.yaml')]),
      [['repeated-id', 'sources/1.yaml', true]],
    );
  });

  test('keeps every entry of a name, in whichever field it stands', () => {
    const former = '[{ text: Zembla, until: 1917 }, { text: Zembla, after: [Old] }]';
    const file = decodeFile('countries/zz.yaml', `name: Novaya\nformer: ${former}\ndemonyms: [Zemblan]\n`, 'desk');
    const { knowledge } = mergeLayers([layerOf('desk', [file]).layer]);
    assert.deepEqual(
      knowledge.entity('zz')?.names.map(({ text, role, until }) => [text, role, until]),
      [
        ['Novaya', 'name', undefined],
        ['Zemblan', 'demonym', undefined],
        ['Zembla', 'former', '1917'],
        ['Zembla', 'former', undefined],
      ],
    );
  });
});
