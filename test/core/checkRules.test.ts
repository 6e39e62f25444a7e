/** The rules about names, acronyms, sources and words of likelihood: what each marks, and what it leaves alone. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

import { checkedDocument, defaultCheckSettings } from '../../src/core/check/document.js';
import { bandAt } from '../../src/core/check/likelihood.js';
import { rules } from '../../src/core/check/registry.js';
import type { CheckSettings, Finding } from '../../src/core/check/rule.js';
import { runRules } from '../../src/core/check/run.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import { layerOf } from '../../src/core/knowledge/folderLayer.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { Kept } from '../support/kept.js';

const files: Readonly<Record<string, string>> = {
  'countries/mm.yaml': 'name: Myanmar\ndemonyms: [Burmese]\nformer: [{ text: Burma, until: 1989 }]\n',
  'countries/de.yaml': 'name: Germany\nformer: [{ text: Nazi Germany, until: 1945 }]\n',
  'countries/tr.yaml': 'name: Türkiye\nnames: [Turkey, the Republic]\ndemonyms: [Turkish]\n',
  'countries/kp.yaml': 'name: North Korea\nnames: [DPRK, { text: Hermit Kingdom, flag: loaded }]\n',
  'organizations/upu.yaml':
    'name: Universal Postal Union\nnames: [UPU, { text: International Postal Union, flag: incorrect }]\n',
  'organizations/wfp.yaml': 'name: World Food Programme\nnames: [WFP]\n',
  'organizations/un.yaml': 'name: United Nations\nnames: [UN]\n',
  'organizations/unicef.yaml': "name: UNICEF\nnames: [United Nations Children's Fund]\n",
  'people/kju.yaml':
    'name: Kim Jong Un\nnames: [Kim Jong-un, Kim Chong-un, { text: Kim, when: { document-has: [Kim Jong Un] } }]\n',
  'people/griffiths.yaml': 'name: Anne Griffiths\nnames: [Ann Griffiths]\n',
  'sources/s.yaml': `
- { id: a, title: Report A, publisher: House }
- { id: b, title: Report B, publisher: House }
- { id: c, title: Report C, publisher: House }
- { id: d, title: Report D, publisher: Other }
- { id: old, title: Old report, status: superseded, why: A second edition exists. }
- { id: bad, title: Bad report, status: withdrawn, why: Its author invented it. }
`,
};
const { knowledge } = mergeLayers([
  layerOf(
    'desk',
    Object.entries(files).map(([path, text]) => decodeFile(path, text, 'desk')),
  ).layer,
]);
const recognizer = new Recognizer(knowledge);

function check(text: string, rule: string, settings: Partial<CheckSettings> = {}): readonly Finding[] {
  const document = checkedDocument({
    analysis: recognizer.analyze(text),
    knowledge,
    today: '2026-11-23',
    settings: { ...defaultCheckSettings, ...settings },
  });
  const { findings, failures } = runRules(
    document,
    rules.filter(({ id }) => id === rule),
  );
  assert.deepEqual(failures, []);
  return findings;
}

/** The text after the first fix of each finding, last to first. */
function fixed(text: string, findings: readonly Finding[]): string {
  return findings
    .flatMap(({ fixes }) => fixes[0]?.edits ?? [])
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: write }) => result.slice(0, start) + write + result.slice(end), text);
}

/** Marks say what must be found; the third column is the text after the fixes, where there are any. */
const cases: Readonly<
  Record<string, readonly (readonly [text: string, after?: string | undefined, settings?: Partial<CheckSettings>])[]>
> = {
  'name-erroneous': [
    ['It joined the «International Postal Union».', 'It joined the Universal Postal Union.'],
    ['It joined the Universal Postal Union (UPU).'],
    ['They wrote of the "«International Postal Union»".'],
    ['`International Postal Union` is code.'],
  ],
  'name-loaded': [
    ['The «Hermit Kingdom» opened its border.', 'The North Korea opened its border.'],
    ['North Korea opened its border.'],
  ],
  'name-preferred': [
    ['Talks in «Turkey» went on.', 'Talks in Türkiye went on.', { preferredNames: { tr: 'Türkiye' } }],
    ['Turkish envoys came from Türkiye.', undefined, { preferredNames: { tr: 'Türkiye' } }],
    ['Talks in Turkey went on.'],
    [
      '«Kim Jong Un» spoke, and Kim left.',
      'Kim Jong-un spoke, and Kim left.',
      { preferredNames: { kju: 'Kim Jong-un' } },
    ],
    ['TÜRKIYE AND KIM JONG-UN', undefined, { preferredNames: { tr: 'Türkiye', kju: 'Kim Jong-un' } }],
    ['Anne Gri\ufb03ths spoke.', undefined, { preferredNames: { griffiths: 'Anne Griffiths' } }],
  ],
  'name-former': [
    ['«Burma» keeps an embassy there.', 'Myanmar keeps an embassy there.'],
    ['In 1983 agents bombed a mausoleum in Burma. Burma broke off relations.'],
    ['Myanmar (Burma) keeps an embassy there.'],
    ['The former Burma keeps an embassy there.'],
    ['Myanmar keeps an embassy; the country was renamed from Burma.'],
    ['# Relations with Burma'],
    ['Burma keeps an embassy.', undefined, { preferredNames: { mm: 'Burma' } }],
    ['# A coup\n\nIt came in 1962.\n\nThe generals ruled.\n\nBurma broke off relations.'],
    [
      '# A coup\n\nIt came in 1962. It was gone in 2011.\n\n«Burma» keeps an embassy.',
      '# A coup\n\nIt came in 1962. It was gone in 2011.\n\nMyanmar keeps an embassy.',
    ],
    [
      'It came in 1962.\n\n# Today\n\n«Burma» keeps an embassy.',
      'It came in 1962.\n\n# Today\n\nMyanmar keeps an embassy.',
    ],
    ['«Burma» keeps an embassy [@a-1962].', 'Myanmar keeps an embassy [@a-1962].'],
    ['---\nas-of: 1985-06\n---\n\nBurma keeps an embassy.'],
    ['The oil went to Nazi Germany.'],
  ],
  'name-mixed': [
    ['Kim Jong-un spoke. Then «Kim Jong Un» left.', 'Kim Jong-un spoke. Then Kim Jong-un left.'],
    ['Kim Jong Un spoke. Kim left. KIM JONG UN'],
    ['Kim Jong Un spoke of “Kim Chong-un”.'],
    ['Kim Jong Un\nspoke. Kim Jong\nUn left.'],
    ['Anne Gri\ufb03ths spoke. Anne Griffiths left.'],
    ['Anne Gri\ufb03ths spoke. «Ann Griffiths» left.', 'Anne Gri\ufb03ths spoke. Anne Griffiths left.'],
  ],
  'acronym-first-use': [
    ['The «WFP» left.', 'The World Food Programme (WFP) left.'],
    ['The World Food Programme (WFP) left. The WFP came back.'],
    ['The WFP (World Food Programme) left. The WFP came back.'],
    ['The World Food Programme left. The WFP came back.'],
    [
      'The «WFP» left. The World Food Programme (WFP) came back.',
      'The World Food Programme (WFP) left. The World Food Programme (WFP) came back.',
    ],
    [
      'The World Food Programme (WFP) left. The «World Food Programme (WFP)» and the WFP came back.',
      'The World Food Programme (WFP) left. The WFP and the WFP came back.',
    ],
    ['The World Food Programme («WFP») left.', 'The World Food Programme left.'],
    ['The UN met. UNICEF too.'],
    ['The «UN» met.', 'The United Nations (UN) met.', { commonAcronyms: [] }],
    ['# WFP\n\nThe World Food Programme (WFP) and the WFP.'],
  ],
  'uncited-assertion': [
    ['It is so [@a].\n\n«North Korea left in 2003.» It came back.'],
    ['«North Korea sold 350 tons.»\n\nMore [@a].'],
    ['«Myanmar said no.»\n\nMore [@a].'],
    ['North Korea left in 2003. It came back [@a].'],
    ['North Korea left in 2003.[^1]\n\n[^1]: Report A, North Korea, 2003.'],
    ['North Korea left in 2003 ([site](https://example.org)). More [@a].'],
    ['North Korea left in 2003.'],
    ['# North Korea in 2003\n\nIt left [@a].'],
    ['North Korea is poor. Did Myanmar leave in 2003?\n\nMore [@a].'],
    ['Some state left in 2003.\n\nMore [@a].'],
  ],
  'single-source': [
    ['One is [@«a», p. 1]. Two is [@a, p. 2]. Three is.'],
    ['One is [@a]. Two is [@b]. Three is.'],
    ['One is [@a]. Two is [@a].'],
    ['One is. Two is. Three is [@a].'],
  ],
  'one-publisher': [
    ['One [@«a»]. Two [@b]. Three [@c].'],
    ['One [@a]. Two [@b]. Three [@d].'],
    ['One [@a]. Two [@b].'],
    ['One [@a]. Two [@b]. Three [@unknown].'],
  ],
  'withdrawn-source': [['One [@«bad»; @a]. Two [@«old», p. 3]. Three [@unknown] `@bad`.'], ['One [@a].']],
  citation: [
    ['One [@«bda», p. 2]. Two [@a; @bad].', 'One [@bad, p. 2]. Two [@a; @bad].'],
    ['One [@a]. Write to me@a.org or `@nobody`.'],
    ['One.«[^x]»', 'One.[^x]\n\n[^x]: \n'],
  ],
  'likelihood-mixed': [
    ['It is likely. It is unlikely. It is «improbable».', 'It is likely. It is unlikely. It is unlikely.'],
    ['It is likely. It will «probably» come.'],
    ['It is likely, he said: "It is improbable."'],
    ['It is probable. It is highly improbable.'],
    ['It is likely. It is improbable.', undefined, { likelihoodScale: 'phia' }],
    ['The remote village is likely poor.'],
    ['It is likely. It is no more probable than before.'],
  ],
  'likelihood-confidence': [
    ['We have «high confidence» that a test is likely.'],
    ['Our «confidence in this is moderate»; a test is unlikely.'],
    ['A test is likely. We have high confidence in this.'],
    ['They have high confidence in their leader.'],
    ['A test is likely while consumer confidence is low.'],
  ],
  'likelihood-term': [
    ['It «might well» come; it «could possibly» go.'],
    ['It is «highly likely» that it comes.', 'It is very likely that it comes.'],
    ['«Highly likely» it comes.', 'Very likely it comes.'],
    ['It is highly likely.', undefined, { likelihoodScale: 'phia' }],
    ['It is «very likely».', 'It is highly likely.', { likelihoodScale: 'phia' }],
    ['It is «not likely» to last.', 'It is unlikely to last.'],
    ['There is «a good chance» of rain.'],
    ['Give them a fair chance. It is virtually impossible to enforce.'],
    ['It is less highly likely than before.'],
    ['They may come in May. He said "it might well come".'],
  ],
};

for (const [rule, rows] of Object.entries(cases)) {
  suite(`rule ${rule}`, () => {
    for (const [markedText, after, settings] of rows) {
      test(markedText, () => {
        const text = markedText.replace(/[«»]/g, '');
        const findings = check(text, rule, settings);
        let written = text;
        for (const { start, end } of findings.toSorted((a, b) => b.start - a.start)) {
          written = `${written.slice(0, start)}«${written.slice(start, end)}»${written.slice(end)}`;
        }
        assert.equal(written, markedText);
        assert.equal(fixed(text, findings), after ?? text);
      });
    }
  });
}

suite('every rule', () => {
  test('has cases here or labelled statements', () => {
    const elsewhere = new Set(['claim-date', 'claim-membership', 'stale', 'disputed']);
    for (const { id } of rules) {
      assert.ok(id in cases || elsewhere.has(id), id);
    }
  });

  for (const { id, title, severity } of rules) {
    test(`${id} has a page that says its title and severity, and is at most a warning`, () => {
      const path = `docs/rules/${id}.md`;
      assert.ok(existsSync(path), path);
      const page = readFileSync(path, 'utf8');
      assert.ok(page.replace(/\s+/g, ' ').startsWith(`# ${id} ${title}. Severity: ${severity},`), page.slice(0, 200));
      assert.notEqual(severity, 'error');
    });
  }

  test('says nothing about a text in another language', () => {
    const dutch = 'De regering van Myanmar heeft besloten om de ambassade in Türkiye te sluiten, zei Kim.';
    for (const { id } of rules) {
      assert.deepEqual(check(dutch, id), [], id);
    }
  });

  const hostile: Readonly<Record<string, readonly [unit: string, times: number]>> = {
    names: ['The WFP and the DPRK met Kim Jong Un in Myanmar; it is likely [@a]. ', 15_000],
    'former names in one line': ['Burma left ', 90_000],
    'former names in paragraphs': ['Burma left.\n\n', 75_000],
    'former names and years': ['Burma left in 2020 and ', 45_000],
  };
  for (const [name, [unit, times]] of Object.entries(hostile)) {
    test(`stays linear on a megabyte of ${name}`, () => {
      const document = checkedDocument({
        analysis: recognizer.analyze(unit.repeat(times)),
        knowledge,
        today: '2026-11-23',
      });
      assert.deepEqual(runRules(document, rules).failures, []);
    }).timeout(20_000);
  }
});

suite('a check after an edit', () => {
  test('finds what a check of the new text alone would find', () => {
    const sentences = Object.values(cases).flatMap(rows => rows.map(([text]) => text.replace(/[«»]/g, '')));
    const last = new Kept();
    const today = '2026-11-23';
    let found = 0;
    let kept = 0;
    for (let i = 0; i < sentences.length; i++) {
      // Each turn puts one text in front and takes one away from the end.
      const text = [...sentences.slice(i, i + 12), sentences[(i * 7) % sentences.length] ?? ''].join('\n\n');
      const known = new Set(last.analysis?.sections.map(({ section }) => section));
      const analysis = last.analysisOf(text, recognizer);
      kept += analysis.sections.filter(({ section }) => known.has(section)).length;
      const { findings } = runRules(checkedDocument({ analysis, knowledge, today, memo: last.memo }), rules);
      const fresh = checkedDocument({ analysis: recognizer.analyze(text), knowledge, today });
      assert.deepEqual(findings, runRules(fresh, rules).findings);
      found += findings.length;
    }
    assert.ok(found > 200 && kept > 500, `${found} ${kept}`);
  }).timeout(20_000);
});

suite('the band of a term', () => {
  for (const [text, scale, expected] of [
    ['It is very ‸likely to come.', 'icd203', 'very likely 80-95'],
    ['It is ‸unlikely.', 'icd203', 'unlikely 20-45'],
    ['It is ‸unlikely.', 'phia', 'unlikely 25-35'],
    ['It is ‸almost certainly so.', 'icd203', 'almost certain 95-99'],
    ['It is ‸good.', 'icd203', undefined],
    ['‸', 'icd203', undefined],
  ] as const) {
    test(`${text} (${scale})`, () => {
      const found = bandAt(text.replace('‸', ''), text.indexOf('‸'), scale);
      assert.equal(found === undefined ? undefined : `${found.term} ${found.low}-${found.high}`, expected);
    });
  }
});
