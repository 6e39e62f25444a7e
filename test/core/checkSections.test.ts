/** Checks that keep what they found in sections find what a check of the text alone would find. */

import assert from 'node:assert/strict';

import { checkedDocument, defaultCheckSettings } from '../../src/core/check/document.js';
import { rules } from '../../src/core/check/registry.js';
import type { CheckSettings, Rule } from '../../src/core/check/rule.js';
import { type CheckResult, runRules } from '../../src/core/check/run.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import { layerOf } from '../../src/core/knowledge/folderLayer.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { Kept } from '../support/kept.js';

const files: Readonly<Record<string, string>> = {
  'countries/dprk.yaml': `
name: North Korea
names: [DPRK]
claims:
  - { id: drills, say: The drills are a rehearsal for an invasion of the north., type: opinion, held-by: dprk, cite: [a] }
`,
  'countries/germany.yaml': 'name: Germany\n',
  'countries/cg.yaml': 'name: Republic of the Congo\nnames: [Congo]\n',
  'countries/cd.yaml': 'name: DR Congo\nnames: [Congo]\n',
  'organizations/nato.yaml': 'name: NATO\n',
  'people/moon.yaml': `
name: Moon Jae-in
roles: [{ role: President, of: germany, from: 2017-05-10, to: 2022-05-10, cite: [a] }]
`,
  'relations/dprk.yaml': `
type: diplomatic
of: dprk
rows:
  - { with: germany, from: 2001-03-01, cite: [a] }
  - { with: cd, from: 1974, cite: [a] }
  - { with: cg, from: 1964, cite: [a] }
`,
  'relations/nato.yaml': `
type: membership
of: nato
rows: [{ with: germany, from: 1955-05-06, cite: [a] }, { with: dprk, status: none, cite: [a] }]
`,
  'sources/s.yaml': '- { id: a, title: Report A, publisher: House, issued: 2024 }\n',
};

function recordOf(extra: Readonly<Record<string, string>> = {}) {
  const decoded = Object.entries({ ...files, ...extra }).map(([path, text]) => decodeFile(path, text, 'desk'));
  const { knowledge } = mergeLayers([layerOf('desk', decoded).layer]);
  return { knowledge, recognizer: new Recognizer(knowledge) };
}

const record = recordOf();

interface Version {
  readonly text: string;
  readonly from?: ReturnType<typeof recordOf>;
  readonly settings?: Partial<CheckSettings>;
  readonly today?: string;
}

function check({ text, from = record, settings, today = '2026-11-23' }: Version, kept?: Kept): CheckResult {
  const analysis = kept === undefined ? from.recognizer.analyze(text) : kept.analysisOf(text, from.recognizer);
  return runRules(
    checkedDocument({
      analysis,
      knowledge: from.knowledge,
      today,
      settings: { ...defaultCheckSettings, ...settings },
      ...(kept === undefined ? {} : { memo: kept.memo }),
    }),
    rules,
  );
}

const dated = 'The DPRK established relations with Germany in 2000.';
const congo = 'The DPRK established relations with Congo in 1999.';
const title = 'President Moon Jae-in says so.';

/** Versions of one document, each checked with what is kept of the one before. */
const stories: Readonly<Record<string, readonly Version[]>> = {
  'a paragraph becomes a quotation and a heading': [
    { text: `${dated}\n\nEnd.` },
    { text: `> ${dated}\n\nEnd.` },
    { text: `# ${dated}\n\nEnd.` },
    { text: `${dated}\n\nEnd.` },
    { text: `${dated}\n====\n\nEnd.` },
    { text: `${dated}\n\nEnd.` },
  ],
  'a paragraph moves': [{ text: dated }, { text: `Before.\n\n${dated}` }, { text: `${dated}\n\nBehind.` }],
  'a paragraph stands there twice': [{ text: dated }, { text: `${dated}\n\n${dated}` }],
  'a pin in front settles what a name means': [
    { text: congo },
    { text: `---\ndossier:\n  pins:\n    Congo: cd\n---\n\n${congo}` },
    { text: `---\ndossier:\n  pins:\n    Congo: cg\n---\n\n${congo}` },
  ],
  'the text speaks as of another time': [
    { text: `${title} NATO has the DPRK as a member.` },
    { text: title, today: '2018-01-01' },
    { text: `---\nas-of: 2019-06\n---\n\n${title}` },
  ],
  'the record changes': [
    { text: dated },
    {
      text: dated,
      from: recordOf({ 'relations/dprk.yaml': 'type: diplomatic\nof: dprk\nrows: [{ with: germany, from: 2000 }]\n' }),
    },
  ],
  'settings change': [
    { text: 'It is highly likely that it comes.' },
    { text: 'It is highly likely that it comes.', settings: { likelihoodScale: 'phia' } },
    { text: 'It is highly likely that it comes.', settings: { severities: { 'likelihood-term': 'error' } } },
  ],
  'a comment silences': [{ text: dated }, { text: `<!-- dossier: ignore claim-date known -->\n${dated}` }],
};

suite('what is kept of sections', () => {
  for (const [name, versions] of Object.entries(stories)) {
    test(name, () => {
      const last = new Kept();
      const results = versions.map(version => {
        const kept = check(version, last);
        assert.deepEqual(kept, check(version));
        return JSON.stringify([kept.findings, kept.silenced.length]);
      });
      // A story whose versions all have the same findings would tell nothing.
      assert.ok(new Set(results).size > 1, results[0]);
    });
  }

  test('random edits', () => {
    const seed = 20_161_102;
    let state = seed;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const sentences = Object.values(stories).flatMap(versions => versions.map(({ text }) => text));
    const pieces = ['\n\n', '\n', '> ', '# ', '"', 'not ', ' 2016 ', '[@a]', '`', ' It ', ...sentences];
    const last = new Kept();
    let text = sentences.join('\n\n');
    let found = 0;
    for (let step = 0; step < 150; step++) {
      const at = random(text.length);
      text =
        text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(step % 3 === 0 ? 40 : 2));
      const kept = check({ text }, last);
      assert.deepEqual(kept, check({ text }), `seed ${seed}, step ${step}`);
      found += kept.findings.length;
    }
    assert.ok(found > 500, String(found));
  }).timeout(60_000);

  test('a rule reads only the sections that it has not read', () => {
    const read: string[] = [];
    const spies: readonly Rule[] = [
      {
        id: 'spy',
        title: 'spy',
        severity: 'hint',
        scope: 'section',
        *check({ text }) {
          read.push(`s ${text.trim()}`);
          yield* [];
        },
      },
      {
        id: 'notes',
        title: 'notes',
        severity: 'hint',
        scope: 'document',
        note: ({ text }) => read.push(`d ${text.trim()}`),
        check: () => [],
      },
    ];
    const kept = new Kept();
    for (const text of ['One.\n\nTwo.', 'One.\n\nTwo more.', 'Zero.\n\nOne.\n\nTwo more.']) {
      const analysis = kept.analysisOf(text, record.recognizer);
      const document = checkedDocument({ analysis, knowledge: record.knowledge, today: '2026-11-23', memo: kept.memo });
      runRules(document, spies);
    }
    const all = ['One.', 'Two.', 'Two more.', 'Zero.'].flatMap(text => [`s ${text}`, `d ${text}`]);
    assert.deepEqual(read, all);
  });
});
