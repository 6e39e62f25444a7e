/**
 * The words around the names of a text, which context rules ask for. Many rules ask for the same ones, so each is looked
 * at once.
 */

import type { Countries } from './countries.js';
import { classOf, foldOf, ligatureOf, unitClass, wordEnd } from './fold.js';
import { startHash } from './hash.js';
import { addFolded } from './units.js';

/** Whether a name, known from the records, begins at the word from `start` to `end`. */
export type KnowsWord = (start: number, end: number) => boolean;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A word beside a name, with what has been found out about it. */
export class Word implements Place {
  readonly start: number;
  readonly end: number;
  /** Words that fold alike have the same; others hardly ever. */
  readonly key: number;
  /** The class of its first letter. */
  readonly first: number;
  isInName: boolean | undefined;
  readonly #text: string;
  #folded: string | undefined;

  constructor(text: string, units: Uint16Array, { start, end }: Place) {
    this.start = start;
    this.end = end;
    this.key = keyOf(units, start, end);
    this.first = classOf(units[start] ?? 0);
    this.#text = text;
  }

  get folded(): string {
    this.#folded ??= foldedWord(this.#text, this);
    return this.#folded;
  }
}

/** The key of a word of units: a hash of its folded letters, in 31 bits with the sign, as engines keep numbers best. */
export function keyOf(units: ArrayLike<number>, from: number, to: number): number {
  return addFolded(startHash, units, from, to) >> 1;
}

/** A power of two. */
const mostAsked = 32;

/** The words of one block at a time. */
export class Surroundings {
  readonly knows: KnowsWord;
  readonly countries: Countries;
  text = '';
  #units: Uint16Array = new Uint16Array(0);
  /** The words that were asked for last, by their keys. */
  readonly #keys = new Int32Array(mostAsked);
  readonly #words = Array<Word | undefined>(mostAsked).fill(undefined);
  readonly #lists = new Map<number, number>();
  /** The line that was looked at last, and whether it has small letters. */
  #line: string | undefined;
  #lineHasSmall = false;
  /** Of the longest line, once it has been looked for. */
  #longest = -1;

  constructor(knows: KnowsWord, countries: Countries) {
    this.knows = knows;
    this.countries = countries;
  }

  /** @param units those of the text, of which `unitTable` knows all */
  read(text: string, units: Uint16Array): void {
    this.text = text;
    this.#units = units;
    this.#keys.fill(-1);
    this.#longest = -1;
    if (this.#lists.size > 0) {
      this.#lists.clear();
    }
  }

  /** The word behind an offset or before it, with blanks alone or with a mark or two between. */
  wordAt(at: number, forward: boolean, blanksOnly: boolean): Word | undefined {
    const key = at * 4 + (forward ? 2 : 0) + (blanksOnly ? 1 : 0);
    // The offset's lowest bits and the kind, so that what is asked around one name mostly has places of its own.
    const slot = key & (mostAsked - 1);
    if (this.#keys[slot] === key) {
      return this.#words[slot];
    }
    const place = forward ? this.#wordAfter(at, blanksOnly) : this.#wordBefore(at, blanksOnly);
    const word = place === undefined ? undefined : new Word(this.text, this.#units, place);
    this.#keys[slot] = key;
    this.#words[slot] = word;
    return word;
  }

  /**
   * Whether a line ends between a name and the word behind it, and not because it was full: the word has a capital, and
   * the line is short, it is that of a record, or the word would still have fitted into one as long as the longest.
   */
  endsLine(at: number, word: Word): boolean {
    const { text } = this;
    // Not looked for in the rest of the line, which may have a megabyte.
    const gap = word.first === unitClass.upper ? text.slice(at, word.start).indexOf('\n') : -1;
    if (gap < 0) {
      return false;
    }
    const newline = at + gap;
    const start = text.lastIndexOf('\n', at - 1) + 1;
    const length = newline - start;
    return (
      length < shortLine ||
      length + 1 + word.end - word.start <= this.#longestLine() ||
      fieldLabel.test(text.slice(start, newline))
    );
  }

  #longestLine(): number {
    if (this.#longest < 0) {
      this.#longest = this.text.split('\n').reduce((longest, line) => Math.max(longest, line.length), 0);
    }
    return this.#longest;
  }

  /** Whether a word may be a surname, a brand: a capital and small letters, no title, no day, no name of a record. */
  isName(word: Word): boolean {
    return this.isInName(word) && !publicWords.has(word.folded);
  }

  /** Whether a word may stand in somebody's name of several words. */
  isInName(word: Word): boolean {
    word.isInName ??=
      word.first === unitClass.upper &&
      word.end - word.start > 1 &&
      classOf(this.text.charCodeAt(word.start + 1)) === unitClass.lower &&
      !noNames.has(word.folded) &&
      !this.knows(word.start, word.end) &&
      !this.isInTitle(word);
    return word.isInName;
  }

  /** Behind a word in capitals that follows one in capitals; a line of capitals alone is a headline, and tells nothing. */
  pastCapitals(at: number): number | undefined {
    const { text } = this;
    if (classOf(text.charCodeAt(at - 1)) !== unitClass.upper || classOf(text.charCodeAt(at - 2)) !== unitClass.upper) {
      return undefined;
    }
    capitalsBehind.lastIndex = at;
    const word = capitalsBehind.exec(text);
    return word !== null && this.#hasSmallInLine(at) ? at + word[0].length : undefined;
  }

  #hasSmallInLine(at: number): boolean {
    const end = this.text.indexOf('\n', at);
    const line = this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, end < 0 ? this.text.length : end);
    if (line !== this.#line) {
      this.#line = line;
      this.#lineHasSmall = hasSmall(line);
    }
    return this.#lineHasSmall;
  }

  /** In a heading such as "Iran Nuclear Programme", where every longer word has a capital, a capital says nothing. */
  isInTitle(word: Place): boolean {
    const { text } = this;
    const before = text.slice(Math.max(0, word.start - titleReach), word.start);
    const behind = text.slice(word.end, word.end + titleReach);
    const newline = behind.indexOf('\n');
    const left = before.slice(before.lastIndexOf('\n') + 1);
    const right = newline < 0 ? behind : behind.slice(0, newline);
    if (byLine.test(left)) {
      return false;
    }
    const isHeading =
      !hasSmallWord(left) && !hasSmallWord(right) && !(newline >= 0 && goesOn.test(behind.slice(newline)));
    return isHeading && !(closesSentence.test(right) && (hasSmall(left) || hasSmall(right)));
  }

  /** Past the other members of a list that a name stands in: "English, Korean and" before it, ", Dutch or Greek" behind. */
  pastList(at: number, forward: boolean): number {
    const key = at * 2 + (forward ? 1 : 0);
    let past = this.#lists.get(key);
    if (past === undefined) {
      past = skipList(this.text, at, forward);
      this.#lists.set(key, past);
    }
    return past;
  }

  /** The word behind `at`; a possessive ending in between does not count, nor do a comma, a hyphen or emphasis. */
  #wordAfter(at: number, blanksOnly: boolean): Place | undefined {
    const units = this.#units;
    const { length } = this.text;
    let from = at;
    if (!blanksOnly && isOwner(this.text, from)) {
      from += 2;
    }
    let newlines = 0;
    for (; from < length; from++) {
      const value = classOf(units[from] ?? 0);
      if (value >= unitClass.lower) {
        return value >= unitClass.mark ? undefined : { start: from, end: wordEnd(this.text, from) };
      }
      newlines += value === unitClass.newline ? 1 : 0;
      if (newlines > 1 || !isBridge(units[from] ?? 0, value, blanksOnly)) {
        return undefined;
      }
    }
    return undefined;
  }

  /** The word before `at`. */
  #wordBefore(at: number, blanksOnly: boolean): Place | undefined {
    const units = this.#units;
    let end = at;
    let newlines = 0;
    for (; end > 0; end--) {
      const value = classOf(units[end - 1] ?? 0);
      if (value >= unitClass.lower) {
        break;
      }
      newlines += value === unitClass.newline ? 1 : 0;
      if (value === unitClass.dot && end < at && titleWithDot.test(this.text.slice(Math.max(0, end - 6), end))) {
        end--;
        break;
      }
      if (newlines > 1 || !isBridge(units[end - 1] ?? 0, value, blanksOnly)) {
        return undefined;
      }
    }
    if (end > 0 && classOf(units[end - 1] ?? 0) === unitClass.ideograph) {
      return { start: end - 1, end };
    }
    let start = end;
    for (; start > 0; start--) {
      const value = classOf(units[start - 1] ?? 0);
      if (value < unitClass.lower || value === unitClass.ideograph) {
        break;
      }
    }
    return start === end ? undefined : { start, end };
  }
}

/** Titles that are written with a dot, which ends no sentence. */
const titleWithDot = /(?<!\p{L})(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|Rev|Hon)\.$/u;

const bridges = [',', '*', '_', '"'].map(sign => sign.charCodeAt(0));

function isBridge(unit: number, value: number, blanksOnly: boolean): boolean {
  if (value === unitClass.blank || value === unitClass.newline) {
    return true;
  }
  return !blanksOnly && (value === unitClass.hyphen || value === unitClass.apostrophe || bridges.includes(unit));
}

/** Whether a possessive ending stands at `at`. */
function isOwner(text: string, at: number): boolean {
  return classOf(text.charCodeAt(at)) === unitClass.apostrophe && /^s\b/i.test(text.slice(at + 1, at + 3));
}

/** Whether what stands behind a name has a name of its own: "China's National Petroleum Corporation". */
export function ownsName(text: string, end: number): boolean {
  return isOwner(text, end) && /^\s+\p{Lu}/u.test(text.slice(end + 2, end + 6));
}

/** A line that was broken because it was full has at least so many units. */
const shortLine = 45;
/** What a line of a record begins with: `nationality: Iran`. */
const fieldLabel = /^[ \t>*-]{0,9}\p{L}[\p{L} ]{0,30}:\s/u;

const listAhead =
  /(?: ?,\s{1,3}\p{Lu}[\p{L}-]{1,20}){0,6}(?: ?,)?\s{1,3}(?:and|or)\s{1,3}(?:in\s{1,3})?\p{Lu}[\p{L}-]{1,20}|(?:\/\p{Lu}[\p{L}-]{1,20}){1,6}/uy;
/** A member may have a word of its own in brackets: "Portuguese (official), Spanish and". */
const listBehind =
  /(?:\p{Lu}[\p{L}-]{1,20}(?:\s\(\p{Ll}[\p{Ll} ]{1,20}\))?(?: ?,\s{1,3}|(?: ?,)?\s{1,3}(?:and|or)\s{1,3}|\/)){1,6}$/u;

function skipList(text: string, at: number, forward: boolean): number {
  if (forward) {
    if (!/[\s,/]/.test(text.charAt(at))) {
      return at;
    }
    listAhead.lastIndex = at;
    return at + (listAhead.exec(text)?.[0].length ?? 0);
  }
  if (!/(?:(?:,|and|or)\s{1,3}|\/)$/.test(text.slice(Math.max(0, at - 6), at))) {
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
      folded += ligatureOf(unit) || String.fromCharCode(foldOf(unit));
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
    'president prime minister ministers secretary king queen prince princess premier chancellor ambassador director spokesman ' +
    'spokeswoman officials mr mrs ms dr sir vice deputy senator against about central national state federal kingdom republic'
  ).split(' '),
);

/**
 * Words of states and peoples, of what is between states, and of sports: a country with one behind it is no brand, as "Japan
 * Tobacco" is, though they may stand in a firm's name that says more.
 */
const publicWords = new Set(
  (
    'foreign general government parliament army police north south east west northern southern eastern western ' +
    'new old former ex defence defense trade finance interior energy justice health navy air force supreme court ' +
    'royal house senate congress agriculture education environment transport labour labor tourism immigration fisheries ' +
    'culture economy economic planning industry commerce communications sports sport youth home social public civil security ' +
    'intelligence customs revenue tax treasury high appeal appeals constitutional electoral election elections parliamentary ' +
    'prosecutor attorney solicitor consul consulate embassy commissioner delegate delegation negotiator captain coach manager ' +
    'cricket rugby football soccer hockey basketball tennis olympic conservative democratic liberal socialist communist opposition ' +
    'party oil water resources mines armed military chief chairman governor mission team squad ' +
    'agreement agreements treaty treaties accord accords pact memorandum deal protocol convention summit dialogue talks ' +
    'agenda declaration consensus framework roadmap compact communique negotiations partnership initiative conference relations policy strategy sanctions embargo regulations act order resolution ' +
    'regime mandate war crisis conflict invasion occupation coup border peace ceasefire armistice referendum process question ' +
    'issue campaign debate inquiry affair affairs nuclear missile programme program desk unit section division directorate ' +
    'department envoy representative coordinator task working contact support monitoring veterans analyst analysts expert experts ' +
    'interim acting transitional caretaker crown first sovereign rapid revolutionary provisional governing ruling ' +
    'islamist islamic muslim christian jewish hindu sikh buddhist shia shiite sunni arab kurd kurds kurdish tuareg rohingya fulani ' +
    'problem quartet humanitarian accountability data peoples ministry ministries assembly legislature cabinet statement cannot women men girls boys lions schools juniors veterans ' +
    'hutu tutsi pashtun tamil uighur uyghur houthi houthis hezbollah taliban maoist maoists jihadist rebels militants insurgents'
  ).split(' '),
);

const capitalsBehind = /[ \t]{1,2}\p{Lu}[\p{Lu}\d&.'\u2019]*\p{Lu}(?:-\p{Lu}+)?(?![\p{L}\d])/uy;

/** A heading has no dot at its end, unless a whole text of capitals was cut into words. */
const closesSentence = /\p{L}[.!?]["'\u201d\u2019)*_]{0,3}\s*$/u;

/** A line that lists people has capitals, and is no heading: "By Jordan Kowalski", "Cc: Georgia Papadopoulos". */
const byLine =
  /^[ \t>*_-]{0,9}(?:(?:written |reported |reporting |edited |editing )?by[ \t]|(?:authors?|from|to|cc|bcc|participants?|present|attendees?|speakers?|contacts?)[*_]{0,2}:)/iu;

/** The next line goes on with a small letter, so that the one before is a part of a paragraph. */
const goesOn = /^\n[ \t>]{0,9}\p{Ll}/u;

function hasSmall(text: string): boolean {
  return /\p{Ll}/u.test(text);
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
