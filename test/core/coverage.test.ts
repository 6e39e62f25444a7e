/**
 * The reference page that the knowledge starts from: everything that it names is recognised and has a record, and every
 * statement on it is recorded as what it is. `knowledge/COVERAGE.md` is the table; `npm run coverage` writes it anew.
 */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

import { readLayer } from '../../src/cli/files.js';
import { formatDate } from '../../src/core/knowledge/dates.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { type Citation, entityKinds } from '../../src/core/knowledge/model.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';

interface Row {
  readonly claim: string;
  /** `record/claim`, `relations/table#record`, `people/record#relative`, or null: left out. */
  readonly home: string | null;
  /** What a check of the page's statement against other sources gave. */
  readonly found: string;
}

const rows = JSON.parse(readFileSync('test/fixtures/coverage.json', 'utf8')) as readonly Row[];
const named = JSON.parse(readFileSync('test/fixtures/coverage-entities.json', 'utf8')) as readonly {
  readonly entity?: string;
  readonly text?: string;
  readonly record: string;
}[];
const { knowledge } = mergeLayers([readLayer('knowledge', 'built-in').layer]);

interface Home {
  readonly record: string;
  readonly say: string;
  readonly status: string;
  readonly type: string;
  readonly why?: string | undefined;
  readonly cite: readonly Citation[];
  /** It points at a claim that says otherwise. */
  readonly isContradicted: boolean;
}

function homeOf(home: string): Home | undefined {
  const row = /^relations\/(.+)#(.+)$/.exec(home);
  if (row !== null) {
    const table = knowledge.relations.find(({ id }) => id === row[1]);
    const found = table?.rows.find(one => one.with === row[2]);
    const body = table === undefined ? undefined : knowledge.entity(table.of);
    const member = knowledge.entity(row[2] ?? '');
    return found === undefined || body === undefined || member === undefined
      ? undefined
      : {
          record: `relations/${row[1]}`,
          say: `${member.name} is a member of ${body.name}${found.from === undefined ? '' : ` since ${formatDate(found.from)}`}.`,
          status: found.status,
          type: 'fact',
          why: found.why,
          cite: found.cite,
          isContradicted: false,
        };
  }
  const tie = /^people\/(.+)#(.+)$/.exec(home);
  if (tie !== null) {
    const person = knowledge.entity(tie[1] ?? '');
    const found = person?.ties.find(({ to }) => to === tie[2]);
    return found === undefined
      ? undefined
      : {
          record: tie[1] ?? '',
          say: `${person?.name}: ${found.tie} ${knowledge.entity(found.to)?.name}.`,
          status: 'current',
          type: 'fact',
          cite: found.cite,
          isContradicted: false,
        };
  }
  const place = knowledge.claim(home);
  return place === undefined
    ? undefined
    : {
        record: home,
        say: place.claim.say,
        status: place.claim.status,
        type: place.claim.type,
        why: place.claim.why,
        cite: place.claim.cite,
        isContradicted: place.claim.contradicts.length > 0,
      };
}

/** Whether the record holds a statement as what the check found it to be. */
function holds(found: string, { status, type, isContradicted }: Home): boolean {
  switch (found) {
    case 'contradicts':
    case 'misnomer':
      return status === 'wrong' || status === 'disputed' || isContradicted;
    case 'superseded':
      return status === 'superseded';
    case 'opinion':
      return type !== 'fact';
    case 'unverified':
      return status === 'unverified';
    case 'agrees':
    case 'agrees-unsourced':
      return status !== 'wrong';
    default:
      return true;
  }
}

suite('the reference page', () => {
  test('has 151 statements and 109 things that it names', () => {
    assert.equal(rows.length, 151);
    assert.equal(named.filter(({ entity }) => entity !== undefined).length, 109);
    assert.ok(named.filter(({ text }) => text !== undefined).length >= 90);
  });

  for (const { claim, home, found } of rows) {
    test(`${claim} (${found}) is recorded as what it is`, () => {
      if (home === null) {
        assert.equal(found, 'opinion', 'only an opinion that nobody would cite is left out');
        return;
      }
      const held = homeOf(home);
      assert.ok(held !== undefined, home);
      assert.ok(holds(found, held), `${home}: ${held.status} ${held.type}`);
      assert.ok(held.cite.length > 0 || held.status === 'unverified', `${home} has no source`);
      assert.ok(held.cite.every(({ key }) => knowledge.source(key) !== undefined));
    });
  }

  for (const { entity, record } of named.filter(one => one.entity !== undefined)) {
    test(`${entity} has the record ${record}`, () => assert.ok(knowledge.entity(record) !== undefined));
  }

  const recognizer = new Recognizer(knowledge);
  for (const { text = '', record } of named.filter(one => one.text !== undefined)) {
    test(`“${text}” is recognised as ${record}`, () => {
      const before = 'ASEAN, North Korea and Korea met; they spoke of ';
      const sentence = `${before}${text} today.`;
      const { mentions } = recognizer.analyze(sentence);
      const mention = mentions.find(({ start }) => start >= before.length);
      const wanted = mention?.start === before.length ? text : text.replace(/^the /, '');
      assert.equal(sentence.slice(mention?.start, mention?.end), wanted);
      assert.ok(
        mention?.senses.some(sense => sense.entity.id === record),
        mention?.senses.map(s => s.entity.id).join(),
      );
    });
  }

  test('small words are no names', () => {
    const { mentions } = recognizer.analyze(
      'People who asked the council said that us and it will do, as can an act of aid.',
    );
    assert.deepEqual(mentions, []);
  });
});

suite('knowledge/COVERAGE.md', () => {
  test('says what the records say', () => {
    const expected = coverage();
    if (process.env['DOSSIER_WRITE_COVERAGE'] === '1') {
      writeFileSync('knowledge/COVERAGE.md', expected);
    }
    assert.ok(readFileSync('knowledge/COVERAGE.md', 'utf8') === expected, 'it is out of date: npm run coverage');
  });
});

function coverage(): string {
  const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
  const held = rows.flatMap(({ claim, home }) => {
    const place = home === null ? undefined : homeOf(home);
    return [{ claim, place }];
  });
  const claims = knowledge.entities.flatMap(entity => entity.claims.map(claim => ({ entity, claim })));
  const isPrimary = (cite: readonly Citation[]): boolean =>
    cite.some(({ key }) => knowledge.source(key)?.primary === true);
  const facts = claims.filter(({ claim }) => claim.status !== 'unverified');
  const primary = facts.filter(({ claim }) => isPrimary(claim.cite)).length;
  const tableRows = knowledge.relations.flatMap(table => table.rows);
  const unverified = claims.filter(({ claim }) => claim.status === 'unverified');
  const unverifiedRows = knowledge.relations.flatMap(table =>
    table.rows.filter(({ status }) => status === 'unverified').map(row => ({ table, row })),
  );
  const kinds = entityKinds.map(kind => {
    const of = knowledge.entities.filter(entity => entity.kind === kind);
    return `| ${kind} | ${of.length} | ${of.reduce((sum, { claims: { length } }) => sum + length, 0)} |`;
  });
  return [
    '# What the built-in records cover',
    '',
    'Written from the records by `npm run coverage`; a test holds it to them.',
    '',
    '## Counts',
    '',
    '| kind | records | claims |',
    '| --- | --- | --- |',
    ...kinds,
    '',
    `${claims.length} claims, of which ${primary} (${Math.round((primary / facts.length) * 100)} % of those that are not`,
    `unverified) cite a primary source; ${tableRows.length} dated rows in ${knowledge.relations.length} tables, of which`,
    `${tableRows.filter(({ cite }) => isPrimary(cite)).length} cite one; ${knowledge.sources.length} sources, ${knowledge.sources.filter(source => source.primary).length} of them primary.`,
    '',
    '## The statements of the reference page',
    '',
    'In the order of the page, in the words of the record that holds each.',
    '',
    '| no. | record | what is recorded | held as |',
    '| --- | --- | --- | --- |',
    ...held.map(({ claim, place }) =>
      place === undefined
        ? `| ${Number(claim.slice(1))} | | a remark of the page that nobody would cite | left out |`
        : `| ${Number(claim.slice(1))} | ${place.record} | ${cell(place.say)} | ${[place.status, place.type === 'fact' ? '' : place.type].filter(part => part !== '').join(', ')}${place.why === undefined ? '' : `: ${cell(place.why)}`} |`,
    ),
    '',
    '## What is unverified',
    '',
    'Claims and rows without a source that was read.',
    '',
    ...unverified.map(({ entity, claim }) => `- ${entity.id}: ${cell(claim.say)}`),
    ...unverifiedRows.map(
      ({ table, row }) => `- ${table.id}: ${row.with}${row.note === undefined ? '' : ` (${cell(row.note)})`}`,
    ),
    '',
  ].join('\n');
}
