/** Awkward sentences that prose matchers get wrong, and the ten rules of matching, each as a row. */

import assert from 'node:assert/strict';

import { checkKnowledge } from '../../src/core/knowledge/check.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';
import { layerOf } from '../../src/core/knowledge/folderLayer.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { entityOf, nameOf, recognizerFor } from '../support/entities.js';
import { findsWith } from '../support/finds.js';
import { marked, markMentions } from '../support/marked.js';

const recognizer = recognizerFor({
  entities: [
    entityOf('iran', 'Iran', { demonyms: [] }),
    entityOf('iraq', 'Iraq'),
    entityOf('un', 'United Nations', { kind: 'organization', names: ['UN'] }),
    entityOf('unsc', 'United Nations Security Council', { kind: 'organization', names: ['UN Security Council'] }),
    entityOf('usa', 'United States', { names: [nameOf('US', 'acronym', { notBefore: ['$'] }), 'U. S.'] }),
    entityOf('dprk', 'North Korea', { names: ['DPRK'], demonyms: ['North Korean'] }),
    entityOf('rok', 'South Korea', { demonyms: ['South Korean'] }),
    entityOf('cote-divoire', "Côte d'Ivoire"),
    entityOf('hts', "Hay'at Tahrir al-Sham", { kind: 'organization', names: ['HTS'] }),
    entityOf('is', 'Islamic State', { kind: 'organization', names: ['IS'] }),
    entityOf('sudan', 'Sudan'),
    entityOf('south-sudan', 'South Sudan'),
    entityOf('guinea', 'Guinea'),
    entityOf('guinea-bissau', 'Guinea-Bissau'),
    entityOf('asean', 'ASEAN', { kind: 'organization' }),
    entityOf('arf', 'ASEAN Regional Forum', { kind: 'organization' }),
    entityOf('who', 'World Health Organization', { kind: 'organization', names: ['WHO'] }),
    entityOf('defense', 'Department of Defense', {
      kind: 'organization',
      names: [{ text: 'DoD', role: 'alias', case: 'exact' }],
    }),
    entityOf('kim-university', 'Kim Il Sung University', { kind: 'organization' }),
    entityOf('kim', 'Kim', {
      kind: 'person',
      names: [nameOf('the leader', 'alias', { documentHas: ['Kim Il Sung', 'Tamil'] })],
    }),
    entityOf('georgia', 'Georgia', {
      names: [nameOf('Sakartvelo', 'alias', { paragraphLacks: ['Atlanta'], documentLacks: ['Bulldogs'] })],
    }),
    entityOf('france', 'France', { demonyms: ['French', 'Français'] }),
    entityOf('china', 'China', { demonyms: ['Chinese'] }),
    entityOf('russia', 'Russia', { demonyms: ['Russian'] }),
    entityOf('kenya', 'Kenya'),
  ],
  rules: {
    country: {
      notBefore: ['<Names> <firm>', '<Trade>'],
      notAfter: ['<given>', 'Bank <Names>', 'Mr', 'speaks', '<tongue>', 'Газета'],
      lists: { firm: ['Company', 'Airways'], given: ['Sarah'], trade: ['Steel'], tongue: ['speaking'] },
      names: { notBefore: ['<Name>'] },
      demonyms: {
        notBefore: ['<tongue>'],
        notIn: ['in <list> ~ <list> <end>', '~ <list> languages'],
        lists: { tongue: ['language', 'speaking'] },
      },
    },
  },
});

function finds(...sources: readonly string[]): void {
  for (const source of sources) {
    test(source.replaceAll('\n', '⏎'), () => {
      const { text } = marked(source);
      assert.equal(markMentions(text, recognizer.analyze(text).mentions), source);
    });
  }
}

suite('awkward sentences', () => {
  finds(
    "Talks on «Iran»'s programme",
    'Talks on «Iran»’s programme',
    'an «Iran»-backed militia',
    'Iranian officials',
    '«Iran»/«Iraq» border',
    'in **«Iran»** today',
    'in _«Iran»_ today',
    'un accord a été signé',
    'it is late',
    'the «United Nations Security Council» met',
    'the «United Nations\nSecurity Council» met',
    'the «United  Nations» met',
    'the «United\u00a0Nations» met',
    '«Cote d’Ivoire» voted',
    '«Co\u0302te d’Ivoire» voted',
    '«Hay’at Tahrir al-Sham» («HTS»)',
    'the code `Iran` says',
    'see https://example.org/Iran/a for it',
    '# «IRAN» AND «IRAQ»',
    'in the «U.S.» and out',
    'It came from the «U.S.» Then it left.',
    'the «UN Security Council», not the «UN»',
    '«IS» is strong',
  );
});

suite('the rules of matching', () => {
  // 1 folding, 2 regions, 3 boundaries
  finds(
    '«Ha\u00ady\u2018at Tahrir al\u2011Sham»',
    'a link to [«Iran»](https://example.org/Iran)',
    'Iranology, preIran',
  );
  finds('«U.S.»-«D.P.R.K.» talks', 'the «United States»’ envoy', '«Iran»—«Iraq»', '🙂«Iran»🙂', '中«Iran»国');
  // 4 the longest, 5 case by shape, 6 dots
  finds('«South Sudan», «Sudan», «Guinea-Bissau», «Guinea»', 'the «ASEAN Regional Forum» of «ASEAN»');
  finds('who said «WHO»', 'dprk, «DPRK», «D.P.R.K.» and «D.P.R.K»', '«NORTH KOREA», north korea', 'give us the «US»');
  // 7 a line of capitals, 8 context, 9 shared heads, 10 two letters
  finds('WHO IS TO BLAME IN «IRAQ»\n«WHO» is.');
  finds('«North» and «South Korea», «North» and «South Korean» envoys, «North»/«South Korea»');
  finds(
    '**«North»** and **«South Korea»**',
    '> «North» and\n> «South Korea»',
    '- «North» and\n  «South Korea»',
    '«North» and/or «South Korea», «North» vs. «South Korea», «North» as well as «South Korea»',
    '«North»[^1] and «South Korea»',
    '«North»’s and «South Korea»’s envoys',
  );
  finds('IR, IQ and KP are codes');
  // A name that goes on behind a hyphen at the end of its line, as in text from a PDF.
  finds('trade with «Guinea-\nBissau» and the «DPRK»', '> to «Guinea-\n> Bissau»', '«Guinea»- \n\nBissau');
});

suite('rules of kinds and the words around a name', () => {
  finds('US$10 of the «US»', '«DoD», not Dod or DOD');
  finds('Kenya Moore and Sarah Iran visited «Kenya».', 'Sarah, «Iran» says, agreed.', 'the China Lobby wrote');
  finds('«Kenya» President Moore', '«Kenya» Iraq'.replace('Iraq', '«Iraq»'), '«Kenya» Monday');
  finds('«China» Nuclear Programme', '## «Iran» Sanctions Relief Since the Deal');
  finds('Kenya Marine Spares Company, Iran Airways and Bank Melli Iran fell.');
  finds(
    'written in French.',
    'in French and Chinese',
    'in Russian, French or Chinese, as said',
    'the Russian language',
  );
  finds('in the Chinese and Russian languages', 'in «French» politics', 'in «Russian», «Chinese» and «French» ports');
  finds('a Russian-speaking «French» family', 'he speaks French.', 'in Russian , French or Chinese .');
  finds('Mr. Kenya and Dr. «Kenya»'.replace('Dr. «Kenya»', 'Mr Kenya'), 'said the Mr.\n\n«Kenya»');
  finds("«China»'s National Marine Company", "«Kenya»'s Airways", 'Kenya Airways');
  finds('«KENYA» STEEL OUTPUT FALLS IN «IRAN»', 'Kenya Steel fell', 'KENYA AIRWAYS ORDERS JETS FROM «IRAN»');
  finds('Fránce and «Frènch»'.replace('«Frènch»', 'Frènch').replace('Fránce', '«Fránce»'), '«Français» left');
  finds('the «U. S.» and the «U.S.» spoke. «US». «US»');
  finds('KABUL, «Kenya» Aug. 23', '«Kenya» Sept. 3');
  // A heading has capitals, no dot, and does not go on in the next line.
  finds('«Kenya» Moore Won', 'Kenya Moore won.', 'Kenya Moore\nand others', '«Kenya» Moore\n\nand others');
  finds('Газета Kenya wrote', 'ГАЗЕТА Kenya wrote', 'газета «Kenya» wrote');
  finds('the «Kenya» Agriculture Minister said', 'the «Kenya» High Court sat', 'the Kenya Oil Marine Company sank');
  finds('the «Kenya» Agreement of 1963 holds', 'the old «Kenya» Desk was closed', 'the Kenya Basket was sold');
  // A word that some rule asks for is no name by that.
  finds('yesterday Kenya Tamura lost badly');
  finds('Russian-speaking towns', 'the «French» left', '«French» and «Chinese» envoys');
  finds('«Kim Il Sung University»: «the leader» spoke', 'the leader spoke');
  finds('«Sakartvelo» won.', 'Sakartvelo near Atlanta.\n\n«Sakartvelo».', 'Bulldogs.\n\nSakartvelo.');
});

suite('names that need advice', () => {
  for (const [record, codes] of [
    ['name: The Act\nnames: [act]', ['everyday-word']],
    [
      'name: Some Language\nnames: [C++, "$100", "2016", "17"]',
      ['everyday-word', 'everyday-word', 'everyday-word', 'everyday-word'],
    ],
    ['name: The Act\nnames: [{ text: act, after: [Patriot] }]', []],
    ['name: Some Court\nnames: [March, the council]', ['everyday-word', 'everyday-word']],
    ['name: Some Corps\nnames: [Government, Monday, said]', ['everyday-word', 'everyday-word', 'everyday-word']],
    ['name: Some Body\nnames: [IT, WHO, X1]', []],
    ['name: Some Body\nnames: [{ text: IT, case: any }]', ['everyday-word']],
    ['name: Second Body\nnames: [Taken]', ['shared-name']],
  ] as const) {
    test(JSON.stringify(record), () => {
      const { layer } = layerOf('desk', [
        decodeFile('organizations/a.yaml', 'name: First\nnames: [Taken]', 'desk'),
        decodeFile('organizations/b.yaml', record, 'desk'),
      ]);
      const problems = checkKnowledge(mergeLayers([layer]).knowledge, layer).filter(
        ({ code }) => code === 'everyday-word' || code === 'shared-name',
      );
      assert.deepEqual(
        problems.map(({ code }) => code),
        codes,
      );
      assert.ok(problems.every(({ file, message }) => file === 'organizations/b.yaml' && /rule/.test(message)));
    });
  }
});

suite('hostile names and texts', () => {
  const odd = recognizerFor({
    entities: [
      ...['constructor', '__proto__', 'toString', '.*', '(a+)+$', '[', '\\', 'x', 'Q', '\ud800', '\u200b', ''].map(
        (name, index) => entityOf(`odd-${index}`, name, { kind: 'document' }),
      ),
      entityOf('one', 'Alpha', { names: ['Shared'] }),
      entityOf('two', 'Beta', { names: ['Shared'] }),
      entityOf('many', 'Many', { names: Array.from({ length: 20_000 }, (_, i) => `Alias ${i}`) }),
    ],
    rules: {},
  });
  const idsIn = (text: string): readonly string[] =>
    odd.analyze(text).mentions.map(({ senses }) => senses.map(({ entity }) => entity.id).join('|'));

  for (const [text, ids] of [
    ['the constructor of __proto__ and toString', ['odd-0', 'odd-1', 'odd-2']],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', []],
    ['x and Q, X and q', ['odd-7', 'odd-8', 'odd-7']],
    ['valueOf hasOwnProperty prototype', []],
    ['Shared', ['one|two']],
    ['Alias 19999, Alias 20000', ['many']],
    ['\ud800Alpha\udc00 Be\u200bta \u202eAlpha\u202c \u200fBeta', ['one', 'two', 'one', 'two']],
  ] as const) {
    test(JSON.stringify(text), () => {
      assert.deepEqual(idsIn(text), ids);
    });
  }

  for (const unit of [
    'in French and ',
    'in French, Chinese ',
    'Kenya Marine ',
    'French and ',
    'Kenya ',
    'Sarah ',
    '\ud800',
    '\u200b',
    '\u202e',
    'US$',
    'North/',
    'resolutions , ',
    'resolutions including ',
  ]) {
    test(`a megabyte of ${JSON.stringify(unit)} is read in linear time`, () => {
      const time = (length: number): number => {
        const text = unit.repeat(length / unit.length);
        const start = performance.now();
        recognizer.analyze(text);
        return performance.now() - start;
      };
      time(100_000);
      const small = time(250_000);
      assert.ok(time(1_000_000) < 12 * small + 400);
    }).timeout(20_000);
  }
});

suite('languages where a paragraph speaks of them', () => {
  const speaking = recognizerFor({
    entities: [
      entityOf('france', 'France', { demonyms: ['French'] }),
      entityOf('georgia', 'Georgia', {
        names: [nameOf('Georgian', 'demonym', { documentHas: ['Tbilisi'], notBefore: ['house'] })],
      }),
      entityOf('russia', 'Russia', { demonyms: ['Russian'] }),
    ],
    rules: {
      country: {
        notBefore: ['Street'],
        notAfter: ['<number>'],
        demonyms: { notBefore: ['salad'], notAfter: ['Evening'] },
        languages: {
          of: ['French', 'Georgian'],
          notAfter: ['speaks'],
          spokenOf: {
            paragraphHas: ['language', 'dialects'],
            notIn: ['<tongue> <list> ~ <list> <end>'],
            lists: { tongue: ['from', 'to'] },
          },
        },
      },
    },
  });
  const findsThere = findsWith(speaking);
  findsThere('a language: from French, then to Georgian, with Tbilisi');
  findsThere('a train from «French» to «Georgian», from Tbilisi');
  findsThere('Words from French, the language, and «French» forces');
  findsThere('Words from «French», it said.\n\nThe language is old.');
  findsThere('Words from French, it said.\nThe\n> language is old.');
  findsThere('Words from French and «Russian», a language', 'russia');
  findsThere('Tbilisi: words from Georgian, a language; a «Georgian» king');
  findsThere('In the Evening, «Russian» and «French» news; the Evening Russian, Evening French');
  findsThere('In 1990, «Russian» troops; 1990 Russian troops');
  test('hang on the paragraph only there', () => {
    const isSettled = (text: string): boolean => speaking.analyze(text).blocks[0]?.mentions !== undefined;
    assert.equal(isSettled('The French minister'), true);
    assert.equal(isSettled('A letter from French, it said'), false);
  });
  findsThere('He speaks French. French salad, a Georgian house in Tbilisi, French Street, «French» bread');
});
