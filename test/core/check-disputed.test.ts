/** disputed, and how sentences are matched with claims. */

import assert from 'node:assert/strict';

import { disputed } from '../../src/core/check/disputed.js';
import { claimOf, ruleOn } from '../support/checked.js';
import { entityOf } from '../support/entities.js';

const { finds, findings, mended } = ruleOn(disputed, [
  {
    ...entityOf('avaland', 'Avaland', { names: ['AVL'], demonyms: ['Avalander'] }),
    claims: [
      claimOf('Avaland is described as the closest ally of Borovia.', { type: 'opinion', heldBy: 'gazette' }),
      claimOf('Smuggles weapons through the harbour of Cortina.', { type: 'allegation', heldBy: 'smith' }),
      claimOf('Spent 40 million on the new railway.', { status: 'disputed', why: 'The ministry gives 60 million.' }),
      claimOf('John Smith wrote that Avaland never paid its debts.', { type: 'opinion', heldBy: 'smith' }),
      claimOf('The harbour of Avaland is the deepest of the continent.', { type: 'opinion', heldBy: 'smith' }),
      claimOf('The harbour of Avaland is the deepest of the whole continent.'),
      claimOf('Founded the railway company.', { status: 'wrong', why: 'Borovia did.' }),
    ],
  },
  entityOf('borovia', 'Borovia'),
  entityOf('cortina', 'Cortina'),
  entityOf('gazette', 'Gazette', { kind: 'organization' }),
  entityOf('smith', 'John Smith', { kind: 'person' }),
]);

suite('disputed', () => {
  const cases: readonly (readonly [what: string, ...texts: string[]])[] = [
    [
      'finds a claim stated flatly in other words',
      '«Avaland is Borovia’s closest ally».',
      'The «AVL is the closest ally of Borovia».',
      'Avaland is «smuggling weapons through the harbour of Cortina».',
      'Avaland «spent 40 million on its new railway».',
      '«Avaland never paid its debts».',
    ],
    [
      'asks for all that the claim names',
      'Avaland is smuggling weapons through the harbour.',
      'The closest ally of Borovia did not come.',
    ],
    ['asks that no other state is named', 'Avaland is the closest ally of Borovia and Cortina.'],
    ['asks for the same figures', 'Avaland spent 60 million on its new railway.'],
    ['asks for the same polarity', 'Avaland is not the closest ally of Borovia.', 'Avaland paid its debts.'],
    [
      'leaves alone what is attributed, hedged or asked',
      'According to the Gazette, Avaland is the closest ally of Borovia.',
      'The Gazette describes Avaland as the closest ally of Borovia.',
      'Avaland is arguably the closest ally of Borovia.',
      'Avaland may be the closest ally of Borovia.',
      'Is Avaland the closest ally of Borovia?',
      'One headline read: "Avaland is the closest ally of Borovia."',
      'For John Smith, Avaland never paid its debts.',
    ],
    [
      'leaves alone what the record also holds as a fact',
      'The harbour of Avaland is the deepest of the whole continent.',
    ],
    ['is not about claims that are plainly wrong', 'Avaland founded the railway company.'],
  ];
  for (const [what, ...texts] of cases) {
    test(what, () => {
      assert.ok(texts.length > 0);
      for (const text of texts) {
        finds(text);
      }
    });
  }

  test('opens the claim and says whose it is', () => {
    const [finding] = findings('Avaland is the closest ally of Borovia.');
    assert.match(finding?.message ?? '', /an opinion of Gazette: Avaland is described/);
    assert.deepEqual(
      finding?.evidence.map(({ entity, claim }) => [entity, claim]),
      [['avaland', 0]],
    );
  });

  test('attributes the sentence', () => {
    assert.equal(
      mended('Avaland is the closest ally of Borovia.'),
      'According to Gazette, Avaland is the closest ally of Borovia.',
    );
    assert.equal(
      mended('Avaland spent 40 million on its new railway.'),
      'It is disputed whether Avaland spent 40 million on its new railway.',
    );
    assert.equal(mended('The talks failed, but Avaland never paid its debts.'), undefined);
  });

  test('reads hostile texts in linear time', () => {
    for (const part of ['Avaland closest ally Borovia ', 'closest, but ', 'Avaland is closest. ', 'never ']) {
      const started = performance.now();
      findings(part.repeat(60_000 / part.length));
      assert.ok(performance.now() - started < 1500, part);
    }
  });
});
