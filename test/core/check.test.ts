/** The frame of the checks: how a text is cut up, what silences a finding, what happens when a rule throws. */

import assert from 'node:assert/strict';

import { citation } from '../../src/core/check/citation.js';
import { checkedDocument } from '../../src/core/check/document.js';
import { findIgnores } from '../../src/core/check/ignore.js';
import type { CheckedDocument, CheckSettings, Rule, RuleFinding, SectionRule } from '../../src/core/check/rule.js';
import { readSections, runRules } from '../../src/core/check/run.js';
import { KnowledgeBase } from '../../src/core/knowledge/knowledgeBase.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';

const recognizer = new Recognizer(KnowledgeBase.empty);

function documentOf(text: string, settings?: CheckSettings, asOf?: string): CheckedDocument {
  const options = { analysis: recognizer.analyze(text), knowledge: KnowledgeBase.empty, asOf, today: '2026-11-23' };
  return checkedDocument(settings === undefined ? options : { ...options, settings });
}

function sentencesOf(text: string): readonly string[] {
  return documentOf(text).sections.flatMap(({ section }) =>
    section.sentences.map(({ start, end }) => section.text.slice(start, end)),
  );
}

suite('sentences', () => {
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    ['end at a full stop', 'One is. Two is! Three?', ['One is.', 'Two is!', 'Three?']],
    ['do not end at a dotted acronym', 'The U.S. and the D.P.R.K. agreed.', ['The U.S. and the D.P.R.K. agreed.']],
    ['nor at one before a name', 'The U.S. Congress met.', ['The U.S. Congress met.']],
    [
      'but do where another begins behind it',
      'It left the U.S. The talks ended.',
      ['It left the U.S.', 'The talks ended.'],
    ],
    [
      'do not end at titles, numbers and months',
      'Gen. Kim saw No. 5 on Feb. 13, 2007.',
      ['Gen. Kim saw No. 5 on Feb. 13, 2007.'],
    ],
    ['take their closing quotation mark along', 'He said "no." She left.', ['He said "no."', 'She left.']],
    ['run over the lines of a wrapped paragraph', 'One\nsentence.\nAnother', ['One\nsentence.', 'Another']],
    ['never leave a list item', '- no stop\n- none here', ['no stop', 'none here']],
    ['never leave a table cell', '| a | b |\n|---|---|\n| c d | e |', ['a', 'b', 'c d', 'e']],
    ['leave out front matter and code', '---\ntitle: X\n---\n\nText.\n\n```\ncode here.\n```\n', ['Text.']],
    ['leave out comments to Dossier', '<!-- dossier: ignore claim-date why -->\nText.', ['Text.']],
    ['keep a citation behind the stop', 'A thing [@k]. Another.', ['A thing [@k].', 'Another.']],
    ['are none in an empty text', '\n \n', []],
    ['read Windows line ends', 'One.\r\n\r\nTwo.\r\n', ['One.', 'Two.']],
  ];
  for (const [name, text, expected] of cases) {
    test(name, () => {
      assert.deepEqual(sentencesOf(text), expected);
    });
  }
});

suite('headings and quotations', () => {
  test('headings are told from sentences', () => {
    const text =
      '# Marked\n\nUnderlined\n----------\n\nIN CAPITALS\n\n**Bold**\n\nForeign Relations\n\nIt is a sentence.\n\nLast line';
    const headings = documentOf(text).sections.flatMap(({ section }) =>
      section.sentences
        .filter(({ start }) => section.isHeading(start))
        .map(({ start, end }) => section.text.slice(start, end)),
    );
    assert.deepEqual(
      headings.map(heading => heading.split('\n')[0]),
      ['# Marked', 'Underlined', 'IN CAPITALS', '**Bold**', 'Foreign Relations'],
    );
  });

  const quoted: readonly (readonly [name: string, text: string, word: string, expected: boolean])[] = [
    ['straight quotes', 'He said "this here" and left.', 'here', true],
    ['behind straight quotes', 'He said "this" and left.', 'left', false],
    ['curly quotes', 'He said “this here” and left.', 'here', true],
    ['a quotation that the paragraph leaves open', '"One here.\n\n"Two."', 'here', true],
    ['ends with the paragraph', '"One.\n\nTwo here.', 'here', false],
    ['a block quotation', '> words here\n\nand there', 'here', true],
    ['inches open nothing', 'A 5" pipe is here.', 'here', false],
  ];
  for (const [name, text, word, expected] of quoted) {
    test(`${name}: ${expected ? 'quoted' : 'not quoted'}`, () => {
      const at = text.indexOf(word);
      const placed = documentOf(text).sections.findLast(({ start }) => start <= at);
      assert.equal(placed?.section.isQuoted(at - placed.start), expected);
    });
  }
});

suite('the date of a text', () => {
  const cases: readonly (readonly [name: string, text: string, setting: string | undefined, expected: string])[] = [
    ['comes from front matter', '---\nas-of: 2016-03\n---\nText', '2020', '2016-03'],
    ['from its as-of before its date', '---\ndate: 2017-01-02\nas_of: "2016"\n---\n', undefined, '2016'],
    ['from its date without the time', '---\ndate: 2017-01-02T10:00:00Z\n---\n', undefined, '2017-01-02'],
    ['else from the setting', '---\ntitle: x\n---\n', '2020-05', '2020-05'],
    ['else it is today', 'date: 2016-01-01', undefined, '2026-11-23'],
    ['an impossible one counts for nothing', '---\nas-of: 2016-02-31\n---\n', undefined, '2026-11-23'],
  ];
  for (const [name, text, setting, expected] of cases) {
    test(name, () => {
      assert.equal(documentOf(text, undefined, setting).asOf, expected);
    });
  }
});

/** Finds every `X`. */
const everyX: SectionRule = {
  id: 'every-x',
  title: 'x',
  severity: 'warning',
  scope: 'section',
  *check({ text }) {
    for (const { index } of text.matchAll(/X/g)) {
      yield { start: index, end: index + 1, message: 'x', evidence: [], fixes: [] };
    }
  },
};

suite('comments that silence', () => {
  const cases: readonly (readonly [name: string, text: string, left: number, reasons: readonly string[]])[] = [
    [
      'the paragraph below',
      '<!-- dossier: ignore every-x it is meant -->\nX and\nX\n\nX',
      1,
      ['it is meant', 'it is meant'],
    ],
    ['the paragraph below a blank line', '<!-- dossier: ignore every-x r -->\n\nX\n\nX', 1, ['r']],
    ['the next item of a list only', '<!-- dossier: ignore every-x r -->\n- X\n- X', 1, ['r']],
    ['the line they stand in', 'X <!-- dossier: ignore every-x: r -->\nX', 1, ['r']],
    ['plain text with slashes', '// dossier: ignore every-x r\nX', 0, ['r']],
    ['plain text with a hash', '# dossier: ignore every-x r\nX', 0, ['r']],
    ['plain text beside it', 'X // dossier: ignore every-x r\nX', 1, ['r']],
    ['several rules', '<!-- dossier: ignore other, every-x r -->\nX', 0, ['r']],
    ['no other rule', '<!-- dossier: ignore other r -->\nX', 1, []],
    ['nothing without a rule', '<!-- dossier: ignore -->\nX', 1, []],
    ['Windows lines', '<!-- dossier: ignore every-x r -->\r\nX\r\n\r\nX', 1, ['r']],
  ];
  for (const [name, text, left, reasons] of cases) {
    test(name, () => {
      const { findings, silenced } = runRules(documentOf(text), [everyX]);
      assert.equal(findings.length, left);
      assert.deepEqual(
        silenced.map(({ reason }) => reason),
        reasons,
      );
    });
  }

  test('many of them take linear time', () => {
    for (const between of ['\nx\n\n', '\nx\n', '\n', '\n\n']) {
      const text = `<!-- dossier: ignore every-x r -->${between}`.repeat(20_000);
      assert.equal(findIgnores(text).length, 20_000);
    }
  });
});

suite('running rules', () => {
  function* half(): Generator<RuleFinding> {
    yield { start: 0, end: 1, message: 'half', evidence: [], fixes: [] };
    throw new Error('broken');
  }
  const head = { id: 'throws', title: 'throws', severity: 'error' } as const;
  const throwing: Readonly<Record<string, Rule>> = {
    'in a section': { ...head, scope: 'section', check: half },
    'over the document': { ...head, scope: 'document', note: () => 0, check: half },
    'taking notes': {
      ...head,
      scope: 'document',
      note: () => {
        throw new Error('broken');
      },
      check: () => [],
    },
  };
  for (const [where, rule] of Object.entries(throwing)) {
    test(`a rule that throws ${where} is switched off and reported once, and the others go on`, () => {
      const document = documentOf('X\n\nX');
      assert.equal([...readSections(document, [rule, everyX])].length, 2);
      const { findings, failures } = runRules(document, [rule, everyX]);
      assert.deepEqual(
        findings.map(finding => [finding.rule, finding.start]),
        [
          ['every-x', 0],
          ['every-x', 3],
        ],
      );
      assert.deepEqual(failures, [{ rule: 'throws', message: 'broken' }]);
    });
  }

  test('a rule may find more than a call takes arguments', () => {
    const { findings, failures } = runRules(documentOf('@key, '.repeat(150_000)), [citation]);
    assert.deepEqual(failures, []);
    assert.equal(findings.length, 150_000);
  });

  test('a setting changes a severity or silences a rule', () => {
    const settings = (severity: 'hint' | 'off'): CheckSettings => ({
      severities: { 'every-x': severity },
      preferredNames: {},
      likelihoodScale: 'icd203',
      commonAcronyms: [],
    });
    assert.equal(runRules(documentOf('X', settings('hint')), [everyX]).findings[0]?.severity, 'hint');
    assert.deepEqual(runRules(documentOf('X', settings('off')), [everyX]).findings, []);
  });

  test('findings come in the order of the text', () => {
    const backwards: SectionRule = {
      ...everyX,
      *check(section) {
        yield* [...everyX.check(section)].reverse();
      },
    };
    const { findings } = runRules(documentOf('X y X y X'), [backwards]);
    assert.deepEqual(
      findings.map(({ start }) => start),
      [0, 4, 8],
    );
  });
});
