/**
 * Folding: what two spellings of one name have in common.
 *
 * Analysts write "Côte d'Ivoire", "Cote d’Ivoire" and "CÔTE D'IVOIRE" and mean one country. A text is therefore read
 * as words of folded units: lower case, without accents. The text itself is never copied or changed, so every offset
 * stays an offset into what the analyst wrote.
 *
 * A table of 65,536 entries gives the class and the folded form of a UTF-16 unit. ASCII is filled at once and the rest
 * on first use, since filling all of it would cost more than reading most documents.
 */

/** Classes of a unit. Everything from `lower` on belongs to a word. */
export const unitClass = {
  unknown: 0,
  blank: 1,
  newline: 2,
  hyphen: 3,
  apostrophe: 4,
  dot: 5,
  other: 6,
  lower: 7,
  upper: 8,
  digit: 9,
  /** A letter of a script without case, such as Arabic. */
  uncased: 10,
  /** Han, kana and Hangul: written without blanks, so each unit is a word of its own. */
  ideograph: 11,
  mark: 12,
  /** Soft hyphens, joiners, direction marks: in the middle of a word they mean nothing. */
  ignorable: 13,
} as const;

/**
 * For every unit, in the lower half its folded unit, in the upper half one bit for its class; 0 means: ask `classOf`
 * first. For loops that read it directly, with the masks below; one look instead of two.
 */
export const unitTable: Uint32Array = new Uint32Array(0x10000);

const bitOf = (value: number): number => 0x10000 << value;

/** Masks for entries of the table. */
export const unitMask = {
  folded: 0xffff,
  lower: bitOf(unitClass.lower),
  upper: bitOf(unitClass.upper),
  uncased: bitOf(unitClass.uncased),
  ideograph: bitOf(unitClass.ideograph),
  dot: bitOf(unitClass.dot),
  other: bitOf(unitClass.other),
  newline: bitOf(unitClass.newline),
  blank: bitOf(unitClass.blank),
  hyphen: bitOf(unitClass.hyphen),
  apostrophe: bitOf(unitClass.apostrophe),
  /** What a word is made of. */
  letter:
    bitOf(unitClass.lower) |
    bitOf(unitClass.upper) |
    bitOf(unitClass.digit) |
    bitOf(unitClass.uncased) |
    bitOf(unitClass.ideograph),
  /** What in the middle of a word means nothing. */
  silent: bitOf(unitClass.mark) | bitOf(unitClass.ignorable),
  ignorable: bitOf(unitClass.ignorable),
} as const;

/** What goes on with a word; an ideograph is a word by itself, also behind letters. */
export const goesOnInWord = (unitMask.letter | unitMask.silent) & ~unitMask.ideograph;

/** The entry of the table, filled if it was not yet. */
export function entryOf(unit: number): number {
  return unitTable[unit] || classify(unit);
}

export function classOf(unit: number): number {
  return 15 - Math.clz32(entryOf(unit));
}

export function foldOf(unit: number): number {
  return entryOf(unit) & unitMask.folded;
}

export function isWordClass(value: number): boolean {
  return value >= unitClass.lower;
}

const hyphens = '-\u2010\u2011\u2012\u2013\u2212\uFE63\uFF0D';
const apostrophes = "'\u2018\u2019\u201B\u02BC\u02BB\u2032\u00B4\u02B9\u0374\uFF07";
// oxlint-disable-next-line no-misleading-character-class -- each unit of the set is meant by itself
const ignorables = /[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF]/;
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Letters that Unicode does not decompose but that writers without the keyboard replace. */
const plainLetters = new Map([
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ə', 'e'],
  // At the end of a word, where a text in capitals has Σ.
  ['ς', 'σ'],
]);

/** Ligatures with which PDFs are set, from U+FB00 on: units that fold to several letters. */
const ligatures = ['ff', 'fi', 'fl', 'ffi', 'ffl', 'st', 'st'];
export const firstLigature = 0xfb00;

/** The letters to which a unit folds, if they are several; else nothing. */
export function ligatureOf(unit: number): string {
  return unit < firstLigature ? '' : (ligatures[unit - firstLigature] ?? '');
}

/** A text with the letters of its ligatures side by side. */
export function withoutLigatures(text: string): string {
  return text.replace(/[\ufb00-\ufb06]/g, unit => ligatureOf(unit.charCodeAt(0)));
}

/** Fills the table for one unit and gives its entry. */
function classify(unit: number): number {
  const character = String.fromCharCode(unit);
  const value = classOfCharacter(unit, character);
  const folded =
    value === unitClass.upper || value === unitClass.lower || value === unitClass.uncased
      ? foldLetter(narrow(character))
      : value === unitClass.digit
        ? narrow(character).charCodeAt(0)
        : unit;
  const entry = bitOf(value) | folded;
  unitTable[unit] = entry;
  return entry;
}

function classOfCharacter(unit: number, character: string): number {
  if (character === '\n' || character === '\r' || character === '\u2028' || character === '\u2029') {
    return unitClass.newline;
  }
  if (/[\s\u00A0]/.test(character) && unit !== 0xfeff) {
    return unitClass.blank;
  }
  if (hyphens.includes(character)) {
    return unitClass.hyphen;
  }
  if (apostrophes.includes(character)) {
    return unitClass.apostrophe;
  }
  if (character === '.') {
    return unitClass.dot;
  }
  if (ignorables.test(character)) {
    return unitClass.ignorable;
  }
  // Half of a pair: an emoji or a rare letter. Names in such scripts are not recognised.
  if (unit >= 0xd800 && unit <= 0xdfff) {
    return unitClass.other;
  }
  if (/\p{M}/u.test(character)) {
    return unitClass.mark;
  }
  // Superscripts are marks of notes and belong to no word.
  if (/[\p{Nd}\p{Nl}]/u.test(character)) {
    return unitClass.digit;
  }
  if (!/\p{L}/u.test(character)) {
    return unitClass.other;
  }
  if (ideographs.test(character)) {
    return unitClass.ideograph;
  }
  if (/[\p{Lu}\p{Lt}]/u.test(character)) {
    return unitClass.upper;
  }
  return /\p{Ll}/u.test(character) ? unitClass.lower : unitClass.uncased;
}

/** Of the wide letters and digits that texts in Chinese and Japanese have, Ｇ７, the ordinary ones. */
function narrow(character: string): string {
  return character >= '\uFF01' && character <= '\uFF5E' ? character.normalize('NFKC') : character;
}

function foldLetter(character: string): number {
  const lower = character.toLowerCase();
  const [base = lower, ...rest] = lower.normalize('NFD');
  // A letter with accents is the letter. A letter that decomposes into letters is not.
  const plain = rest.every(part => /\p{M}/u.test(part)) ? base : lower;
  return (plainLetters.get(plain) ?? plain).charCodeAt(0);
}

for (let unit = 0; unit < 0x80; unit++) {
  classify(unit);
}

/** A name folded to units: its words with what stands between them, as the index holds them. Used again for the next. */
export class FoldedUnits {
  readonly units: number[] = [];
  length = 0;
  words = 0;
  /** Bit `k`: word `k` begins with a capital; of the first 32. */
  capitals = 0;
  allCapitals = false;
  /** The sign behind the last word that belongs to the name: a parenthesis, or the dot of "U. S."; else 0. */
  closing = 0;
  /** Whether a letter has an accent, or is none of ASCII. */
  isAccented = false;
}

export function foldInto(text: string, into: FoldedUnits): void {
  const { units } = into;
  let length = 0;
  let words = 0;
  let capitals = 0;
  let cases = 0;
  let separator = 0x20;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    let entry = entryOf(unit);
    if ((entry & unitMask.letter) === 0) {
      separator = (entry & (unitMask.other | unitMask.dot)) === 0 ? separator : unit;
      at++;
      continue;
    }
    if (words > 0) {
      units[length++] = separator;
    }
    capitals |= (entry & unitMask.upper) !== 0 && words < 32 ? 1 << words : 0;
    words++;
    separator = 0x20;
    const dotted =
      (entry & unitMask.upper) !== 0 && text.charCodeAt(at + 1) === 0x2e ? dottedEnd(text, at, text.length) : 0;
    const goesOn = (entry & unitMask.ideograph) === 0 ? goesOnInWord : 0;
    do {
      if ((entry & unitMask.letter) !== 0) {
        const folded = entry & unitMask.folded;
        const ligature = ligatureOf(folded);
        units[length++] = ligature === '' ? folded : ligature.charCodeAt(0);
        for (let i = 1; i < ligature.length; i++) {
          units[length++] = ligature.charCodeAt(i);
        }
        cases |= entry;
      }
      at++;
      entry = at < text.length ? entryOf(text.charCodeAt(at)) : 0;
    } while (at < dotted || (dotted === 0 && (entry & goesOn) !== 0));
  }
  into.length = length;
  into.words = words;
  into.capitals = capitals >>> 0;
  into.allCapitals = (cases & unitMask.upper) !== 0 && (cases & unitMask.lower) === 0;
  into.closing = closingOf(text.trimEnd());
  into.isAccented = accented.test(text);
}

const accented = /[\u00c0-\u024f\u1e00-\u1eff]|\p{M}/u;

function closingOf(text: string): number {
  return text.endsWith(')') || / \p{Lu}\.$/u.test(text) ? text.charCodeAt(text.length - 1) : 0;
}

/** In a folded name, what is no part of a word stands between two. */
export function isSeparator(unit: number): boolean {
  // Of ASCII, folded words hold digits and small letters alone.
  return unit < 0x30 || (unit > 0x39 && unit < 0x61) || (unit > 0x7a && classOf(unit) < unitClass.lower);
}

/** The words of a name, folded, and for each whether it begins with a capital. */
export interface FoldedName {
  readonly words: readonly string[];
  readonly capitals: readonly boolean[];
}

export function foldName(text: string): FoldedName {
  const folded = new FoldedUnits();
  foldInto(text, folded);
  const words: string[] = [];
  let word = '';
  for (let i = 0; i <= folded.length; i++) {
    const unit = folded.units[i] ?? 0x20;
    if (i === folded.length || isSeparator(unit)) {
      if (folded.words > 0) {
        words.push(word);
      }
      word = '';
    } else {
      word += String.fromCharCode(unit);
    }
  }
  return { words, capitals: words.map((_, index) => ((folded.capitals >>> index) & 1) === 1) };
}

/** A text folded to its words with single blanks between them; for comparing and for search boxes. */
export function foldText(text: string): string {
  const folded = new FoldedUnits();
  foldInto(text, folded);
  const units = folded.units.map(unit => (isSeparator(unit) ? 0x20 : unit));
  let words = '';
  for (let at = 0; at < units.length; at += mostAtOnce) {
    words += String.fromCharCode(...(units.length <= mostAtOnce ? units : units.slice(at, at + mostAtOnce)));
  }
  return words;
}

/** As many arguments as a call surely takes. */
const mostAtOnce = 4096;

/**
 * Where the word that starts at `at` ends. A dotted acronym, `U.S.` or `D.P.R.K`, is one word with its dots, the last
 * one included; an ideograph is a word by itself.
 */
export function wordEnd(text: string, at: number, limit = text.length): number {
  const first = classOf(text.charCodeAt(at));
  if (first === unitClass.ideograph) {
    return at + 1;
  }
  if (first === unitClass.upper) {
    const dotted = dottedEnd(text, at, limit);
    if (dotted > 0) {
      return dotted;
    }
  }
  let end = at + 1;
  while (end < limit) {
    const value = classOf(text.charCodeAt(end));
    if (value < unitClass.lower || value === unitClass.ideograph) {
      break;
    }
    end++;
  }
  return end;
}

/** The end of a dotted acronym of at least two capitals at `at`, or 0. */
export function dottedEnd(text: string, at: number, limit: number): number {
  let letters = 1;
  let end = at + 1;
  while (
    end + 1 < limit &&
    text.charCodeAt(end) === 0x2e &&
    classOf(text.charCodeAt(end + 1)) === unitClass.upper &&
    (end + 2 >= limit || !isWordClass(classOf(text.charCodeAt(end + 2))))
  ) {
    letters++;
    end += 2;
  }
  if (letters < 2) {
    return 0;
  }
  return end < limit && text.charCodeAt(end) === 0x2e ? end + 1 : end;
}
