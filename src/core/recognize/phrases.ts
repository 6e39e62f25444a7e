/**
 * The phrases of context rules: what they say, and whether they stand beside a name.
 *
 *     Airlines              the word, with a capital where it is written with one
 *     <Name>                one capitalised word that no record begins with
 *     <Names> Company       up to four of these, perhaps none, and the word; behind a name in capitals up to seven others
 *                           in capitals, in a line that has small letters too
 *     <number>, <end>       a number with nothing but a blank between; the end of a sentence, or of a part of it
 *     <line>                the start or the end of a line
 *     <initial>             a capital with a dot, as between the names of a person
 *     <zip>                 five digits behind a blank
 *     <capital>             a word that begins with a capital, an acronym too
 *     <own-country>         the country of the record, by its name or that of its people, with 's or without;
 *     <other-country>       any other; where the record is of no country, neither of the two
 *     <given-name>          a word of a list in kb.yaml
 *     <Industry>            the same, but in a headline, where a capital says nothing, none of them
 *     in <list> ~ <end>     with `not-in`: the name is where the `~` is; a list is "English, Korean and" or "and Dutch"
 *     $                     a sign that touches the name; there may be blanks behind , : ; and ., before a (, around an &
 */

import { wildcards } from '../knowledge/lists.js';
import { classOf, foldName, foldText, unitClass } from './fold.js';
import { keyOf, type Surroundings, type Word } from './surroundings.js';

type Part =
  | { readonly is: 'word'; readonly word: string; readonly capital: boolean; readonly endsAtComma: boolean }
  | {
      readonly is:
        | 'name'
        | 'names'
        | 'number'
        | 'end'
        | 'line'
        | 'list'
        | 'initial'
        | 'capital'
        | 'zip'
        | 'own-country'
        | 'other-country';
    }
  | { readonly is: 'one-of'; readonly words: WordList; readonly notInTitle: boolean }
  | { readonly is: 'sign'; readonly sign: string };

/** Folded words, with whether each wants its capital. */
interface WordList {
  readonly words: ReadonlyMap<string, boolean>;
  /** The keys of the words, by which phrases that begin with one of them are found. */
  readonly keys: readonly number[];
}

/** Lists by the sign that stands for them. */
export type WordLists = ReadonlyMap<string, WordList>;

/** The parts of a phrase from the name outward. */
export type Phrase = readonly Part[];

/** Word lists that were made ready, by their names and words: rules share them, and one has thousands of first names. */
export class ReadyLists {
  readonly #known = new Map<string, WordList>();

  of(lists: Readonly<Record<string, readonly string[]>>): WordLists {
    return new Map(
      Object.entries(lists).map(([name, words]) => {
        const key = `${name} ${words.join(' ')}`;
        const known = this.#known.get(key) ?? wordList(words);
        this.#known.set(key, known);
        return [`<${name}>`, known];
      }),
    );
  }
}

function wordList(texts: readonly string[]): WordList {
  const words = new Map(texts.map(word => [foldText(word), classOf(word.charCodeAt(0)) === unitClass.upper]));
  return { words, keys: Array.from(words.keys(), keyOfWord) };
}

function keyOfWord(word: string): number {
  const units = Array.from({ length: word.length }, (_, i) => word.charCodeAt(i));
  return keyOf(units, 0, units.length);
}

/** @param endsAtComma whether no comma may stand beside its words */
export function phraseOf(text: string, lists: WordLists, forward: boolean, endsAtComma = false): Phrase {
  const parts: Part[] = [];
  for (const piece of text.match(/<[\w-]+>|[^\s<]+|</g) ?? []) {
    const list = lists.get(piece.toLowerCase());
    const wildcard = /^<([a-zA-Z-]+)>$/.exec(piece)?.[1]?.toLowerCase();
    if (list !== undefined) {
      parts.push({ is: 'one-of', words: list, notInTitle: /^<\p{Lu}/u.test(piece) });
    } else if (wildcard !== undefined && wildcards.has(wildcard)) {
      parts.push({ is: wildcard as 'name' });
    } else {
      const { words, capitals } = foldName(piece);
      parts.push(
        ...words.map((word, i) => ({ is: 'word' as const, word, capital: capitals[i] === true, endsAtComma })),
      );
      if (words.length === 0) {
        parts.push({ is: 'sign', sign: piece });
      }
    }
  }
  return forward ? parts : parts.reverse();
}

/** A phrase on one side of a name, and perhaps another that must stand on the other side as well. */
interface Entry {
  readonly phrase: Phrase;
  readonly across: Phrase;
  /** Of one that begins with a capitalised word: what on the other side says that it does not count. */
  readonly unless: Phrases | undefined;
}

/** The phrases of one side of a name by what they begin with, so that hundreds of them cost no more than three. */
export class Phrases {
  readonly #forward: boolean;
  /** By the keys of words. */
  readonly #byWord = new Map<number, Entry[]>();
  /** Those that begin with a capitalised word, whichever. */
  readonly #byName: Entry[] = [];
  /** Those that begin with other members of a list. */
  readonly #byList: Entry[] = [];
  /** Those that begin with an initial, and those that begin with a country. */
  readonly #byInitial: Entry[] = [];
  readonly #byCountry: Entry[] = [];
  /** Those that begin with a sign, by the unit that is nearest to the name. */
  readonly #bySign = new Map<number, Entry[]>();
  /** Those that begin with the edge of a line. */
  readonly #byLine: Entry[] = [];
  readonly #byNumber: Entry[] = [];
  readonly #others: Entry[] = [];

  /** @param forward whether they stand behind the name */
  constructor(forward: boolean) {
    this.#forward = forward;
  }

  add(phrase: Phrase, across: Phrase = [], unless?: Phrases): void {
    const first = phrase[0];
    const entry = { phrase, across, unless: first?.is === 'name' ? unless : undefined };
    switch (first?.is) {
      case 'word':
        addAt(this.#byWord, keyOfWord(first.word), entry);
        break;
      case 'one-of':
        first.words.keys.forEach(key => addAt(this.#byWord, key, entry));
        break;
      case 'sign':
        addAt(this.#bySign, first.sign.charCodeAt(this.#forward ? 0 : first.sign.length - 1), entry);
        break;
      case 'name':
        this.#byName.push(entry);
        break;
      // None of them, or one and more.
      case 'names':
        this.add(phrase.slice(1), across);
        this.#byName.push(entry);
        break;
      case 'list':
        this.add(phrase.slice(1), across);
        this.#byList.push(entry);
        break;
      case 'initial':
        this.#byInitial.push(entry);
        break;
      case 'line':
        this.#byLine.push(entry);
        break;
      case 'number':
        this.#byNumber.push(entry);
        break;
      case 'own-country':
      case 'other-country':
        this.#byCountry.push(entry);
        break;
      default:
        this.#others.push(entry);
    }
  }

  /** Whether one of them stands at one side of a name, where it ends or starts, with what it asks for at the other. */
  stands(around: Surroundings, at: number, otherSide: number, home: string | undefined): boolean {
    const forward = this.#forward;
    const asksForWord = this.#byWord.size + this.#byName.length + this.#byNumber.length > 0;
    const word = asksForWord ? around.wordAt(at, forward, false) : undefined;
    return (
      (word !== undefined &&
        (this.#oneStands(this.#byWord.get(word.key), around, at, otherSide, home) ||
          (word.first === unitClass.upper && this.#oneStands(this.#byName, around, at, otherSide, home)))) ||
      (this.#byList.length > 0 &&
        around.pastList(at, forward) !== at &&
        this.#oneStands(this.#byList, around, at, otherSide, home)) ||
      (this.#byInitial.length > 0 &&
        mayBeInitial(around.text, at, forward) &&
        this.#oneStands(this.#byInitial, around, at, otherSide, home)) ||
      (this.#bySign.size > 0 &&
        this.#oneStands(this.#bySign.get(nearestUnit(around.text, at, forward)), around, at, otherSide, home)) ||
      (this.#byLine.length > 0 &&
        isEdge(around.text, at, forward) &&
        this.#oneStands(this.#byLine, around, at, otherSide, home)) ||
      (this.#byNumber.length > 0 &&
        word?.first === unitClass.digit &&
        this.#oneStands(this.#byNumber, around, at, otherSide, home)) ||
      (home !== undefined && this.#oneStands(this.#byCountry, around, at, otherSide, home)) ||
      this.#oneStands(this.#others, around, at, otherSide, home)
    );
  }

  #oneStands(
    entries: readonly Entry[] | undefined,
    around: Surroundings,
    at: number,
    otherSide: number,
    home: string | undefined,
  ): boolean {
    if (entries !== undefined) {
      for (const { phrase, across, unless } of entries) {
        const sign = across[0]?.is === 'sign' ? across[0].sign : '';
        if (
          (sign === '' || mayBeSign(around.text, otherSide, !this.#forward, sign)) &&
          // That the phrase begins so is known already; what stands across from it seldom does.
          matches(across, 0, around, otherSide, !this.#forward, home) &&
          matches(phrase, 0, around, at, this.#forward, home) &&
          unless?.stands(around, otherSide, at, home) !== true
        ) {
          return true;
        }
      }
    }
    return false;
  }
}

function addAt(entries: Map<number, Entry[]>, key: number, entry: Entry): void {
  const alike = entries.get(key);
  if (alike === undefined) {
    entries.set(key, [entry]);
  } else {
    alike.push(entry);
  }
}

/** Asked before what stands on the first side of a name is looked up word by word. */
function mayBeSign(text: string, at: number, forward: boolean, sign: string): boolean {
  return nearestUnit(text, at, forward) === sign.charCodeAt(forward ? 0 : sign.length - 1);
}

/** The unit beside an offset, past blanks. */
function nearestUnit(text: string, at: number, forward: boolean): number {
  const past = forward ? pastBlanksBehind(text, at) : pastBlanks(text, at) - 1;
  return text.charCodeAt(past);
}

/** Whether a comma stands between an offset and the word beside it. */
function hasComma(text: string, at: number, word: Word, forward: boolean): boolean {
  return (forward ? text.slice(at, word.start) : text.slice(word.end, at)).includes(',');
}

/** Whether a line ends at an offset, or starts there. */
function isEdge(text: string, at: number, forward: boolean): boolean {
  const unit = text.charAt(forward ? at : at - 1);
  return unit === '' || unit === '\n' || unit === '\r';
}

/** Signs that may have blanks behind them, and before them. */
const parting = /[,:;.&]$/;
const opening = /^[(&]/;

/** Behind the blanks that begin at an offset, a few at the most. */
function pastBlanksBehind(text: string, at: number): number {
  let start = at;
  while (start - at < 3 && text.charCodeAt(start) === 0x20) {
    start++;
  }
  return start;
}

/** A blank, or the end of a line, as behind "Best regards,". */
function isGap(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a;
}

/** Before the blanks that end at an offset, a few at the most. */
function pastBlanks(text: string, at: number): number {
  let end = at;
  while (at - end < 3 && isGap(text.charCodeAt(end - 1))) {
    end--;
  }
  return end;
}

/** Whether a phrase ends with a word that stands for itself; "al" goes on with a hyphen. */
function isLastWord(phrase: Phrase, index: number): boolean {
  const part = phrase[index];
  return phrase[index + 1] === undefined && (part?.is === 'one-of' || (part?.is === 'word' && part.capital));
}

/** "Co-operation" is no Co, nor is "Open-source" an Open. */
function goesOnInCompound(text: string, end: number): boolean {
  return classOf(text.charCodeAt(end)) === unitClass.hyphen && /^\p{L}/u.test(text.slice(end + 1, end + 3));
}

/** How many words a firm's name has at the most, and in capitals, as lists of sanctions have them. */
const mostNames = 4;
const mostCapitals = 7;

/** Behind the next word of a firm's name, or before it; `undefined` where it has none. */
function pastNameWord(around: Surroundings, from: number, forward: boolean, count: number): number | undefined {
  const word = count < mostNames ? around.wordAt(from, forward, true) : undefined;
  if (word !== undefined && around.isInName(word) && !(forward && around.endsLine(from, word))) {
    return forward ? word.end : word.start;
  }
  return forward && count < mostCapitals ? around.pastCapitals(from) : undefined;
}

/** Whether the parts from `index` on stand at `at`, read forward or backward. */
function matches(
  phrase: Phrase,
  index: number,
  around: Surroundings,
  at: number,
  forward: boolean,
  home: string | undefined,
): boolean {
  const { text } = around;
  const part = phrase[index];
  if (part === undefined) {
    return true;
  }
  switch (part.is) {
    case 'sign': {
      const end = forward || !parting.test(part.sign) ? at : pastBlanks(text, at);
      const from = !forward ? end - part.sign.length : opening.test(part.sign) ? pastBlanksBehind(text, at) : at;
      return (
        from >= 0 &&
        text.startsWith(part.sign, from) &&
        matches(phrase, index + 1, around, forward ? from + part.sign.length : from, forward, home)
      );
    }
    case 'end':
      return endOfPart.test(text.slice(at, at + 12)) && matches(phrase, index + 1, around, at, forward, home);
    case 'line':
      return isEdge(text, at, forward) && matches(phrase, index + 1, around, at, forward, home);
    case 'list':
      return matches(phrase, index + 1, around, around.pastList(at, forward), forward, home);
    case 'initial': {
      const past = pastInitial(around, at, forward);
      return past !== undefined && matches(phrase, index + 1, around, past, forward, home);
    }
    case 'capital': {
      const past = pastCapital(text, at, forward);
      return past !== undefined && matches(phrase, index + 1, around, past, forward, home);
    }
    case 'zip':
      return /^\s\d{5}(?!\d)/.test(text.slice(at, at + 7)) && matches(phrase, index + 1, around, at + 6, forward, home);
    case 'own-country':
    case 'other-country': {
      const { countries } = around;
      const own = home === undefined ? undefined : countries.countryOf(home);
      const beside = own === undefined ? undefined : countries.beside(text, at, forward);
      return (
        own !== undefined &&
        beside !== undefined &&
        beside.ids.includes(own) === (part.is === 'own-country') &&
        matches(phrase, index + 1, around, beside.at, forward, home)
      );
    }
    case 'names': {
      let from = at;
      for (let count = 0; ; count++) {
        if (matches(phrase, index + 1, around, from, forward, home)) {
          return true;
        }
        const past = pastNameWord(around, from, forward, count);
        if (past === undefined) {
          return false;
        }
        from = past;
      }
    }
    default: {
      // A surname follows its first name after blanks alone: in "Chad, Smith said" they are two people or more.
      const blanksOnly = part.is === 'name' || part.is === 'number' || (part.is === 'one-of' && !forward);
      const word = around.wordAt(at, forward, blanksOnly);
      return (
        word !== undefined &&
        reads(part, around, word, forward) &&
        !(forward && around.endsLine(at, word)) &&
        !(forward && isLastWord(phrase, index) && goesOnInCompound(text, word.end)) &&
        !(part.is === 'word' && part.endsAtComma && hasComma(text, at, word, forward)) &&
        matches(phrase, index + 1, around, forward ? word.end : word.start, forward, home)
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
      const capital = part.words.words.get(word.folded);
      return (
        capital !== undefined &&
        (!capital || word.first === unitClass.upper) &&
        !(part.notInTitle && around.isInTitle(word)) &&
        // "Swedish-speaking" does not speak.
        (capital || forward || classOf(around.text.charCodeAt(word.start - 1)) !== unitClass.hyphen)
      );
    }
    default:
      return around.isName(word);
  }
}

const initialBefore = /(?<![^\s(])\p{Lu}\.\s{1,2}$/u;
/** As a reference has it: "Jordan, M. (1999)"; "Iran, S. Korea" has none. */
const initialBehind = /^,?\s{1,2}\p{Lu}\.(?:\s?\p{Lu}\.){0,2}(?=\s?[(,;&]|\s*$)/u;

/** Asked of every name, and nearly never so: whether a dot stands where that of an initial would. */
function mayBeInitial(text: string, at: number, forward: boolean): boolean {
  const dot = forward ? at + (text.charAt(at) === ',' ? 3 : 2) : at - 2;
  return text.charAt(dot) === '.' || text.charAt(forward ? dot + 1 : dot - 1) === '.';
}

const capitalBefore = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}.'\u2019]*\s{0,3}$/u;
const capitalBehind = /^\s{1,3}\p{Lu}[\p{L}\p{M}.'\u2019-]*/u;
/** Longer than nearly every word. */
const wordReach = 30;

/** Behind a word with a capital, or before it. */
function pastCapital(text: string, at: number, forward: boolean): number | undefined {
  const match = forward
    ? capitalBehind.exec(text.slice(at, at + wordReach))
    : capitalBefore.exec(text.slice(Math.max(0, at - wordReach), at));
  return match === null ? undefined : forward ? at + match[0].length : at - match[0].length;
}

/** Behind a capital with a dot, or before it; a dotted acronym is none, nor is one of a record: "Israel, U.A.E., Bahrain". */
function pastInitial(around: Surroundings, at: number, forward: boolean): number | undefined {
  const { text } = around;
  if (!forward) {
    const match = initialBefore.exec(text.slice(Math.max(0, at - 8), at));
    return match === null ? undefined : at - match[0].length;
  }
  const match = initialBehind.exec(text.slice(at, at + 16));
  const start = at + (match?.[0].search(/\p{Lu}/u) ?? 0);
  return match === null || around.knows(start, start + 1) ? undefined : at + match[0].length;
}

/**
 * Closing quotes and emphasis, then a mark that ends a sentence or a part of it; or nothing more. Texts that were cut
 * into words have a blank before the mark.
 */
const endOfPart =
  /^["'\u201d\u2019*_\])]{0,3}(?: ?[.,;:!?)\u2026\u2013\u2014]|\s+[\u2013\u2014-]\s|\s*$|[ \t]*\r?\n[ \t]*\r?\n)/;
