/** Random documents full of names and traps, random edits, and the one property: an update is a fresh analysis. */

import assert from 'node:assert/strict';

import fc from 'fast-check';

import { AnalysedCitations } from '../../src/core/cite/analysedCitations.js';
import { findCitations } from '../../src/core/cite/citations.js';
import { applyEdits, type Edit } from '../../src/core/recognize/edits.js';
import type { Analysis, Mention } from '../../src/core/recognize/recognizer.js';
import { findRegions } from '../../src/core/recognize/regions.js';
import { regionsIn } from '../../src/core/recognize/sections.js';
import { entityOf, nameOf, recognizerFor } from './entities.js';

export const recognizer = recognizerFor({
  entities: [
    entityOf('china', 'China', { demonyms: ['Chinese'], notNames: ['South China Sea', 'Bank of China'] }),
    entityOf('cod', 'Congo'),
    entityOf('cog', 'Congo'),
    entityOf('dprk', 'North Korea', {
      names: [
        "Democratic People's Republic of Korea",
        'DPRK',
        nameOf('the North', 'alias', { documentHas: ['North Korea', 'DPRK'], notBefore: ['Atlantic', 'Sea'] }),
      ],
      demonyms: ['North Korean'],
    }),
    entityOf('georgia', 'Georgia', {
      names: [nameOf('the republic', 'alias', { documentHas: ['Georgia'], after: ['in'] })],
    }),
    entityOf('hts', 'Hay’at Tahrir al-Sham', { kind: 'organization', names: ['HTS'] }),
    entityOf('iran', 'Iran', {
      names: [nameOf('the capital', 'metonym', { paragraphLacks: ['China', 'Georgia'], notBefore: ['<end>'] })],
      demonyms: ['Iranian'],
    }),
    entityOf('kim', 'Kim Jong Un', {
      kind: 'person',
      names: [nameOf('Kim', 'alias', { paragraphHas: ['Kim Jong Un', 'DPRK'] })],
    }),
    entityOf('ministry', 'Ministry of Peace', { kind: 'organization', parent: 'iran', group: 'government' }),
    entityOf('rok', 'South Korea', {
      names: [
        'ROK',
        '한국',
        nameOf('the South', 'alias', { documentHas: ['ROK'], documentLacks: ['Iran'], paragraphHas: ['Kim', 'Iran'] }),
      ],
    }),
    entityOf('un', 'United Nations', { kind: 'organization', names: ['UN', 'U.N. Command'] }),
    entityOf('unsc', 'Security Council', { kind: 'organization', names: ['UN Security Council'] }),
    ...['1718 (2006)', '1874 (2009)', '2270 (2016)'].map(number =>
      entityOf(`unscr-${number.slice(0, 4)}`, `UN Security Council resolution ${number}`, {
        kind: 'resolution',
        symbol: `S/RES/${number}`,
      }),
    ),
    entityOf('who', 'World Health Organization', { kind: 'organization', names: ['WHO'] }),
  ],
  rules: {
    country: {
      notBefore: ['Airlines', 'Tech', '<Name>'],
      notAfter: ['Air', 'Michael', 'River'],
      people: ['Georgia'],
      surnames: ['Iran'],
      personAfter: ['Michael', 'Michael <initial>'],
      towns: ['China', 'Iran'],
      townBefore: ['is a town', ', Ohio <end>'],
    },
    organization: { groups: { government: { notAfter: ['<other-country>'] } } },
  },
});

const names = [
  'North Korea', 'North Korean', 'DPRK', 'the North', 'The North', 'the North Atlantic', 'North and South Korea', 'South Korea',
  'the South', 'ROK', 'Kim', 'Kim Jong Un', 'China', 'South China Sea', 'Bank of China', 'China Airlines', 'Georgia', 'Georgia Tech',
  'Georgia Smith', 'in the republic', 'Michael', 'Iran', "Iran's", 'Iranian', 'the capital', 'Congo', 'United Nations', 'UN', 'U.N.', 'U.N. Command',
  'UN Security Council', 'Security Council', 'General Assembly', 'resolution 2270', 'resolutions 1718 (2006), 1874 (2009) and 2270',
  'S/RES/2270 (2016)', 'resolutions 1718-1874', 'UNSCR', '1874', 'WHO IS TO BLAME IN IRAN', 'WHO', '한국', 'Hay’at Tahrir al-Sham', 'NORTH KOREA', 'KIM LEFT', '# Kim left', 'North', 'Korea', 'South Koreas', 'North, ', 'Ministry of Peace', "China's Ministry of Peace", 'Michael Iran', 'Michael P. Georgia', 'in Georgia', 'Chi-\nna', 'Ko-\nrea', 'Iran-\nian', 'resolu-\ntion 2270', 'Koreas', 'South Koreas', 'Wide Health Office (WHO)', 'World Health Organisation (WHO)', 'Wide Health Office', '(WHO)', '(ROK)', 'Republic of Kiribati (ROK)',
  'China is a town', 'Iran, Ohio', 'Iran, Ohio.', 'is a town',
]; // prettier-ignore

const rulesWords = ['Airlines', 'Tech', 'Smith', 'Michael', 'River', 'Atlantic', 'Iran', 'Georgia', 'in'];

const traps = [
  '```', '````', '~~~', '`', '``', '`Iran`', '---', '---\n', '...', '\n---\n', '<!--', '-->', '<', '>', '<b>', '<a href="Iran', '">', '</b>',
  '<https://iran.example>', 'https://iran.example/Iran', 'www.iran.example', '://', '[', ']', '](', '](Iran)', '][Iran]', '[Iran]: ', '@',
  '<script>\n', '</script>', '\n<style>', '</style>', '<code>', '</code>', '<!-->', '> ```\n', '\n> ~~~\n', '\n[Iran]: /Iran "Iran"\n', '[^1]: ', '[^1]',
  '\n|---|\n', '| Iran | UN |\n', '    ', '\t', '\n---\ndossier: { pins: { Congo: cog } }\n---\n', '\n===\n', '$$', '\n$$\n', '$x_', '$', '[resolution', '(2016)', ' [1874](x)',
  '[@iran, p. 3]', '[see @un; -@who]', '@un [p. 3]', '[@', ']', '; @iran', '[UN](#ref-un)', '](#ref-iran), p. 2)', '[^un]', '[^un]: [UN](#ref-un)',
  '<!-- dossier: cod -->', '<!-- dossier: none -->', '<!--dossier: iran-->', '@iran', '@{Iran}', 'envoy@iran.example', '- ', '* ', '+ ', '# ', '## ', '| ', '> ', '1. ', '|', '*', '**', '_', '-', "'", '"', '’s', '.',
  ',', ' and ', ' or\n', '/', '&', '(', ')', '\u00ad', '\u00a0', '\ufeff', '\u2028', '\ud800', 'e\u0301', 'ti\ufb01c', 'ian', '**ian', '</b>ian', 'un**', '-\n', '-\n> ', 'na', '\ufb06', 'said', 'x'.repeat(170), ' '.repeat(90), '``Iran', '\'\'', ' ``', '``\n',
]; // prettier-ignore

const breaks = [
  ' ',
  ' ',
  ' ',
  '\n',
  '\n',
  '\r\n',
  '\n\n',
  '\n\n',
  '\r\n\r\n',
  '\n>\n',
  '\n \t\n',
  '\n\n\n',
  '\n```\n',
  '\n- ',
  '\n| ',
  '\r',
  '',
];

const part = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  { weight: 4, arbitrary: fc.constantFrom(...traps) },
  { weight: 6, arbitrary: fc.constantFrom(...breaks) },
  { weight: 1, arbitrary: fc.string({ maxLength: 3, unit: 'binary' }) },
);

const parts = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.tuple(part, fc.constantFrom(...breaks)), { maxLength, size: 'max' }).map(pairs => pairs.flat().join(''));

/** Few words, again and again: what depends on two of them standing together is met often. */
const fewWords = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: part }, { weight: 1, arbitrary: fc.constantFrom(...rulesWords) }), {
      minLength: 2,
      maxLength: 5,
    }),
    fc.array(fc.constantFrom(...breaks), { minLength: 2, maxLength: 4 }),
    fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 60, size: 'max' }),
  )
  .map(([words, gaps, order]) => order.map(([a, b]) => `${words[a % words.length]}${gaps[b % gaps.length]}`).join(''));

const openings = fc.constantFrom(
  '',
  '',
  '',
  '',
  '---\ntitle: Iran\n---\n',
  '---\ndossier: { pins: { Congo: cog, Iran: none } }\n---\nCongo and Iran\n',
  '---\ndossier:\n  pins:\n    - cod\n---\n',
  '---\r\nIran\r\n...\r\n',
  '---\r\ndossier:\r\n  pins: { Congo: cod, China: none }\r\n---\r\n',
  '\ufeff---\ndossier:\n  pins: [cog]\n---\n',
  '> ```\n> Iran\n',
  '<style>\n',
  '---\n',
  '\ufeff---\nIran\n',
  '\n\n',
);

/** Names that depend on others in a text where these are rare, so that an edit often makes or breaks the condition. */
const dependants = fc
  .array(
    fc.constantFrom(
      'the North said.\n\n',
      'Kim spoke.\n',
      '- the South\n',
      'in the republic\n\n',
      'x\n\n',
      'North Korea\n',
    ),
    {
      maxLength: 60,
      size: 'max',
    },
  )
  .map(lines => lines.filter((line, i) => i % 16 === 0 || !line.includes('Korea')).join(''));

/** Some documents are short enough to be shrunk to the point, some have many blocks. */
const document = fc
  .tuple(openings, fc.oneof(parts(6), parts(40), parts(200), dependants, fewWords))
  .map(([opening, body]) => opening + body);

/** An edit before it is laid on a text: where, how much it takes away, what it puts there. */
interface Stroke {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const stroke: fc.Arbitrary<Stroke> = fc.record({
  at: fc.oneof({ weight: 8, arbitrary: fc.nat() }, { weight: 1, arbitrary: fc.nat({ max: 30 }) }),
  length: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.constant(1) },
    { weight: 2, arbitrary: fc.nat({ max: 12 }) },
    { weight: 1, arbitrary: fc.nat({ max: 2000 }) },
  ),
  text: fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 4, arbitrary: fc.constantFrom('a', 'K', ' ', '\n', '`', '-', '<', '>', '.', '\r', '1') },
    { weight: 4, arbitrary: part },
    { weight: 2, arbitrary: fc.constantFrom(...breaks) },
    { weight: 1, arbitrary: parts(30) },
  ),
});

/** One step of an editor: mostly one edit, sometimes several at once. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.array(stroke, { minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.array(stroke, { minLength: 2, maxLength: 5, size: 'max' }) },
);

const scenario = fc.tuple(document, fc.array(step, { minLength: 1, maxLength: 8, size: 'max' }));

type Scenario = readonly [string, readonly (readonly Stroke[])[]];

/** Tries scenarios; a failure is shrunk, and its message has the seed. */
export function propertyRun(holds: (given: Scenario) => void, options: { seed: number; numRuns: number }): void {
  fc.assert(fc.property(scenario, holds), options);
}

/** The strokes as edits of a text: in order, without overlap. */
function editsOf(strokes: readonly Stroke[], length: number): readonly Edit[] {
  let from = 0;
  return strokes
    .map(({ at, ...rest }) => ({ ...rest, start: at % (length + 1) }))
    .toSorted((a, b) => a.start - b.start)
    .flatMap(({ start, length: taken, text }) => {
      if (start < from) {
        return [];
      }
      from = Math.min(start + taken, length);
      return [{ start, end: from, text }];
    });
}

/** All that an analysis says, in a form that can be compared. */
export function sayings(analysis: Analysis): readonly string[] {
  return analysis.mentions.map(mention => saying(mention, 0));
}

/** The same, told by its sections. */
function sectionSayings(analysis: Analysis): readonly string[] {
  return analysis.sections.flatMap(placed =>
    placed.section.mentions(analysis.foundIn(placed)).map(mention => saying(mention, placed.start)),
  );
}

function saying({ start, end, role, senses, unpinned = [] }: Mention, base: number): string {
  return (
    `${start + base}-${end + base} ${role} ${senses.map(({ entity, name }) => `${entity.id}:${name.text}`).join(' ')}` +
    unpinned.map(({ entity }) => ` not ${entity.id}`).join('')
  );
}

function proseOf(analysis: Analysis): string {
  return Array.from({ length: analysis.length + 1 }, (_, at) => (analysis.isProse(at) ? '.' : '#')).join('');
}

/** What a run has met, so that nobody has to believe that it met anything. */
export interface Counts {
  documents: number;
  edits: number;
  characters: number;
  mentions: number;
  pinned: number;
  /** Blocks that were taken over as they were, and those that were read. */
  kept: number;
  read: number;
  /** Edits after which a name far from them was read otherwise or no longer. */
  changedElsewhere: number;
  /** Edits after which prose far from them was none or the other way round. */
  regionsElsewhere: number;
}

export function noCounts(): Counts {
  return {
    documents: 0,
    edits: 0,
    characters: 0,
    mentions: 0,
    pinned: 0,
    kept: 0,
    read: 0,
    changedElsewhere: 0,
    regionsElsewhere: 0,
  };
}

/** Goes through a scenario and compares after each step. */
export function holdsFor([text, steps]: Scenario, counts: Counts): void {
  counts.documents++;
  let analysis = recognizer.analyze(text);
  for (const strokes of steps) {
    const edits = editsOf(strokes, analysis.length);
    const before = sayings(analysis);
    const proseBefore = proseOf(analysis);
    const expectedText = applyEdits(analysis.text, edits);
    const fresh = recognizer.analyze(expectedText);
    const updated = recognizer.update(analysis, edits);
    const expected = sayings(fresh);

    // Places first, while nothing has been resolved as a whole.
    for (const { start, end } of fresh.mentions) {
      assert.deepEqual(updated.mentionAt(start), fresh.mentionAt(start));
      assert.deepEqual(updated.mentionAt(end), fresh.mentionAt(end));
      assert.equal(updated.slice(start, end), expectedText.slice(start, end));
      assert.deepEqual(updated.mentionsIn(start, end), fresh.mentionsIn(start, end));
    }
    assert.deepEqual(sayings(updated), expected);
    assert.deepEqual(updated.pinProblems, fresh.pinProblems);
    assert.equal(proseOf(updated), proseOf(fresh));
    assert.equal(updated.text, expectedText);
    assert.deepEqual(updated.starts, fresh.starts, 'blocks are cut alike');
    assert.deepEqual(sectionSayings(updated), expected, 'sections say what the whole says');
    assert.deepEqual(regionsIn(updated.sections), findRegions(expectedText));
    const citations = findCitations(expectedText);
    for (const { keyStart, keyEnd } of citations) {
      const touching = citations.find(one => one.keyStart <= keyEnd && keyEnd <= one.keyEnd);
      assert.deepEqual(AnalysedCitations.of(updated).at(keyEnd), touching);
      assert.ok(AnalysedCitations.of(updated).at(keyStart) !== undefined);
    }
    assert.deepEqual(AnalysedCitations.of(updated).all, citations, 'and cite what it cites');
    const named = fresh.mentions.flatMap(({ senses }) => senses.map(({ entity }) => entity.id));
    assert.deepEqual(updated.entities, new Set(named));
    assert.deepEqual(sayings(analysis), before, 'the analysis before the edit stays what it was');

    const old = new Set(analysis.blocks);
    const kept = updated.blocks.filter(block => old.has(block)).length;
    counts.edits++;
    counts.characters += expectedText.length;
    counts.mentions += expected.length;
    counts.pinned += fresh.mentions.filter(({ unpinned }) => unpinned !== undefined).length;
    counts.kept += kept;
    counts.read += updated.blocks.length - kept;
    const first = updated.blockAt(edits[0]?.start ?? 0) - 1;
    const head = updated.starts[Math.max(0, first)] ?? 0;
    const isAbove = (saying: string): boolean => Number.parseInt(saying) < head;
    if (before.filter(isAbove).join() !== expected.filter(isAbove).join()) {
      counts.changedElsewhere++;
    }
    const last = edits.at(-1);
    const behind = analysis.length - (analysis.starts[analysis.blockAt(last?.end ?? 0) + 2] ?? analysis.length);
    if (behind > 0 && proseBefore.slice(-behind) !== proseOf(updated).slice(-behind)) {
      counts.regionsElsewhere++;
    }
    analysis = updated;
  }
}
