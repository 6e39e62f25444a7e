/** Where files of records and texts name a source: the key alone, whatever stands around it. */

import assert from 'node:assert/strict';

import { citationsOf, isPlainKey } from '../../src/core/cite/keys.js';
import { keyPlacesIn } from '../../src/core/knowledge/sourceKeys.js';

suite('keys of sources', () => {
  const cases: readonly (readonly [what: string, path: string, text: string, ...expected: string[]])[] = [
    ['a plain citation', 'events/a.yaml', 'name: A\nclaims:\n  - say: B cites key.\n    cite: key\n', '-key'],
    ['a locator', 'events/a.yaml', 'claims:\n  - { say: B, cite: key p. 3 }\n', '-key'],
    ['a list', 'events/a.yaml', 'claims:\n  - say: B\n    cite: [a-b para. 4, "c:d"]\n', '-a-b', '-c:d'],
    ['a block list', 'events/a.yaml', 'claims:\n  - say: B\n    cite:\n      - one\n      - two\n', '-one', '-two'],
    ['brackets of Pandoc', 'events/a.yaml', 'claims:\n  - say: B\n    cite: "[@key, p. 3]"\n', '-key'],
    ['a role and a row', 'people/a.yaml', '- id: a\n  roles: [{ role: R, cite: key }]\n', '-key'],
    ['definitions', 'sources/s.yaml', '- id: one\n  title: cite one\n- id: two\n  title: T\n', '+one', '+two'],
    ['an id elsewhere is none of a source', 'people/a.yaml', '- id: one\n  name: N\n'],
    ['a mistake in the file', 'events/a.yaml', 'claims:\n  - say: B\n    cite: key\n  bad: [\n', '-key'],
    ['nothing', 'events/a.yaml', ''],
  ];
  for (const [what, path, text, ...expected] of cases) {
    test(`in records: ${what}`, () => {
      const found = keyPlacesIn(path, text);
      assert.deepEqual(
        found.map(({ key, isDefinition }) => (isDefinition ? '+' : '-') + key),
        expected,
      );
      for (const { key, start, end } of found) {
        assert.equal(text.slice(start, end), key);
      }
    });
  }

  test('in texts: every citation of the key and nothing else', () => {
    const text = 'key [@key, p. 3; see @key-2; -@key] `@key` key@host.org\n\n[^1]: @key, again; [a](key) @{key}.';
    const found = citationsOf(text, 'key');
    assert.deepEqual(
      found.map(({ start, end }) => text.slice(start - 2, end)),
      ['[@key', '-@key', ' @key', '@{key'],
    );
  });

  test('keys that need no braces', () => {
    for (const key of ['a', 'S/RES/2270', 'un:s.res/2270-a_b', '2016-x', 'é']) {
      assert.ok(isPlainKey(key), key);
    }
    for (const key of ['', 'a b', '-a', 'a.', 'a..b', '@a', 'a]', 'a'.repeat(300)]) {
      assert.ok(!isPlainKey(key), key);
    }
  });
});
