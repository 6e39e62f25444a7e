/** Sources from other programs and back: CSL JSON, BibTeX, and the file of records they go into. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseBibtex, printBibtex } from '../../src/core/cite/bibtex.js';
import { applyEdits } from '../../src/core/cite/clusters.js';
import { type NewSource, parseCslJson, printCslJson, toCsl } from '../../src/core/cite/csl.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import { sourceYaml, writeSources } from '../../src/core/knowledge/writeSources.js';
import { pandocVersion } from '../support/pandoc.js';
import { sourceOf } from '../support/sources.js';

const lee: NewSource = {
  id: 'lee:2016-a.b/c_d',
  type: 'article-newspaper',
  title: 'How to Defang a Tyrant: 50% & "more"',
  authors: ['Lee, Sung-Yoon', 'United Nations'],
  publisher: 'Post',
  containerTitle: 'Washington Post',
  issued: '2016-02-16',
  accessed: '2026-08-01',
  archived: 'https://archive.example.org/1',
  url: 'https://example.org/a_b%20c?d=e',
  number: 'S/RES/2270',
  language: 'en',
  primary: true,
  consulted: 'excerpt',
  reliability: 'C',
  descriptor: 'Opinion: of an academic.',
  status: 'withdrawn',
  why: 'Retracted.',
};
const plain: NewSource = {
  id: 'S/RES/2270',
  type: 'legislation',
  title: 'Résolution «2270»',
  publisher: 'United Nations',
  issued: '2016-03~',
};

function asSource(source: NewSource): ReturnType<typeof sourceOf> {
  return sourceOf(source.id, source);
}

suite('CSL JSON', () => {
  test('goes out and comes back', () => {
    const { sources, problems } = parseCslJson(printCslJson([lee, plain]));
    assert.deepEqual(problems, []);
    assert.deepEqual(sources, [{ ...plain, authors: [] }, lee]);
  });

  test('is read as other programs write it', () => {
    const { sources, problems } = parseCslJson(
      JSON.stringify({
        items: [
          {
            id: 'a',
            type: 'book',
            title: 'T <i>x</i>',
            author: [{ 'non-dropping-particle': 'van der', family: 'Berg', given: 'A.' }, { literal: 'UN' }],
            issued: { raw: '2016-03' },
            DOI: '10.1/x',
            volume: 3,
            page: '1-2',
          },
          { id: 7, title: 'Seven', issued: { 'date-parts': [['2016', '3']] }, editor: [{ family: 'Ed' }] },
          { id: 'a', title: 'again' },
          { title: 'no key' },
          null,
          { id: 'b' },
        ],
      }),
    );
    assert.deepEqual(sources, [
      {
        id: 'a',
        type: 'book',
        title: 'T x',
        authors: ['van der Berg, A.', 'UN'],
        issued: '2016-03',
        url: 'https://doi.org/10.1/x',
        note: 'vol. 3, pp. 1-2',
      },
      { id: '7', type: 'document', title: 'Seven', authors: ['Ed'], issued: '2016-03' },
    ]);
    assert.deepEqual(
      problems.map(({ entry }) => entry),
      ['a', '4', '5', 'b'],
    );
  });

  test('that is no JSON is a problem', () => assert.equal(parseCslJson('{').problems.length, 1));
});

suite('BibTeX', () => {
  test('goes out and comes back with the same keys', () => {
    const { sources, problems } = parseBibtex(printBibtex([lee, plain]));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      sources.map(({ id, title, url, issued, accessed }) => [id, title, url, issued?.slice(0, 7), accessed]),
      [
        ['S/RES/2270', plain.title, undefined, '2016-03', undefined],
        [lee.id, lee.title, lee.url, '2016-02', lee.accessed],
      ],
    );
    assert.deepEqual(sources[1]?.authors, lee.authors);
  });

  test('is read with its accents, abbreviations and comments', () => {
    const { sources } = parseBibtex(
      '% note\n@string{wp = "Washington Post"}\n@article{lee, author = {Lee, S. and {United Nations}}, title = {{\\\'E}tude \\& {NATO}}, journal = wp, year = 2016, month = mar, pages = {3--4}}\n',
    );
    assert.deepEqual(sources, [
      {
        id: 'lee',
        type: 'article-journal',
        title: 'Étude & NATO',
        authors: ['Lee, S.', 'United Nations'],
        containerTitle: 'Washington Post',
        issued: '2016-03',
        note: 'pp. 3-4',
      },
    ]);
  });

  test('with a mistake in one entry is read but for that entry', () => {
    const { sources, problems } = parseBibtex(
      '@book{a, title = {A}}\n@book{broken, title = {B\n@string{x = "X"}\n@book{c, title = x}\n',
    );
    assert.deepEqual(
      sources.map(({ id, title }) => [id, title]),
      [
        ['a', 'A'],
        ['c', 'X'],
      ],
    );
    assert.deepEqual(
      problems.map(({ entry }) => entry),
      ['broken'],
    );
  });

  test('never throws', () => {
    for (const text of ['', '@', '@book', '@book{', '@book{a', '@book{a,', 'prose', '\0', '@comment{x}', '@book{,}']) {
      parseBibtex(text);
    }
  });
});

suite('a document with its exported sources', () => {
  const sources = [lee, plain].map(asSource);
  const document = `As agreed [see @${lee.id}, p. 3; -@S/RES/2270, para. 31]. Then @S/RES/2270 [para. 4] said.\n`;
  const stored = JSON.parse(readFileSync('test/fixtures/exported-sources.json', 'utf8')) as Readonly<
    Record<'csl' | 'bibtex' | 'plain', string>
  >;

  test('is exported as Pandoc was seen to read it', () => {
    assert.equal(printCslJson(sources), stored.csl);
    assert.equal(printBibtex(sources), stored.bibtex);
  });

  for (const [name, print] of [
    ['csl.json', printCslJson],
    ['export.bib', printBibtex],
  ] as const) {
    test(`goes through the Pandoc that is installed unchanged: ${name}`, function () {
      if (pandocVersion() === undefined) {
        this.skip();
      }
      const folder = mkdtempSync(join(tmpdir(), 'dossier-export-'));
      try {
        writeFileSync(join(folder, name), print(sources));
        const output = execFileSync(
          'pandoc',
          ['-f', 'markdown', '-t', 'plain', '--wrap=none', '--citeproc', `--bibliography=${join(folder, name)}`],
          { input: document, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] },
        );
        assert.equal(output.split('\n', 1)[0], stored.plain);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

suite('sources in a file of records', () => {
  const existing = `# Ours
- id: one # first
  title: One   # spaces kept
  issued: 2016

# between
- id: two
  title: Two
  descriptor: >-
    Long text
    over lines.
# end
`;

  test('go behind the last one; what stands there is kept to the letter', () => {
    const { edits, added } = writeSources(existing, [lee, plain]);
    const written = applyEdits(existing, edits);
    assert.deepEqual(added, [lee.id, plain.id]);
    assert.ok(written.startsWith(existing.slice(0, existing.indexOf('# end'))));
    assert.ok(written.endsWith('# end\n'));
    const { sources, problems } = decodeFile('sources/s.yaml', written, 'desk');
    assert.deepEqual(
      problems.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.deepEqual(
      sources.slice(2).map(source => ({ ...source, origin: undefined })),
      [lee, plain].map(source => ({ ...asSource(source), origin: undefined })),
    );
    assert.deepEqual(writeSources(written, [lee, plain]).kept, [lee.id, plain.id]);
  });

  test('that are there get only what they lack', () => {
    const { edits, completed } = writeSources(existing, [
      { id: 'one', title: 'Other', publisher: 'P', issued: '2017' },
      { id: 'two', title: 'Two', url: 'https://x.org' },
    ]);
    assert.deepEqual(completed, ['one', 'two']);
    const written = applyEdits(existing, edits);
    assert.match(written, /title: One {3}# spaces kept\n {2}issued: 2016\n {2}publisher: P\n\n# between/);
    assert.match(written, /over lines\.\n {2}url: https:\/\/x\.org\n# end/);
  });

  test('make a new file, or go into one that is empty, without a last line break or with Windows line breaks', () => {
    for (const text of [
      '',
      '# ours\n',
      '- id: a\n  title: A',
      '- id: a\r\n  title: A\r\n',
      '  - id: a\n    title: A\n',
    ]) {
      const written = applyEdits(text, writeSources(text, [lee]).edits);
      const { sources, problems } = decodeFile('sources/s.yaml', written, 'desk');
      assert.equal(sources.at(-1)?.title, lee.title, written);
      assert.deepEqual(
        problems.filter(({ severity }) => severity === 'error'),
        [],
        written,
      );
      assert.ok(!text.includes('\r') || !/[^\r]\n/.test(written));
    }
    assert.equal(sourceYaml({ id: 'a', title: 'T: x' }), '- id: a\n  title: "T: x"\n');
  });

  test('do not go into a file of another shape', () => {
    for (const text of ['id: a\ntitle: A\n', '[{id: a, title: A}]\n', 'a: [\n']) {
      const { edits, problem } = writeSources(text, [lee]);
      assert.deepEqual(edits, []);
      assert.ok(problem !== undefined);
    }
  });

  test('as CSL they need no table', () => assert.equal(toCsl(lee).type, 'article-newspaper'));
});
