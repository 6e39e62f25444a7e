/**
 * Context rules: which words around a name keep it from meaning its record.
 *
 * "Georgia Tech" is no state of the Caucasus and "Michael Jordan" no kingdom. Such rules stand in the records and in
 * `kb.yaml`, where their authors can read and change them; here they are only applied. Their phrases are a small
 * language: words, and in angle brackets what stands for many of them.
 *
 *     Airlines              the word, with a capital where it is written with one
 *     <Name>                one capitalised word that no record begins with
 *     <Names> Company       up to four of these, perhaps none, and the word
 *     <number>, <end>       a number; the end of a sentence, or of a part of it
 *     <given-name>          a word of a list in kb.yaml
 *     <Industry>            the same, but in a headline, where a capital says nothing, none of them
 *     in <list> ~ <end>     with `not-in`: the name is where the `~` is; a list is "English, Korean and" or "and Dutch"
 *     $                     a sign that touches the name
 */

import type { ContextRule } from '../knowledge/model.js';
import { classOf, foldName, foldOf, foldText, unitClass, wordEnd } from './fold.js';

type Part =
  | { readonly is: 'word'; readonly word: string; readonly capital: boolean }
  | { readonly is: 'name' | 'names' | 'number' | 'end' | 'list' }
  | { readonly is: 'one-of'; readonly words: WordList; readonly notInTitle: boolean }
  | { readonly is: 'sign'; readonly sign: string };

/** Folded words, with whether each wants its capital. */
type WordList = ReadonlyMap<string, boolean>;

/** The parts of a phrase from the name outward. */
type Phrase = readonly Part[];

/** Phrases by what they begin with, so that hundreds of them cost no more than three. */
interface Phrases {
  readonly size: number;
  readonly byWord: ReadonlyMap<string, readonly Phrase[]>;
  /** Those that begin with a capitalised word, whichever. */
  readonly byName: readonly Phrase[];
  readonly others: readonly Phrase[];
}

/** A rule made ready for comparing. */
export interface CompiledRule {
  readonly documentHas: readonly string[];
  readonly paragraphHas: readonly string[];
  readonly documentLacks: readonly string[];
  readonly paragraphLacks: readonly string[];
  /** People bear the name too, and the rest of the text may say that one of them is meant. */
  readonly isPersonal: boolean;
  /** Whether it asks for more of the text than the words around the name. */
  readonly isConditional: boolean;
  readonly before: Phrases;
  readonly after: Phrases;
  readonly notBefore: Phrases;
  readonly notAfter: Phrases;
  readonly notIn: readonly { readonly before: Phrase; readonly after: Phrase }[];
  /** Whether it is a kind's, made without a thought of any single name. */
  readonly isOfKind: boolean;
  /** A rule that must allow the name as well: that of its kind. */
  readonly also?: CompiledRule;
}

export function compileRule(rule: ContextRule, isOfKind = false, also?: CompiledRule): CompiledRule {
  const lists = new Map(Object.entries(rule.lists ?? {}).map(([name, words]) => [`<${name}>`, wordList(words)]));
  const phrases = (texts: readonly string[] | undefined, forward: boolean): Phrases =>
    collect((texts ?? []).map(text => phraseOf(text, lists, forward)));
  const conditions = {
    documentHas: rule.documentHas ?? also?.documentHas ?? [],
    paragraphHas: rule.paragraphHas ?? also?.paragraphHas ?? [],
    documentLacks: rule.documentLacks ?? also?.documentLacks ?? [],
    paragraphLacks: rule.paragraphLacks ?? also?.paragraphLacks ?? [],
  };
  return {
    ...conditions,
    isPersonal: rule.isPersonal === true,
    isOfKind,
    isConditional: Object.values(conditions).some(texts => texts.length > 0),
    before: phrases(rule.before, true),
    after: phrases(rule.after, false),
    notBefore: phrases(rule.notBefore, true),
    notAfter: phrases(rule.notAfter, false),
    notIn: (rule.notIn ?? []).map(text => {
      const [before = '', after = ''] = text.split('~');
      return { before: phraseOf(before, lists, false), after: phraseOf(after, lists, true) };
    }),
    ...(also === undefined ? {} : { also }),
  };
}

function wordList(words: readonly string[]): WordList {
  return new Map(words.map(word => [foldText(word), classOf(word.charCodeAt(0)) === unitClass.upper]));
}

const wildcards = new Set(['name', 'names', 'number', 'end', 'list']);

function phraseOf(text: string, lists: ReadonlyMap<string, WordList>, forward: boolean): Phrase {
  const parts: Part[] = [];
  for (const piece of text.match(/<[\w-]+>|[^\s<]+|</g) ?? []) {
    const list = lists.get(piece.toLowerCase());
    const wildcard = /^<([a-zA-Z]+)>$/.exec(piece)?.[1]?.toLowerCase();
    if (list !== undefined) {
      parts.push({ is: 'one-of', words: list, notInTitle: /^<\p{Lu}/u.test(piece) });
    } else if (wildcard !== undefined && wildcards.has(wildcard)) {
      parts.push({ is: wildcard as 'name' });
    } else {
      const { words, capitals } = foldName(piece);
      parts.push(...words.map((word, i) => ({ is: 'word' as const, word, capital: capitals[i] === true })));
      if (words.length === 0) {
        parts.push({ is: 'sign', sign: piece });
      }
    }
  }
  return forward ? parts : parts.reverse();
}

function collect(phrases: readonly Phrase[]): Phrases {
  const byWord = new Map<string, Phrase[]>();
  const byName: Phrase[] = [];
  const others: Phrase[] = [];
  for (const phrase of phrases) {
    place(phrase);
  }
  return { size: phrases.length, byWord, byName, others };

  function place(phrase: Phrase): void {
    const first = phrase[0];
    switch (first?.is) {
      case 'word':
        placeAt(first.word, phrase);
        break;
      case 'one-of':
        first.words.forEach((_, word) => placeAt(word, phrase));
        break;
      case 'names':
        // None of them, or one and more.
        place(phrase.slice(1));
        byName.push(phrase);
        break;
      case 'name':
        byName.push(phrase);
        break;
      default:
        others.push(phrase);
    }
  }

  function placeAt(word: string, phrase: Phrase): void {
    const alike = byWord.get(word);
    if (alike === undefined) {
      byWord.set(word, [phrase]);
    } else {
      alike.push(phrase);
    }
  }
}

/** Whether a name, known from the records, begins at the word from `start` to `end`. */
export type KnowsWord = (start: number, end: number) => boolean;

/** Whether the words around `start` to `end` let the name stand. */
export function allows(rule: CompiledRule, around: Surroundings, start: number, end: number): boolean {
  return (
    (!stands(rule.notBefore, around, end, true) || (rule.isOfKind && ownsName(around.text, end))) &&
    !stands(rule.notAfter, around, start, false) &&
    (rule.before.size === 0 || stands(rule.before, around, end, true)) &&
    (rule.after.size === 0 || stands(rule.after, around, start, false)) &&
    !rule.notIn.some(
      ({ before, after }) => matches(after, 0, around, end, true) && matches(before, 0, around, start, false),
    ) &&
    (rule.also === undefined || allows(rule.also, around, start, end))
  );
}

/** Words behind a name that make no surname of what they belong to. */
const noSurnames = new Set(
  'river valley times islamic bank airport street road avenue park post tribune herald open cup university international hotel company foundation'.split(
    ' ',
  ),
);

function isHyphen(unit: number): boolean {
  return classOf(unit) === unitClass.hyphen;
}

const placeBefore =
  /(?:^|[^\p{L}])(?:in|to|from|into|across|throughout|near|outside|inside|within|between|against|of|towards?|visit(?:s|ed|ing)?|left|leav(?:e|es|ing)|reach(?:ed|es|ing)?|southern|northern|eastern|western|central|modern|neighbou?ring)\s+(?:the\s+)?$/iu;
const placeBehind =
  /^['\u2019]s?\s+(?:capital|king|queen|government|president|prime|foreign|parliament|army|military|police|border|economy|ambassador|envoy|embassy|minister|ministry|security|airspace|territory|rulers?|leaders?|election)/iu;
const sentenceStart = /(?:^|[.!?:\n]["'\u201d\u2019)]*\s+)["'\u201c\u2018(]*$/u;
const listBefore = /(\p{Lu}[\p{L}'\u2019-]*)(?:,|,? and|,? or)\s+$/u;
const listMember = /^(?:,|,? and|,? or)\s+(\p{Lu}[\p{L}'\u2019-]*)/u;

/** `likely`: what stands before the name begins a sentence, so that its capital tells little. */
export type Bearer = 'person' | 'likely' | 'place';

/** Whether the words around a name that people bear too say whose it is here. */
export function bearerOf(around: Surroundings, start: number, end: number): Bearer | undefined {
  const { text, knows } = around;
  const behind = around.wordAt(end, true, true);
  const before = around.wordAt(start, false, true);
  const lead = text.slice(Math.max(0, start - 40), start);
  if (behind !== undefined && around.isName(behind) && !noSurnames.has(behind.folded)) {
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

/** The words of a text around its names. Many rules ask for the same ones, so each is looked at once. */
export class Surroundings {
  readonly text: string;
  readonly knows: KnowsWord;
  readonly #words = new Map<number, Word | undefined>();

  constructor(text: string, knows: KnowsWord) {
    this.text = text;
    this.knows = knows;
  }

  /** The word behind an offset or before it, with blanks alone or with a mark or two between. */
  wordAt(at: number, forward: boolean, blanksOnly: boolean): Word | undefined {
    const key = at * 4 + (forward ? 2 : 0) + (blanksOnly ? 1 : 0);
    const known = this.#words.get(key);
    if (known !== undefined || this.#words.has(key)) {
      return known;
    }
    const place = forward ? wordAfter(this.text, at, blanksOnly) : wordBefore(this.text, at, blanksOnly);
    const word = place === undefined ? undefined : new Word(this.text, place);
    this.#words.set(key, word);
    return word;
  }

  /** Whether a word may be a surname, a brand: a capital and small letters, no title, no day, no name of a record. */
  isName(word: Word): boolean {
    const { text } = this;
    word.isName ??=
      word.first === unitClass.upper &&
      word.end - word.start > 1 &&
      classOf(text.charCodeAt(word.start + 1)) === unitClass.lower &&
      !noNames.has(word.folded) &&
      !this.knows(word.start, word.end) &&
      !isTitle(text, word);
    return word.isName;
  }
}

function stands(phrases: Phrases, around: Surroundings, at: number, forward: boolean): boolean {
  if (phrases.size === 0) {
    return false;
  }
  const word = phrases.byWord.size + phrases.byName.length > 0 ? around.wordAt(at, forward, false) : undefined;
  if (word !== undefined) {
    const alike = phrases.byWord.get(word.folded);
    if (
      alike?.some(phrase => matches(phrase, 0, around, at, forward)) === true ||
      (word.first === unitClass.upper && phrases.byName.some(phrase => matches(phrase, 0, around, at, forward)))
    ) {
      return true;
    }
  }
  return phrases.others.some(phrase => matches(phrase, 0, around, at, forward));
}

/** Whether the parts from `index` on stand at `at`, read forward or backward. */
function matches(phrase: Phrase, index: number, around: Surroundings, at: number, forward: boolean): boolean {
  const { text } = around;
  const part = phrase[index];
  if (part === undefined) {
    return true;
  }
  switch (part.is) {
    case 'sign': {
      const from = forward ? at : at - part.sign.length;
      return (
        from >= 0 &&
        text.startsWith(part.sign, from) &&
        matches(phrase, index + 1, around, forward ? at + part.sign.length : from, forward)
      );
    }
    case 'end':
      return endOfPart.test(text.slice(at, at + 12)) && matches(phrase, index + 1, around, at, forward);
    case 'list':
      return matches(phrase, index + 1, around, skipList(text, at, forward), forward);
    case 'names': {
      let from = at;
      for (let count = 0; ; count++) {
        if (matches(phrase, index + 1, around, from, forward)) {
          return true;
        }
        const word = count < 4 ? around.wordAt(from, forward, true) : undefined;
        if (word === undefined || !around.isName(word)) {
          return false;
        }
        from = forward ? word.end : word.start;
      }
    }
    default: {
      // A surname follows its first name after blanks alone: in "Chad, Smith said" they are two people or more.
      const word = around.wordAt(at, forward, part.is === 'name' || (part.is === 'one-of' && !forward));
      return (
        word !== undefined &&
        reads(part, around, word, forward) &&
        matches(phrase, index + 1, around, forward ? word.end : word.start, forward)
      );
    }
  }
}

function reads(part: Part, around: Surroundings, word: Word, forward: boolean): boolean {
  switch (part.is) {
    case 'word':
      return (!part.capital || word.first === unitClass.upper) && word.folded === part.word;
    case 'number':
      return word.first === unitClass.digit;
    case 'one-of': {
      const capital = part.words.get(word.folded);
      return (
        capital !== undefined &&
        (!capital || word.first === unitClass.upper) &&
        !(part.notInTitle && isTitle(around.text, word)) &&
        // "Swedish-speaking" does not speak.
        (capital || forward || !isHyphen(around.text.charCodeAt(word.start - 1)))
      );
    }
    default:
      return around.isName(word);
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A word beside a name, with what has been found out about it. */
class Word implements Place {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  /** The class of its first letter. */
  readonly first: number;
  isName: boolean | undefined;

  constructor(text: string, { start, end }: Place) {
    this.start = start;
    this.end = end;
    this.folded = foldedWord(text, { start, end });
    this.first = classOf(text.charCodeAt(start));
  }
}

/**
 * Closing quotes and emphasis, then a mark that ends a sentence or a part of it; or nothing more. Texts that were cut
 * into words have a blank before the mark.
 */
const endOfPart =
  /^["'\u201d\u2019*_\])]{0,3}(?: ?[.,;:!?)\u2026\u2013\u2014]|\s+[\u2013\u2014-]\s|\s*$|[ \t]*\r?\n[ \t]*\r?\n)/;

const listAhead =
  /(?: ?,\s{1,3}\p{Lu}[\p{L}-]{1,20}){0,6}(?: ?,)?\s{1,3}(?:and|or)\s{1,3}(?:in\s{1,3})?\p{Lu}[\p{L}-]{1,20}/uy;
const listBehind = /(?:\p{Lu}[\p{L}-]{1,20}(?: ?,\s{1,3}|(?: ?,)?\s{1,3}(?:and|or)\s{1,3})){1,6}$/u;

/** Past the other members of a list that a name stands in: "English, Korean and" before it, ", Dutch or Greek" behind. */
function skipList(text: string, at: number, forward: boolean): number {
  if (forward) {
    if (!/[\s,]/.test(text.charAt(at))) {
      return at;
    }
    listAhead.lastIndex = at;
    return at + (listAhead.exec(text)?.[0].length ?? 0);
  }
  if (!/(?:,|and|or)\s{1,3}$/.test(text.slice(Math.max(0, at - 6), at))) {
    return at;
  }
  const before = text.slice(Math.max(0, at - 120), at);
  // The stretch may begin inside a word, which is then no member of the list.
  const whole = at > 120 ? before.slice(before.search(/\s|$/)) : before;
  return at - (listBehind.exec(whole)?.[0].length ?? 0);
}

const plainWord = /^[A-Za-z0-9]*$/;

export function foldedWord(text: string, word: Place): string {
  const own = text.slice(word.start, word.end);
  if (plainWord.test(own)) {
    return own.toLowerCase();
  }
  let folded = '';
  for (let i = word.start; i < word.end; i++) {
    const unit = text.charCodeAt(i);
    const value = classOf(unit);
    if (value >= unitClass.lower && value < unitClass.mark) {
      folded += String.fromCharCode(foldOf(unit));
    }
  }
  return folded;
}

/** Words that stand capitalised before or after a name without being part of anybody's name. */
const noNames = new Set(
  (
    'a an the and or but nor so yet if as at by for from in into of off on onto out over per than then to up upon via with within without ' +
    'after again all although among any because before between both during each either even every few he her here his how however i it its ' +
    'like many meanwhile more most much neither no not now once only other our she since some still such that their there these they this those ' +
    'though through today tomorrow under until we what when where whether which while who whom whose why will would yesterday you your ' +
    'is are was were be been has have had do does did can could may might must shall should says said ' +
    'monday tuesday wednesday thursday friday saturday sunday ' +
    'january february march april june july august september october november december ' +
    'feb apr aug sep sept oct nov dec ' +
    'president prime minister ministers foreign secretary king queen prince princess premier chancellor ambassador general director spokesman ' +
    'spokeswoman government parliament army police officials republic kingdom state north south east west northern southern eastern western ' +
    'central new old former ex mr mrs ms dr sir vice deputy defence defense trade finance interior energy justice health army navy air force ' +
    'supreme court national federal royal house senate congress senator under about against'
  ).split(' '),
);

/** In a heading such as "Iran Nuclear Programme", where every longer word has a capital, a capital says nothing. */
function isTitle(text: string, word: Place): boolean {
  const before = text.slice(Math.max(0, word.start - titleReach), word.start);
  const behind = text.slice(word.end, word.end + titleReach);
  const newline = behind.indexOf('\n');
  return (
    !hasSmallWord(before.slice(before.lastIndexOf('\n') + 1)) &&
    !hasSmallWord(newline < 0 ? behind : behind.slice(0, newline))
  );
}

/** How far a heading is looked at on either side of a word. */
const titleReach = 150;

/** Whether a stretch has a word of four small letters that titles too would write with a capital. */
function hasSmallWord(text: string): boolean {
  let start = -1;
  let before: number = unitClass.other;
  for (let at = 0; at <= text.length; at++) {
    const value = at < text.length ? classOf(text.charCodeAt(at)) : unitClass.other;
    if (value === unitClass.lower) {
      start = start < 0 && !isJoined(before) ? at : start;
    } else {
      if (start >= 0 && at - start >= 4 && !noNames.has(text.slice(start, at))) {
        return true;
      }
      start = -1;
    }
    before = value;
  }
  return false;
}

/** Whether what follows a unit of a class goes on with its word. */
function isJoined(value: number): boolean {
  return value >= unitClass.lower || value === unitClass.apostrophe || value === unitClass.hyphen;
}

/** Whether a possessive ending stands at `at`. */
function isOwner(text: string, at: number): boolean {
  return classOf(text.charCodeAt(at)) === unitClass.apostrophe && /^s\b/i.test(text.slice(at + 1, at + 3));
}

/** Whether what stands behind a name has a name of its own: "China's National Petroleum Corporation". */
function ownsName(text: string, end: number): boolean {
  return isOwner(text, end) && /^\s+\p{Lu}/u.test(text.slice(end + 2, end + 6));
}

/** The word behind `at`; a possessive ending in between does not count, nor do a comma, a hyphen or emphasis. */
function wordAfter(text: string, at: number, blanksOnly: boolean): Place | undefined {
  let from = at;
  if (!blanksOnly && isOwner(text, from)) {
    from += 2;
  }
  let newlines = 0;
  while (from < text.length) {
    const value = classOf(text.charCodeAt(from));
    if (value >= unitClass.lower) {
      return value >= unitClass.mark ? undefined : { start: from, end: wordEnd(text, from) };
    }
    newlines += value === unitClass.newline ? 1 : 0;
    if (newlines > 1 || !isBridge(text, from, value, blanksOnly)) {
      return undefined;
    }
    from++;
  }
  return undefined;
}

/** Titles that are written with a dot, which ends no sentence. */
const titleWithDot = /(?<!\p{L})(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|Rev|Hon)\.$/u;

/** The word before `at`. */
function wordBefore(text: string, at: number, blanksOnly: boolean): Place | undefined {
  let end = at;
  let newlines = 0;
  while (end > 0) {
    const value = classOf(text.charCodeAt(end - 1));
    if (value >= unitClass.lower) {
      break;
    }
    newlines += value === unitClass.newline ? 1 : 0;
    if (value === unitClass.dot && end < at && titleWithDot.test(text.slice(Math.max(0, end - 6), end))) {
      end--;
      break;
    }
    if (newlines > 1 || !isBridge(text, end - 1, value, blanksOnly)) {
      return undefined;
    }
    end--;
  }
  if (end > 0 && classOf(text.charCodeAt(end - 1)) === unitClass.ideograph) {
    return { start: end - 1, end };
  }
  let start = end;
  for (; start > 0; start--) {
    const value = classOf(text.charCodeAt(start - 1));
    if (value < unitClass.lower || value === unitClass.ideograph) {
      break;
    }
  }
  return start === end ? undefined : { start, end };
}

function isBridge(text: string, at: number, value: number, blanksOnly: boolean): boolean {
  if (value === unitClass.blank || value === unitClass.newline) {
    return true;
  }
  if (blanksOnly) {
    return false;
  }
  return value === unitClass.hyphen || value === unitClass.apostrophe || ',*_"'.includes(text.charAt(at));
}
