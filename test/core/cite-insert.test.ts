/** Putting citations into a text: in the style of the document, and with a pasted text. */

import assert from 'node:assert/strict';

import { applyEdits } from '../../src/core/cite/clusters.js';
import { convertStyle, insertCitation } from '../../src/core/cite/convertStyle.js';
import { documentCitations } from '../../src/core/cite/documentCitations.js';
import { isPlainKey } from '../../src/core/cite/keys.js';
import { withProvenance } from '../../src/core/cite/provenance.js';
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

  test('is not offered without a text or an address', () => {
    for (const [text, address] of [
      ['', 'https://x.org'],
      ['T', 'file:///etc/x'],
      ['T', 'no address'],
      ['https://x.org/a', 'https://x.org/a'],
      ['T', 'javascript:x'],
    ] as const) {
      assert.equal(paste(text, address), undefined);
    }
  });
});
