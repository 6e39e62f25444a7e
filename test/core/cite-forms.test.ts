/** Forms of citations, read as Pandoc reads them. What Pandoc said is stored; where it is installed, it is asked again. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { type CitationGroup, findGroups } from '../../src/core/cite/clusters.js';
import { labelOf } from '../../src/core/cite/locators.js';
import { type PandocReading, pandocReads, pandocVersion } from '../support/pandoc.js';

const stored = JSON.parse(readFileSync('test/fixtures/citation-forms.json', 'utf8')) as {
  readonly pandoc: string;
  readonly forms: readonly (PandocReading & { readonly text: string })[];
};

const letters = { normal: 'N', 'in-text': 'A', suppressed: 'S' } as const;

/** Markup, quotation marks and blanks are Pandoc's to print; the words are what is compared. */
function plain(text: string): string {
  return text
    .replace(/--|\u2013/g, '-')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\[-?@\S+?\]|@/g, '')
    .replace(/[*"\u201c\u201d\u00a0\s[\]]+/g, ' ')
    .trim();
}

function groupsOf(groups: readonly CitationGroup[]): unknown {
  return groups.map(({ cited }) =>
    cited.map(({ token, mode, prefix, suffix }) => [token.key, letters[mode], plain(prefix), plain(suffix)]),
  );
}

suite('forms of citations', () => {
  test('are many', () => assert.ok(stored.forms.length >= 60));

  for (const { text, groups, locators } of stored.forms) {
    test(JSON.stringify(text), () => {
      const found = findGroups(text);
      assert.deepEqual(
        groupsOf(found),
        groups.map(group => group.map(([key, mode, prefix, suffix]) => [key, mode, plain(prefix), plain(suffix)])),
      );
      const places = found.flatMap(({ cited }) =>
        cited.map(({ locator }) => {
          if (locator === undefined) {
            return '';
          }
          assert.equal(text.slice(locator.start, locator.end).replace(/\s+/g, ' ').trim(), locator.text);
          const { label, value } = labelOf(locator.text);
          return `${label} ${plain(value)}`;
        }),
      );
      assert.deepEqual(places, locators.map(plain));
    });
  }

  test('are found at the start of a line, whatever ends above it', () => {
    for (const above of ['$$\nx = 1\n\n', '$$\r\n\r\n', '> ```\n> code\n\n']) {
      assert.deepEqual(
        findGroups(`${above}@kim says so.`).map(({ start }) => start),
        [above.length],
        JSON.stringify(above),
      );
    }
    // Math that nothing closes ends with its paragraph, and so does a bracket.
    assert.deepEqual(
      findGroups('So [@kim\n$$\nx\n\nmore; @lee].').map(({ kind }) => kind),
      ['in-text', 'in-text'],
    );
    // So does code in a quotation that nothing closes.
    assert.deepEqual(
      findGroups('So [@kim\n> ~~~\n\nmore; @lee].').map(({ kind }) => kind),
      ['in-text', 'in-text'],
    );
    // And so does a tag of which the last line is a blank one of a quotation.
    assert.deepEqual(
      findGroups('[</s\n>\nmore @lee].').map(({ kind }) => kind),
      ['in-text'],
    );
  });

  test('are what the Pandoc that is installed reads', function () {
    if (pandocVersion() === undefined) {
      this.skip();
    }
    const readings = pandocReads(stored.forms.map(({ text }) => text));
    assert.deepEqual(
      readings.map(({ groups }, i) => ({ text: stored.forms[i]?.text, groups })),
      stored.forms.map(({ text, groups }) => ({ text, groups })),
    );
  });
});
