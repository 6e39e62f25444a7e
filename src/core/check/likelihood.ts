/**
 * Words of likelihood: which band each stands for, and the rules that a scale sets for its use.
 *
 * The terms and bands are those of ICD 203 (2 January 2015) and of the probability yardstick of the PHIA. ICD 203 has
 * two rows of terms that a text should not mix, and asks that a level of confidence and a likelihood not share a
 * sentence. The gaps in the PHIA's yardstick are part of it.
 */

import { movedSpan } from './moved.js';
import { someOf } from './notes.js';
import type { CheckedSection, CheckSettings, DocumentRule, RuleFinding, SectionRule, Span } from './rule.js';

export interface Band extends Span {
  /** The term as the scale lists it. */
  readonly term: string;
  /** Percent. */
  readonly low: number;
  readonly high: number;
  /** Of ICD 203's two rows of terms the first or the second; the PHIA has one. */
  readonly row: 1 | 2;
}

interface Term {
  readonly term: string;
  readonly pattern: string;
  readonly low: number;
  readonly high: number;
  readonly row: 1 | 2;
  /** The term of the other row for the same band. */
  readonly other?: string;
}

type Scale = CheckSettings['likelihoodScale'];

const band = (low: number, high: number, first: [string, string?], second: [string, string?]): readonly Term[] => [
  { term: first[0], pattern: first[1] ?? first[0], low, high, row: 1, other: second[0] },
  { term: second[0], pattern: second[1] ?? second[0], low, high, row: 2, other: first[0] },
];

const scales: Readonly<Record<Scale, readonly Term[]>> = {
  icd203: [
    ...band(
      1,
      5,
      ['almost no chance'],
      ['remote', 'remote(?= (?:chance|possibility|likelihood|probability)| that\\b)'],
    ),
    ...band(5, 20, ['very unlikely'], ['highly improbable', 'highly improbabl[ey]']),
    ...band(20, 45, ['unlikely'], ['improbable', 'improbabl[ey]']),
    ...band(
      45,
      55,
      ['roughly even chance', '(?:roughly )?even chance'],
      ['roughly even odds', '(?:roughly )?even odds'],
    ),
    ...band(55, 80, ['likely'], ['probable', 'probabl[ey]']),
    ...band(80, 95, ['very likely'], ['highly probable', 'highly probable|very probably|very probable']),
    ...band(95, 99, ['almost certain', 'almost certain(?:ly)?'], ['nearly certain', 'nearly certain(?:ly)?']),
  ],
  phia: (
    [
      [0, 5, 'remote chance'],
      [10, 20, 'highly unlikely'],
      [25, 35, 'unlikely'],
      [40, 50, 'realistic possibility'],
      [55, 75, 'likely', 'likely|probabl[ey]'],
      [80, 90, 'highly likely'],
      [95, 100, 'almost certain', 'almost certain(?:ly)?'],
    ] as const
  ).map(([low, high, term, pattern]) => ({ term, pattern: pattern ?? term, low, high, row: 1 })),
};

/** Words outside a scale, and the nearest term in each. What reads as well in their place is offered as a fix. */
const outside: readonly (readonly [pattern: string, icd203: string | undefined, phia: string | undefined])[] = [
  ['may well|might well|could well', 'likely', 'likely'],
  ['could possibly|may possibly|might possibly|could conceivably', 'unlikely', 'unlikely'],
  // "Give them a fair chance" judges nothing.
  ['(?:a )?(?:good|fair|decent|strong) (?:chance|possibility)(?= (?:of|that)\\b)', 'likely', 'likely'],
  ['(?:a )?(?:slim|small|outside|faint) chance(?= (?:of|that)\\b)', 'very unlikely', 'highly unlikely'],
  ['in all (?:likelihood|probability)', 'very likely', 'highly likely'],
  ['virtually certain|all but certain|practically certain', 'almost certain', 'almost certain'],
  // "Virtually impossible to enforce" says what can be done, not what will happen.
  ['(?:virtually|all but|next to|practically) impossible(?= that\\b)', 'almost no chance', 'remote chance'],
  ['not (?:very |particularly |at all )?likely', 'unlikely', 'unlikely'],
  ['quite likely|fairly likely|rather likely|more likely than not', 'likely', 'likely'],
  ['quite unlikely|rather unlikely|fairly unlikely', 'unlikely', 'unlikely'],
  ['highly likely', 'very likely', undefined],
  ['highly unlikely', 'very unlikely', undefined],
  ['extremely likely', 'almost certain', 'almost certain'],
  ['extremely unlikely', 'almost no chance', 'remote chance'],
  ['realistic possibility', 'roughly even chance', undefined],
  ['very likely', undefined, 'highly likely'],
  ['very unlikely', undefined, 'highly unlikely'],
  ['highly probable', undefined, 'highly likely'],
  ['(?:roughly )?even (?:chance|odds)', undefined, 'realistic possibility'],
];

/** A comparison, a question of degree or a denial gives no place on a scale: "more likely", "how probable", "not likely". */
const notATerm = String.raw`\b(?:more|less|most|least|as|so|too|how|equally|not|isn.t|aren.t|wasn.t|weren.t)\s`;

/** Every phrase of a scale and outside it in one expression, the longest first; the groups say which it is. */
interface Phrases {
  readonly expression: RegExp;
  readonly terms: readonly Term[];
  readonly outside: readonly { readonly nearest: string }[];
}

function phrasesOf(scale: Scale): Phrases {
  const terms = scales[scale];
  const others = outside.flatMap(([pattern, icd203, phia]) => {
    const nearest = scale === 'icd203' ? icd203 : phia;
    return nearest === undefined ? [] : [{ pattern, nearest }];
  });
  const parts = [
    ...others.map(({ pattern }, index) => ({ name: `o${index}`, pattern })),
    ...terms.map(({ pattern }, index) => ({ name: `t${index}`, pattern })),
  ].sort((a, b) => b.pattern.length - a.pattern.length);
  const body = parts.map(({ name, pattern }) => `(?<${name}>${pattern})`).join('|');
  return {
    expression: new RegExp(`(?<![\\w-]|${notATerm})(?:${body})(?![\\w-]| cause\\b)`, 'gi'),
    terms,
    outside: others,
  };
}

const phrases: Readonly<Record<Scale, Phrases>> = { icd203: phrasesOf('icd203'), phia: phrasesOf('phia') };

interface Found extends Span {
  readonly text: string;
  readonly term?: Term;
  readonly nearest?: string;
}

/** The words of likelihood in a stretch of text, in their order. */
function foundIn(text: string, { start, end }: Span, scale: Scale): readonly Found[] {
  const { expression, terms, outside: others } = phrases[scale];
  return [...text.slice(start, end).matchAll(expression)].map(match => {
    const [name = ''] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    const index = Number(name.slice(1));
    const span = { start: start + match.index, end: start + match.index + match[0].length, text: match[0] };
    const term = name.startsWith('t') ? terms[index] : undefined;
    const nearest = name.startsWith('o') ? others[index]?.nearest : undefined;
    return { ...span, ...(term === undefined ? {} : { term }), ...(nearest === undefined ? {} : { nearest }) };
  });
}

/** The band of the term of the scale at an offset; for a hover. */
export function bandAt(text: string, offset: number, scale: Scale): Band | undefined {
  const from = Math.max(0, text.lastIndexOf('\n', offset - 1) + 1, offset - 200);
  const found = foundIn(text, { start: from, end: Math.min(text.length, offset + 200) }, scale).find(
    ({ start, end }) => start <= offset && offset <= end,
  );
  return found?.term === undefined
    ? undefined
    : {
        start: found.start,
        end: found.end,
        term: found.term.term,
        low: found.term.low,
        high: found.term.high,
        row: found.term.row,
      };
}

/** The same of one sentence; words that were looked at in the last check are not looked at again. */
function foundInSentence({ text, memo, settings }: CheckedSection, { start, end }: Span): readonly Found[] {
  const scale = settings.likelihoodScale;
  const found = memo.of(`likelihood ${scale}`, text.slice(start, end), words =>
    foundIn(words, { start: 0, end: words.length }, scale),
  );
  return found.map(one => ({ ...one, start: one.start + start, end: one.end + start }));
}

/** The writer's own judgements: what stands in quotation marks is somebody else's. */
function ownJudgements(section: CheckedSection): readonly (readonly Found[])[] {
  return section.sentences
    .map(sentence => foundInSentence(section, sentence))
    .map(found => found.filter(({ start }) => !section.isQuoted(start)))
    .filter(found => found.length > 0);
}

function replaced({ start, end, text }: Found, write: string): RuleFinding['fixes'] {
  const capital = /^\p{Lu}/u.test(text) ? write.charAt(0).toUpperCase() + write.slice(1) : write;
  return [{ title: `Write “${capital}”`, edits: [{ start, end, text: capital }], safe: false }];
}

/** `probably` is to `likely` what `probable` is, but a sentence does not bear the exchange. */
function isExchangeable({ text, term }: Found): boolean {
  return term !== undefined && !/ly$/i.test(text.replace(/likely$/i, ''));
}

export const likelihoodMixed: DocumentRule<readonly Found[]> = {
  id: 'likelihood-mixed',
  title: 'Terms of both rows of ICD 203 in one text',
  severity: 'info',
  scope: 'document',
  note: section =>
    section.settings.likelihoodScale === 'icd203'
      ? someOf(
          ownJudgements(section)
            .flat()
            .filter(({ term }) => term !== undefined),
        )
      : undefined,
  *check({ sections }, notes) {
    const all = sections.flatMap(({ start }, at) => (notes[at] ?? []).map(found => movedSpan(found, start)));
    const rowOf = (row: 1 | 2): readonly Found[] => all.filter(({ term }) => term?.row === row);
    const [few, many] = rowOf(2).length <= rowOf(1).length ? [rowOf(2), rowOf(1)] : [rowOf(1), rowOf(2)];
    const [example] = many;
    if (example === undefined) {
      return;
    }
    for (const found of few) {
      const other = found.term?.other ?? '';
      yield {
        start: found.start,
        end: found.end,
        message: `“${found.text}” and “${example.text}” are of the two rows of terms in ICD 203, which asks for one; here it would be “${other}”.`,
        evidence: [
          { message: `“${example.text}” is of the other row`, span: { start: example.start, end: example.end } },
        ],
        fixes: isExchangeable(found) ? replaced(found, other) : [],
      };
    }
  },
};

/** The writer's own confidence: that of consumers, or of a people in its leader, is none of a judgement. */
const confidence =
  /\b(?:low|moderate|medium|high)(?:[ -]to[ -](?:moderate|medium|high))? (?:level of )?confidence\b|(?:(?<=\bour )confidence (?:in [^.;]{1,60} )?|\bconfidence in (?:this|that|these|those|our|the) (?:[\p{L}-]+ )?(?:judge?ments?|assessments?|estimates?|findings?|conclusions?|analysis) )(?:is|are|remains|was) (?:low|moderate|medium|high)\b/iu;

export const likelihoodConfidence: SectionRule = {
  id: 'likelihood-confidence',
  title: 'A level of confidence and a likelihood in one sentence',
  severity: 'warning',
  scope: 'section',
  *check(section) {
    for (const sentence of section.sentences) {
      const match = confidence.exec(section.text.slice(sentence.start, sentence.end));
      const start = sentence.start + (match?.index ?? 0);
      const found =
        match === null || section.isQuoted(start)
          ? undefined
          : foundInSentence(section, sentence).find(({ term }) => term !== undefined);
      if (match !== null && found !== undefined) {
        yield {
          start,
          end: start + match[0].length,
          message: `Confidence in a judgement and the likelihood of an event are different things; give “${found.text}” a sentence of its own.`,
          evidence: [{ message: `The likelihood: “${found.text}”`, span: { start: found.start, end: found.end } }],
          fixes: [],
        };
      }
    }
  },
};

export const likelihoodTerm: SectionRule = {
  id: 'likelihood-term',
  title: 'A likelihood in words outside the scale',
  severity: 'hint',
  scope: 'section',
  *check(section) {
    const scale = section.settings.likelihoodScale;
    for (const found of ownJudgements(section).flat()) {
      if (found.nearest !== undefined) {
        const near = scales[scale].find(({ term }) => term === found.nearest);
        const percent = near === undefined ? '' : ` (${near.low} to ${near.high} per cent)`;
        yield {
          start: found.start,
          end: found.end,
          message: `“${found.text}” is not on the scale; the nearest term is “${found.nearest}”${percent}.`,
          evidence: [],
          // "may well join" would need another verb; there the writer has to choose.
          fixes: /likely$/i.test(found.text) ? replaced(found, found.nearest) : [],
        };
      }
    }
  },
};
