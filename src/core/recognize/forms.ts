/**
 * The forms of names as columns: what is written to a file and read from it as it lies there.
 *
 * A form is a sequence of folded words; "Côte d'Ivoire" and "COTE D’IVOIRE" are one form. It may belong to several
 * entries: two Congos, the country Georgia and a person of that name. Entries other than names are `stop` (a longer
 * phrase that keeps a shorter name from matching), `watch` (a text that a context rule asks for) and `pattern` (a word
 * that may begin a patterned name such as a resolution's).
 */

import { nameRoles } from '../knowledge/model.js';
import {
  differences,
  narrow,
  type Numbers,
  readNumbers,
  type Sections,
  sums,
  writeNumbers,
} from '../knowledge/pack.js';
import { classOf, foldInto, FoldedUnits, isSeparator, ligatureOf, unitClass } from './fold.js';
import { addGap, addWord, mix, powerOfTwo, startHash } from './hash.js';
import type { IndexInput } from './indexPlan.js';

export const entryType = { name: 0, stop: 1, watch: 2, pattern: 3 } as const;

/** How the case of a text has to agree with the name. */
export const caseMode = { shape: 0, capitals: 1, any: 2, exact: 3 } as const;

export const nameFlags = { closesWithParenthesis: 256, closesWithDot: 512, isAccented: 1024, isCountry: 2048 } as const;

/** The forms of all names without the tables that answer look-ups. */
export interface NameForms {
  /** Folded words of every form, with separators between them. */
  readonly pool: Numbers;
  readonly formStart: Numbers;
  /** Entries of form `f` are `entryStart[f]` to `entryStart[f + 1]`. */
  readonly entryStart: Numbers;
  readonly entryEntity: Numbers;
  readonly entryName: Numbers;
  /** Bits 0-1 entry type, 2-3 case mode, 4-7 role, the others as in `nameFlags`. */
  readonly entryFlags: Numbers;
  /** Bit `k`: word `k` of the name begins with a capital. */
  readonly entryCapitals: Numbers;
  /** Position in the list of rules plus one; 0 means none. */
  readonly entryRule: Numbers;
}

export const noForms: NameForms = {
  pool: new Uint8Array(0),
  formStart: new Uint32Array(1),
  entryStart: new Uint32Array(1),
  entryEntity: new Uint32Array(0),
  entryName: new Uint32Array(0),
  entryFlags: new Uint16Array(0),
  entryCapitals: new Uint32Array(0),
  entryRule: new Uint32Array(0),
};

/** The forms as sections of a pack, each column in as few bytes as its numbers need. */
export function writeForms(forms: NameForms): readonly (readonly [string, Uint8Array])[] {
  const arrays: Readonly<Record<string, Numbers>> = {
    pool: forms.pool,
    formLength: differences(forms.formStart),
    entryCount: differences(forms.entryStart),
    entryEntity: forms.entryEntity,
    entryName: forms.entryName,
    entryFlags: forms.entryFlags,
    entryCapitals: forms.entryCapitals,
    entryRule: forms.entryRule,
  };
  return Object.entries(arrays).map(([name, array]) => writeNumbers(`names.${name}`, array));
}

/** The forms in a pack; all but the two lists of lengths are views into it. */
export function readForms(sections: Sections): NameForms {
  const read = (name: string): Numbers => readNumbers(sections, `names.${name}`);
  return {
    pool: read('pool'),
    formStart: sums(read('formLength')),
    entryStart: sums(read('entryCount')),
    entryEntity: read('entryEntity'),
    entryName: read('entryName'),
    entryFlags: read('entryFlags'),
    entryCapitals: read('entryCapitals'),
    entryRule: read('entryRule'),
  };
}

/** The forms without the names of masked entities and with further names; a form that loses its last entry goes. */
export function extendForms(
  base: NameForms,
  isMasked: (entity: number) => boolean,
  inputs: readonly IndexInput[],
): NameForms {
  const maker = new FormMaker(base, inputs.length);
  for (let form = 0; form < base.formStart.length - 1; form++) {
    maker.copy(base, form, isMasked);
  }
  for (const input of inputs) {
    maker.add(input);
  }
  return maker.finish();
}

/**
 * Collects forms and their entries. Columns are sized for the most there can be; a form is found again by its hash, as
 * it is in a text.
 */
class FormMaker {
  #pool: Uint16Array;
  #units = 0;
  readonly #formStart: Uint32Array;
  #forms = 0;
  /** Form numbers plus one at places that their hashes say. */
  readonly #slots: Uint32Array;
  /** What is watched or begins a pattern, by form, flags and capitals: each is so once, whoever asks for it. */
  readonly #once = new Set<string>();
  readonly #entryForm: Uint32Array;
  readonly #entryEntity: Uint32Array;
  readonly #entryName: Uint32Array;
  readonly #entryFlags: Uint16Array;
  readonly #entryCapitals: Uint32Array;
  readonly #entryRule: Uint32Array;
  #entries = 0;
  readonly #folded = new FoldedUnits();

  constructor(base: NameForms, added: number) {
    const forms = base.formStart.length - 1 + added;
    const entries = base.entryEntity.length + added;
    this.#pool = new Uint16Array(base.pool.length + added * 24);
    this.#formStart = new Uint32Array(forms + 1);
    this.#slots = new Uint32Array(powerOfTwo(forms * 2));
    this.#entryForm = new Uint32Array(entries);
    this.#entryEntity = new Uint32Array(entries);
    this.#entryName = new Uint32Array(entries);
    this.#entryFlags = new Uint16Array(entries);
    this.#entryCapitals = new Uint32Array(entries);
    this.#entryRule = new Uint32Array(entries);
  }

  copy(base: NameForms, form: number, isMasked: (entity: number) => boolean): void {
    let to = -1;
    for (let entry = base.entryStart[form] ?? 0; entry < (base.entryStart[form + 1] ?? 0); entry++) {
      const entity = base.entryEntity[entry] ?? 0;
      const flags = base.entryFlags[entry] ?? 0;
      if (isOnce(flags & 3) || !isMasked(entity)) {
        if (to < 0) {
          const start = base.formStart[form] ?? 0;
          to = this.#formOf(
            base.pool.subarray(start, base.formStart[form + 1] ?? 0),
            (base.formStart[form + 1] ?? 0) - start,
          );
        }
        const name = base.entryName[entry] ?? 0;
        this.#push(to, entity, name, flags, base.entryCapitals[entry] ?? 0, base.entryRule[entry] ?? 0);
      }
    }
  }

  add(input: IndexInput): void {
    const folded = this.#folded;
    foldInto(input.text, folded);
    if (folded.length > 0) {
      const mode = caseModeOf(input, folded.allCapitals);
      // Where the case is exact, it is that of every letter, and else of every word's first.
      const capitals = mode === caseMode.exact ? capitalLetters(input.text) : folded.capitals;
      const flags =
        input.type |
        (mode << 2) |
        (nameRoles.indexOf(input.role) << 4) |
        (folded.closing === 0x29 ? nameFlags.closesWithParenthesis : 0) |
        (folded.closing === 0x2e ? nameFlags.closesWithDot : 0) |
        (folded.isAccented ? nameFlags.isAccented : 0) |
        (input.isCountry === true ? nameFlags.isCountry : 0);
      this.#push(this.#formOf(folded.units, folded.length), input.entity, input.name, flags, capitals, input.rule + 1);
    }
  }

  #push(form: number, entity: number, name: number, flags: number, capitals: number, rule: number): void {
    if (isOnce(flags & 3)) {
      const key = `${form} ${flags} ${capitals}`;
      if (this.#once.has(key)) {
        return;
      }
      this.#once.add(key);
    }
    const at = this.#entries++;
    this.#entryForm[at] = form;
    this.#entryEntity[at] = entity;
    this.#entryName[at] = name;
    this.#entryFlags[at] = flags;
    this.#entryCapitals[at] = capitals;
    this.#entryRule[at] = rule;
  }

  /** The number of the form with these units; a new one if there is none yet. */
  #formOf(units: ArrayLike<number>, length: number): number {
    const mask = this.#slots.length - 1;
    let slot = mix(hashOf(units, 0, length)) & mask;
    for (let known = this.#slots[slot] ?? 0; known > 0; known = this.#slots[slot] ?? 0) {
      if (this.#reads(known - 1, units, length)) {
        return known - 1;
      }
      slot = (slot + 1) & mask;
    }
    if (this.#units + length > this.#pool.length) {
      const larger = new Uint16Array((this.#units + length) * 2);
      larger.set(this.#pool);
      this.#pool = larger;
    }
    for (let i = 0; i < length; i++) {
      this.#pool[this.#units + i] = units[i] ?? 0;
    }
    this.#units += length;
    const form = this.#forms++;
    this.#formStart[form + 1] = this.#units;
    this.#slots[slot] = form + 1;
    return form;
  }

  #reads(form: number, units: ArrayLike<number>, length: number): boolean {
    const start = this.#formStart[form] ?? 0;
    if ((this.#formStart[form + 1] ?? 0) - start !== length) {
      return false;
    }
    let i = 0;
    while (i < length && this.#pool[start + i] === units[i]) {
      i++;
    }
    return i === length;
  }

  /** Brings the entries of each form together, in the order in which they came. */
  finish(): NameForms {
    const starts = new Uint32Array(this.#forms + 1);
    for (let at = 0; at < this.#entries; at++) {
      const form = (this.#entryForm[at] ?? 0) + 1;
      starts[form] = (starts[form] ?? 0) + 1;
    }
    for (let form = 0; form < this.#forms; form++) {
      starts[form + 1] = (starts[form + 1] ?? 0) + (starts[form] ?? 0);
    }
    const next = starts.slice();
    const places = new Uint32Array(this.#entries);
    for (let at = 0; at < this.#entries; at++) {
      const form = this.#entryForm[at] ?? 0;
      places[at] = next[form] ?? 0;
      next[form] = (next[form] ?? 0) + 1;
    }
    const ordered = (column: Uint32Array | Uint16Array): Numbers => {
      const sorted = new Uint32Array(this.#entries);
      for (let at = 0; at < this.#entries; at++) {
        sorted[places[at] ?? 0] = column[at] ?? 0;
      }
      return narrow(sorted);
    };
    return {
      pool: narrow(this.#pool.subarray(0, this.#units)),
      formStart: this.#formStart.slice(0, this.#forms + 1),
      entryStart: starts,
      entryEntity: ordered(this.#entryEntity),
      entryName: ordered(this.#entryName),
      entryFlags: ordered(this.#entryFlags),
      entryCapitals: ordered(this.#entryCapitals),
      entryRule: ordered(this.#entryRule),
    };
  }
}

/**
 * The entries of forms of which some are those of a base without its masked entities, some are added.
 *
 * @param ofForm the number among the added forms of what is added to a form
 */
export function mergeEntries(
  base: NameForms,
  isMasked: (entity: number) => boolean,
  added: NameForms,
  ofForm: ReadonlyMap<number, number>,
  forms: number,
): Pick<NameForms, 'entryStart' | 'entryEntity' | 'entryName' | 'entryFlags' | 'entryCapitals' | 'entryRule'> {
  const most = base.entryEntity.length + added.entryEntity.length;
  const merged = {
    entryStart: new Uint32Array(forms + 1),
    entryEntity: new Uint32Array(most),
    entryName: new Uint32Array(most),
    entryFlags: new Uint16Array(most),
    entryCapitals: new Uint32Array(most),
    entryRule: new Uint32Array(most),
  };
  let count = 0;
  const copy = (from: NameForms, entry: number): void => {
    merged.entryEntity[count] = from.entryEntity[entry] ?? 0;
    merged.entryName[count] = from.entryName[entry] ?? 0;
    merged.entryFlags[count] = from.entryFlags[entry] ?? 0;
    merged.entryCapitals[count] = from.entryCapitals[entry] ?? 0;
    merged.entryRule[count] = from.entryRule[entry] ?? 0;
    count++;
  };
  const isKnown = (from: NameForms, entry: number, first: number): boolean => {
    const flags = from.entryFlags[entry] ?? 0;
    const capitals = from.entryCapitals[entry] ?? 0;
    return (
      isOnce(flags & 3) &&
      merged.entryFlags
        .subarray(first, count)
        .some((known, i) => known === flags && merged.entryCapitals[first + i] === capitals)
    );
  };
  for (let form = 0; form < forms; form++) {
    const first = count;
    for (let entry = base.entryStart[form] ?? 0; entry < (base.entryStart[form + 1] ?? 0); entry++) {
      if (isOnce((base.entryFlags[entry] ?? 0) & 3) || !isMasked(base.entryEntity[entry] ?? 0)) {
        copy(base, entry);
      }
    }
    const more = ofForm.get(form);
    for (
      let entry = added.entryStart[more ?? 0] ?? 0;
      more !== undefined && entry < (added.entryStart[more + 1] ?? 0);
      entry++
    ) {
      if (!isKnown(added, entry, first)) {
        copy(added, entry);
      }
    }
    merged.entryStart[form + 1] = count;
  }
  return {
    entryStart: merged.entryStart,
    entryEntity: merged.entryEntity.subarray(0, count),
    entryName: merged.entryName.subarray(0, count),
    entryFlags: merged.entryFlags.subarray(0, count),
    entryCapitals: merged.entryCapitals.subarray(0, count),
    entryRule: merged.entryRule.subarray(0, count),
  };
}

/** A text is watched, or begins a pattern, once, whoever asks for it. */
function isOnce(type: number): boolean {
  return type === entryType.watch || type === entryType.pattern;
}

/**
 * The rolling hash of a form, whose words have separators between them.
 *
 * @param goesOn told the hash of every beginning that ends with a word, but for the whole
 */
export function hashOf(units: ArrayLike<number>, start: number, end: number, goesOn?: (hash: number) => void): number {
  let hash = startHash;
  for (let from = start; from < end; from++) {
    let to = from;
    while (to < end && !isSeparator(units[to] ?? 0)) {
      to++;
    }
    hash = addWord(hash, units, from, to);
    if (to < end) {
      goesOn?.(hash);
      hash = addGap(hash);
    }
    from = to;
  }
  return hash;
}

function caseModeOf(input: IndexInput, allCapitals: boolean): number {
  if (input.case === 'any') {
    return caseMode.any;
  }
  return allCapitals ? caseMode.capitals : input.case === 'exact' ? caseMode.exact : caseMode.shape;
}

/** Of the first 32 letters, a bit for each capital. */
function capitalLetters(text: string): number {
  let letter = 0;
  let capitals = 0;
  for (let i = 0; i < text.length && letter < 32; i++) {
    const value = classOf(text.charCodeAt(i));
    if (value >= unitClass.lower && value < unitClass.mark) {
      capitals |= value === unitClass.upper ? 1 << letter : 0;
      letter += Math.max(1, ligatureOf(text.charCodeAt(i)).length);
    }
  }
  return capitals >>> 0;
}
