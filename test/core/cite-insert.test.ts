/** Putting citations into a text: in the style of the document, and with a pasted text. */

import assert from 'node:assert/strict';

import { applyEdits } from '../../src/core/cite/clusters.js';
import { insertCited, standsBefore } from '../../src/core/cite/insertion.js';
import { convertStyle, insertCitation } from '../../src/core/cite/convertStyle.js';
import { documentCitations } from '../../src/core/cite/documentCitations.js';
import { isPlainKey } from '../../src/core/cite/keys.js';
import { splitAddress, withProvenance } from '../../src/core/cite/provenance.js';
import { citationStyles } from '../../src/core/cite/styles.js';
import { clusterOf } from '../../src/core/cite/writeCitation.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import { marked } from '../support/marked.js';
import { sourceOf } from '../support/sources.js';

const known = new Map(
  [sourceOf('lee', { title: 'T', authors: ['Lee, S.'], issued: '2016' }), sourceOf('kim', { title: 'K' })].map(
    source => [source.id, source],
  ),
);
const sources = { source: (key: string) => known.get(key) };

suite('a citation at the cursor', () => {
  const raw = clusterOf([
    { key: 'lee', locator: 'p. 3', prefix: 'see' },
    { key: 'kim', mode: 'suppressed' },
  ]);

  test('is written as Pandoc reads it', () => {
    assert.equal(raw, '[see @lee, p. 3; -@kim]');
    assert.equal(clusterOf([{ key: 'a--b', locator: 'p. 3; 4', suffix: ', and [x]' }]), '[@{a--b}, p. 3, 4, and x]');
  });

  const expected = {
    pandoc: 'So it was [see @lee, p. 3; -@kim].\n',
    'author-date': 'So it was (see [Lee 2016](#ref-lee), p. 3; [n.d.](#ref-kim "year only")).\n',
    footnote:
      'So it was[^lee].\n\n<!-- dossier:notes -->\n\n[^lee]: see [S. Lee, "T," 2016](#ref-lee), p. 3; ["K"](#ref-kim "year only").\n\n<!-- /dossier:notes -->\n',
    endnote:
      'So it was [[1]](#note-1).\n\n<!-- dossier:endnotes -->\n\n1. <a id="note-1"></a>see [S. Lee, "T," 2016](#ref-lee), p. 3; ["K"](#ref-kim "year only").\n\n<!-- /dossier:endnotes -->\n',
  } as const;
  for (const style of citationStyles) {
    test(`in a document of the style ${style}`, () => {
      const { text, cursor = 0 } = marked('So it was‸.\n');
      const once = applyEdits(text, insertCitation(text, cursor, raw, style, sources));
      assert.equal(once, expected[style]);
      const again = applyEdits(once, insertCitation(once, 0, '[@kim]', style, sources));
      assert.deepEqual(
        documentCitations(again).map(({ key }) => key),
        ['kim', 'lee', 'kim'],
      );
      assert.equal((again.match(/<!-- dossier:/g) ?? []).length, style === 'footnote' || style === 'endnote' ? 1 : 0);
      const back = applyEdits(again, convertStyle(again, style, 'pandoc', sources));
      assert.equal(back, '[@kim]So it was [see @lee, p. 3; -@kim].\n');
    });
  }
});

suite('a footnote at the cursor', () => {
  test('takes the place of the blank before it', () => {
    const { text, cursor = 0 } = marked('So it was ‸');
    assert.match(
      applyEdits(text, insertCitation(text, cursor, '[@lee]', 'footnote', sources)),
      /^So it was\[\^lee\]\n/,
    );
  });
});

suite('pasting with provenance', () => {
  const paste = (text: string, address: string, title?: string): ReturnType<typeof withProvenance> =>
    withProvenance(
      { text, address, today: '2026-11-23', ...(title === undefined ? {} : { title }) },
      {
        sources: [
          { id: 'known', url: 'https://example.org/page/' },
          { id: 'wapo-x', url: 'https://x.org' },
        ],
      },
    );

  const keys: readonly (readonly [address: string, title: string | undefined, key: string, issued?: string])[] = [
    [
      'https://www.washingtonpost.com/opinions/2016/02/16/how-to-defang-a-tyrant.html?utm_source=x#:~:text=a',
      undefined,
      'washingtonpost-defang-2016',
      '2016-02-16',
    ],
    ['https://press.un.org/en/2016/sc12267.doc.htm', 'Security Council Imposes Fresh Sanctions', 'un-security-2026'],
    ['https://www.bbc.co.uk/news/1', 'Élections', 'bbc-elections-2026'],
    ['https://example.com/', undefined, 'example-com-2026'],
    ['https://한국.kr/x', '한국', 'xn-3e0b707e-2026'],
  ];
  for (const [address, title, key, issued] of keys) {
    test(address, () => {
      const made = paste('A short text.', address, title);
      assert.equal(made?.key, key);
      assert.equal(made.source?.issued, issued);
      assert.ok(isPlainKey(made.key));
      assert.equal(made.text, `\u201cA short text.\u201d [@${key}]`);
      const { sources: read, problems } = decodeFile('sources/s.yaml', made.yaml ?? '', 'desk');
      assert.deepEqual(problems, []);
      assert.equal(read[0]?.url, made.source?.url);
      assert.ok(!made.source?.url?.includes('utm_'));
    });
  }

  test('a known address gives its source', () => {
    const made = paste('Text.', 'http://www.example.org/page');
    assert.equal(made?.key, 'known');
    assert.equal(made.source, undefined);
  });

  test('a long text stands in lines of its own', () => {
    assert.equal(paste('One.\r\n\r\nTwo.', 'https://example.org/page')?.text, '> One.\n>\n> Two.\n>\n> [@known]\n');
  });

  test('quotation marks inside become single ones', () => {
    assert.equal(
      paste('"He said "no" twice."', 'https://example.org/page')?.quotation,
      '\u201cHe said \u2018no\u2019 twice.\u201d',
    );
  });

  test('is not offered without an address of the web', () => {
    for (const [text, address] of [
      ['T', 'file:///etc/x'],
      ['T', 'no address'],
      ['https://x.org/a', 'https://x.org/a'],
      ['T', 'javascript:x'],
    ] as const) {
      assert.equal(paste(text, address), undefined);
    }
  });
});

suite('words with their citation', () => {
  const cited = { citations: [{ key: 'lee', locator: 'p. 3' }], lead: 'They met.', tail: '' };
  for (const [name, from, what, style, expected] of [
    [
      'a claim',
      'Before. ‸\n',
      { ...cited, lead: 'They met', tail: '.' },
      'pandoc',
      'Before. They met [@lee, p. 3].‸\n',
    ],
    [
      'a claim in author and date',
      '‸',
      { ...cited, lead: 'They met', tail: '.' },
      'author-date',
      'They met ([Lee 2016](#ref-lee), p. 3).‸',
    ],
    [
      'a claim in footnotes',
      'Before. ‸ Behind.\n',
      { ...cited, lead: 'They met', tail: '.' },
      'footnote',
      'Before. They met[^lee].‸ Behind.\n\n<!-- dossier:notes -->\n\n[^lee]: [S. Lee, "T," 2016](#ref-lee), p. 3.\n\n<!-- /dossier:notes -->\n',
    ],
    ['a claim without a source', 'A ‸b', { citations: [], lead: 'They met', tail: '.' }, 'footnote', 'A They met.‸b'],
    ['a sentence that stands', 'They met‸.', { citations: cited.citations }, 'pandoc', 'They met [@lee, p. 3]‸.'],
    ['inside a cluster', 'It was [@kim‸].', { citations: cited.citations }, 'pandoc', 'It was [@kim; @lee, p. 3‸].'],
    [
      'inside a cluster of two',
      'It [@a‸; @b, p. 1].',
      { citations: cited.citations },
      'pandoc',
      'It [@a; @b, p. 1; @lee, p. 3‸].',
    ],
    ['behind a cluster', 'It [@kim]‸.', { citations: cited.citations }, 'pandoc', 'It [@kim] [@lee, p. 3]‸.'],
    ['in code there is no cluster', '`[@kim‸]`', { citations: cited.citations }, 'pandoc', '`[@kim [@lee, p. 3]‸]`'],
  ] as const) {
    test(name, () => {
      const { text, cursor = 0 } = marked(from);
      const insertion = insertCited(text, { start: cursor, end: cursor }, what, style, sources);
      const written = applyEdits(text, insertion.edits);
      assert.equal(`${written.slice(0, insertion.cursor)}‸${written.slice(insertion.cursor)}`, expected);
    });
  }

  test('a selection is what the citation is for', () => {
    const { edits } = insertCited(
      'So it was.',
      { start: 3, end: 9 },
      { citations: [{ key: 'kim' }] },
      'pandoc',
      sources,
    );
    assert.equal(applyEdits('So it was.', edits), 'So it was [@kim].');
  });

  for (const [before, sentence, expected] of [
    ['Then the two states\nmet in Hanoi.', 'The two states met in Hanoi.', false],
    ['So. The two states\nmet in  Hanoi', 'The two states met in Hanoi.', true],
    ['The two states met in Hanoi. ', 'The two states met in Hanoi.', true],
    ['', 'The two states met in Hanoi.', false],
  ] as const) {
    test(`${JSON.stringify(before)} ${expected ? 'holds' : 'does not hold'} the sentence`, () => {
      assert.equal(standsBefore(before, before.length, sentence), expected);
    });
  }
});

suite('an address in what is pasted', () => {
  for (const [pasted, text, address] of [
    ['They met.\n\nhttps://example.org/a', 'They met.', 'https://example.org/a'],
    ['They met.\r\nSource: https://example.org/a\r\n', 'They met.', 'https://example.org/a'],
    ['They met.\nRead more at: https://example.org/a', 'They met.', 'https://example.org/a'],
    ['They met. (https://example.org/a)', 'They met.', 'https://example.org/a'],
    ['They met. <https://example.org/a_(b)>', 'They met.', 'https://example.org/a_(b)'],
    ['https://example.org/a\nThey met.\nAnd left.', 'They met.\nAnd left.', 'https://example.org/a'],
    ['https://example.org/a', '', 'https://example.org/a'],
    [
      'https://example.org/a#:~:text=they%20met%20here',
      'they met here',
      'https://example.org/a#:~:text=they%20met%20here',
    ],
    ['https://example.org/a#:~:text=they,here', '', 'https://example.org/a#:~:text=they,here'],
    [
      'https://example.org/a#:~:text=so-,they%20met,-and',
      'they met',
      'https://example.org/a#:~:text=so-,they%20met,-and',
    ],
    [
      'First they met.\nThe note said: https://example.org/a',
      'First they met.\nThe note said:',
      'https://example.org/a',
    ],
    ['They met at https://example.org/a and left.'],
    ['They met.'],
    [''],
    ['ftp://example.org/a'],
  ] as const) {
    test(JSON.stringify(pasted), () => {
      assert.deepEqual(splitAddress(pasted), text === undefined ? undefined : { text, address });
    });
  }

  test('is looked for in linear time', () => {
    for (const text of [
      'https://'.repeat(120_000),
      'a '.repeat(500_000),
      '('.repeat(1_000_000),
      '\n'.repeat(1_000_000),
    ]) {
      splitAddress(`x${text}x`);
    }
  });

  test('alone gives a citation and the stub of its source', () => {
    const given = withProvenance(
      { text: '', address: 'https://example.org/2016/02/16/defang', today: '2026-11-23' },
      { sources: [] },
    );
    assert.equal(given?.text, `[@${given?.key ?? ''}]`);
    assert.match(given?.yaml ?? '', /url: https:\/\/example\.org\/2016\/02\/16\/defang/);
  });
});
