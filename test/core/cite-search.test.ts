/** Finding sources: any words, any order, and the same as a plain search finds. */

import assert from 'node:assert/strict';

import fc from 'fast-check';

import { type SearchedKnowledge, SourceIndex } from '../../src/core/cite/sourceSearch.js';
import type { Entity, Source } from '../../src/core/knowledge/model.js';
import { foldText } from '../../src/core/recognize/fold.js';
import { sourceOf } from '../support/sources.js';

const sources = [
  sourceOf('lee-2016', {
    title: 'How to defang a tyrant',
    authors: ['Lee, Sung-Yoon'],
    containerTitle: 'Washington Post',
    issued: '2016-02-16',
  }),
  sourceOf('un-2270', {
    title: 'Resolution 2270',
    publisher: 'United Nations',
    issued: '2016-03-02',
    number: 'S/RES/2270',
  }),
  sourceOf('civ-1', { title: 'Élections', publisher: 'Abidjan.net' }),
  sourceOf('resolve', { title: 'A history of resolve' }),
];
const entity = {
  name: "Côte d'Ivoire",
  names: [{ text: 'Ivory Coast', role: 'alias' }],
  claims: [{ cite: [{ key: 'civ-1' }] }],
} as unknown as Entity;

function records(sources: readonly Source[], entities: readonly Entity[] = []): SearchedKnowledge {
  const byId = new Map(sources.map(source => [source.id, source]));
  return { source: id => byId.get(id), eachSource: () => sources, eachEntity: () => entities };
}

suite('search for sources', () => {
  const index = new SourceIndex(records(sources, [entity]));
  const cases: readonly (readonly [query: string, ...keys: string[]])[] = [
    ['tyrant', 'lee-2016'],
    ['yoon lee 2016', 'lee-2016'],
    ['wash 2016 defang', 'lee-2016'],
    ['nations 2270', 'un-2270'],
    ['s/res/22', 'un-2270'],
    ['elections', 'civ-1'],
    ['ÉLECT abidjan', 'civ-1'],
    ['ivory coast', 'civ-1'],
    ['cote d’ivoire', 'civ-1'],
    ['resol', 'un-2270', 'resolve'],
    ['2016', 'lee-2016', 'un-2270'],
    ['2016 zzz'],
    ['yrant'],
    ['', 'resolve', 'civ-1', 'lee-2016', 'un-2270'],
  ];
  for (const [query, ...keys] of cases) {
    test(`“${query}”`, () =>
      assert.deepEqual(
        index.find(query, 10).map(({ id }) => id),
        keys,
      ));
  }

  test('a title with the ligatures of a PDF is found with them and without', () => {
    const pasted = new SourceIndex(records([sourceOf('a', { title: 'An o\ufb03ce on \ufb01re' })]));
    for (const query of ['office fire', 'o\ufb03ce', '\ufb01re', 'off', 'fi']) {
      assert.equal(pasted.find(query, 10).length, 1, query);
    }
  });

  test('what the text cites already comes first', () => {
    assert.deepEqual(
      index.find('2016', 10, new Set(['un-2270'])).map(({ id }) => id),
      ['un-2270', 'lee-2016'],
    );
    assert.equal(index.find('', 1, new Set(['un-2270']))[0]?.id, 'un-2270');
  });

  test('titles that begin with what is typed come first, and all in the order of their words', () => {
    const titles = [
      'Zebra coast',
      'A coast',
      'Coast 10',
      'Coast',
      'Coasts',
      'Coastal 9',
      'Coast é',
      'Coast ß',
      'Coast é',
    ];
    const titled = new SourceIndex(records(titles.map((title, i) => sourceOf(`k${9 - i}`, { title }))));
    const found = (query: string): readonly string[] => titled.find(query, 10).map(({ id, title }) => `${title} ${id}`);
    const coasts = ['Coast k6', 'Coast 10 k7', 'Coast é k1', 'Coast é k3', 'Coast ß k2', 'Coastal 9 k4', 'Coasts k5'];
    assert.deepEqual(found('coast'), [...coasts, 'A coast k8', 'Zebra coast k9']);
    assert.deepEqual(found('coast e'), ['Coast é k1', 'Coast é k3']);
    assert.deepEqual(found('9 coast'), ['Coastal 9 k4']);
  });

  test('finds what looking at every source finds, search after search', () => {
    const own =
      'alpha Alps beta bet alphabetical gamma 2016 é U.S. S. co\u00adop d’Ivoire (Betty) 東京 Москва cafe\u0301';
    const word = fc.constantFrom(...own.split(' '), '😀', 'α\u0374β', '\u0301');
    const part = fc.constantFrom(...'a al alp alphab b bet g e 20 z us s coo cafe ivo 京 мос β'.split(' '));
    const titles = fc.array(fc.array(word, { maxLength: 4 }), { maxLength: 8 });
    fc.assert(
      fc.property(
        titles,
        fc.array(fc.array(part, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        (made, queries) => {
          const many = made.map((words, i) => sourceOf(`k${i}`, { title: words.join(' ') || 'x' }));
          const searched = new SourceIndex(records(many));
          for (const query of queries) {
            const expected = many
              .filter(({ id, title }) =>
                query.every(typed =>
                  foldText(`${id} ${title}`)
                    .split(' ')
                    .some(w => w.startsWith(typed)),
                ),
              )
              .map(({ id }) => id);
            assert.deepEqual(
              searched
                .find(query.join(' '), 100)
                .map(({ id }) => id)
                .sort(),
              expected.sort(),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
