import assert from 'node:assert/strict';

import { decodeBytes, decodeFile } from '../../src/core/knowledge/decode.js';
import { layerOf } from '../../src/core/knowledge/folderLayer.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';

const path = 'countries/kenya.yaml';

/** The codes of the problems, with 1-based line and column. */
function problemsOf(text: string, file = path): readonly string[] {
  return decodeFile(file, text, 'desk').problems.map(
    ({ code, range }) => `${range.line + 1}:${range.column + 1} ${code}`,
  );
}

suite('a record', () => {
  test('of two lines is a whole record', () => {
    const { drafts, problems } = decodeFile(
      'organizations/eci.yaml',
      'name: East Coast Institute\nnames: [ECI]\n',
      'desk',
    );
    assert.deepEqual(problems, []);
    assert.equal(drafts[0]?.id, 'eci');
    assert.equal(drafts[0]?.kind, 'organization');
    assert.deepEqual(drafts[0]?.names, [{ text: 'ECI', role: 'acronym' }]);
  });

  test('keeps numbers, NO and leading zeros as they are written', () => {
    const text =
      'name: Norway\ncodes: { iso2: NO, m49: 036 }\nfrom: 1979\nclaims:\n  - { say: A., from: 1979, cite: k }\n';
    const draft = decodeFile(path, text, 'desk').drafts[0];
    assert.deepEqual(draft?.codes, { iso2: 'NO', m49: '036' });
    assert.equal(draft?.from, '1979');
    assert.equal(draft?.claims?.[0]?.from, '1979');
  });

  test('reads citations in every form people write', () => {
    const text = 'name: K\nclaims:\n  - say: A.\n    cite: [one, two p. 3, "[@three, para. 4]", "@four"]\n';
    assert.deepEqual(decodeFile(path, text, 'desk').drafts[0]?.claims?.[0]?.cite, [
      { key: 'one' },
      { key: 'two', locator: 'p. 3' },
      { key: 'three', locator: 'para. 4' },
      { key: 'four' },
    ]);
  });

  test('has no name without a text', () => {
    const text = 'name: K\nnames: ["", " ", { flag: informal }, Kay]\ndemonyms: [""]\n';
    const { names, demonyms } = decodeFile(path, text, 'desk').drafts[0] ?? {};
    assert.deepEqual(names, [{ text: 'Kay', role: 'alias' }]);
    assert.deepEqual(demonyms, []);
  });

  test('takes as_of for as-of', () => {
    const text = 'name: K\nclaims: [{ say: A., as_of: 2016-03, cite: k }]\n';
    assert.equal(decodeFile(path, text, 'desk').drafts[0]?.claims?.[0]?.asOf, '2016-03');
  });
});

suite('a mistake in a record is a problem at its place', () => {
  const cases: readonly (readonly [title: string, text: string, ...problems: string[]])[] = [
    ['not a mapping', '- one\n- two\n', '1:3 not-a-mapping', '2:3 not-a-mapping'],
    ['a text alone', 'Kenya', '1:1 not-a-mapping'],
    ['empty', '', '1:1 empty-record'],
    ['an unknown field', 'name: Kenya\nsumary: A state.\n', '2:1 unknown-field'],
    ['an impossible day', 'name: Kenya\nfrom: 1963-02-30\n', '2:7 bad-date'],
    ['a date in words', 'name: Kenya\nfrom: 12 December 1963\n', '2:7 bad-date'],
    ['an unknown status', 'name: K\nclaims: [{ say: A., status: false, cite: k }]\n', '2:29 unknown-value'],
    ['a locator as an item', 'name: K\nclaims: [{ say: A., cite: [key, p. 3] }]\n', '2:33 cite-locator-item'],
    ['a key with @', 'name: K\nclaims:\n  - say: A.\n    cite: @key\n', '4:11 yaml-at-sign'],
    ['a colon in a sentence', 'name: K\nsummary: Songun: military first\n', '2:10 yaml-colon'],
    ['a reference', 'name: K\nnames:\n  - *juche\n', '3:5 yaml-reference'],
    ['a claim without a sentence', 'name: K\nclaims: [{ cite: k }]\n', '2:10 missing-say'],
    ['an opinion of nobody', 'name: K\nclaims: [{ say: A., type: opinion, cite: k }]\n', '2:10 missing-holder'],
    ['doubt without a reason', 'name: K\nclaims: [{ say: A., status: wrong, cite: k }]\n', '2:10 missing-why'],
    ['an id that differs', 'id: k\nname: Kenya\n', '1:5 id-differs'],
    ['a kind that does not exist', 'kind: contry\nname: Kenya\n', '1:7 unknown-kind'],
    ['a field twice', 'name: Kenya\nname: Kenia\n', '2:1 repeated-field'],
    ['a list where a text stands', 'name: [Kenya]\n', '1:7 not-a-text'],
  ];
  for (const [title, text, ...problems] of cases) {
    test(title, () => assert.deepEqual(problemsOf(text), problems));
  }

  test('rules of a kind that is like another and has some of its own', () => {
    const settings = (text: string): readonly string[] =>
      decodeFile('kb.yaml', text, 'desk').problems.map(({ code, range }) => `${range.line + 1} ${code}`);
    assert.deepEqual(settings('match:\n  place: { like: country }\n'), []);
    assert.deepEqual(settings('match:\n  place:\n    not-before: [Road]\n    like: country\n'), ['4 like-shape']);
    assert.deepEqual(settings('match:\n  place: { like: place }\n'), ['2 like-shape']);
  });

  test('languages, or words of languages, that are not said', () => {
    const problems = (languages: string): readonly string[] =>
      decodeFile('kb.yaml', `match:\n  country:\n    languages: ${languages}\n`, 'desk').problems.map(
        ({ code, range }) => `${range.line + 1}:${range.column + 1} ${code}`,
      );
    assert.deepEqual(problems('{ not-before: [speaker] }'), ['3:16 missing-of']);
    assert.deepEqual(problems('{ of: [French], spoken-of: { not-in: [from ~] } }'), ['3:43 missing-when']);
    assert.deepEqual(problems('{ of: [French], spoken-of: { when: { paragraph-has: [language] } } }'), []);
  });

  test('what could be read is kept', () => {
    const { drafts } = decodeFile(path, 'name: Kenya\nsummary: Songun: military first\ncapital: Nairobi\n', 'desk');
    assert.equal(drafts[0]?.name, 'Kenya');
  });

  test('fixes put the right text in place', () => {
    const [problem] = decodeFile(path, 'name: K\nsummary: Songun: military first\n', 'desk').problems;
    assert.equal(problem?.fix, '"Songun: military first"');
  });
});

suite('a hostile file', () => {
  test('that multiplies itself costs nothing and says so', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 30; i++) {
      const above = String.fromCharCode(96 + i);
      const name = String.fromCharCode(97 + i);
      lines.push(`${name}: &${name} [*${above}, *${above}, *${above}, *${above}, *${above}, *${above}, *${above}]`);
    }
    const { drafts } = decodeFile(path, `name: Bomb\nnames: *z\n${lines.slice(0, 20).join('\n')}\n`, 'desk');
    assert.equal(drafts[0]?.name, 'Bomb');
  });

  test('of 50 MB is not read', () => {
    const { problems } = decodeBytes(path, new Uint8Array(50 * 1024 * 1024), 'desk');
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['file-too-large'],
    );
  });

  test('that is not UTF-8, or no text at all, is a problem', () => {
    assert.equal(decodeBytes(path, Uint8Array.from([0x6e, 0xff, 0xfe]), 'desk').problems[0]?.code, 'not-utf8');
    assert.equal(decodeBytes(path, Uint8Array.from([0x6e, 0, 0x6e]), 'desk').problems[0]?.code, 'not-text');
  });

  test('with names like prototype properties is read like any other', () => {
    const { drafts, problems } = decodeFile(path, 'name: constructor\n__proto__: 1\ntoString: 2\n', 'desk');
    assert.equal(drafts[0]?.name, 'constructor');
    assert.equal(problems.length, 2);
  });

  test('of random bytes never throws', () => {
    for (let seed = 1; seed < 300; seed++) {
      const bytes = Uint8Array.from({ length: 60 }, (_, i) => 32 + ((seed * 7919 + i * i * 31 + i * seed) % 95));
      decodeBytes(path, bytes, 'desk');
    }
  });
});

suite('layers', () => {
  const layer = (label: string, files: Readonly<Record<string, string>>) =>
    layerOf(
      label,
      Object.entries(files).map(([file, text]) => decodeFile(file, text, label)),
    );

  test('a later layer overrides field by field and adds claims', () => {
    const below = layer('built-in', {
      'countries/kenya.yaml': 'name: Kenya\ncapital: Nairobi\nsummary: Old.\nclaims: [{ id: a, say: A., cite: k }]\n',
    });
    const above = layer('desk', {
      'countries/kenya.yaml': 'summary: New.\nclaims: [{ id: b, say: B., cite: k }, { id: a, say: C., cite: k }]\n',
    });
    const { knowledge, problems } = mergeLayers([below.layer, above.layer]);
    const kenya = knowledge.entity('kenya');
    assert.equal(kenya?.summary, 'New.');
    assert.equal(kenya?.capital, 'Nairobi');
    assert.deepEqual(
      kenya?.claims.map(({ say, layer: from }) => [say, from]),
      [
        ['B.', 'desk'],
        ['C.', 'desk'],
      ],
    );
    assert.equal(problems.size, 0);
  });

  test('a record without a name, and an id that stands twice, are problems; the rest goes on', () => {
    const { layer: desk, problems } = layer('desk', {
      'countries/a.yaml': 'summary: Nameless.\n',
      'countries/kenya.yaml': 'name: Kenya\n',
      'places/kenya.yaml': 'name: Kenya\n',
    });
    assert.deepEqual(
      problems.map(({ code, file }) => `${file} ${code}`),
      ['places/kenya.yaml repeated-id'],
    );
    const merged = mergeLayers([desk]);
    assert.deepEqual(
      merged.problems.get('desk')?.map(({ code, file }) => `${file} ${code}`),
      ['countries/a.yaml missing-name'],
    );
    assert.equal(merged.knowledge.entity('kenya')?.kind, 'country');
  });

  test('a name with a rule takes the place of the bare name', () => {
    const { layer: desk } = layer('desk', {
      'countries/georgia.yaml': 'name: Georgia\nnames:\n  - { text: Georgia, not-before: [Tech] }\n',
    });
    assert.deepEqual(mergeLayers([desk]).knowledge.entity('georgia')?.names, [
      { text: 'Georgia', role: 'name', rule: { notBefore: ['Tech'] } },
    ]);
  });
});
