/**
 * The scan: from a text to the places that may be names.
 *
 * Only words that can begin a name are looked at closely: those with a capital, a digit or an uncased letter, and the
 * few lower-case beginnings that the records list. From such a word the rolling hash goes on word by word for as long
 * as the index says that a name goes on like this; the longest form that agrees in case and context wins. Where a form
 * depends on the rest of the document ("the North"), it is reported as conditional and the shorter readings with it,
 * and whoever resolves the candidates decides.
 */

import type { NameRole } from '../knowledge/model.js';
import { nameRoles } from '../knowledge/model.js';
import type { Place } from './blocks.js';
import { allows, type Bearer, bearerOf, type CompiledRule, foldedWord } from './context.js';
import { classOf, classTable, dottedEnd, foldTable, isWordClass, unitClass, wordEnd } from './fold.js';
import {
  addGap,
  addUnit,
  caseMode,
  entryType,
  filterBits,
  isSeparator,
  lowerStartBit,
  type NameIndex,
  startHash,
} from './nameIndex.js';
import type { Regions } from './regions.js';

/** One reading of a candidate: an entity's name, perhaps under a condition on the document. */
export interface Reading {
  readonly entity: number;
  readonly name: number;
  readonly role: NameRole;
  readonly condition?: CompiledRule;
  /** The form of a name that people bear too, where nothing beside it says whose it is. */
  readonly personal?: number;
}

/** What a block tells of a name that people bear too stands among its watched forms, below them. */
export const bornBy = (form: number, bearer: 'person' | 'place'): number => -2 * form - (bearer === 'person' ? 2 : 3);

export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Empty for a stop phrase: it takes its place and names nothing. */
  readonly readings: readonly Reading[];
}

/** What stands in a block; offsets are counted from its start. */
export interface ScanResult {
  /** Nearly in order; the caller may sort them. */
  readonly candidates: readonly Candidate[];
  /** The watched forms that occur, some perhaps several times. */
  readonly watched: readonly number[];
  /** Where a patterned name may begin, with the end of the word that says so. */
  readonly patterns: readonly { readonly start: number; readonly end: number }[];
}

/**
 * Places at which a form may end, as a stack of columns: looking for the endings of one word may ask for those of
 * another, and an object for each would be most of what a scan allocates.
 */
class Endings {
  readonly end: number[] = [];
  readonly hash: number[] = [];
  readonly words: number[] = [];
  /** A plural `s` behind an acronym: in the mention, not in the name. */
  readonly plural: boolean[] = [];
  size = 0;

  push(end: number, hash: number, words: number, plural: boolean): void {
    this.end[this.size] = end;
    this.hash[this.size] = hash;
    this.words[this.size] = words;
    this.plural[this.size] = plural;
    this.size++;
  }
}

/** Most blocks of a long list name nothing, and share this. */
export const nothing: readonly never[] = [];

function orNothing<T>(found: readonly T[]): readonly T[] {
  return found.length === 0 ? nothing : found;
}

/** The rules by their number in the index. */
export interface RuleTable {
  at(index: number): CompiledRule | undefined;
}

export class Scanner {
  readonly #index: NameIndex;
  readonly #rules: RuleTable;
  readonly #plain = new Map<number, readonly Reading[]>();
  readonly #inner = new Map<number, readonly number[]>();
  readonly #found = new Endings();
  /** Of the word that was looked at last: its end, and the hash of its folded units. */
  #firstEnd = 0;
  #firstHash = 0;
  #text = '';
  #block: Place = { start: 0, end: 0, text: '' };
  #candidates: Candidate[] = [];
  #watched: number[] = [];
  #patterns: { start: number; end: number }[] = [];
  #headline = noHeadline;

  constructor(index: NameIndex, rules: RuleTable) {
    this.#index = index;
    this.#rules = rules;
  }

  /**
   * Scans one block of a text. It is read where it lies in the text, which is faster than by itself, but nothing around
   * it is looked at: the answer is that for a text of this block alone.
   */
  scan(text: string, block: Place, regions: Regions): ScanResult {
    this.#text = text;
    this.#block = block;
    this.#headline = noHeadline;
    let from = block.start;
    for (let i = 0; i < regions.length; i += 2) {
      this.#scanProse(from, block.start + (regions[i] ?? 0));
      from = block.start + (regions[i + 1] ?? 0);
    }
    this.#scanProse(from, block.end);
    const result = {
      candidates: orNothing(this.#candidates),
      watched: orNothing(this.#watched),
      patterns: orNothing(this.#patterns),
    };
    this.#candidates = result.candidates === nothing ? this.#candidates : [];
    this.#watched = result.watched === nothing ? this.#watched : [];
    this.#patterns = result.patterns === nothing ? this.#patterns : [];
    return result;
  }

  #scanProse(from: number, to: number): void {
    const text = this.#text;
    const lowerStarts = this.#index.lowerStarts;
    let at = from;
    while (at < to) {
      const unit = text.charCodeAt(at);
      const value = classTable[unit] || classOf(unit);
      if (value < unitClass.lower || value >= unitClass.mark) {
        at++;
        continue;
      }
      if (value === unitClass.lower) {
        const bit = lowerStartBit(foldTable[unit] ?? 0, at + 1 < to ? (foldTable[text.charCodeAt(at + 1)] ?? 0) : 0);
        if (((lowerStarts[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) {
          at = skipWord(text, at + 1, to);
          continue;
        }
      }
      at = this.#tryAt(at, to);
    }
  }

  /** Looks for names that start at `start`; gives where to go on. */
  #tryAt(start: number, limit: number): number {
    const found = this.#found;
    const from = found.size;
    this.#findEndings(start, limit);
    // After "S.", part of "S. Korea", the next word starts behind the dot.
    const firstEnd = this.#firstEnd;
    const firstHash = this.#firstHash;
    let next = -1;
    for (let i = found.size - 1; i >= from && next < 0; i--) {
      const readings = this.#readingsAt(start, i);
      if (readings === undefined) {
        continue;
      }
      const end = this.#end;
      this.#push(start, end, readings);
      if (readings.length === 0 || readings.some(isUnconditional)) {
        next = Math.max(end, firstEnd);
        this.#watchInside(start, i);
      }
    }
    if (next < 0 && (this.#index.look(firstHash) & filterBits.goesOn) !== 0) {
      this.#sharedHead(start, firstEnd, limit);
    }
    found.size = from;
    return next < 0 ? firstEnd : next;
  }

  /** A context rule's text counts inside a longer name too: "Kim Jong Un" in "Kim Jong Un University". */
  #watchInside(start: number, ending: number): void {
    if ((this.#found.words[ending] ?? 0) < 2) {
      return;
    }
    const index = this.#index;
    const form = this.#formAt(this.#found.hash[ending] ?? 0, start, this.#found.end[ending] ?? 0);
    let inner = this.#inner.get(form);
    if (inner === undefined) {
      inner = index.watchedInside(form);
      this.#inner.set(form, inner);
    }
    this.#watched.push(...inner);
  }

  /** Puts every place at which a form may end that starts at `start` on the stack, shortest first; none is compared with the text yet. */
  #findEndings(start: number, limit: number): void {
    const text = this.#text;
    const index = this.#index;
    const found = this.#found;
    let hash = startHash;
    let at = start;
    for (let words = 1; words <= 32; words++) {
      const first = classOf(text.charCodeAt(at));
      const dotted = first === unitClass.upper ? dottedEnd(text, at, limit) : 0;
      let end: number;
      let beforeLast = hash;
      let lastUnit = 0;
      let lastClass = 0;
      let classBefore = 0;
      if (first === unitClass.ideograph) {
        hash = addUnit(hash, text.charCodeAt(at));
        end = at + 1;
      } else {
        end = at;
        const stop = dotted > 0 ? dotted : limit;
        while (end < stop) {
          const unit = text.charCodeAt(end);
          const value = classTable[unit] || classOf(unit);
          if (value < unitClass.lower) {
            if (dotted === 0) {
              break;
            }
          } else if (value === unitClass.ideograph) {
            break;
          } else if (value < unitClass.mark) {
            beforeLast = hash;
            classBefore = lastClass;
            lastUnit = unit;
            lastClass = value;
            hash = addUnit(hash, foldTable[unit] ?? unit);
          }
          end++;
        }
      }
      if (words === 1) {
        this.#firstEnd = end;
        this.#firstHash = hash;
      }
      const bits = index.look(hash);
      if (lastUnit === 0x73 && classBefore === unitClass.upper && (index.look(beforeLast) & filterBits.isForm) !== 0) {
        found.push(end, beforeLast, words, true);
      }
      if ((bits & filterBits.isForm) !== 0) {
        found.push(end, hash, words, false);
      }
      if ((bits & filterBits.goesOn) === 0) {
        break;
      }
      at = nextWord(text, end, limit);
      if (at < 0) {
        break;
      }
      hash = addGap(hash);
    }
  }

  /** Where the form ends whose readings were found last. */
  #end = 0;

  /** The readings of one ending that agree in spelling, case and context; `undefined` if there is no form. */
  #readingsAt(start: number, ending: number): readonly Reading[] | undefined {
    const index = this.#index;
    const plural = this.#found.plural[ending] === true;
    const endingAt = this.#found.end[ending] ?? 0;
    const to = plural ? endingAt - 1 : endingAt;
    const form = this.#formAt(this.#found.hash[ending] ?? 0, start, to);
    if (form < 0) {
      return undefined;
    }
    this.#end = endingAt;
    const plain = plural ? undefined : this.#plainAt(form, start, to);
    if (plain !== undefined) {
      return plain;
    }
    const readings: Reading[] = [];
    let end = endingAt;
    let stops = false;
    for (let entry = index.entryStart[form] ?? 0; entry < (index.entryStart[form + 1] ?? 0); entry++) {
      const flags = index.entryFlags[entry] ?? 0;
      const type = flags & 3;
      if (type === entryType.watch) {
        this.#watched.push(form);
        continue;
      }
      if (!this.#caseAgrees(entry, (flags >>> 2) & 3, start, to)) {
        continue;
      }
      if (type === entryType.pattern) {
        this.#patterns.push({ start: start - this.#block.start, end: to - this.#block.start });
        continue;
      }
      if (type === entryType.stop) {
        stops = true;
        continue;
      }
      if (plural && ((flags >>> 2) & 3) !== caseMode.capitals) {
        continue;
      }
      const ruleId = (index.entryRule[entry] ?? 0) - 1;
      const rule = ruleId < 0 ? undefined : this.#rules.at(ruleId);
      const bearer = rule?.isPersonal === true ? this.#bearerOf(start, endingAt) : undefined;
      if (bearer !== undefined) {
        this.#watched.push(bornBy(form, bearer === 'place' ? 'place' : 'person'));
      }
      if (rule !== undefined && (bearer === 'person' || !this.#allows(rule, start, endingAt))) {
        continue;
      }
      if ((flags & 256) !== 0 && this.#text.charAt(to) === ')') {
        end = to + 1;
      }
      readings.push({
        entity: index.entryEntity[entry] ?? 0,
        name: index.entryName[entry] ?? 0,
        role: nameRoles[(flags >>> 4) & 15] ?? 'alias',
        ...(rule?.isConditional === true ? { condition: rule } : {}),
        ...(rule?.isPersonal === true && bearer !== 'place' ? { personal: form } : {}),
      });
    }
    this.#end = end;
    return readings.length > 0 || stops ? readings : undefined;
  }

  #push(start: number, end: number, readings: readonly Reading[]): void {
    this.#candidates.push({ start: start - this.#block.start, end: end - this.#block.start, readings });
  }

  #bearerOf(start: number, end: number): Bearer | undefined {
    const { start: base, text } = this.#block;
    return bearerOf(text, start - base, end - base, this.#knowsWord);
  }

  /** Context rules look at the words around a name, but never out of the block. */
  #allows(rule: CompiledRule, start: number, end: number): boolean {
    const { start: base, text } = this.#block;
    return allows(rule, text, start - base, end - base, this.#knowsWord);
  }

  /** Takes offsets in the block. */
  readonly #knowsWord = (wordStart: number, wordEndsAt: number): boolean => {
    const form = this.#index.findFolded(foldedWord(this.#block.text, { start: wordStart, end: wordEndsAt }));
    if (form >= 0) {
      return true;
    }
    const start = this.#block.start + wordStart;
    const found = this.#found;
    const from = found.size;
    this.#findEndings(start, this.#block.end);
    let knows = false;
    for (let i = from; i < found.size && !knows; i++) {
      knows = this.#formAt(found.hash[i] ?? 0, start, found.end[i] ?? 0) >= 0;
    }
    found.size = from;
    return knows;
  };

  /** The form with this hash that the text spells, or -1. */
  #formAt(hash: number, start: number, end: number): number {
    const index = this.#index;
    for (let slot = index.slotOf(hash); ; slot = index.slotAfter(slot)) {
      const form = index.slots[slot] ?? -1;
      if (form < 0 || (index.formHash[form] === hash >>> 0 && this.#spells(form, start, end))) {
        return form;
      }
    }
  }

  /**
   * The readings of a form that consists of names without a rule, if all agree in case. They are the same wherever the
   * form stands, and so is the array.
   */
  #plainAt(form: number, start: number, end: number): readonly Reading[] | undefined {
    const index = this.#index;
    const last = index.entryStart[form + 1] ?? 0;
    for (let entry = index.entryStart[form] ?? 0; entry < last; entry++) {
      const flags = index.entryFlags[entry] ?? 0;
      if (
        (flags & 3) !== entryType.name ||
        (flags & 256) !== 0 ||
        index.entryRule[entry] !== 0 ||
        !this.#caseAgrees(entry, (flags >>> 2) & 3, start, end)
      ) {
        return undefined;
      }
    }
    let readings = this.#plain.get(form);
    if (readings === undefined) {
      readings = this.#plainReadings(form);
      this.#plain.set(form, readings);
    }
    return readings;
  }

  /** Compares a form with the text unit by unit, separators included. */
  #spells(form: number, start: number, end: number): boolean {
    const { pool, formStart } = this.#index;
    const text = this.#text;
    let at = start;
    const last = formStart[form + 1] ?? 0;
    for (let i = formStart[form] ?? 0; i < last; i++) {
      const expected = pool[i] ?? 0;
      if (isSeparator(expected)) {
        // The last dot of "U.N." belongs to the word before, not to what stands between the words.
        if (text.charAt(at) === '.' && text.charAt(at - 2) === '.') {
          at++;
        }
        const next = at < end ? separatorEnd(text, at, end, expected) : -1;
        if (next < 0) {
          return false;
        }
        at = next;
        continue;
      }
      // Inside a word: marks, soft hyphens and the dots of an acronym do not count.
      let unit = text.charCodeAt(at);
      let value = classOf(unit);
      while (at < end && (value >= unitClass.mark || value === unitClass.dot)) {
        at++;
        unit = text.charCodeAt(at);
        value = classOf(unit);
      }
      if (at >= end || foldTable[unit] !== expected) {
        return false;
      }
      at++;
    }
    while (at < end) {
      const value = classOf(text.charCodeAt(at));
      if (value < unitClass.mark && value !== unitClass.dot) {
        return false;
      }
      at++;
    }
    return true;
  }

  #caseAgrees(entry: number, mode: number, start: number, end: number): boolean {
    const text = this.#text;
    if (mode === caseMode.any) {
      return true;
    }
    const capitals = this.#index.entryCapitals[entry] ?? 0;
    if (mode === caseMode.exact) {
      return this.#readsExactly(capitals, start, end);
    }
    let word = -1;
    let inWord = false;
    let agrees = true;
    let allCapitals = true;
    for (let i = start; i < end; i++) {
      const value = classOf(text.charCodeAt(i));
      if (value < unitClass.lower) {
        inWord = inWord && value === unitClass.dot;
        continue;
      }
      if (!inWord || value === unitClass.ideograph) {
        word++;
        inWord = true;
        if (value === unitClass.lower && ((capitals >>> word) & 1) === 1) {
          agrees = false;
        }
      }
      if (value === unitClass.lower) {
        allCapitals = false;
      }
    }
    switch (mode) {
      case caseMode.capitals:
        return allCapitals && !this.#isWordInHeadline(start, end);
      default:
        return agrees || allCapitals;
    }
  }

  /** Whether the first 32 letters have the case that the name has them in. */
  #readsExactly(capitals: number, start: number, end: number): boolean {
    let letter = 0;
    for (let i = start; i < end && letter < 32; i++) {
      const value = classOf(this.#text.charCodeAt(i));
      if (value >= unitClass.lower && value < unitClass.mark) {
        if (((capitals >>> letter) & 1) !== (value === unitClass.upper ? 1 : 0)) {
          return false;
        }
        letter++;
      }
    }
    return true;
  }

  /** In a line of capitals, an acronym that is also a word is read as the word: WHO IS TO BLAME. */
  #isWordInHeadline(start: number, end: number): boolean {
    if (!headlineWords.has(this.#text.slice(start, end))) {
      return false;
    }
    if (start < this.#headline.from || start >= this.#headline.to) {
      this.#headline = headlineAround(this.#text, start);
    }
    return this.#headline.is;
  }

  /**
   * "North and South Korea": the first word stands for a name that shares its end with the name behind it. The
   * mention is the first word alone.
   */
  #sharedHead(start: number, end: number, limit: number): void {
    const text = this.#text;
    if (classOf(text.charCodeAt(start)) !== unitClass.upper) {
      return;
    }
    joint.lastIndex = end;
    const match = joint.exec(text);
    const next = match === null ? -1 : end + match[0].length;
    if (next < 0 || next >= limit || classOf(text.charCodeAt(next)) !== unitClass.upper) {
      return;
    }
    const word = foldedWord(text, { start, end });
    const headEnd = wordEnd(text, next, limit);
    const found = this.#found;
    const from = found.size;
    this.#findEndings(next, limit);
    for (let i = found.size - 1; i >= from; i--) {
      const behind = (found.words[i] ?? 0) > 1 ? this.#readingsAt(next, i) : undefined;
      if (behind === undefined || behind.length === 0) {
        continue;
      }
      const tail = foldWords(text, headEnd, found.end[i] ?? 0);
      const form = this.#index.findFolded(`${word} ${tail}`);
      const readings = form < 0 ? [] : this.#plainReadings(form);
      if (readings.length > 0) {
        this.#push(start, end, readings);
      }
      break;
    }
    found.size = from;
  }

  /** The readings of a form that hold without a condition. */
  #plainReadings(form: number): Reading[] {
    const index = this.#index;
    const readings: Reading[] = [];
    for (let entry = index.entryStart[form] ?? 0; entry < (index.entryStart[form + 1] ?? 0); entry++) {
      const flags = index.entryFlags[entry] ?? 0;
      if ((flags & 3) === entryType.name) {
        readings.push({
          entity: index.entryEntity[entry] ?? 0,
          name: index.entryName[entry] ?? 0,
          role: nameRoles[(flags >>> 4) & 15] ?? 'alias',
        });
      }
    }
    return readings;
  }
}

/** Whether a reading holds whatever else the text says. */
export function isUnconditional({ condition, personal }: Reading): boolean {
  return condition === undefined && personal === undefined;
}

interface Headline {
  readonly from: number;
  readonly to: number;
  readonly is: boolean;
}

const noHeadline: Headline = { from: 0, to: 0, is: false };

/** Whether a line is set in capitals. Of a very long line a stretch is judged, so that each costs the same. */
function headlineAround(text: string, at: number): Headline {
  const before = text.slice(Math.max(0, at - 400), at);
  const after = text.slice(at, at + 400);
  const from = at - before.length + before.lastIndexOf('\n') + 1;
  const newline = after.indexOf('\n');
  const to = newline < 0 ? at + after.length : at + newline + 1;
  const line = text.slice(from, to);
  const letters = line.match(/\p{L}/gu)?.length ?? 0;
  const capitals = line.match(/\p{Lu}/gu)?.length ?? 0;
  return { from, to, is: letters > 6 && capitals >= letters * 0.7 };
}

const joint = /-?(?:[ \t\u00a0]+(?:and|or|nor|&)[ \t\u00a0]+|\r?\n(?:and|or)[ \t]+|[ \t]+(?:and|or)\r?\n|\/)/y;

/** Acronyms of the records that are words too; only these are silent in a line of capitals. */
const headlineWords = new Set(
  (
    'WHO US IT AS IS IN ON AT OR AN AND ACT AID CARE CAR CAN START ECO ICE AIR ARM ART BIS IDA ARE FOR SALT SEAL CAP CAT APT ' +
    'MAP PACT SAFE STAR NO SO TO BE BY DO GO HE IF ME MY OF UP WE'
  ).split(' '),
);

function skipWord(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const unit = text.charCodeAt(at);
    const value = classTable[unit] || classOf(unit);
    if (value < unitClass.lower || value === unitClass.ideograph) {
      break;
    }
    at++;
  }
  return at;
}

/** Where the next word of a name may start after `end`, or -1: a few separators, one line break at the most. */
function nextWord(text: string, end: number, limit: number): number {
  let newlines = 0;
  let marks = 0;
  for (let at = end; at < limit && at - end < 80; at++) {
    const unit = text.charCodeAt(at);
    const value = classTable[unit] || classOf(unit);
    if (isWordClass(value)) {
      if (value >= unitClass.mark) {
        continue;
      }
      return at === end && value !== unitClass.ideograph ? -1 : at;
    }
    if (value === unitClass.newline) {
      if (unit !== 0x0d && ++newlines > 1) {
        return -1;
      }
    } else if (value !== unitClass.blank && ++marks > 3) {
      return -1;
    }
  }
  return -1;
}

/**
 * Where the separator between two words ends, or -1 if the text has one that the name does not allow. Blanks (with one
 * line break), a hyphen and an apostrophe are interchangeable; other punctuation must stand in the name.
 */
function separatorEnd(text: string, from: number, end: number, expected: number): number {
  let at = from;
  let blanks = 0;
  let hyphens = 0;
  let apostrophes = 0;
  let broken = false;
  while (at < end) {
    const unit = text.charCodeAt(at);
    const value = classOf(unit);
    if (value >= unitClass.lower && value < unitClass.mark) {
      break;
    }
    if (value === unitClass.blank || value === unitClass.newline) {
      blanks++;
      broken ||= value === unitClass.newline;
    } else if (value === unitClass.hyphen) {
      hyphens++;
    } else if (value === unitClass.apostrophe) {
      apostrophes++;
    } else if (value < unitClass.lower && unit !== expected && !(unit === 0x3e && broken)) {
      // A quotation's `>` at the start of a line is no part of the text.
      return -1;
    }
    at++;
  }
  if (hyphens > 1 || apostrophes > 1 || (hyphens === 1 && blanks > 0)) {
    return -1;
  }
  return at;
}

function foldWords(text: string, from: number, to: number): string {
  const words: string[] = [];
  let at = from;
  while (at < to) {
    if (!isWordClass(classOf(text.charCodeAt(at)))) {
      at++;
      continue;
    }
    const end = wordEnd(text, at, to);
    words.push(foldedWord(text, { start: at, end }));
    at = end;
  }
  return words.join(' ');
}
