/** Decoded files are kept for the bytes and the decoder that they come from, and for nothing else. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

import { decodeBytes } from '../../src/core/knowledge/decode.js';
import { DecodedCache, hashOf } from '../../src/core/knowledge/decodedCache.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const kenya = `name: Kenya\n# ${'x'.repeat(300_000)}\n`;

/** What a cache has to decode of the given files, after reading what another one kept. */
function decodedBy(cache: DecodedCache, files: Readonly<Record<string, string>>): readonly string[] {
  const decoded: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const bytes = bytesOf(text);
    cache.of(name, bytes, () => {
      decoded.push(name);
      return decodeBytes(name, bytes, 'desk');
    });
  }
  return decoded;
}

suite('decoded files that are kept', () => {
  test('spare the next start the decoding, save of what changed', () => {
    const first = new DecodedCache('a');
    assert.deepEqual(decodedBy(first, { 'countries/ke.yaml': kenya, 'countries/ug.yaml': 'name: Uganda\n' }).length, 2);
    assert.ok(first.isWorthKeeping && first.isChanged);
    const kept = first.write();
    assert.ok(!first.isChanged);
    const next = new DecodedCache('a');
    next.read(kept);
    const changed = {
      'countries/ke.yaml': kenya,
      'countries/ug.yaml': 'name: Uganda!\n',
      'countries/tz.yaml': 'name: T\n',
    };
    assert.deepEqual(decodedBy(next, changed), ['countries/ug.yaml', 'countries/tz.yaml']);
    assert.ok(next.isChanged && next.write().includes('Uganda!'));
  });

  for (const [name, build, spoil] of [
    ['by another decoder', 'b', (text: string) => text],
    ['in a file that broke off', 'a', (text: string) => text.slice(0, 100)],
    [
      'as something else',
      'a',
      () => '{"build":"a","entries":[["countries/ke.yaml",{"hash":1,"size":2,"decoded":null}],7]}',
    ],
    ['as nothing', 'a', () => 'null'],
  ] as const) {
    test(`are left when they were kept ${name}`, () => {
      const first = new DecodedCache('a');
      decodedBy(first, { 'countries/ke.yaml': kenya });
      const next = new DecodedCache(build);
      next.read(spoil(first.write()));
      assert.deepEqual(decodedBy(next, { 'countries/ke.yaml': kenya }), ['countries/ke.yaml']);
    });
  }

  test('are not written for a small folder', () => {
    const cache = new DecodedCache('a');
    decodedBy(cache, { 'countries/ke.yaml': 'name: Kenya\n' });
    assert.ok(!cache.isWorthKeeping);
  });

  test('are the same when they come back, for records of every kind', () => {
    const paths = ['countries', 'resolutions', 'relations', 'sources', 'talks', 'treaties'].flatMap(folder =>
      readdirSync(`knowledge/${folder}`).map(name => `knowledge/${folder}/${name}`),
    );
    assert.ok(paths.length > 200, String(paths.length));
    for (const path of paths.filter((_, i) => i % 8 === 0)) {
      const decoded = decodeBytes(path.slice('knowledge/'.length), readFileSync(path), 'desk');
      assert.deepEqual(JSON.parse(JSON.stringify(decoded)), decoded, path);
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
