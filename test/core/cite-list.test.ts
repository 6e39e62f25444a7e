/** What a document cites, in every style, and the list of its sources. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { applyEdits } from '../../src/core/cite/clusters.js';
import { convertStyle } from '../../src/core/cite/convertStyle.js';
import { citationAt, citedKeys, documentCitations, documentStyle } from '../../src/core/cite/documentCitations.js';
import { fullReference } from '../../src/core/cite/references.js';
import { hasSourceList, sourceList, type SourceListOptions } from '../../src/core/cite/sourceList.js';
import { citationStyles } from '../../src/core/cite/styles.js';
import { sourceOf } from '../support/sources.js';

const known = new Map(
  [
    sourceOf('lee-2016', {
      title: 'Tyrant',
      authors: ['Lee, Sung-Yoon'],
      containerTitle: 'Washington Post',
      issued: '2016-02-16',
      url: 'https://example.org/lee',
      accessed: '2026-08-01',
      archived: 'https://archive.example.org/lee',
      reliability: 'C',
      descriptor: 'Opinion of an [academic].',
    }),
    sourceOf('S/RES/2270', {
      title: 'Resolution 2270',
      publisher: 'United Nations',
      issued: '2016-03-02',
      primary: true,
    }),
    sourceOf('anon', { title: 'A page', status: 'withdrawn', why: 'Retracted.' }),
  ].map(source => [source.id, source]),
);
const sources = { source: (key: string) => known.get(key) };

suite('citations of a document', () => {
  const pandoc =
    'As [see @S/RES/2270, para. 31; -@lee-2016]. Then @anon [p. 4] said.\n\nNote[^n].\n\n[^n]: As @lee-2016 {fig. 2} says.\n';
  for (const style of citationStyles) {
    test(`${style}: the same sources, locators and modes`, () => {
      const text = applyEdits(pandoc, convertStyle(pandoc, 'pandoc', style, sources));
      const citations = documentCitations(text);
      assert.deepEqual(
        citations.map(({ key, mode, locator, prefix }) => [key, mode, locator, prefix]),
        [
          ['S/RES/2270', 'normal', 'para. 31', 'see'],
          ['lee-2016', 'suppressed', undefined, ''],
          ['anon', 'in-text', 'p. 4', ''],
          ['lee-2016', 'in-text', undefined, ''],
        ],
      );
      for (const citation of citations) {
        assert.equal(text.slice(citation.keySpan.start, citation.keySpan.end), citation.key);
        assert.equal(citationAt(citations, citation.keySpan.start + 1), citation);
      }
      assert.equal(documentStyle(text, citations), style);
      assert.deepEqual(citedKeys(citations), ['S/RES/2270', 'lee-2016', 'anon']);
    });
  }

  test("a note of one's own in the form of Dossier is a citation", () => {
    const text = 'So it was.[^a]\n\n[^a]: See [Lee](#ref-lee-2016), p. 3.\n';
    const [citation] = documentCitations(text);
    assert.equal(citation?.key, 'lee-2016');
    assert.equal(citation.locator, 'p. 3');
    assert.equal(text.slice(citation.at.start, citation.at.end), '[^a]');
    assert.equal(
      applyEdits(text, convertStyle(text, 'footnote', 'pandoc', sources)),
      'So it was. [See @lee-2016, p. 3]\n\n',
    );
  });

  test('a note with words of its own stays a note', () => {
    const text = 'So.[^a]\n\n[^a]: [Lee](#ref-lee-2016), p. 3.\n    But others differ.\n';
    assert.equal(
      applyEdits(text, convertStyle(text, 'footnote', 'pandoc', sources)),
      'So.[^a]\n\n[^a]: @lee-2016, p. 3.\n    But others differ.\n',
    );
  });
});

suite('snippets', () => {
  const snippets = JSON.parse(readFileSync('snippets/markdown.code-snippets.json', 'utf8')) as Readonly<
    Record<string, { readonly prefix: string; readonly body: readonly string[] }>
  >;
  const cases: readonly (readonly [prefix: string, ...found: string[]])[] = [
    ['cite', 'key normal p. 4'],
    ['cites', 'key normal p. 3', 'key normal para. 4'],
    ['citetext', 'key in-text p. 3'],
    ['citeyear', 'key suppressed p. 3'],
    ['authordate', 'key normal p. 3'],
    ['authordatetext', 'key in-text '],
    ['footnote', 'key normal p. 3'],
    ['note', 'key normal p. 3'],
    ['quote', 'key normal p. 1'],
    ['quoteinline', 'key normal p. 1'],
  ];
  for (const [prefix, ...expected] of cases) {
    test(`${prefix}: what it inserts is read as a citation`, () => {
      const { body } = Object.values(snippets).find(snippet => snippet.prefix === prefix) ?? { body: [] };
      const text = body
        .join('\n')
        .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
        .replace(/\$\{\d+:([^}]*)\}/g, '$1')
        .replace(/\$\d/g, '');
      assert.deepEqual(
        documentCitations(text).map(({ key, mode, locator = '' }) => `${key} ${mode} ${locator}`),
        expected,
      );
    });
  }

  test('sources: the list is brought up to date', () => {
    const { body } = Object.values(snippets).find(({ prefix }) => prefix === 'sources') ?? { body: [] };
    const text = `One [@anon].\n\n${body.join('\n').replace(/\$\{\d+\|([^,|]*)[^}]*\}|\$\{\d+:([^}]*)\}|\$\d/g, '$1$2')}`;
    assert.match(applyEdits(text, sourceList(text, sources)), /reliability -->\n\n1\. "A page\."/);
  });
});

suite('list of sources', () => {
  const body = '# T\n\nOne [@anon]. Two [@lee-2016; @S/RES/2270]. Three [@nowhere].\n';
  const list = (text: string, options?: SourceListOptions): string =>
    applyEdits(text, sourceList(text, sources, options));

  test('is numbered in the order of first use, under a heading at the end', () => {
    assert.equal(
      list(body),
      `${body}
## Sources

<!-- dossier:sources order=first-use -->

1. "A page." Withdrawn: Retracted.
2. Sung-Yoon Lee, "Tyrant," Washington Post, 16 February 2016. <https://example.org/lee>, retrieved 1 August 2026. Archived: <https://archive.example.org/lee>.
3. United Nations, "Resolution 2270," 2 March 2016.
4. nowhere: there is no such source in the record.

<!-- /dossier:sources -->
`,
    );
  });

  test('is alphabetical with descriptors and reliability, under the heading that is there', () => {
    const text = `${body}\n## Sources\n\nHand-written.\n\n## Annex\n`;
    const written = list(text, { order: 'alphabetical', descriptors: true, reliability: true, summary: true });
    assert.match(
      written,
      /## Sources\n\n<!-- dossier:sources order=alphabetical descriptors reliability -->\n\n- Sung-Yoon Lee/,
    );
    assert.match(
      written,
      /- Sung-Yoon Lee[^\n]*Reliability: C\. Source descriptor: Opinion of an \\\[academic\\\]\.\n- nowhere/,
    );
    assert.match(
      written,
      /<!-- \/dossier:sources -->\n\nSource summary statement: This product rests on 4 sources, 1 of them primary[^\n]*\n\nHand-written\.\n\n## Annex\n$/,
    );
    assert.deepEqual(sourceList(written, sources), []);
  });

  test('names what has no title of its own without quotation marks', () => {
    const described = sourceOf('d', { title: '[Statement on the vote]', publisher: 'Ministry', issued: '2016-03-02' });
    assert.equal(fullReference(described), 'Ministry, Statement on the vote, 2 March 2016');
  });

  test('twice changes nothing, and the text around it is never touched', () => {
    for (const style of citationStyles) {
      for (const newline of ['\n', '\r\n']) {
        for (const order of ['first-use', 'alphabetical'] as const) {
          const plain = body.replaceAll('\n', newline);
          const text = applyEdits(plain, convertStyle(plain, 'pandoc', style, sources));
          const once = list(text, { order, summary: true, descriptors: true });
          assert.ok(hasSourceList(once));
          assert.equal(list(once), once);
          const edited =
            once.replace('One', 'Won').replace('Source summary statement: This', 'Source summary statement: Our') +
            `${newline}End.`;
          assert.equal(list(edited), edited);
          const more = list(`${edited} [@more]`);
          assert.match(more, /more: there is no such source/);
          assert.equal(
            more.replace(/<!-- dossier:sources[^]*<!-- \/dossier:sources -->/, ''),
            `${edited} [@more]`.replace(/<!-- dossier:sources[^]*<!-- \/dossier:sources -->/, ''),
          );
        }
      }
    }
  });

  test('has the anchors that the links of the text lead to', () => {
    const text = applyEdits(body, convertStyle(body, 'pandoc', 'author-date', sources));
    assert.match(list(text), /3\. <a id="ref-S\/RES\/2270"><\/a>United Nations/);
  });

  test('is not begun where nothing is cited, and is emptied where nothing is cited any more', () => {
    assert.deepEqual(sourceList('Nothing `[@a]`.', sources), []);
    const text = list('One [@anon].\n').replace(' [@anon]', '');
    assert.doesNotMatch(list(text), /A page/);
    assert.equal(list(list(text)), list(text));
  });

  test('goes where it is asked to', () => {
    assert.match(list('A [@anon].\n\nB\n', { at: 11, heading: '' }), /^A \[@anon\]\.\n\n<!-- dossier[^]*-->\n\nB\n$/);
  });
});
