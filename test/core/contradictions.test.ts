/** Records that contradict each other are a problem at their place; what is marked, or follows in time, is none. */

import assert from 'node:assert/strict';

import { checkKnowledge } from '../../src/core/knowledge/check.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import { layerOf } from '../../src/core/knowledge/folderLayer.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';

const base = {
  'countries/av.yaml': 'name: Avaland\n',
  'countries/bo.yaml': 'name: Borovia\n',
  'organizations/club.yaml': 'name: The Club\n',
  'sources/s.yaml': '- { id: s, title: S }\n',
};

function problemsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const decoded = Object.entries({ ...base, ...files }).map(([path, text]) => decodeFile(path, text, 'desk'));
  const { layer, problems } = layerOf('desk', decoded);
  assert.deepEqual(
    problems.map(({ message }) => message),
    [],
  );
  return checkKnowledge(mergeLayers([layer]).knowledge, layer)
    .filter(({ code }) => code === 'contradiction')
    .map(({ file, range }) => `${file}:${range.line + 1}`);
}

const table = (
  name: string,
  type: string,
  of: string,
  ...rows: readonly string[]
): Readonly<Record<string, string>> => ({
  [`relations/${name}.yaml`]: `type: ${type}\nof: ${of}\ncite: s\nrows:\n${rows.map(row => `  - { ${row} }\n`).join('')}`,
});
const claim = (rest: string): Readonly<Record<string, string>> => ({
  'countries/av.yaml': `name: Avaland\nclaims:\n  - { say: A., rel: member-of club, cite: s, ${rest} }\n`,
});

suite('records that contradict each other', () => {
  const cases: readonly (readonly [
    what: string,
    files: Readonly<Record<string, string>>,
    expected: readonly string[],
  ])[] = [
    [
      'two dates of one membership',
      table('m', 'membership', 'club', 'with: av, from: 1991', 'with: av, from: 1992'),
      ['relations/m.yaml:6'],
    ],
    [
      'a date and its year agree',
      table('m', 'membership', 'club', 'with: av, from: 1991', 'with: av, from: 1991-09-17'),
      [],
    ],
    [
      'one that left and came back',
      table('m', 'membership', 'club', 'with: av, status: former, from: 1950, to: 1960', 'with: av, from: 1992'),
      [],
    ],
    [
      'one that came back before it left',
      table('m', 'membership', 'club', 'with: av, status: former, from: 1950, to: 1995', 'with: av, from: 1992'),
      ['relations/m.yaml:6'],
    ],
    [
      'a row that is marked',
      table(
        'm',
        'membership',
        'club',
        'with: av, from: 1991',
        'with: av, from: 1992, status: disputed, why: Another count.',
      ),
      [],
    ],
    ['a row without a date', table('m', 'membership', 'club', 'with: av', 'with: av, from: 1992'), []],
    [
      'an observer',
      table('m', 'membership', 'club', 'with: av, status: observer, from: 1991', 'with: av, from: 1992'),
      [],
    ],
    [
      'none and some',
      table('m', 'diplomatic', 'av', 'with: bo, status: none', 'with: bo, from: 1992'),
      ['relations/m.yaml:6'],
    ],
    [
      'two tables of one pair',
      {
        ...table('a', 'diplomatic', 'av', 'with: bo, from: 1991'),
        ...table('b', 'diplomatic', 'bo', 'with: av, from: 1992'),
      },
      ['relations/b.yaml:5'],
    ],
    [
      'a claim and a row',
      { ...claim('from: 1990'), ...table('m', 'membership', 'club', 'with: av, from: 1991') },
      ['countries/av.yaml:3'],
    ],
    [
      'a superseded claim',
      {
        ...claim('from: 1990, status: superseded, why: X.'),
        ...table('m', 'membership', 'club', 'with: av, from: 1991'),
      },
      [],
    ],
  ];
  for (const [what, files, expected] of cases) {
    test(what, () => assert.deepEqual(problemsOf(files), expected));
  }
});
