/** claim-date on a record of its own: what it finds, what it leaves alone, and what a finding says. */

import assert from 'node:assert/strict';

import { claimDate } from '../../src/core/check/claimDate.js';
import { checkedDocument } from '../../src/core/check/document.js';
import { runRules } from '../../src/core/check/run.js';
import type { Finding } from '../../src/core/check/rule.js';
import { KnowledgeBase, RecordTable } from '../../src/core/knowledge/knowledgeBase.js';
import type { Claim, Entity, RelationRow, Relations, Source } from '../../src/core/knowledge/model.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { entityOf } from '../support/entities.js';
import { marked } from '../support/marked.js';

const position = { line: 0, column: 0 };

function claimOf(say: string, rest: Partial<Claim>): Claim {
  return { say, type: 'fact', status: 'current', cite: [], contradicts: [], supersededBy: [], position, ...rest };
}

function rowOf(other: string, rest: Partial<RelationRow>): RelationRow {
  return { with: other, status: 'current', cite: [{ key: 'list' }], position, ...rest };
}

const entities: readonly Entity[] = [
  {
    ...entityOf('dprk', 'North Korea', { names: ['DPRK'], demonyms: ['North Korean'] }),
    claims: [
      claimOf('Member of the UN since 17 September 1991.', {
        from: '1991-09-17',
        relation: { predicate: 'member-of', object: 'un' },
      }),
    ],
  },
  ...['Italy', 'Canada', 'Germany', 'Australia', 'Turkey', 'Peru', 'Chad', 'Poland', 'China'].map(name =>
    entityOf(name.toLowerCase(), name),
  ),
  entityOf('un', 'United Nations', { kind: 'organization', names: ['UN'] }),
  entityOf('unsc', 'UN Security Council', { kind: 'organization', names: ['Security Council'] }),
  entityOf('nato', 'NATO', { kind: 'organization' }),
  {
    ...entityOf('r1', 'UN Security Council resolution 2270 (2016)', {
      kind: 'resolution',
      symbol: 'S/RES/2270 (2016)',
    }),
    on: '2016-03-02',
    by: 'unsc',
    target: 'dprk',
    claims: [
      claimOf('Adopted on 2 March 2016.', { id: 'date', on: '2016-03-02', cite: [{ key: 'minutes' }] }),
      claimOf('Adopted on 27 February 2016.', { on: '2016-02-27', status: 'wrong', why: 'That was the draft.' }),
    ],
  },
  { ...entityOf('npt', 'NPT', { kind: 'treaty' }), signed: '1968-07-01', inForce: '1970-03-05' },
  { ...entityOf('pact', 'Pact of Two', { kind: 'treaty' }), signed: '1961-07-11', parties: ['china', 'dprk'] },
  { ...entityOf('summit', 'Hanoi summit', { kind: 'event' }), from: '2019-02-27', to: '2019-02-28' },
  {
    ...entityOf('moon', 'Moon Jae-in', { kind: 'person' }),
    died: '2011-12-17',
    roles: [{ role: 'President', of: 'rok', from: '2017-05-10', cite: [] }],
  },
];

const relations: readonly Relations[] = [
  {
    id: 'dprk-relations',
    type: 'diplomatic',
    of: 'dprk',
    rows: [
      rowOf('italy', { from: '2000-01-04' }),
      rowOf('canada', { from: '2001-02-06' }),
      rowOf('germany', { from: '2001-03-01' }),
      rowOf('australia', { from: '1974-07-31', to: '1975-11', status: 'former' }),
      rowOf('australia', { from: '2000-05' }),
      rowOf('turkey', { from: '2001-06-27', status: 'disputed', why: 'Others give 15 January 2001.' }),
      rowOf('peru', { from: '1988', status: 'unverified' }),
      rowOf('chad', {}),
    ],
    origin: { layer: 'test', file: 'x.yaml', position },
  },
  {
    id: 'nato-members',
    type: 'membership',
    of: 'nato',
    rows: [rowOf('poland', { from: '1999' })],
    origin: { layer: 'test', file: 'y.yaml', position },
  },
];

const knowledge = new KnowledgeBase({
  entities: RecordTable.of(entities),
  sources: RecordTable.of<Source>([]),
  relations: RecordTable.of(relations),
  rules: {},
});
const recognizer = new Recognizer(knowledge);

function findingsIn(text: string): readonly Finding[] {
  const document = checkedDocument({ analysis: recognizer.analyze(text), knowledge, today: '2026-11-23' });
  const { findings, failures } = runRules(document, [claimDate]);
  assert.deepEqual(failures, []);
  return findings;
}

function applied(text: string): string {
  const [edits = []] = findingsIn(text).map(({ fixes: [fix] }) => fix?.edits ?? []);
  return [...edits]
    .reverse()
    .reduce((changed, edit) => changed.slice(0, edit.start) + edit.text + changed.slice(edit.end), text);
}

suite('claim-date finds', () => {
  const cases = [
    'Resolution 2270 was adopted on «27 February 2016».',
    'On «27 February 2016» the Security Council adopted resolution 2270.',
    'A UN resolution adopted on «27 February 2016» targeted North Korea.',
    'A Security Council resolution adopted on «5 March 2016» targeted North Korea.',
    'In 2000 North Korea established relations with Italy, Australia, «Canada» and «Germany».',
    'North Korea looked west. In 2000 it established relations with Italy and «Germany».',
    'North Korea established relations with Italy in 2000 and with Germany in «2000».',
    'Diplomatic relations between North Korea and Germany were established in «2000».',
    'Turkey established diplomatic relations with North Korea in «2003».',
    'North Korea joined the UN in «September 1990».',
    'Poland has been a member of NATO since «2004».',
    'The NPT entered into force on «5 March 1971».',
    'China and North Korea signed the Pact of Two in «1962».',
    'The Hanoi summit took place on «27 February 2018».',
    'Moon Jae-in took office as president in «May 2018».',
    'After Moon Jae-in died in «2012», it ended.',
    'In «the 1980s» North Korea joined the UN.',
  ];
  for (const source of cases) {
    test(source, () => {
      const { text, spans } = marked(source);
      assert.deepEqual(
        findingsIn(text).map(({ start, end }) => ({ start, end })),
        spans,
      );
    });
  }
});

suite('claim-date leaves alone', () => {
  const cases = [
    ['a year that holds the day', 'North Korea joined the UN in 1991.'],
    ['a month that holds the day', 'North Korea joined the UN in September 1991.'],
    ['any of two periods', 'North Korea established relations with Australia in 1974.'],
    ['any of the disputed dates', 'Turkey established diplomatic relations with North Korea on 15 January 2001.'],
    ['what the record does not vouch for', 'North Korea established relations with Peru in 1970.'],
    ['what the record does not date', 'North Korea established relations with Chad in 1970.'],
    ['what the record does not know', 'Poland established relations with Chad in 1970.'],
    ['a stretch that holds it', 'The Hanoi summit was held on 28 February 2019.'],
    ['a plan', 'North Korea agreed in 2000 to establish relations with Germany.'],
    ['a negation', 'Resolution 2270 was not adopted on 27 February 2016.'],
    ['a condition', 'If resolution 2270 was adopted on 27 February 2016, it was early.'],
    ['a question', 'Was resolution 2270 adopted on 27 February 2016?'],
    ['a denial', 'The page wrongly says that resolution 2270 was adopted on 27 February 2016.'],
    ['another subject', 'North Korean firms established relations with Germany in 2000.'],
    ['another subject behind a name', 'The ministers of North Korea joined the UN in 1990.'],
    ['another event of the sentence', 'The panel set up under resolution 2270 met on 3 May 2016.'],
    ['another time of the sentence', 'Poland joined NATO in 1999 and grew in 2003.'],
    ['two times', 'North Korea established relations with Germany in 1949 and 2001.'],
    ['a signature of one among many', 'Chad signed the NPT in 1975.'],
    ['an anniversary', 'The anniversary of the signing of the NPT in 2018 passed.'],
    ['an accession that is only endorsed', "Chad endorsed Poland's accession to NATO in 1998."],
    ['another post', 'Moon Jae-in became mayor in 2010.'],
    ['"it" after another subject', 'North Korea is poor. The UN met. In 2000 it established relations with Germany.'],
    ['"it" in another\'s mouth', 'North Korea is poor. The bank said it joined the UN in 1990.'],
    ['a heading', '# Resolution 2270 was adopted on 27 February 2016'],
    ['two-digit years', 'Resolution 2270 was adopted on 27/02/16.'],
    ['code', '`Resolution 2270 was adopted on 27 February 2016.`'],
    ['another language', 'Die Resolution 2270 wurde am 27. Februar 2016 verabschiedet.'],
  ] as const;
  for (const [name, text] of cases) {
    test(name, () => {
      assert.deepEqual(
        findingsIn(text).map(({ message }) => message),
        [],
      );
    });
  }
});

suite('a finding of claim-date', () => {
  test('names what the record says, its sources and what the text says', () => {
    const [finding] = findingsIn('Resolution 2270 was adopted on 27 February 2016.');
    assert.equal(
      finding?.message,
      'UN Security Council resolution 2270 (2016) adopted: the record says 2 March 2016 (minutes), not 27 February 2016.',
    );
    assert.deepEqual(
      finding.evidence.map(({ entity, claim, source }) => ({ entity, claim, source })),
      [
        { entity: 'r1', claim: 0, source: undefined },
        { entity: undefined, claim: undefined, source: 'minutes' },
      ],
    );
  });

  test('points to the row of a table', () => {
    const [finding] = findingsIn('North Korea established relations with Germany in 2000.');
    assert.deepEqual(
      finding?.evidence.map(({ relations: file, row }) => [file, row]),
      [
        ['dprk-relations', 2],
        [undefined, undefined],
      ],
    );
  });

  const fixes: readonly (readonly [text: string, mended: string])[] = [
    ['Resolution 2270 was adopted on 27 February 2016.', 'Resolution 2270 was adopted on 2 March 2016.'],
    ['Resolution 2270 was adopted on Feb. 27, 2016.', 'Resolution 2270 was adopted on Mar. 2, 2016.'],
    ['North Korea joined the UN in September 1990.', 'North Korea joined the UN in September 1991.'],
    [
      'North Korea established relations with Germany in 2000.',
      'North Korea established relations with Germany in 2001.',
    ],
    ['Poland joined NATO on 12 March 2001.', 'Poland joined NATO in 1999.'],
  ];
  for (const [text, mended] of fixes) {
    test(`is mended: ${text}`, () => {
      assert.equal(applied(text), mended);
      assert.deepEqual(findingsIn(mended), []);
    });
  }

  test('is never mended unasked, since a date changes what is said', () => {
    const [finding] = findingsIn('Resolution 2270 was adopted on 27 February 2016.');
    assert.deepEqual(
      finding?.fixes.map(({ safe }) => safe),
      [false],
    );
  });

  test('in a quotation is marked as quoted and offers no change', () => {
    const [finding] = findingsIn('She said: "Resolution 2270 was adopted on 27 February 2016."');
    assert.equal(finding?.quoted, true);
    assert.deepEqual(finding.fixes, []);
  });
});

suite('claim-date on hostile texts', () => {
  const sentence = 'North Korea and Italy and ';
  for (const [name, text] of [
    ['a sentence without end', sentence.repeat(20_000)],
    ['nothing but dates', 'Italy on 3 May 2001 and '.repeat(5_000)],
    ['quotation marks', '"'.repeat(100_000)],
    ['a thousand long lists', `${sentence.repeat(60)}established relations in 2000. `.repeat(100)],
  ] as const) {
    test(`ends in time: ${name}`, () => {
      assert.ok(findingsIn(text).length >= 0);
    }).timeout(5_000);
  }
});
