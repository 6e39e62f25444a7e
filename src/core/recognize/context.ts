/**
 * Context rules: which words around a name keep it from meaning its record.
 *
 * "Georgia Tech" is no state of the Caucasus and "Michael Jordan" no kingdom. Such rules stand in the records, where
 * their authors can read and change them; here they are only applied.
 */

import type { ContextRule } from '../knowledge/model.js';
import { classOf, foldName, foldOf, unitClass, wordEnd } from './fold.js';

interface Phrase {
  readonly words: readonly string[];
  readonly capitals: readonly boolean[];
  readonly wildcard?: 'name' | 'number';
}

/** A rule made ready for comparing. */
export interface CompiledRule {
  readonly documentHas: readonly string[];
  readonly paragraphHas: readonly string[];
  readonly before: readonly Phrase[];
  readonly after: readonly Phrase[];
  readonly notBefore: readonly Phrase[];
  readonly notAfter: readonly Phrase[];
}

export function compileRule(rule: ContextRule): CompiledRule {
  return {
    documentHas: rule.documentHas ?? [],
    paragraphHas: rule.paragraphHas ?? [],
    before: (rule.before ?? []).map(compilePhrase),
    after: (rule.after ?? []).map(compilePhrase),
    notBefore: (rule.notBefore ?? []).map(compilePhrase),
    notAfter: (rule.notAfter ?? []).map(compilePhrase),
  };
}

function compilePhrase(text: string): Phrase {
  if (text === '<Name>') {
    return { words: [], capitals: [], wildcard: 'name' };
  }
  if (text === '<number>') {
    return { words: [], capitals: [], wildcard: 'number' };
  }
  const { words, capitals } = foldName(text);
  return { words, capitals };
}

/** Whether a name, known from the records, begins (`forward`) or ends at the word from `start` to `end`. */
export type KnowsWord = (start: number, end: number) => boolean;

/** Whether the words around `start` to `end` let the name stand. */
export function allows(rule: CompiledRule, text: string, start: number, end: number, knows: KnowsWord): boolean {
  return (
    !rule.notBefore.some(phrase => follows(phrase, text, end, knows)) &&
    !rule.notAfter.some(phrase => precedes(phrase, text, start, knows)) &&
    (rule.before.length === 0 || rule.before.some(phrase => follows(phrase, text, end, knows))) &&
    (rule.after.length === 0 || rule.after.some(phrase => precedes(phrase, text, start, knows)))
  );
}

function follows(phrase: Phrase, text: string, end: number, knows: KnowsWord): boolean {
  if (phrase.wildcard !== undefined) {
    // A surname follows its first name after blanks alone: in "Chad, Smith said" they are two people or more.
    const word = wordAfter(text, end, phrase.wildcard === 'name');
    return word !== undefined && isWildcard(phrase.wildcard, text, word, knows);
  }
  let at = end;
  for (let i = 0; i < phrase.words.length; i++) {
    const word = wordAfter(text, at, false);
    if (word === undefined || !reads(text, word, phrase, i)) {
      return false;
    }
    at = word.end;
  }
  return true;
}

function precedes(phrase: Phrase, text: string, start: number, knows: KnowsWord): boolean {
  if (phrase.wildcard !== undefined) {
    const word = wordBefore(text, start, phrase.wildcard === 'name');
    return word !== undefined && isWildcard(phrase.wildcard, text, word, knows);
  }
  let at = start;
  for (let i = phrase.words.length - 1; i >= 0; i--) {
    const word = wordBefore(text, at, false);
    if (word === undefined || !reads(text, word, phrase, i)) {
      return false;
    }
    at = word.start;
  }
  return true;
}

interface Word {
  readonly start: number;
  readonly end: number;
}

function reads(text: string, word: Word, phrase: Phrase, index: number): boolean {
  if (phrase.capitals[index] === true && classOf(text.charCodeAt(word.start)) !== unitClass.upper) {
    return false;
  }
  return foldedWord(text, word) === phrase.words[index];
}

export function foldedWord(text: string, word: Word): string {
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
    'president prime minister ministers foreign secretary king queen prince princess premier chancellor ambassador general director spokesman ' +
    'spokeswoman government parliament army police officials republic kingdom state north south east west northern southern eastern western ' +
    'central new old former ex mr mrs ms dr sir'
  ).split(' '),
);

function isWildcard(wildcard: 'name' | 'number', text: string, word: Word, knows: KnowsWord): boolean {
  const first = classOf(text.charCodeAt(word.start));
  if (wildcard === 'number') {
    return first === unitClass.digit;
  }
  return (
    first === unitClass.upper &&
    word.end - word.start > 1 &&
    classOf(text.charCodeAt(word.start + 1)) === unitClass.lower &&
    !noNames.has(foldedWord(text, word)) &&
    !knows(word.start, word.end)
  );
}

/** The word behind `at`; a possessive ending in between does not count, nor do a comma, a hyphen or emphasis. */
function wordAfter(text: string, at: number, blanksOnly: boolean): Word | undefined {
  let from = at;
  if (
    !blanksOnly &&
    classOf(text.charCodeAt(from)) === unitClass.apostrophe &&
    /s\b/y.test(text.slice(from + 1, from + 3))
  ) {
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

/** The word before `at`. */
export function wordBefore(text: string, at: number, blanksOnly: boolean): Word | undefined {
  let end = at;
  let newlines = 0;
  while (end > 0) {
    const value = classOf(text.charCodeAt(end - 1));
    if (value >= unitClass.lower) {
      break;
    }
    newlines += value === unitClass.newline ? 1 : 0;
    if (newlines > 1 || !isBridge(text, end - 1, value, blanksOnly)) {
      return undefined;
    }
    end--;
  }
  let start = end;
  while (start > 0 && classOf(text.charCodeAt(start - 1)) >= unitClass.lower) {
    start--;
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
