import assert from 'node:assert/strict';

import { findCitations, formatCitation, keyBeingTyped } from '../../src/core/cite/citations.js';
import { SourceIndex } from '../../src/core/cite/sourceSearch.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import type { KnowledgeBase } from '../../src/core/knowledge/knowledgeBase.js';
import { layerOf } from '../../src/core/knowledge/folderLayer.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { cardMarkdown, noLinks, sourceCardMarkdown } from '../../src/core/present/card.js';
import { CompletionIndex } from '../../src/core/present/completion.js';
import { outline, type OutlineNode, pathTo } from '../../src/core/present/outline.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { marked } from '../support/marked.js';

function knowledgeOf(files: Readonly<Record<string, string>>): KnowledgeBase {
  const decoded = Object.entries(files).map(([file, text]) => decodeFile(file, text, 'built-in'));
  return mergeLayers([layerOf('built-in', decoded).layer]).knowledge;
}

const knowledge = knowledgeOf({
  'countries/dprk.yaml': `
name: North Korea
official: Democratic People's Republic of Korea
codes: { iso2: KP, iso3: PRK }
region: Eastern Asia
summary: State in the north of the peninsula.
names: [DPRK, { text: Pyongyang, as: metonym }, { text: Hermit Kingdom, flag: loaded }]
demonyms: [North Korean]
`,
  'countries/ussr.yaml': 'name: Soviet Union\nto: 1991-12-26\n',
  'organizations/upu.yaml': `
name: Universal Postal Union
short: UPU
group: un
names: [UPU, { text: International Postal Union, flag: incorrect }]
`,
  'organizations/unsc.yaml': 'name: UN Security Council\nshort: UNSC\ngroup: un\nnames: [UNSC, Security Council]\n',
  'countries/azerbaijan.yaml': 'name: Azerbaijan\nregion: Western Asia\n',
  'countries/cote-divoire.yaml': "name: Côte d'Ivoire\nnames: [Ivory Coast]\nregion: Western Africa\n",
  'resolutions/unscr-2270.yaml': `
name: UN Security Council resolution 2270 (2016)
symbol: S/RES/2270 (2016)
adopted: 2016-03-02
vote: 15-0-0
claims:
  - { id: date, say: Adopted unanimously on 2 March 2016., on: 2016-03-02, cite: un-2270 }
  - { say: Adopted on 27 February 2016., status: wrong, why: The vote was on 2 March., cite: page para. 20, contradicts: date }
  - { say: It is the toughest yet., type: opinion, held-by: upu, cite: page }
  - { say: "[x](command:evil) <b>&amp;", cite: nowhere }
`,
  'sources/s.yaml': `
- { id: un-2270, type: legislation, title: Resolution 2270, publisher: United Nations, issued: 2016-03-02, primary: true, reliability: A }
- { id: page, type: webpage, title: A page, publisher: GlobalSecurity.org, accessed: 2026-08-01, status: withdrawn, why: Retracted. }
`,
});

function cardOf(text: string, maxClaims?: number): string {
  const { text: plain, cursor } = marked(text);
  const mention = new Recognizer(knowledge).analyze(plain).mentionAt(cursor ?? 0);
  assert.ok(mention !== undefined, `no mention in ${plain}`);
  const matched = plain.slice(mention.start, mention.end);
  return cardMarkdown(mention, knowledge, {
    links: noLinks,
    matched,
    ...(maxClaims === undefined ? {} : { maxClaims }),
  }).join('\n---\n');
}

suite('card', () => {
  test('names the alias that matched and its kind', () => {
    assert.match(cardOf('‸North Korea'), /^\*\*North Korea\*\* — country · PRK/);
    assert.doesNotMatch(cardOf('‸North Korea'), /“North Korea”/);
    assert.match(cardOf('‸D.P.R.K.'), /“D.P.R.K.”: acronym of North Korea/);
    assert.match(cardOf('‸Pyongyang'), /stands for the government of North Korea/);
    assert.match(cardOf('‸Hermit Kingdom'), /a loaded term for North Korea/);
    assert.match(cardOf('‸International Postal Union'), /a wrong name\. Write “Universal Postal Union”/);
  });

  test('labels what is wrong, with the reason, and opinions with their holder', () => {
    const card = cardOf('‸UNSCR 2270');
    assert.match(card, /Adopted unanimously on 2 March 2016\. — United Nations, 2 March 2016 \\\[A\\\]/);
    assert.match(card, /\*\*Wrong:\*\* Adopted on 27 February 2016\. Why: The vote was on 2 March\./);
    assert.match(card, /para\. 20/);
    assert.match(card, /\*\*Opinion of Universal Postal Union:\*\*/);
  });

  test('shows a wrong claim even where few claims fit', () => {
    assert.match(cardOf('‸UNSCR 2270', 2), /\*\*Wrong:\*\*/);
  });

  test('lets no text of a record become a link, a command or HTML', () => {
    const card = cardOf('‸UNSCR 2270');
    assert.doesNotMatch(card, /(?<!\\)\[x/);
    assert.doesNotMatch(card, /(?<!\\)<b/);
    assert.match(card, /nowhere \(no such source\)/);
  });

  test('of a withdrawn source says so first', () => {
    const source = knowledge.source('page');
    assert.ok(source !== undefined);
    const card = sourceCardMarkdown(source, knowledge, noLinks);
    assert.match(card, /^\*\*Withdrawn\.\*\* Retracted\./);
    assert.match(card, /2 claims rest on it/);
  });
});

suite('outline', () => {
  test('groups countries by region, organizations by kind, and gives every row a label to be read aloud', () => {
    const labels: string[] = [];
    const visit = (nodes: readonly OutlineNode[], depth: number): void => {
      for (const node of nodes) {
        labels.push(
          `${'  '.repeat(depth)}${node.type === 'group' ? `${node.label} ${node.count}` : node.accessibleLabel}`,
        );
        visit(node.type === 'group' ? node.children : [], depth + 1);
      }
    };
    visit(outline(knowledge), 0);
    assert.deepEqual(labels, [
      'Countries 4',
      '  Africa 1',
      '    Western Africa 1',
      "      Côte d'Ivoire, country",
      '  Asia 2',
      '    Eastern Asia 1',
      '      North Korea, country, PRK',
      '    Western Asia 1',
      '      Azerbaijan, country',
      '  Former states 1',
      '    Soviet Union, country',
      'Organizations 2',
      '  UN system 2',
      '    UN Security Council, organization, UNSC',
      '    Universal Postal Union, organization, UPU',
      'Resolutions 1',
      '  UN Security Council resolution 2270 (2016), resolution, 2 March 2016',
    ]);
  });

  test('says a code that is the name only once', () => {
    const row = pathTo(
      outline(knowledgeOf({ 'organizations/minurso.yaml': 'name: MINURSO\nshort: MINURSO\n' })),
      'minurso',
    ).at(-1);
    assert.deepEqual(row?.type === 'entity' && [row.accessibleLabel, row.description], ['MINURSO, organization', '']);
  });

  test('finds the way to a row', () => {
    assert.deepEqual(
      pathTo(outline(knowledge), 'upu').map(({ id }) => id),
      ['group/organizations', 'group/organizations/un', 'entity/upu'],
    );
    assert.deepEqual(pathTo(outline(knowledge), 'nobody'), []);
  });
});

suite('completion', () => {
  const index = new CompletionIndex(knowledge);
  const first = (typed: string): string | undefined => index.find(typed, { limit: 20 }).items[0]?.insert;

  for (const [typed, insert] of [
    ['North Kor', 'North Korea'],
    ['north korea', 'North Korea'],
    ['security cou', 'UN Security Council'],
    ['dpr', 'DPRK'],
    ['cote d', "Côte d'Ivoire"],
    ['ivory', 'Ivory Coast'],
    ['International Post', 'Universal Postal Union'],
    ['hermit', 'North Korea'],
    ['azebaij', 'Azerbaijan'],
    ['azrebaij', 'Azerbaijan'],
    ['North Koreaa', 'North Korea'],
    ['zzzz', undefined],
  ] as const) {
    test(`${typed} → ${insert ?? 'nothing'}`, () => assert.equal(first(typed), insert));
  }

  test('says when there is more than it lists', () => {
    assert.equal(index.find('u', { limit: 1 }).complete, false);
    assert.equal(index.find('azer', { limit: 1 }).complete, true);
  });

  test('puts a name that begins with what is typed before one that contains it', () => {
    const [best] = index.findBefore('The Security Cou', { limit: 5 });
    assert.equal(best?.candidate.entity.id, 'unsc');
    assert.equal(best?.start, 4);
  });

  test('puts a name for which an error is forgiven last', () => {
    const alike = new CompletionIndex(
      knowledgeOf({
        'organizations/beta.yaml': 'name: Alpha Beta Union\n',
        'organizations/group.yaml': 'name: Betxon Group\n',
      }),
    );
    const found = alike.findBefore('Alpha Betx', { limit: 5 }).map(({ candidate }) => candidate.entity.id);
    assert.deepEqual(found, ['group', 'beta']);
  });

  test('goes on behind a marker that led to nothing', () => {
    const [best] = index.findBefore('met @@nobody at all, then North Kor', { limit: 5 });
    assert.equal(best?.candidate.name.text, 'North Korea');
  });

  test('knows what is being typed', () => {
    const typed = (before: string): readonly string[] => index.typedBefore(before).map(({ text }) => text);
    assert.deepEqual(typed('the Security Cou'), ['the Security Cou', 'Security Cou', 'Cou']);
    assert.deepEqual(typed('It ended. Secu'), ['Secu']);
    assert.deepEqual(typed('met @@North Kor'), ['North Kor']);
    assert.deepEqual(typed('met @@'), ['']);
  });

  for (const [before, rest] of [
    ['from Azerb', 'aijan'],
    ['from Az', undefined],
    ['from azerb', undefined],
    ['the Security Cou', 'ncil'],
    ['Azerbaijan', undefined],
    ['North Kore', 'a'],
    ['Pyongya', 'ng'],
  ] as const) {
    test(`ghost text behind "${before}"`, () => assert.equal(index.ghost(before), rest));
  }
});

suite('citations', () => {
  const cases: readonly (readonly [text: string, ...found: string[]])[] = [
    ['[@key]', 'key'],
    ['[@key, p. 3]', 'key|p. 3'],
    ['[see @a, pp. 33-35; @b, chap. 1]', 'a|pp. 33-35', 'b|chap. 1'],
    ['[-@key] and @key says', 'key', 'key'],
    ['[@un:s.res/2270-a_b, para. 4].', 'un:s.res/2270-a_b|para. 4'],
    ['[@{https://example.org/a}, p. 1]', 'https://example.org/a|p. 1'],
    ['@key. And @key, too', 'key', 'key'],
    ['a@b.org, me\\@home, `[@code]`, @@North'],
    ['[@a--b]', 'a'],
    ['[text](x@y.org) [@end', 'end'],
  ];
  for (const [text, ...expected] of cases) {
    test(text, () => {
      const found = findCitations(text).map(({ key, locator }) => (locator === undefined ? key : `${key}|${locator}`));
      assert.deepEqual(found, expected);
    });
  }

  test('the range of a key is the key', () => {
    const text = 'As [see @a.b, p. 3; -@c] says';
    assert.deepEqual(
      findCitations(text).map(({ keyStart, keyEnd, suppressAuthor }) => [text.slice(keyStart, keyEnd), suppressAuthor]),
      [
        ['a.b', false],
        ['c', true],
      ],
    );
  });

  test('are written as Pandoc reads them', () => {
    assert.equal(formatCitation('key', 'para. 4'), '[@key, para. 4]');
    assert.equal(formatCitation('key', ' '), '[@key]');
    assert.equal(formatCitation('a--b'), '[@{a--b}]');
  });

  test('a key being typed is seen after [@ and inside a cluster, not elsewhere', () => {
    assert.equal(keyBeingTyped('see [@glo')?.typed, 'glo');
    assert.equal(keyBeingTyped('see [@a, p. 3; @b')?.typed, 'b');
    assert.equal(keyBeingTyped('see @glo'), undefined);
    assert.equal(keyBeingTyped('[@a] mail@x'), undefined);
  });

  test('sources are found by words in any order', () => {
    const index = new SourceIndex(knowledge);
    assert.equal(index.find('nations 2270', 5)[0]?.id, 'un-2270');
    assert.deepEqual(
      index.find('2016', 5).map(({ id }) => id),
      ['un-2270', 'page'],
    );
    assert.equal(index.find('', 5, new Set(['un-2270']))[0]?.id, 'un-2270');
  });
});
