/** What is wrong with citations and notes, and the text after the first fix. */

import assert from 'node:assert/strict';

import { citationProblems } from '../../src/core/cite/citationProblems.js';
import { nearestKeys } from '../../src/core/knowledge/nearest.js';
import { applyEdits } from '../../src/core/cite/clusters.js';
import { sourceOf } from '../support/sources.js';

const ids = ['lee-2016', 'un-2270', 'un-2270-draft', 'S/RES/2270', 'kim'];
const knowledge = {
  sourceIds: ids,
  source: (key: string) => (ids.includes(key) ? sourceOf(key) : undefined),
};

suite('problems of citations', () => {
  const cases: readonly (readonly [
    text: string,
    problems: readonly (readonly [code: string, span: string])[],
    fixed?: string,
  ])[] = [
    ['All is well [see @lee-2016, p. 3; @kim] and @un-2270 [p. 4].', []],
    ['[@lee-2061]', [['unknown-key', 'lee-2061']], '[@lee-2016]'],
    ['[@2270-un, p. 3]', [['unknown-key', '2270-un']], '[@un-2270, p. 3]'],
    ['@zzzzzz', [['unknown-key', 'zzzzzz']], '@zzzzzz'],
    ['[Lee](#ref-lee-2061)', [['unknown-key', 'lee-2061']], '[Lee](#ref-lee-2016)'],
    ['So [@kim, p. 3. Then more.', [['unclosed-bracket', '[@kim']], 'So [@kim, p. 3]. Then more.'],
    ['So [see @kim and more.', [['unclosed-bracket', '[see @kim']], 'So [see @kim] and more.'],
    ['So [-@kim', [['unclosed-bracket', '[-@kim']], 'So [-@kim]'],
    ['So [@kim [@lee-2016].', [['unclosed-bracket', '[@kim']], 'So [@kim] [@lee-2016].'],
    ['[@kim; more]', [['part-without-key', '[@kim; more]']], '[@kim, more]'],
    ['[@kim; ]', [['part-without-key', '[@kim; ]']], '[@kim ]'],
    ['[@kim](https://x.org) ^[see @kim]', []],
    ['[@kim,\np. 3]', [['cluster-across-lines', '[@kim,\np. 3]']], '[@kim, p. 3]'],
    ['> [@kim,\n> p. 3]', [['cluster-across-lines', '[@kim,\n> p. 3]']], '> [@kim, p. 3]'],
    ['A[^1].\n', [['note-without-definition', '[^1]']], 'A[^1].\n\n[^1]: \n'],
    ['A[^kim].\n', [['note-without-definition', '[^kim]']], 'A[@kim].\n'],
    ['A.\n\n[^1]: Note.\nB', [['unused-definition', '[^1]:']], 'A.\n\n'],
    [
      'A[^1].\n\n[^1]: One.\n\n[^1]: Two.\n',
      [['repeated-definition', '[^1]:']],
      'A[^1].\n\n[^1]: One.\n\n[^1-2]: Two.\n',
    ],
    ['A[^kim].\n\n[^kim]: A remark.\n', [['key-is-note-label', '[^kim]:']]],
    ['A[^kim].\n\n[^kim]: See @kim.\n', []],
    ['me@host.org `[@nobody]` \\@nobody [x] [^', []],
    ['@', []],
    ['[@', []],
    ['[@kim; @', [['unclosed-bracket', '[@kim']], '[@kim]; @'],
    ['', []],
  ];
  for (const [text, problems, fixed] of cases) {
    test(JSON.stringify(text), () => {
      const found = citationProblems(text, knowledge);
      assert.deepEqual(
        found.map(({ code, start, end }) => [code, text.slice(start, end)]),
        problems,
      );
      if (fixed !== undefined) {
        assert.equal(applyEdits(text, found[0]?.fixes[0]?.edits ?? []), fixed);
      }
    });
  }

  test('an unknown key can be made a source', () => {
    const [problem] = citationProblems('[@zzzzzz]', knowledge);
    assert.deepEqual(
      problem?.fixes.map(({ create }) => create),
      ['zzzzzz'],
    );
  });

  test('the nearest keys come first', () => {
    assert.deepEqual(nearestKeys('un-2207', ids), ['un-2270']);
    assert.deepEqual(nearestKeys('LEE-2016', ids), ['lee-2016']);
    assert.deepEqual(nearestKeys('s/res/2270', ids), ['S/RES/2270']);
    assert.deepEqual(nearestKeys('draft-2270', ids), ['un-2270-draft']);
    assert.deepEqual(nearestKeys('q', ids), []);
  });

  test('half-typed text never throws', () => {
    const whole =
      '---\ncitation-style: footnote\n---\nAs [see @lee-2016, p. 3; -@{a--b}] and [^1] and ([Lee](#ref-kim "in text")[^a]).\n\n[^1]: x\n';
    for (let end = 0; end <= whole.length; end++) {
      citationProblems(whole.slice(0, end), knowledge);
    }
  });
});
