/** What a folder of records can get wrong although every file can be read: each code, where it stands, and what it says. */

import assert from 'node:assert/strict';

import { checkKnowledge } from '../../src/core/knowledge/check.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import { layerOf } from '../../src/core/knowledge/folderLayer.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import type { Problem } from '../../src/core/knowledge/problems.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { checkNames } from '../../src/core/recognize/unseenNames.js';

const base: Readonly<Record<string, string>> = {
  'countries/av.yaml': 'name: Avaland\nclaims: [{ id: one, say: A., cite: [s, gone, old] }]\n',
  'organizations/club.yaml': 'name: The Club\nclaims: [{ say: C., cite: unread }, { say: D., cite: s }]\n',
  'sources/s.yaml': `
- { id: s, title: S }
- { id: gone, title: G, status: withdrawn, why: Its author invented it. }
- { id: old, title: O, status: superseded, why: A second edition exists. }
- { id: unread, title: U, consulted: none }
`,
};

function problemsOf(files: Readonly<Record<string, string>>): readonly Problem[] {
  const decode = (all: Readonly<Record<string, string>>, layer: string) =>
    layerOf(
      layer,
      Object.entries(all).map(([path, text]) => decodeFile(path, text, layer)),
    );
  const below = decode(base, 'built-in').layer;
  const { layer, problems } = decode(files, 'desk');
  assert.deepEqual(problems, []);
  const { knowledge } = mergeLayers([below, layer]);
  return [...checkKnowledge(knowledge, layer), ...checkNames(new Recognizer(knowledge), knowledge, layer)];
}

/** A record of the desk with one claim; its claim stands in line 2. */
const claim = (fields: string): Readonly<Record<string, string>> => ({
  'countries/bo.yaml': `name: Borovia\nclaims:\n  - { say: B., ${fields} }\n`,
});
const record = (fields: string): Readonly<Record<string, string>> => ({
  'countries/bo.yaml': `name: Borovia\n${fields}\n`,
});
const table = (rows: string, of = 'club'): Readonly<Record<string, string>> => ({
  'relations/club.yaml': `type: membership\nof: ${of}\nrows:\n  - ${rows}\n`,
});

const cases: readonly (readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  expected: string,
  message?: RegExp,
])[] = [
  ['a key that no source has', claim('cite: gonne'), '3 unknown-source error', /nearest is "gone"/],
  ['a locator that is none', claim('cite: s =x='), '3 odd-locator info', /p\. 3 or para\. 4/],
  ['a claim without a source', claim('type: fact'), '3 missing-source warning', /status: unverified/],
  ['an unverified claim needs none', claim('status: unverified, why: Heard once.'), ''],
  ['a source that nobody read', claim('cite: unread'), '3 unread-source warning', /status: unverified/],
  [
    'a withdrawn source alone',
    claim('cite: gone'),
    '3 withdrawn-source warning',
    /invented it\), and nothing else supports/,
  ],
  [
    'a withdrawn source beside another',
    claim('cite: [gone, s]'),
    '3 withdrawn-source info',
    /another source still supports/,
  ],
  [
    'a superseded source',
    claim('cite: old'),
    '3 withdrawn-source warning',
    /has been superseded \(A second edition exists\)/,
  ],
  ['a claim that is called wrong may rest on one', claim('cite: gone, status: wrong, why: Invented.'), ''],
  [
    'a relation to nobody',
    claim('cite: s, rel: member-of clup, from: 1999'),
    '3 unknown-id error',
    /"clup".*nearest is "club"/,
  ],
  ['a membership without a date', claim('cite: s, rel: member-of club'), '3 missing-date info', /from/],
  ['a head without a date', claim('cite: s, rel: headed-by av'), '3 missing-date warning', /as-of/],
  [
    'a contradiction of no claim',
    claim('cite: s, contradicts: av/two'),
    '3 unknown-claim error',
    /record-id\/claim-id/,
  ],
  ['a contradiction of a claim', claim('cite: s, contradicts: av/one'), ''],
  ['an id twice', record('claims: [{ id: x, say: A., cite: s }, { id: x, say: B., cite: s }]'), '2 repeated-id error'],
  [
    'a successor that does not exist',
    record('successors: [avv]'),
    '1 unknown-id error',
    /`successors`.*nearest is "av"/,
  ],
  [
    'a table of nobody',
    table('{ with: av, from: 1999, cite: s }', 'clubb'),
    '1 unknown-id error',
    /`of`.*nearest is "club"/,
  ],
  ['a row with nobody', table('{ with: avaland, from: 1999, cite: s }'), '4 unknown-id error', /`with`/],
  ['a row without a source', table('{ with: av, from: 1999 }'), '4 missing-source warning', /row/],
  [
    'a row that ends before it begins',
    table('{ with: av, from: 1999, to: 1998, cite: s }'),
    '4 ends-before-start error',
  ],
  ['a source that nothing cites', { 'sources/t.yaml': '- { id: t, title: T }\n' }, '1 orphan-source hint', /"t"/],
  [
    'a name that another record has',
    { 'countries/bo.yaml': 'name: Borovia\nnames: [The Club]\n' },
    '1 shared-name info',
    /"club"/,
  ],
  [
    'a shared name with a rule',
    { 'countries/bo.yaml': 'name: Borovia\nnames: [{ text: The Club, when: { document-has: [Borovia] } }]\n' },
    '',
  ],
  [
    'an everyday word as a name',
    { 'countries/bo.yaml': 'name: Borovia\nnames: [May]\n' },
    '1 everyday-word warning',
    /"May"/,
  ],
  [
    'a name with a rule and without',
    {
      'countries/bo.yaml': 'name: Borovia\nnames: [{ text: Boro, not-before: [Ltd] }, Boro]\n',
    },
    '1 repeated-name warning',
    /"Boro" is listed more than once/,
  ],
  [
    'a name with two rules, of which either lets it stand',
    { 'countries/bo.yaml': 'name: Borovia\nnames: [{ text: Boro, after: [Old] }, { text: Boro, after: [New] }]\n' },
    '',
  ],
  [
    'a sign that is no list',
    { 'countries/bo.yaml': 'name: Borovia\nnames: [{ text: Boro, not-before: [<firms>, <Name>, <end>] }]\n' },
    '1 unknown-sign warning',
    /No list is called <firms>/,
  ],
  [
    'a sign that is a list of the folder',
    {
      'kb.yaml': 'title: Desk\nlists: { firms: [Bank] }\n',
      'countries/bo.yaml': 'name: Borovia\nnames: [{ text: Boro, not-before: [<Firms>] }]\n',
    },
    '',
  ],
  [
    'a name of signs',
    { 'countries/bo.yaml': 'name: Borovia\nnames: ["—"]\n' },
    '1 unseen-name warning',
    /no letters and no digits/,
  ],
  [
    'a name that is longer than any is followed',
    { 'countries/bo.yaml': `name: Borovia\nnames: [${'Long '.repeat(33)}]\n` },
    '1 unseen-name warning',
    /32 words/,
  ],
  [
    'a name that is an address',
    { 'countries/bo.yaml': 'name: Borovia\nnames: [www.borovia.org]\n' },
    '1 unseen-name warning',
    /signs in it/,
  ],
  [
    'names with signs that are found',
    {
      'countries/bo.yaml': `name: Borovia\nnames: ['Fire 🔥 Club', 'A|B Club', 'Bank "X", Y', 'Borovia (Republic of)', 데일리NK]\n`,
    },
    '',
  ],
  ['nothing wrong', claim('cite: s, rel: member-of club, from: 1999'), ''],
];

suite('a mistake in what a folder of records says', () => {
  for (const [name, files, expected, message] of cases) {
    test(name, () => {
      const problems = problemsOf(files);
      assert.equal(
        problems.map(({ range, code, severity }) => `${range.line + 1} ${code} ${severity}`).join('; '),
        expected,
      );
      assert.match(problems[0]?.message ?? '', message ?? /^/);
    });
  }

  test('a thousand wrong ids take no long search each', () => {
    const claims = Array.from({ length: 1000 }, (_, i) => `  - { say: A${i}., cite: unknown-source-${i} }\n`).join('');
    const problems = problemsOf({ 'countries/bo.yaml': `name: Borovia\nclaims:\n${claims}` });
    assert.equal(problems.length, 1000);
  });
});
