/** stale: posts, words that date nothing, superseded claims. */

import assert from 'node:assert/strict';

import { stale } from '../../src/core/check/stale.js';
import { claimOf, ruleOn } from '../support/checked.js';
import { entityOf } from '../support/entities.js';

const cite = [{ key: 'list' }];
const { finds, findings, mended } = ruleOn(stale, [
  {
    ...entityOf('avaland', 'Avaland', { demonyms: ['Avalander'] }),
    claims: [
      claimOf('All neighbours except Borovia have embassies in Avaland.', {
        asOf: '2016',
        status: 'superseded',
        why: 'Cortina closed its embassy.',
        supersededBy: ['now'],
      }),
      claimOf('All neighbours except Borovia and Cortina have embassies in Avaland.', { id: 'now', from: '2018-02' }),
    ],
  },
  entityOf('borovia', 'Borovia'),
  entityOf('cortina', 'Cortina'),
  {
    ...entityOf('doe', 'Jane Doe', { kind: 'person' }),
    roles: [
      { role: 'Foreign Minister', of: 'avaland', from: '2010', to: '2014-03-01', cite },
      { role: 'President', of: 'avaland', from: '2014-03-01', to: '2020', cite },
    ],
  },
  {
    ...entityOf('roe', 'Richard Roe', { kind: 'person' }),
    roles: [
      { role: 'President', of: 'avaland', from: '2020', cite },
      { role: 'Secretary of State', of: 'avaland', from: '2001', to: '2005', cite },
    ],
  },
]);

suite('stale', () => {
  const cases: readonly (readonly [what: string, ...texts: string[]])[] = [
    [
      'finds a holder whose time is over, where the text speaks of the present',
      '«President Jane Doe» says no.',
      'The «Foreign Minister Jane Doe» is in town.',
      'Avaland’s current «President, Jane Doe», is in town.',
      '«Jane Doe is the President» of Avaland.',
      '«Secretary of State Richard Roe» has called for talks.',
    ],
    [
      'leaves the past, former holders, other posts and other states alone',
      'President Jane Doe said no.',
      'In 2016 President Jane Doe is said to have refused.',
      'Former President Jane Doe says no.',
      'Then President Jane Doe says no.',
      'Vice President Jane Doe says no.',
      'Jane Doe was the President of Avaland.',
      'Jane Doe is a former President of Avaland.',
      'Jane Doe is the President of Cortina.',
      'President Richard Roe says no.',
      'Richard Roe is the President of Avaland.',
      'Is Jane Doe the President of Avaland?',
      'If Jane Doe is the President of Avaland, we go.',
      'She asked: "Jane Doe is the President of Avaland?"',
    ],
    [
      'finds words that date nothing',
      'Trade has fallen «recently».',
      '«In recent years» trade has fallen.',
      'No fine was paid «to date».',
      'The border is «currently» closed.',
    ],
    [
      'leaves them where the sentence has a date, and other words alone',
      'Trade had fallen recently when the port closed in 2019.',
      'As of March the border is currently closed.',
      'The list is up to date.',
      'To date the letter, look at the seal.',
      'Until recently nobody knew.',
      '# Currently',
    ],
    [
      'finds a superseded claim that is still stated',
      'All «neighbours except Borovia have embassies in Avaland».',
      'All neighbours except Borovia and Cortina have embassies in Avaland.',
      'In 2017 all neighbours except Borovia had embassies in Avaland.',
    ],
  ];
  for (const [what, ...texts] of cases) {
    test(what, () => {
      assert.ok(texts.length > 0);
      for (const text of texts) {
        finds(text);
      }
    });
  }

  test('speaks as of the date of the text', () => {
    finds('President Jane Doe says no.', '2016-05');
    finds('«President Richard Roe» says no.', '2016-05');
    finds('President Jane Doe says no.', '2020');
    finds('All neighbours except Borovia have embassies in Avaland.', '2017');
  });

  test('opens the claim and the one that came after', () => {
    const [finding] = findings('All neighbours except Borovia have embassies in Avaland.');
    assert.equal(finding?.severity, 'info');
    assert.match(finding.message, /superseded: Cortina closed its embassy/);
    assert.deepEqual(
      finding.evidence.map(({ entity, claim }) => [entity, claim]),
      [
        ['avaland', 0],
        ['avaland', 1],
      ],
    );
  });

  test('a vague word is a hint, a post a warning', () => {
    const found = findings('Currently President Jane Doe says no.');
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ['hint', 'warning'],
    );
  });

  test('offers "former" for a title', () => {
    assert.equal(
      mended('The envoy says that President Jane Doe says no.'),
      'The envoy says that former President Jane Doe says no.',
    );
    assert.equal(mended('President Jane Doe says no.'), 'Former President Jane Doe says no.');
  });

  test('reads hostile texts in linear time', () => {
    for (const part of ['President Jane Doe ', 'Jane Doe is the ', 'currently ', 'All neighbours except Borovia. ']) {
      const started = performance.now();
      findings(part.repeat(60_000 / part.length));
      assert.ok(performance.now() - started < 1500, part);
    }
  });
});
