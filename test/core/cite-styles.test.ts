/** Styles of citing: a document goes into every style and comes back as it was. */

import assert from 'node:assert/strict';

import fc from 'fast-check';

import { applyEdits, findGroups } from '../../src/core/cite/clusters.js';
import { convertStyle, findPassages } from '../../src/core/cite/convertStyle.js';
import type { Sources } from '../../src/core/cite/references.js';
import { type CitationStyle, citationStyles, styleEdits, styleOf } from '../../src/core/cite/styles.js';
import { sourceOf } from '../support/sources.js';

const known = new Map(
  [
    sourceOf('lee-2016', {
      title: 'How to defang [a] "tyrant"',
      authors: ['Lee, Sung-Yoon'],
      containerTitle: 'Washington Post',
      issued: '2016-02-16',
      url: 'https://example.org/lee',
      accessed: '2026-08-01',
    }),
    sourceOf('S/RES/2270', {
      title: 'Resolution 2270',
      publisher: 'United Nations',
      issued: '2016-03-02',
      number: 'S/RES/2270 (2016)',
    }),
    sourceOf('un:s.res-1_a', { title: 'A `code` @title <b>', authors: ['A. One', 'B. Two', 'C. Three'] }),
    sourceOf('kim', { title: 'Untitled' }),
  ].map(source => [source.id, source]),
);
const sources: Sources = { source: key => known.get(key) };
const others = citationStyles.filter(style => style !== 'pandoc');

function convert(text: string, from: CitationStyle, to: CitationStyle): string {
  return applyEdits(text, convertStyle(text, from, to, sources));
}

suite('styles of citing', () => {
  const document = [
    '# Title',
    '',
    'As agreed [see @lee-2016, p. 3; -@S/RES/2270, para. 31].',
    'Then @un:s.res-1_a [pp. 3-5] said so (and @kim too).',
    '',
  ].join('\n');
  const expected: Readonly<Record<string, readonly string[]>> = {
    'author-date': [
      'As agreed (see [Lee 2016](#ref-lee-2016), p. 3; [2016](#ref-S/RES/2270 "year only"), para. 31).',
      'Then [One et al. (n.d.)](#ref-un:s.res-1\\_a "in text") [pp. 3-5] said so'.replace('\\_', '_'),
      '(and ["Untitled" (n.d.)](#ref-kim "in text") too).',
    ],
    footnote: [
      'As agreed[^lee-2016].',
      'Then [One et al.](#ref-un:s.res-1_a "in text")[^un:s.res-1_a] said so',
      '[^lee-2016]: see [Sung-Yoon Lee, "How to defang \\[a\\] \'tyrant\'," Washington Post, 16 February 2016](#ref-lee-2016), p. 3; [United Nations, "Resolution 2270," S/RES/2270 (2016), 2 March 2016](#ref-S/RES/2270 "year only"), para. 31.\n    <https://example.org/lee>, retrieved 1 August 2026.',
    ],
    endnote: [
      'As agreed [[1]](#note-1).',
      '[One et al.](#ref-un:s.res-1_a "in text")[[2]](#note-2) said so',
      '1. <a id="note-1"></a>see [Sung-Yoon Lee,',
    ],
  };
  for (const style of others) {
    test(`${style}: what is written`, () => {
      const written = convert(document, 'pandoc', style);
      for (const part of expected[style] ?? []) {
        assert.ok(written.includes(part), `${part}\nis missing in\n${written}`);
      }
      assert.equal(findGroups(written).length, 0, written);
      assert.equal(findPassages(written).passages.length, 3, written);
    });
  }

  const word = fc.constantFrom(
    'the',
    'talks',
    'ended',
    '2016',
    'a (b) c',
    '"so"',
    '*x*',
    'U.S.',
    'a;b',
    '&#10;',
    '&amp;#13;',
    'é',
    '(',
    ')',
    '!',
    '^',
    '/',
    '\\',
    '`',
    '<',
    '>',
    'a@b.org',
    '[x]',
    '[l](u)',
    '`@c`',
    '<!-- @d -->',
  );
  const key = fc.constantFrom(
    'lee-2016',
    'S/RES/2270',
    'un:s.res-1_a',
    'kim',
    'unknown.key',
    '{a--b}',
    '{kim}',
    '{https://x.org/a?b=(c)}',
    'a%20b',
    'é',
  );
  const blank = fc.constantFrom(' ', '', ' ', '\n', '\r\n', '\n> ', '\n\n', '  ');
  const affix = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('', '', 'see ', 'cf. ', 'e.g. (not) ', '*see* ', 'x [y] ') },
    { weight: 1, arbitrary: fc.array(word, { maxLength: 2 }).map(words => `${words.join(' ')} `) },
  );
  const suffix = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '',
        '',
        ', p. 3',
        ', pp. 3-5 and more',
        ' {Annex II}',
        ', n. 4.',
        ',\np. 3',
        ', [b] c',
        ', and @kim',
      ),
    },
    { weight: 1, arbitrary: fc.array(word, { maxLength: 2 }).map(words => ` ${words.join(' ')}`) },
  );
  const item = fc
    .tuple(affix, fc.constantFrom('', '', '-'), key, suffix)
    .map(([p, dash, k, s]) => `${p}${dash}@${k}${s}`);
  const cluster = fc.array(item, { minLength: 1, maxLength: 3 }).map(items => `[${items.join('; ')}]`);
  const inText = fc
    .tuple(key, fc.constantFrom('', '', ' [p. 3]', ' [p. 3; see @kim]', ' [@kim]', '.', "'s", ':', '\n[p. 4]'))
    .map(([k, s]) => `@${k}${s}`);
  const note = fc
    .tuple(fc.constantFrom('1', 'lee-2016', 'kim_'), fc.oneof(word, cluster, inText))
    .map(([label, body]) => `x[^${label}] y\n\n[^${label}]: ${body}\n\n`);
  const piece = fc.oneof(
    { weight: 3, arbitrary: word },
    { weight: 3, arbitrary: cluster },
    { weight: 2, arbitrary: inText },
    { weight: 1, arbitrary: note },
  );
  const text = fc
    .tuple(fc.array(fc.tuple(piece, blank), { maxLength: 12 }), fc.constantFrom('', '\n', '\n\n', '\r\n'))
    .map(([pieces, end]) => pieces.map(([p, b]) => p + b).join('') + end);

  for (const style of others) {
    test(`pandoc, ${style}, pandoc changes nothing`, () => {
      fc.assert(
        fc.property(text, source => {
          assert.equal(convert(convert(source, 'pandoc', style), style, 'pandoc'), source);
        }),
        { numRuns: 120 },
      );
    });
  }

  test('a citation that a style cannot say without loss stays as it is', () => {
    for (const source of [
      'A [(see @kim)].',
      'A [(@kim; @lee-2016)].',
      'A [see ( @kim].',
      'A![x][@kim]',
      'A [x\\][@kim].',
      '[^1]: [( @kim ; @lee-2016 )]\n',
    ]) {
      for (const style of others) {
        assert.equal(convert(convert(source, 'pandoc', style), style, 'pandoc'), source, style);
      }
    }
    assert.equal(convert('A [(see @kim)].', 'pandoc', 'author-date'), 'A [(see @kim)].');
  });

  test('every style comes back from every other', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...others), fc.constantFrom(...others), (source, one, two) => {
        const there = convert(convert(source, 'pandoc', one), one, two);
        assert.equal(convert(convert(there, two, one), one, 'pandoc'), source);
      }),
      { numRuns: 60 },
    );
  });

  test('the front matter names the style', () => {
    const cases: readonly (readonly [text: string, style: CitationStyle | undefined])[] = [
      ['---\ncitation-style: footnote\n---\n', 'footnote'],
      ['---\r\ntitle: T\r\ncitation-style: "author-date" # ours\r\n---\r\n', 'author-date'],
      ['---\ncitation-style: mla\n---\n', undefined],
      ['citation-style: footnote\n', undefined],
      ['---\ntitle: x\n---\ncitation-style: footnote\n', undefined],
      ['', undefined],
    ];
    for (const [source, style] of cases) {
      assert.equal(styleOf(source), style, source);
      const changed = applyEdits(source, styleEdits(source, 'endnote'));
      assert.equal(styleOf(changed), 'endnote', changed);
      assert.deepEqual(styleEdits(changed, 'endnote'), []);
    }
  });

  test('hostile texts take linear time', function () {
    this.timeout(20_000);
    for (const unit of [
      '[',
      '(',
      '](#ref-a)',
      '[a](#ref-a) ',
      '@a [',
      '@a; ',
      '@a [@b] ',
      '[@a; ',
      '[^a]',
      '[^a]: x\n',
      '[[1]](#note-1)',
      '([x](#ref-a) ',
    ]) {
      const timeOf = (size: number): number => {
        const many = unit.repeat(Math.floor(size / unit.length));
        const hostile = `[${many}@a] ${many}`;
        const started = performance.now();
        findPassages(hostile);
        convertStyle(hostile, 'pandoc', 'footnote', sources);
        return performance.now() - started;
      };
      timeOf(2000);
      // Linear is 4 times as much; what is quadratic would take 16 times as much and seconds.
      const small = timeOf(6000);
      assert.ok(timeOf(24_000) < 10 * small + 300, unit);
    }
  });
});
