/** Pins: what an analyst settles about a name, once for the document or for one place. */

import assert from 'node:assert/strict';

import { parse } from 'yaml';

import { type PinEdit, pinEdits, type PinScope, unpinEdits } from '../../src/core/recognize/pins.js';
import type { Mention } from '../../src/core/recognize/recognizer.js';
import { entityOf, nameOf, recognizerFor } from '../support/entities.js';

const recognizer = recognizerFor({
  entities: [
    entityOf('cd', 'Congo', { demonyms: ['Congolese'], names: [`Foo } "Bar", it's`] }),
    entityOf('cg', 'Congo', { demonyms: ['Congolese'], names: [`Foo } "Bar", it's`] }),
    entityOf('ge', 'Georgia'),
    entityOf('kr', 'South Korea', { names: ['No'], demonyms: ['South Koreans'] }),
    entityOf('kp', 'North Korea', {
      names: [nameOf('the North', 'alias', { documentHas: ['North Korea'] })],
      demonyms: ['North Koreans'],
    }),
  ],
  rules: {},
});

function idsIn(text: string): readonly string[] {
  return recognizer.analyze(text).mentions.map(({ senses }) => senses.map(({ entity }) => entity.id).join('|'));
}

function edited(text: string, edits: readonly PinEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);
}

function mentionOf(text: string, surface: string): Mention {
  const found = recognizer.analyze(text).mentions.filter(({ start, end }) => text.slice(start, end) === surface)[0];
  assert.ok(found, `${surface} is not found in ${text}`);
  return found;
}

/** What the front matter says but for how Congo is pinned. */
function settingsIn(text: string): string {
  const yaml = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text)?.[1];
  const { dossier, ...others } = (yaml === undefined ? {} : parse(yaml)) as Readonly<Record<string, unknown>>;
  const { pins, ...settings } = (dossier ?? {}) as Readonly<Record<string, unknown>>;
  const isOther = (pin: unknown): boolean => !JSON.stringify(pin).includes('Congo');
  const entries = Array.isArray(pins) ? pins : Object.entries(pins ?? {});
  return JSON.stringify([others, settings, entries.filter(isOther)]);
}

const matter = (...lines: readonly string[]): string => `---\n${lines.join('\n')}\n---\n`;

suite('pins are obeyed', () => {
  for (const [what, text, ids] of [
    ['nothing pinned', 'Congo', ['cd|cg']],
    ['by name, in lines', `${matter('dossier:', '  pins:', '    Congo: cg')}Congo, Congolese`, ['cg', 'cd|cg']],
    ['by name, in braces', `${matter('dossier: { pins: { Congo: cg, "Georgia": none } }')}Congo, Georgia`, ['cg']],
    ['in braces below', `${matter('dossier:', '  pins: { Congo: cg }')}Congo`, ['cg']],
    ['by id', `${matter('dossier: { pins: [cg] }')}Congo, Congolese`, ['cg', 'cg']],
    ['by id, in lines', `${matter('dossier:', '  pins:', '  - cg', '  other: 1')}Congo`, ['cg']],
    [
      'other front matter',
      `${matter('title: x', 'dossier:', '  # a', '  pins:', '    Congo: cg # b', 'z: 1')}Congo`,
      ['cg'],
    ],
    ['in quotes', `${matter('dossier:', '  pins:', `    'CONGO': "cg"`)}Congo`, ['cg']],
    ['CRLF', '---\r\ndossier:\r\n  pins:\r\n    Congo: cg\r\n---\r\nCongo', ['cg']],
    ['a place', 'Congo<!-- dossier: cg --> and Congo', ['cg', 'cd|cg']],
    ['a place behind a possessive', "**Congo's** <!-- dossier: cd -->", ['cd']],
    ['a place behind struck text', '~~Congo~~<!-- dossier: cd --> and Congo  <!-- dossier: cg -->', ['cd', 'cg']],
    ['a place wins', `${matter('dossier: { pins: { Congo: cg } }')}Congo<!-- dossier: cd -->, Congo`, ['cd', 'cg']],
    ['none', 'Georgia<!-- dossier: none --> and Georgia', ['ge']],
    ['an id that the name cannot mean', `${matter('dossier: { pins: { Congo: ge } }')}Congo`, ['cd|cg']],
    ['a comment to the checks', 'Congo <!-- dossier: ignore claim-date -->', ['cd|cg']],
    ['another comment', 'Congo<!-- cg -->', ['cd|cg']],
    ['in capitals', 'Congo<!-- DOSSIER: CG -->', ['cg']],
    ['half of a shared head', 'North<!-- dossier: kp --> and South Koreans', ['kp', 'kr']],
    ['a name under a condition', `${matter('dossier: { pins: { the North: kp } }')}He left the North.`, ['kp']],
    ['no front matter', 'dossier:\n  pins:\n    Congo: cg\n', ['cd|cg']],
    ['pins elsewhere', `${matter('other:', '  pins:', '    Congo: cg')}Congo`, ['cd|cg']],
  ] as const) {
    test(what, () => {
      assert.deepEqual(idsIn(text), ids);
    });
  }

  test('a pinned mention keeps what it might mean besides', () => {
    const mention = mentionOf('Congo<!-- dossier: cg -->', 'Congo');
    assert.deepEqual(
      mention.unpinned?.map(({ entity }) => entity.id),
      ['cd', 'cg'],
    );
  });

  for (const [what, text, problems] of [
    ['fine pins', `${matter('dossier: { pins: { Congo: cg, Georgia: ge } }')}Congo, Georgia`, []],
    ['an unknown record', `${matter('dossier: { pins: { Congo: zz } }')}Congo`, ['unknown-record zz']],
    [
      'an unknown record that nothing names',
      `${matter('dossier: { pins: { Chad: zz } }')}Congo`,
      ['unknown-record zz'],
    ],
    ['another record', 'Congo<!-- dossier: ge -->', ['no-such-meaning ge']],
    ['no name in front', 'Some text<!-- dossier: ge -->', ['no-name-before ge']],
    ['a remark behind the id', 'Congo<!-- dossier: cg, as agreed -->', ['unknown-record cg, as agreed']],
    ['the marks of lists', 'Congo\n\n<!-- dossier:sources -->\n<!-- dossier:notes -->\n<!-- dossier:endnotes -->', []],
  ] as const) {
    test(`problems of ${what}`, () => {
      const found = recognizer.analyze(text).pinProblems;
      assert.deepEqual(
        found.map(({ code, pin }) => `${code} ${pin.id}`),
        problems,
      );
      for (const { pin } of found) {
        assert.equal(text.slice(pin.start, pin.end), pin.id);
      }
    });
  }
});

suite('pins are written and taken away', () => {
  const texts = [
    'See Congo now.\n',
    '\ufeffSee Congo now.\n',
    `${matter('title: x')}See Congo now.\n`,
    `${matter('title: x', 'dossier:', '  other: 1', 'z: 2')}See Congo now.\n`,
    `${matter('dossier:', '  pins:', '    Georgia: ge')}See Congo now.\n`,
    `${matter('dossier: { pins: { Georgia: ge } }')}See Congo now.\n`,
    `${matter('dossier: { pins: [ge] }')}See Congo now.\n`,
    `${matter('dossier: { other: 1 }')}See Congo now.\n`,
    `${matter('dossier: { other: 1, pins: { Georgia: ge }, more: 2 }')}See Congo now.\n`,
    `${matter('dossier:', '    as-of: 2016')}See Congo now.\n`,
    `${matter('dossier:', '  pins: [ge]', '  as-of: 2016')}See Congo now.\n`,
    `${matter('dossier:', '  pins:', '    - ge')}See Congo now.\n`,
    `${matter('dossier: { other: { pins: [1] }, pins: { Georgia: ge }, more: 2 }')}See Congo now.\n`,
    `${matter('dossier: { other: { a: 1 } }')}See Congo now.\n`,
    `${matter('dossier: { pins: { "Foo } Bar, \\" x": ge }, more: 2 }')}See Congo now.\n`,
    `${matter('dossier:', '  note: |', '    pins: no', '  as-of: 2016')}See Congo now.\n`,
    '---\r\ntitle: x\r\n---\r\nSee Congo now.\r\n',
    '---\nunclosed\nSee Congo now.\n',
  ];
  for (const scope of ['document', 'place'] as const satisfies readonly PinScope[]) {
    for (const text of texts) {
      test(`${scope}: ${JSON.stringify(text)}`, () => {
        const pinned = edited(text, pinEdits(text, mentionOf(text, 'Congo'), 'cg', scope));
        assert.deepEqual(idsIn(pinned), ['cg']);
        assert.deepEqual(recognizer.analyze(pinned).pinProblems, []);
        const other = edited(pinned, pinEdits(pinned, mentionOf(pinned, 'Congo'), 'cd', scope));
        assert.deepEqual(idsIn(other), ['cd']);
        const none = edited(pinned, pinEdits(pinned, mentionOf(pinned, 'Congo'), 'none', scope));
        assert.deepEqual(idsIn(none), []);
        for (const written of [pinned, other, none]) {
          assert.equal(settingsIn(written), settingsIn(text));
        }
        const again = edited(pinned, unpinEdits(pinned, mentionOf(pinned, 'Congo')));
        assert.deepEqual(idsIn(again), ['cd|cg']);
        assert.equal(again, text);
      });
    }
  }

  for (const lines of [
    ['dossier: ~'],
    ['dossier: null # none yet'],
    ['dossier:', '  pins: ~', '  as-of: 2016'],
    ['dossier: { pins: null, as-of: 2016 }'],
    ['dossier: {pins: ~}'],
    ['dossier:', '  pins:', '    Congo:', '    Georgia: ge'],
    ['dossier:', '  pins:', '    Congo: ~'],
    ['dossier:', '  pins:', '    Congo: # later'],
    ['dossier: { pins: { Congo: } }'],
  ]) {
    test(`in the place of nothing: ${lines.join(' / ')}`, () => {
      const text = `${matter(...lines)}See Congo now.\n`;
      const pinned = edited(text, pinEdits(text, mentionOf(text, 'Congo'), 'cg', 'document'));
      assert.deepEqual(idsIn(pinned), ['cg']);
      assert.deepEqual(recognizer.analyze(text).pinProblems, []);
      assert.equal(settingsIn(pinned), settingsIn(text));
    });
  }

  test('a pin for the document takes the one at the place away', () => {
    const text = 'Congo<!-- dossier: cd -->\n';
    const pinned = edited(text, pinEdits(text, mentionOf(text, 'Congo'), 'cg', 'document'));
    assert.equal(pinned, '---\ndossier:\n  pins:\n    Congo: cg\n---\nCongo\n');
  });

  for (const before of ['', matter('dossier: { pins: { Georgia: ge } }'), matter('dossier:', '  pins: [ge]')]) {
    test(`a name with quotes and braces: ${JSON.stringify(before)}`, () => {
      const text = `${before}See Foo } "Bar", it's now.\n`;
      const surface = `Foo } "Bar", it's`;
      const pinned = edited(text, pinEdits(text, mentionOf(text, surface), 'cg', 'document'));
      assert.deepEqual(idsIn(pinned), ['cg']);
      assert.ok(JSON.stringify(parse(pinned.split('---')[1] ?? '')).includes(JSON.stringify(surface)));
      assert.equal(edited(pinned, unpinEdits(pinned, mentionOf(pinned, surface))), text);
    });
  }

  test('a name that YAML reads otherwise is put in quotes', () => {
    const text = 'No\n';
    assert.match(edited(text, pinEdits(text, mentionOf(text, 'No'), 'kr', 'document')), /^ {4}"No": kr$/m);
  });
});

suite('hostile pins', () => {
  for (const [what, text] of [
    ['braces', `---\ndossier: ${'{'.repeat(500_000)}\n---\nCongo`],
    ['blanks in braces', `---\ndossier: {${' '.repeat(500_000)}\n---\nCongo`],
    ['blanks in a pair', `---\ndossier: { pins: {${' '.repeat(500_000)}x\n---\nCongo`],
    ['commas', `---\ndossier: { pins: {${','.repeat(500_000)}\n---\nCongo`],
    ['quotes', `---\ndossier:\n  pins:\n${`    "'"\n`.repeat(100_000)}---\nCongo`],
    ['prototype names', `${matter('dossier: { pins: { __proto__: cg, constructor: cg } }')}Congo`],
    ['comments', `Congo${'<!-- dossier: '.repeat(50_000)}`],
  ] as const) {
    test(`${what} are read and settle nothing`, () => {
      const started = performance.now();
      assert.deepEqual(idsIn(text), ['cd|cg']);
      assert.ok(performance.now() - started < 3000);
    }).timeout(10_000);
  }
});
