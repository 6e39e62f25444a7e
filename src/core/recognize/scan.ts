/**
 * The scan: from a text to the places that may be names.
 *
 * Only words that can begin a name are looked at closely: those with a capital, a digit or an uncased letter, and the
 * few lower-case beginnings that the records list. From such a word a name is followed for as long as the index says
 * that one goes on like this (`endings.ts`); the longest form that agrees in case and context wins. Where a form depends
 * on the rest of the document ("the North"), it is reported as conditional and the shorter readings with it, and whoever
 * resolves the candidates decides.
 */

import { nameRoles } from '../knowledge/model.js';
import { allows, type Bearer, bearerOf, type CompiledRule, isTown } from './context.js';
import type { Countries } from './countries.js';
import { Endings } from './endings.js';
import { ligatureOf, unitMask, unitTable, wordEnd } from './fold.js';
import { caseMode, entryType, nameFlags, type NameForms } from './forms.js';
import { powerOfTwo } from './hash.js';
import { headlineAround, mayBeWord, noHeadline } from './headlines.js';
import { filterBits, type NameIndex, startBits, startsAt } from './nameIndex.js';
import { behindPin } from './pins.js';
import { type Candidate, nothing, type Reading, Readings } from './readings.js';
import type { Regions } from './regions.js';
import { andLength, foldWords, isAfterAnd, jointEnd, mayJoin, mostSharing, pluralsAt } from './sharedHeads.js';
import { capitalsOf, traits } from './seenForms.js';
import { foldedWord, Surroundings } from './surroundings.js';
import { bytesBelow, highBits, lettersOf, mayBeginIn, unitKind, Units, wordBytes, worthALook } from './units.js';
import { isCutByMarkup } from './wordMarkup.js';

/** How often a text must say that a name is a person's; once, a person and a place of that name may meet in it. */
export const leastOfPerson = 2;

/** What a block tells of a name that people bear too stands among its watched forms, below them. */
export const bornBy = (form: number, bearer: 'person' | 'place' | 'town'): number =>
  -4 * form - (bearer === 'person' ? 2 : bearer === 'place' ? 3 : 4);

/** What stands in a block; offsets are counted from its start. */
export interface ScanResult {
  /** Valid until the next scan. */
  readonly candidates: Candidates;
  /** The watched forms that occur, some perhaps several times. */
  readonly watched: readonly number[];
  /** Where a patterned name may begin, with the end of the word that says so. */
  readonly patterns: readonly { readonly start: number; readonly end: number }[];
}

/** Candidates as columns, used again for every block: most are mentions at once, and need no object before. */
export class Candidates {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** The form of each whose readings are those of its only entry, and nothing else; else -1. */
  readonly forms: number[] = [];
  readonly #readings: (Readings | undefined)[] = [];
  count = 0;
  /** Whether no reading depends on the rest of the document. */
  areSettled = true;
  /** Whether they stand from left to right, the longer one first. */
  areInOrder = true;

  clear(): void {
    this.count = 0;
    this.areSettled = true;
    this.areInOrder = true;
  }

  push(start: number, end: number, readings: Readings): void {
    const at = this.#add(start, end);
    this.areSettled &&= readings.areSettled;
    this.set(at, readings);
  }

  /** Adds the name of a form that has one entry without a rule. */
  pushPlain(start: number, end: number, form: number): void {
    this.forms[this.#add(start, end)] = form;
  }

  /** What one may be read as, if it is none of a plain form. */
  readingsOf(at: number): Readings {
    return this.#readings[at] ?? noReadings;
  }

  set(at: number, readings: Readings): void {
    this.forms[at] = -1;
    this.#readings[at] = readings;
  }

  #add(start: number, end: number): number {
    const at = this.count++;
    if (at > 0) {
      const before = this.starts[at - 1] ?? 0;
      this.areInOrder &&= before < start || (before === start && (this.ends[at - 1] ?? 0) >= end);
    }
    this.starts[at] = start;
    this.ends[at] = end;
    return at;
  }
}

const noReadings = new Readings(nothing);

/** The rules by their number in the index. */
export interface RuleTable {
  at(index: number): CompiledRule | undefined;
}

const noteLabel = /\[\^[^\s[\]]*$/;
const closingParenthesis = 0x29;
const closing = nameFlags.closesWithParenthesis | nameFlags.closesWithDot;
const demonym = nameRoles.indexOf('demonym');
const dot = 0x2e;
const underscore = 0x5f;
const blank = 0x20;

/** How many forms keep their readings at most; those of a text come back again and again. */
const mostKept = 1 << 15;

/** Readings of forms as they were found. Of two forms at one place the later one stays. */
class Kept {
  /** For each place a form plus one and its key. */
  readonly #columns: Int32Array;
  readonly #readings: (Readings | undefined)[] = [];
  readonly #mask: number;

  /** @param size a power of two */
  constructor(size: number) {
    this.#columns = new Int32Array(size * 2);
    // Filled, because an array with holes is looked up by hashing.
    this.#readings.length = size;
    this.#readings.fill(undefined);
    this.#mask = size - 1;
  }

  find(form: number, key: number): Readings | undefined {
    const place = form & this.#mask;
    const at = place << 1;
    return this.#columns[at] === form + 1 && this.#columns[at + 1] === key ? this.#readings[place] : undefined;
  }

  put(form: number, key: number, readings: Readings): void {
    const place = form & this.#mask;
    this.#columns.set([form + 1, key], place << 1);
    this.#readings[place] = readings;
  }
}

/** The signs beside a name that ask whether it is a part of a file's name, or of a longer word with markup in it. */
const asks = { file: 1, markup: 2 } as const;
const telling = new Uint8Array(0x100);
for (const sign of '._*~=<>]') {
  telling[sign.charCodeAt(0)] = sign === '.' || sign === '_' ? asks.file : asks.markup;
}

export class Scanner {
  readonly #index: NameIndex;
  readonly #forms: NameForms;
  readonly #rules: RuleTable;
  readonly #endings: Endings;
  readonly #units = new Units();
  /** Whether some name may begin with a small letter. */
  readonly #beginsSmall: boolean;
  readonly #inner = new Map<number, readonly number[]>();
  readonly #kept: Kept;
  readonly #candidates = new Candidates();
  /** The entries of a form that were accepted last. */
  readonly #accepted: number[] = [];
  #text = '';
  #watched: number[] = [];
  #patterns: { start: number; end: number }[] = [];
  #headline = noHeadline;
  readonly #surroundings: Surroundings;
  /** Whether they are those of the text; most blocks have no name with a rule and do not need them. */
  #areAround = false;
  #hasNotes = false;

  constructor(index: NameIndex, rules: RuleTable, countries: Countries) {
    this.#index = index;
    this.#forms = index.forms;
    this.#rules = rules;
    this.#surroundings = new Surroundings(this.#knowsWord, countries);
    this.#endings = new Endings(index, this.#units);
    this.#beginsSmall = index.beginsSmall;
    this.#kept = new Kept(powerOfTwo(Math.min(index.size, mostKept)));
  }

  /** Scans one block of a text. What stands around it does not count. */
  scan(text: string, regions: Regions): ScanResult {
    this.#text = text;
    this.#units.read(text);
    this.#headline = noHeadline;
    this.#areAround = false;
    this.#hasNotes = text.includes('[^');
    this.#candidates.clear();
    this.#shareable = -1;
    let from = 0;
    for (let i = 0; i < regions.length; i += 2) {
      this.#scanProse(from, regions[i] ?? 0);
      from = regions[i + 1] ?? 0;
    }
    this.#scanProse(from, text.length);
    const watched = this.#watched.length === 0 ? nothing : this.#watched;
    const patterns = this.#patterns.length === 0 ? nothing : this.#patterns;
    this.#watched = watched === nothing ? this.#watched : [];
    this.#patterns = patterns === nothing ? this.#patterns : [];
    return { candidates: this.#candidates, watched, patterns };
  }

  /** The units of the text; of a block of ASCII they are made when they are asked for. */
  get #at(): Uint16Array {
    return this.#units.units;
  }

  /** What was found last as objects. */
  list(): Candidate[] {
    const { starts, ends, forms, count } = this.#candidates;
    const list: Candidate[] = [];
    for (let at = 0; at < count; at++) {
      const form = forms[at] ?? -1;
      const readings = form < 0 ? this.#candidates.readingsOf(at) : this.plainReadings(form);
      list.push({ start: starts[at] ?? 0, end: ends[at] ?? 0, readings });
    }
    return list;
  }

  /** What a form with one entry may be read as. */
  plainReadings(form: number): Readings {
    return this.#keptReadings(form, 1, false);
  }

  /**
   * Looks at four units at once and branches only where a name may begin: branching at every border of a word would
   * take twice as long.
   */
  #scanProse(from: number, to: number): void {
    const { kinds, bytes, quads, isAscii } = this.#units;
    const smallToo = this.#beginsSmall ? -1 : 0;
    // Of what stands before the prose nothing counts.
    let four = (quads[from >>> 2] ?? 0) & (-1 << ((from & 3) << 3));
    let before: number = unitKind.outside;
    let next = from;
    for (let quad = from & ~3; quad < to; quad += 4, four = quads[quad >>> 2] ?? 0) {
      if (smallToo === 0 && !mayBeginIn(four)) {
        do {
          quad += 4;
          four = quads[quad >>> 2] ?? 0;
        } while (quad < to && !mayBeginIn(four));
        before = kinds[bytes[quad - 1] ?? 0] ?? 0;
      }
      if ((four & highBits) !== 0) {
        for (let at = quad < from ? from : quad; at < quad + 4 && at < to; at++) {
          const kind = kinds[this.#at[at] ?? 0] ?? 0;
          if (kind === unitKind.silent) {
            continue;
          }
          if (at >= next && (kind & ~(before << 1) & worthALook) !== 0 && this.#mayBegin(at)) {
            next = this.#tryAt(at, to);
          }
          before = kind;
        }
        continue;
      }
      const letters = lettersOf(four);
      const inside = wordBytes(four, letters);
      let starts =
        inside & ~((inside << 8) | ((before & unitKind.inside) << 7)) & (~(letters & (four << 2)) | smallToo);
      before = inside >>> 31;
      while (starts !== 0) {
        const at = quad + ((31 - Math.clz32(starts & -starts)) >> 3);
        starts &= starts - 1;
        if (at >= next && at < to && this.#mayBegin(at)) {
          next = this.#tryAt(at, to);
        }
      }
      if (next > quad + 8 && isAscii) {
        // Inside what was found nothing begins.
        quad = (next & ~3) - 4;
        before = kinds[bytes[quad + 3] ?? 0] ?? 0;
      }
    }
  }

  /**
   * Whether the first letters of the word at `at` let a name begin there. What is no ASCII or has dots has to be looked
   * at; so has a word that the prose cuts short, which it does where no name is.
   */
  #mayBegin(at: number): boolean {
    const four = this.#units.view.getInt32(at, true);
    const letters = lettersOf(four);
    const behind = wordBytes(four, letters) ^ highBits;
    const own = behind === 0 ? -1 : bytesBelow(behind);
    if ((four & highBits) !== 0 || (own === 0xff && ((four >>> 8) & 0xff) === dot)) {
      return true;
    }
    const isSmall = (letters & (four << 2) & 0x80) !== 0;
    return (
      (startsAt(this.#index.starts, (four | 0x20202020) & own) & (isSmall ? startBits.small : startBits.any)) !== 0
    );
  }

  /** Looks for names that start at `start`; gives where to go on. */
  #tryAt(start: number, limit: number): number {
    const found = this.#endings;
    const from = found.size;
    found.follow(start, limit);
    // After "S.", part of "S. Korea", the next word starts behind the dot.
    const { firstEnd, firstBits } = found;
    let next = -1;
    for (let i = found.size - 1; i >= from && next < 0; i--) {
      const form = found.formAt(i, start);
      if (form < 0 || this.#isPart(start, found.end[i] ?? 0)) {
        continue;
      }
      const end = (found.seen.traits & traits.isPlain) === 0 ? 0 : this.#plainEnd(start, i);
      if (end > 0) {
        this.#candidates.pushPlain(start, end, form);
        if ((found.words[i] ?? 0) > 1 && (found.seen.traits & traits.isEmpty) === 0) {
          this.#watchInsidePlain(form);
        }
        next = this.#goOn(start, end, limit, firstEnd, firstBits);
      } else if (end === 0) {
        const readings = this.#readingsOf(form, start, i);
        if (readings === undefined) {
          continue;
        }
        this.#candidates.push(start, this.#end, readings);
        if (readings.isSure) {
          next = this.#goOn(start, this.#end, limit, firstEnd, firstBits);
        } else if (readings.isStop) {
          this.#shareable = -1;
          next = Math.max(this.#end, firstEnd);
        }
        if (next >= 0 && (found.words[i] ?? 0) > 1) {
          this.#watchInside(readings, form);
        }
      }
    }
    found.size = from;
    if (next < 0 && (firstBits & filterBits.goesOn) !== 0) {
      this.#sharedHead(start, firstEnd, limit);
    }
    return next < 0 ? firstEnd : next;
  }

  /** Where to go on behind a name at `start` that holds whatever the text says. */
  #goOn(start: number, end: number, limit: number, firstEnd: number, firstBits: number): number {
    const last = this.#shareable === start - andLength ? this.#sharedBefore(start, end, firstEnd, limit) : end;
    this.#shareable = last === firstEnd && (firstBits & filterBits.goesOn) !== 0 ? end : -1;
    return last > firstEnd ? last : firstEnd;
  }

  /** A context rule's text counts inside a longer name too: "Kim Jong Un" in "Kim Jong Un University". */
  #watchInside(readings: Readings, form: number): void {
    // What stops a name is shared by all forms that do.
    const inner = readings === noReadings ? this.#watchedIn(form) : (readings.watched ??= this.#watchedIn(form));
    if (inner !== nothing) {
      this.#watched.push(...inner);
    }
  }

  #watchInsidePlain(form: number): void {
    const inner = this.#watchedIn(form);
    if (inner === nothing) {
      this.#endings.seen.tellEmpty();
    } else {
      this.#watched.push(...inner);
    }
  }

  #watchedIn(form: number): readonly number[] {
    let inner = this.#inner.get(form);
    if (inner === undefined) {
      inner = this.#index.watchedInside(form);
      this.#inner.set(form, inner);
    }
    return inner;
  }

  /** Where the name ended that was found last, if it was a word with which longer names begin; else -1. */
  #shareable = -1;
  /** Where the form ends whose readings were found last. */
  #end = 0;

  /** Whether what stands from `start` to `end` is a part of a file's name, a note's or a longer word. */
  #isPart(start: number, end: number): boolean {
    const { bytes } = this.#units;
    const asked = (telling[bytes[end] ?? 0] ?? 0) | (telling[bytes[start - 1] ?? 0] ?? 0);
    return (
      ((asked & asks.file) !== 0 && this.#isFileName(start, end)) ||
      ((asked & asks.markup) !== 0 && isCutByMarkup(this.#text, this.#at, start, end)) ||
      (this.#hasNotes && this.#isNoteLabel(start))
    );
  }

  /** Where the plain form ends that was found last, -1 if its case is another, 0 if more has to be known. */
  #plainEnd(start: number, ending: number): number {
    const found = this.#endings;
    const known = found.seen.traits;
    const nameEnd = found.nameEnd[ending] ?? 0;
    const end = found.end[ending] ?? 0;
    if (!this.#units.isAscii && this.#isAccented(start, nameEnd)) {
      return 0;
    }
    if ((known & traits.isAcronym) !== 0) {
      return found.hasSmall(ending) || this.#isWordInHeadline(start, nameEnd) ? -1 : end;
    }
    const agrees =
      nameEnd === end &&
      ((capitalsOf(known) & (found.smallWords[ending] ?? 0)) === 0 ||
        !found.hasSmall(ending) ||
        (known & traits.hasAnyCase) !== 0);
    return agrees ? end : -1;
  }

  /** The readings of one ending that agree in spelling, case and context; `undefined` if there is no form. */
  #readingsAt(start: number, ending: number): Readings | undefined {
    const form = this.#endings.formAt(ending, start);
    return form < 0 || this.#isPart(start, this.#endings.end[ending] ?? 0)
      ? undefined
      : this.#readingsOf(form, start, ending);
  }

  /** The readings of a form that agree in case and context. */
  #readingsOf(form: number, start: number, ending: number): Readings | undefined {
    const index = this.#forms;
    const found = this.#endings;
    const nameEnd = found.nameEnd[ending] ?? 0;
    const end = found.end[ending] ?? 0;
    this.#end = end;
    // "Germán" is nobody from Germany, though the accents of a country's name may be left out or be put on.
    const isAccented = !this.#units.isAscii && this.#isAccented(start, nameEnd);
    const first = index.entryStart[form] ?? 0;
    const last = index.entryStart[form + 1] ?? 0;
    const accepted = this.#accepted;
    let count = 0;
    let stops = false;
    let mask = 0;
    let bearer: Bearer | undefined;
    // Of entries of one name the later ones ask for more of the text, so that behind one that stands they say nothing new.
    let standing = -1;
    for (let entry = first; entry < last; entry++) {
      const flags = index.entryFlags[entry] ?? 0;
      const type = flags & 3;
      const mode = (flags >>> 2) & 3;
      const isForeign = isAccented && ((flags >>> 4) & 15) === demonym && (flags & nameFlags.isAccented) === 0;
      if (isForeign || !this.#caseAgrees(index.entryCapitals[entry] ?? 0, mode, start, ending)) {
        continue;
      }
      if (type === entryType.watch) {
        this.#watched.push(form);
      } else if (type === entryType.pattern) {
        this.#patterns.push({ start, end: nameEnd });
      } else if (type === entryType.stop) {
        stops = true;
      } else if ((nameEnd === end || mode === caseMode.capitals) && !this.#isSameName(entry, standing)) {
        const ruleId = (index.entryRule[entry] ?? 0) - 1;
        const rule = ruleId < 0 ? undefined : this.#rules.at(ruleId);
        if (rule?.isPersonal === true && bearer === undefined) {
          bearer = bearerOf(rule, this.#around, start, end);
          if (bearer !== undefined) {
            const told = bornBy(form, bearer === 'place' ? 'place' : 'person');
            // What is known need not be said again.
            this.#watched.push(...Array.from({ length: bearer === 'known' ? leastOfPerson : 1 }, () => told));
          }
        }
        if (rule?.isTown === true && isTown(rule, this.#around, start, end)) {
          this.#watched.push(bornBy(form, 'town'));
        }
        const isPersons = rule?.isPersonal === true && (bearer === 'person' || bearer === 'known');
        if (isPersons || (rule !== undefined && !allows(rule, this.#around, start, end))) {
          continue;
        }
        if ((flags & closing) !== 0 && nameEnd < this.#text.length) {
          const sign = (flags & nameFlags.closesWithDot) === 0 ? closingParenthesis : dot;
          this.#end = this.#at[nameEnd] === sign ? nameEnd + 1 : this.#end;
        }
        mask |= 1 << (entry - first);
        accepted[count++] = entry;
        standing = entry;
      }
    }
    if (count === 0) {
      return stops ? noReadings : undefined;
    }
    if (count > 1 && !found.hasSmall(ending)) {
      count = this.#preferAcronyms(count);
      mask = 0;
      for (let i = 0; i < count; i++) {
        mask |= 1 << ((accepted[i] ?? 0) - first);
      }
    }
    return last - first > 30
      ? new Readings(accepted.slice(0, count).map(entry => this.#reading(entry, form, bearer === 'place')))
      : this.#keptReadings(form, mask, bearer === 'place');
  }

  #isSameName(entry: number, other: number): boolean {
    const { entryEntity, entryName } = this.#forms;
    return other >= 0 && entryEntity[entry] === entryEntity[other] && entryName[entry] === entryName[other];
  }

  /** UNICEF is the acronym, not "Unicef" in capitals; gives how many entries are left of those accepted. */
  #preferAcronyms(count: number): number {
    const { entryFlags, entryEntity } = this.#forms;
    const accepted = this.#accepted;
    const isAcronym = (entry: number): boolean => (((entryFlags[entry] ?? 0) >>> 2) & 3) === caseMode.capitals;
    const found = accepted.slice(0, count);
    const withAcronym = new Set(found.filter(isAcronym).map(entry => entryEntity[entry]));
    const left = found.filter(entry => isAcronym(entry) || !withAcronym.has(entryEntity[entry]));
    left.forEach((entry, i) => {
      accepted[i] = entry;
    });
    return left.length;
  }

  #isAccented(start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
      const unit = this.#at[at] ?? 0;
      if (unit >= 0xc0 && unit < 0x1f00 && ((unitTable[unit] ?? 0) & (unitMask.letter | unitMask.silent)) !== 0) {
        return true;
      }
    }
    return false;
  }

  /** "Iran.md", "Korea.net" and "map_Iran_2" are files and hosts: behind a sentence stands a blank, or at least a capital. */
  #isFileName(start: number, end: number): boolean {
    const { bytes } = this.#units;
    const next = bytes[end] ?? 0;
    return (
      // Behind a sentence stands a blank, and nothing else has to be known.
      (next === dot && bytes[end + 1] !== blank && this.#isIn(end + 1, unitMask.lower)) ||
      (next === underscore && this.#isIn(end + 1, unitMask.letter)) ||
      (start > 1 && bytes[start - 1] === underscore && this.#isIn(start - 2, unitMask.letter))
    );
  }

  #isIn(at: number, mask: number): boolean {
    return at >= 0 && at < this.#text.length && ((unitTable[this.#at[at] ?? 0] ?? 0) & mask) !== 0;
  }

  /** `[^Iran-2015]` is the sign of a note, and names nothing. */
  #isNoteLabel(start: number): boolean {
    return noteLabel.test(this.#text.slice(Math.max(0, start - 100), start));
  }

  #reading(entry: number, form: number, isPlace: boolean): Reading {
    const ruleId = (this.#forms.entryRule[entry] ?? 0) - 1;
    const rule = ruleId < 0 ? undefined : this.#rules.at(ruleId);
    return {
      ...this.#plainReading(entry),
      ...(rule?.isConditional === true ? { condition: rule } : {}),
      ...(rule !== undefined && ((rule.isPersonal && !isPlace) || rule.isTown)
        ? { borne: { form, rule, isPlace } }
        : {}),
    };
  }

  #plainReading(entry: number): Reading {
    const index = this.#forms;
    return {
      entity: index.entryEntity[entry] ?? 0,
      name: index.entryName[entry] ?? 0,
      role: nameRoles[((index.entryFlags[entry] ?? 0) >>> 4) & 15] ?? 'alias',
    };
  }

  /** The readings of some entries of a form, a bit each: the same wherever it stands as a place, or not as one. */
  #keptReadings(form: number, entries: number, isPlace: boolean): Readings {
    const key = isPlace ? entries | (1 << 30) : entries;
    const known = this.#kept.find(form, key);
    if (known !== undefined) {
      return known;
    }
    const first = this.#forms.entryStart[form] ?? 0;
    const last = this.#forms.entryStart[form + 1] ?? 0;
    const all: Reading[] = [];
    for (let entry = first; entry < last; entry++) {
      if (((entries >>> (entry - first)) & 1) === 1) {
        all.push(this.#reading(entry, form, isPlace));
      }
    }
    const readings = new Readings(all);
    this.#kept.put(form, key, readings);
    return readings;
  }

  /** The words of the block. */
  get #around(): Surroundings {
    if (!this.#areAround) {
      this.#areAround = true;
      this.#surroundings.read(this.#text, this.#at);
    }
    return this.#surroundings;
  }

  readonly #knowsWord = (start: number, end: number): boolean => {
    const found = this.#endings;
    const from = found.size;
    found.follow(start, this.#text.length);
    let knows = false;
    for (let i = from; i < found.size && !knows; i++) {
      knows = this.#index.isName(found.formAt(i, start));
    }
    const isSameWord = found.firstEnd === end;
    found.size = from;
    return knows || (!isSameWord && this.#index.isName(this.#index.findFolded(foldedWord(this.#text, { start, end }))));
  };

  #caseAgrees(capitals: number, mode: number, start: number, ending: number): boolean {
    const found = this.#endings;
    switch (mode) {
      case caseMode.any:
        return true;
      case caseMode.exact:
        return this.#readsExactly(capitals, start, found.nameEnd[ending] ?? 0);
      case caseMode.capitals:
        return !found.hasSmall(ending) && !this.#isWordInHeadline(start, found.nameEnd[ending] ?? 0);
      default:
        return (capitals & (found.smallWords[ending] ?? 0)) === 0 || !found.hasSmall(ending);
    }
  }

  /** Whether the first 32 letters have the case that the name has them in. */
  #readsExactly(capitals: number, start: number, end: number): boolean {
    const units = this.#at;
    let letter = 0;
    for (let i = start; i < end && letter < 32; i++) {
      const entry = unitTable[units[i] ?? 0] ?? 0;
      if ((entry & unitMask.letter) !== 0) {
        const letters = Math.max(1, ligatureOf(entry & unitMask.folded).length);
        const own = ((1 << letters) - 1) << letter;
        if ((capitals & own) !== ((entry & unitMask.upper) === 0 ? 0 : own)) {
          return false;
        }
        letter += letters;
      }
    }
    return true;
  }

  #isWordInHeadline(start: number, end: number): boolean {
    if (!mayBeWord(this.#text, start, end)) {
      return false;
    }
    if (start < this.#headline.from || start >= this.#headline.to) {
      this.#headline = headlineAround(this.#text, this.#at, start);
    }
    return this.#headline.is;
  }

  /**
   * "North and South Korea": the first word stands for a name that shares its end with the name behind it, or behind
   * further such words. The mention is the first word alone.
   */
  #sharedHead(start: number, end: number, limit: number): void {
    const text = this.#text;
    const { bytes } = this.#units;
    // The first word may be pinned by itself.
    const from = end === limit || text.startsWith('<!--', end + 1) ? behindPin(text, end) : end;
    if ((from === end && !mayJoin(bytes, end)) || !this.#isIn(start, unitMask.upper)) {
      return;
    }
    const last = from === end ? limit : text.length;
    for (let at = from, members = 0; members < mostSharing; members++) {
      const next = jointEnd(text, at);
      if (next === undefined || next >= last || !this.#isIn(next, unitMask.upper) || !this.#mayBegin(next)) {
        return;
      }
      const headEnd = wordEnd(text, next, last);
      const tail = this.#tailOf(next, headEnd, last);
      if (tail !== undefined) {
        const word = foldedWord(text, { start, end });
        // "Arabian Sea, Sea of Japan": what is the first word of the whole name already shares nothing.
        const isOwn = word === foldedWord(text, { start: next, end: headEnd });
        this.#pushShared(start, end, isOwn ? noReadings : this.#namesOf(`${word} ${tail}`));
        return;
      }
      const plural = this.#isBeforeCapital(headEnd)
        ? this.#pluralWith(foldedWord(text, { start, end }), next, headEnd, last)
        : undefined;
      if (plural !== undefined) {
        this.#pushShared(start, end, plural.first);
        this.#pushShared(next, plural.end, plural.second);
        return;
      }
      if (!mayJoin(bytes, headEnd)) {
        return;
      }
      at = headEnd;
    }
  }

  #isBeforeCapital(end: number): boolean {
    return this.#at[end] === blank && this.#isIn(end + 1, unitMask.upper);
  }

  #pushShared(start: number, end: number, readings: Readings): void {
    if (!readings.isStop) {
      this.#candidates.push(start, end, readings);
    }
  }

  /** The words behind the first one of the name of several at `next`. */
  #tailOf(next: number, headEnd: number, limit: number): string | undefined {
    const found = this.#endings;
    const size = found.size;
    let tail: string | undefined;
    found.follow(next, limit);
    for (let i = found.size - 1; i >= size && tail === undefined; i--) {
      const behind = (found.words[i] ?? 0) > 1 ? this.#readingsAt(next, i) : undefined;
      if (behind !== undefined && !behind.isStop) {
        tail = foldWords(this.#text, headEnd, found.end[i] ?? 0);
      }
    }
    found.size = size;
    return tail;
  }

  /** "Chemical and Biological Weapons Conventions": the name in the plural at `next`, if there is one with `first` too. */
  #pluralWith(
    first: string,
    next: number,
    headEnd: number,
    limit: number,
  ): { readonly end: number; readonly first: Readings; readonly second: Readings } | undefined {
    const word = foldedWord(this.#text, { start: next, end: headEnd });
    for (const { end, tail } of pluralsAt(this.#text, headEnd, limit)) {
      const second = this.#namesOf(`${word} ${tail}`);
      const shared = second.isStop ? second : this.#namesOf(`${first} ${tail}`);
      if (!shared.isStop) {
        return { end, first: shared, second };
      }
    }
    return undefined;
  }

  /**
   * "Greek and Turkish Cypriots": a word that is a name itself is more than that where both of it and of it with the
   * end of the name behind are main names or demonyms. Looked for from the second name, since most names stand alone.
   * Gives where the name that was found last ends now.
   */
  #sharedBefore(start: number, end: number, firstEnd: number, limit: number): number {
    const text = this.#text;
    const isOneWord = end === firstEnd;
    if ((isOneWord && !this.#isBeforeCapital(end)) || !isAfterAnd(text, start)) {
      return end;
    }
    const { starts, ends, count } = this.#candidates;
    if (ends[count - 2] !== start - andLength) {
      // A longer name at the same place hangs on the rest of the text.
      return end;
    }
    const from = starts[count - 2] ?? 0;
    const word = foldedWord(text, { start: from, end: ends[count - 2] ?? 0 });
    if (word === foldedWord(text, { start, end: firstEnd }) || this.#isIn(from - 1, unitMask.hyphen)) {
      return end;
    }
    const plural = isOneWord ? this.#pluralWith(word, start, firstEnd, limit) : undefined;
    if (plural !== undefined) {
      ends[count - 1] = plural.end;
      this.#candidates.set(count - 1, plural.second);
    }
    if (isOneWord && plural === undefined) {
      return end;
    }
    const whole = plural?.first ?? this.#namesOf(`${word} ${foldWords(text, firstEnd, end)}`);
    const main = whole.all.filter(({ role }) => role === 'name' || role === 'demonym');
    if (main.length > 0) {
      this.#candidates.set(count - 2, main.length === whole.all.length ? whole : new Readings(main));
    }
    return plural?.end ?? end;
  }

  /** The readings of folded words by their names, whatever their rules; but for names that hang on the rest of the text. */
  #namesOf(words: string): Readings {
    const form = this.#index.findFolded(words);
    const { entryStart, entryFlags, entryRule } = this.#forms;
    const all: Reading[] = [];
    for (let entry = entryStart[form] ?? 0; form >= 0 && entry < (entryStart[form + 1] ?? 0); entry++) {
      const ruleId = (entryRule[entry] ?? 0) - 1;
      const hangs = ruleId >= 0 && this.#rules.at(ruleId)?.isConditional === true;
      if (((entryFlags[entry] ?? 0) & 3) === entryType.name && !hangs) {
        all.push(this.#plainReading(entry));
      }
    }
    return all.length === 0 ? noReadings : new Readings(all);
  }
}
