/** claim-membership on a record of its own: what it finds, what it leaves alone, and what a finding says. */

import assert from 'node:assert/strict';

import { claimMembership } from '../../src/core/check/claimMembership.js';
import { claimOf, rowOf, ruleOn, tableOf } from '../support/checked.js';
import { entityOf } from '../support/entities.js';

const bodies = ['League', 'Club', 'Bank', 'Union', 'Forum', 'Council'].map(name =>
  entityOf(name.toLowerCase(), `${name} of States`, { kind: 'organization', names: [name] }),
);
const { finds, findings, mended } = ruleOn(
  claimMembership,
  [
    ...['Avaland', 'Borovia', 'Cortina', 'Dorland', 'Estova', 'Ferrland'].map(name =>
      entityOf(name.toLowerCase(), name, { demonyms: [`${name}ish`] }),
    ),
    ...bodies.map(body =>
      body.id === 'league'
        ? { ...body, summary: 'League of three states.' }
        : body.id === 'council'
          ? { ...body, summary: 'Council of fifteen members, two members of them permanent.' }
          : body.id === 'forum'
            ? {
                ...body,
                claims: [claimOf('Avaland "belongs to" the Forum.', { status: 'wrong', why: 'It has no members.' })],
              }
            : body,
    ),
    entityOf('ban', 'Ban Treaty', { kind: 'treaty' }),
  ],
  [
    tableOf('league-members', 'membership', 'league', [
      rowOf('avaland', { from: '1990-05-01' }),
      rowOf('borovia', { from: '2010' }),
      rowOf('cortina', { from: '1990-05-01' }),
      rowOf('dorland', { status: 'former', from: '1990', to: '2015-03-31' }),
      rowOf('estova', { status: 'observer' }),
    ]),
    tableOf('club-members', 'membership', 'club', [
      rowOf('avaland'),
      rowOf('borovia', { status: 'none' }),
      rowOf('cortina', { status: 'disputed', why: 'Reports differ.' }),
      rowOf('dorland', { status: 'suspended' }),
    ]),
    tableOf('council-members', 'membership', 'council', [rowOf('avaland'), rowOf('borovia')]),
    tableOf('union-members', 'membership', 'union', [rowOf('borovia', { status: 'none' })]),
    tableOf('ban-parties', 'party', 'ban', [
      rowOf('avaland', { from: '2001' }),
      rowOf('borovia', { status: 'signed' }),
      rowOf('cortina', { status: 'none' }),
    ]),
  ],
);

suite('claim-membership', () => {
  const cases: readonly (readonly [what: string, ...texts: string[]])[] = [
    [
      'finds a membership that the record denies',
      'Borovia is a member of the «Club».',
      'Borovia belongs to the League and the «Club».',
      'Borovia belongs to the League, the «Club», and the Bank.',
      'Cortina is a party to the «Ban Treaty».',
      'Cortina has ratified the «Ban Treaty».',
      'Borovia has ratified the «Ban Treaty».',
      'Borovia, a member of the «Club», voted against.',
    ],
    [
      'finds the denial of a membership that the record has',
      'Avaland is not a member of the «League».',
      'Avaland does not belong to the «League».',
      'Avaland is no longer a member of the «League».',
      'Avaland is outside the «League».',
      'Avaland has never joined the «Ban Treaty».',
      'Avaland left the «League» in 2020.',
    ],
    [
      'marks the state where one body stands for several',
      'Avaland and «Dorland» are members of the League.',
      'League members Avaland and «Dorland» objected.',
    ],
    [
      'knows former members, observers and signatories',
      'Dorland is a member of the «League».',
      'Dorland was a member of the League.',
      'Dorland left the League in 2015.',
      'Estova is a member of the «League».',
      'Estova is an observer in the League.',
      'Avaland is an observer in the «League».',
      'Borovia signed the Ban Treaty but has not ratified it.',
      'Avaland signed the «Ban Treaty» but has not ratified it.',
    ],
    [
      'takes a missing row for a denial only where the record counts as many members as it has',
      'Ferrland is a member of the «League».',
      'Ferrland is a member of the Club.',
      'Ferrland is a member of the Bank and the Union.',
      'Ferrland was a member of the League.',
      'Ferrland is a member of the Council.',
    ],
    ['finds a mistake that the record keeps', 'Avaland belongs to the «Forum».'],
    [
      'says nothing where the record is not sure',
      'Cortina is a member of the Club.',
      'Cortina is not a member of the Club.',
      'Dorland is a member of the Club.',
    ],
    [
      'follows "it" and "nor is it" to the state that they mean',
      'Borovia is small. It is a member of the «Club».',
      'Borovia is not a member of the Club, nor is it a member of the «League».',
      'Avaland and Borovia are small. It is a member of the Club.',
      'Borovia is small.\n\nIt is a member of the Club.',
    ],
    [
      'leaves plans, wishes, suppositions, questions and reports alone',
      'Borovia may join the Club.',
      'Borovia will be a member of the Club.',
      'Borovia wants to be a member of the Club.',
      'If Borovia is a member of the Club, it pays.',
      'Were Borovia a member of the Club, it would pay.',
      'Is Borovia a member of the Club?',
      'The minister said that Borovia is a member of the Club.',
      'According to the list, Borovia is a member of the Club.',
      'It is not true that Borovia is a member of the Club.',
      'Once Borovia is a member of the Club, it will pay.',
      'Borovia is a candidate member of the Club.',
    ],
    [
      'leaves other subjects and other deeds alone',
      "Borovia's neighbour is a member of the Club.",
      'The banks of Borovia are members of the Club.',
      'Borovia is a member of the Club delegation.',
      "Borovia is a member of the Club's bank.",
      'Borovia joined the Club in condemning the test.',
      'Avaland left the League in no doubt.',
      'Unlike Borovia, Avaland is a member of the Club.',
      '# Borovia is a member of the Club',
      '```\nBorovia is a member of the Club.\n```',
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
    finds('Dorland is a member of the League.', '2010-06');
    finds('Dorland is not a member of the «League».', '2010-06');
    finds('Borovia is a member of the «League».', '2005');
    finds('Borovia is a member of the League.', '2010');
    // The table was made later, and somebody may have left in between.
    finds('Ferrland is a member of the League.', '2012');
    finds('Avaland is not a member of the Club.', '2012');
  });

  test('names the row and its sources', () => {
    const [finding] = findings('Dorland is a member of the League.');
    assert.equal(
      finding?.message,
      'Dorland and League of States, as of 2026-06-01: the record has it as a member from 1990 to 31 March 2015 ("A list of members" 2020).',
    );
    assert.deepEqual(
      finding.evidence.map(({ relations, row, source }) => relations ?? source ?? row),
      ['league-members', 'list'],
    );
    assert.equal(finding.evidence[0]?.row, 3);
  });

  const fixes: readonly (readonly [text: string, mended: string | undefined])[] = [
    ['Dorland is a member of the League.', 'Dorland was a member of the League.'],
    ['Dorland belongs to the League.', 'Dorland belonged to the League.'],
    ['Borovia is a member of the Club.', 'Borovia is not a member of the Club.'],
    ['Avaland is not a member of the League.', 'Avaland is a member of the League.'],
    ['Estova is a member of the League.', 'Estova is an observer in the League.'],
    ['Borovia has ratified the Ban Treaty.', undefined],
  ];
  for (const [text, wanted] of fixes) {
    test(`${wanted === undefined ? 'offers nothing for' : 'mends'}: ${text}`, () => assert.equal(mended(text), wanted));
  }

  test('labels what stands in quotation marks, and does not mend it', () => {
    const [finding, other] = findings('He was brief: "Borovia is a member of the Club."');
    assert.equal(finding?.quoted, true);
    assert.deepEqual(finding.fixes, []);
    assert.equal(other, undefined);
  });

  test('reads hostile texts in linear time', () => {
    for (const part of ['Borovia, ', 'Borovia is a member of the Club, ', 'It is a member of ', 'the Club and ']) {
      const started = performance.now();
      findings(part.repeat(30_000 / part.length));
      findings(`${part}. `.repeat(30_000 / part.length));
      assert.ok(performance.now() - started < 1500, part);
    }
  });
});
