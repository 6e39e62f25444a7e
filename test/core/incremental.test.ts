import assert from 'node:assert/strict';

import { applyEdits, type Change, type Edit, editsOf } from '../../src/core/recognize/edits.js';
import { holdsFor, noCounts, propertyRun, recognizer, sayings } from '../support/edits.js';

/** How many blocks of the text before are not those of the text after. */
function blocksRead(before: string, edits: readonly Edit[]): number {
  const analysis = recognizer.analyze(before);
  const updated = recognizer.update(analysis, edits);
  assert.deepEqual(sayings(updated), sayings(recognizer.analyze(applyEdits(before, edits))));
  const known = new Set(analysis.blocks);
  return updated.blocks.filter(block => !known.has(block)).length;
}

suite('recognition: edits', () => {
  for (const [what, seed] of [
    ['the same ones each time', 20261123],
    ['new ones each time', Date.now() % 2 ** 31],
  ] as const) {
    test(`after random edits an update is a fresh analysis: ${what}, seed ${seed}`, () => {
      const counts = noCounts();
      propertyRun(given => holdsFor(given, counts), { seed, numRuns: 100 });
      assert.ok(counts.kept > counts.read / 4 && counts.mentions > 500, JSON.stringify(counts));
    });
  }

  const shapes: readonly (readonly [string, string])[] = [
    ['paragraphs', 'Iran met China.\nThe North did not come\n\n'],
    ['CRLF', 'Iran met China.\r\n\r\n'],
    ['a quotation', '> Iran met China, and\n> left\n>\n'],
    ['a list', '- Iran met China\n'],
    ['a table', '| Iran | China |\n'],
    ['headings', '# Iran\n'],
    ['a sentence a line', 'Iran met China on friendly terms.\n'],
    ['a paragraph a line', `Iran met China${' and had talks'.repeat(12)}, U.N.\n`],
    ['fenced code', '```\nIran\n```\n\n'],
  ];
  for (const [what, part] of shapes) {
    test(`a letter typed into a long text costs a few blocks: ${what}`, () => {
      const text = part.repeat(Math.ceil(60_000 / part.length));
      const at = text.indexOf('Iran', 30_000) + 1;
      const read = blocksRead(text, [{ start: at, end: at, text: 'x' }]);
      assert.ok(read >= 1 && read <= 5, `${read}`);
    });
  }

  test('what reaches far is read as far as it reaches', () => {
    const text = 'Iran said so.\n\n'.repeat(100);
    assert.equal(blocksRead(text, [{ start: 0, end: 0, text: '<!--' }]), 100);
    assert.ok(blocksRead(`${text}-->\n\n${text}`, [{ start: 0, end: 0, text: '<!-- ' }]) < 105);
    assert.ok(blocksRead(`---\n${text}`, [{ start: 700, end: 700, text: '\n---\n' }]) > 40);
  });

  test('a condition far away is made and broken without reading anything there', () => {
    const text = `${'The North agreed.\n\n'.repeat(50)}Nobody spoke.\n\n${'x\n\n'.repeat(50)}`;
    const at = text.indexOf('Nobody');
    const before = recognizer.analyze(text);
    const made = recognizer.update(before, [{ start: at, end: at, text: 'DPRK: ' }]);
    const broken = recognizer.update(made, [{ start: at, end: at + 1, text: '' }]);
    assert.deepEqual(
      [before, made, broken].map(({ mentions }) => mentions.length),
      [0, 51, 0],
    );
    assert.equal(made.blocks[0], before.blocks[0]);
    assert.equal(made.mentionAt(0)?.senses[0]?.entity.id, 'dprk');
    assert.equal(before.mentionAt(0), undefined);
  });

  test('a paragraph is more than its lines: a name in one item of a list holds in the others', () => {
    const text = '- Kim left\n- Kim Jong Un\n- Kim came\n\nKim\n';
    const ids = recognizer.analyze(text).mentions.map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(ids, ['Kim', 'Kim Jong Un', 'Kim']);
  });

  test('a heading is read again with the paragraph below it', () => {
    const text = 'KIM IN HANOI\n\nThe DPRK spoke.\n\nThe DPRK left.\n\nThe DPRK came.\n';
    const before = recognizer.analyze(text);
    const at = text.indexOf('DPRK');
    const after = recognizer.update(before, [{ start: at, end: at + 1, text: '' }]);
    const named = [before, after].map(analysis =>
      analysis.sections.flatMap(placed => {
        const { text: own } = placed.section;
        return placed.section.mentions(analysis.foundIn(placed)).map(({ start, end }) => own.slice(start, end));
      }),
    );
    assert.deepEqual(named, [
      ['KIM', 'DPRK', 'DPRK', 'DPRK'],
      ['DPRK', 'DPRK'],
    ]);
  });

  const borders: readonly (readonly [string, string, readonly string[]])[] = [
    ['a name goes on in the next line', 'Talks in North\nKorea', ['North\nKorea']],
    ['and in the next line of a quotation', '> Talks in North\n> Korea', ['North\n> Korea']],
    ['and behind the dot of an abbreviation', 'The U.N.\nCommand', ['U.N.\nCommand']],
    ['not behind a blank line', 'North\n\nKorea', []],
    ['not into the next item', '- China\n- Airlines', ['China']],
    ['nor into the next row', '| China\n| Airlines', ['China']],
    ['not behind the end of a sentence', 'They met envoys of China yesterday.\nAirlines lost', ['China']],
  ];
  for (const [what, text, expected] of borders) {
    test(`${what}: ${JSON.stringify(text)}`, () => {
      const found = recognizer.analyze(text).mentions.map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(found, expected);
    });
  }

  for (const part of [
    'a\n\n',
    '- \n',
    '\n',
    '> ',
    ' ',
    '`',
    '```\n',
    '<!--',
    '---\n',
    'Kim ',
    'resolution\n',
    'Iran ',
  ]) {
    test(`a long text of ${JSON.stringify(part)} is edited in linear time`, () => {
      const text = part.repeat(Math.ceil(200_000 / part.length));
      const edits = [0, 60_000, 180_000].map(start => ({ start, end: start + 1, text: '<' }));
      const updated = recognizer.update(recognizer.analyze(text), edits);
      assert.equal(updated.length, text.length);
    });
  }
  for (const word of ['resolution', 'resolutions', 'UNSCR 1874']) {
    test(`a megabyte of blanks behind "${word}" is read in linear time`, () => {
      recognizer.analyze(`${word}${' '.repeat(1_000_000)}x`);
    });
  }
});

suite('the changes of an editor', () => {
  const change = (rangeOffset: number, rangeLength: number, text: string): Change => ({
    rangeOffset,
    rangeLength,
    text,
  });
  for (const [what, changes, expected] of [
    ['one', [change(2, 1, 'x')], 'abxdefgh'],
    ['several, from the end', [change(6, 1, ''), change(3, 2, 'XYZ'), change(0, 0, '>')], '>abcXYZfh'],
    ['two at one place, the later first', [change(3, 0, '2'), change(3, 0, '1')], 'abc12defgh'],
    ['none', [], 'abcdefgh'],
    ['from the start', [change(0, 0, 'a'), change(5, 0, 'b')], undefined],
    ['overlapping', [change(3, 3, ''), change(2, 2, '')], undefined],
  ] as const) {
    test(what, () => {
      const edits = editsOf(changes);
      assert.equal(edits === undefined ? undefined : applyEdits('abcdefgh', edits), expected);
    });
  }
});
