/**
 * Context rules: which words around a name keep it from meaning its record.
 *
 * "Georgia Tech" is no state of the Caucasus and "Michael Jordan" no kingdom. Such rules stand in the records and in
 * `kb.yaml`, where their authors can read and change them; here they are only applied. `phrases.ts` has the small
 * language in which they are written.
 */

import type { ContextRule } from '../knowledge/model.js';
import { type Phrase, Phrases, phraseOf, type ReadyLists } from './phrases.js';
import { ownsName, type Surroundings } from './surroundings.js';

/** A rule made ready for comparing. */
export interface CompiledRule {
  readonly documentHas: readonly string[];
  readonly paragraphHas: readonly string[];
  readonly documentLacks: readonly string[];
  readonly paragraphLacks: readonly string[];
  /** People bear the name too, and the rest of the text may say that one of them is meant. */
  readonly isPersonal: boolean;
  readonly isSurname: boolean;
  /** Towns bear the name too. */
  readonly isTown: boolean;
  /** Those of the country whose name it is. */
  readonly ownDemonyms: readonly string[];
  /** Of these and the four below, `undefined` is one that asks for nothing: most do, and need not be looked at. */
  readonly personAfter: Phrases | undefined;
  readonly townBefore: Phrases | undefined;
  /** Whether it asks for more of the text than the words around the name. */
  readonly isConditional: boolean;
  readonly before: Phrases | undefined;
  readonly after: Phrases | undefined;
  readonly notBefore: Phrases | undefined;
  readonly notAfter: Phrases | undefined;
  /** What around a name says that a capitalised word behind it is no part of it. */
  readonly butIn: Phrases | undefined;
  /** Those of them that say that a name which people bear too is a place's: an office, the other half of a pair. */
  readonly placeIn: Phrases | undefined;
  readonly butAfter: Phrases | undefined;
  /** Whether it is a kind's, made without a thought of any single name. */
  readonly isOfKind: boolean;
  /** A rule that must allow the name as well: that of its kind. */
  readonly also: CompiledRule | undefined;
  /** The id of the record of which that of the name is a part. */
  readonly home: string | undefined;
}

/**
 * @param rules what must hold together: a rule alone, or that of a kind's demonyms with that of the whole kind
 * @param also the rule of the kind, where the rules are a name's own
 */
export function compileRule(
  rules: readonly ContextRule[],
  lists: ReadyLists,
  { isOfKind = false, also, home }: Partial<Pick<CompiledRule, 'isOfKind' | 'also' | 'home'>> = {},
): CompiledRule {
  const textsOf = (what: 'documentHas' | 'paragraphHas' | 'documentLacks' | 'paragraphLacks'): readonly string[] =>
    rules.find(rule => rule[what] !== undefined)?.[what] ?? also?.[what] ?? [];
  const conditions = {
    documentHas: textsOf('documentHas'),
    paragraphHas: textsOf('paragraphHas'),
    documentLacks: textsOf('documentLacks'),
    paragraphLacks: textsOf('paragraphLacks'),
  };
  const phrases = phrasesOf(rules, lists, also?.butIn);
  return {
    ...conditions,
    isPersonal: rules.some(rule => rule.isPersonal === true),
    isSurname: rules.some(rule => rule.isSurname === true),
    isTown: rules.some(rule => rule.isTown === true),
    ownDemonyms: rules.flatMap(rule => rule.ownDemonyms ?? []),
    isOfKind,
    isConditional: Object.values(conditions).some(texts => texts.length > 0),
    before: phrases.get('before'),
    after: phrases.get('after'),
    notBefore: phrases.get('notBefore'),
    notAfter: phrases.get('notAfter'),
    personAfter: phrases.get('personAfter'),
    townBefore: phrases.get('townBefore'),
    butIn: phrases.get('butIn'),
    placeIn: phrases.get('placeIn'),
    butAfter: phrases.get('butAfter'),
    also,
    home,
  };
}

const sides = ['before', 'after', 'notBefore', 'notAfter', 'personAfter', 'townBefore', 'butAfter'] as const;
type Side = (typeof sides)[number] | 'butIn' | 'placeIn';

/**
 * What rules ask for on each side that they speak of.
 *
 * @param butIn the exceptions of the kind, for rules that have none
 */
function phrasesOf(
  rules: readonly ContextRule[],
  ready: ReadyLists,
  butIn: Phrases | undefined,
): ReadonlyMap<Side, Phrases> {
  const found = new Map<Side, Phrases>();
  const isForward = (side: Side): boolean => side === 'before' || side === 'notBefore' || side === 'townBefore';
  const add = (side: Side, phrase: Phrase, across?: Phrase): void => {
    const phrases = found.get(side) ?? new Phrases(isForward(side));
    found.set(side, phrases);
    phrases.add(phrase, across, side === 'notBefore' ? (found.get('butIn') ?? butIn) : undefined);
  };
  for (const rule of rules) {
    const lists = ready.of(rule.lists ?? {});
    for (const text of rule.butIn ?? []) {
      const [left = '', right = ''] = text.split('~');
      const before = phraseOf(left, lists, false, rule.endsAtComma);
      const behind = phraseOf(right, lists, true);
      add('butIn', before, behind);
      // "In Jordan Peterson's book" is about him: a preposition alone says little.
      if (before.length > 1 || before[0]?.is === 'sign') {
        add('placeIn', before, behind);
      }
    }
    for (const side of sides) {
      const endsAtComma = !isForward(side) && rule.endsAtComma === true;
      rule[side]?.forEach(text => {
        const [own = '', across = ''] = text.split('~');
        add(side, phraseOf(own, lists, isForward(side), endsAtComma), phraseOf(across, lists, !isForward(side)));
      });
    }
    for (const text of rule.notIn ?? []) {
      const [left = '', right = ''] = text.split('~');
      const before = phraseOf(left, lists, false);
      const behind = phraseOf(right, lists, true);
      if (before.length > 0) {
        add('notAfter', before, behind);
      } else {
        add('notBefore', behind);
      }
    }
  }
  return found;
}

/** Whether the words around `start` to `end` let the name stand. */
export function allows(
  rule: CompiledRule,
  around: Surroundings,
  start: number,
  end: number,
  home = rule.home,
): boolean {
  const { before, after, notBefore, notAfter, butAfter, also, isOfKind } = rule;
  return (
    (notBefore?.stands(around, end, start, home) !== true || (isOfKind && ownsName(around.text, end))) &&
    (notAfter?.stands(around, start, end, home) !== true || butAfter?.stands(around, start, end, home) === true) &&
    (before === undefined || before.stands(around, end, start, home)) &&
    (after === undefined || after.stands(around, start, end, home)) &&
    (also === undefined || allows(also, around, start, end, home))
  );
}

/** Whether what stands behind a name that towns bear too says that it is one's. */
export function isTown({ townBefore, also }: CompiledRule, around: Surroundings, start: number, end: number): boolean {
  return (townBefore ?? also?.townBefore)?.stands(around, end, start, undefined) === true;
}

/** Words behind a name that make no surname of what they belong to. */
const noSurnames = new Set(
  'river valley times islamic bank airport street road avenue park post tribune herald open cup university international hotel company foundation'.split(
    ' ',
  ),
);

const placeBefore =
  /(?:^|[^\p{L}])(?:in|to|from|into|across|throughout|near|outside|inside|within|between|against|of|towards?|visit(?:s|ed|ing)?|left|leav(?:e|es|ing)|reach(?:ed|es|ing)?|southern|northern|eastern|western|central|modern|neighbou?ring)\s+(?:the\s+)?$/iu;
const placeBehind =
  /^['\u2019]s?\s+(?:capital|king|queen|government|president|prime|foreign|parliament|army|military|police|border|economy|ambassador|envoy|embassy|minister|ministry|security|airspace|territory|rulers?|leaders?|election)/iu;
const sentenceStart = /(?:^|[.!?:\n]["'\u201d\u2019)]*\s+)["'\u201c\u2018(]*$/u;
const listBefore = /(\p{Lu}[\p{L}'\u2019-]*)(?:,|,? and|,? or)\s+$/u;
const listMember = /^(?:,|,? and|,? or)\s+(\p{Lu}[\p{L}'\u2019-]*)/u;

/**
 * `known`: a given name or a title says by itself that a person is meant; `likely`: what stands before the name begins a
 * sentence, so that its capital tells little.
 */
export type Bearer = 'known' | 'person' | 'likely' | 'place';

/** Whether the words around a name that people bear too say whose it is here. */
export function bearerOf(
  { personAfter, placeIn, isSurname, also }: CompiledRule,
  around: Surroundings,
  start: number,
  end: number,
): Bearer | undefined {
  const known = personAfter ?? also?.personAfter;
  if (known?.stands(around, start, end, undefined) === true) {
    return 'known';
  }
  // "The King of Jordan Abdullah II"; but "In Jordan Peterson's book".
  if ((placeIn ?? also?.placeIn)?.stands(around, start, end, undefined) === true) {
    return 'place';
  }
  const bearer = bearerByWords(around, start, end);
  return isSurname && bearer !== 'place' ? undefined : bearer;
}

function bearerByWords(around: Surroundings, start: number, end: number): Bearer | undefined {
  const { text, knows } = around;
  const behind = around.wordAt(end, true, true);
  const before = around.wordAt(start, false, true);
  const lead = text.slice(Math.max(0, start - 40), start);
  const isSurnameBehind =
    behind !== undefined && around.isName(behind) && !noSurnames.has(behind.folded) && !around.endsLine(end, behind);
  if (isSurnameBehind) {
    return 'person';
  }
  if (before !== undefined && around.isName(before)) {
    return sentenceStart.test(text.slice(Math.max(0, before.start - 8), before.start)) ? 'likely' : 'person';
  }
  const other = listBefore.exec(lead)?.[1];
  const otherStart = other === undefined ? 0 : start - lead.length + lead.lastIndexOf(other);
  const next = listMember.exec(text.slice(end, end + 40));
  const nextEnd = next === null ? 0 : end + next[0].length;
  return placeBefore.test(lead) ||
    placeBehind.test(text.slice(end, end + 30)) ||
    (other !== undefined && knows(otherStart, otherStart + other.length)) ||
    (next?.[1] !== undefined && knows(nextEnd - next[1].length, nextEnd))
    ? 'place'
    : undefined;
}
